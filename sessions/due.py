"""By when: the day that a facilitator's words mean, `vrijdag`, `over twee weken`, `March 12 2pm`.

What these words mean here, so that the room can be shown it and put it right:

- A day of the week is the first one after today, also with *aanstaande* or *coming*; with *deze*
  or *this* it may be today.
- *Volgende vrijdag* and *next friday* are the Friday of the next calendar week (from Monday), as
  *volgende week vrijdag* is; never the one of this week.
- *Volgende week* and *next month* are the same day a week or a month on. *Deze week* is by its end.
- The end of a week is its Friday and its middle the Wednesday; the middle of a month is the 15th.
- A day without a year is the coming one, today included. Numbers are day first.
- A time without a day is the next moment it is that late. What is said of an hour before seven is
  after noon, unless it has a nought before it or a part of the day with it.

What can be read in two ways or contradicts itself (a Friday that is a Thursday) means nothing.
dateparser reads dates and amounts of time. It guesses where it can't, so it is asked only what has
the shape of either, and its answer is held against what was typed.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo

from sessions.base import Frozen
from sessions.due_days import ask, day
from sessions.due_times import readings
from sessions.due_words import plain

_ISO = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d\S*)?|\d{4}-W\d\d-\d|(19|20|21)\d{6}")


class Understood(Frozen):
    """The day that was meant, and the time of day when one was said, in the facilitator's zone."""

    day: date
    at: time | None = None


def _iso(text: str, zone: tzinfo | None) -> Understood | None:
    """`text` by ISO 8601: a date, a week date, or a date and time with or without an offset."""
    found = _ISO.fullmatch(text)
    if not found or not text.isascii():
        return None
    try:
        if not found[1]:
            return Understood(day=date.fromisoformat(text))
        moment = datetime.fromisoformat(text)
        moment = moment if moment.tzinfo is None else moment.astimezone(zone)
    except (OverflowError, ValueError):
        return None
    return Understood(day=moment.date(), at=moment.time().replace(second=0, microsecond=0))


def _next_time(at: time, local: datetime) -> date:
    return local.date() + timedelta(days=at <= local.time())


def _meanings(text: str, local: datetime) -> Iterator[Understood]:
    for words, at in readings(text):
        if not words and at:
            yield Understood(day=_next_time(at, local), at=at)
        elif (meant := day(words, local.date())) is not None:
            yield Understood(day=meant, at=at)


def understand(
    text: str, *, now: datetime, language: str, zone: tzinfo | None = None
) -> Understood | None:
    """The day, and the time if there is one, that `text` means; None where it means none surely.

    Dutch and English are both understood. `language` ("nl" or "en") decides where they differ:
    *half 3*. `now` is aware; today is its day in `zone`, or without one in the machine's own.
    A date in the past is given as it is.
    """
    if iso := _iso(text.strip().upper(), zone):
        return iso
    words = plain(text, language)
    if words is None:
        return None
    meanings = set(_meanings(words, now.astimezone(zone)))
    return meanings.pop() if len(meanings) == 1 else None


def warm_up() -> None:
    """Load what reading a date needs, about 0.15 s: call it in a worker when a date is asked."""
    ask("1 march", date(2000, 1, 1))
    ask("in 1 day", date(2000, 1, 1))

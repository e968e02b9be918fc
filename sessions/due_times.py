"""The time of day in a text that `due_words.plain` made: `at halfto 3`, `14.30`, `2 pm`."""

import re
from collections.abc import Iterator
from datetime import time

_HOUR = 60
_NOON = 12 * _HOUR
_DAY = 24 * _HOUR
_EARLIEST = 7 * _HOUR
"""A time before this, said without more, is one after noon: nobody meets at three at night."""

_PARTS = {"morning": (0, _NOON), "afternoon": (_NOON, 19 * _HOUR), "evening": (17 * _HOUR, _DAY)}
"""From when to when, in minutes of the day, a time in this part of the day can be."""

_CLOCK_FACE = range(1, 13)
_HALVES = {"halfto": -30, "halfpast": 30}
_BOUND = r"[\w:./'-]"
_NUMBER = r"(?P<hour>\d{1,2}|one)"
_CLOCKS = tuple(
    re.compile(rf"(?<!{_BOUND}){clock}(?: hour)?(?: (?P<half_day>am|pm))?(?!{_BOUND})")
    for clock in (
        r"(?:at )?(?P<hour>\d{1,2})[:.](?P<minute>[0-5]\d)",
        rf"(?:at )?(?P<half>halfto|halfpast) {_NUMBER}",
        rf"(?:at )?(?P<count>\d{{1,2}}|quarter) (?P<side>past|to) (?:(?P<half>halfto) )?{_NUMBER}",
        rf"at {_NUMBER}",
        rf"{_NUMBER}(?= hour| am| pm)",
        r"(?:at )?(?:12 )?(?P<hour>noon)",
    )
)


def _minute_of_hour(found: dict[str, str | None]) -> int:
    """Minutes after the hour that is named; below zero for minutes to it."""
    count = found.get("count") or "0"
    counted = 15 if count == "quarter" else int(count)
    sign = -1 if found.get("side") == "to" else 1
    return int(found.get("minute") or 0) + _HALVES.get(found.get("half") or "", 0) + sign * counted


def _minute_of_day(found: dict[str, str | None], part: str) -> int | None:
    """Minutes since midnight, or None where the words can't be a time in this `part` of the day."""
    said = found["hour"] or ""
    hour = {"one": 1, "noon": 12}.get(said) or int(said)
    more = _minute_of_hour(found)
    minutes = hour * _HOUR + more
    if half_day := found["half_day"]:
        if hour not in _CLOCK_FACE or (more < 0 and minutes < _NOON <= hour * _HOUR):
            return None
        return minutes % _NOON + (_NOON if half_day == "pm" else 0)
    later = {"morning": 0, "evening": _NOON}.get(part, _EARLIEST)
    if minutes < later and not said.startswith("0"):
        minutes += _NOON
    first, end = _PARTS.get(part, (0, _DAY))
    return minutes if first <= minutes < end else None


def readings(text: str) -> Iterator[tuple[str, time | None]]:
    """Each way to take a time of day off `text`: the words that are left, and the time.

    The first takes none. The part of the day (`afternoon`) is never left.
    """
    words = text.split()
    parts = [word for word in words if word in _PARTS]
    if len(parts) > 1:
        return
    text = " ".join(word for word in words if word not in _PARTS)
    yield text, None
    for clock in _CLOCKS:
        for found in clock.finditer(text):
            minutes = _minute_of_day(found.groupdict(), "".join(parts))
            if minutes is not None:
                left = f"{text[: found.start()]} {text[found.end() :]}"
                yield " ".join(left.split()), time(*divmod(minutes, _HOUR))

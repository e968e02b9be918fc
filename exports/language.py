"""The reader's language: words by gettext, dates and times by Babel."""

import gettext as _gettext
import locale
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path

DOMAIN = "kring"
LANGUAGES = {"nl": "Nederlands", "en": "English"}
"""The languages Kring speaks, each by its own name."""

CATALOGUES = Path(__file__).parent / "locale"
_TERRITORIES = {"nl": "nl_NL", "en": "en_GB"}


class _Speaking:
    """The language spoken now; one for the whole program, set before the first word."""

    language = "en"
    catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


def speak(language: str) -> None:
    """Speak `language` from now on: one of LANGUAGES."""
    _Speaking.language = language
    _Speaking.catalogue = _gettext.translation(
        DOMAIN, CATALOGUES, languages=[language], fallback=language == "en"
    )


def language() -> str:
    """The language spoken now."""
    return _Speaking.language


def of_the_system(environment: Mapping[str, str]) -> str:
    """Dutch where the system's locale says so, else English."""
    named = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"))
    wanted = next((one for one in named if one), None) or locale.getlocale()[0] or ""
    return "nl" if wanted.lower().startswith(("nl", "dutch")) else "en"


def _(message: str) -> str:
    """`message` in the language spoken now."""
    return _Speaking.catalogue.gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """`one` or `many` in the language spoken now, with `{n}` filled in."""
    return _Speaking.catalogue.ngettext(one, many, n).format(n=n)


def N_(message: str) -> str:  # noqa: N802 - the name gettext's tools know
    """Marks a message that is said later."""
    return message


def _locale() -> str:
    return _TERRITORIES[_Speaking.language]


def day_words(day: date, *, year: bool = True) -> str:
    """A day in words: *vrijdag 12 maart 2027*."""
    from babel.dates import format_date

    return format_date(day, "EEEE d MMMM y" if year else "EEEE d MMMM", locale=_locale())


def day_coming(day: date, today: date) -> str:
    """A day in words, with its year unless that is this year."""
    return day_words(day, year=day.year != today.year)


def weekday(day: date) -> str:
    """The day of the week: *vrijdag*."""
    from babel.dates import format_date

    return format_date(day, "EEEE", locale=_locale())


def day_short(day: date) -> str:
    """A day in figures and a short month: *12 mrt 2027*."""
    from babel.dates import format_date

    return format_date(day, "medium", locale=_locale())


def clock_time(moment: datetime | time) -> str:
    """A time of day where the reader is: *16:10*."""
    from babel.dates import format_time

    local = moment.astimezone() if isinstance(moment, datetime) else moment
    return format_time(
        local.time() if isinstance(local, datetime) else local, "short", locale=_locale()
    )


def minutes(length: timedelta) -> str:
    """A length, to the nearest minute."""
    return ngettext("{n} min", "{n} min", round(length / timedelta(minutes=1)))


def number(amount: float) -> str:
    """An amount as it is written: *2,5*."""
    from babel.numbers import format_decimal

    return format_decimal(amount, locale=_locale())


def percent(share: float) -> str:
    """A share, 0 to 1, as a percentage."""
    from babel.numbers import format_percent

    return format_percent(share, locale=_locale())


def listed(names: list[str]) -> str:
    """Names one after the other: *Amira, Henk en Zoë*."""
    from babel.lists import format_list

    return format_list(names, locale=_locale()) if names else ""

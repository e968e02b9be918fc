"""The day that a text means which `due_words.plain` made and `due_times` took the time off.

Each rule is a pattern for the whole text and a function of what it found and of today; it gives
None where the words contradict themselves.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from sessions.due_words import MONTHS, WEEKDAYS

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_CENTURY = 2000
_YEARS = range(1900, 2200)
_HOURS = range(25)
_DAY_IN_WEEK = {"begin": 0, "mid": 2, "end": 4}
_DAY_IN_MONTH = {"begin": 1, "mid": 15, "end": 31}


def ask(text: str, today: date) -> date | None:
    """What dateparser makes of `text`: a day and a month by its English name, or `in 2 week`.

    It is imported here because most starts of the program never need its 65 ms.
    """
    from dateparser.date import DateDataParser

    reader = DateDataParser(
        languages=["en"],
        try_previous_locales=False,
        settings={
            "RELATIVE_BASE": datetime.combine(today, time()),
            "PREFER_DATES_FROM": "future",
            "DATE_ORDER": "DMY",
            "PARSERS": ["relative-time", "absolute-time"],
            "REQUIRE_PARTS": ["day", "month"],
            "RETURN_AS_TIMEZONE_AWARE": False,
            "TIMEZONE": "UTC",
        },
    )
    found = reader.get_date_data(text).date_obj
    return None if found is None else found.date()


def _in_week(today: date, weekday: int, weeks: int) -> date:
    """Day `weekday` (Monday is 0) of the calendar week that is `weeks` after this one."""
    return today + timedelta(days=weekday - today.weekday()) + weeks * _WEEK


def _coming(from_day: date, weekday: int) -> date:
    """The first such day of the week, `from_day` included."""
    return from_day + timedelta(days=(weekday - from_day.weekday()) % 7)


def _month_on(today: date, months: int) -> tuple[int, int]:
    """Year and month that are `months` after today's."""
    years, month = divmod(today.month - 1 + months, 12)
    return today.year + years, month + 1


def _in_month(part: str, year: int, month: int) -> date:
    return date(year, month, min(_DAY_IN_MONTH[part], monthrange(year, month)[1]))


def _not_past(day: date, today: date) -> date | None:
    return day if day >= today else None


def _amount(said: str) -> int:
    return 1 if said == "one" else int(said)


def _near(found: re.Match[str], today: date) -> date:
    return today + {"yesterday": -1, "today": 0, "tomorrow": 1, "overmorrow": 2}[found[0]] * _DAY


def _weekday(found: re.Match[str], today: date) -> date:
    weekday = WEEKDAYS.index(found["weekday"])
    if found["which"] == "next":
        return _in_week(today, weekday, 1)
    return _coming(today if found["which"] == "this" else today + _DAY, weekday)


def _weekday_in_week(found: re.Match[str], today: date) -> date | None:
    weeks = 1 if found["which"] == "next" else 0
    return _not_past(_in_week(today, WEEKDAYS.index(found["weekday"]), weeks), today)


def _weekday_weeks_on(found: re.Match[str], today: date) -> date | None:
    """Friday in two weeks: that of the calendar week, if it is two weeks after the coming one."""
    weekday, weeks = WEEKDAYS.index(found["weekday"]), _amount(found["amount"])
    day = _in_week(today, weekday, weeks)
    return day if day == _coming(today, weekday) + weeks * _WEEK else None


def _amount_on(found: re.Match[str], today: date) -> date | None:
    return ask(f"in {_amount(found['amount'])} {found['unit']}", today)


def _next_span(found: re.Match[str], today: date) -> date | None:
    return ask(f"in 1 {found['unit']}", today)


def _of_week(found: re.Match[str], today: date) -> date | None:
    weekday = _DAY_IN_WEEK[found["part"] or "end"]
    if found["which"] is None:
        return _coming(today, weekday)
    return _not_past(_in_week(today, weekday, 1 if found["which"] == "next" else 0), today)


def _of_month(found: re.Match[str], today: date) -> date | None:
    part = found["part"] or "end"
    day = _in_month(part, *_month_on(today, 1 if found["which"] == "next" else 0))
    if day < today and found["which"] is None:
        return _in_month(part, *_month_on(today, 1))
    return _not_past(day, today)


def _in_year(part: str, year: int) -> date:
    return date(year, 1, 1) if part == "begin" else date(year, 12, 31)


def _of_year(found: re.Match[str], today: date) -> date | None:
    day = _in_year(found["part"], today.year + (found["which"] == "next"))
    if day < today and found["which"] is None:
        return _in_year(found["part"], today.year + 1)
    return _not_past(day, today)


def _of_named_year(found: re.Match[str], _: date) -> date | None:
    year = int(found["year"])
    return _in_year(found["part"], year) if year in _YEARS else None


def _of_named_month(found: re.Match[str], today: date) -> date | None:
    month, year = MONTHS.index(found["month"]) + 1, int(found["year"] or 0)
    if year:
        return _in_month(found["part"], year, month) if year in _YEARS else None
    day = _in_month(found["part"], today.year, month)
    return day if day >= today else _in_month(found["part"], today.year + 1, month)


def _agrees(day: date, found: re.Match[str]) -> bool:
    """Whether `day` is the day of the week that was said with it, if one was."""
    said = found.groupdict()
    return {said.get("before"), said.get("after")} <= {None, WEEKDAYS[day.weekday()]}


def _day_of_month(found: re.Match[str], today: date) -> date | None:
    """The coming 12th, which must be the day of the week that goes with it."""
    if not (found["ordinal"] or found["before"]):
        return None
    for months in range(3):
        year, month = _month_on(today, months)
        if 1 <= int(found["day"]) <= monthrange(year, month)[1]:
            day = date(year, month, int(found["day"]))
            if day >= today:
                return day if _agrees(day, found) else None
    return None


def _year(found: re.Match[str]) -> int | None:
    """The year that was typed; 0 for none, None for one that may be an hour or is far from ours."""
    said = found["year"] or "0"
    year = int(said.lstrip("'"))
    if said == "0":
        return 0
    if len(said) > len("'27"):
        return year if year in _YEARS else None
    if found["name"] and year in _HOURS and not said.startswith("'"):
        return None
    return _CENTURY + year


def _date(found: re.Match[str], today: date) -> date | None:
    """A date, read by dateparser; its answer must be the day and the month that were typed."""
    year = _year(found)
    month = MONTHS.index(found["name"]) + 1 if found["name"] else int(found["month"])
    if year is None or not 1 <= month <= len(MONTHS):
        return None
    yesterday = today - _DAY  # whose coming 12 March may be today
    day = ask(f"{int(found['day'])} {MONTHS[month - 1]} {year or ''}".strip(), yesterday)
    if day is None or (day.day, day.month) != (int(found["day"]), month):
        return None
    return day if day.year == (year or day.year) and _agrees(day, found) else None


def _year_first(found: re.Match[str], _: date) -> date | None:
    year, month, said = (int(found[part]) for part in ("year", "month", "day"))
    if year not in _YEARS or not 1 <= month <= len(MONTHS):
        return None
    if not 1 <= said <= monthrange(year, month)[1]:
        return None
    day = date(year, month, said)
    return day if _agrees(day, found) else None


_WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)})"
_NAME = rf"(?P<name>{'|'.join(MONTHS)})"
_BEFORE = rf"(?:(?P<before>{'|'.join(WEEKDAYS)}) )?(?:by )?"
_AFTER = rf"(?: (?P<after>{'|'.join(WEEKDAYS)}))?"
_AMOUNT = r"(?P<amount>one|[1-9]\d{0,2})"
_UNIT = r"(?P<unit>day|week|month|year)"
_PART = r"(?P<part>begin|mid|end) (?:of )?"
_EDGE = r"(?P<part>begin|end) (?:of )?"
_WHICH = r"(?P<which>this|next)"
_DAY_NUMBER = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>'?\d\d|\d{4})"
_MONTH = r"(?P<sign>[-/.])(?P<month>\d{1,2})"
_NUMBERS = rf"{_DAY_NUMBER}{_MONTH}(?:(?P=sign){_YEAR})?"
_NUMBERS_YEAR_FIRST = rf"(?P<year>\d{{4}}){_MONTH}(?P=sign){_DAY_NUMBER}"

_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]], ...] = tuple(
    (re.compile(rf"(?:by )?{pattern}"), rule)
    for pattern, rule in (
        (r"(?:yesterday|today|tomorrow|overmorrow)", _near),
        (rf"(?:(?P<which>this|next|coming) )?{_WEEKDAY}", _weekday),
        (rf"{_WEEKDAY} (?P<which>coming)", _weekday),
        (rf"{_WHICH} week (?:by )?{_WEEKDAY}", _weekday_in_week),
        (rf"{_WEEKDAY} (?:of )?{_WHICH} week", _weekday_in_week),
        (rf"in {_AMOUNT} week (?:by )?{_WEEKDAY}", _weekday_weeks_on),
        (rf"{_WEEKDAY} in {_AMOUNT} week", _weekday_weeks_on),
        (rf"in {_AMOUNT} {_UNIT}", _amount_on),
        (rf"{_AMOUNT} {_UNIT} from (?:now|today)", _amount_on),
        (r"(?P<amount>[2-9]|[1-9]\d{1,2}) " + _UNIT, _amount_on),
        (r"next (?P<unit>week|month)", _next_span),
        (rf"{_PART}(?:{_WHICH} )?week", _of_week),
        (r"(?P<part>)(?P<which>this) week", _of_week),
        (rf"{_PART}(?:{_WHICH} )?month", _of_month),
        (r"(?P<part>)(?P<which>this) month", _of_month),
        (rf"{_EDGE}(?:{_WHICH} )?year", _of_year),
        (rf"{_EDGE}(?P<year>\d{{4}})", _of_named_year),
        (rf"{_PART}(?P<month>{'|'.join(MONTHS)})(?: (?P<year>\d{{4}}))?", _of_named_month),
        (rf"{_BEFORE}{_DAY_NUMBER}(?P<ordinal>th)?", _day_of_month),
        (rf"{_BEFORE}{_DAY_NUMBER}(?:th)? (?:of )?{_NAME}(?: {_YEAR})?{_AFTER}", _date),
        (rf"{_BEFORE}{_NAME} {_DAY_NUMBER}(?:th)?(?: {_YEAR})?{_AFTER}", _date),
        (rf"{_BEFORE}{_NUMBERS}{_AFTER}(?P<name>)", _date),
        (rf"{_BEFORE}{_NUMBERS_YEAR_FIRST}{_AFTER}", _year_first),
    )
)


def day(text: str, today: date) -> date | None:
    """The day that all of `text` means on the day `today`, or None."""
    for pattern, rule in _RULES:
        if found := pattern.fullmatch(text):
            meant = rule(found, today)
            return meant if meant is not None and meant.year in _YEARS else None
    return None

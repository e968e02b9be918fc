"""What a facilitator types for a day means that day, or nothing; never another one."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sessions.due import Understood, understand, warm_up
from sessions.due_words import MONTHS, WEEKDAYS

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WEDNESDAY = datetime(2026, 3, 18, 14, tzinfo=UTC)
"""Wednesday 18 March 2026, three o'clock in Amsterdam."""

DUTCH_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
OUR_DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
TODAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
LANGUAGES = st.sampled_from(("nl", "en"))


def meant(text: str, *, now: datetime = WEDNESDAY, language: str = "nl") -> Understood | None:
    return understand(text, now=now, language=language, zone=AMSTERDAM)


def on(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def cases(table: str) -> list[tuple[str, str]]:
    """Lines of `words = date [time]`, or `words = -` for nothing."""
    pairs = (line.split(" = ") for line in table.strip().splitlines())
    return [(words.strip(), expected.strip()) for words, expected in pairs]


def told(understood: Understood | None) -> str:
    if understood is None:
        return "-"
    at = f" {understood.at:%H:%M}" if understood.at else ""
    return f"{understood.day.isoformat()}{at}"


DUTCH = """
    vandaag = 2026-03-18
    morgen = 2026-03-19
    overmorgen = 2026-03-20
    gisteren = 2026-03-17
    vrijdag = 2026-03-20
    vr = 2026-03-20
    Vr. = 2026-03-20
    woensdag = 2026-03-25
    deze woensdag = 2026-03-18
    aanstaande donderdag = 2026-03-19
    a.s. donderdag = 2026-03-19
    donderdag a.s. = 2026-03-19
    komende vrijdag = 2026-03-20
    volgende vrijdag = 2026-03-27
    volgende week = 2026-03-25
    volgende week vrijdag = 2026-03-27
    vrijdag volgende week = 2026-03-27
    volgende week dinsdag 9:30 = 2026-03-24 09:30
    deze week vrijdag = 2026-03-20
    deze week = 2026-03-20
    over twee weken = 2026-04-01
    over 2 weken = 2026-04-01
    over een week = 2026-03-25
    over veertien dagen = 2026-04-01
    over een maand = 2026-04-18
    over een half jaar = 2026-09-18
    over een jaar = 2027-03-18
    binnen drie dagen = 2026-03-21
    2 weken = 2026-04-01
    over twee weken op vrijdag = 2026-04-03
    vrijdag over een week = 2026-03-27
    volgende maand = 2026-04-18
    eind december = 2026-12-31
    eind van de maand = 2026-03-31
    eind van de week = 2026-03-20
    eind volgende week = 2026-03-27
    begin volgende week = 2026-03-23
    half volgende week = 2026-03-25
    begin van de week = 2026-03-23
    eind van het jaar = 2026-12-31
    begin volgend jaar = 2027-01-01
    begin van het jaar = 2027-01-01
    eind 2027 = 2027-12-31
    deze maand = 2026-03-31
    eind volgende maand = 2026-04-30
    begin van de maand = 2026-04-01
    begin maart = 2027-03-01
    begin april = 2026-04-01
    half maart = 2027-03-15
    medio mei 2027 = 2027-05-15
    eind februari 2028 = 2028-02-29
    12 maart = 2027-03-12
    18 maart = 2026-03-18
    12 mrt. = 2027-03-12
    12-3 = 2027-03-12
    12/3/2027 = 2027-03-12
    12.3.2027 = 2027-03-12
    12-3-27 = 2027-03-12
    12-mrt-2027 = 2027-03-12
    12 mrt '27 = 2027-03-12
    12 mrt 27 = 2027-03-12
    12 maart 2020 = 2020-03-12
    de 12e = 2026-04-12
    vrijdag de 20ste = 2026-03-20
    do 19 = 2026-03-19
    29 februari = 2028-02-29
    zo 22 maart = 2026-03-22
    12 maart vrijdag = 2027-03-12
    uiterlijk vrijdag = 2026-03-20
    voor 1 april = 2026-04-01
    vrijdag 12 maart 14:00 = 2027-03-12 14:00
    vrijdag 12 maart 2027 om 14 uur = 2027-03-12 14:00
    do 19/3 10.00 = 2026-03-19 10:00
    12 maart om 14 uur = 2027-03-12 14:00
    14.30 = 2026-03-19 14:30
    15:01 = 2026-03-18 15:01
    15:00 = 2026-03-19 15:00
    14u30 = 2026-03-19 14:30
    half drie = 2026-03-19 14:30
    half 3 = 2026-03-19 14:30
    half een = 2026-03-19 12:30
    kwart over drie = 2026-03-18 15:15
    kwart voor een = 2026-03-19 12:45
    tien voor half vier = 2026-03-18 15:20
    vijf over half vier = 2026-03-18 15:35
    morgen half elf = 2026-03-19 10:30
    vrijdagmiddag = 2026-03-20
    vrijdagmiddag 2 uur = 2026-03-20 14:00
    maandagmorgen 10 uur = 2026-03-23 10:00
    morgenochtend om 9 uur = 2026-03-19 09:00
    vanavond 8 uur = 2026-03-18 20:00
    8 uur 's avonds = 2026-03-18 20:00
    6 uur 's ochtends = 2026-03-19 06:00
    06:00 = 2026-03-19 06:00
    morgen 12.10 = 2026-03-19 12:10
"""
ENGLISH = """
    today = 2026-03-18
    tomorrow at 9:30 = 2026-03-19 09:30
    the day after tomorrow = 2026-03-20
    friday = 2026-03-20
    next friday = 2026-03-27
    this friday = 2026-03-20
    coming friday = 2026-03-20
    next week = 2026-03-25
    in two weeks = 2026-04-01
    in two weeks' time = 2026-04-01
    two weeks from now = 2026-04-01
    in a fortnight = 2026-04-01
    in a month = 2026-04-18
    next month = 2026-04-18
    end of the month = 2026-03-31
    end of next month = 2026-04-30
    by the end of the week = 2026-03-20
    mid March = 2027-03-15
    mid-March = 2027-03-15
    early May = 2026-05-01
    March 12 = 2027-03-12
    March 12th, 2027 = 2027-03-12
    12 March 2pm = 2027-03-12 14:00
    12th of March at 10 = 2027-03-12 10:00
    12/3 = 2027-03-12
    Fri 12 Mar 2027 2:00 PM = 2027-03-12 14:00
    the 12th = 2026-04-12
    half past two = 2026-03-19 14:30
    half three = 2026-03-18 15:30
    half 3 = 2026-03-18 15:30
    half one = 2026-03-19 13:30
    quarter to twelve = 2026-03-19 11:45
    twenty past nine = 2026-03-19 09:20
    12 am = 2026-03-19 00:00
    friday noon = 2026-03-20 12:00
    tonight at 8 = 2026-03-18 20:00
    friday afternoon at 4 o'clock = 2026-03-20 16:00
    9 p.m. = 2026-03-18 21:00
    vrijdag = 2026-03-20
    over twee weken = 2026-04-01
    half drie = 2026-03-19 14:30
"""
NOTHING = (
    "", " ", "a", "A", "x", "?", "12", "de", "the", "een", "to", "om", "at", "half", "'", "-",
    "nu even niet", "nu", "now", "de 3 van ons", "volgende keer", "next time", "next session",
    "Jan", "jan 12 komt", "met Jan 12", "Mei", "mei", "may", "in maart", "one may", "a march",
    "zo", "zo.", "zo snel mogelijk", "asap", "vrij", "nooit", "ooit", "week", "weekend",
    "een week", "one day", "over een week of twee", "een paar weken", "anderhalve week",
    "over 2 uur", "5 min", "3 d", "10 m", "3 days ago", "2 weken geleden", "over 0 weken",
    "over 999 jaar", "volgend jaar", "vrijdag of zaterdag", "vrijdag zaterdag", "1 2 3",
    "12-14 maart", "12 - 14 maart", "12 maart - 14 maart", "12-27 maart", "12 maart 14",
    "12 maart 1430", "12 of 13 maart", "31 februari", "31-2", "32-1", "0-3", "3-0", "12/13/2027",
    "12-31-2027", "13/14", "2027-13-01", "2027-02-30", "0000-01-01", "2027-3-0", "0900-3-1",
    "donderdag 12 maart", "vrijdag 12 maart 2026", "vrijdag 12", "woensdag 12", "12-3/2027",
    "12.10", "25:00", "24:00", "12:60", "13 pm", "11 uur 's middags", "10 to 3", "friday 10 to 3",
    "quarter to 12 pm", "deze week dinsdag", "1e vrijdag", "vrijdag 2027-03-13", "99th",
    "eind 2300", "eind maart 0001", "begin van deze maand", "begin deze week", "begin dit jaar",
    "morgen middag avond", "12 märz", "😀", "12 maart 😀", "2027-03-12T25:00", "20271340",
    "om om om", "x" * 500, "vrijdag " * 40,
)  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), cases(DUTCH))
def test_dutch_words_mean_a_day(words: str, expected: str) -> None:
    assert told(meant(words)) == expected


@pytest.mark.parametrize(("words", "expected"), cases(ENGLISH))
def test_english_words_mean_a_day(words: str, expected: str) -> None:
    assert told(meant(words, language="en")) == expected


@pytest.mark.parametrize("words", NOTHING)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_no_day_or_could_be_two_is_nothing(words: str, language: str) -> None:
    assert meant(words, language=language) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    cases("""
        2027-03-12 = 2027-03-12
        20270312 = 2027-03-12
        2027-W10-5 = 2027-03-12
        2027-3-12 = 2027-03-12
        vrijdag 2027-03-12 = 2027-03-12
        2027-03-12 14:00 = 2027-03-12 14:00
        2027-03-12T14:00:59 = 2027-03-12 14:00
        2027-03-12T14:00Z = 2027-03-12 15:00
        2027-03-12 om 14 uur = 2027-03-12 14:00
    """),
)
def test_iso_always_works(words: str, expected: str) -> None:
    assert told(meant(words)) == expected


@given(st.dates(), LANGUAGES)
def test_every_iso_date_is_itself(day: date, language: str) -> None:
    assert meant(day.isoformat(), language=language) == Understood(day=day)


@given(OUR_DAYS, TODAYS, st.sampled_from(("nl", "en")), LANGUAGES)
def test_every_day_month_and_year_is_itself(
    day: date, today: date, typed: str, language: str
) -> None:
    names = DUTCH_MONTHS if typed == "nl" else MONTHS
    text = f"{day.day} {names[day.month - 1]} {day.year}"
    assert meant(text, now=on(today), language=language) == Understood(day=day)
    numbers = f"{day.day}-{day.month}-{day.year}"
    assert meant(numbers, now=on(today), language=language) == Understood(day=day)


@given(OUR_DAYS, TODAYS)
@example(date(2028, 2, 29), date(2026, 3, 1))
@example(date(2026, 3, 18), date(2026, 3, 18))
@example(date(2026, 3, 17), date(2026, 3, 18))
@example(date(2026, 1, 1), date(2026, 12, 31))
def test_without_a_year_it_is_the_coming_one(named: date, today: date) -> None:
    understood = meant(f"{named.day} {DUTCH_MONTHS[named.month - 1]}", now=on(today))
    coming = today
    while (coming.day, coming.month) != (named.day, named.month):
        coming += timedelta(days=1)
    assert understood == Understood(day=coming)


@given(TODAYS, st.sampled_from(WEEKDAYS))
def test_days_of_the_week(today: date, weekday: str) -> None:
    now = on(today)
    coming, following = (meant(f"{which}{weekday}", now=now) for which in ("", "next "))
    assert coming is not None
    assert following is not None
    assert 1 <= (coming.day - today).days <= 7
    assert coming.day.weekday() == following.day.weekday() == WEEKDAYS.index(weekday)
    this_week = today.toordinal() - today.weekday()
    assert 7 <= following.day.toordinal() - this_week < 14
    assert meant(f"{weekday} next week", now=now) == following


@given(TODAYS, st.integers(1, 60))
def test_amounts_of_time(today: date, amount: int) -> None:
    now = on(today)
    days = meant(f"over {amount} dagen", now=now)
    weeks = meant(f"in {amount} weeks", now=now)
    months = meant(f"over {amount} maanden", now=now)
    assert days == Understood(day=today + timedelta(days=amount))
    assert weeks == Understood(day=today + timedelta(weeks=amount))
    year, month = divmod(today.year * 12 + today.month - 1 + amount, 12)
    last = monthrange(year, month + 1)[1]
    assert months == Understood(day=date(year, month + 1, min(today.day, last)))


@given(TODAYS, st.sampled_from(("eind", "half", "begin")), st.sampled_from(DUTCH_MONTHS))
def test_parts_of_a_month_lie_ahead_in_that_month(today: date, part: str, month: str) -> None:
    understood = meant(f"{part} {month}", now=on(today))
    assert understood is not None
    assert today <= understood.day < today + timedelta(days=367)
    assert understood.day.month == DUTCH_MONTHS.index(month) + 1
    if part == "eind":
        assert (understood.day + timedelta(days=1)).day == 1
    else:
        assert understood.day.day == {"half": 15, "begin": 1}[part]


@given(TODAYS, st.times())
def test_a_time_of_day_goes_with_any_day(today: date, at: time) -> None:
    at = at.replace(second=0, microsecond=0)
    understood = meant(f"morgen om {at:%H:%M}", now=on(today))
    assert understood == Understood(day=today + timedelta(days=1), at=at)


def test_today_is_the_day_in_the_zone() -> None:
    late = datetime(2026, 3, 18, 23, 30, tzinfo=UTC)
    assert told(meant("vandaag", now=late)) == "2026-03-19"
    assert told(understand("vandaag", now=late, language="nl", zone=UTC)) == "2026-03-18"
    in_the_machines_own = understand("today", now=late, language="en")
    assert in_the_machines_own == Understood(day=late.astimezone().date())


@pytest.mark.parametrize("today", [date(2026, 3, 14) + timedelta(days=n) for n in range(14)])
def test_a_friday_weeks_on_is_told_only_when_all_would_say_the_same(today: date) -> None:
    understood = meant("vrijdag over twee weken", now=on(today))
    if today.weekday() <= 4:
        assert understood is not None
        assert understood.day.isocalendar().week == today.isocalendar().week + 2
    else:
        assert understood is None


SCRAPS = (
    "vrijdag fri zo volgende next week over in 2 12 12e 31 maart march mei may 2027 '27 om at half "
    "kwart voor to past drie uur pm 14:30 12.10 12-3 - , . eind end of van de maand jaar year een "
    "a this deze morgen morning avond noon 0 00:00 99 a.s. / 😀"
)
WORDS = st.sampled_from(SCRAPS.split())


@given(st.text(), LANGUAGES)
@example("\ud800", "nl")
@example("١٢ maart", "nl")
@example("12²", "en")
def test_any_text_is_taken(text: str, language: str) -> None:
    understood = meant(text, language=language)
    assert understood is None or isinstance(understood.day, date)


@given(st.lists(WORDS, max_size=6), TODAYS, LANGUAGES)
def test_any_words_of_time_are_taken(words: list[str], today: date, language: str) -> None:
    understood = meant(" ".join(words), now=on(today), language=language)
    assert understood is None or 1900 <= understood.day.year < 2200


def test_a_warmed_up_reader_says_the_same() -> None:
    warm_up()
    assert told(meant("12 maart")) == "2027-03-12"

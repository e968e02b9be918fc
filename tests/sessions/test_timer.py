"""A timer is instants and banked pauses: what it says follows from `now` alone."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.base import ZERO
from sessions.timer import Phase, Timer, last_stretch
from tests.rooms import MINUTE, SECOND, START

lengths = st.timedeltas(ZERO, timedelta(days=1))
stretches = st.lists(st.tuples(st.booleans(), st.timedeltas(ZERO, timedelta(hours=3))))
moments = st.timedeltas(timedelta(days=-2), timedelta(days=2)).map(lambda by: START + by)
ORDER = list(Phase)


@given(lengths, stretches)
def test_pauses_and_starts_in_any_order_bank_exactly_the_time_it_ran(
    length: timedelta, stretches: list[tuple[bool, timedelta]]
) -> None:
    timer, now, ran = Timer(length=length), START, ZERO
    for starts, lasts in stretches:
        timer = timer.start(now) if starts else timer.pause(now)
        now += lasts
        ran += lasts if starts else ZERO
        assert timer.elapsed(now) == ran
        assert timer.remaining(now) == length - ran
        assert timer.left(now) - timer.over(now) == timer.remaining(now)
    assert Timer.model_validate_json(timer.model_dump_json()) == timer


@given(lengths, st.lists(st.tuples(st.sampled_from(("start", "pause")), moments)), moments)
def test_a_clock_that_goes_anywhere_takes_nothing_off(
    length: timedelta, does: list[tuple[str, datetime]], now: datetime
) -> None:
    timer = Timer(length=length)
    for what, at in does:
        banked = timer.banked
        timer = timer.start(at) if what == "start" else timer.pause(at)
        assert banked <= timer.banked <= timer.elapsed(now)


@given(lengths, st.lists(moments))
def test_to_look_at_it_changes_nothing(length: timedelta, ticks: list[datetime]) -> None:
    timer = Timer(length=length).start(START)
    for tick in ticks:
        timer.elapsed(tick), timer.phase(tick), timer.ran_out(tick)
    assert timer == Timer(length=length).start(START)


@given(lengths, st.lists(moments, min_size=2))
def test_the_phases_come_in_their_order(length: timedelta, ticks: list[datetime]) -> None:
    timer = Timer(length=length).start(START)
    phases = [ORDER.index(timer.phase(tick)) for tick in sorted(ticks)]
    assert phases == sorted(phases)


@pytest.mark.parametrize(
    ("minutes", "at", "phase"),
    [
        (10, 0, Phase.CALM),
        (10, 8 * 60 - 1, Phase.CALM),
        (10, 8 * 60, Phase.ENDING),
        (10, 9 * 60 - 1, Phase.ENDING),
        (10, 9 * 60, Phase.LAST),
        (10, 10 * 60 - 1, Phase.LAST),
        (10, 10 * 60, Phase.OVER),
        (3, 2 * 60 + 23, Phase.CALM),
        (3, 2 * 60 + 24, Phase.LAST),
        (0, 0, Phase.OVER),
    ],
)
def test_a_phase_begins_on_the_second(minutes: int, at: int, phase: Phase) -> None:
    timer = Timer(length=minutes * MINUTE).start(START)
    assert timer.phase(START + at * SECOND) is phase


def test_the_last_stretch_is_never_longer_than_a_minute_or_a_fifth() -> None:
    assert last_stretch(10 * MINUTE) == MINUTE
    assert last_stretch(MINUTE) == 12 * SECOND


def test_neither_midnight_nor_summer_time_counts() -> None:
    amsterdam = ZoneInfo("Europe/Amsterdam")
    before = datetime(2026, 3, 28, 23, 30, tzinfo=amsterdam)
    after = datetime(2026, 3, 29, 3, 30, tzinfo=amsterdam)
    timer = Timer(length=4 * 60 * MINUTE).start(before)
    assert timer.elapsed(after.astimezone(START.tzinfo)) == timedelta(hours=3)


def test_a_start_of_what_runs_and_a_pause_of_what_stands_are_nothing() -> None:
    timer = Timer(length=MINUTE)
    assert timer.pause(START) is timer
    running = timer.start(START)
    assert running.start(START + MINUTE) is running


def test_it_remembers_when_it_first_began() -> None:
    timer = Timer(length=MINUTE).start(START).pause(START + SECOND).start(START + MINUTE)
    assert timer.begun == START


@given(lengths, st.timedeltas(timedelta(days=-1), timedelta(days=1)))
def test_it_is_never_shorter_than_nothing(length: timedelta, by: timedelta) -> None:
    assert Timer(length=length).lengthen(by).length == max(ZERO, length + by)


def test_it_runs_out_once_and_not_again_when_it_is_started_in_overtime() -> None:
    timer = Timer(length=MINUTE).start(START)
    assert not timer.ran_out(START + MINUTE - SECOND)
    assert timer.ran_out(START + MINUTE)
    assert timer.ran_out(START + 9 * MINUTE)
    over = timer.pause(START + MINUTE)
    assert not over.ran_out(START + 2 * MINUTE)
    assert not over.start(START + 2 * MINUTE).ran_out(START + 3 * MINUTE)
    assert over.lengthen(MINUTE).start(START + 2 * MINUTE).ran_out(START + 3 * MINUTE)
    assert Timer(length=ZERO).start(START).ran_out(START)

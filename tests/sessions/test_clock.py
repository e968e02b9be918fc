"""The machine's clock may jump; the one in the room never goes back."""

import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions import clock
from sessions.clock import ManualClock, SystemClock
from tests.rooms import MINUTE, START


class Machine:
    """A wall clock and the time since boot, as the system tells them."""

    def __init__(self) -> None:
        self.wall, self.boot = START.timestamp(), 100.0

    def passes(self, seconds: float, jump: float = 0) -> None:
        """Time passes, and the wall clock is set."""
        self.boot += seconds
        self.wall += seconds + jump


def _on(machine: Machine, patch: pytest.MonkeyPatch) -> SystemClock:
    patch.setattr(clock, "_since_boot", lambda: machine.boot)
    patch.setattr(time, "time", lambda: machine.wall)
    return SystemClock()


steps = st.lists(
    st.tuples(
        st.floats(0, 10_000),
        st.just(0.0) | st.floats(-100_000, 100_000) | st.sampled_from((-3600.0, 3600.0)),
    ),
    max_size=20,
)


@given(steps)
def test_it_never_goes_back_nor_stands_still_for_long(steps: list[tuple[float, float]]) -> None:
    machine = Machine()
    with pytest.MonkeyPatch.context() as patch:
        ours = _on(machine, patch)
        told = [(ours.now(), machine.boot)]
        for seconds, jump in steps:
            machine.passes(seconds, jump)
            told.append((ours.now(), machine.boot))
    for (before, boot), (after, later) in pairwise(told):
        assert after >= before
        if all(jump <= 0 for _, jump in steps):
            assert (after - before).total_seconds() == pytest.approx(later - boot, abs=1.001)


def test_set_back_an_hour_it_goes_on_from_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine()
    ours = _on(machine, monkeypatch)
    first = ours.now()
    machine.passes(60, jump=-3600)
    assert ours.now() == first + MINUTE
    machine.passes(60)
    assert ours.now() == first + 2 * MINUTE


def test_sleep_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine()
    ours = _on(machine, monkeypatch)
    first = ours.now()
    machine.passes(7200)
    assert ours.now() == first + 120 * MINUTE


def test_it_tells_aware_utc() -> None:
    assert SystemClock().now().utcoffset() == timedelta(0)


def test_where_the_system_has_no_time_since_boot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(time, "CLOCK_BOOTTIME", raising=False)
    assert clock._since_boot() <= clock._since_boot()
    assert SystemClock().now() <= SystemClock().now()


def test_a_clock_by_hand_moves_when_it_is_moved() -> None:
    ours = ManualClock(datetime(2026, 3, 12, 13, 30, tzinfo=UTC))
    assert ours.now() == ours.now()
    assert ours.forward(MINUTE) == ours.now()
    ours.set(START)
    assert ours.now() == START


def test_set_back_and_then_right_again_it_tells_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine()
    ours = _on(machine, monkeypatch)
    machine.passes(60, jump=-86_400)
    assert ours.now() == START + timedelta(seconds=60)
    machine.passes(60, jump=86_400)
    assert ours.now() == START + timedelta(seconds=120)
    assert ours.now().timestamp() == pytest.approx(machine.wall)

"""The one place that asks what time it is."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time; handed in from the top, so that a test can be at any moment."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""
        ...


_NOTICED = 1.0
"""Seconds that the clock is set back by at least; less may pass between two looks at a clock."""


def _since_boot() -> float:
    """Seconds since the machine started, sleep included where the system can tell."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()  # noqa: TID251 - this is the clock's module


class SystemClock:
    """The machine's wall clock, which never goes back while the program runs.

    When the machine's clock is set back, the time goes on from where it was, at the pace of the
    time since boot, so that no timer in the room starts to count the wrong way.
    """

    def __init__(self) -> None:
        self._ahead = 0.0
        self._last_wall = time.time()  # noqa: TID251 - this is the clock's module
        self._last_boot = _since_boot()

    def now(self) -> datetime:
        """This moment, aware, in UTC; not earlier than the one told before."""
        boot = _since_boot()
        wall = time.time() + self._ahead  # noqa: TID251 - this is the clock's module
        steady = self._last_wall + (boot - self._last_boot)
        if wall < max(self._last_wall, steady - _NOTICED):
            self._ahead += steady - wall
            wall = steady
        elif self._ahead > 0 and wall > steady + _NOTICED:
            back = min(self._ahead, wall - steady)
            self._ahead -= back
            wall -= back
        self._last_wall, self._last_boot = wall, boot
        return datetime.fromtimestamp(wall, UTC)


class ManualClock:
    """A clock that stands still until it is moved: for the demo's past, and for tests."""

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        """The moment it was set to."""
        return self._at

    def forward(self, by: timedelta) -> datetime:
        """Move on `by`, and tell the new moment."""
        self._at += by
        return self._at

    def set(self, at: datetime) -> None:
        """Move to `at`, which may lie earlier."""
        self._at = at.astimezone(UTC)

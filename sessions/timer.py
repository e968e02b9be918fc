"""A timer: instants and banked pauses, computed from `now` and never counted in ticks."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from pydantic import AwareDatetime

from sessions.base import MINUTE, ZERO, Frozen


class Phase(StrEnum):
    """How far a timer is, as the room should feel it.

    Warning and danger come before zero, as stage timers have it (Ontime, OnlyT).
    """

    CALM = "calm"
    ENDING = "ending"
    LAST = "last"
    OVER = "over"


class Timer(Frozen):
    """Counts from `length` down to zero and on into overtime; may be paused and lengthened."""

    length: timedelta
    banked: timedelta = ZERO
    since: AwareDatetime | None = None
    begun: AwareDatetime | None = None

    @property
    def running(self) -> bool:
        """Whether time passes on it."""
        return self.since is not None

    def elapsed(self, now: datetime) -> timedelta:
        """Time that it ran; a clock that was set back takes nothing off."""
        if self.since is None:
            return self.banked
        return self.banked + max(ZERO, now - self.since)

    def remaining(self, now: datetime) -> timedelta:
        """Time left; negative in overtime."""
        return self.length - self.elapsed(now)

    def left(self, now: datetime) -> timedelta:
        """Time left; zero in overtime."""
        return max(ZERO, self.remaining(now))

    def over(self, now: datetime) -> timedelta:
        """Overtime; zero before."""
        return max(ZERO, -self.remaining(now))

    def ran_out(self, now: datetime) -> bool:
        """Whether its time ended while it ran; what was over when it was started is no news."""
        fresh = not self.banked or self.banked < self.length
        return self.running and fresh and not self.left(now)

    def start(self, now: datetime) -> Self:
        """Running from `now`; one that runs already stays as it is."""
        if self.running:
            return self
        return self.but(since=now, begun=self.begun or now)

    def pause(self, now: datetime) -> Self:
        """Standing still at what has elapsed."""
        if not self.running:
            return self
        return self.but(banked=self.elapsed(now), since=None)

    def lengthen(self, by: timedelta) -> Self:
        """Longer, or shorter, by `by`; never shorter than nothing."""
        return self.but(length=max(ZERO, self.length + by))

    def phase(self, now: datetime) -> Phase:
        """Calm, in its last fifth, in its last minute (or fifth, when that is shorter), or over."""
        remaining = self.remaining(now)
        if remaining <= ZERO:
            return Phase.OVER
        if remaining <= last_stretch(self.length):
            return Phase.LAST
        if remaining <= self.length / 5:
            return Phase.ENDING
        return Phase.CALM


def last_stretch(length: timedelta) -> timedelta:
    """The end that is warned of most urgently: a minute, or a fifth of what is under five."""
    return min(MINUTE, length / 5)

"""Everybody in turn: who has the floor, who was heard, who waits."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Self

from sessions.base import ZERO, Frozen
from sessions.timer import Timer


class Circle(Frozen):
    """People by id in the order in which they speak, each with a `turn` on the timer.

    Who was `heard` and has left is `away`.
    """

    order: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    away: tuple[str, ...] = ()
    current: str | None = None
    turn: timedelta = ZERO
    timer: Timer = Timer(length=ZERO)

    @property
    def waiting(self) -> tuple[str, ...]:
        """Who has not had the floor yet, in order; without the one who has it."""
        return tuple(p for p in self.order if p not in self.heard and p != self.current)

    @property
    def done(self) -> bool:
        """Whether everybody was heard."""
        return self.current is None and not self.waiting

    def seat(self, people: tuple[str, ...], turn: timedelta) -> Self:
        """The circle for those who are `people` now, each turn `turn` long.

        Who comes late sits down at the end; who left is no longer waited for, and was heard all
        the same if they come back.
        """
        stay = tuple(p for p in self.order if p in people)
        late = tuple(p for p in people if p not in stay)
        gone = self.current is not None and self.current not in people
        heard = self.heard + self.away
        return self.but(
            order=stay + late,
            heard=tuple(p for p in heard if p in people),
            away=tuple(p for p in heard if p not in people),
            current=None if gone else self.current,
            turn=turn,
            timer=Timer(length=turn) if gone or not self.timer.begun else self.timer,
        )

    def arrange(self, waiting: Sequence[str]) -> Self:
        """With those who wait in that order; who has the floor or was heard stays before them."""
        been = tuple(p for p in self.order if p not in self.waiting)
        return self.but(order=(*been, *waiting))

    def onward(self, now: datetime) -> Self | None:
        """The floor to the next who waits; nobody's when all were heard; None when it is over."""
        return None if self.done else self.heard_out().give(self._after(self.current), now)

    def heard_out(self) -> Self:
        """With who has the floor, if anybody has, among those who were heard."""
        heard = (p for p in (*self.heard, self.current) if p is not None)
        return self.but(heard=tuple(dict.fromkeys(heard)))

    def backward(self, now: datetime) -> Self | None:
        """The floor to who had it before, or to nobody yet; None when nobody has it or had it."""
        if self.heard:
            return self.give(self.heard[-1], now)
        return None if self.current is None else self.give(None, now)

    def skip(self, now: datetime) -> Self:
        """Who has the floor comes last, and the next one gets it."""
        if self.current is None or not self.waiting:
            return self
        order = (*(p for p in self.order if p != self.current), self.current)
        return self.give(self._after(self.current), now).but(order=order)

    def give(self, person: str | None, now: datetime) -> Self:
        """The floor to `person`, with a whole turn; to nobody stops the clock."""
        if person is None:
            return self.but(current=None, timer=self.timer.pause(now))
        heard = tuple(p for p in self.heard if p != person)
        return self.but(current=person, heard=heard, timer=Timer(length=self.turn).start(now))

    def lengthen(self, by: timedelta) -> Self:
        """Who has the floor gets `by` more, or less; the next one a turn as before."""
        return self if self.current is None else self.but(timer=self.timer.lengthen(by))

    def pause(self, now: datetime) -> Self:
        """The turn stands still."""
        return self.but(timer=self.timer.pause(now))

    def resume(self, now: datetime) -> Self:
        """The turn goes on, when somebody has the floor."""
        return self if self.current is None else self.but(timer=self.timer.start(now))

    def _after(self, person: str | None) -> str | None:
        waiting = self.waiting
        if person is None or person not in self.order:
            return waiting[0] if waiting else None
        at = self.order.index(person)
        later = [p for p in self.order[at + 1 :] if p in waiting]
        return next(iter(later or waiting), None)

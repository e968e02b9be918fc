"""How much work a search may do.

Counted in steps and not in seconds, so that a plan depends on what is asked and not on how fast
or how busy a machine is. A step is about what takes a microsecond on a laptop of 2020.
"""

from __future__ import annotations

LEAST, USUAL_ROOM, EACH = 34_000, 32, 3_400
"""Steps that every plan of pairs may take, and in a room of more than usual for each of those."""

_GROUPS = 0.4
"""The part of those for groups: they spend all of them, pairs come to the end of theirs seldom."""

_ANOTHER = 1.5
"""The steps of a run for which there must be left, or the run takes all."""


def usual(people: int, *, pairs: bool = True) -> int:
    """Steps that are worth their time: 50 ms for a usual room, a second for 200 people."""
    steps = LEAST + EACH * max(0, people - USUAL_ROOM)
    return steps if pairs else round(_GROUPS * steps)


class Budget:
    """Steps to spend; those of a run or a share are spent of the whole as well."""

    def __init__(self, steps: float, whole: Budget | None = None) -> None:
        self._steps, self._left, self._whole = steps, steps, whole

    def spend(self, steps: float) -> None:
        """Note that so many steps were taken."""
        self._left -= steps
        if self._whole:
            self._whole.spend(steps)

    def spent(self) -> bool:
        """Whether none are left."""
        return self._left <= 0

    def used(self) -> float:
        """The part that is spent, from 0 to 1."""
        return min(1.0, 1 - self._left / self._steps)

    def run(self, steps: float) -> Budget:
        """A budget of `steps`, or of all that are left where those hold no other run."""
        return Budget(steps if self._left > _ANOTHER * steps else self._left, self)

    def share(self, part: float) -> Budget:
        """A budget of `part` of the steps that are left."""
        return Budget(self._left * part, self)

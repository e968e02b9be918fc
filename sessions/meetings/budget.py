"""How much work a search may do.

Counted in steps and not in seconds, so that a plan depends on what is asked and not on how fast
or how busy a machine is. A step is about what takes a microsecond on a laptop of 2020.
"""

from __future__ import annotations

LEAST, USUAL_ROOM, EACH = 34_000, 32, 3_400
"""Steps that every plan may take, and in a room of more people than usual for each of those."""


def usual(people: int) -> int:
    """Steps that are worth their time: 50 ms for a usual room, a second for 200 people."""
    return LEAST + EACH * max(0, people - USUAL_ROOM)


class Budget:
    """Steps to spend; those of a share are spent of the whole as well."""

    def __init__(self, steps: float, whole: Budget | None = None) -> None:
        self._left, self._whole = steps, whole

    def spend(self, steps: float) -> None:
        """Note that so many steps were taken."""
        self._left -= steps
        if self._whole:
            self._whole.spend(steps)

    def spent(self) -> bool:
        """Whether none are left."""
        return self._left <= 0

    def share(self, part: float) -> Budget:
        """A budget of `part` of the steps that are left."""
        return Budget(self._left * part, self)

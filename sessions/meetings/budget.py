"""How long a search may take."""

from collections.abc import Callable

Stopwatch = Callable[[], float]
"""Tells seconds from any start, such as `time.perf_counter`; a test hands in its own."""


class Budget:
    """Seconds to spend from now on, by a stopwatch that is handed in."""

    def __init__(self, seconds: float, stopwatch: Stopwatch) -> None:
        self._seconds, self._stopwatch = seconds, stopwatch
        self._end = stopwatch() + seconds

    def spent(self) -> bool:
        """Whether the time is up."""
        return self._stopwatch() >= self._end

    def share(self, part: float) -> "Budget":
        """A budget of `part` of the seconds of this one, from now on."""
        return Budget(self._seconds * part, self._stopwatch)

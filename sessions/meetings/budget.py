"""How long a search may take."""

from collections.abc import Callable

Stopwatch = Callable[[], float]
"""Tells seconds from any start, such as `time.perf_counter`; a test hands in its own."""


class Budget:
    """Seconds to spend from now on, by a stopwatch that is handed in."""

    def __init__(self, seconds: float, stopwatch: Stopwatch) -> None:
        self._stopwatch = stopwatch
        self._end = stopwatch() + seconds

    def spent(self) -> bool:
        """Whether the time is up."""
        return self._stopwatch() >= self._end

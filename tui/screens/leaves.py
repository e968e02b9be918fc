"""A screen goes away once, however often it is told to."""

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

T = TypeVar("T")


class Leaves(Screen[T]):
    """Keys that come in a burst, or a change that is kept late, can't dismiss it twice."""

    _left = False

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Go away with `result`; does nothing when something is in front, or it went already."""
        if self._left or not self.is_active:
            return AwaitComplete()
        self._left = True
        return super().dismiss(result)

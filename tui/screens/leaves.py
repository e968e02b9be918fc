"""A screen goes away once, however often it is told to, and says what could not be kept."""

from collections.abc import Awaitable
from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen
from textual.widgets import Static

from sessions.errors import KringError
from tui.text import shown

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


class Tells(Leaves[T]):
    """It has a line, its hint, in which it says what is wrong, or what was done."""

    def tell(self, words: str) -> None:
        """Say something there."""
        self.query_one("#hint", Static).update(shown(words))

    async def succeeds(self, doing: Awaitable[object]) -> bool:
        """Whether something could be done; when it could not, why is told."""
        from exports.sentences import sentence

        try:
            await doing
        except KringError as error:
            self.tell(sentence(error))
            return False
        return True

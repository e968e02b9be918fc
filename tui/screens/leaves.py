"""A screen goes away once, however often it is told to, and says what could not be kept."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING, TypeVar

from textual import getters
from textual.await_complete import AwaitComplete
from textual.screen import Screen
from textual.widgets import Static

from sessions.errors import KringError
from tui.text import shown

if TYPE_CHECKING:
    from tui.app import Kring

T = TypeVar("T")


class Leaves(Screen[T]):
    """Keys that come in a burst, or a change that is kept late, can't dismiss it twice."""

    app: getters.app[Kring]
    _left = False

    @property
    def gone(self) -> bool:
        """Whether it went away: what is in it may not be there any more."""
        return self._left or not self.is_running

    async def settled(self) -> bool:
        """Whether it is still there when all that was pressed before has been kept."""
        await self.app.keeping.settled()
        return not self.gone

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Go away with `result`; does nothing when something is in front, or it went already."""
        if self._left or not self.is_active:
            return AwaitComplete()
        self._left = True
        return super().dismiss(result)


class Tells(Leaves[T]):
    """It has a line, its hint, in which it says what is wrong, or what was done."""

    def tell(self, words: str) -> None:
        """Say something there; once it went away, on the screen that is in front."""
        if self._left:
            self.app.tell(words)
        else:
            self.query_one("#hint", Static).update(shown(words))

    async def succeeds(self, doing: Awaitable[object], typed: str = "") -> bool:
        """Whether something could be done, and this screen is still there to show it.

        Why it could not is told; what was `typed` for it with that, where it can't come back.
        """
        from exports.sentences import sentence

        try:
            await doing
        except KringError as error:
            told = sentence(error)
            self.tell(f"{told} {typed}".rstrip() if self._left else told)
            return False
        return not self._left

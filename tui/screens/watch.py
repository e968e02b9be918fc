"""Watching along: follows a session that another Kring runs, on a second screen in the room."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import BindingType

from exports.language import _
from exports.sentences import sentence
from sessions.errors import KringError
from tui.commands import bindings
from tui.screens.leaves import Leaves
from tui.screens.watched import LEAVE, WatchedRoom, WatchedYields
from tui.widgets.headline import Headline, Words
from tui.widgets.keys import Keys

if TYPE_CHECKING:
    from sessions.cards import SessionCard
    from sessions.lookout import Lookout
    from sessions.watching import Watching

FOLLOWS, WAITS = 0.4, 1.0
"""Seconds between two looks: at a session, and at whether one begins."""

Front = WatchedRoom | WatchedYields


class WatchScreen(Leaves["SessionCard | None"]):
    """Says that it waits; what it follows is on a screen in front of it.

    It watches the session `only`, else whichever goes on, one after the other. It answers with the
    session that is to be run here, or with none.
    """

    CSS_PATH = "watch.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings((LEAVE,))

    headline = getters.query_one(Headline)

    def __init__(self, only: SessionCard | None = None) -> None:
        super().__init__()
        self._only = only
        self._lookout: Lookout | None = None
        self._front: Front | None = None
        self.wrong = ""

    def compose(self) -> ComposeResult:
        """What is waited for."""
        yield Headline()
        yield Keys()

    def on_mount(self) -> None:
        """Wait, and look."""
        self.show()
        self._follow()

    def show(self) -> None:
        """What is waited for."""
        soon = _("This screen shows the session as soon as it begins, and changes nothing.")
        watching = self._watching
        name = watching.room.network.name if watching else ""
        self.headline.show(Words(name or _("Watching along"), below=(self.wrong or soon,)))

    @property
    def _watching(self) -> Watching | None:
        return self._lookout.watching if self._lookout else None

    @work(group="watch")
    async def _follow(self) -> None:
        """Look, and look again, for as long as this screen is there."""
        shelf = await self.app.keeping.library()
        lookout = await self.app.keeping.do(partial(shelf.lookout, self._only))
        self._lookout = lookout
        try:
            while True:
                await self._look(lookout)
                await asyncio.sleep(FOLLOWS if self._front else WAITS)
        finally:
            self.app.keeping.do(lookout.close)

    async def _look(self, lookout: Lookout) -> None:
        wrong = ""
        try:
            came = await self.app.keeping.do(lookout.follow)
        except KringError as error:
            came, wrong = False, sentence(error)
        if self.gone:
            return
        if came or wrong != self.wrong or not self._fits:
            self.wrong = wrong
            self._draw()

    @property
    def _kind(self) -> type[Front] | None:
        """The screen that fits how the session stands; None while there is nothing to see."""
        watching = self._watching
        if watching is None or watching.room.session.planned:
            return None
        return WatchedRoom if watching.room.session.block else WatchedYields

    @property
    def _fits(self) -> bool:
        if self._front is None:
            return self._kind is None
        return isinstance(self._front, self._kind or ()) and self._front.watching is self._watching

    def _draw(self) -> None:
        """Draw what came, on the screen that fits; it comes when no question is in front."""
        if self._front and self._fits:
            self._front.show()
        elif (self._front or self).is_active:
            if self._front:
                self._front.dismiss(None)
            self._bring()
        self.show()

    def _bring(self) -> None:
        kind, watching = self._kind, self._watching
        self._front = kind(watching, self) if kind and watching else None
        if self._front:
            self.app.push_screen(self._front)

    def action_leave(self) -> None:
        """Watch no longer."""
        self.leave()

    def leave(self) -> None:
        """To the networks."""
        self._answer(None)

    def run_here(self) -> None:
        """Have the session that is watched run here."""
        self._answer(self._lookout.card if self._lookout else None)

    def _answer(self, card: SessionCard | None) -> None:
        if self._front:
            self._front.dismiss(None)
        self.dismiss(card)

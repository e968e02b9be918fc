"""A facilitator's hand on the keys: presses, waits until it is done, and reads the screen."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Callable
from datetime import timedelta
from time import perf_counter
from typing import Any, TypeVar

from rich.cells import cell_len
from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.message import Message
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Input

from sessions.clock import ManualClock
from sessions.facilitation import Facilitation
from sessions.room import Room
from sessions.session import Answer
from tui.app import Kring
from tui.screens.room import RoomScreen
from tui.widgets.board_view import BoardView

S = TypeVar("S", bound=Screen[Any])

CALM = 2
"""Looks in a row at which nothing was going on, after which nothing is."""

TERMINAL = XTermParser()
"""Tells keys apart. One for all: Textual's cache holds on to each, and to the app it served."""

PATIENCE = 20.0
"""Seconds after which what should have come will not come any more."""


class Hand:
    """Drives `app` as a facilitator does; the time is what `clock` says."""

    def __init__(self, app: Kring, pilot: Pilot[None], clock: ManualClock) -> None:
        self.app, self.pilot, self.clock = app, pilot, clock

    # Keys -----------------------------------------------------------------------------------

    async def press(self, *keys: str) -> None:
        """Each key by its name, the next one when all that the one before started is done."""
        for key in keys:
            self._send(key)
            await self.settle()

    async def burst(self, *keys: str) -> None:
        """All keys in one go, as a terminal that was held up sends them."""
        for key in keys:
            self._send(key)
        await self.settle()

    async def burst_until(self, true: Callable[[], bool], *keys: str) -> None:
        """All keys in one go, until `true` is; what else they began may still go on."""
        for key in keys:
            self._send(key)
        begun = perf_counter()
        while not true():
            if perf_counter() - begun > PATIENCE:
                raise AssertionError(f"it did not come; on the screen:\n{self.text}")
            await self.pilot.pause(0)

    async def write(self, text: str) -> None:
        """The letters of `text`, as fast as they come."""
        if text:  # to the parser no text at all is the end of the terminal
            for message in TERMINAL.feed(text):
                self._message(message)
        await self.settle()

    async def say(self, *lines: str) -> None:
        """Each line, and Enter."""
        for line in lines:
            await self.write(line)
            await self.press("enter")

    async def paste(self, text: str) -> None:
        """A paste, as a terminal with bracketed paste sends it."""
        self._message(events.Paste(text))
        await self.settle()

    def _send(self, key: str) -> None:
        """A key by Textual's name for it."""
        try:
            character = unicodedata.lookup(key.upper().replace("_", " "))
        except KeyError:
            character = key if len(key) == 1 else ""
        self._message(events.Key(key, character or None))

    def _message(self, message: Message) -> None:
        message.set_sender(self.app)
        driver = self.app._driver
        assert driver is not None
        driver.send_message(message)

    # Waiting --------------------------------------------------------------------------------

    async def settle(self) -> None:
        """Until every message was handled, every change kept, and the screen drawn."""
        calm, begun = 0, perf_counter()
        while calm < CALM:
            if perf_counter() - begun > PATIENCE:
                raise AssertionError(f"it never came to rest; on the screen:\n{self.text}")
            if not self.app.is_running:
                return
            await self.app.keeping.settled()
            calm = calm + 1 if self._is_calm else 0
            if calm:
                screen = self.app.screen
                calm = 0 if screen._callbacks else calm  # what waits for a drawing comes after it
                screen._on_timer_update()  # draws what is to be drawn

    @property
    def _is_calm(self) -> bool:
        """Whether nothing goes on.

        Textual's own way, to give every widget something to do and wait for that, costs several
        times what a key does.
        """
        if getattr(asyncio.get_running_loop(), "_ready"):  # noqa: B009 - nothing public says it
            return False  # something that was waited for has come, and goes on next
        keeps = any(w.group in {"keep", "home"} and not w.is_finished for w in self.app.workers)
        nodes = [self.app, *self.app.screen.walk_children(with_self=True)]
        return not keeps and all(map(_waits, nodes))

    async def until(self, true: Callable[[], bool], what: str = "") -> None:
        """Until `true` is; fails with what is on the screen when that does not come."""
        begun = perf_counter()
        while not true():
            if perf_counter() - begun > PATIENCE:
                raise AssertionError(f"{what or 'it'} did not come; on the screen:\n{self.text}")
            await self.settle()

    async def on(self, screen: type[S]) -> S:
        """The screen in front, once it is one of that kind."""
        await self.until(lambda: isinstance(self.app.screen, screen), screen.__name__)
        await self.settle()
        front = self.app.screen
        assert isinstance(front, screen)
        return front

    async def later(self, **time: float) -> None:
        """Time passes in the room (as `timedelta` takes it), and the clock on the screen ticks."""
        self.clock.forward(timedelta(**time))
        screen = self.app.screen
        if isinstance(screen, RoomScreen):
            screen._tick()
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        """The terminal's window gets another size."""
        driver = self.app._driver
        assert isinstance(driver, HeadlessDriver)
        driver._size = Size(width, height)
        self._message(events.Resize(driver._size, driver._size))
        await self.until(lambda: self.widths == {width} and len(self.rows) == height)
        await self.settle()

    # What is there --------------------------------------------------------------------------

    @property
    def facilitation(self) -> Facilitation:
        """The session in the facilitator's hands."""
        assert self.app.keeping.facilitation is not None
        return self.app.keeping.facilitation

    @property
    def room(self) -> Room:
        """The room as it is kept."""
        return self.facilitation.room

    @property
    def answers(self) -> tuple[Answer, ...]:
        """All answers of the session."""
        return self.room.session.answers

    @property
    def block(self) -> str:
        """The kind of the block that the room is in; empty when it is in none."""
        block = self.room.session.block
        return block.kind if block else ""

    @property
    def line(self) -> str:
        """What stands in the line that has the focus."""
        line = self.app.screen.focused
        return line.value.rstrip() if isinstance(line, Input) else ""

    @property
    def board(self) -> list[str]:
        """What is on the board, however it is drawn."""
        lanes = self.app.screen.query_one(BoardView).board.lanes
        return [row.text for lane in lanes for row in lane.rows]

    @property
    def strips(self) -> list[Strip]:
        """The screen, row by row, as it goes to the terminal."""
        return self.app.screen._compositor.render_strips()

    @property
    def rows(self) -> list[str]:
        """The screen, row by row, without its colours."""
        return [strip.text for strip in self.strips]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.rows)

    @property
    def words(self) -> str:
        """The screen as one line, without the space for layout: for what wraps."""
        return " ".join(self.text.split())

    @property
    def widths(self) -> set[int]:
        """How many cells the rows take."""
        return {cell_len(row) for row in self.rows}


def _waits(pump: MessagePump) -> bool:
    """Whether it waits for its next message."""
    return bool(pump._message_queue.ready_event._waiters)

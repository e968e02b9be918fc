"""The four zones of the room: what they show, and when; they only read, for whoever watches too."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Container

from sessions.base import SECOND
from sessions.clock import Clock
from sessions.room import Room, Scene
from sessions.timer import Phase
from tui.blocks import VIEWS
from tui.blocks.base import BlockView
from tui.blocks.moment import Aim, Moment
from tui.screens.leaves import Leaves
from tui.screens.room_layout import lay_out
from tui.screens.room_way import way
from tui.widgets.board import Board
from tui.widgets.board_view import BoardView
from tui.widgets.clock_face import ClockFace
from tui.widgets.headline import Headline
from tui.widgets.keys import Keys
from tui.widgets.where import Where

PAGE_SECONDS = 6
"""How long a page of a board is in sight that does not fit."""


def view_of(m: Moment[Any]) -> BlockView[Any]:
    """How the room sees the block it was in then: by now it may be in another one."""
    return VIEWS[m.block.kind]


class Zones(Leaves[None]):
    """Four zones that never move: where we are, now, what came, what I press."""

    where = getters.query_one(Where)
    now = getters.query_one("#now", Container)
    headline = getters.query_one(Headline)
    clock_face = getters.query_one(ClockFace)
    board_view = getters.query_one(BoardView)

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self.scene = scene
        self.aim = Aim()
        self._where = ""
        self._drawn: Room | None = None
        self._phase: tuple[str, Phase] | None = None

    def compose(self) -> ComposeResult:
        """The four zones."""
        yield Where()
        with Container(id="now"):
            yield Headline()
            yield ClockFace()
        yield BoardView()
        yield from self.below()
        yield Keys()

    def below(self) -> ComposeResult:
        """What is between the board and the keys."""
        yield from ()

    def on_mount(self) -> None:
        """Show the room, and keep showing its time."""
        self._tick_later()

    def on_resize(self) -> None:
        """Lay the zones out anew."""
        self.show()

    def on_screen_resume(self) -> None:
        """Something in front of the room went away."""
        self.show()

    @property
    def clock(self) -> Clock:
        """What time it is."""
        return self.scene.clock

    # What is shown -------------------------------------------------------------------------

    @property
    def view(self) -> BlockView[Any]:
        """How the room sees the block it is in."""
        block = self.scene.room.session.block
        return VIEWS[block.kind] if block else VIEWS["plenary"]

    @property
    def moment(self) -> Moment[Any] | None:
        """The room now; None when it is in no block."""
        room = self.scene.room
        block = room.session.block
        return Moment(room, block, self.clock.now(), self.aim) if block else None

    def show(self) -> None:
        """Draw the room as it is kept."""
        m = self.moment
        if m is None or not self.size or not self.drawable:
            return
        view = view_of(m)
        if not self.is_drawn(m):
            self._where = self._whereabouts(m)
            self.aim_anew()
            m = replace(m, aim=self.aim)
        self._drawn = m.room
        self._arrange(m)
        self.headline.show(view.words(m))
        self.board_view.show(self.board(m), self.aim.picked)
        self.show_below(m)
        self._show_time(m)
        self.refresh_bindings()

    def is_drawn(self, m: Moment[Any]) -> bool:
        """Whether what is on the screen is of the turn, round or sheet that the room is in."""
        return self._where == self._whereabouts(m)

    def _whereabouts(self, m: Moment[Any]) -> str:
        return f"{m.block.id} {view_of(m).here(m)}"

    @property
    def drawable(self) -> bool:
        """Whether everything that is drawn on is there."""
        return bool(self.query(Keys))

    def aim_anew(self) -> None:
        """The room is somewhere else: nothing is picked any more."""
        self.aim = Aim()

    def board(self, m: Moment[Any]) -> Board:
        """What came."""
        return view_of(m).board(m)

    def show_below(self, m: Moment[Any]) -> None:
        """Draw what is below the board."""

    def pick(self, row: str) -> None:
        """Pick a row on the board."""
        self.aim = replace(self.aim, picked=row)
        self.show()

    def action_walk(self, by: int) -> None:
        """Pick the row above or below on the board, so that it is in sight."""
        self.pick(self.board_view.beside(self.aim.picked, by))

    @on(BoardView.Picked)
    def _clicked(self, message: BoardView.Picked) -> None:
        self.pick(message.row)

    @on(BoardView.Scrolled)
    def _scrolled(self, message: BoardView.Scrolled) -> None:
        self.action_walk(message.by)

    def _arrange(self, m: Moment[Any]) -> None:
        layout = lay_out(self.size, view_of(m).stance_at(m), view_of(m).words(m))
        self.where.styles.height = layout.where
        self.now.styles.layout = "vertical" if layout.stacked else "horizontal"
        self.now.styles.height = layout.now
        self.headline.styles.height = "1fr" if layout.stacked else "100%"
        self.clock_face.styles.width = layout.clock_width
        self.clock_face.styles.height = layout.clock_height

    def _show_time(self, m: Moment[Any]) -> None:
        self.clock_face.show(view_of(m).timer(m), m.now)
        self.where.show(way(m))
        self.board_view.turn(int(m.now.timestamp()) // PAGE_SECONDS)

    # Time ----------------------------------------------------------------------------------

    def _tick_later(self) -> None:
        """Look at the clock again when the next second begins on it."""
        m = self.moment
        timer = view_of(m).timer(m) if m else None
        left = timer.remaining(m.now) % SECOND if m and timer and timer.running else SECOND
        self.set_timer((left or SECOND) / SECOND + 0.005, self._tick)

    def _tick(self) -> None:
        self._tick_later()
        m = self.moment
        if m is None or not self.is_current:
            return
        self._show_time(m)
        self._signal(m)

    def says_anew(self, m: Moment[Any]) -> bool:
        """Whether there is something else to do just because of the time."""
        return m.room is self._drawn and view_of(m).words(m).big != self.headline.words.big

    def _signal(self, m: Moment[Any]) -> None:
        """Ring when a phase begins, or when the words change with the time."""
        timer, words = view_of(m).timer(m), view_of(m).words(m)
        phase = (f"{m.block.id} {timer.begun}", timer.phase(m.now))
        began = self._phase and self._phase[0] == phase[0] and self._phase != phase
        if self.says_anew(m) or (began and timer.running):
            self.ring()
        self.headline.show(words)
        self._phase = phase

    def ring(self) -> None:
        """Something happened that one should hear."""
        self.app.ring()

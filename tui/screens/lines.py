"""A title, lines on a board, a sentence below them, and a line to type in."""

from __future__ import annotations

from pathlib import PurePath
from typing import ClassVar, TypeVar

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from exports.language import N_, _
from tui.screens.leaves import Tells
from tui.widgets.board_view import BoardView
from tui.widgets.capture_line import CaptureLine
from tui.widgets.keys import Keys

T = TypeVar("T")


class Lines(Tells[T]):
    """What is typed finds a line, the arrows pick one; a screen says what the lines are."""

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = "lines.tcss"
    ASKS: ClassVar[str] = N_("Name")
    """What stands before the line to type in."""

    title_line = getters.query_one("#title", Static)
    hint = getters.query_one("#hint", Static)
    board_view = getters.query_one(BoardView)
    line = getters.query_one(CaptureLine)

    def __init__(self) -> None:
        super().__init__(classes="lines")
        self._picked = ""

    def compose(self) -> ComposeResult:
        """The title, the lines, the sentence, and where one types."""
        yield Static(id="title", markup=False)
        yield from self.middle()
        yield Static(id="hint", markup=False)
        with Horizontal(id="press"):
            yield Static(_(self.ASKS) + " ▸ ", id="label", markup=False)
            yield CaptureLine()
        yield Keys()

    def middle(self) -> ComposeResult:
        """What is between the title and the sentence."""
        yield BoardView()

    def on_mount(self) -> None:
        """Ready to type."""
        self.line.in_the_room = False
        self.line.focus()
        self.show()

    @property
    def typed(self) -> str:
        """What is typed; nothing while the line is not there yet, or not there any more."""
        return next((line.value for line in self.query(CaptureLine)), "")

    def show(self) -> None:
        """Draw what there is."""
        raise NotImplementedError

    def point(self, row: str) -> None:
        """Pick a line; none when `row` is empty."""
        self._picked = row
        self.show()

    @on(CaptureLine.Changed)
    def _typing(self) -> None:
        """What is typed finds anew; Enter empties the line too, and is for what is picked."""
        self.point("" if self.line.value else self._picked)

    @on(BoardView.Picked)
    def _clicked(self, message: BoardView.Picked) -> None:
        self.clicked(message.row)

    def clicked(self, row: str) -> None:
        """A line was picked with the mouse."""
        self.point(row)

    @on(BoardView.Scrolled)
    def _scrolled(self, message: BoardView.Scrolled) -> None:
        self.action_walk(message.by)

    def action_walk(self, by: int) -> None:
        """Pick the line above or below."""
        self.point(self.board_view.beside(self._picked, by))

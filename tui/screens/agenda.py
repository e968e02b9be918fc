"""The agenda while it runs: jump, skip, put in, move."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from exports.language import N_, _, clock_time, minutes
from exports.words import kind_word
from sessions import running
from sessions.blocks import Block
from sessions.facilitation import Did, Facilitation
from sessions.pace import schedule
from sessions.room import Change
from tui.commands import Command, bindings
from tui.screens.leaves import Tells
from tui.text import shown
from tui.widgets.keys import Keys
from tui.widgets.options import Options
from tui.widgets.where import BEEN, COMING, HERE, SKIPPED

AGENDA = (
    Command(
        "agenda.jump",
        "enter",
        "jump",
        N_("Go there"),
        N_("Jump to the block"),
        priority=True,
    ),
    Command("agenda.skip", "s", "skip", N_("Skip"), N_("Leave the block out, or take it in again")),
    Command(
        "agenda.insert", "i,plus", "insert", N_("Put in"), N_("Put a block in, right after now")
    ),
    Command(
        "agenda.earlier",
        "left_square_bracket,shift+up",
        "move(-1)",
        N_("Earlier"),
        N_("Move the block one place earlier"),
    ),
    Command(
        "agenda.later",
        "right_square_bracket,shift+down",
        "move(1)",
        N_("Later"),
        N_("Move the block one place later"),
    ),
    Command("agenda.back", "escape,f6", "back", N_("Back"), N_("Back to the room")),
)


class AgendaScreen(Tells[str]):
    """Every block, with when it starts and how long it has; it leaves with the one to go to."""

    CSS_PATH = "agenda.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(AGENDA)

    blocks = getters.query_one(Options)
    hint = getters.query_one("#hint", Static)

    def __init__(self, facilitation: Facilitation) -> None:
        super().__init__()
        self.facilitation = facilitation

    def compose(self) -> ComposeResult:
        """A title and the blocks."""
        yield Static(_("Agenda"), id="title", markup=False)
        yield Options(markup=False)
        yield Static(id="hint", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        """With the block that the room is in picked."""
        self.show(self.facilitation.room.session.at or "")
        self.blocks.focus()

    def show(self, picked: str = "") -> None:
        """The agenda as it is kept."""
        session = self.facilitation.room.session
        now = self.facilitation.clock.now()
        self.blocks.clear_options()
        for block, start in schedule(session, now):
            sign = (
                HERE
                if block.id == session.at
                else SKIPPED
                if block.skipped
                else BEEN
                if block.entered
                else COMING
            )
            self.blocks.add_option(Option(_line(block, start, sign), id=block.id))
        ids = [block.id for block in session.blocks]
        self.blocks.highlighted = ids.index(picked) if picked in ids else 0

    @property
    def _picked(self) -> str:
        option = self.blocks.highlighted_option
        return (option.id or "") if option else ""

    def change(self, did: Did, change: Change, words: str = "") -> None:
        """Have a change made and kept, then show it."""
        self.app.run_worker(self._change(did, change, words))

    async def _change(self, did: Did, change: Change, words: str) -> None:
        picked = self._picked
        done = self.app.keeping.do(partial(self.facilitation.do, did, change, words))
        if await self.succeeds(done):
            self.show(picked)

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_jump()

    def action_jump(self) -> None:
        """To the block that is picked."""
        self.dismiss(self._picked)

    def action_skip(self) -> None:
        """Leave it out, or take it in again."""
        self.change(Did.SKIP, partial(running.skip, block=self._picked), self._title())

    def action_move(self, by: int) -> None:
        """Another place among those to come."""
        move = partial(running.move, block=self._picked, by=by)
        self.change(Did.MOVE_BLOCK, move, self._title())

    def action_insert(self) -> None:
        """One more block."""
        from tui.screens.insert import ask_for_block

        def insert(block: Block) -> None:
            self.change(Did.INSERT, partial(running.insert, block=block), block.title)

        ask_for_block(self.app, insert)

    def action_back(self) -> None:
        """To the room."""
        self.dismiss(None)

    def _title(self) -> str:
        blocks = self.facilitation.room.session.blocks
        return next((block.title for block in blocks if block.id == self._picked), "")


def _line(block: Block, start: datetime | None, sign: str) -> Content:
    when = clock_time(start) if start else " " * 5
    planned = block.planned
    length = minutes(block.timer.length)
    differs = (
        f" ({minutes(planned)})"
        if abs(planned - block.timer.length) > timedelta(seconds=30)
        else ""
    )
    style = "$quiet" if sign in {BEEN, SKIPPED} else "bold"
    skipped = "  " + _("skipped") if block.skipped else ""
    return Content.assemble(
        (f"{sign} {when}  ", style),
        (shown(block.title), style),
        (f"  {kind_word(block.kind)} · {length}{differs}{skipped}", "$quiet"),
    )

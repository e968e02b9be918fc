"""At the door: who is here. Ticked before the session begins, and at any moment after."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from exports.language import N_, _, ngettext
from exports.sentences import sentence
from sessions import attendance, running
from sessions.errors import KringError
from sessions.facilitation import Did, Facilitation
from sessions.names import exactly, label, matching, meant, plain
from sessions.network import Member
from sessions.room import Change, Room
from tui.commands import Command, bindings
from tui.screens.leaves import Leaves
from tui.text import shown
from tui.widgets.board import Board, BoardView, Lane, Row
from tui.widgets.capture_line import CaptureLine
from tui.widgets.keys import Keys
from tui.widgets.press import which

if TYPE_CHECKING:
    from collections.abc import Awaitable
    from datetime import datetime

    from tui.app import Kring

ATTENDANCE = (
    Command("attendance.go", "enter", "go", N_("Go"), N_("Begin; or tick the name that is typed")),
    Command(
        "attendance.tick",
        "space",
        "tick",
        N_("Tick"),
        N_("Tick the name that is picked, or take the tick away"),
    ),
    Command(
        "attendance.add",
        "f2",
        "add",
        N_("New"),
        N_("Add the name that is typed, also when somebody's name begins so"),
    ),
    Command(
        "attendance.all",
        "f3",
        "all",
        N_("All or none"),
        N_("Tick everybody, or nobody"),
    ),
    Command("attendance.back", "escape", "back", N_("Back"), N_("Back")),
    Command("attendance.up", "up", "walk(-1)", N_("Up"), N_("The name above"), shown=False),
    Command("attendance.down", "down", "walk(1)", N_("Down"), N_("The name below"), shown=False),
)


class Attendance(Leaves[None]):
    """Before the session ticks are taken here; while it runs every tick is a change at once."""

    CSS_PATH = "lines.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(ATTENDANCE)

    app: getters.app[Kring]
    title_line = getters.query_one("#title", Static)
    hint = getters.query_one("#hint", Static)
    board_view = getters.query_one(BoardView)
    line = getters.query_one(CaptureLine)

    def __init__(self, facilitation: Facilitation) -> None:
        super().__init__(classes="lines")
        self.facilitation = facilitation
        members = facilitation.room.network.members
        self._ticked = {m.id for m in members if not m.left and not m.guest}
        self._picked = ""
        self._begun = False

    def compose(self) -> ComposeResult:
        """The names in columns, and a line to find or add one."""
        yield Static(id="title", markup=False)
        yield BoardView()
        yield Static(id="hint", markup=False)
        with Horizontal(id="press"):
            yield Static(_("Name") + " ▸ ", id="label", markup=False)
            yield CaptureLine()
        yield Keys()

    def on_mount(self) -> None:
        """Ready to type."""
        self.line.in_the_room = False
        self.line.focus()
        self.show()

    @property
    def room(self) -> Room:
        """The room as it is kept."""
        return self.facilitation.room

    @property
    def here(self) -> set[str]:
        """Who is ticked, by member id."""
        return self._ticked if self.room.session.planned else set(self.room.session.present)

    def show(self) -> None:
        """The names that fit what is typed, all of them when nothing is."""
        here = self.here
        many = ngettext("{n} person is here", "{n} people are here", len(here))
        self.title_line.update(f"{shown(self.room.network.name)} · {many}")
        rows = tuple(
            Row(label(m, self._members()), m.id, mark="✓" if m.id in here else "·")
            for m in self._found()
        )
        self.board_view.show(
            Board((Lane(rows),), flows=True, top=True, large=False, empty=self._empty()),
            self._picked,
        )

    def _members(self) -> tuple[Member, ...]:
        return tuple(m for m in self.room.network.members if not m.left)

    def _found(self) -> tuple[Member, ...]:
        typed = self.line.value
        if typed.strip():
            return matching(self._members(), typed)
        return tuple(sorted(self._members(), key=lambda m: plain(m.name)))

    def _empty(self) -> str:
        if self.line.value.strip():
            return _("Nobody of that name yet. Enter adds them.")
        return _("Nobody yet. Type a name and press Enter.")

    def change(self, did: Did, change: Change, words: str = "") -> None:
        """Have a change made and kept, then show it."""
        known = {m.id for m in self._members()}
        kept = self.app.keep(partial(self.facilitation.do, did, change, words))
        self.app.run_worker(self._shown(kept, known, did, words))

    async def _shown(self, kept: Awaitable[object], known: set[str], did: Did, words: str) -> None:
        """Show a change once it is kept, with who was not `known` ticked; else say why not."""
        try:
            await kept
        except KringError as error:
            self._begun = False
            self.hint.update(shown(sentence(error)))
            self.line.take_back(words)
            return
        self._ticked |= {m.id for m in self._members()} - known
        if did is Did.BEGIN:
            self.dismiss(None)
        else:
            self.show()

    def _toggle(self, member: Member) -> None:
        gone = member.id in self.here
        said = _("{name} is not here.") if gone else _("{name} is here.")
        self.hint.update(shown(said.format(name=member.name)))
        if self.room.session.planned:
            self._ticked ^= {member.id}
            self.show()
        elif member.id in self.here:
            self.change(Did.PEOPLE, partial(attendance.leave, member=member.id), member.name)
        else:
            self.change(Did.PEOPLE, partial(attendance.come, member=member.id), member.name)

    def _begin(self) -> None:
        if not self._ticked:
            self.hint.update(_("Tick who is here first: type a name and press Enter."))
            return
        if self._begun:
            return
        self._begun = True
        order = [m.id for m in self._members() if m.id in self._ticked]

        def begin(room: Room, now: datetime) -> Room:
            return running.begin(attendance.tick(room, now, members=order), now)

        self.change(Did.BEGIN, begin)

    @on(CaptureLine.Said)
    def _said(self, message: CaptureLine.Said) -> None:
        """Enter: tick the name that fits best, add one that nobody has, or go."""
        typed = message.text.strip()
        if typed:
            self._take(typed)
        elif self.room.session.planned:
            self._begin()
        else:
            self.dismiss(None)

    def _take(self, typed: str) -> None:
        found = meant(self._members(), typed)
        if len(found) > 1:
            self.hint.update(shown(which(found)))
            self.line.take_back(typed)
        elif found:
            self._toggle(found[0])
        else:
            self._add(typed)

    def action_add(self) -> None:
        """Add the name that is typed, also where it is the beginning of another's."""
        typed, self.line.value = self.line.value.strip(), ""
        if typed:
            self._add(typed)

    @on(CaptureLine.Pasted)
    def _pasted(self, message: CaptureLine.Pasted) -> None:
        """Each line is a name."""
        here = self.here
        for name in message.lines:
            member = exactly(self._members(), name)
            if member is None:
                self._add(name)
            elif member.id not in here:
                self._toggle(member)

    def _add(self, typed: str) -> None:
        if self.room.session.planned:
            self.change(Did.PEOPLE, partial(_join, name=typed), typed)
        else:
            self.change(Did.PEOPLE, partial(attendance.add, name=typed), typed)

    @on(CaptureLine.Changed)
    def _typing(self) -> None:
        self._picked = ""
        self.show()

    @on(CaptureLine.EmptyKey)
    def _empty_key(self, message: CaptureLine.EmptyKey) -> None:
        if message.key == "space":
            self.action_tick()

    @on(BoardView.Picked)
    def _clicked(self, message: BoardView.Picked) -> None:
        self._picked = message.row
        self.action_tick()

    @on(BoardView.Scrolled)
    def _scrolled(self, message: BoardView.Scrolled) -> None:
        self.action_walk(message.by)

    def action_walk(self, by: int) -> None:
        """Pick the name above or below."""
        self._picked = self.board_view.beside(self._picked, by)
        self.show()

    def action_tick(self) -> None:
        """Tick the name that is picked, or take its tick away."""
        member = self.room.member(self._picked)
        if member:
            self._toggle(member)

    def action_all(self) -> None:
        """Tick everybody, or nobody when all are; once it runs, people come one by one."""
        if self.room.session.planned:
            every = {m.id for m in self._members()}
            self._ticked = set() if self._ticked == every else every
            self.show()

    async def action_go(self) -> None:
        """Enter."""
        await self.line.action_submit()

    def action_back(self) -> None:
        """Back."""
        self.dismiss(None)


def _join(room: Room, now: datetime, *, name: str) -> Room:
    """Somebody new in the network, before the session begins."""
    member = attendance.new_member(room.network, now, name=name)
    return room.with_member(member)

"""At the door: who is here. Ticked before the session begins, and at any moment after."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType

from exports.language import N_, _, ngettext
from sessions import attendance, people, running
from sessions.facilitation import Did, Facilitation
from sessions.names import Names, exactly
from sessions.network import Member
from sessions.room import Change, Room
from tui.commands import Command, bindings
from tui.screens.people_found import by_name
from tui.screens.people_list import PEOPLE_LIST, PeopleList
from tui.widgets.board import Board, Lane, Row
from tui.widgets.capture_line import CaptureLine

if TYPE_CHECKING:
    from datetime import datetime

ATTENDANCE = (
    Command("attendance.go", "enter", "go", N_("Go"), N_("Begin; or tick the name that is typed")),
    Command(
        "attendance.tick",
        "space",
        "tick",
        N_("Tick"),
        N_("Tick the name that is picked, or take the tick away"),
    ),
    *PEOPLE_LIST,
    Command(
        "attendance.all",
        "f3",
        "all",
        N_("All or none"),
        N_("Tick everybody, or nobody"),
    ),
)


class Attendance(PeopleList):
    """Before the session ticks are taken here; while it runs every tick is a change at once."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(ATTENDANCE)

    def __init__(self, facilitation: Facilitation) -> None:
        super().__init__(facilitation)
        members = facilitation.room.network.members
        self._ticked = {m.id for m in members if not m.left and not m.guest}
        self._begun = False

    @property
    def here(self) -> set[str]:
        """Who is ticked, by member id."""
        return self._ticked if self.room.session.planned else set(self.room.session.present)

    def heading(self) -> str:
        """How many are here."""
        here = self.here
        many = ngettext("{n} person is here", "{n} people are here", len(here))
        return f"{self.room.network.name} · {many}"

    def listed(self) -> tuple[Member, ...]:
        """The network, and the guests of today; those of earlier days are found by their name."""
        today = self.here | {one.member for one in self.room.session.here}
        return by_name([m for m in self.findable() if not m.guest or m.id in today])

    def findable(self) -> tuple[Member, ...]:
        """Everybody but who left the network; who is here is here all the same."""
        here = self.here
        return tuple(m for m in self.room.network.members if not m.left or m.id in here)

    def row(self, member: Member, names: Names) -> Row:
        """The name with its tick; a guest is called one."""
        name = names.label(member)
        name = _("{name} (guest)").format(name=name) if member.guest else name
        return Row(name, member.id, mark="✓" if member.id in self.here else "·")

    def board(self, rows: tuple[Row, ...], empty: str) -> Board:
        """In as many columns as it takes."""
        return Board((Lane(rows),), flows=True, top=True, large=False, empty=empty)

    def join(self, name: str, organisation: str, *, guest: bool) -> Change:
        """Somebody new, who is here at once when the session runs."""
        if self.room.session.planned:
            return super().join(name, organisation, guest=guest)
        return partial(attendance.add, name=name, organisation=organisation, guest=guest)

    def kept(self, did: Did, new: set[str]) -> None:
        """Who is new is ticked."""
        self._ticked |= new
        if did is Did.BEGIN:
            self.dismiss(None)
        else:
            self.show()

    def refused(self, did: Did) -> None:
        """What could not begin can be begun again."""
        del did
        self._begun = False

    def take(self, member: Member) -> None:
        """Tick, or take the tick away."""
        gone = member.id in self.here
        said = _("{name} is not here.") if gone else _("{name} is here.")
        self.tell(said.format(name=self.called(member)))
        if member.left and not gone:
            self.change(Did.PEOPLE, self._coming_back(member), member.name)
        elif self.room.session.planned:
            self._ticked ^= {member.id}
            self.show()
        else:
            comes_or_goes = attendance.leave if gone else attendance.come
            self.change(Did.PEOPLE, partial(comes_or_goes, member=member.id), member.name)

    def _coming_back(self, member: Member) -> Change:
        """Who had left the network is of it again, and here."""

        def change(room: Room, now: datetime) -> Room:
            room = people.come_back(room, now, member=member.id)
            return room if room.session.planned else attendance.come(room, now, member=member.id)

        return change

    def enter(self) -> None:
        """Begin; once the session runs, back to it."""
        if self.room.session.planned:
            self._begin()
        else:
            self.dismiss(None)

    def _begin(self) -> None:
        if not self._ticked:
            self.tell(_("Tick who is here first: type a name and press Enter."))
            return
        if self._begun:
            return
        self._begun = True
        order = [m.id for m in self.findable() if m.id in self._ticked]

        def begin(room: Room, now: datetime) -> Room:
            return running.begin(attendance.tick(room, now, members=order), now)

        self.change(Did.BEGIN, begin)

    @on(CaptureLine.Pasted)
    def _pasted(self, message: CaptureLine.Pasted) -> None:
        """Each line is a name, with an organisation after a comma."""
        here = self.here
        for name in message.lines:
            member = exactly(self.findable(), name)
            if member is None:
                self.add(name)
            elif member.id not in here:
                self.take(member)

    @on(CaptureLine.EmptyKey)
    def _empty_key(self, message: CaptureLine.EmptyKey) -> None:
        if message.key == "space":
            self.action_tick()

    def clicked(self, row: str) -> None:
        """A click ticks."""
        super().clicked(row)
        self.action_tick()

    def action_tick(self) -> None:
        """Tick the name that is picked, or take its tick away."""
        member = self.room.member(self._picked)
        if member:
            self.take(member)

    def action_all(self) -> None:
        """Tick everybody, or nobody when all are; once it runs, people come one by one."""
        if self.room.session.planned:
            every = {m.id for m in self.listed()}
            self._ticked = set() if self._ticked == every else every
            self.show()

    async def action_go(self) -> None:
        """Enter."""
        await self.line.action_submit()

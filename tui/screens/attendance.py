"""At the door: who is here. Ticked before the session begins, and at any moment after.

Every tick is a step that is kept at once: who comes back to the door finds them.
"""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from exports.language import N_, _, ngettext
from sessions import attendance
from sessions.facilitation import Did
from sessions.names import Names, exactly
from sessions.network import Member
from sessions.room import Change
from tui.commands import Command, bindings
from tui.screens.people_found import by_name
from tui.screens.people_list import PEOPLE_LIST, PeopleList
from tui.widgets.board import Board, Lane, Row
from tui.widgets.capture_line import CaptureLine

ATTENDANCE = (
    Command(
        "attendance.go", "enter", "go", N_("Begin"), N_("Begin; or tick the name that is typed")
    ),
    Command(
        "attendance.room",
        "enter",
        "to_room",
        N_("To the room"),
        N_("Back to the room; or tick the name that is typed"),
    ),
    Command(
        "attendance.take",
        "enter",
        "take_typed",
        N_("Tick"),
        N_("Tick the name that is typed, or take the tick away; a name that nobody has is added"),
    ),
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
    """Names with a tick before who is here; Enter on an empty line begins, or goes back."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(ATTENDANCE)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What begins is not the same before and after that."""
        typed = bool(self.typed)
        planned = self.room.session.planned
        applies = {
            "go": planned and not typed,
            "to_room": not planned and not typed,
            "take_typed": typed,
            "tick": not typed,
            "all": planned,
        }
        if action in applies:
            return applies[action]
        return super().check_action(action, parameters)

    @property
    def here(self) -> set[str]:
        """Who is ticked, by member id."""
        return set(attendance.here(self.room))

    @property
    def projected(self) -> bool:
        """People come in while this is on the wall."""
        return True

    def show(self) -> None:
        """In a name that is being typed the space bar is a space."""
        super().show()
        self.refresh_bindings()

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
        """Somebody new, who is here at once."""
        return partial(attendance.add, name=name, organisation=organisation, guest=guest)

    def kept(self, did: Did) -> None:
        """To the room once it began."""
        if did is Did.BEGIN:
            self.dismiss(None)
        else:
            self.show()

    def take(self, member: Member) -> None:
        """Tick, or take the tick away."""

        def tell() -> None:
            said = _("{name} is here.") if member.id in self.here else _("{name} is not here.")
            self.tell(said.format(name=self.called(member)))

        turn = partial(attendance.come_or_leave, member=member.id)
        self.change(Did.PEOPLE, turn, member.name, tell)

    def enter(self) -> None:
        """Begin; once the session runs, back to it."""
        self.run_worker(self._enter())

    async def _enter(self) -> None:
        if not await self.settled():
            return
        if not self.room.session.planned:
            self.dismiss(None)
        elif self.here:
            self.change(Did.BEGIN, attendance.begin)
        else:
            self.tell(_("Tick who is here first: type a name and press Enter."))

    @on(CaptureLine.Pasted)
    def _pasted(self, message: CaptureLine.Pasted) -> None:
        """Each line is a name, with an organisation after a comma."""
        for name in message.lines:
            member = exactly(self.findable(), name)
            if member:
                self.change(Did.PEOPLE, partial(attendance.come, member=member.id), name)
            else:
                self.add(name)

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
        every = [m.id for m in self.listed()]
        ticked = [] if self.here == set(every) else every
        self.change(Did.PEOPLE, partial(attendance.tick, members=ticked))

    async def action_go(self) -> None:
        """Enter."""
        await self.line.action_submit()

    action_to_room = action_take_typed = action_go

"""Who is in a network, between sessions: added, mended, gone and back."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from exports.language import N_, _, day_short, ngettext
from sessions import people
from sessions.facilitation import Did
from sessions.names import Names, exactly
from sessions.network import Member
from tui.commands import Command, bindings
from tui.screens.people_found import by_name
from tui.screens.people_list import PEOPLE_LIST, PeopleList
from tui.screens.person import farewell
from tui.widgets.board import Board, Lane, Row
from tui.widgets.capture_line import CaptureLine

PEOPLE = (
    Command(
        "people.open",
        "enter",
        "open",
        N_("Open"),
        N_("The details of who is picked or typed; a name that nobody has is added"),
    ),
    *PEOPLE_LIST,
    Command(
        "people.leave",
        "f8",
        "leave_or_return",
        N_("Left or back"),
        N_("Who is picked left the network today, or is of it again"),
    ),
)


class People(PeopleList):
    """Everybody who is or was in the network, with what is known of them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(PEOPLE)
    ADDING: ClassVar[Did] = Did.PERSON

    def heading(self) -> str:
        """How many members."""
        members = [m for m in self.room.network.members if not (m.guest or m.left)]
        many = ngettext("{n} member", "{n} members", len(members))
        return f"{self.room.network.name} · {many}"

    def listed(self) -> tuple[Member, ...]:
        """The members, then the guests, then who left."""
        every = by_name(list(self.room.network.members))
        return tuple(sorted(every, key=lambda one: (one.left is not None, one.guest)))

    def findable(self) -> tuple[Member, ...]:
        """Everybody."""
        return self.listed()

    def row(self, member: Member, names: Names) -> Row:
        """The name, and beside it what is known."""
        name = names.label(member, trait=False)
        mark, style = ("✗", "$quiet") if member.left else ("○" if member.guest else "●", "")
        return Row(name, member.id, aside=described(member, name), mark=mark, style=style)

    def board(self, rows: tuple[Row, ...], empty: str) -> Board:
        """One below the other."""
        return Board((Lane(rows),), top=True, large=False, empty=empty)

    def take(self, member: Member) -> None:
        """Their card."""
        self.open_card(member)

    def enter(self) -> None:
        """The card of who is picked."""
        self.run_worker(self.action_card())

    @on(CaptureLine.Pasted)
    def _pasted(self, message: CaptureLine.Pasted) -> None:
        """Each line is a name, with an organisation after a comma."""
        for name in message.lines:
            if exactly(self.findable(), name) is None:
                self.add(name)

    def action_leave_or_return(self) -> None:
        """Who is picked is no longer of the network; or is again."""
        member = self.room.member(self._picked)
        if member is None:
            self.tell(_("Pick somebody first: ↓, or a few letters of a name."))
        elif member.left:
            self.tell(_("{name} is of the network again.").format(name=self.called(member)))
            self.change(Did.PERSON, partial(people.come_back, member=member.id), member.name)
        else:
            self.tell(farewell(self.room, member))
            self.change(Did.PERSON, partial(people.leave_network, member=member.id), member.name)

    async def action_open(self) -> None:
        """Enter."""
        await self.line.action_submit()


def described(member: Member, name: str) -> str:
    """Organisation (unless the name has it) and role, and whether somebody is a guest or left."""
    left = _("left {day}").format(day=day_short(member.left)) if member.left else ""
    guest = _("guest") if member.guest else ""
    organisation = "" if member.organisation in name else member.organisation
    return " · ".join(filter(None, (left, guest, organisation, member.role)))

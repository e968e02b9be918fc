"""People in a list, found by a few letters; a kind of list says who they are."""

from __future__ import annotations

from exports.language import _
from sessions.facilitation import Facilitation
from sessions.names import Names, matching, plain
from sessions.network import Member
from sessions.room import Room
from tui.screens.lines import Lines
from tui.text import shown
from tui.widgets.board import Board, Row


class PeopleFound(Lines[None]):
    """A title, and the names that fit what is typed."""

    def __init__(self, facilitation: Facilitation) -> None:
        super().__init__()
        self.facilitation = facilitation

    @property
    def room(self) -> Room:
        """The room as it is kept."""
        return self.facilitation.room

    # What a kind of list says ---------------------------------------------------------------

    def heading(self) -> str:
        """What stands above the names."""
        raise NotImplementedError

    def listed(self) -> tuple[Member, ...]:
        """Who is shown when nothing is typed, in order."""
        raise NotImplementedError

    def findable(self) -> tuple[Member, ...]:
        """Who is found by a few letters."""
        raise NotImplementedError

    def row(self, member: Member, names: Names) -> Row:
        """A line for somebody, called as `names` say."""
        raise NotImplementedError

    def board(self, rows: tuple[Row, ...], empty: str) -> Board:
        """The lines together."""
        raise NotImplementedError

    # What is shown --------------------------------------------------------------------------

    def show(self) -> None:
        """The names that fit what is typed, all of them when nothing is."""
        self.title_line.update(shown(self.heading()))
        names = Names(self.room.network.members)
        rows = tuple(self.row(one, names) for one in self._found())
        self.board_view.show(self.board(rows, self._empty()), self._picked)

    def called(self, member: Member) -> str:
        """What somebody is called among all of the network."""
        return Names(self.room.network.members).label(member, trait=False)

    def _found(self) -> tuple[Member, ...]:
        typed = self.line.value
        return matching(self.findable(), typed) if typed.strip() else self.listed()

    def _empty(self) -> str:
        if self.line.value.strip():
            return _("Nobody of that name yet. Enter adds them to the network, F5 as a guest.")
        return _("Nobody yet. Type a name and press Enter.")


def by_name(members: list[Member]) -> tuple[Member, ...]:
    """Members in the order of their names."""
    return tuple(sorted(members, key=lambda one: plain(one.name)))

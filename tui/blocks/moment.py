"""The room at an instant, as a view is asked what to show of it."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Generic, TypeVar

from sessions.blocks.base import BlockBase
from sessions.names import Names
from sessions.network import Member
from sessions.room import Room
from sessions.session import Answer

B = TypeVar("B", bound=BlockBase)


@dataclass(frozen=True)
class Aim:
    """Where the facilitator is: the column, the row picked on the board, and the source set.

    `offered` are the ideas that were given so far in this turn, of which the last are on the board.
    """

    column: int = 0
    picked: str = ""
    by: str | None = None
    offered: tuple[str, ...] = ()


@dataclass(frozen=True)
class Moment(Generic[B]):
    """The room at an instant, in a block."""

    room: Room
    block: B
    now: datetime
    aim: Aim = Aim()

    def label(self, id_: str | None) -> str:
        """The name of a member as the room knows it."""
        member = self.room.member(id_)
        return self._names.label(member) if member else ""

    def name(self, id_: str | None) -> str:
        """The name of a member, without the trait."""
        member = self.room.member(id_)
        return self._names.label(member, trait=False) if member else ""

    def first_name(self, id_: str | None) -> str:
        """The first name of a member, as long as nobody else is called so."""
        member = self.room.member(id_)
        return self._names.short(member, trait=False) if member else ""

    def short(self, id_: str | None) -> str:
        """The first name of a member, with the trait."""
        member = self.room.member(id_)
        return self._names.short(member) if member else ""

    def names(self, ids: tuple[str, ...]) -> str:
        """Several names, in one line."""
        return " + ".join(filter(None, map(self.label, ids)))

    @cached_property
    def _names(self) -> Names:
        """What everybody of the network is called, as none of them changes within a moment."""
        return Names(self.room.network.members)

    @property
    def present(self) -> tuple[Member, ...]:
        """Who is here."""
        return self.room.present

    def answers(self, sheet: str, column: str) -> tuple[Answer, ...]:
        """The answers in a column of a sheet of this block."""
        return tuple(self.room.session.answers_in(self.block.id, sheet, column))

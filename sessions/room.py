"""The room: the running session and its network, as one value."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, Self

from sessions.actions import ActionItem
from sessions.base import Frozen, find, with_item
from sessions.blocks.base import BlockBase
from sessions.clock import Clock
from sessions.network import Connection, Member, Network
from sessions.session import Answer, Session


class Room(Frozen):
    """All there is to know about what happens in the room; every change gives a new one."""

    session: Session
    network: Network

    @property
    def present(self) -> tuple[Member, ...]:
        """The members who are here now, in the order of coming."""
        return tuple(m for m in map(self.member, self.session.present) if m is not None)

    def member(self, id_: str | None) -> Member | None:
        """The member with that id."""
        return find(self.network.members, id_)

    def name(self, id_: str | None) -> str:
        """The name of the member with that id; empty when there is none."""
        member = self.member(id_)
        return member.name if member else ""

    @property
    def met_today(self) -> tuple[Connection, ...]:
        """The connections made in this session."""
        return tuple(c for c in self.network.connections if c.session == self.session.id)

    @property
    def agreed_today(self) -> tuple[ActionItem, ...]:
        """The action items that were agreed in this session."""
        return tuple(a for a in self.network.actions if a.session == self.session.id)

    def in_session(self, **changes: object) -> Self:
        """The room with the session changed."""
        return self.but(session=self.session.but(**changes))

    def in_network(self, **changes: object) -> Self:
        """The room with the network changed."""
        return self.but(network=self.network.but(**changes))

    def with_block(self, block: BlockBase) -> Self:
        """The room with that block in the place of the one with its id."""
        blocks = tuple(block if one.id == block.id else one for one in self.session.blocks)
        return self.in_session(blocks=blocks)

    def with_answer(self, answer: Answer) -> Self:
        """The room with that answer, in the place of the one with its id if there is one."""
        return self.in_session(answers=with_item(self.session.answers, answer))

    def with_member(self, member: Member) -> Self:
        """The room with that member, in the place of the one with their id if there is one."""
        return self.in_network(members=with_item(self.network.members, member))

    def with_action(self, action: ActionItem) -> Self:
        """The room with that action, in the place of the one with its id if there is one."""
        return self.in_network(actions=with_item(self.network.actions, action))


class Scene(Protocol):
    """What a screen of the room reads: whoever runs the session, or watches it, has one."""

    @property
    def room(self) -> Room:
        """The room as it is kept."""
        ...

    @property
    def clock(self) -> Clock:
        """What time it is there."""
        ...


@dataclass(frozen=True)
class Still:
    """A room that nobody is in, to look at."""

    room: Room
    clock: Clock


Change = Callable[[Room, datetime], Room]
"""What can happen in the room: pure, with the time handed in."""

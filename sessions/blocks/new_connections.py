"""New connections: everybody walks up to somebody they have not spoken to yet."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from sessions import meetings
from sessions.blocks.base import BlockBase
from sessions.connecting import connect, spoken
from sessions.network import Met

if TYPE_CHECKING:
    from sessions.room import Room


class NewConnections(BlockBase):
    """A partner is proposed for everybody; what took place is recorded."""

    kind: Literal["new_connections"] = "new_connections"
    proposed: tuple[tuple[str, ...], ...] = ()


def propose(room: Room, now: datetime) -> Room:
    """The room with a partner for everybody, among those who never spoke where it can be."""
    del now
    block = room.session.block
    if not isinstance(block, NewConnections):
        return room
    people = [
        meetings.Person(id=m.id, organisation=m.organisation, since=m.since) for m in room.present
    ]
    proposals = meetings.introduce(
        people, spoken=spoken(room.network), seed=len(room.network.connections)
    )
    return room.with_block(block.but(proposed=tuple(p.people for p in proposals)))


def confirm(room: Room, now: datetime) -> Room:
    """The room after all that was proposed took place."""
    block = room.session.block
    if not isinstance(block, NewConnections):
        return room
    room = connect(room, now, groups=block.proposed, met=Met.NEW_CONNECTION)
    return room.with_block(block.but(proposed=()))

"""Who is here: ticked at the door, and whoever comes later or leaves early."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sessions.introducing import fitted
from sessions.people import join
from sessions.room import Room
from sessions.session import Presence


def tick(room: Room, now: datetime, *, members: Sequence[str]) -> Room:
    """Exactly `members` are here, from now on; who was here already came when they came."""
    known, wanted = set(room.session.present), set(members)
    come = tuple(Presence(member=m, came=now) for m in dict.fromkeys(members) if m not in known)
    return _with(room, (*_without(room, known - wanted, now), *come))


def come(room: Room, now: datetime, *, member: str) -> Room:
    """Somebody of the network comes in."""
    if member in room.session.present:
        return room
    return _with(room, (*room.session.here, Presence(member=member, came=now)))


def leave(room: Room, now: datetime, *, member: str) -> Room:
    """Somebody leaves."""
    return _with(room, _without(room, {member}, now))


def add(
    room: Room, now: datetime, *, name: str, organisation: str = "", guest: bool = False
) -> Room:
    """Somebody new is here, and of the network from now on, unless as a guest."""
    room = join(room, now, name=name, organisation=organisation, guest=guest)
    return come(room, now, member=room.network.members[-1].id)


def _without(room: Room, gone: Collection[str], now: datetime) -> tuple[Presence, ...]:
    """Who was here, with the leaving of those `gone`; before the session began they never came."""
    here = room.session.here
    if room.session.planned:
        return tuple(p for p in here if p.member not in gone)
    return tuple(p.but(left=now) if p.left is None and p.member in gone else p for p in here)


def _with(room: Room, here: tuple[Presence, ...]) -> Room:
    room = fitted(room.in_session(here=here))
    block = room.session.block
    return room if block is None else room.with_block(block.prepare(room))

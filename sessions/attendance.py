"""Who is here: ticked at the door, and whoever comes later or leaves early."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sessions.base import after, find, new_id
from sessions.network import Member, Network
from sessions.room import Room
from sessions.session import Presence
from sessions.texts import clean, said


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


def add(room: Room, now: datetime, *, name: str, organisation: str = "") -> Room:
    """Somebody new joins the network and is here."""
    network = room.network
    member = new_member(network, now, name=name, organisation=organisation)
    room = room.in_network(members=(*network.members, member))
    return come(room, now, member=member.id)


def new_member(network: Network, now: datetime, *, name: str, organisation: str = "") -> Member:
    """Somebody who joins the network today."""
    return Member(
        id=new_id(),
        n=after(network.members),
        name=said(name, most=200),
        organisation=clean(organisation),
        since=now.astimezone().date(),
    )


def rename(room: Room, now: datetime, *, member: str, name: str) -> Room:
    """The room with a name mended, everywhere it stands."""
    del now
    there = find(room.network.members, member)
    return room if there is None else room.with_member(there.but(name=said(name, most=200)))


def _without(room: Room, gone: Collection[str], now: datetime) -> tuple[Presence, ...]:
    """Who was here, with the leaving of those `gone`; before the session began they never came."""
    here = room.session.here
    if room.session.planned:
        return tuple(p for p in here if p.member not in gone)
    return tuple(p.but(left=now) if p.left is None and p.member in gone else p for p in here)


def _with(room: Room, here: tuple[Presence, ...]) -> Room:
    room = room.in_session(here=here)
    block = room.session.block
    return room if block is None else room.with_block(block.prepare(room))

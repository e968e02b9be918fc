"""Who is here: ticked at the door, and whoever comes later or leaves early."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sessions import people, running
from sessions.partners import fitted
from sessions.room import Room
from sessions.session import Presence

MISTAKEN = timedelta(minutes=2)
"""Who comes late, and is not here after all before so long, was ticked by mistake."""


def here(room: Room) -> tuple[str, ...]:
    """Who is here, by member id; at the door who is ticked, as a rule every member."""
    session, members = room.session, room.network.members
    if not session.planned:
        return session.present
    if not session.ticked:
        return tuple(one.id for one in members if not (one.guest or one.left))
    return tuple(one.id for one in room.present if not one.left)


def begin(room: Room, now: datetime) -> Room:
    """The session begins, and from now on who was ticked is here, in the order of the network."""
    if not room.session.planned:
        return room
    ticked = here(room)
    order = [one.id for one in room.network.members if one.id in ticked]
    return running.begin(_with(room, [Presence(member=one, came=now) for one in order]), now)


def tick(room: Room, now: datetime, *, members: Sequence[str]) -> Room:
    """Exactly `members` are here, from now on; who was here already came when they came."""
    known, wanted = set(room.session.present), set(members)
    come = tuple(Presence(member=m, came=now) for m in dict.fromkeys(members) if m not in known)
    return _with(room, (*_without(room, known - wanted, now), *come))


def come(room: Room, now: datetime, *, member: str) -> Room:
    """Somebody comes in; who had left the network is of it again."""
    room = _decided(room, now)
    if member in here(room):
        return room
    ticked = (*_without(room, {member}, now), Presence(member=member, came=now))
    return _with(people.come_back(room, now, member=member), ticked)


def leave(room: Room, now: datetime, *, member: str) -> Room:
    """Somebody leaves."""
    room = _decided(room, now)
    return _with(room, _without(room, {member}, now))


def come_or_leave(room: Room, now: datetime, *, member: str) -> Room:
    """Somebody who is here leaves, and somebody who is not comes in."""
    turn = leave if member in here(room) else come
    return turn(room, now, member=member)


def add(
    room: Room, now: datetime, *, name: str, organisation: str = "", guest: bool = False
) -> Room:
    """Somebody new is here, and of the network from now on, unless as a guest."""
    room = people.join(_decided(room, now), now, name=name, organisation=organisation, guest=guest)
    return come(room, now, member=room.network.members[-1].id)


def _decided(room: Room, now: datetime) -> Room:
    """The room with who is here as a rule ticked, where nobody decided about that yet."""
    undecided = room.session.planned and not room.session.ticked
    return tick(room, now, members=here(room)) if undecided else room


def _without(room: Room, gone: Collection[str], now: datetime) -> tuple[Presence, ...]:
    """Who was here, with the leaving of those `gone`; who never really came is not among them."""
    here = [p for p in room.session.here if p.member not in gone or not _by_mistake(room, p, now)]
    return tuple(p.but(left=now) if p.left is None and p.member in gone else p for p in here)


def _by_mistake(room: Room, one: Presence, now: datetime) -> bool:
    """Whether it was but a tick: before the session, or late and taken back with nothing done."""
    begun = room.session.begun
    if begun is None:
        return True
    known = {c.id for c in room.met_today if one.member in c.people}
    known |= {a.id for a in room.session.answers if one.member in {a.by, a.about}}
    soon = one.left is None and now - one.came < MISTAKEN
    return soon and one.came > begun and not known


def _with(room: Room, here: Sequence[Presence]) -> Room:
    room = fitted(room.in_session(here=tuple(here), ticked=True))
    block = room.session.block
    return room if block is None else room.with_block(block.prepare(room))

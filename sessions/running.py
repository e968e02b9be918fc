"""Running the agenda: what the facilitator does with blocks and their time.

Every function is a `Change`: it takes the room and `now`, and returns the room after it.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sessions.base import ZERO, find
from sessions.blocks import Block
from sessions.room import Room


def begin(room: Room, now: datetime) -> Room:
    """The session begins, in its first block that is not skipped, and promises when it ends."""
    if not room.session.planned:
        return room
    lengths = (b.timer.length for b in room.session.blocks if not b.skipped)
    room = room.in_session(begun=now, promised=now + sum(lengths, ZERO), at=None)
    return _to(room, (b for b in room.session.blocks if not b.skipped), now)


def onward(room: Room, now: datetime) -> Room:
    """The next thing: inside the block while it has one, else the next block."""
    block = room.session.block
    inside = block.onward(room, now) if block else None
    return next_block(room, now) if inside is None else _resume(inside, now)


def onward_when_due(room: Room, now: datetime, *, block: str) -> Room:
    """The next thing, if the room is still in that block and it goes on by itself now."""
    here = room.session.block
    due = here is not None and here.id == block and here.wants_onward(now)
    return onward(room, now) if due else room


def backward(room: Room, now: datetime) -> Room:
    """The thing before: inside the block while there is one, else the block before."""
    block = room.session.block
    inside = block.backward(room, now) if block else None
    return previous_block(room, now) if inside is None else _resume(inside, now)


def next_block(room: Room, now: datetime) -> Room:
    """The next block that is not skipped; after the last one the room is in none."""
    session = room.session
    if not session.running:
        return room
    return _to(room, (b for b in session.blocks[session.position + 1 :] if not b.skipped), now)


def previous_block(room: Room, now: datetime) -> Room:
    """The block before that is not skipped; the first one stays."""
    session = room.session
    if not session.running:
        return room
    been = [b for b in session.blocks[: session.position] if not b.skipped]
    return _enter(room, been[-1].id, now) if been else room


def jump(room: Room, now: datetime, *, block: str) -> Room:
    """To that block, also when it was skipped."""
    there = find(room.session.blocks, block)
    if there is None or there.id == room.session.at or not room.session.running:
        return room
    return _enter(room.with_block(there.but(skipped=False)), block, now)


def skip(room: Room, now: datetime, *, block: str) -> Room:
    """Without that block; in it, on to the next. A skipped one that is skipped again counts."""
    there = find(room.session.blocks, block)
    if there is None or room.session.closed:
        return room
    room = room.with_block(there.but(skipped=not there.skipped))
    return next_block(room, now) if block == room.session.at else room


def pause(room: Room, now: datetime) -> Room:
    """Every clock in the block stands still."""
    block = room.session.block
    return room if block is None else room.with_block(block.pause(now))


def pause_or_resume(room: Room, now: datetime) -> Room:
    """Stands still when it ran, goes on when it stood still."""
    block = room.session.block
    if block is None:
        return room
    return room.with_block(block.pause(now) if block.timer.running else block.resume(now))


def lengthen(room: Room, now: datetime, *, by: timedelta) -> Room:
    """The block gets `by` more, or less, and so does the turn or round in it."""
    del now
    block = room.session.block
    if block is None:
        return room
    return room.with_block(block.lengthen(by))


def insert(room: Room, now: datetime, *, block: Block) -> Room:
    """One more block, right after the one that the room is in; after the last, the room goes in."""
    session = room.session
    if session.closed:
        return room
    at = session.position + 1
    room = room.in_session(blocks=(*session.blocks[:at], block, *session.blocks[at:]))
    return _enter(room, block.id, now) if session.running and session.block is None else room


def move(room: Room, now: datetime, *, block: str, by: int) -> Room:
    """A block that is still to come, `by` places later (earlier when negative)."""
    del now
    blocks = list(room.session.blocks)
    first = room.session.position + 1
    at = next((i for i, one in enumerate(blocks) if one.id == block), -1)
    to = at + by
    if at < first or not first <= to < len(blocks) or room.session.closed:
        return room
    blocks.insert(to, blocks.pop(at))
    return room.in_session(blocks=tuple(blocks))


def close(room: Room, now: datetime) -> Room:
    """The session is closed: it is past from now on."""
    if not room.session.running:
        return room
    return _leave(room, now).in_session(closed=now, at=None)


def _resume(room: Room, now: datetime) -> Room:
    block = room.session.block
    return room if block is None else room.with_block(block.resume(now))


def _leave(room: Room, now: datetime) -> Room:
    block = room.session.block
    return room if block is None else block.leave(room, now)


def _to(room: Room, coming: Iterable[Block], now: datetime) -> Room:
    block = next(iter(coming), None)
    return _leave(room, now).in_session(at=None) if block is None else _enter(room, block.id, now)


def _enter(room: Room, block: str, now: datetime) -> Room:
    room = _leave(room, now).in_session(at=block)
    there = room.session.block
    return room if there is None else room.with_block(there.prepare(room).resume(now))

"""The pace: how late the session is, when it ends, and how the rest fits into the time left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sessions.base import MINUTE, SECOND, ZERO, find
from sessions.blocks import Block
from sessions.room import Room
from sessions.session import Session


@dataclass(frozen=True)
class Pace:
    """When the session ends at the present pace, beside when it was promised to end."""

    ends: datetime
    promised: datetime

    @property
    def late(self) -> timedelta:
        """How much later than promised; negative when it is earlier."""
        return self.ends - self.promised


def coming(session: Session) -> tuple[Block, ...]:
    """The blocks after the one that the room is in, without those skipped."""
    return tuple(b for b in session.blocks[session.position + 1 :] if not b.skipped)


def pace(session: Session, now: datetime) -> Pace:
    """The pace: what is left of this block and all of those to come, from `now` on."""
    here = session.block.timer.left(now) if session.block else ZERO
    rest = sum((block.timer.left(now) for block in coming(session)), ZERO)
    ends = (session.closed or now) + here + rest
    return Pace(ends=ends, promised=session.promised or ends)


def schedule(session: Session, now: datetime) -> tuple[tuple[Block, datetime | None], ...]:
    """Every block and when it began, or will at the present pace; None for one passed over."""
    at = now + (session.block.timer.left(now) if session.block else ZERO)
    still = coming(session)
    starts: list[tuple[Block, datetime | None]] = []
    for block in session.blocks:
        if block not in still:
            starts.append((block, block.timer.begun))
            continue
        starts.append((block, at))
        at += block.timer.left(now)
    return tuple(starts)


@dataclass(frozen=True)
class Share:
    """A block to come, the time it has now, and the time it would get."""

    block: Block
    has: timedelta
    gets: timedelta


@dataclass(frozen=True)
class Fit:
    """The rest of the agenda in the time left; `short` is what can't be found even so."""

    shares: tuple[Share, ...]
    short: timedelta

    @property
    def changes(self) -> bool:
        """Whether any block would get another length."""
        return any(share.has != share.gets for share in self.shares)


def fit(session: Session, now: datetime) -> Fit:
    """How the blocks to come fit before the promised end.

    Breaks give first, down to what they need; then every block in proportion to the time it has,
    none below what it needs; in whole seconds. Nothing is made longer.
    """
    blocks = coming(session)
    has = [block.timer.left(now) for block in blocks]
    late = -(-max(ZERO, pace(session, now).late) // SECOND)
    breaks = [i for i, block in enumerate(blocks) if block.gives_first]
    others = [i for i, block in enumerate(blocks) if not block.gives_first]
    gets = [had // SECOND for had in has]
    floors = [min(-(-block.minimum // SECOND), gets[i]) for i, block in enumerate(blocks)]
    for group in (breaks, others):
        late = _take(late, group, gets, floors)
    shares = tuple(
        Share(block, had, had if had // SECOND == new else new * SECOND)
        for block, had, new in zip(blocks, has, gets, strict=True)
    )
    return Fit(shares, late * SECOND)


def apply_fit(room: Room, now: datetime, *, shown: Fit | None = None) -> Room:
    """The room with the blocks to come as they were `shown`, else as they fit `now`."""
    for share in (shown or fit(room.session, now)).shares:
        block = find(coming(room.session), share.block.id)
        if block is not None:
            timer = block.timer.lengthen(share.gets - share.has)
            room = room.with_block(block.but(timer=timer))
    return room


def _take(late: int, group: Sequence[int], gets: list[int], floors: Sequence[int]) -> int:
    """Take `late` seconds from `gets` in proportion, none below its floor; what is still late."""
    while late:
        able = [i for i in group if gets[i] > floors[i]]
        if not able:
            break
        asked, whole = late, sum(gets[i] for i in able)
        for i in able:
            part = -(-asked * gets[i] // whole)
            asked, whole = asked - part, whole - gets[i]
            given = min(part, gets[i] - floors[i])
            gets[i] -= given
            late -= given
    return late


def minutes_late(pace_: Pace) -> int:
    """Whole minutes late, rounded to the nearest; negative when early."""
    return round(pace_.late / MINUTE)

"""Next date: fixed on the spot, and everybody says yes out loud."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Literal

from sessions.base import after, new_id, with_item
from sessions.blocks.base import BlockBase
from sessions.network import MeetingDate
from sessions.texts import clean

if TYPE_CHECKING:
    from sessions.room import Room


class NextDate(BlockBase):
    """The group fixes when it meets again."""

    kind: Literal["next_date"] = "next_date"


def agreed(room: Room) -> MeetingDate | None:
    """The date that was fixed in this session."""
    ours = [d for d in room.network.dates if d.session == room.session.id]
    return ours[-1] if ours else None


def fix(room: Room, now: datetime, *, day: date, at: time | None, place: str = "") -> Room:
    """The room with the next date; another day than was fixed before asks for a new yes."""
    del now
    before = agreed(room)
    fixed = MeetingDate(
        id=before.id if before else new_id(),
        n=before.n if before else after(room.network.dates),
        session=room.session.id,
        day=day,
        at=at,
        place=clean(place),
        yes=before.yes if before and (before.day, before.at) == (day, at) else (),
    )
    return _with(room, fixed)


def say_yes(room: Room, now: datetime, *, member: str) -> Room:
    """The room after somebody said yes to the date, or took it back."""
    del now
    fixed = agreed(room)
    if fixed is None:
        return room
    others = tuple(one for one in fixed.yes if one != member)
    return _with(room, fixed.but(yes=others if member in fixed.yes else (*others, member)))


def all_say_yes(room: Room, now: datetime) -> Room:
    """The room after everybody who is here said yes."""
    del now
    fixed = agreed(room)
    if fixed is None:
        return room
    return _with(room, fixed.but(yes=tuple(dict.fromkeys((*fixed.yes, *room.session.present)))))


def _with(room: Room, fixed: MeetingDate) -> Room:
    return room.in_network(dates=with_item(room.network.dates, fixed))

"""Speed dates as they go: their wishes, their plan, what they bring, and who has met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from sessions.base import ZERO
from sessions.blocks.speed_dates import SpeedDates, Two
from sessions.connecting import connect, disconnect, times_spoken
from sessions.meetings import Pair
from sessions.network import Met
from sessions.planning import Asked, Planned
from sessions.room import Room
from sessions.timer import Timer


@dataclass(frozen=True)
class Outlook:
    """What the rounds bring: pairs who meet, those of them who are `new` to each other.

    Everybody meets at least `least` new people.
    """

    pairs: int
    new: int
    least: int


def outlook(room: Room, block: SpeedDates) -> Outlook:
    """What all the rounds of a plan bring to who is here."""
    spoken = times_spoken(room.network, but=room.session.id)
    met = {
        frozenset(two)
        for one in block.plan
        for g in one.groups
        for two in combinations(g.people, 2)
    }
    new = [two for two in met if two not in spoken]
    each = Counter(person for two in new for person in two)
    least = min((each[person] for person in room.session.present), default=0)
    return Outlook(pairs=len(met), new=len(new), least=least)


def plan_in(room: Room, now: datetime, *, asked: Asked, planned: Planned) -> Room:
    """The room with a plan that was made for it; as it is where it asks something else by now."""
    del now
    block = room.session.block
    if not isinstance(block, SpeedDates) or block.asks(room) != asked:
        return room
    return room.with_block(block.with_plan(planned))


def wish(room: Room, now: datetime, *, changes: Mapping[str, object]) -> Room:
    """The room with other wishes; what they change is planned anew, spots are kept for next time.

    Neither the round at hand nor those before it can be wished away.
    """
    del now
    block = room.session.block
    if not isinstance(block, SpeedDates):
        return room
    new = block.but(**changes)
    new = new.but(rounds=max(new.rounds, block.at + 1))
    if new.ready:
        new = new.but(clock=Timer(length=ZERO))
    if new == block:
        return room
    return room.in_network(spots=new.spots).with_block(new.planned_anew().prepare(room))


def order_by(room: Room, now: datetime, *, spot: bool) -> Room:
    """The room in which who goes where is shown by spot, or by first name."""
    del now
    block = room.session.block
    return room.with_block(block.but(by_spot=spot)) if isinstance(block, SpeedDates) else room


def took_place(room: Room, now: datetime, *, met: Collection[Pair]) -> Room:
    """The room in which of all who were brought together only those `met` have met.

    Where that changes anything the rounds to come are planned anew: who did not meet still can.
    """
    block = room.session.block
    if not isinstance(block, SpeedDates):
        return room
    before = talked(room, block)
    for two in block.met_or_were_to:
        if frozenset(two) in met:
            room = connect(room, now, groups=[two], met=Met.SPEED_DATE)
        else:
            room = disconnect(room, now, pair=frozenset(two), met=Met.SPEED_DATE)
    return room if talked(room, block) == before else room.with_block(block.planned_anew())


def talked(room: Room, block: SpeedDates) -> tuple[Two, ...]:
    """Of each two who were brought together those who met, in order."""
    known = {frozenset(c.people) for c in room.met_today if c.met is Met.SPEED_DATE}
    return tuple(two for two in block.met_or_were_to if frozenset(two) in known)


def held_in(room: Room, block: SpeedDates) -> tuple[int, ...]:
    """How many conversations were held in each of the rounds that have been.

    Who met after a round that was too short met in the later one that brought them together again.
    """
    met = {frozenset(two) for two in talked(room, block)}
    last = {
        frozenset(two): at
        for at, one in enumerate(block.been)
        for group in one.groups
        for two in combinations(group.people, 2)
    }
    return tuple(
        sum(
            any(
                pair in met and last[pair] == at
                for pair in map(frozenset, combinations(group.people, 2))
            )
            for group in one.groups
        )
        for at, one in enumerate(block.been)
    )


def dates_of(room: Room, block: SpeedDates, person: str) -> tuple[str, ...]:
    """Whom `person` met in this block, in order."""
    return tuple(a if b == person else b for a, b in talked(room, block) if person in {a, b})

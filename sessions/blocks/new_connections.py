"""New connections: everybody walks up to somebody they have not spoken to yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import chain, combinations
from typing import TYPE_CHECKING, Literal, Self

from sessions import meetings
from sessions.asking import Match, matches
from sessions.base import Frozen
from sessions.blocks.base import BlockBase, OfSession
from sessions.connecting import connect, days_since_spoken, spoken
from sessions.meetings import Reason, pair
from sessions.network import Met

if TYPE_CHECKING:
    from sessions.room import Room
    from sessions.session import Session


class Proposed(Frozen):
    """People (member ids) to bring together and why, the strongest reason first.

    `match` is what one of them asks and another offers. Who is `struck` did not meet.
    """

    people: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()
    match: Match | None = None
    struck: bool = False

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return " ".join(self.people)


class NewConnections(BlockBase):
    """A partner is proposed for everybody; what took place is recorded."""

    kind: Literal["new_connections"] = "new_connections"
    proposed: OfSession[tuple[Proposed, ...]] = ()

    def prepare(self, room: Room) -> Self:
        """With the proposals for who is here: those whose partner left find one another.

        Somebody who comes, and nobody else is free, joins a pair.
        """
        here = room.session.present
        kept = _among(self.proposed, here)
        free = set(here) - {person for one in kept for person in one.people}
        if not self.proposed or not free:
            return self.but(proposed=kept)
        if len(free) > 1 or not kept:
            return self.but(proposed=(*kept, *proposals(room, among=free)))
        return self.but(proposed=_joined(room, kept, free.pop()))

    def without(self, person: str) -> Self:
        """Without a proposal for somebody, and what they would have talked about."""
        others = {one for group in self.proposed for one in group.people} - {person}
        return self.but(proposed=_among(self.proposed, others))


def proposals(
    room: Room, earlier: Iterable[Session] = (), *, among: Collection[str] | None = None
) -> tuple[Proposed, ...]:
    """A partner for everybody who is here (or `among` them), the strongest reasons first.

    What people asked and offered in `earlier` sessions counts as well. For 200 people this takes
    some 0.1 s: let it be done beside the thread that keeps.
    """
    people = [
        meetings.Person(id=m.id, organisation=m.organisation, since=m.since)
        for m in room.present
        if among is None or m.id in among
    ]
    answers = chain.from_iterable(one.answers for one in (room.session, *earlier))
    asked = matches(answers, {person.id for person in people})
    ago = days_since_spoken(room.network, room.session.day)
    found = meetings.introduce(
        people, spoken=ago, asks=asked.keys(), ago=ago, seed=len(room.network.connections)
    )
    return tuple(
        Proposed(people=one.people, reasons=one.reasons, match=_match(one.people, asked))
        for one in found
    )


def propose(room: Room, now: datetime, *, planned: tuple[Proposed, ...] = ()) -> Room:
    """The room with those `planned` for the people who are here, else with proposals made anew."""
    del now
    block = room.session.block
    if not isinstance(block, NewConnections):
        return room
    places = sorted(person for one in planned for person in one.people)
    suits = places == sorted(room.session.present)
    return room.with_block(block.but(proposed=planned if suits else proposals(room)))


def strike(room: Room, now: datetime, *, key: str) -> Room:
    """The room in which those people did not meet after all; struck again, they did."""
    del now
    block = room.session.block
    if not isinstance(block, NewConnections):
        return room
    turned = (one.but(struck=not one.struck) if one.key == key else one for one in block.proposed)
    return room.with_block(block.but(proposed=tuple(turned)))


def confirm(room: Room, now: datetime) -> Room:
    """The room after all that was proposed took place, but for what was struck."""
    block = room.session.block
    if not isinstance(block, NewConnections):
        return room
    groups = [one.people for one in block.proposed if not one.struck]
    room = connect(room, now, groups=groups, met=Met.NEW_CONNECTION)
    return room.with_block(block.but(proposed=()))


def _match(people: Collection[str], asked: dict[meetings.Pair, Match]) -> Match | None:
    pairs = (pair(*two) for two in combinations(people, 2))
    return next((asked[two] for two in pairs if two in asked), None)


def _among(proposed: Iterable[Proposed], here: Collection[str]) -> tuple[Proposed, ...]:
    """What is left of proposals, of two or more, for those who are here."""
    stays = (_without_absent(one, here) for one in proposed)
    return tuple(one for one in stays if len(one.people) > 1)


def _without_absent(one: Proposed, here: Collection[str]) -> Proposed:
    """The proposal for who is still here; reasons that may be of somebody who left go with them."""
    people = tuple(person for person in one.people if person in here)
    return one if people == one.people else Proposed(people=people, struck=one.struck)


def _joined(room: Room, kept: tuple[Proposed, ...], late: str) -> tuple[Proposed, ...]:
    """`kept` with somebody in the smallest group, if it can be one they never spoke with."""
    known = spoken(room.network)

    def cost(at: int) -> tuple[bool, int, int]:
        one = kept[at]
        return one.struck, len(one.people), sum(pair(late, p) in known for p in one.people)

    best = min(range(len(kept)), key=cost)
    joined = kept[best].but(people=(*kept[best].people, late))
    return (*kept[:best], joined, *kept[best + 1 :])

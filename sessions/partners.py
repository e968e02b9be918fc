"""Partners for everybody, proposed at any moment of a session.

Proposals are of the session, whichever block it is in: they stay open until they are confirmed or
give way to others, and only what is confirmed counts as spoken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import chain, combinations
from typing import TYPE_CHECKING

from sessions import meetings
from sessions.asking import Match, matches
from sessions.base import Frozen
from sessions.connecting import connect, days_since_spoken, spoken
from sessions.meetings import Pair, Reason, pair
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


def proposals(
    room: Room, earlier: Iterable[Session] = (), *, among: Collection[str] | None = None
) -> tuple[Proposed, ...]:
    """A partner for everybody who is here (or `among` them), the strongest reasons first.

    Those who were proposed before and did not meet come after others. What people asked and
    offered in `earlier` sessions counts as well. For 200 people this takes some 0.3 s: let it be
    done beside the thread that keeps.
    """
    people = [
        meetings.Person(id=m.id, organisation=m.organisation, since=m.since)
        for m in room.present
        if among is None or m.id in among
    ]
    answers = chain.from_iterable(one.answers for one in (room.session, *earlier))
    asked = matches(answers, {person.id for person in people})
    ago = days_since_spoken(room.network, room.session.day)
    found = meetings.propose(
        people,
        spoken=ago,
        asks=asked.keys(),
        ago=ago,
        passed=times_proposed(room.session),
        seed=len(room.network.connections),
    )
    return tuple(
        Proposed(people=one.people, reasons=one.reasons, match=_match(one.people, asked))
        for one in found
    )


def times_proposed(session: Session) -> Counter[Pair]:
    """How often each pair was proposed in the session without having met."""
    groups = (*session.passed, *(one.people for one in session.proposed))
    return Counter(pair(*two) for group in groups for two in combinations(group, 2))


def come_round(session: Session, found: Iterable[Proposed]) -> bool:
    """Whether nobody `found` is new: all of them were proposed in the session before."""
    before = times_proposed(session)
    return all(pair(*two) in before for one in found for two in combinations(one.people, 2))


def propose(room: Room, now: datetime, *, planned: tuple[Proposed, ...] = ()) -> Room:
    """The room with those `planned` for the people who are here, else with proposals made anew.

    What was proposed and not confirmed gives way. Only while the session runs.
    """
    del now
    session = room.session
    if not session.running:
        return room
    places = sorted(person for one in planned for person in one.people)
    suits = places == sorted(session.present)
    gone = tuple(one.people for one in session.proposed)
    new = planned if suits else proposals(room)
    return room.in_session(proposed=new, passed=(*session.passed, *gone))


def strike(room: Room, now: datetime, *, key: str) -> Room:
    """The room in which those people did not meet after all; struck again, they did."""
    del now
    proposed = room.session.proposed
    turned = (one.but(struck=not one.struck) if one.key == key else one for one in proposed)
    return room.in_session(proposed=tuple(turned))


def confirm(room: Room, now: datetime) -> Room:
    """The room after all that was proposed took place, but for what was struck."""
    session = room.session
    if not session.running:
        return room
    met = [one.people for one in session.proposed if not one.struck]
    struck = tuple(one.people for one in session.proposed if one.struck)
    room = connect(room, now, groups=met, met=Met.NEW_CONNECTION)
    return room.in_session(proposed=(), passed=(*session.passed, *struck))


def fitted(room: Room) -> Room:
    """The room with its proposals for who is here: those whose partner left find one another.

    Somebody who comes, and nobody else is free, joins a pair.
    """
    here = room.session.present
    proposed = room.session.proposed
    kept = tuple(_among(proposed, here))
    free = set(here) - {person for one in kept for person in one.people}
    if not proposed or not free:
        return room.in_session(proposed=kept)
    if len(free) > 1 or not kept:
        return room.in_session(proposed=(*kept, *proposals(room, among=free)))
    return room.in_session(proposed=_joined(room, kept, free.pop()))


def without(proposed: Iterable[Proposed], person: str) -> tuple[Proposed, ...]:
    """Proposals in which somebody has no part, nor what they would have talked about."""
    proposed = tuple(proposed)
    others = {one for group in proposed for one in group.people} - {person}
    return tuple(_among(proposed, others))


def _match(people: Collection[str], asked: dict[Pair, Match]) -> Match | None:
    pairs = (pair(*two) for two in combinations(people, 2))
    return next((asked[two] for two in pairs if two in asked), None)


def _among(proposed: Iterable[Proposed], here: Collection[str]) -> Iterator[Proposed]:
    """What is left of proposals, of two or more, for those who are here."""
    stays = (_without_absent(one, here) for one in proposed)
    return (one for one in stays if len(one.people) > 1)


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

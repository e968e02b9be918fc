"""Who knows whom: which pairs of a group have spoken, in earlier sessions and in this one."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from sessions.meetings import Pair, pair
from sessions.room import Room


class Tie(StrEnum):
    """How two people stand to one another."""

    NOT_YET = "not_yet"
    BEFORE = "before"
    """They spoke in an earlier session, and not in this one."""

    AGAIN = "again"
    """They spoke in an earlier session, and in this one too."""

    FIRST = "first"
    """They spoke in this session for the first time."""


@dataclass(frozen=True)
class Acquaintance:
    """`people`, by member id, with the pairs of them who spoke before this session, and in it."""

    people: tuple[str, ...]
    before: frozenset[Pair]
    today: frozenset[Pair]

    @property
    def pairs(self) -> int:
        """How many pairs there are."""
        return len(self.people) * (len(self.people) - 1) // 2

    @property
    def first(self) -> frozenset[Pair]:
        """The pairs who spoke in this session for the first time."""
        return self.today - self.before

    @property
    def share_before(self) -> float:
        """The share, 0 to 1, of all pairs that had spoken before; 1 when there is no pair."""
        return len(self.before) / self.pairs if self.pairs else 1.0

    @property
    def share_now(self) -> float:
        """The share, 0 to 1, of all pairs that have spoken by now; 1 when there is no pair."""
        return len(self.before | self.today) / self.pairs if self.pairs else 1.0

    def tie(self, one: str, other: str) -> Tie:
        """How two of the people stand to one another."""
        two = pair(one, other)
        if two in self.today:
            return Tie.AGAIN if two in self.before else Tie.FIRST
        return Tie.BEFORE if two in self.before else Tie.NOT_YET

    def tied(self, person: str, *ties: Tie) -> tuple[str, ...]:
        """The others who stand so to `person`, in the order of `people`."""
        others = (other for other in self.people if other != person)
        return tuple(other for other in others if self.tie(person, other) in ties)

    @cached_property
    def knows(self) -> dict[str, int]:
        """How many of the others each of the people has spoken to by now."""
        count = dict.fromkeys(self.people, 0)
        for two in self.before | self.today:
            for one in two:
                count[one] += 1
        return count


def acquaintance(room: Room, people: Iterable[str] | None = None) -> Acquaintance:
    """How well `people` know one another by now; all who were in the session unless said.

    Somebody who is in neither the network nor the session has spoken to nobody.
    """
    if people is None:
        people = (presence.member for presence in room.session.here)
    group = tuple(dict.fromkeys(people))
    before, today = set[Pair](), set[Pair]()
    for connection in room.network.connections:
        held = today if connection.session == room.session.id else before
        held.add(frozenset(connection.people))
    known = frozenset(group)
    return Acquaintance(
        people=group,
        before=frozenset(two for two in before if two <= known),
        today=frozenset(two for two in today if two <= known),
    )

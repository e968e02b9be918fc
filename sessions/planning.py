"""Planning rounds: what is asked of the planner, and what comes of it.

A plan of many people takes longer than a room may wait for an answer, so it is made beside what
goes on: `Asked` is a value of its own, of which `planned` can be made on any thread, and which
tells afterwards whether it is still what the room asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sessions import meetings
from sessions.base import Frozen
from sessions.meetings import Pair, WarningKind, Wishes
from sessions.rounds import Group, Round


class Caution(Frozen):
    """What the facilitator should know of the rounds to come; says which values come with it."""

    kind: WarningKind
    people: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True)
class Planned:
    """The rounds to come, and what to know of them."""

    rounds: tuple[Round, ...]
    cautions: tuple[Caution, ...]


@dataclass(frozen=True)
class Asked:
    """All that a plan hangs on: the same is asked only where the same would come of it."""

    people: tuple[meetings.Person, ...]
    rounds: int
    size: int
    spots: tuple[str, ...]
    history: dict[Pair, int]
    held: tuple[Round, ...]
    missed: frozenset[Pair]
    wishes: Wishes
    seed: int

    def planned(self) -> Planned:
        """The rounds to come; takes a second for 200 people."""
        plan = meetings.plan(
            self.people,
            self.rounds,
            size=self.size,
            spots=self.spots,
            history=self.history,
            held=[_asked(one) for one in self.held],
            missed=self.missed,
            wishes=self.wishes,
            seed=self.seed,
        )
        cautions = (Caution(kind=w.kind, people=w.people, count=w.count) for w in plan.warnings)
        return Planned(tuple(map(_kept, plan.rounds)), tuple(cautions))


def pairs(two_by_two: Iterable[tuple[str, str]]) -> frozenset[Pair]:
    """Pairs as the planner takes them."""
    return frozenset(map(frozenset, two_by_two))


def _asked(one: Round) -> meetings.Round:
    groups = (meetings.Group(people=g.people, spot=g.spot) for g in one.groups)
    return meetings.Round(groups=tuple(groups), out=one.out)


def _kept(one: meetings.Round) -> Round:
    groups = (Group(people=g.people, spot=g.spot) for g in one.groups)
    return Round(groups=tuple(groups), out=one.out)

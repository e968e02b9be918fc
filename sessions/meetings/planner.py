"""The one entry: people and wishes in, rounds with their spots and a reckoning out."""

from collections.abc import Collection, Mapping, Sequence
from random import Random
from types import MappingProxyType

from sessions.meetings.budget import Budget, usual
from sessions.meetings.cautions import cautions
from sessions.meetings.grouping import groups
from sessions.meetings.model import Pair, Person, Plan, Round, Wishes, pair
from sessions.meetings.problem import Before, Draft, Problem, state
from sessions.meetings.reaching import Told, reckoned
from sessions.meetings.reckoning import PAIR
from sessions.meetings.rematching import pairs
from sessions.meetings.seating import Seating

_NO_WISHES = Wishes()
_NO_HISTORY: Mapping[Pair, int] = MappingProxyType({})


def _draft(problem: Problem, random: Random, budget: Budget) -> tuple[Draft, bool]:
    """Pairs by matching, groups by annealing."""
    if not (problem.shape.sizes and problem.rounds):
        return [[] for _ in range(problem.rounds)], True
    if problem.size > PAIR:
        return groups(problem, random, budget)
    return pairs(problem, random, budget)


def _placeable(people: Sequence[Person], wishes: Wishes) -> list[Person]:
    """Those who are not kept apart from everybody else who can be placed."""
    here = list(people)
    while True:
        free = [
            one
            for one in here
            if len(here) == 1
            or any(
                pair(one.id, other.id) not in wishes.keep_apart for other in here if other != one
            )
        ]
        if len(free) == len(here):
            return here
        here = free


def plan(  # noqa: PLR0913 - each is a thing the facilitator can say, by its name
    people: Sequence[Person],
    rounds: int,
    *,
    size: int = 2,
    spots: Sequence[str] = (),
    history: Mapping[Pair, int] = _NO_HISTORY,
    held: Sequence[Round] = (),
    missed: Collection[Pair] = frozenset(),
    wishes: Wishes = _NO_WISHES,
    seed: int = 0,
    budget: int | None = None,
) -> Plan:
    """The `rounds` to come for the `people` who are here, in groups of `size`.

    Planning anew is the same with fewer rounds and with those `held` today, which are left as
    they are; their groups may name people who have gone, and pairs who `missed` each other may
    still meet. `history` counts how often two met in
    earlier sessions. The search ends after `budget` steps, about a microsecond each (a first draft
    of many people may take a few times that); else after those that are usual for so many people.
    The same `seed` gives the same plan, on any machine.

    Raises:
        ValueError: two people have one id, or `size` is less than two.
    """
    if len({person.id for person in people}) < len(people):
        raise ValueError("two people have one id")
    if size < 2:
        raise ValueError("a meeting takes two")
    placeable = _placeable(people, wishes)
    before = Before(history, held, missed)
    problem = state(placeable, max(0, rounds), size, before, wishes)
    steps = Budget(usual(len(people), pairs=size == PAIR) if budget is None else budget)
    draft, settled = _draft(problem, Random(seed), steps)  # noqa: S311 - a lot
    seating = Seating(problem, spots, held)
    seated = [seating.seat(groups) for groups in draft]
    aside = tuple(person.id for person in people if person.id not in problem.people)
    planned = tuple(Round(some.groups, (*some.out, *aside)) for some in seated)
    told = Told(problem, wishes, before, tuple(spots), aside, planned)
    reached = reckoned(told, draft, seating, settled=settled)
    return Plan(planned, reached, cautions(told, reached))

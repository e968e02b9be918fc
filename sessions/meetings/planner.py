"""The one entry: people and wishes in, rounds with their spots and a reckoning out."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from random import Random
from time import perf_counter
from types import MappingProxyType

from sessions.meetings.bounds import least
from sessions.meetings.budget import Budget, Stopwatch
from sessions.meetings.cautions import cautions
from sessions.meetings.grouping import groups
from sessions.meetings.model import Least, Pair, Person, Plan, Reached, Round, Wishes, pair
from sessions.meetings.problem import Before, Draft, Problem, state
from sessions.meetings.reckoning import score
from sessions.meetings.rematching import pairs
from sessions.meetings.seating import Seating, seated

_NO_WISHES = Wishes()
_NO_HISTORY: Mapping[Pair, int] = MappingProxyType({})


def _draft(problem: Problem, random: Random, budget: Budget) -> tuple[Draft, bool]:
    if not problem.shape.sizes:
        return [[] for _ in range(problem.rounds)], True
    search = pairs if problem.size == 2 else groups
    return search(problem, random, budget)


def _reached(problem: Problem, draft: Draft, seating: Seating, *, settled: bool) -> Reached:
    cost, bound = score(problem, draft), least(problem)
    name = problem.people
    met = {two for groups in draft for group in groups for two in combinations(sorted(group), 2)}
    return Reached(
        repeats=cost.repeats,
        past=cost.past,
        same_organisation=cost.same_organisation,
        trios=sum(len(group) > problem.size for groups in draft for group in groups),
        sit_outs=sum(problem.n - sum(map(len, groups)) for groups in draft),
        walking=seating.walking,
        unmet=tuple(pair(name[i], name[j]) for i, j in sorted(problem.must - met)),
        together=tuple(pair(name[i], name[j]) for i, j in sorted(met) if problem.apart[i][j]),
        moved=tuple(name[one] for one in sorted(seating.moved)),
        least=Least(bound.repeats, bound.past, bound.same_organisation),
        settled=settled,
    )


def plan(  # noqa: PLR0913 - each is a thing the facilitator can say, by its name
    people: Sequence[Person],
    rounds: int,
    *,
    size: int = 2,
    spots: Sequence[str] = (),
    history: Mapping[Pair, int] = _NO_HISTORY,
    held: Sequence[Round] = (),
    wishes: Wishes = _NO_WISHES,
    seed: int = 0,
    budget: float = 0.05,
    stopwatch: Stopwatch = perf_counter,
) -> Plan:
    """The `rounds` to come for the `people` who are here, in groups of `size`.

    Planning anew is the same with fewer rounds and with those `held` today, which are left as
    they are; their groups may name people who have gone. `history` counts how often two met in
    earlier sessions. The search ends after `budget` seconds by the `stopwatch`; the same `seed`
    gives the same plan when it ended before that (`Reached.settled`).

    Raises:
        ValueError: two people have one id, or `size` is less than two.
    """
    if len({person.id for person in people}) < len(people):
        raise ValueError("two people have one id")
    if size < 2:
        raise ValueError("a meeting takes two")
    problem = state(people, max(0, rounds), size, Before(history, held), wishes)
    draft, settled = _draft(problem, Random(seed), Budget(budget, stopwatch))  # noqa: S311 - a lot
    planned, seating = seated(problem, draft, spots, held)
    reached = _reached(problem, draft, seating, settled=settled)
    return Plan(planned, reached, cautions(problem, wishes, planned, reached, spots))

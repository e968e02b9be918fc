"""What a facilitator should know of a plan, as typed values."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sessions.meetings.model import Odd, PlanWarning, Reached, Round, WarningKind, Wishes
from sessions.meetings.problem import Problem

_TRIO_ROUNDS = {
    3: 1,
    5: 1,
    7: 3,
    9: 6,
    11: 7,
    13: 9,
    15: 11,
    17: 13,
    19: 15,
    21: 16,
    23: 18,
    25: 20,
}
"""Most rounds without a repeat with one trio a round, by the number of people (found by search)."""


def _of_size(problem: Problem, wishes: Wishes) -> Iterator[PlanWarning]:
    kinds = {1: WarningKind.ALONE, 2: WarningKind.TWO, 3: WarningKind.THREE}
    if problem.n in kinds:
        yield PlanWarning(kinds[problem.n], problem.people, problem.rounds)
    elif 0 < problem.n < problem.size:
        yield PlanWarning(WarningKind.FEWER_THAN_GROUP, (), problem.n)
    most = _TRIO_ROUNDS.get(problem.n)
    pairs = problem.size == 2 and wishes.odd is Odd.TRIO
    if pairs and most is not None and problem.rounds > most:
        yield PlanWarning(WarningKind.TRIO_ROUNDS, (), most)
        yield PlanWarning(WarningKind.SIT_OUT_ROUNDS, (), problem.n)


def _of_people(problem: Problem) -> Iterator[PlanWarning]:
    n = problem.n
    for i, one in enumerate(problem.people):
        if n > 1 and sum(problem.apart[i]) == n - 1:
            yield PlanWarning(WarningKind.APART_FROM_ALL, (one,))
    unmet = sum(not (problem.past[i][j] or problem.today[i][j]) for i in range(n) for j in range(i))
    if n > 1 and not unmet:
        yield PlanWarning(WarningKind.ALL_MET)
    wanted = Counter(one for two in problem.must for one in two)
    room = problem.rounds * (max(problem.shape.sizes, default=1) - 1)
    for i, count in sorted(wanted.items()):
        if count > room:
            yield PlanWarning(WarningKind.MUST_MEET_TOO_MANY, (problem.people[i],), count - room)


def _of_wishes(problem: Problem, wishes: Wishes, reached: Reached) -> Iterator[PlanWarning]:
    here = set(problem.people)
    for two in sorted(wishes.must_meet, key=sorted):
        names = tuple(sorted(two))
        if two in wishes.keep_apart:
            yield PlanWarning(WarningKind.CONTRADICTION, names)
        elif not two <= here:
            yield PlanWarning(WarningKind.MUST_MEET_ABSENT, names)
    for two in reached.unmet:
        yield PlanWarning(WarningKind.MUST_MEET_UNMET, tuple(sorted(two)))
    for two in reached.together:
        yield PlanWarning(WarningKind.TOGETHER, tuple(sorted(two)))


def _left_out(problem: Problem, rounds: Sequence[Round]) -> Iterator[PlanWarning]:
    if problem.n > 1 and any(len(some.out) > problem.shape.out for some in rounds):
        times = Counter(one for some in rounds for one in some.out)
        for one in problem.people:
            i = problem.people.index(one)
            if times[one] and any(problem.apart[i]):
                yield PlanWarning(WarningKind.LEFT_OUT, (one,), times[one])


def cautions(
    problem: Problem,
    wishes: Wishes,
    rounds: Sequence[Round],
    reached: Reached,
    spots: Sequence[str],
) -> tuple[PlanWarning, ...]:
    """Everything to know, the room first and then people and wishes."""
    found = [*_of_size(problem, wishes), *_of_people(problem)]
    found += [*_of_wishes(problem, wishes, reached), *_left_out(problem, rounds)]
    if reached.repeats:
        found.append(PlanWarning(WarningKind.REPEATS, (), reached.repeats))
    if reached.least.same_organisation:
        found.append(PlanWarning(WarningKind.ONE_ORGANISATION, (), reached.least.same_organisation))
    if reached.moved:
        found.append(PlanWarning(WarningKind.SEATS, reached.moved))
    if spots and len(set(spots)) < len(problem.shape.sizes):
        nameless = len(problem.shape.sizes) - len(set(spots))
        found.append(PlanWarning(WarningKind.FEW_SPOTS, (), nameless))
    return tuple(found)

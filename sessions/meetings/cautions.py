"""What a facilitator should know of a plan, as typed values."""

from collections import Counter
from collections.abc import Iterator

from sessions.meetings.model import Pair, PlanWarning, Reached, WarningKind
from sessions.meetings.problem import meetings
from sessions.meetings.reaching import Told

_TRIO_ROUNDS = dict(zip(range(3, 26, 2), (1, 1, 3, 6, 7, 9, 11, 13, 15, 16, 18, 20), strict=True))
"""Most rounds of pairs and one trio without a repeat, by the number of people, as found so far."""


def _of_size(told: Told, reached: Reached) -> Iterator[PlanWarning]:
    problem = told.problem
    kinds = {1: WarningKind.ALONE, 2: WarningKind.TWO, 3: WarningKind.THREE}
    if problem.n in kinds:
        yield PlanWarning(kinds[problem.n], problem.people, problem.rounds)
    elif 0 < problem.n < problem.size:
        yield PlanWarning(WarningKind.FEWER_THAN_GROUP, (), problem.n)
    if problem.shape.trio and reached.repeats:
        most = _TRIO_ROUNDS.get(problem.n)
        if most is not None and problem.rounds + problem.held > most:
            yield PlanWarning(WarningKind.TRIO_ROUNDS, (), most)
        yield PlanWarning(WarningKind.SIT_OUT_ROUNDS, (), problem.n)


def _meet_again(told: Told) -> int:
    """How many pairs meet in the rounds to come who met today already, each counted once."""
    met = {two for two, _ in meetings(told.before.held, told.before.missed)}
    again = set[Pair]()
    for two, _ in meetings(told.rounds):
        (again if two in met else met).add(two)
    return len(again)


def _of_repeats(told: Told, reached: Reached) -> Iterator[PlanWarning]:
    problem, n = told.problem, told.problem.n
    if reached.repeats:
        yield PlanWarning(WarningKind.REPEATS, (), _meet_again(told))
    known = (problem.past[i][j] or problem.today[i][j] for i in range(n) for j in range(i))
    if n > 1 and all(known):
        yield PlanWarning(WarningKind.ALL_MET)
    if reached.least.same_organisation:
        yield PlanWarning(WarningKind.ONE_ORGANISATION, (), reached.least.same_organisation)


def _of_must_meet(told: Told, reached: Reached) -> Iterator[PlanWarning]:
    problem, here = told.problem, {*told.problem.people, *told.aside}
    wanted = Counter(one for two in problem.must for one in two)
    room = problem.rounds * (max(problem.shape.sizes, default=1) - 1)
    for i, count in sorted(wanted.items()):
        if count > room:
            yield PlanWarning(WarningKind.MUST_MEET_TOO_MANY, (problem.people[i],), count - room)
    for two in sorted(told.wishes.must_meet, key=sorted):
        names = tuple(sorted(two))
        if not two <= here:
            yield PlanWarning(WarningKind.MUST_MEET_ABSENT, names)
        elif two in told.wishes.keep_apart:
            yield PlanWarning(WarningKind.CONTRADICTION, names)
        elif two in reached.unmet:
            yield PlanWarning(WarningKind.MUST_MEET_UNMET, names)


def _of_keep_apart(told: Told, _: Reached) -> Iterator[PlanWarning]:
    for one in told.aside:
        yield PlanWarning(WarningKind.APART_FROM_ALL, (one,), len(told.rounds))
    problem = told.problem
    due = problem.shape.out + len(told.aside)
    if problem.n > 1 and any(len(some.out) > due for some in told.rounds):
        times = Counter(one for some in told.rounds for one in some.out)
        for one, apart in zip(problem.people, problem.apart, strict=True):
            if times[one] and any(apart):
                yield PlanWarning(WarningKind.LEFT_OUT, (one,), times[one])


def _of_spots(told: Told, reached: Reached) -> Iterator[PlanWarning]:
    if reached.moved:
        yield PlanWarning(WarningKind.SEATS, reached.moved)
    nameless = len(told.problem.shape.sizes) - len(set(told.spots))
    if told.spots and nameless > 0:
        yield PlanWarning(WarningKind.FEW_SPOTS, (), nameless)


def cautions(told: Told, reached: Reached) -> tuple[PlanWarning, ...]:
    """Everything to know: of the plan and the room, then of people, then of places."""
    kinds = (_of_repeats, _of_size, _of_must_meet, _of_keep_apart, _of_spots)
    return tuple(warning for kind in kinds for warning in kind(told, reached))

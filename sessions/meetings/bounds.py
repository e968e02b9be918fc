"""What no plan can beat, however long it searches."""

from collections import Counter
from typing import NamedTuple

from sessions.meetings.problem import Problem
from sessions.meetings.reckoning import PAIR, Score


class LeastMeetings(NamedTuple):
    """The fewest meetings, in all the rounds to come, when everybody is placed."""

    repeats: int  # of two who met today already
    known: int  # of two who met today or in an earlier session


def _new_at_most(problem: Problem, partners: list[int]) -> int:
    """Meetings with one of `partners` (how many each has), twice counted, at most.

    Each person has at least `low` meetings and at most `high`; those beyond `low` go to the
    people who still have partners for them. For even pairs this is the sum of
    min(partners, rounds).
    """
    sizes, rounds = problem.shape.sizes, problem.rounds
    low = 0 if problem.shape.out else rounds * (min(sizes) - 1)
    high = rounds * (max(sizes) - 1)
    sure = sum(min(count, low) for count in partners)
    room = sum(min(count, high) for count in partners) - sure
    return sure + min(room, _twice_all(problem) - problem.n * low)


def _twice_all(problem: Problem) -> int:
    return problem.rounds * sum(size * (size - 1) for size in problem.shape.sizes)


def least_meetings(problem: Problem) -> LeastMeetings:
    """Counted from how many partners each has who are new today, and new at all."""
    if not problem.shape.sizes:
        return LeastMeetings(0, 0)
    n, every = problem.n, _twice_all(problem)
    free, fresh = [0] * n, [0] * n
    for i in range(n):
        for past, today, apart in zip(
            problem.past[i], problem.today[i], problem.apart[i], strict=True
        ):
            if not (today or apart):
                free[i] += 1
                fresh[i] += not past
        free[i] -= 1
        fresh[i] -= 1
    repeats = every - _new_at_most(problem, free)
    known = every - _new_at_most(problem, fresh)
    return LeastMeetings((repeats + 1) // 2, (known + 1) // 2)


def least_colleagues(problem: Problem) -> int:
    """The fewest meetings of two of one organisation: each spreads evenly over the groups."""
    groups = len(problem.shape.sizes)
    teams = Counter(tuple(row) for row in map(_team, range(problem.n), problem.colleagues))
    total = 0
    for team, count in teams.items():
        if team and groups:
            each, over = divmod(max(0, count - problem.shape.out), groups)
            total += groups * (each * (each - 1) // 2) + over * each
    return total * problem.rounds


def _team(one: int, row: list[int]) -> tuple[int, ...]:
    """The whole organisation of a person who has colleagues here."""
    return tuple(j for j, same in enumerate(row) if same or j == one) if any(row) else ()


def fairest(problem: Problem) -> int:
    """The least sum of squares of turns: each goes to whoever had the fewest."""
    a_round = problem.shape.out or (problem.size + 1 if problem.shape.trio else 0)
    turns = sorted(problem.turns)
    for _ in range(problem.rounds):
        turns[:a_round] = [count + 1 for count in turns[:a_round]]
        turns.sort()
    return sum(count * count for count in turns)


def least(problem: Problem) -> Score:
    """A cost that no draft can beat; 0 in the parts of which nothing better is known."""
    meetings, turns = least_meetings(problem), fairest(problem)
    return Score(
        out_of_turn=turns if problem.shape.out else 0,
        weighed=2 * meetings.known + meetings.repeats if problem.size > PAIR else 0,
        repeats=meetings.repeats,
        uneven=turns if problem.shape.trio else 0,
        past=meetings.known - meetings.repeats,
        same_organisation=least_colleagues(problem),
    )

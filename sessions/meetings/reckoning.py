"""What a draft comes to."""

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from sessions.meetings.problem import Draft, Problem, copied

PAIR = 2


class Score(NamedTuple):
    """What a draft costs, dearest first: of two drafts the one that sorts first is better.

    The order of the wishes: what is hard (kept apart, everybody placed, must-meets, sitting out
    in fair turn, seats kept), no repeats today, a trio in fair turn, fewest meetings with the past
    (and of those the least often met), other organisations. Walking comes last: it is settled when
    the spots are given out, which changes nothing here.
    """

    together: int = 0
    left_out: int = 0
    unmet: int = 0
    out_of_turn: int = 0  # sum of the squares of how often each sat out
    crowded: int = 0  # two in one group who both keep their seat
    weighed: int = 0  # in groups of three or more: thrice the repeats and twice the past
    repeats: int = 0
    past: int = 0
    same_organisation: int = 0
    uneven: int = 0  # sum of the squares of how often each was in a trio
    often: int = 0  # how often those of `past` had met, beyond once


def out_of(problem: Problem, groups: Sequence[tuple[int, ...]]) -> list[int]:
    """Who is in none of `groups`."""
    placed = {one for group in groups for one in group}
    return [one for one in range(problem.n) if one not in placed]


def turns_in(problem: Problem, groups: Sequence[tuple[int, ...]]) -> list[int]:
    """Whose turn the round of `groups` is: those out, or those in a trio."""
    if problem.shape.out:
        return out_of(problem, groups)
    if problem.shape.trio:
        return [one for group in groups if len(group) > problem.size for one in group]
    return []


def _squares(problem: Problem, draft: Draft) -> int:
    turns = list(problem.turns)
    for groups in draft:
        for one in turns_in(problem, groups):
            turns[one] += 1
    return sum(count * count for count in turns)


def score(problem: Problem, draft: Draft) -> Score:
    """The cost of `draft`."""
    met = copied(problem.today)
    together = left_out = crowded = repeats = past = often = same = 0
    for groups in draft:
        left_out += problem.n - problem.shape.out - sum(map(len, groups))
        for group in groups:
            crowded += max(0, len(problem.seats.intersection(group)) - 1)
            for i, j in combinations(group, 2):
                together += problem.apart[i][j]
                same += problem.colleagues[i][j]
                if met[i][j]:
                    repeats += 1
                elif problem.past[i][j]:
                    past += 1
                    often += problem.past[i][j] - 1
                met[i][j] += 1
                met[j][i] += 1
    squares = _squares(problem, draft)
    return Score(
        together=together,
        left_out=left_out,
        unmet=sum(not met[i][j] for i, j in problem.must),
        out_of_turn=squares if problem.shape.out else 0,
        crowded=crowded,
        weighed=3 * repeats + 2 * past if problem.size > PAIR else 0,
        repeats=repeats,
        past=past,
        same_organisation=same,
        uneven=squares if problem.shape.trio else 0,
        often=often,
    )

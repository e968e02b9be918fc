"""What a draft comes to, and the bounds that nobody can beat."""

from itertools import combinations
from typing import NamedTuple

from sessions.meetings.problem import Draft, Matrix, Problem


class Score(NamedTuple):
    """What a draft costs, dearest first: of two drafts the one that sorts first is better.

    The order of the wishes: what is hard (kept apart, everybody placed, seats kept, must-meets),
    no repeats today, turns in fairness, fewest meetings with the past (and of those the least
    often met), other organisations. Walking comes last and is settled when spots are given out.
    """

    together: int = 0
    left_out: int = 0
    crowded: int = 0  # two in one group who both keep their seat
    unmet: int = 0
    repeats: int = 0
    unfair: int = 0  # sum of the squares of everybody's turns
    past: int = 0
    often: int = 0  # sum of how often those had met, beyond once
    same_organisation: int = 0


def copied(matrix: Matrix) -> Matrix:
    """The same counts, to be changed."""
    return [row[:] for row in matrix]


def out_of(problem: Problem, groups: list[tuple[int, ...]]) -> list[int]:
    """Who is in none of `groups`."""
    placed = {one for group in groups for one in group}
    return [one for one in range(problem.n) if one not in placed]


def turns_after(problem: Problem, draft: Draft) -> list[int]:
    """Everybody's turns, of the rounds held and those of `draft`."""
    turns = list(problem.turns)
    for groups in draft:
        taken = out_of(problem, groups) if problem.shape.out else []
        if not problem.shape.out:
            taken = [one for group in groups if len(group) > problem.size for one in group]
        for one in taken:
            turns[one] += 1
    return turns


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
    unmet = sum(not met[i][j] for i, j in problem.must)
    unfair = 0
    if problem.shape.out or len(set(problem.shape.sizes)) > 1:
        unfair = sum(turns * turns for turns in turns_after(problem, draft))
    return Score(together, left_out, crowded, unmet, repeats, unfair, past, often, same)


def fairest(problem: Problem) -> int:
    """The least that `Score.unfair` can be: each turn goes to whoever had the fewest."""
    over = [size for size in problem.shape.sizes if size > problem.size]
    if not problem.shape.out and len(set(problem.shape.sizes)) <= 1:
        return 0
    turns = sorted(problem.turns)
    for _ in range(problem.rounds):
        for k in range(problem.shape.out or sum(over)):
            turns[k] += 1
        turns.sort()
    return sum(count * count for count in turns)


def least(problem: Problem) -> Score:
    """A cost that no draft can beat, part by part; 0 where nothing better is known.

    A person who meets `m` others in all rounds together repeats for each of them beyond the
    partners there are, and meets the past for each beyond those not met before (new acquaintances
    are at most half the sum of min(not yet met, m)).
    """
    sizes, n = problem.shape.sizes, problem.n
    if not sizes:
        return Score()
    short = problem.rounds * (min(sizes) - 1)
    spare = problem.rounds if problem.shape.out else 0
    repeats = past = 0
    for i in range(n):
        free = [j for j in range(n) if j != i and not (problem.apart[i][j] or problem.today[i][j])]
        fresh = sum(not problem.past[i][j] for j in free)
        meets = max(0, short - spare * (min(sizes) - 1))
        repeats += max(0, meets - len(free))
        past += max(0, min(meets, len(free)) - fresh)
    return Score(repeats=(repeats + 1) // 2, past=(past + 1) // 2, unfair=fairest(problem))

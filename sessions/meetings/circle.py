"""The circle method: everybody meets everybody once, in as many rounds as there are others.

One stays, the others move on by one (Kirkman 1847); exact for pairs of an even number, and for an
odd number with the empty chair as one more.
"""

from random import Random

from sessions.meetings.problem import Draft, Problem


def circle(n: int) -> list[list[tuple[int, int]]]:
    """The n-1 rounds of `n` (even) in which each two of 0 to n-1 meet exactly once."""
    last = n - 1
    return [
        [(last, turn), *(((turn + k) % last, (turn - k) % last) for k in range(1, n // 2))]
        for turn in range(last)
    ]


def round_robin(problem: Problem, random: Random) -> Draft:
    """The circle with people at seats by lot, of its rounds those with the least past.

    Rounds with a must-meet come first. Empty where it does not apply: with a trio, or where people
    are kept apart.
    """
    if problem.shape.trio or problem.keeps_apart:
        return []
    n = problem.n + problem.shape.out
    seats = random.sample(range(n), n)
    rounds = []
    for turn in circle(n):
        pairs = [tuple(sorted((seats[a], seats[b]))) for a, b in turn]
        rounds.append([two for two in sorted(pairs) if two[1] < problem.n])
    rounds.sort(key=lambda pairs: _known(problem, pairs))
    return [list[tuple[int, ...]](rounds[at % len(rounds)]) for at in range(problem.rounds)]


def _known(problem: Problem, pairs: list[tuple[int, ...]]) -> tuple[int, int]:
    must = sum((i, j) in problem.must for i, j in pairs)
    return -must, sum(problem.past[i][j] + problem.today[i][j] for i, j in pairs)

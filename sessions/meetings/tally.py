"""Who has met in a draft under way, whose turn it was, and what each two would cost.

The costs are steps so far apart that no number of lesser ones outweighs a greater one, in the
order of `Score`; what is wanted comes as a gain.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations, permutations

from sessions.meetings.problem import Matrix, Problem, copied
from sessions.meetings.reckoning import turns_in

OUT_TURN = 1 << 80
"""What it costs to sit out once more."""

_OFTEN = 1 << 20
_ORGANISATION = 1 << 32
_PAST = 1 << 42
_REPEAT = 1 << 60
_SEATS = 1 << 72
_MUST = 1 << 88

_OFTEN_MOST = 15


def _fixed_costs(problem: Problem) -> Matrix:
    """What it costs each two to meet, whoever else does; must-meets come as a gain."""
    costs = [
        [
            _ORGANISATION * same + (_PAST + min(past - 1, _OFTEN_MOST) * _OFTEN if past else 0)
            for same, past in zip(*rows, strict=True)
        ]
        for rows in zip(problem.colleagues, problem.past, strict=True)
    ]
    for i, j in combinations(problem.seats, 2):
        costs[i][j] += _SEATS
        costs[j][i] = costs[i][j]
    wanted = [one for two in problem.must for one in two]
    for i, j in problem.must:
        costs[i][j] -= _MUST * (wanted.count(i) + wanted.count(j))
        costs[j][i] = costs[i][j]
    return costs


class Tally:
    """What the rounds so far come to, for those still to be matched."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._once = _fixed_costs(problem)
        self.costs = copied(self._once)
        """What it costs each two to meet once more."""
        self.met = copied(problem.today)
        self.turns = list(problem.turns)
        for i, row in enumerate(self.met):
            for j, times in enumerate(row):
                if times:
                    self._met(i, j, times)

    def _met(self, i: int, j: int, times: int) -> None:
        cost = self._once[i][j]
        self.met[i][j] = times
        self.costs[i][j] = max(0, cost) + times * _REPEAT if times else cost

    def count(self, groups: Sequence[tuple[int, ...]], by: int) -> None:
        """Count the round of `groups` in (1) or out (-1)."""
        for group in groups:
            for i, j in permutations(group, 2):
                self._met(i, j, self.met[i][j] + by)
        if groups:
            for one in turns_in(self._problem, groups):
                self.turns[one] += by

    def together(self, people: Iterable[int]) -> int:
        """What it costs all these to meet."""
        return sum(self.costs[i][j] for i, j in combinations(people, 2))

    @property
    def must(self) -> bool:
        """Whether any are still to meet who must."""
        return any(not self.met[i][j] for i, j in self._problem.must)

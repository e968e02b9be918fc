"""Groups by annealing: two people change places where that helps, or does little harm.

Works for groups of any size and all the wishes. A repeat today costs about one and a half times a
meeting with the past: were it much dearer, new acquaintances would be given up for it. The
temperature falls from one at which a meeting with the past is often taken to one at which a
colleague hardly is (Kirkpatrick, Gelatt and Vecchi 1983).
"""

from collections.abc import Callable, Sequence
from itertools import combinations
from math import exp
from operator import itemgetter
from random import Random
from typing import NamedTuple, Self

from sessions.meetings.budget import Budget
from sessions.meetings.problem import Draft, Matrix, Problem, copied

_APART, _SEATS, _MUST, _REPEAT, _PAST, _ORGANISATION = 4000, 1000, 600, 100, 64, 10
_OFTEN, _OFTEN_MOST = 1, 9
HOT, WARM, _COLD = 32.0, 20.0, 3.0
_COLD_REPEATS = 18.0  # where nothing but repeats can cost
_DRAWN, _WEIGHED, _LOOKED_AT, _SWAPPED = 0.35, 0.86, 0.055, 1.5
"""Steps for somebody drawn, for a swap weighed and each one of a group in it, and in one made."""
_LOOK = 128  # moves between two looks at the budget


class Company(NamedTuple):
    """The people of a group, and what picks their prices from somebody's row at one stroke."""

    people: tuple[int, ...]
    prices: Callable[[list[int]], tuple[int, ...]]

    @classmethod
    def of(cls, people: Sequence[int]) -> Self:
        """Two people or more."""
        return cls(tuple(people), itemgetter(*people))


def prices(problem: Problem) -> tuple[Matrix, Matrix]:
    """For each two: what meeting once more costs now, and by how much it rises each time."""
    n = problem.n
    price, rise = [[0] * n for _ in range(n)], [[0] * n for _ in range(n)]
    for i, j in combinations(range(n), 2):
        cost = _APART * problem.apart[i][j] + _ORGANISATION * problem.colleagues[i][j]
        if past := problem.past[i][j]:
            cost += _PAST + _OFTEN * min(past - 1, _OFTEN_MOST)
        if i in problem.seats and j in problem.seats:
            cost += _SEATS
        wanted = _MUST * ((i, j) in problem.must)
        rise[i][j] = rise[j][i] = _REPEAT + wanted
        price[i][j] = price[j][i] = cost - wanted + problem.today[i][j] * rise[i][j]
    return price, rise


class Annealing:
    """A draft under way, changed by swaps of two people within a round."""

    def __init__(self, problem: Problem, draft: Draft, random: Random) -> None:
        self._random = random
        self._price, self._rise = prices(problem)
        self._weighed = _WEIGHED + _LOOKED_AT * max(problem.shape.sizes, default=0)
        self._cold = _COLD if any(map(any, self._price)) else _COLD_REPEATS
        self._paid = copied(self._price)  # what the last meeting of each two cost
        for i, row in enumerate(self._rise):
            for j, rise in enumerate(row):
                self._paid[i][j] -= rise
        self._rounds = [dict[int, Company]() for _groups in draft]
        for where, groups in zip(self._rounds, draft, strict=True):
            for group in groups:
                _sit(where, Company.of(group))
        self._places = [(where, list(where), one) for where in self._rounds for one in where]
        self._wanted = {one for two in problem.must for one in two}
        self.energy = _MUST * len(problem.must)
        for groups in draft:
            self._count_in(groups)

    def _count_in(self, groups: Sequence[tuple[int, ...]]) -> None:
        for group in groups:
            for i, j in combinations(group, 2):
                self.energy += self._price[i][j]
                self._rises(i, j, 1)

    def draft(self) -> Draft:
        """The groups as they are now."""
        return [
            [tuple(sorted(group.people)) for group in dict.fromkeys(where.values())]
            for where in self._rounds
        ]

    def _rises(self, i: int, j: int, times: int) -> None:
        rise = times * self._rise[i][j]
        for matrix in (self._price, self._paid):
            matrix[i][j] += rise
            matrix[j][i] += rise

    def _swap(self, where: dict[int, Company], one: int, two: int) -> None:
        first, second = where[one].people, where[two].people
        for mine, mover, other in ((first, one, two), (second, two, one)):
            for left in mine:
                if left != mover:
                    self._rises(mover, left, -1)
                    self._rises(other, left, 1)
            _sit(where, Company.of([other if left == mover else left for left in mine]))

    def cool(self, hot: float, budget: Budget) -> Draft:
        """The draft once cooled from `hot` to cold within the budget; sooner at no cost."""
        while self.energy and not budget.spent():
            budget.spend(self._try_swaps(_LOOK, hot * (self._cold / hot) ** budget.used()))
        return self.draft()

    def _try_swaps(self, many: int, temperature: float) -> float:
        """Try swaps of somebody whose company costs something with anybody else; steps taken."""
        draw, prices, paid = self._random.random, self._price, self._paid
        places, weighed, swapped = self._places, 0, 0
        for _ in range(many):
            where, here, one = places[int(draw() * len(places))]
            first, of_first = where[one]
            row = paid[one]
            saved = sum(of_first(row)) - row[one]
            if saved <= 0 and one not in self._wanted:
                continue
            two = here[int(draw() * len(here))]
            second, of_second = where[two]
            if first is second:
                continue
            weighed += 1
            row = prices[one]
            saved -= sum(of_second(row)) - row[two]
            row = paid[two]
            saved += sum(of_second(row)) - row[two]
            row = prices[two]
            saved -= sum(of_first(row)) - row[one]
            if saved >= 0 or draw() < exp(saved / temperature):
                self.energy -= saved
                self._swap(where, one, two)
                swapped += len(first)
        return _DRAWN * many + self._weighed * weighed + _SWAPPED * swapped


def _sit(where: dict[int, Company], group: Company) -> None:
    for one in group.people:
        where[one] = group

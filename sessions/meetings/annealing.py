"""Groups by annealing: two people change places where it helps, or nearly so.

Works for any shape of round. The energy counts a repeat today about twice as dear as a meeting
with the past, so that new acquaintances are not given up for it where some repeat is unavoidable.
"""

from itertools import combinations
from math import exp
from random import Random

from sessions.meetings.budget import Budget
from sessions.meetings.problem import Draft, Problem
from sessions.meetings.reckoning import Score, copied, least, score

_APART, _SEATS, _MUST, _REPEAT, _PAST, _ORGANISATION = 4000, 1000, 400, 100, 40, 8
_OFTEN, _OFTEN_MOST = 2, 9
_HOT, _COLD = 60.0, 4.0
_LOOK = 64  # moves between two looks at the stopwatch


def _energies(problem: Problem) -> list[list[int]]:
    """What it costs each two to meet once."""
    n = problem.n
    energy = [[0] * n for _ in range(n)]
    for i, j in combinations(range(n), 2):
        cost = _APART * problem.apart[i][j] + _ORGANISATION * problem.colleagues[i][j]
        if count := problem.past[i][j]:
            cost += _PAST + _OFTEN * min(count - 1, _OFTEN_MOST)
        if i in problem.seats and j in problem.seats:
            cost += _SEATS
        energy[i][j] = energy[j][i] = cost
    return energy


class Annealing:
    """A draft under way, changed by swaps of two people within a round."""

    def __init__(self, problem: Problem, draft: Draft, random: Random) -> None:
        self._problem, self._random = problem, random
        self._energy = _energies(problem)
        self._met = copied(problem.today)
        self._rounds = [[list(group) for group in groups] for groups in draft]
        for groups in self._rounds:
            placed = {one for group in groups for one in group}
            groups.append([one for one in range(problem.n) if one not in placed])
        self._where = [
            {one: g for g, group in enumerate(groups) for one in group} for groups in self._rounds
        ]
        for groups in self._rounds:
            for group in groups[:-1]:
                for i, j in combinations(group, 2):
                    self._met[i][j] += 1
                    self._met[j][i] += 1

    def draft(self) -> Draft:
        """The groups as they are now."""
        return [[tuple(sorted(group)) for group in groups[:-1]] for groups in self._rounds]

    def _leaves(self, one: int, group: list[int], but: int) -> int:
        met, energy, total = self._met[one], self._energy[one], 0
        for other in group:
            if other not in (one, but):
                total -= energy[other] + _REPEAT * (met[other] - 1)
                if met[other] == 1:
                    total += self._must(one, other)
        return total

    def _joins(self, one: int, group: list[int], but: int) -> int:
        met, energy, total = self._met[one], self._energy[one], 0
        for other in group:
            if other not in (one, but):
                total += energy[other] + _REPEAT * met[other]
                if not met[other]:
                    total -= self._must(one, other)
        return total

    def _must(self, one: int, other: int) -> int:
        if not self._problem.must:
            return 0
        return _MUST * ((min(one, other), max(one, other)) in self._problem.must)

    def _change(self, one: int, group: list[int], by: int) -> None:
        for other in group:
            if other != one:
                self._met[one][other] += by
                self._met[other][one] += by

    def step(self, temperature: float) -> None:
        """Try one swap."""
        at = self._random.randrange(len(self._rounds))
        groups, where = self._rounds[at], self._where[at]
        one, two = (int(self._random.random() * self._problem.n) for _ in range(2))
        g, h = where[one], where[two]
        if g == h:
            return
        out = len(groups) - 1
        if out in (g, h):
            return
        first, second = groups[g], groups[h]
        delta = self._leaves(one, first, two) + self._joins(one, second, two)
        delta += self._leaves(two, second, one) + self._joins(two, first, one)
        if delta > 0 and self._random.random() >= exp(-delta / temperature):
            return
        self._change(one, first, -1)
        self._change(two, second, -1)
        first[first.index(one)], second[second.index(two)] = two, one
        self._change(one, second, 1)
        self._change(two, first, 1)
        where[one], where[two] = h, g


def dealt(problem: Problem, random: Random) -> Draft:
    """A first draft: turns in fairness, the rest by lot."""
    turns = list(problem.turns)
    sizes = sorted(problem.shape.sizes)
    draft: Draft = []
    for _ in range(problem.rounds):
        order = random.sample(range(problem.n), problem.n)
        order.sort(key=turns.__getitem__)
        out = order[: problem.shape.out]
        order = order[problem.shape.out :][::-1]
        groups = []
        for size in sizes:
            groups.append(tuple(sorted(order[:size])))
            order = order[size:]
        for one in [*out, *(one for g in groups if len(g) > problem.size for one in g)]:
            turns[one] += 1
        draft.append(groups)
    return draft


def groups(problem: Problem, random: Random, budget: Budget) -> tuple[Draft, bool]:
    """The best draft of groups found, and whether the search ended before its budget."""
    best = dealt(problem, random)
    reached, aim = score(problem, best), least(problem)
    steps = 400 * problem.n
    while reached > aim and not budget.spent():
        annealing = Annealing(problem, dealt(problem, random), random)
        for step in range(steps):
            if not step % _LOOK and budget.spent():
                break
            annealing.step(_HOT * (_COLD / _HOT) ** (step / steps))
        found: Score = score(problem, annealing.draft())
        if found < reached:
            best, reached = annealing.draft(), found
    return best, reached <= aim

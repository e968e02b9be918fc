"""Who are the trio in a round of pairs.

A trio is three meetings at once, and three who are all new to each other are rare where people
know many: of 31 of whom four in five have met, one in 125. So those are looked for, and the pairs
are matched around them; any three are only taken where none of those are left.
"""

from collections.abc import Iterator
from itertools import chain, combinations, islice
from random import Random

from sessions.meetings.budget import Budget
from sessions.meetings.problem import Problem
from sessions.meetings.tally import Tally

TRIO = 3

_LOOKS, _LOOK = 12, 6  # trios of each kind that are looked at, and steps for each

Three = tuple[int, ...]


class Trios:
    """Finds a trio for a round beside the others."""

    def __init__(self, problem: Problem, random: Random, tally: Tally) -> None:
        self._apart, self._random, self._tally = problem.apart, random, tally
        self._strangers = [
            {j for j, (met, kept) in enumerate(zip(*rows, strict=True)) if not (met or kept)} - {i}
            for i, rows in enumerate(zip(problem.past, problem.apart, strict=True))
        ]

    def best(self, budget: Budget, *, in_turn: bool) -> Three:
        """The three found who cost least; nobody if each three has two to be kept apart.

        If `in_turn`, whose turn it is come first.
        """
        found = list[tuple[int, Three]]()
        for three in self._offered(in_turn=in_turn):
            budget.spend(_LOOK)
            cost = self._tally.together(three)
            found.append((cost, three))
            if cost <= 0 and not self._tally.must:
                break
        return min(found)[1] if found else ()

    def _offered(self, *, in_turn: bool) -> Iterator[Three]:
        n, turns = len(self._strangers), self._tally.turns
        order = self._random.sample(range(n), n)
        if not in_turn:
            return chain(islice(self._new(order), _LOOKS), self._any(order))
        order.sort(key=turns.__getitem__)
        due = [one for one in order if turns[one] <= turns[order[TRIO - 1]]]
        return chain(islice(self._new(order), _LOOKS), self._any(due))

    def _new_to(self, one: int, among: list[int]) -> list[int]:
        """Those `among` who never met them, neither before nor today."""
        strangers, met = self._strangers[one], self._tally.met[one]
        return [other for other in among if other in strangers and not met[other]]

    def _new(self, order: list[int]) -> Iterator[Three]:
        """Threes who are all new to each other: for each person one, if there is any."""
        for one in order:
            mine = self._new_to(one, order)
            for two in mine:
                if both := self._new_to(two, mine):
                    yield tuple(sorted((one, two, both[0])))
                    break

    def _any(self, pool: list[int]) -> Iterator[Three]:
        """Threes of whom one is new to both others, else any; but nobody kept apart."""
        for at in range(_LOOKS):
            one = pool[at % len(pool)]
            others = self._new_to(one, pool)
            if len(others) < TRIO - 1:
                others = [other for other in pool if other != one]
            three = tuple(sorted((one, *self._random.sample(others, TRIO - 1))))
            if not any(self._apart[i][j] for i, j in combinations(three, 2)):
                yield three

"""Rounds of pairs by maximum-weight matching, each the best there is beside the others.

The weights are steps so far apart that no number of lesser costs outweighs a greater one; a random
part below all of them breaks ties, so that the same round matched again comes out differently.
The matching is Edmonds' blossom algorithm as rustworkx has it.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations, islice
from random import Random

from sessions.meetings.budget import Budget
from sessions.meetings.problem import Draft, Matrix, Problem, copied
from sessions.meetings.reckoning import PAIR, turns_in

TRIO = 3

_TIE = 1 << 12
_OFTEN = 1 << 20
_ORGANISATION = 1 << 32
_PAST = 1 << 42
_REPEAT = 1 << 60
_SEATS = 1 << 72
_OUT_TURN = 1 << 80
_MUST = 1 << 88

_OFTEN_MOST = 15
_OFFERS = 8  # new partners each is offered at first, where there are many people
_MANY = 40  # people, from where offering everybody costs more than it gives
_EDGES_A_STEP = 12  # of n x n, that a matching takes beside a step for each edge (measured)
_TRIOS = 40  # trios looked at before one is taken

Edge = tuple[int, int, int]


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


class Pairing:
    """A draft of pairs under way: the rounds so far, who has met in them, and whose turn it was."""

    def __init__(self, problem: Problem, random: Random) -> None:
        self._problem, self._random = problem, random
        self._costs = _fixed_costs(problem)
        self._met = copied(problem.today)
        self._turns = list(problem.turns)
        self._fresh = self._free_of_cost() if problem.n > _MANY else []
        self.draft: Draft = [[] for _ in range(problem.rounds)]

    def _free_of_cost(self) -> list[list[int]]:
        """Each person's partners who cost nothing, in an order by lot."""
        everybody = range(self._problem.n)
        fresh = []
        for i, (costs, apart) in enumerate(zip(self._costs, self._problem.apart, strict=True)):
            free = [j for j in everybody if not costs[j] and not apart[j] and j != i]
            self._random.shuffle(free)
            fresh.append(free)
        return fresh

    def take_out(self, at: int) -> None:
        """Empty the round `at`."""
        self._count(self.draft[at], -1)
        self.draft[at] = []

    def put_in(self, at: int, groups: list[tuple[int, ...]]) -> None:
        """Fill the round `at`, which is empty, with `groups`."""
        self.draft[at] = groups
        self._count(groups, 1)

    def _count(self, groups: Sequence[tuple[int, ...]], by: int) -> None:
        for group in groups:
            for i, j in combinations(group, 2):
                self._met[i][j] += by
                self._met[j][i] += by
        if groups:
            for one in turns_in(self._problem, groups):
                self._turns[one] += by

    def _cost(self, i: int, j: int) -> int:
        met, cost = self._met[i][j], self._costs[i][j]
        return max(0, cost) + met * _REPEAT if met else cost

    def match(self, budget: Budget, *, in_turn: bool = True) -> list[tuple[int, ...]]:
        """The best round beside the others; a trio of those whose turn it is if `in_turn`."""
        trio = self._trio(in_turn=in_turn) if self._problem.shape.trio else ()
        people = [one for one in range(self._problem.n) if one not in trio]
        must = any(not self._met[i][j] for i, j in self._problem.must)
        full = (len(people) + self._problem.shape.out) // PAIR
        pairs: list[tuple[int, int]] = []
        if self._fresh and not must:
            pairs = self._matched(self._new(people), people, budget)
        if len(pairs) < full:
            pairs = self._matched(self._all(people), people, budget)
        groups: list[tuple[int, ...]] = [two for two in pairs if two[1] < self._problem.n]
        return self._joined([*groups, trio] if trio else groups)

    def _new(self, people: Sequence[int]) -> Iterable[Edge]:
        """A few who cost nothing for each, offered to each other."""
        here, offered = set(people), set[tuple[int, int]]()
        for i in people:
            met, fresh = self._met[i], self._fresh[i]
            start = self._random.randrange(len(fresh)) if fresh else 0
            around = (j for j in fresh[start:] + fresh[:start] if not met[j] and j in here)
            offered.update((i, j) if i < j else (j, i) for j in islice(around, _OFFERS))
        return [(i, j, 0) for i, j in sorted(offered)]

    def _all(self, people: Sequence[int]) -> Iterable[Edge]:
        """Everybody who may meet, offered to each other."""
        for at, i in enumerate(people):
            costs, met, apart = self._costs[i], self._met[i], self._problem.apart[i]
            for j in people[at + 1 :]:
                if not apart[j]:
                    yield i, j, costs[j] if not met[j] else self._cost(i, j)

    def _matched(
        self, offers: Iterable[Edge], people: Sequence[int], budget: Budget
    ) -> list[tuple[int, int]]:
        """The best pairs of the offers; who sits out is paired with the number after the last."""
        import rustworkx

        nobody, tie = self._problem.n, self._random.random
        edges = [(i, j, -cost - int(tie() * _TIE)) for i, j, cost in offers]
        if self._problem.shape.out:
            turns = ((i, self._turns[i] * _OUT_TURN) for i in people)
            edges += [(i, nobody, -cost - int(tie() * _TIE)) for i, cost in turns]
        budget.spend(len(edges) + nobody * nobody / _EDGES_A_STEP)
        graph = rustworkx.PyGraph(multigraph=False)
        graph.add_nodes_from(range(nobody + 1))
        graph.add_edges_from(edges)
        matching = rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int)
        return sorted((i, j) if i < j else (j, i) for i, j in matching)

    def _trio(self, *, in_turn: bool) -> tuple[int, ...]:
        """Three who cost little together; nobody if each three has two to be kept apart."""
        sure, pool = self._in_turn() if in_turn else ([], list(range(self._problem.n)))
        best: tuple[int, tuple[int, ...]] | None = None
        for _ in range(_TRIOS):
            three = tuple(sorted([*sure, *self._random.sample(pool, TRIO - len(sure))]))
            two_by_two = list(combinations(three, 2))
            if any(self._problem.apart[i][j] for i, j in two_by_two):
                continue
            cost = sum(self._cost(i, j) for i, j in two_by_two)
            if best is None or cost < best[0]:
                best = cost, three
            if cost <= 0:
                break
        return best[1] if best else ()

    def _in_turn(self) -> tuple[list[int], list[int]]:
        """Who must be in the trio as their turn has come, and of whom the others are."""
        third = sorted(self._turns)[TRIO - 1]
        sure = [one for one, turns in enumerate(self._turns) if turns < third]
        return sure, [one for one, turns in enumerate(self._turns) if turns == third]

    def _joined(self, groups: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
        """Who could not be paired joins a pair that takes them, unless sitting out is the wish."""
        placed = {one for group in groups for one in group}
        over = [] if self._problem.shape.out else set(range(self._problem.n)) - placed
        for one in sorted(over):
            apart = self._problem.apart[one]
            hosts = [
                (sum(self._cost(one, other) for other in group), at)
                for at, group in enumerate(groups)
                if len(group) == PAIR and not any(apart[other] for other in group)
            ]
            if hosts:
                at = min(hosts)[1]
                groups[at] = tuple(sorted((*groups[at], one)))
        return groups

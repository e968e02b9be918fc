"""Rounds of pairs by maximum-weight matching, each the best there is beside the others.

A random part below all costs breaks ties, so that the same round matched again comes out
differently.
The matching is Edmonds' blossom algorithm as rustworkx has it.
"""

from collections.abc import Sequence
from itertools import islice
from random import Random

from sessions.meetings.budget import Budget
from sessions.meetings.problem import Draft, Problem
from sessions.meetings.reckoning import PAIR
from sessions.meetings.tally import OUT_TURN, Tally
from sessions.meetings.trios import Trios

_TIE_BITS = 4  # of the random part; with 12, when all edges differ, a matching takes a third longer
_OFFERS = 8  # new partners each is offered at first, where there are many people
_MANY = 40  # people, from where offering everybody costs more than it gives

_MATCHING, _A_TWO = 56, 0.025
_EDGE, _EDGE_OF_MANY = 0.8, 0.006
"""Steps of a matching, for each two people in it, and for each offer, which takes more among many
people; with them goes what comes before and after it."""

Edge = tuple[int, int, int]
"""Two who may meet, and less than nothing by as much as it costs."""


def _steps(people: int, edges: int) -> float:
    """What a matching takes."""
    return _MATCHING + _A_TWO * people * people + (_EDGE + _EDGE_OF_MANY * people) * edges


class Pairing:
    """A draft of pairs under way: the rounds so far, and those still to be matched beside them."""

    def __init__(self, problem: Problem, random: Random) -> None:
        self._problem, self._random = problem, random
        self._tally = Tally(problem)
        self._trios = Trios(problem, random, self._tally) if problem.shape.trio else None
        self._fresh = self._free_of_cost() if problem.n > _MANY else []
        self.draft: Draft = [[] for _ in range(problem.rounds)]

    def _free_of_cost(self) -> list[list[int]]:
        """Each person's partners who cost nothing, in an order by lot."""
        everybody = range(self._problem.n)
        rows = zip(self._tally.costs, self._problem.apart, strict=True)
        fresh = []
        for i, (costs, apart) in enumerate(rows):
            free = [j for j in everybody if not costs[j] and not apart[j] and j != i]
            self._random.shuffle(free)
            fresh.append(free)
        return fresh

    def take_out(self, at: int) -> None:
        """Empty the round `at`."""
        self._tally.count(self.draft[at], -1)
        self.draft[at] = []

    def put_in(self, at: int, groups: list[tuple[int, ...]]) -> None:
        """Fill the round `at`, which is empty, with `groups`."""
        self.draft[at] = groups
        self._tally.count(groups, 1)

    def match(self, budget: Budget, *, in_turn: bool = True) -> list[tuple[int, ...]]:
        """The best round beside the others; a trio of those whose turn it is if `in_turn`."""
        trio = self._trios.best(budget, in_turn=in_turn) if self._trios else ()
        people = [one for one in range(self._problem.n) if one not in trio]
        full = (len(people) + self._problem.shape.out) // PAIR
        pairs: list[tuple[int, int]] = []
        if self._fresh and not self._tally.must:
            pairs = self._matched(self._new(people), people, budget)
        if len(pairs) < full:
            pairs = self._matched(self._all(people), people, budget)
        groups: list[tuple[int, ...]] = [two for two in pairs if two[1] < self._problem.n]
        return self._joined([*groups, trio] if trio else groups)

    def _new(self, people: Sequence[int]) -> list[Edge]:
        """A few who cost nothing for each, offered to each other."""
        here, offered = set(people), set[tuple[int, int]]()
        for i in people:
            met, fresh = self._tally.met[i], self._fresh[i]
            start = self._random.randrange(len(fresh)) if fresh else 0
            around = (j for j in fresh[start:] + fresh[:start] if not met[j] and j in here)
            offered.update((i, j) if i < j else (j, i) for j in islice(around, _OFFERS))
        lot = self._random.getrandbits
        return [(i, j, -lot(_TIE_BITS)) for i, j in sorted(offered)]

    def _all(self, people: Sequence[int]) -> list[Edge]:
        """Everybody who may meet, offered to each other."""
        lot, edges = self._random.getrandbits, list[Edge]()
        for at, i in enumerate(people, 1):
            costs, apart = self._tally.costs[i], self._problem.apart[i]
            edges += [
                (i, j, -costs[j] - lot(_TIE_BITS)) for j in islice(people, at, None) if not apart[j]
            ]
        return edges

    def _matched(
        self, edges: list[Edge], people: Sequence[int], budget: Budget
    ) -> list[tuple[int, int]]:
        """The best pairs of the edges; who sits out is paired with the number after the last."""
        import rustworkx

        nobody = self._problem.n
        if self._problem.shape.out:
            turns, lot = self._tally.turns, self._random.getrandbits
            edges += [(i, nobody, -turns[i] * OUT_TURN - lot(_TIE_BITS)) for i in people]
        budget.spend(_steps(nobody, len(edges)))
        graph = rustworkx.PyGraph(multigraph=False)
        graph.add_nodes_from(range(nobody + 1))
        graph.add_edges_from(edges)
        matching = rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int)
        return sorted((i, j) if i < j else (j, i) for i, j in matching)

    def _joined(self, groups: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
        """Who could not be paired joins a pair that takes them, unless sitting out is the wish."""
        placed = {one for group in groups for one in group}
        over = [] if self._problem.shape.out else set(range(self._problem.n)) - placed
        for one in sorted(over):
            apart = self._problem.apart[one]
            hosts = [
                (sum(self._tally.costs[one][other] for other in group), at)
                for at, group in enumerate(groups)
                if len(group) == PAIR and not any(apart[other] for other in group)
            ]
            if hosts:
                at = min(hosts)[1]
                groups[at] = tuple(sorted((*groups[at], one)))
        return groups

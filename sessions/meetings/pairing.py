"""Pairs by maximum-weight matching, one round at a time, then rounds ripped up and matched anew.

Each round is a matching on who may meet, the weights in steps so far apart that no number of
lesser ones outweighs a greater: so a round is the best there is given the others. Two or three
rounds together are seldom, so they are taken out and matched again with other tie-breaks for as
long as that helps. The matching is Edmonds' blossom algorithm as rustworkx has it.
"""

from itertools import combinations
from random import Random

from sessions.meetings.budget import Budget
from sessions.meetings.problem import Draft, Matrix, Problem
from sessions.meetings.reckoning import Score, copied, least, score

_JITTER = 1 << 12  # breaks ties; below every step in any sum
_ORGANISATION = 1 << 20
_OFTEN = 1 << 28
_PAST = 1 << 40
_REPEAT = 1 << 52
_SEATS = 1 << 64
_TURN = 1 << 72
_MUST = 1 << 84
_OFTEN_MOST = 15
_FEW = 8  # partners a person is offered at first, where there are many
_MANY = 40  # people, from where offering all of them costs more than it gives
_STALE = 120  # trials without a better draft, after which there hardly is one


def _fixed_costs(problem: Problem) -> Matrix:
    n = problem.n
    costs = [[0] * n for _ in range(n)]
    for i, j in combinations(range(n), 2):
        cost = problem.colleagues[i][j] * _ORGANISATION
        if count := problem.past[i][j]:
            cost += _PAST + min(count - 1, _OFTEN_MOST) * _OFTEN
        costs[i][j] = costs[j][i] = cost
    for i, j in combinations(problem.seats, 2):
        costs[i][j] += _SEATS
        costs[j][i] = costs[i][j]
    return costs


class Pairing:
    """A draft of pairs under way: the rounds so far, and who has met in them."""

    def __init__(self, problem: Problem, random: Random) -> None:
        self._problem, self._random = problem, random
        self._costs = _fixed_costs(problem)
        self._met = copied(problem.today)
        self._turns = list(problem.turns)
        self.draft: Draft = [[] for _ in range(problem.rounds)]

    def take_out(self, at: int) -> None:
        """Empty the round `at`."""
        self._count(self.draft[at], -1)
        self.draft[at] = []

    def put_in(self, at: int, groups: list[tuple[int, ...]]) -> None:
        """Fill the round `at`, which is empty, with `groups`."""
        self.draft[at] = groups
        self._count(groups, 1)

    def _count(self, groups: list[tuple[int, ...]], by: int) -> None:
        placed = set[int]()
        for group in groups:
            placed.update(group)
            for i, j in combinations(group, 2):
                self._met[i][j] += by
                self._met[j][i] += by
            if len(group) > self._problem.size:
                for one in group:
                    self._turns[one] += by
        if self._problem.shape.out:
            for one in range(self._problem.n):
                if one not in placed:
                    self._turns[one] += by

    def cost(self, i: int, j: int) -> int:
        """What it costs that the two meet now."""
        cost = self._costs[i][j] + self._met[i][j] * _REPEAT
        if not self._met[i][j] and (min(i, j), max(i, j)) in self._problem.must:
            cost -= _MUST
        return cost

    def match(self, left: int) -> list[tuple[int, ...]]:
        """The best round there is beside the others, with `left` more rounds to fill after it."""
        del left
        trio = self._trio() if 3 in self._problem.shape.sizes else ()  # noqa: PLR2004 - a trio
        rest = [one for one in range(self._problem.n) if one not in trio]
        pairs = self._pairs(rest)
        groups = [*pairs, trio] if trio else pairs
        return self._with_left_over(groups, rest)

    def _trio(self) -> tuple[int, ...]:
        """Three whose turn it is, and who cost little together."""
        order = list(range(self._problem.n))
        best: tuple[tuple[int, int, int], tuple[int, ...]] | None = None
        for _ in range(60):
            self._random.shuffle(order)
            three = sorted(order, key=self._turns.__getitem__)[:3]
            apart = sum(self._problem.apart[i][j] for i, j in combinations(three, 2))
            turns = sum(self._turns[one] for one in three)
            cost = sum(self.cost(i, j) for i, j in combinations(three, 2))
            key = (apart, turns, cost)
            if best is None or key < best[0]:
                best = key, tuple(sorted(three))
        return best[1] if best and not best[0][0] else ()

    def _pairs(self, people: list[int]) -> list[tuple[int, ...]]:
        import rustworkx  # noqa: PLC0415 - not on the way to the first paint

        apart, costs, draw = self._problem.apart, self.cost, self._random.randrange
        edges = [
            (a, b, -costs(i, j) - draw(_JITTER))
            for (a, i), (b, j) in combinations(enumerate(people), 2)
            if not apart[i][j]
        ]
        if self._problem.shape.out and len(people) % 2:
            nobody = len(people)
            edges += [
                (a, nobody, -self._turns[i] * _TURN - draw(_JITTER)) for a, i in enumerate(people)
            ]
        graph = rustworkx.PyGraph(multigraph=False)
        graph.add_nodes_from(range(len(people) + 1))
        graph.add_edges_from(edges)
        matching = rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int)
        found = (sorted(two) for two in matching)
        return sorted((people[a], people[b]) for a, b in found if b < len(people))

    def _with_left_over(
        self, groups: list[tuple[int, ...]], people: list[int]
    ) -> list[tuple[int, ...]]:
        """Who could not be paired joins a pair that takes them, unless sitting out is the wish."""
        if self._problem.shape.out:
            return groups
        placed = {one for group in groups for one in group}
        for one in [one for one in people if one not in placed]:
            apart = self._problem.apart[one]
            hosts = [
                (sum(self.cost(one, other) for other in group), at)
                for at, group in enumerate(groups)
                if len(group) == 2 and not any(apart[other] for other in group)  # noqa: PLR2004
            ]
            if hosts:
                at = min(hosts)[1]
                groups[at] = tuple(sorted((*groups[at], one)))
        return groups


def pairs(problem: Problem, random: Random, budget: Budget) -> tuple[Draft, bool]:
    """The best draft of pairs found, and whether the search ended before its budget."""
    pairing = Pairing(problem, random)
    for at in range(problem.rounds):
        pairing.put_in(at, pairing.match(problem.rounds - at - 1))
    aim: Score = least(problem)
    now = score(problem, pairing.draft)
    stale = 0
    while now > aim and stale < _STALE:
        if budget.spent():
            return pairing.draft, False
        ripped = random.sample(range(problem.rounds), min(problem.rounds, random.choice((2, 2, 3))))
        kept = [pairing.draft[at] for at in ripped]
        for at in ripped:
            pairing.take_out(at)
        for left, at in enumerate(ripped):
            pairing.put_in(at, pairing.match(len(ripped) - left - 1))
        after = score(problem, pairing.draft)
        stale = 0 if after < now else stale + 1
        if after <= now:
            now = after
            continue
        for at, groups in zip(ripped, kept, strict=True):
            pairing.take_out(at)
            pairing.put_in(at, groups)
    return pairing.draft, True

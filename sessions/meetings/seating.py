"""Which group meets where, with as few people walking as can be.

Between two rounds the fewest walk when the groups are matched with the spots by how many of each
group sit there already. For pairs that never met before, one of each can always stay: the pairs
are edges between two spots, every spot has two ends of them, so they lie in circles and each can
take the next spot. So half the people stay, and never more.
"""

from collections import Counter
from collections.abc import Sequence

from sessions.meetings.model import Group, Round
from sessions.meetings.problem import Problem
from sessions.meetings.reckoning import out_of

_KEEPS = 1000  # a kept seat weighs more than any group


def spot_names(spots: Sequence[str], groups: int) -> list[str]:
    """A name for each group's spot: those given, then numbers from "1"."""
    names = list(dict.fromkeys(spots))
    numbers = (str(number) for number in range(1, groups + len(names) + 1))
    free = [number for number in numbers if number not in names]
    return names + free[: max(0, groups - len(names))]


class Seating:
    """Where everybody is, carried from round to round."""

    def __init__(self, problem: Problem, spots: Sequence[str], held: Sequence[Round]) -> None:
        self._problem = problem
        self._spots = spots
        index = {one: i for i, one in enumerate(problem.people)}
        self._at = {
            index[one]: group.spot
            for done in held
            for group in done.groups
            for one in group.people
            if one in index
        }
        self._home = {one: spot for one, spot in self._at.items() if one in problem.seats}
        last = {one for group in held[-1].groups for one in group.people} if held else set()
        self._last = {i for one, i in index.items() if one in last}
        self.walking = 0
        self.least_walking = 0  # for rounds in which nobody meets twice
        self.moved: set[int] = set()

    def _wanted(self, group: tuple[int, ...]) -> Counter[str]:
        wanted = Counter[str]()
        for one in group:
            if one in self._at:
                keeps = one in self._problem.seats
                wanted[self._home[one] if keeps else self._at[one]] += _KEEPS if keeps else 1
        return wanted

    def _given(self, groups: list[tuple[int, ...]]) -> list[str]:
        import rustworkx

        names = spot_names(self._spots, len(groups))
        number = {name: len(groups) + k for k, name in enumerate(names)}
        edges = [
            (g, number[spot], weight)
            for g, group in enumerate(groups)
            for spot, weight in self._wanted(group).items()
            if spot in number
        ]
        graph = rustworkx.PyGraph(multigraph=False)
        graph.add_nodes_from(range(len(groups) + len(names)))
        graph.add_edges_from(edges)
        matching = rustworkx.max_weight_matching(graph, weight_fn=int)
        given = {min(two): names[max(two) - len(groups)] for two in matching}
        taken = set(given.values())
        homes = set(self._home.values())
        free = iter(sorted((n for n in names if n not in taken), key=homes.__contains__))
        return [given[g] if g in given else next(free) for g in range(len(groups))]

    def _sit(self, group: tuple[int, ...], spot: str) -> None:
        for one in group:
            self.walking += self._at.get(one, spot) != spot
            self._at[one] = spot
            if one in self._problem.seats and self._home.setdefault(one, spot) != spot:
                self.moved.add(one)

    def _count_least(self, groups: list[tuple[int, ...]]) -> None:
        """One of a group can stay, as no two of it had one spot; and who comes back from out."""
        placed = {one for group in groups for one in group}
        known = placed & self._at.keys()
        self.least_walking += max(0, len(known & self._last) - len(groups))
        self._last = placed

    def seat(self, groups: list[tuple[int, ...]]) -> Round:
        """The round of `groups`, each at its spot, by ids and in the order of the spots."""
        people = self._problem.people
        given = self._given(groups)
        self._count_least(groups)
        order = {name: k for k, name in enumerate(spot_names(self._spots, len(groups)))}
        seated = sorted(zip(given, groups, strict=True), key=lambda pair: order[pair[0]])
        for spot, group in seated:
            self._sit(group, spot)
        return Round(
            tuple(Group(tuple(people[one] for one in group), spot) for spot, group in seated),
            tuple(people[one] for one in out_of(self._problem, groups)),
        )

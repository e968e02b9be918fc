"""How good and how quick the plans of meetings are, beside their peers in the same run.

    python -m tests.benchmarks.meetings [--seeds N] [--people N ...]

A cell reads `repeats today / meetings with the past beyond the bound, milliseconds`; the bound
counts that new acquaintances are at most half the sum of min(not yet met, rounds). The time is that
of the processor, and for our plans, which come out the same each time, the shortest of three, so
that what else the machine does is not counted. The peers: the circle method without regard to
history, greedy maximum-weight matching per round by networkx where that is installed (up to 60
people: it takes seconds beyond), and pairs by lot.
"""

import argparse
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from itertools import combinations, islice, product
from random import Random
from time import process_time
from typing import NamedTuple

from sessions.meetings import Odd, Pair, Person, Plan, Wishes, pair, plan
from sessions.meetings.circle import circle

PEOPLE = (8, 12, 20, 30, 31, 60, 100, 200)
ROUNDS = (3, 5, 7, 10)
SHARES = (0.0, 0.2, 0.4, 0.6, 0.8)
GROUPS = (
    *((7, 4, 5), (8, 4, 6), (10, 5, 6), (20, 5, 6), (40, 5, 6), (50, 4, 8), (5, 3, 7)),
    *((7, 7, 8), (8, 8, 9), (8, 4, 9)),
)
MET_IN_GROUPS = ((30, (3, 4, 6)), (31, (3, 4, 6)), (200, (3, 4, 8)))
"""So many people, in groups of so many, who met before."""
SLOW_FOR_NETWORKX = 60

Rounds = list[list[tuple[str, ...]]]
History = Mapping[Pair, int]
Method = Callable[[Sequence[str], int, History, int], Rounds]

TIMES = 3


class Got(NamedTuple):
    """What one plan came to, and what it took."""

    repeats: int
    past: int
    seconds: float

    def cost(self) -> tuple[int, int]:
        """By which plans are compared."""
        return self.repeats, self.past


def ids(n: int) -> list[str]:
    return [f"p{i:03}" for i in range(n)]


def history_of(names: Sequence[str], share: float, seed: int) -> History:
    random = Random(f"{len(names)} {share} {seed}")
    every = [pair(*two) for two in combinations(names, 2)]
    return dict.fromkeys(random.sample(every, round(share * len(every))), 1)


def grouped(made: Plan) -> Rounds:
    return [[group.people for group in done.groups] for done in made.rounds]


def counted(rounds: Iterable[Iterable[tuple[str, ...]]], history: History) -> tuple[int, int]:
    met = set[Pair]()
    repeats = past = 0
    for groups in rounds:
        for two in (pair(*two) for group in groups for two in combinations(group, 2)):
            repeats += two in met
            past += two not in met and two in history
            met.add(two)
    return repeats, past


def by_circle(names: Sequence[str], rounds: int, history: History, seed: int) -> Rounds:
    """The circle, the odd one joined to the first pair."""
    del history
    seats = Random(seed).sample(names, len(names))
    found: Rounds = []
    for turn in circle(len(seats) + len(seats) % 2)[:rounds]:
        whole = [(seats[a], seats[b]) for a, b in turn if max(a, b) < len(seats)]
        single = [seats[min(two)] for two in turn if max(two) == len(seats)]
        found.append([(*whole[0], *single), *whole[1:]])
    return found


def by_lot(names: Sequence[str], rounds: int, history: History, seed: int) -> Rounds:
    del history
    random, found = Random(seed), []
    for _ in range(rounds):
        order = random.sample(names, len(names))
        odd = order[len(order) - len(order) % 2 :]
        groups = [tuple(order[at : at + 2]) for at in range(0, len(order) - len(odd), 2)]
        found.append([(*groups[0], *odd), *groups[1:]])
    return found


def in_groups_by_lot(names: Sequence[str], sizes: Sequence[int], rounds: int, seed: int) -> Rounds:
    """Groups of these sizes in each round."""
    random = Random(seed)
    orders = [iter(random.sample(names, len(names))) for _ in range(rounds)]
    return [[tuple(islice(order, size)) for size in sizes] for order in orders]


def by_networkx(names: Sequence[str], rounds: int, history: History, seed: int) -> Rounds:
    """The best matching of each round by itself; the odd one joins the pair that suits best."""
    networkx, random, found = import_module("networkx"), Random(seed), list[list[tuple[str, ...]]]()
    met = set[Pair]()
    for _ in range(rounds):
        graph = networkx.Graph()
        for one, other in combinations(random.sample(names, len(names)), 2):
            two = pair(one, other)
            graph.add_edge(one, other, weight=-100 * (two in met) - (two in history))
        matching = networkx.max_weight_matching(graph, maxcardinality=True)
        groups: list[tuple[str, ...]] = sorted(tuple(sorted(two)) for two in matching)
        for odd in set(names) - {one for group in groups for one in group}:
            cost = [sum((pair(odd, one) in met) + (pair(odd, one) in history) for one in group)
                    for group in groups]  # fmt: skip
            at = cost.index(min(cost))
            groups[at] = (*groups[at], odd)
        met.update(pair(*two) for group in groups for two in combinations(group, 2))
        found.append(groups)
    return found


def timed(method: Method, names: Sequence[str], rounds: int, history: History, seed: int) -> Got:
    begun = process_time()
    found = method(names, rounds, history, seed)
    return Got(*counted(found, history), process_time() - begun)


def methods_for(n: int) -> dict[str, Method]:
    peers: dict[str, Method] = {"circle": by_circle, "lot": by_lot}
    if find_spec("networkx") and n <= SLOW_FOR_NETWORKX:
        peers["networkx"] = by_networkx
    return peers


def shortest(planned: Callable[[], Plan]) -> tuple[Plan, float]:
    """The plan, and the least that making it took in so many tries."""
    took = []
    for _ in range(TIMES):
        begun = process_time()
        made = planned()
        took.append(process_time() - begun)
    return made, min(took)


def ours(n: int, rounds: int, history: History, seed: int, odd: Odd) -> tuple[Got, int]:
    """What we reach and the bound on meetings with the past."""
    room = [Person(one) for one in ids(n)]
    wishes = Wishes(odd=odd)
    made, took = shortest(partial(plan, room, rounds, history=history, wishes=wishes, seed=seed))
    return Got(*counted(grouped(made), history), took), made.reached.least.past


def cell(got: Sequence[Got], bounds: Sequence[int]) -> str:
    repeats = sum(one.repeats for one in got)
    beyond = sum(one.past for one in got) - sum(bounds)
    return f"{repeats}/{beyond} {statistics.median(one.seconds for one in got) * 1000:.0f}ms"


class Tally:
    """Instances by method: how many, how many worse than the best of the run, how many repeat."""

    def __init__(self) -> None:
        self._rows: dict[str, list[int]] = {}

    def add(self, found: Mapping[str, Got]) -> None:
        best = min(one.cost() for one in found.values())
        for name, one in found.items():
            row = self._rows.setdefault(name, [0, 0, 0])
            row[0] += 1
            row[1] += one.cost() > best
            row[2] += one.repeats > 0

    def show(self) -> None:
        for name, (many, worse, repeat) in self._rows.items():
            print(f"{name:>9}: worse than the best of this run in {worse} of {many}", end="; ")
            print(f"a repeat today in {repeat}")


def pairs_table(sizes: Sequence[int], seeds: int) -> None:
    tally, at_bound, every, slowest = Tally(), 0, 0, dict[int, float]()
    for n in sizes:
        for rounds in (r for r in ROUNDS if r < n):
            for share in SHARES:
                got: dict[str, list[Got]] = {}
                bounds = []
                for seed in range(seeds):
                    history = history_of(ids(n), share, seed)
                    mine, bound = ours(n, rounds, history, seed, Odd.TRIO)
                    found = {"ours": mine}
                    for name, method in methods_for(n).items():
                        found[name] = timed(method, ids(n), rounds, history, seed)
                    tally.add(found)
                    bounds.append(bound)
                    at_bound, every = at_bound + (mine.past <= bound), every + 1
                    slowest[n] = max(slowest.get(n, 0), mine.seconds)
                    for name, one in found.items():
                        got.setdefault(name, []).append(one)
                cells = (f"{name} {cell(some, bounds):<15}" for name, some in got.items())
                print(f"n={n:<4} r={rounds:<3} met {share:4.0%}  {'  '.join(cells)}", flush=True)
    tally.show()
    print(f"     ours: at the bound nobody can beat in {at_bound} of {every}")
    print("     slowest:", ", ".join(f"n={n} {s * 1000:.0f} ms" for n, s in slowest.items()))


def groups_table(seeds: int) -> None:
    print("\ngroups-size-rounds: repeats and time, beside groups by lot and a rotation card")
    for tables, size, rounds in GROUPS:
        names = ids(tables * size)
        got = []
        room = [Person(one) for one in names]
        for seed in range(seeds):
            made, took = shortest(
                partial(plan, room, rounds, size=size, seed=seed, budget=2_000_000)
            )
            got.append(Got(made.reached.repeats, 0, took))
        lot = in_groups_by_lot(names, [size] * tables, rounds, seed=1)
        card = [
            [tuple(names[s * tables + (t - s * turn) % tables] for s in range(size))
             for t in range(tables)]
            for turn in range(rounds)
        ]  # fmt: skip
        took_ms = sorted(one.seconds * 1000 for one in got)
        print(
            f"{tables}-{size}-{rounds}: ours {sum(one.repeats for one in got)}, "
            f"median {statistics.median(took_ms):.0f} ms, slowest {took_ms[-1]:.0f} ms; "
            f"by lot {counted(lot, {})[0]}, rotation {counted(card, {})[0]}",
            flush=True,
        )


def met_in_groups_table(seeds: int) -> None:
    print(
        "\npeople, group size: repeats/past meetings summed over 3, 5, 8 rounds and shares who met"
    )
    for n, sizes in MET_IN_GROUPS:
        for size in sizes:
            got, lots = [], []
            for rounds, share, seed in product((3, 5, 8), SHARES, range(seeds)):
                names, history = ids(n), history_of(ids(n), share, seed)
                room = [Person(one) for one in names]
                made, took = shortest(
                    partial(plan, room, rounds, size=size, history=history, seed=seed)
                )
                got.append(Got(*counted(grouped(made), history), took))
                shape = [len(group) for group in grouped(made)[0]]
                lots.append(counted(in_groups_by_lot(names, shape, rounds, seed), history))
            took_ms = sorted(one.seconds * 1000 for one in got)
            print(
                f"n={n:<4} size={size}: ours {sum(one.repeats for one in got)}/"
                f"{sum(one.past for one in got)}, median {statistics.median(took_ms):.0f} ms, "
                f"slowest {took_ms[-1]:.0f} ms; by lot {sum(repeats for repeats, _ in lots)}/"
                f"{sum(past for _, past in lots)}",
                flush=True,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seeds", type=int, default=3, help="instances of each cell")
    parser.add_argument("--people", type=int, nargs="*", default=PEOPLE)
    asked = parser.parse_args()
    print("repeats today / past meetings beyond the bound, summed over", asked.seeds, "instances")
    pairs_table(asked.people, asked.seeds)
    groups_table(asked.seeds)
    met_in_groups_table(asked.seeds)


if __name__ == "__main__":
    main()

"""Tables of groups in which nobody meets twice, by construction.

Of `tables` x `size` people, each has a row (0 to size-1) and a number (0 to tables-1). In round t
the people of row i move on by a_i * t, reckoned in a ring of `tables` elements; two of different
rows share a table in one round only, as long as every difference of two a's can be divided by. In
a product of finite fields there are as many such a's as the smallest of them has elements, so
this gives `tables` rounds for any size up to the smallest prime power in `tables` (Bose 1938).
Nobody of one row has met then: where they divide into groups too, more rounds follow.
"""

from functools import cache
from random import Random

from sessions.meetings.budget import Budget
from sessions.meetings.field import field, prime_powers
from sessions.meetings.problem import Draft, Problem
from sessions.meetings.rotation import card


def _moved(tables: int, number: int, row: int, turn: int) -> int:
    """`number` + a_row * `turn` in the ring: in each field by itself."""
    total, place = 0, 1
    for prime, exponent in prime_powers(tables):
        ring = field(prime, exponent)
        order = ring.order
        step = ring.multiply(row, turn // place % order)
        total += ring.add(number // place % order, step) * place
        place *= order
    return total


def _within_rows(tables: int, size: int) -> list[list[tuple[int, ...]]]:
    """Rounds in which every row divides by itself."""
    if tables % size:
        return []
    return [
        [tuple(row * tables + one for one in group) for row in range(size) for group in groups]
        for groups in table_of_groups(tables // size, size)
    ]


@cache
def table_of_groups(tables: int, size: int) -> list[list[tuple[int, ...]]]:
    """Rounds of `tables` groups of `size`, of people 0 to tables*size - 1, without a repeat.

    As many as the construction gives; one at least.
    """
    if tables == 1:
        return [[tuple(range(size))]]
    smallest = min(prime**exponent for prime, exponent in prime_powers(tables))
    rounds = []
    for turn in range(tables if size <= smallest else 1):
        groups: list[list[int]] = [[] for _ in range(tables)]
        for row in range(size):
            for number in range(tables):
                groups[_moved(tables, number, row, turn)].append(row * tables + number)
        rounds.append([tuple(group) for group in groups])
    return rounds + _within_rows(tables, size)


def designed(problem: Problem, random: Random, budget: Budget) -> Draft:
    """A table for the problem, people at places by lot; empty where there is none.

    Where some groups are one smaller, nobody sits at the end of the last row.
    """
    sizes, places = problem.shape.sizes, list(range(problem.n - problem.shape.out))
    if problem.shape.out or max(sizes) - min(sizes) > 1:
        return []
    tables, even = len(sizes), max(sizes) == min(sizes)
    rounds = table_of_groups(tables, max(sizes))
    if not even:
        rounds = rounds[:tables]
    if len(rounds) < problem.rounds:
        rounds = card(tables, max(sizes), problem.rounds, random, budget)
    random.shuffle(places)
    return [
        [tuple(sorted(places[one] for one in group if one < len(places))) for group in groups]
        for groups in rounds[: problem.rounds]
    ]

"""Rotation cards: in every round each row of people moves on by a number of tables of its own.

Of `tables` x `size` people each has a row and a number, and sits in round t at the table
`number + shift[row][t]` (modulo `tables`). Two of different rows meet once at most when the
differences of their rows' shifts are all different over the rounds; of one row nobody meets. So a
search for `size` x `rounds` numbers settles it, however many people there are. Of three
rows there are never as many rounds as tables where those are even in number: any two would then
differ, in sum, by half the tables, and twice half of them is none (Euler 1782).
"""

from random import Random

from sessions.meetings.budget import Budget
from sessions.meetings.reckoning import PAIR

Shifts = list[list[int]]

_TRIES = 20
_LOOKS = 400  # places tried for one row before it is begun anew
_LOOK = 3.4  # steps for each


class _Row:
    """The search for one more row of shifts beside `rows`, by backtracking."""

    def __init__(self, rows: Shifts, tables: int, random: Random) -> None:
        self._rows, self._tables, self._random = rows, tables, random
        self._seen: list[set[int]] = [set() for _ in rows]
        self.looks = 0

    def found(self, shifts: list[int], rounds: int) -> bool:
        """Whether `shifts` could be filled up for all `rounds`."""
        if len(shifts) == rounds:
            return True
        for shift in self._random.sample(range(self._tables), self._tables):
            self.looks += 1
            if self.looks > _LOOKS:
                return False
            apart = [(shift - row[len(shifts)]) % self._tables for row in self._rows]
            if any(gap in seen for gap, seen in zip(apart, self._seen, strict=True)):
                continue
            for gap, seen in zip(apart, self._seen, strict=True):
                seen.add(gap)
            shifts.append(shift)
            if self.found(shifts, rounds):
                return True
            shifts.pop()
            for gap, seen in zip(apart, self._seen, strict=True):
                seen.discard(gap)
        return False


def _try_shifts(tables: int, size: int, rounds: int, random: Random, budget: Budget) -> Shifts:
    rows = [[0] * rounds]
    while len(rows) < size:
        shifts = list[int]()
        row = _Row(rows, tables, random)
        found = row.found(shifts, rounds)
        budget.spend(_LOOK * row.looks)
        if not found:
            return []
        rows.append(shifts)
    return rows


def _may_be(tables: int, size: int, rounds: int) -> bool:
    """Whether nothing is known against it."""
    full = rounds == tables and not tables % 2 and size > PAIR
    return rounds <= tables and not full


def card(
    tables: int, size: int, rounds: int, random: Random, budget: Budget
) -> list[list[tuple[int, ...]]]:
    """`rounds` rounds of `tables` groups of people 0 to tables*size - 1 without a repeat.

    Person `row * tables + number` is that number of that row. Empty when none was found.
    """
    if not _may_be(tables, size, rounds):
        return []
    for _ in range(_TRIES):
        if budget.spent():
            return []
        if rows := _try_shifts(tables, size, rounds, random, budget):
            break
    else:
        return []
    return [
        [
            tuple(row * tables + (at - rows[row][turn]) % tables for row in range(size))
            for at in range(tables)
        ]
        for turn in range(rounds)
    ]

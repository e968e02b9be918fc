"""Rotation cards: in every round each row of people moves on by a number of tables of its own.

Of `tables` x `size` people each has a row and a number, and sits in round t at the table
`number + shift[row][t]` (modulo `tables`). Two of different rows meet once at most when the
differences of their rows' shifts are all different over the rounds; of one row nobody meets. So a
search for `size` x `rounds` numbers settles it, however many people there are.
"""

from random import Random

Shifts = list[list[int]]

_TRIES = 20
_LOOKS = 400  # places tried for one row before it is begun anew


class _Row:
    """The search for one more row of shifts beside `rows`, by backtracking."""

    def __init__(self, rows: Shifts, tables: int, random: Random) -> None:
        self._rows, self._tables, self._random = rows, tables, random
        self._seen: list[set[int]] = [set() for _ in rows]
        self._looks = 0

    def found(self, shifts: list[int], rounds: int) -> bool:
        """Whether `shifts` could be filled up for all `rounds`."""
        if len(shifts) == rounds:
            return True
        for shift in self._random.sample(range(self._tables), self._tables):
            self._looks += 1
            if self._looks > _LOOKS:
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


def _try_shifts(tables: int, size: int, rounds: int, random: Random) -> Shifts:
    rows = [[0] * rounds]
    while len(rows) < size:
        shifts = list[int]()
        if not _Row(rows, tables, random).found(shifts, rounds):
            return []
        rows.append(shifts)
    return rows


def card(tables: int, size: int, rounds: int, random: Random) -> list[list[tuple[int, ...]]]:
    """`rounds` rounds of `tables` groups of people 0 to tables*size - 1 without a repeat.

    Person `row * tables + number` is that number of that row. Empty when none was found.
    """
    if rounds > tables:
        return []
    for _ in range(_TRIES):
        if rows := _try_shifts(tables, size, rounds, random):
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

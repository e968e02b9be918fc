"""Rows that don't fit on a board at once: pages of columns, as large as they can be read."""

from collections.abc import Callable, Sequence
from typing import TypeVar

R = TypeVar("R")
L = TypeVar("L")

Column = list[tuple[R, list[L]]]
"""Rows below one another, each with the lines it takes."""
Page = list[Column[R, L]]


def pages(
    rows: Sequence[R],
    drawn: Callable[[R], list[L] | None],
    columns: int,
    height: int,
    gap: Sequence[L] = (),
) -> list[Page[R, L]] | None:
    """The rows in pages of `columns` that are `height` lines high; None where one can't be drawn.

    The lines of a `gap` stand between two rows.
    What fits on one page is spread over its columns evenly.
    """
    lines = [drawn(row) for row in rows]
    if any(one is None or len(one) > height for one in lines):
        return None
    items = [(row, one) for row, one in zip(rows, lines, strict=True) if one is not None]
    even = -(-sum(len(one) + len(gap) for _, one in items) // columns)
    most = max((len(one) for _, one in items), default=1)
    for room in (min(height, even + most - 1), height):
        filled = _filled(items, room, gap)
        if len(filled) <= columns:
            break
    return [filled[at : at + columns] for at in range(0, len(filled), columns)]


def _filled(
    items: Sequence[tuple[R, list[L]]], height: int, gap: Sequence[L]
) -> list[Column[R, L]]:
    columns: list[Column[R, L]] = [[]]
    left = height
    for row, lines in items:
        above = columns[-1]
        between = gap if above else ()
        if len(between) + len(lines) > left:
            columns.append([])
            left = height
        elif above:
            above[-1][1].extend(between)
            left -= len(between)
        columns[-1].append((row, list(lines)))
        left -= len(lines)
    return columns

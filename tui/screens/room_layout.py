"""How the zones of the room share the screen."""

from dataclasses import dataclass

from textual.geometry import Size

from tui import block_type
from tui.blocks.base import Stance
from tui.widgets.clock_face import AROUND, WIDEST
from tui.widgets.headline import Words, rows_wanted

OVERTIME = "+00:00"
"""Figures for which there must be room in the smallest type."""
WIDE = 100
LOW = 20
PRESS = 3
"""Rows for what I press: the sentence, the line, the keys."""
FRAME = 2
"""Cells beside the clock's figures."""


@dataclass(frozen=True)
class Layout:
    """Heights and widths, in cells; `stacked` puts the clock below the words."""

    where: int
    now: int
    clock_width: int
    clock_height: int
    stacked: bool = False


def lay_out(size: Size, stance: Stance, words: Words) -> Layout:
    """The zones on a screen of that size; a clock gives way to words that it keeps from type."""
    where = 1 if size.height < LOW else 2
    rest = size.height - where - PRESS
    if stance is Stance.TIME:
        if size.width < WIDE:
            left = rest - rows_wanted(words, size.width - 2)
            clock = max(5, min(rest * 12 // 20, left))
            return Layout(where, rest, size.width, clock, stacked=True)
        return Layout(where, rest, size.width * 3 // 5, rest)
    most = rest * (9 if stance is Stance.TURN else 10) // 20
    first = _scale(size)
    if stance is Stance.LIST:
        width, height = _clock(size, max(1, first // 2))
        wanted = rows_wanted(words, size.width - width - 2)
        return Layout(where, max(height, min(wanted, rest // 2)), width, height)
    tries = range(first, 0, -1) if stance is Stance.BOARD else (first,)
    for scale in tries:
        width, height = _clock(size, scale)
        wanted = rows_wanted(words, size.width - width - 2)
        if wanted <= max(height, most):
            break
    else:
        width, height = _clock(size, first)
        wanted = height
    now = min(max(height, wanted), max(height, most))
    return Layout(where, now, width, now)


def _clock(size: Size, scale: int) -> tuple[int, int]:
    columns, rows = block_type.size(WIDEST, scale)
    columns = max(columns, block_type.size(OVERTIME, 1)[0])
    return columns + 2 * FRAME, rows + (AROUND if size.height >= LOW else 1)


def _scale(size: Size) -> int:
    """A fifth of the rows or more, as long as the words keep more than half of the width."""
    scale = max(1, (size.height + 2) // 12)
    while scale > 1 and _clock(size, scale)[0] > size.width * 0.48:
        scale -= 1
    return scale

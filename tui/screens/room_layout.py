"""How the zones of the room share the screen."""

from dataclasses import dataclass

from textual.geometry import Size

from tui import block_type
from tui.blocks.base import Stance
from tui.widgets.clock_face import WIDEST

WIDE = 100
LOW = 20
PRESS = 3
"""Rows for what I press: the sentence, the line, the keys."""
FRAME = 2
"""Cells round the clock's figures, and rows below them for the word and the bar."""


@dataclass(frozen=True)
class Layout:
    """Heights and widths, in cells; `stacked` puts the clock below the words."""

    where: int
    now: int
    clock_width: int
    clock_height: int
    stacked: bool = False


def lay_out(size: Size, stance: Stance, words: int) -> Layout:
    """The zones on a screen of that size; `words` is how many rows the words would like."""
    where = 1 if size.height < LOW else 2
    rest = size.height - where - PRESS
    if stance is Stance.TIME:
        if size.width < WIDE:
            clock = max(5, rest * 11 // 20)
            return Layout(where, rest, size.width, clock, stacked=True)
        return Layout(where, rest, size.width // 2, rest)
    share = 9 if stance is Stance.TURN else 7
    scale = _scale(size, stance)
    columns, rows = block_type.size(WIDEST, scale)
    rows += FRAME if size.height >= LOW else 1
    most = max(rows, rest * share // 20)
    now = min(most, max(rows, words))
    return Layout(where, now, columns + 2 * FRAME, now)


def _scale(size: Size, stance: Stance) -> int:
    """A fifth of the rows or more, as long as the words keep more than half of the width."""
    scale = max(1, (size.height + 2) // 12)
    if stance is Stance.TURN:
        scale = max(scale, min(scale + 1, size.height // 12))
    while scale > 1 and block_type.size(WIDEST, scale)[0] + 2 * FRAME > size.width * 0.48:
        scale -= 1
    return scale

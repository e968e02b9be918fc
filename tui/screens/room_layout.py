"""How the zones of the room share the screen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from textual.geometry import Size

from tui import block_type
from tui.blocks.base import Stance
from tui.widgets.clock_face import AROUND, STRIP, WIDEST
from tui.widgets.headline import Words, laid_out, rows_wanted, type_scale

OVERTIME = "+00:00"
"""Figures for which there must be room in the smallest type."""
WIDE = 100
LOW = 20
PRESS = 3
"""Rows for what I press: the sentence, the line, the keys."""
FRAME = 2
"""Cells beside the clock's figures."""
LEAST_BOARD = 4
"""Rows that a question leaves the board as long as the first answers are to come."""
MARGIN = 2
"""Cells beside the words."""


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
    shares: dict[Stance, Callable[[Size, Words, int], _Now]] = {
        Stance.TIME: _time,
        Stance.QUESTION: _question,
        Stance.ANSWERS: _answers,
        Stance.TURN: _turn,
        Stance.BOARD: _board,
        Stance.LIST: _list,
    }
    return Layout(where, *shares[stance](size, words, rest))


class _Now(NamedTuple):
    """The height of the zone that says what we do now, and its clock."""

    height: int
    clock_width: int
    clock_height: int
    stacked: bool = False


def _time(size: Size, words: Words, rest: int) -> _Now:
    """Everything but the words is the clock's."""
    if size.width >= WIDE:
        return _Now(rest, size.width * 3 // 5, rest)
    left = rest - rows_wanted(words, size.width - 2)
    return _Now(rest, size.width, max(5, min(rest * 12 // 20, left)), stacked=True)


def _question(size: Size, words: Words, rest: int) -> _Now:
    """The words in type, over a strip of a clock where it takes that, as long as no answers come.

    Where even so they are in plain text, they have the room that the smallest clock leaves.
    """
    over = _over_strip(size, words, rest - LEAST_BOARD - STRIP)
    return _in_type(size, words, rest) or over or _beside(size, words, rest // 2, 1)


def _answers(size: Size, words: Words, rest: int) -> _Now:
    """The words in type as far as that leaves the answers room; else plain, by a small clock."""
    return _in_type(size, words, rest) or _beside(size, words, rest // 2, 1)


def _in_type(size: Size, words: Words, rest: int) -> _Now | None:
    """The words in type, with the largest clock beside them that does not outshine them.

    Where that can't be, the clock is a strip below them; None where they leave too little room.
    """
    beside = [(_words_scale(size, words, rest // 2, scale), scale) for scale in _scales(size)]
    fits = [(one, scale) for one, scale in beside if one and scale <= one + 1]
    if fits:
        return _beside(size, words, rest // 2, max(fits)[1])
    return _over_strip(size, words, rest * 13 // 20 - STRIP)


def _over_strip(size: Size, words: Words, room: int) -> _Now | None:
    """The words in type in so many rows over a strip of a clock; None where they don't fit."""
    width = size.width - MARGIN
    if not type_scale(words, width, room):
        return None
    rows = len(laid_out(words, width, room))
    return _Now(rows + STRIP, size.width, STRIP, stacked=True)


def _turn(size: Size, words: Words, rest: int) -> _Now:
    """A name beside the clock; over a strip of one where only that has room for it in type."""
    width, height = _clock(size, _scales(size)[0])
    wanted = rows_wanted(words, size.width - width - MARGIN)
    now = max(height, min(wanted, rest * 11 // 20))
    if not type_scale(words, size.width - width - MARGIN, now):
        return _over_strip(size, words, rest * 13 // 20 - STRIP) or _Now(now, width, now)
    return _Now(now, width, now)


def _board(size: Size, words: Words, rest: int) -> _Now:
    """The words beside the largest clock that leaves them in type."""
    scales = _scales(size)
    for scale in scales:
        width, height = _clock(size, scale)
        wanted = rows_wanted(words, size.width - width - MARGIN)
        if wanted <= max(height, rest // 2):
            break
    else:
        width, height = _clock(size, scales[0])
        wanted = height
    now = max(height, min(wanted, rest // 2))
    return _Now(now, width, now)


def _list(size: Size, words: Words, rest: int) -> _Now:
    """The words beside a small clock, in no more rows than they take: the list needs the room."""
    scale = max(1, _scales(size)[0] // 2)
    most = rest * 2 // 5
    return _beside(
        size, words, most if _words_scale(size, words, most, scale) else rest // 2, scale
    )


def _beside(size: Size, words: Words, most: int, scale: int) -> _Now:
    """The words beside a clock of that scale, in as many rows as they take."""
    width, height = _clock(size, scale)
    rows = len(laid_out(words, size.width - width - MARGIN, most))
    now = max(height, min(rows, most))
    return _Now(now, width, now)


def _words_scale(size: Size, words: Words, most: int, scale: int) -> int:
    """The scale of the words in so many rows beside a clock of `scale`."""
    return type_scale(words, size.width - _clock(size, scale)[0] - MARGIN, most)


def _clock(size: Size, scale: int) -> tuple[int, int]:
    columns, rows = block_type.size(WIDEST, scale)
    columns = max(columns, block_type.size(OVERTIME, 1)[0])
    return columns + 2 * FRAME, rows + (AROUND if size.height >= LOW else 1)


def _scales(size: Size) -> range:
    """Down from a fifth of the rows or more, where the words keep more than half of the width."""
    scale = max(1, (size.height + 2) // 12)
    while scale > 1 and _clock(size, scale)[0] > size.width * 0.48:
        scale -= 1
    return range(scale, 0, -1)

"""Block type: letters for the back row of the room, drawn in half and full blocks.

Plain text at 24 rows can be read from about four image heights away, and rooms go to six (DISCAS,
ANSI/AVIXA V202.01); strokes as thick as half a cell can be read from much farther. Half and full
blocks exist in every terminal's font.

A letter is a bitmap five pixels high, from `block_type.txt`. At scale n a pixel is n cells wide
and n half rows high: a square, where a cell is twice as high as it is wide. All letters are
capitals. What stands above or below a letter takes room only in a line that has it.

Text with a character that has no picture can't be drawn, and so never fits: the caller shows it
as plain text instead.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

HEIGHT = 5
"""Pixels from the foot of a letter to its head."""

Picture = tuple[str, ...]
"""Rows of '#' and '.', from the top, all of one width."""

_BLANK = "."
_SPACE = (_BLANK * 2,) * HEIGHT
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_MOST_MARKS = 3
_MOST_IN_A_CELL = 2
"""Characters, so generous that a text with more can't fit; it saves setting a whole speech."""

_SPELLED = str.maketrans({"ß": "ẞ", "ĳ": "ij", "Ĳ": "IJ"})
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060"))
_PIECE = re.compile(r" ?\S+?(?:(?<=[^\W\d_][-/])(?=[^\W\d_])|(?= |$))")
"""A word with the space before it, or part of one: up to a hyphen or a slash between letters."""


class Glyph(NamedTuple):
    """A letter with its marks, which add `above` and `below` rows to HEIGHT."""

    picture: Picture
    above: int
    below: int


class _Pictures(NamedTuple):
    """What the file shows: pictures by character, and by combining character."""

    characters: dict[str, Picture]
    above_odd: dict[str, Picture]
    above_even: dict[str, Picture]
    below: dict[str, Picture]


def draw(text: str, scale: int) -> list[str]:
    """One line of type: rows of ' ▀▄█', all of one width; what has no picture is a hollow box."""
    return _folded(_line(text), scale)


def size(text: str, scale: int) -> tuple[int, int]:
    """The columns and rows that `draw` takes."""
    return _width(text) * scale, _rows(len(_line(text)), scale)


def can_draw(text: str) -> bool:
    """Whether every character of `text` has a picture."""
    return all(_glyph(cluster) is not None for cluster in _clusters(text))


def fit(text: str, columns: int, rows: int, *, most: int = 8) -> int:
    """The largest scale, up to `most`, at which `text` is a line in `columns` x `rows`; else 0."""
    if not can_draw(text):
        return 0
    width, height = _width(text), len(_line(text))
    across = columns // width if width else most
    return max(min(across, 2 * rows // height, most), 0)


def wrap(text: str, columns: int, scale: int) -> list[str] | None:
    """The words of `text` in lines of at most `columns`; None when one alone does not fit."""
    if scale < 1 or not can_draw(text):
        return None
    room = columns // scale
    lines = [""]
    for piece in _PIECE.findall(" ".join(text.split())):
        if _width(lines[-1] + piece) > room and lines[-1]:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
        if _width(lines[-1]) > room:
            return None
    return lines


def headline(text: str, columns: int, rows: int, *, most: int = 4) -> list[str] | None:
    """`text` at the largest scale, up to `most`, that fits in `columns` x `rows`; None: none does.

    It takes as many lines as it needs, two pixels apart or, where room is short, one; all its rows
    are of one width.
    """
    set_ = _largest(text, columns, rows, most)
    return _folded(*set_) if set_ else None


def headline_scale(text: str, columns: int, rows: int, *, most: int = 4) -> int:
    """The scale at which `headline` sets `text`; 0 where it does not fit."""
    set_ = _largest(text, columns, rows, most)
    return set_[1] if set_ else 0


@lru_cache(64)
def _largest(text: str, columns: int, rows: int, most: int) -> tuple[Picture, int] | None:
    """The pixels of `text` in lines, and their scale."""
    if len(text) > _MOST_IN_A_CELL * columns * rows:
        return None
    for scale in range(most, 0, -1):
        lines = wrap(text, columns, scale)
        if lines is None:
            continue
        for apart in (2, 1):
            pixels = _stacked([_line(line) for line in lines], apart)
            if _rows(len(pixels), scale) <= rows:
                return pixels, scale
    return None


def _rows(pixels: int, scale: int) -> int:
    """The rows of cells that so many rows of pixels take."""
    return (pixels * scale + 1) // 2


def _stacked(lines: list[Picture], apart: int) -> Picture:
    """`lines` below each other, `apart` pixels between them, the narrow ones filled up."""
    width = max(len(line[0]) for line in lines)
    gap = ("",) * apart
    rows = [row.ljust(width, _BLANK) for line in lines for row in line + gap]
    return tuple(rows[:-apart])


def _folded(pixels: Picture, scale: int) -> list[str]:
    """`pixels` as rows of cells, each of which holds two half rows; an odd one stands low."""
    halves = [row for row in pixels for _ in range(scale)]
    if len(halves) % 2:
        halves.insert(0, _BLANK * len(pixels[0]))
    cells = _cells(scale)
    pairs = zip(halves[::2], halves[1::2], strict=True)
    return ["".join([cells[pair] for pair in zip(high, low, strict=True)]) for high, low in pairs]


@cache
def _cells(scale: int) -> dict[tuple[str, str], str]:
    """What shows a pixel above another."""
    shown = {(".", "."): " ", ("#", "."): "▀", (".", "#"): "▄", ("#", "#"): "█"}
    return {pixels: block * scale for pixels, block in shown.items()}


@lru_cache(1024)
def _line(text: str) -> Picture:
    """`text` as one picture, its letters a pixel apart."""
    glyphs = [_glyph(cluster) or _unknown() for cluster in _clusters(text)]
    above = max((glyph.above for glyph in glyphs), default=0)
    below = max((glyph.below for glyph in glyphs), default=0)
    letters = [_with_room(glyph, above, below) for glyph in glyphs]
    return tuple(_BLANK.join(row) for row in zip(*letters, strict=True)) or ("",) * HEIGHT


def _with_room(glyph: Glyph, above: int, below: int) -> Picture:
    empty = _BLANK * len(glyph.picture[0])
    missing_above, missing_below = above - glyph.above, below - glyph.below
    return (empty,) * missing_above + glyph.picture + (empty,) * missing_below


def _width(text: str) -> int:
    """The pixels that `text` is wide."""
    glyphs = [_glyph(cluster) or _unknown() for cluster in _clusters(text)]
    return max(sum(len(glyph.picture[0]) + 1 for glyph in glyphs) - 1, 0)


@lru_cache(1024)
def _clusters(text: str) -> tuple[str, ...]:
    """`text` in capitals, each letter with the marks that belong to it."""
    capitals = text.translate(_SPELLED).translate(_INVISIBLE).upper()
    clusters: list[str] = []
    for character in unicodedata.normalize("NFD", capitals):
        if clusters and unicodedata.combining(character):
            clusters[-1] += character
        else:
            clusters.append(" " if character.isspace() else character)
    return tuple(clusters)


@lru_cache(4096)
def _glyph(cluster: str) -> Glyph | None:
    """The letter that `cluster` starts with, under and over its marks; None: one has no picture."""
    pictures = _pictures()
    letter, marks = pictures.characters.get(cluster[0]), cluster[1:]
    if letter is None or len(marks) > _MOST_MARKS:
        return None
    marks_above = pictures.above_odd if len(letter[0]) % 2 else pictures.above_even
    above, below = Picture(), Picture()
    for mark in marks:
        if mark in marks_above:
            above = marks_above[mark] + above
        elif mark in pictures.below:
            below += pictures.below[mark]
        else:
            return None
    rows = above + letter + below
    width = max(map(len, rows))
    return Glyph(tuple(_centred(row, width) for row in rows), len(above), len(below))


def _unknown() -> Glyph:
    return Glyph(_pictures().characters[_UNKNOWN], 0, 0)


def _centred(row: str, width: int) -> str:
    left = (width - len(row)) // 2
    return (_BLANK * left + row).ljust(width, _BLANK)


@cache
def _pictures() -> _Pictures:
    """The file, read once."""
    text = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")
    _, characters, above, above_even, below = re.split(r"^\[.*\]$", text, flags=re.MULTILINE)
    drawn = {c: picture for names, picture in _specimens(characters) for c in names}
    odd = {mark: _from_ink(picture) for mark, picture in _marks(above)}
    even = {mark: _from_ink(picture) for mark, picture in _marks(above_even)}
    under = {mark: _from_ink(picture[::-1])[::-1] for mark, picture in _marks(below)}
    return _Pictures(drawn | {" ": _SPACE}, odd, odd | even, under)


def _marks(section: str) -> Iterator[tuple[str, Picture]]:
    for name, picture in _specimens(section):
        yield unicodedata.lookup(f"COMBINING {name.replace('-', ' ')}"), picture


def _specimens(section: str) -> Iterator[tuple[str, Picture]]:
    """Each name in `section`, and the picture below it."""
    for block in section.strip().split("\n\n"):
        names, *rows = (line.split() for line in block.splitlines())
        yield from zip(names, zip(*rows, strict=True), strict=True)


def _from_ink(picture: Picture) -> Picture:
    """`picture` without the empty rows that it starts with."""
    first = next(i for i, row in enumerate(picture) if "#" in row)
    return picture[first:]

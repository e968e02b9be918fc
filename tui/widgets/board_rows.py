"""A row of a board as lines: in block type, as text, or cut to one line."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from enum import Enum
from typing import TypeVar

from textual.content import Content

from tui import block_type
from tui.text import shown
from tui.widgets.board import Row

T = TypeVar("T")


class Size(Enum):
    """How a row is drawn: in block type, as text over several lines, or cut to one line.

    In block type all of it, the brief words, or those without a line of room below them.
    """

    TYPE = "type"
    BRIEF = "brief"
    CLOSE = "close"
    TEXT = "text"
    LINE = "line"


def row_lines(row: Row, width: int, size: Size) -> list[Content] | None:
    """The lines of a row in `width` cells; None when it can't be drawn so."""
    return _DRAW[size](row, width)


def _text_lines(row: Row, width: int) -> list[Content]:
    mark = f"{row.mark} " if row.mark else ""
    beside = filter(None, (row.aside, row.note))
    aside = "".join(f"  {shown(one)}" for one in beside)
    text = Content.assemble((shown(row.text), row.style), (aside, "$quiet"))
    lines = text.wrap(max(2, width - len(mark)))
    return [
        Content.assemble((mark if first else " " * len(mark), row.style), line)
        for first, line in _firsts(lines)
    ]


def _one_line(row: Row, width: int) -> list[Content]:
    """A row in brief, cut to the width: a name is known by its beginning."""
    line = _text_lines(Row(row.brief or row.text, mark=row.mark, style=row.style), 1000)[0]
    return [line.truncate(width, ellipsis=True)]


def _type_lines(row: Row, width: int) -> list[Content] | None:
    """A row in the smallest block type with a line of room below it."""
    if row.small:
        return [*_text_lines(row, width), Content("")]
    text = " ".join(filter(None, (shown(row.text), shown(row.aside))))
    mark = f"{row.mark} " if row.mark else ""
    if mark and block_type.can_draw(mark):
        text, mark = mark + text, ""
    room = width - len(mark)
    if not block_type.can_draw(text):
        return None
    wrapped = block_type.wrap(text, room, 1)
    if wrapped is None:
        return None
    drawn = [line for part in wrapped for line in (*block_type.draw(part, 1), "")]
    style = row.style or "$foreground"
    lines = [
        Content.styled((mark if first else " " * len(mark)) + line, style)
        for first, line in _firsts(drawn)
    ]
    note = Content.styled(shown(row.note), "$quiet").truncate(max(1, width), ellipsis=True)
    return [*lines[:-1], note, Content("")] if row.note else lines


def _brief_lines(row: Row, width: int) -> list[Content] | None:
    """The brief words of a row in block type; all of it where it has none."""
    return _type_lines(replace(row, text=row.brief, aside="") if row.brief else row, width)


def _close_lines(row: Row, width: int) -> list[Content] | None:
    """The brief words of a row in block type, with a pixel of room."""
    lines = _brief_lines(row, width)
    return lines[:-1] if lines else None


def _firsts(lines: Sequence[T]) -> Iterator[tuple[bool, T]]:
    for place, line in enumerate(lines):
        yield place == 0, line


_DRAW: dict[Size, Callable[[Row, int], list[Content] | None]] = {
    Size.TYPE: _type_lines,
    Size.BRIEF: _brief_lines,
    Size.CLOSE: _close_lines,
    Size.TEXT: _text_lines,
    Size.LINE: _one_line,
}

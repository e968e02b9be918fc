"""The board: what came, in lanes; the newest always in sight, large where there is room."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import zip_longest
from typing import TypeVar

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui import block_type
from tui.text import shown

T = TypeVar("T")

GAP = 3
RULE = " │ "
NARROWEST = 14
"""Cells that a column of rows needs."""
PICKED = "$block-cursor-foreground on $block-cursor-background"
LARGE_AT_MOST = 40
"""Rows of a board beyond which nobody tries whether they fit in large type."""


class Size(Enum):
    """How a row is drawn: in block type, as text over several lines, or cut to one line."""

    TYPE = "type"
    TEXT = "text"
    LINE = "line"


@dataclass(frozen=True)
class Row:
    """A line on the board: a mark before it, and beside it who said it or where it is."""

    text: str
    id: str = ""
    aside: str = ""
    mark: str = ""
    style: str = ""


@dataclass(frozen=True)
class Lane:
    """A column of the board, with a title and how many there are."""

    rows: tuple[Row, ...]
    title: str = ""
    count: int | None = None


@dataclass(frozen=True)
class Board:
    """Lanes side by side; the rows of one that `flows` go on in as many columns as fit.

    `aim` is the lane in which the next answer lands. A board read from the `top` shows its first
    rows when not all fit, another its last; the row in `focus` is in sight.
    """

    lanes: tuple[Lane, ...] = ()
    flows: bool = False
    aim: int | None = None
    top: bool = False
    large: bool = True
    focus: str = ""
    empty: str = ""


@dataclass
class _Laid:
    """Lines of a lane, and to which row each belongs."""

    lines: list[Content] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    def add(self, lines: Sequence[Content], id_: str) -> None:
        self.lines += lines
        self.ids += [id_] * len(lines)

    def window(self, height: int, selected: str, *, top: bool) -> tuple[int, int]:
        """The lines from, to that are shown: round the selected row, else the first or last."""
        total = len(self.lines)
        start = 0 if top else max(0, total - height)
        if selected in self.ids:
            first = self.ids.index(selected)
            last = total - 1 - self.ids[::-1].index(selected)
            start = min(start, first)
            start = max(start, min(first, last - height + 1))
        return start, start + height


class BoardView(Widget):
    """Shows a board in the room that there is."""

    DEFAULT_CSS = """
    BoardView { padding: 0 1; }
    """

    @dataclass
    class Picked(Message):
        """Somebody clicked on a row."""

        row: str

    @dataclass
    class Scrolled(Message):
        """Somebody turned the wheel: -1 is up."""

        by: int

    def __init__(self) -> None:
        super().__init__()
        self.board = Board()
        self.selected = ""
        self._hits: list[tuple[int, int, int, str]] = []

    def show(self, board: Board, selected: str = "") -> None:
        """Show another board, or another selection on it."""
        if (board, selected) != (self.board, self.selected):
            self.board, self.selected = board, selected
            self.refresh()

    def beside(self, row: str, by: int) -> str:
        """The row `by` further than `row` in its lane; none past the end, where nothing is picked.

        From nothing, up is the last row of the lane that is aimed at, down its first.
        """
        lanes = self.board.lanes
        own = [lane for lane in lanes if row and any(one.id == row for one in lane.rows)]
        aimed = own or lanes[self.board.aim or 0 :][:1]
        ids = [one.id for lane in aimed for one in lane.rows if one.id]
        start = len(ids) if by < 0 else -1
        at = max(0, ids.index(row) + by) if row in ids else start + by
        return ids[at] if 0 <= at < len(ids) else ""

    def render(self) -> Content:
        """The lanes side by side."""
        width, height = self.content_size
        self._hits = []
        if width < 1 or height < 1 or not self.board.lanes:
            return Content("")
        board = self.board
        if not any(lane.rows for lane in board.lanes) and len(board.lanes) == 1 and board.empty:
            return Content("\n").join(_wrapped(board.empty, width, "$quiet")[:height])
        drawn = self._large(width, height) or self._plain(width, height)
        return Content("\n").join(drawn)

    def _large(self, width: int, height: int) -> list[Content] | None:
        """Every row in block type, when all of them fit so."""
        board = self.board
        if not board.large or sum(len(lane.rows) for lane in board.lanes) > LARGE_AT_MOST:
            return None
        if board.flows:
            return self._flow(width, height, Size.TYPE)
        inner = _lane_width(width, len(board.lanes))
        laid = [self._lane(lane, inner, Size.TYPE) for lane in board.lanes]
        head = self._head_rows()
        if any(one is None or len(one.lines) > height - head for one in laid):
            return None
        return self._side_by_side([one for one in laid if one], inner, height)

    def _plain(self, width: int, height: int) -> list[Content]:
        if self.board.flows:
            flowed = self._flow(width, height, Size.TEXT) or self._flow(width, height, Size.LINE)
            if flowed:
                return flowed
        inner = _lane_width(width, len(self.board.lanes))
        laid = [self._lane(lane, inner, Size.TEXT) for lane in self.board.lanes]
        return self._side_by_side([one for one in laid if one], inner, height)

    def _flow(self, width: int, height: int, size: Size) -> list[Content] | None:
        """The rows of the one lane in columns, when all of them fit."""
        lane = self.board.lanes[0]
        if not lane.rows:
            return None
        room = height - self._head_rows()
        fewest = max(1, -(-len(lane.rows) // max(1, room)))
        for columns in range(fewest, len(lane.rows) + 1):
            inner = _lane_width(width, columns)
            if inner < NARROWEST:
                return None
            each = -(-len(lane.rows) // columns)
            parts = [lane.rows[at : at + each] for at in range(0, len(lane.rows), each)]
            laid = [self._lane(Lane(part), inner, size) for part in parts]
            if any(one is None for one in laid):
                return None
            if all(one is not None and len(one.lines) <= room for one in laid):
                return self._side_by_side([one for one in laid if one], inner, height)
        return None

    def _lane(self, lane: Lane, width: int, size: Size) -> _Laid | None:
        laid = _Laid()
        for row in lane.rows:
            lines = _DRAW[size](row, width)
            if lines is None:
                return None
            if row.id and row.id == self.selected:
                lines = [_padded(line, width).stylize(PICKED) for line in lines]
            laid.add(lines, row.id)
        return laid

    def _head_rows(self) -> int:
        return int(any(lane.title for lane in self.board.lanes))

    def _side_by_side(self, laid: list[_Laid], width: int, height: int) -> list[Content]:
        head = self._head_rows()
        columns: list[list[Content]] = []
        for place, one in enumerate(laid):
            sight = self.selected or self.board.focus
            start, end = one.window(height - head, sight, top=self.board.top)
            start, end = max(0, start), min(end, len(one.lines))
            self._note_hits(place, width, head, one.ids[start:end])
            columns.append(
                [*self._head(place, start, len(one.lines) - end, width), *one.lines[start:end]]
            )
        rule = Content.styled(RULE if len(self.board.lanes) > 1 else " " * GAP, "$quiet")
        return [
            rule.join([_padded(part, width) for part in line])
            for line in zip_longest(*columns, fillvalue=Content(""))
        ]

    def _head(self, place: int, above: int, below: int, width: int) -> list[Content]:
        """The title of a lane, with how many lines are out of sight."""
        if not self._head_rows():
            return []
        lane = self.board.lanes[place] if place < len(self.board.lanes) else Lane(())
        hidden = (f" ↑{above}" if above else "") + (f" ↓{below}" if below else "")
        count = f"  {lane.count}" if lane.count is not None else ""
        aimed = self.board.aim == place and len(self.board.lanes) > 1
        mark = "▸ " if aimed else ""
        style = (
            "bold $block-cursor-foreground on $block-cursor-background"
            if aimed
            else "bold $primary"
        )
        room = max(1, width - len(mark) - len(count) - len(hidden) - 2)
        title = Content(shown(lane.title)).truncate(room, ellipsis=True)
        words = Content.assemble(f" {mark}", title, f"{count} ").stylize(style)
        return [Content.assemble(words, (hidden, "$quiet"))]

    def _note_hits(self, place: int, width: int, head: int, ids: Sequence[str]) -> None:
        left = place * (width + GAP)
        self._hits += [(head + y, left, left + width, id_) for y, id_ in enumerate(ids) if id_]

    def on_click(self, event: events.Click) -> None:
        """Tell which row was clicked."""
        offset = event.get_content_offset(self)
        for y, left, right, id_ in self._hits if offset else ():
            if offset and offset.y == y and left <= offset.x < right:
                self.post_message(self.Picked(id_))
                return

    def on_mouse_scroll_up(self) -> None:
        """Walk up."""
        self.post_message(self.Scrolled(-1))

    def on_mouse_scroll_down(self) -> None:
        """Walk down."""
        self.post_message(self.Scrolled(1))


def _lane_width(width: int, lanes: int) -> int:
    return (width - GAP * (lanes - 1)) // lanes


def _padded(line: Content, width: int) -> Content:
    return line.extend_right(max(0, width - line.cell_length))


def _wrapped(text: str, width: int, style: str) -> list[Content]:
    return Content.styled(text, style).wrap(max(2, width))


def _text_lines(row: Row, width: int) -> list[Content]:
    mark = f"{row.mark} " if row.mark else ""
    aside = f"  {shown(row.aside)}" if row.aside else ""
    text = Content.assemble((shown(row.text), row.style), (aside, "$quiet"))
    lines = text.wrap(max(2, width - len(mark)))
    return [
        Content.assemble((mark if first else " " * len(mark), row.style), line)
        for first, line in _firsts(lines)
    ]


def _one_line(row: Row, width: int) -> list[Content]:
    """A row cut to the width: a name is known by its beginning."""
    return [
        _text_lines(Row(row.text, mark=row.mark, style=row.style), 1000)[0].truncate(
            width, ellipsis=True
        )
    ]


def _type_lines(row: Row, width: int) -> list[Content] | None:
    """A row in the smallest block type with a line of room below it."""
    text = " ".join(part for part in (shown(row.text), shown(row.aside)) if part)
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
    return [
        Content.styled((mark if first else " " * len(mark)) + line, style)
        for first, line in _firsts(drawn)
    ]


def _firsts(items: Sequence[T]) -> Iterator[tuple[bool, T]]:
    for place, item in enumerate(items):
        yield place == 0, item


_DRAW: dict[Size, Callable[[Row, int], list[Content] | None]] = {
    Size.TYPE: _type_lines,
    Size.TEXT: _text_lines,
    Size.LINE: _one_line,
}

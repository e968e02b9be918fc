"""A board in the room that there is: lanes side by side, columns that flow, or pages."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple

from textual.content import Content

from tui.text import shown
from tui.widgets.board import Board, Lane, Row
from tui.widgets.board_rows import Size, row_lines
from tui.widgets.pages import Page, pages

GAP = 3
RULE = " │ "
NARROWEST = 14
"""Cells that a column of rows needs."""
PICKED = "$block-cursor-foreground on $block-cursor-background"
LARGE = (Size.TYPE, Size.BRIEF, Size.CLOSE)
"""Sizes that the back row can read, the best first."""
LARGE_AT_MOST = 40
"""Rows of a board beyond which nobody tries whether they fit in large type."""
LARGE_PAGES, LARGE_IN_PAGES = 4, 120
"""Pages in large type that a room can wait for, and rows that such pages may hold."""
READABLE = {Size.CLOSE: 36, Size.TEXT: 22}
"""Cells that a row of a name or two needs in a column."""


class Hit(NamedTuple):
    """Where a row is that can be clicked: a line, and the cells from `left` to before `right`."""

    y: int
    left: int
    right: int
    row: str

    def has(self, x: int, y: int) -> bool:
        """Whether that cell is of it."""
        return y == self.y and self.left <= x < self.right


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


class Drawing:
    """A board, with the row that is `selected` in sight, in `width` by `height` cells."""

    def __init__(self, board: Board, selected: str, width: int, height: int) -> None:
        self.board, self.selected = board, selected
        self.width, self.height = width, height
        self._hits: list[Hit] = []
        self.turns = False
        """Whether there is another page."""

    def lines(self, page: int) -> list[Content]:
        """The lines from the top; `page` is which of those of a board that comes in pages."""
        board = self.board
        if not any(lane.rows for lane in board.lanes) and len(board.lanes) == 1 and board.empty:
            return Content.styled(board.empty, "$quiet").wrap(max(2, self.width))[: self.height]
        if board.pages:
            return self._paged(page)
        return self._large() or self._plain()

    def row_at(self, x: int, y: int) -> str:
        """The row that was drawn there; empty where there is none."""
        return next((hit.row for hit in self._hits if hit.has(x, y)), "")

    def _paged(self, page: int) -> list[Content]:
        """The page in sight: in block type where a few pages hold it all, else as text."""
        made, width, height = self.in_pages(), self.width, self.height
        self.turns = len(made) > 1
        at = page % len(made)
        for number, one in enumerate(made):
            if self.selected and any(row.id == self.selected for part in one for row, _ in part):
                at = number
        inner = _lane_width(width, max(map(len, made)))
        laid = []
        for column in made[at]:
            laid.append(_Laid())
            for row, lines in column:
                picked = [_padded(line, inner).stylize(PICKED) for line in lines]
                laid[-1].add(picked if row.id == self.selected else lines, row.id)
        drawn = self._side_by_side(laid, inner)
        if self.turns:
            drawn = [*drawn[: height - 1], *[Content("")] * (height - 1 - len(drawn))]
            dots = " ".join("●" if number == at else "○" for number in range(len(made)))
            drawn.append(Content.styled(f"{at + 1}/{len(made)}  {dots}"[:width], "$quiet"))
        return drawn

    def in_pages(self) -> list[Page[Row, Content]]:
        """The rows of the one lane in pages: in block type where a few hold it, else as text."""
        rows = self.board.lanes[0].rows
        large = self._fewest(Size.CLOSE) if len(rows) <= LARGE_IN_PAGES else None
        if large and len(large) <= LARGE_PAGES:
            return large
        return self._fewest(Size.TEXT) or [[]]

    def _fewest(self, size: Size) -> list[Page[Row, Content]] | None:
        """The fewest pages, in as few columns as that takes."""
        most = max(1, (self.width + GAP) // (READABLE[size] + GAP))
        tries = (self._pages_of(size, columns) for columns in range(1, most + 1))
        return min(filter(None, tries), key=len, default=None)

    def _pages_of(self, size: Size, columns: int) -> list[Page[Row, Content]] | None:
        rows, inner = self.board.lanes[0].rows, _lane_width(self.width, columns)
        if inner < NARROWEST:
            return None

        def drawn(row: Row) -> list[Content] | None:
            return row_lines(row, inner, size)

        gap = [Content("")] if size is Size.CLOSE else []
        whole = pages(rows, drawn, columns, self.height, gap)
        if whole and len(whole) == 1:
            return whole
        return pages(rows, drawn, columns, self.height - 1, gap)

    def _large(self) -> list[Content] | None:
        """Every row in block type, when all of them fit so."""
        board = self.board
        if not board.large or sum(len(lane.rows) for lane in board.lanes) > LARGE_AT_MOST:
            return None
        if board.flows:
            return next(filter(None, map(self._flow, LARGE)), None)
        inner = _lane_width(self.width, len(board.lanes))
        laid = [self._lane(lane, inner, Size.TYPE) for lane in board.lanes]
        head = self._head_rows()
        if any(one is None or len(one.lines) > self.height - head for one in laid):
            return None
        return self._side_by_side([one for one in laid if one], inner)

    def _plain(self) -> list[Content]:
        if self.board.flows:
            flowed = self._flow(Size.TEXT) or self._flow(Size.LINE)
            if flowed:
                return flowed
        inner = _lane_width(self.width, len(self.board.lanes))
        laid = [self._lane(lane, inner, Size.TEXT) for lane in self.board.lanes]
        return self._side_by_side([one for one in laid if one], inner)

    def _flow(self, size: Size) -> list[Content] | None:
        """The rows of the one lane in columns, when all of them fit."""
        lane = self.board.lanes[0]
        if not lane.rows:
            return None
        room = self.height - self._head_rows()
        fewest = max(1, -(-len(lane.rows) // max(1, room)))
        for columns in range(fewest, len(lane.rows) + 1):
            inner = _lane_width(self.width, columns)
            if inner < NARROWEST:
                return None
            each = -(-len(lane.rows) // columns)
            parts = [lane.rows[at : at + each] for at in range(0, len(lane.rows), each)]
            laid = [self._lane(Lane(part), inner, size) for part in parts]
            if any(one is None for one in laid):
                return None
            if all(one is not None and len(one.lines) <= room for one in laid):
                return self._side_by_side([one for one in laid if one], inner)
        return None

    def _lane(self, lane: Lane, width: int, size: Size) -> _Laid | None:
        laid = _Laid()
        for row in lane.rows:
            lines = row_lines(row, width, size)
            if lines is None:
                return None
            if row.id and row.id == self.selected:
                lines = [_padded(line, width).stylize(PICKED) for line in lines]
            laid.add(lines, row.id)
        return laid

    def _head_rows(self) -> int:
        return int(any(lane.title for lane in self.board.lanes))

    def _side_by_side(self, laid: list[_Laid], width: int) -> list[Content]:
        head = self._head_rows()
        columns: list[list[Content]] = []
        for place, one in enumerate(laid):
            sight = self.selected or self.board.focus
            start, end = one.window(self.height - head, sight, top=self.board.top)
            start, end = max(0, start), min(end, len(one.lines))
            self._note_hits(place, width, head, one.ids[start:end])
            below = len(one.lines) - end
            seen = one.lines[start:end] if head else _cut(one.lines[start:end], start, below, width)
            columns.append([*self._head(place, start, below, width), *seen])
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
        hidden = _hidden(above, below)
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
        self._hits += [Hit(head + y, left, left + width, id_) for y, id_ in enumerate(ids) if id_]


def _lane_width(width: int, lanes: int) -> int:
    return (width - GAP * (lanes - 1)) // lanes


def _padded(line: Content, width: int) -> Content:
    return line.extend_right(max(0, width - line.cell_length))


def _hidden(above: int, below: int) -> str:
    """How many lines are out of sight; empty where none are."""
    return (f" ↑{above}" if above else "") + (f" ↓{below}" if below else "")


def _cut(lines: list[Content], above: int, below: int, width: int) -> list[Content]:
    """`lines` with at the end of the last one how many are out of sight, where no title says so."""
    hidden = _hidden(above, below)
    if not hidden or not lines:
        return lines
    last = lines[-1].truncate(max(0, width - len(hidden)), ellipsis=True)
    return [*lines[:-1], Content.assemble(_padded(last, width - len(hidden)), (hidden, "bold"))]

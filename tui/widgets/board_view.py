"""The board on the screen: what came, in lanes; the newest always in sight, large if it fits."""

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui.widgets.board import Board
from tui.widgets.board_drawing import Drawing


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
        self._page = 0
        self._drawing = Drawing(self.board, "", 0, 0)

    def turn(self, page: int) -> None:
        """Show another page of a board that does not fit; after the last comes the first."""
        if page != self._page:
            self._page = page
            if self._drawing.turns:
                self.refresh()

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
        self._drawing = drawing = Drawing(self.board, self.selected, *self.content_size)
        if not self.content_size.area or not self.board.lanes:
            return Content("")
        return Content("\n").join(drawing.lines(self._page))

    def on_click(self, event: events.Click) -> None:
        """Tell which row was clicked."""
        offset = event.get_content_offset(self)
        row = self._drawing.row_at(*offset) if offset else ""
        if row:
            self.post_message(self.Picked(row))

    def on_mouse_scroll_up(self) -> None:
        """Walk up."""
        self.post_message(self.Scrolled(-1))

    def on_mouse_scroll_down(self) -> None:
        """Walk down."""
        self.post_message(self.Scrolled(1))

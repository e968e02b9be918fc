"""A list of any length: each row is one line, made when it comes into sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from exports.language import N_
from tui.commands import Command, bindings

WALK = (
    Command("rows.up", "up", "walk(-1)", N_("Up"), N_("The line above"), shown=False),
    Command("rows.down", "down", "walk(1)", N_("Down"), N_("The line below"), shown=False),
    Command("rows.page_up", "pageup", "page(-1)", N_("Page up"), N_("A page up"), shown=False),
    Command(
        "rows.page_down", "pagedown", "page(1)", N_("Page down"), N_("A page down"), shown=False
    ),
    Command("rows.first", "home", "first", N_("First"), N_("The first line"), shown=False),
    Command("rows.last", "end", "last", N_("Last"), N_("The last line"), shown=False),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line: `key` tells it from the others, `draw` makes it for a width in cells."""

    key: str
    draw: Callable[[int], Content]


class Rows(ScrollView, can_focus=True):
    """Rows of which one is picked; it stays picked, and where it is, when others come and go."""

    DEFAULT_CSS = """
    Rows {
        overflow-x: hidden;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        & > .rows--picked {
            color: $block-cursor-blurred-foreground;
            background: $block-cursor-blurred-background;
            text-style: $block-cursor-blurred-text-style;
        }
        &:focus > .rows--picked {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: $block-cursor-text-style;
        }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--picked"}
    BINDINGS: ClassVar[list[BindingType]] = bindings(WALK)

    at: reactive[int] = reactive(0, repaint=False, bindings=True)
    """Which row is picked."""

    class Chosen(Message):
        """The row with that key is the one that is wanted."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Row] = ()

    @property
    def picked(self) -> str:
        """The key of the row that is picked; empty when there is none."""
        return self._rows[self.at].key if self._rows else ""

    def show(self, rows: Sequence[Row]) -> None:
        """Show `rows`; what was picked before, if it is still among them, stays where it is."""
        key, before = self.picked, self.at
        self._rows = rows
        self.virtual_size = Size(1, len(rows))
        same = self._number(key, before)
        self.scroll_to(y=self.scroll_offset.y + same - before, animate=False, force=True)
        self.at = same
        self._see()
        self.refresh()

    def pick(self, key: str) -> None:
        """Pick the row with that key, if it is there."""
        self.at = self._number(key, self.at)

    def _number(self, key: str, otherwise: int) -> int:
        return next((n for n, row in enumerate(self._rows) if row.key == key), otherwise)

    def validate_at(self, at: int) -> int:
        """One of the rows."""
        return max(0, min(at, len(self._rows) - 1))

    def watch_at(self, before: int, at: int) -> None:
        """Mark the row that is picked, in sight."""
        self.refresh_line(before)
        self.refresh_line(at)
        self._see()

    def on_resize(self) -> None:
        """Keep it in sight."""
        self._see()

    def _see(self) -> None:
        row = Region(0, self.at, 1, 1)
        self.scroll_to_region(row, animate=False, force=True, immediate=True)

    def render_line(self, y: int) -> Strip:
        """The row that is on line `y` of the screen."""
        number, width = self.scroll_offset.y + y, self.scrollable_content_region.width
        style = self.get_visual_style(*["rows--picked"] * (number == self.at))
        if number >= len(self._rows) or not width:
            return Strip.blank(width, self.visual_style.rich_style)
        strip = Visual.to_strips(self, self._rows[number].draw(width), width, 1, style)[0]
        return strip.extend_cell_length(width, style.rich_style)

    def on_click(self, event: events.Click) -> None:
        """What is clicked is wanted."""
        offset = event.get_content_offset(self)
        number = self.scroll_offset.y + offset.y if offset else len(self._rows)
        if number < len(self._rows):
            self.at = number
            self.action_choose()

    def action_choose(self) -> None:
        """The row that is picked is wanted."""
        if self._rows:
            self.post_message(self.Chosen(self.picked))

    def action_walk(self, by: int) -> None:
        """Pick a row further on; from the last on to the first, and back."""
        if self._rows:
            self.at = (self.at + by) % len(self._rows)

    def action_page(self, by: int) -> None:
        """Pick a row a page further on."""
        self.at += by * max(1, self.scrollable_content_region.height - 1)

    def action_first(self) -> None:
        """Pick the first row."""
        self.at = 0

    def action_last(self) -> None:
        """Pick the last row."""
        self.at = len(self._rows) - 1

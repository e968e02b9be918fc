"""Looking after the data: what was found in it, and what two laptops changed."""

from __future__ import annotations

from collections.abc import Sequence
from os import sep
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from exports.language import N_, _, ngettext
from tui.commands import Command, bindings
from tui.screens.leaves import Leaves
from tui.widgets.board import Board, Lane, Row
from tui.widgets.board_view import BoardView
from tui.widgets.keys import Keys

if TYPE_CHECKING:
    from tui.app import Kring

FOUND = (
    Command("found.back", "escape,enter,f3", "back", N_("Back"), N_("Back to the networks")),
    Command("found.up", "up,pageup", "walk(-1)", N_("Up"), N_("The sentence above"), shown=False),
    Command(
        "found.down", "down,pagedown", "walk(1)", N_("Down"), N_("The sentence below"), shown=False
    ),
)


def to_look_after(app: Kring) -> str:
    """What asks for somebody's eye, the most pressing first, in one sentence; empty for nothing."""
    shelf = app.keeping.shelf
    if shelf is None:
        return ""
    if shelf.differing:
        return ngettext(
            "{n} thing was changed on two laptops at once: F3 lets you choose.",
            "{n} things were changed on two laptops at once: F3 lets you choose.",
            shelf.differing,
        )
    if shelf.waiting:
        return _sentences(app)[0]
    if app.keeping.found:
        n = len(app.keeping.found)
        return ngettext(
            "{n} thing was found in what is kept: F3 tells what.",
            "{n} things were found in what is kept: F3 tells what.",
            n,
        )
    return ""


async def look_after(app: Kring) -> str:
    """Choose what is to be chosen, then read what was found; what to say where there is nothing.

    Raises:
        KringError: what is to be chosen can't be read.
    """
    shelf = await app.keeping.library()
    choices = await app.keeping.do(shelf.choices)
    if choices:
        from tui.screens.choose import Choose

        await app.push_screen_wait(Choose(choices))
    sentences = _sentences(app)
    if sentences:
        await app.push_screen_wait(Found(sentences))
        app.keeping.found = ()
    if choices or sentences:
        return ""
    return _("All is well: nothing was found, and there is nothing to choose.")


def _sentences(app: Kring) -> list[str]:
    """Where words wait, and what was found, with paths from the data folder on.

    The words are not needed before something is found.
    """
    from exports.reports import report_sentence, waiting_sentence

    waiting = app.keeping.shelf.waiting if app.keeping.shelf else ()
    found = (report_sentence(report) for report in app.keeping.found)
    return [
        *map(waiting_sentence, waiting),
        *(one.replace(f"{app.root}{sep}", "") for one in found),
    ]


class Found(Leaves[None]):
    """Sentences below one another."""

    CSS_PATH = "lines.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(FOUND)

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(classes="lines")
        self._rows = tuple(Row(one, f"found {n}", mark="•") for n, one in enumerate(sentences))
        self._picked = ""

    def compose(self) -> ComposeResult:
        """A title, the sentences, and what to do."""
        yield Static(_("Found in what is kept"), id="title", markup=False)
        yield BoardView()
        hint = _("Nothing is to be done here; “kring check --repair” mends what can be mended.")
        yield Static(hint, id="hint", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        """From the first sentence on."""
        self.action_walk(0)

    def action_walk(self, by: int) -> None:
        """The sentence above or below."""
        view = self.query_one(BoardView)
        self._picked = view.beside(self._picked, by) or self._picked
        view.show(Board((Lane(self._rows),), top=True, large=False), self._picked)

    @on(BoardView.Scrolled)
    def _scrolled(self, message: BoardView.Scrolled) -> None:
        self.action_walk(message.by)

    def action_back(self) -> None:
        """Back to the networks."""
        self.dismiss(None)

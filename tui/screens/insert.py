"""One more block while the session runs: its kind, its words, its minutes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError
from textual import on
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from exports.language import _
from exports.words import kind_word
from sessions.blocks import KINDS, Block
from sessions.texts import clean
from tui.blocks import VIEWS
from tui.screens.question import Question, field, label
from tui.widgets.options import Options

if TYPE_CHECKING:
    from tui.app import Kring

_BLOCK: TypeAdapter[Block] = TypeAdapter(Block)
MINUTES = "10"


class PickKind(Question[str]):
    """Which kind of block."""

    def __init__(self) -> None:
        super().__init__(_("Put a block in: which kind?"))

    def parts(self) -> list[Widget]:
        """The kinds."""
        return [Options(*(Option(kind_word(kind), id=kind) for kind in KINDS), markup=False)]

    def keys(self) -> str:
        """What the keys do."""
        return _("Enter: this one · Esc: back")

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id or KINDS[0])


class BlockForm(Question[Block]):
    """What the block is called or asks, and its minutes."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind_word(kind))
        self._kind, self._view = kind, VIEWS[kind]

    def parts(self) -> list[Widget]:
        """The words and the minutes."""
        return [
            label(_(self._view.asks)),
            field(self._view.suggests(kind_word(self._kind)), name="words"),
            label(_("Minutes")),
            field(MINUTES, name="minutes"),
        ]

    def keys(self) -> str:
        """What the keys do."""
        return _("Enter: on, and put in at the end · Esc: back")

    @on(Input.Submitted, "#words")
    def _words_done(self) -> None:
        self.query_one("#minutes").focus()

    @on(Input.Submitted, "#minutes")
    def _done(self) -> None:
        words = clean(self.query_one("#words", Input).value)
        minutes = self.query_one("#minutes", Input).value.strip().replace(",", ".")
        if not words:
            self.tell(_("Say what the room reads."))
            return
        try:
            made = self._view.fields(words, kind_word(self._kind))
            asked = {"kind": self._kind, "minutes": minutes, **made}
            self.dismiss(_BLOCK.validate_python(asked))
        except ValidationError:
            self.tell(_("“{text}” is not a number of minutes.").format(text=minutes))


def ask_for_block(app: Kring, then: Callable[[Block], None]) -> None:
    """Ask for a block; `then` gets it unless it was called off."""

    def formed(block: Block | None) -> None:
        if block is not None:
            then(block)

    def picked(kind: str | None) -> None:
        if kind is not None:
            app.push_screen(BlockForm(kind), formed)

    app.push_screen(PickKind(), picked)

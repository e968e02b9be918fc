"""A session that another Kring runs: who has it, and whether to watch along."""

from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from exports.language import N_, _
from exports.sentences import sentence
from sessions.store.errors import HeldError
from tui.commands import Command, bindings
from tui.screens.question import Question
from tui.text import shown

HELD = (
    Command("held.watch", "enter", "watch", N_("Watch along"), N_("See here what happens there")),
)


class Held(Question[bool]):
    """Enter watches along."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(HELD)

    def __init__(self, network: str, error: HeldError) -> None:
        super().__init__(network)
        self._error = error

    def parts(self) -> list[Widget]:
        """Who has it since when, and what watching along is."""
        offer = _("Watch along? You see all that happens there as it happens; you change nothing.")
        return [Static(f"{shown(sentence(self._error))}\n\n{offer}", markup=False)]

    def keys(self) -> str:
        """What the keys do."""
        return _("Enter: watch along · Esc: back")

    def action_watch(self) -> None:
        """Yes."""
        self.dismiss(True)

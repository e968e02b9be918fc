"""Several pasted lines, shown before they become several answers."""

from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from exports.language import N_, _, ngettext
from tui.commands import Command, bindings
from tui.screens.question import Question
from tui.text import shown

PASTE = (Command("paste.keep", "enter", "keep", N_("Keep all"), N_("Keep each line as an answer")),)


class Paste(Question[bool]):
    """Enter keeps each of `lines` as an answer."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(PASTE)

    def __init__(self, lines: tuple[str, ...]) -> None:
        many = len(lines)
        super().__init__(ngettext("Paste {n} line?", "Paste {n} lines as answers?", many))
        self._lines = lines

    def parts(self) -> list[Widget]:
        """The lines."""
        return [Static(Content("\n".join(f"• {shown(line)}" for line in self._lines)))]

    def keys(self) -> str:
        """What the keys do."""
        return _("Enter: keep them all · Esc: back in the line as one")

    def action_keep(self) -> None:
        """All of them."""
        self.dismiss(True)

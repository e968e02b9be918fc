"""One question with one line to answer it in."""

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from exports.language import _
from tui.screens.question import Question, field, label


class Ask(Question[str]):
    """Asks `title` about something; the answer may not be empty."""

    def __init__(self, title: str, about: str = "", text: str = "") -> None:
        super().__init__(title)
        self._about, self._text = about, text

    def parts(self) -> list[Widget]:
        """What it is about, and the line."""
        about: list[Widget] = [label(self._about)] if self._about else []
        return [*about, field(self._text, name="answer")]

    def keys(self) -> str:
        """What the keys do."""
        return _("Enter: keep · Esc: back")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        text = event.value.strip()
        if text:
            self.dismiss(text)
        else:
            self.tell(_("Type something, or go back with Esc."))

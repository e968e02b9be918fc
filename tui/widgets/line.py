"""A line to type in, in any script."""

from typing import Any
from unicodedata import category

from rich.text import Text
from textual import events
from textual.message import Message
from textual.widgets import Input

from sessions.texts import clean, replaces
from tui.text import one_each

HIDDEN = "•"
FORMATS = "Cf"
"""What joins emoji and shapes Persian; an Input leaves it out, as it has no width of its own."""


class Line(Input):
    """An Input whose cursor does not blink, and which takes every letter that has been typed.

    What could act on the terminal is shown as a sign, a cell for each.
    """

    class SignsTook(Message):
        """Signs took the place of control characters in what was pasted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, select_on_focus=False, **kwargs)
        self.cursor_blink = False

    @property
    def _value(self) -> Text:
        text = HIDDEN * len(self.value) if self.password else one_each(self.value)
        return Text(text, no_wrap=True, overflow="ignore", end="")

    async def _on_key(self, event: events.Key) -> None:
        if event.character and category(event.character) == FORMATS:
            event.stop()
            event.prevent_default()
            self.replace(event.character, *self.selection)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.tell_of_signs(event.text)
        self.replace(clean(event.text), *self.selection)

    def tell_of_signs(self, text: str) -> None:
        """Say so when there are characters in `text` that the gate makes visible."""
        if replaces(text):
            self.post_message(self.SignsTook())

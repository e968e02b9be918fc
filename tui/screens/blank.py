"""Nothing on the screen, so that the room looks at one another."""

from textual import events

from tui.screens.leaves import Leaves

REMOTE = " .b"
"""What a presentation remote sends for this; any other character is the beginning of a word."""


class Blank(Leaves[str]):
    """Empty until a key is pressed or the mouse is clicked; time goes on.

    Answers with the character that ended it, when that was one to keep.
    """

    CSS = "Blank { background: $blank; }"

    def on_key(self, event: events.Key) -> None:
        """Any key ends it."""
        event.stop()
        typed = event.character if event.is_printable else None
        self.dismiss(typed if typed and typed not in REMOTE else "")

    def on_click(self) -> None:
        """So does a click."""
        self.dismiss("")

"""Nothing on the screen, so that the room looks at one another."""

from textual import events
from textual.screen import Screen


class Blank(Screen[None]):
    """Empty until a key is pressed or the mouse is clicked; time goes on."""

    CSS = "Blank { background: black; }"

    def on_key(self, event: events.Key) -> None:
        """Any key ends it."""
        event.stop()
        self.dismiss(None)

    def on_click(self) -> None:
        """So does a click."""
        self.dismiss(None)

"""The floors: the least that a Textual app does for the same thing."""

from datetime import UTC, datetime

from textual.app import App, ComposeResult
from textual.widgets import Digits, Input, Static

HELLO = "Hello from the floor"


class Still(App[None]):
    """One Static, to start."""

    def compose(self) -> ComposeResult:
        """The Static."""
        yield Static(HELLO)


class Line(App[None]):
    """One Input, to type in."""

    def compose(self) -> ComposeResult:
        """The Input; its cursor stands still, as Kring's does."""
        line = Input(placeholder=HELLO)
        line.cursor_blink = False
        yield line


class Ticking(App[None]):
    """Digits that tell the time, once a second."""

    def compose(self) -> ComposeResult:
        """The Digits, and a word to know it by."""
        yield Static(HELLO)
        yield Digits("00:00")

    def on_mount(self) -> None:
        """Tick."""
        self.set_interval(1, self._tick)

    def _tick(self) -> None:
        self.query_one(Digits).update(f"{datetime.now(UTC):%M:%S}")  # noqa: TID251 - has no clock


def main(name: str) -> None:
    """Run the floor that is called so."""
    {"still": Still, "line": Line, "ticking": Ticking}[name]().run()

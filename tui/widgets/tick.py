"""A box to tick, whose sign says whether it is ticked: a colour alone does not."""

from textual.widgets import Checkbox


class Tick(Checkbox):
    """One row high."""

    DEFAULT_CSS = """
    Tick, Tick:focus { border: none; padding: 0; width: 100%; background: transparent; }
    """

    def on_mount(self) -> None:
        """Show what it is."""
        self.watch_value()

    def watch_value(self) -> None:
        """Show what it is now."""
        super().watch_value()
        self.BUTTON_INNER = "X" if self.value else " "
        self.refresh(layout=True)

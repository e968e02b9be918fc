"""Lists to choose from, in which PageUp and PageDown may come before the list is laid out.

Textual's (8.2) look where an option stands, and fail where that is not reckoned yet.
"""

from contextlib import suppress

from textual._widget_navigation import Direction
from textual.command import CommandPalette
from textual.widgets import OptionList


class Options(OptionList):
    """A list of options."""

    def _move_page(self, direction: Direction) -> None:
        with suppress(KeyError):
            super()._move_page(direction)


class Palette(CommandPalette):
    """Every command, found by its name."""

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):
            super()._action_command_list(action)

"""Commands: what the facilitator can press. Binding, footer, help and palette come from one."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding, BindingType

QUIT = "ctrl+q"
"""Works on every screen; where something is typed in the room, that is kept first."""


@dataclass(frozen=True)
class Command:
    """Something to press: its keys, the action it runs, and its name and tip (marked messages).

    `shown` puts it in the footer.
    """

    id: str
    keys: str
    action: str
    name: str
    tip: str
    shown: bool = True
    priority: bool = False

    @property
    def binding(self) -> Binding:
        """The command as Textual binds it; its words are still to be said in a language."""
        return Binding(
            self.keys,
            self.action,
            self.name,
            id=self.id,
            tooltip=self.tip,
            show=self.shown,
            priority=self.priority,
        )


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """The bindings of some commands."""
    return [command.binding for command in commands]

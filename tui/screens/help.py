"""Every key of the screen that asked for it, and what else there is to know there."""

from collections.abc import Iterator
from typing import ClassVar, Protocol, runtime_checkable

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from exports.language import N_, _
from tui.commands import Command, bindings
from tui.keynames import key_name
from tui.screens.leaves import Leaves
from tui.widgets.keys import Keys

HELP = (
    Command("help.back", "escape,f1,enter,q", "back", N_("Back"), N_("Back to where you were")),
)


@runtime_checkable
class Explains(Protocol):
    """A screen with more to know than its keys: marked messages, a line each."""

    explains: ClassVar[tuple[str, ...]]


class Help(Leaves[None]):
    """What can be pressed, each with what it does."""

    CSS_PATH = "agenda.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(HELP)

    def __init__(self, of: Screen[object]) -> None:
        super().__init__(classes="help")
        self._of = of

    def compose(self) -> ComposeResult:
        """The keys, then what else there is to know."""
        yield Static(_("Keys"), id="title", markup=False)
        with VerticalScroll():
            for keys, words in self._lines():
                with Horizontal():
                    yield Static(keys, classes="pressed")
                    yield Static(words)
            if isinstance(self._of, Explains):
                yield Static(
                    "\n".join(("", *map(_, self._of.explains))), markup=False, classes="more"
                )
        yield Keys()

    def on_mount(self) -> None:
        """Arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def action_back(self) -> None:
        """Back to where you were."""
        self.dismiss(None)

    def _lines(self) -> Iterator[tuple[Content, Content]]:
        """The keys of a command, and what it does."""
        keys: dict[str, list[str]] = {}
        words: dict[str, tuple[str, str]] = {}
        for active in self._of.active_bindings.values():
            binding = active.binding
            if active.enabled and binding.tooltip:
                keys.setdefault(binding.action, []).append(key_name(binding.key))
                words[binding.action] = (_(binding.description), _(binding.tooltip))
        wide = max((len(", ".join(one)) for one in keys.values()), default=0)
        for action, (name, tip) in words.items():
            pressed = f"{', '.join(keys[action]):<{wide}}"
            yield (
                Content.styled(pressed, "bold $primary"),
                Content.assemble((f"{name}: ", "bold"), tip),
            )

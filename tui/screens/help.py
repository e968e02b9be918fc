"""Every key of the screen that asked for it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from exports.language import N_, _
from tui.commands import Command, bindings
from tui.keynames import key_name
from tui.screens.leaves import Leaves
from tui.widgets.capture_line import CaptureLine
from tui.widgets.keys import Keys

HELP = (
    Command("help.back", "escape,f1,enter,q", "back", N_("Back"), N_("Back to where you were")),
)


class Help(Leaves[None]):
    """What can be pressed, each with what it does."""

    CSS_PATH = "agenda.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(HELP)

    def __init__(self, of: Screen[object]) -> None:
        super().__init__(classes="help")
        self._of = of

    def compose(self) -> ComposeResult:
        """The keys, then what to know of the capture line."""
        yield Static(_("Keys"), id="title", markup=False)
        with VerticalScroll():
            yield Static(Content("\n").join(self._lines()))
        yield Keys()

    def on_mount(self) -> None:
        """Arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def action_back(self) -> None:
        """Back to where you were."""
        self.dismiss(None)

    def _lines(self) -> list[Content]:
        keys: dict[str, list[str]] = {}
        words: dict[str, tuple[str, str]] = {}
        for active in self._of.active_bindings.values():
            binding = active.binding
            if active.enabled and binding.tooltip:
                keys.setdefault(binding.action, []).append(key_name(binding.key))
                words[binding.action] = (_(binding.description), _(binding.tooltip))
        wide = max((len(", ".join(one)) for one in keys.values()), default=0) + 2
        return [
            Content.assemble(
                (f" {', '.join(keys[a]):<{wide}}", "bold $primary"), (f"{name}: ", "bold"), tip
            )
            for a, (name, tip) in words.items()
        ] + [Content(f" {line}") for line in ("", *_typing()) if self._of.query(CaptureLine)]


def _typing() -> tuple[str, ...]:
    """What to know of the line in which answers are typed."""
    return (
        _("Type what is called out and press Enter: it is kept before you see it on the board."),
        _("@ and a few letters name who said it; Tab completes the name."),
        _("In turns @ with a name alone, or Enter on a name, gives that person the floor."),
        _("↑ walks to an earlier answer: Enter mends it, Del deletes it, F2 makes it an action."),
        _("Tab goes to the next column; on an answer that is picked it moves that there."),
        _("Several pasted lines become several answers; you see them first."),
        _("A presentation remote works: next, back, start (F5: pause) and blank screen (. or b)."),
    )

"""The capture line: always ready for what the group calls out."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from exports.language import N_
from sessions.texts import clean
from tui.commands import Command, bindings
from tui.widgets.line import Line

LINE = (
    Command("line.keep", "enter", "submit", N_("Keep"), N_("Keep what is typed")),
    Command(
        "line.up", "up", "walk(-1)", N_("Earlier"), N_("Walk to an earlier answer, to mend it")
    ),
    Command("line.down", "down", "walk(1)", N_("Later"), N_("Walk to a later answer"), shown=False),
    Command("line.tab", "tab", "turn(1)", N_("Column"), N_("The next column, or the name after @")),
    Command(
        "line.untab",
        "shift+tab",
        "turn(-1)",
        N_("Column before"),
        N_("The column before"),
        shown=False,
    ),
)
ON_EMPTY = frozenset({"space", "full_stop", "delete", "backspace"})
"""Keys with a meaning of their own on an empty line."""


class CaptureLine(Line, inherit_bindings=False):
    """One line; what an Input does not do itself it tells as messages.

    Enter is taken at once, before the letters that come after it.
    It leaves the page keys, which a presentation remote sends, to the room.
    On an empty line the space bar, the full stop and Delete mean something to the room.
    """

    DEFAULT_CSS = """
    CaptureLine, CaptureLine:focus {
        border: none;
        height: 1;
        padding: 0;
        background: $surface;
        background-tint: transparent 0%;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(one for one in Input.BINDINGS if not isinstance(one, Binding) or one.key != "enter"),
        *bindings(LINE),
    ]

    @dataclass
    class Said(Message):
        """Enter was pressed, or a key that goes on by the action `then`; the line is empty."""

        text: str
        then: str = ""

    @dataclass
    class Pasted(Message):
        """Several lines were pasted."""

        lines: tuple[str, ...]

    @dataclass
    class Walked(Message):
        """Up (-1) or down (1)."""

        by: int

    @dataclass
    class Turned(Message):
        """Tab (1) or shift+tab (-1)."""

        by: int

    @dataclass
    class EmptyKey(Message):
        """A key with a meaning of its own on an empty line: space, full stop, delete, a number."""

        key: str

    columns = 1
    choices = 0
    """How many things can be taken by their number, on an empty line."""
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """As an Input has it, but the room is not laid out anew at each key."""
    goes_on: Mapping[str, str] = MappingProxyType({})
    """Keys with which one goes on, each with its action: what is typed is said first."""
    given_back = ""
    """What was said last and could not be kept."""
    clears = True
    """Whether Enter leaves the line empty."""
    in_the_room = True
    """Whether Enter and the arrows mean what `LINE` says; else the screen has words for them."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tab means something where there are columns, or a name is being typed."""
        if action == "turn" and self.columns < 2 and "@" not in self.value:
            return False
        if action in {"submit", "walk"} and not self.in_the_room:
            return False
        return super().check_action(action, parameters)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """What means something on an empty line is no letter there, so that help lists it."""
        if self._means_something(key):
            return False
        return super().check_consume_key(key, character)

    async def _on_key(self, event: events.Key) -> None:
        if self._means_something(event.key):
            event.stop()
            event.prevent_default()
            self.post_message(self.EmptyKey(event.key))
        elif event.key == "enter":
            event.stop()
            event.prevent_default()
            await self.action_submit()
        elif self.says_before(event.key):
            event.stop()
            event.prevent_default()

    def says_before(self, key: str) -> bool:
        """Say what is typed before `key` does what it means; whether there was anything to say."""
        if key not in self.goes_on or self.value.strip() in {"", self.given_back}:
            return False
        self._say(then=self.goes_on[key])
        return True

    def _means_something(self, key: str) -> bool:
        """Whether the key is no letter now, but has a meaning of its own on an empty line."""
        chooses = key.isdecimal() and 1 <= int(key) <= self.choices
        return not self.value and (key in ON_EMPTY or chooses)

    def _on_paste(self, event: events.Paste) -> None:
        lines = tuple(filter(None, map(clean, event.text.splitlines())))
        event.stop()
        event.prevent_default()
        self.tell_of_signs(event.text)
        if len(lines) > 1:
            self.post_message(self.Pasted(lines))
        elif lines:
            self.replace(lines[0], *self.selection)

    async def action_submit(self) -> None:
        """Say the line, also an empty one."""
        self._say()

    def _say(self, then: str = "") -> None:
        text, self.given_back = self.value, ""
        if self.clears:
            self.value = ""
        self.post_message(self.Said(text, then))

    def action_walk(self, by: int) -> None:
        """Tell that up or down was pressed."""
        self.post_message(self.Walked(by))

    def action_turn(self, by: int) -> None:
        """Tell that tab was pressed."""
        self.post_message(self.Turned(by))

    def take_back(self, text: str) -> None:
        """Put words that could not be kept before what was typed since."""
        self.given_back = text.strip()
        if text:
            self.value = f"{text} {self.value}"
        self.cursor_position = len(self.value)

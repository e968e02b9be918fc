"""A question in front of a screen: a title, what it is about, and what the keys do."""

from typing import ClassVar, Generic, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Input, Static

from exports.language import N_
from sessions.due import warm_up
from tui.commands import Command, bindings
from tui.in_turn import in_turn
from tui.screens.leaves import Leaves
from tui.text import shown
from tui.widgets.line import Line

T = TypeVar("T")
BETWEEN = " · "

QUESTION = (
    Command("question.cancel", "escape,f10", "cancel", N_("Back"), N_("Back, without a change")),
)


class Question(Leaves[T | None], ModalScreen[T | None], Generic[T]):
    """Answered with a value, or called off with None. `parts` fill the box."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(QUESTION)

    def __init__(self, title: str) -> None:
        super().__init__(classes="question")
        self._title = title

    def compose(self) -> ComposeResult:
        """The box."""
        with VerticalScroll(classes="box", can_focus=False):
            yield Static(shown(self._title), classes="title", markup=False)
            yield from self.parts()
            yield Static(classes="tells", markup=False)
            yield Static(_clickable(self.keys()), classes="keys")

    def parts(self) -> list[Widget]:
        """What is between the title and the keys."""
        return []

    def keys(self) -> str:
        """What the keys do, in a line."""
        return ""

    def tell(self, sentence: str) -> None:
        """Say what is wrong, or what was understood."""
        self.query_one(".tells", Static).update(shown(sentence))

    @in_turn
    def action_cancel(self) -> None:
        """Back, without an answer."""
        self.dismiss(None)


class DayQuestion(Question[T]):
    """A question to which a day is typed; what reads days is made ready meanwhile."""

    def on_mount(self) -> None:
        """Beside the screen, for it takes a moment."""
        self._warm_up()

    @work(thread=True)
    def _warm_up(self) -> None:
        warm_up()


def _clickable(keys: str) -> Content:
    """What Enter does and what Esc does, each to be clicked as well; then what else there is."""
    parts = [Content(text) for text in keys.split(BETWEEN)]
    for place, key in enumerate(("enter", "escape")[: len(parts)]):
        click = Style.from_meta({"@click": f"app.simulate_key({key!r})"})
        parts[place] = parts[place].stylize(click)
    return Content(BETWEEN).join(parts)


def field(text: str = "", *, name: str) -> Input:
    """A line to type in, one row high."""
    return Line(text, id=name)


def label(text: str) -> Static:
    """What a line is for."""
    return Static(shown(text), classes="label", markup=False)

"""What I press: a sentence, the capture line with its column and source, and what Enter means."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from exports.language import _
from sessions.names import exactly, label, matching, meant
from sessions.network import Member
from sessions.session import Answer
from tui.text import shown
from tui.widgets.capture_line import CaptureLine

NAME_WORDS = 5
"""Words in which a name is looked for: *Sjoerd van den Berg*."""
OFFERED = 6
"""Names shown at once while one is typed after `@`."""


class Press(Vertical):
    """Holds what is being typed, mended, and who is named as its source."""

    DEFAULT_CSS = """
    Press { height: auto; dock: bottom; margin-bottom: 1; }
    Press #hint { height: 1; padding: 0 1; color: $quiet; background: $panel; }
    Press #hint { text-overflow: ellipsis; text-wrap: nowrap; }
    Press #hint.-says { color: $foreground; text-style: bold; text-wrap: wrap; }
    Press #hint.-says { height: auto; max-height: 4; text-overflow: fold; }
    Press #line { height: 1; padding: 0 1; background: $surface; }
    Press #label { width: auto; height: 1; color: $primary; text-style: bold; }
    """

    hint = getters.query_one("#hint", Static)
    label = getters.query_one("#label", Static)
    line = getters.query_one(CaptureLine)

    @dataclass
    class Entered(Message):
        """Enter on `text` (may be empty), said by the member `by` when one was named.

        `then` is the action with which the room goes on after it, when it was not Enter.
        """

        text: str
        by: str | None
        then: str = ""

    @dataclass
    class Mended(Message):
        """An answer, by its id, that reads anew; `then` as in `Entered`."""

        answer: str
        text: str
        by: str | None
        then: str = ""

    @dataclass
    class Turned(Message):
        """Tab (1) or shift+tab (-1): another column for what is picked, or for what comes next."""

        by: int

    @dataclass
    class Named(Message):
        """Somebody was named as the source of what comes next, or nobody any more."""

        by: str | None

    def __init__(self) -> None:
        super().__init__()
        self._people: Sequence[Member] = ()
        self._prompt = ""
        self._picked: Answer | None = None
        self._mending: Answer | None = None
        self._by: str | None = None
        self._offering = False
        self._asks = ""

    def compose(self) -> ComposeResult:
        """The sentence above, the line below."""
        yield Static(id="hint", markup=False)
        with Horizontal(id="line"):
            yield Static(id="label", markup=False)
            yield CaptureLine()

    def show(
        self, prompt: str, people: Sequence[Member], picked: Answer | None, *, columns: int
    ) -> None:
        """Show where what is typed goes."""
        self._prompt, self._people, self._picked = prompt, people, picked
        self.line.columns = columns
        self._label()

    def open(self, *, captures: bool) -> None:
        """With a line where answers are expected, else without."""
        self.query_one("#line").display = captures
        self.line.disabled = not captures
        if captures and self.screen.focused is None:
            self.line.focus()

    def say(self, sentence: str, otherwise: str = "") -> None:
        """Tell the facilitator something; when there is nothing to tell, what is to come."""
        self.hint.update(shown(sentence or otherwise))
        self.hint.set_class(bool(sentence), "-says")

    def take_back(self, text: str) -> None:
        """Put words that could not be kept back in the line."""
        self.line.take_back(text)

    def let_go(self) -> None:
        """Mend nothing, name nobody."""
        if self._mending:
            self.line.value = ""
        self._mending = None
        self._set_source(None)

    def aim_anew(self) -> None:
        """Mend nothing and name nobody any more; words that were typed stay."""
        if self._mending and self.line.value == self._mending.text:
            self.line.value = ""
        self._mending = self._by = None

    def _label(self) -> None:
        prompt = _("mend") if self._mending else self._prompt
        self.label.update(f"{shown(prompt)} ▸ " if prompt else "▸ ")

    def _set_source(self, by: str | None) -> None:
        if by != self._by:
            self._by = by
            self.post_message(self.Named(by))

    @on(CaptureLine.Said)
    def _said(self, message: CaptureLine.Said) -> None:
        text = self._with_source(message.text.strip())
        if text is None:
            self.take_back(message.text)
        elif self._mending:
            self._mend(self._mending, text, message.then)
        elif not text and self._picked:
            self._start_mending(self._picked)
        else:
            self.post_message(self.Entered(text, self._by, message.then))
            self._by = self._by if not text else None

    def _with_source(self, text: str) -> str | None:
        """The text without the name after `@`, who becomes the source; None when it is unclear."""
        if text.startswith("@") and (led := self._led(text[1:])) is not None:
            return led
        typed = mention(text)
        found = matching(self._people, typed)
        if not found and typed[:1].strip() and text.startswith("@"):
            self._asks = _("Nobody here is called so; without @ it can be kept.")
            return None
        if not found:
            return text
        member = exactly(self._people, typed)
        if member is None:
            self._asks = which(found)
            return None
        self._set_source(member.id)
        return text[: text.rindex("@")].rstrip()

    def _led(self, text: str) -> str | None:
        """What follows the name that a text begins with; None when it begins with none."""
        for words in range(min(len(text.split()) - 1, NAME_WORDS), 0, -1):
            *named, rest = text.split(None, words)
            member = exactly(self._people, " ".join(named))
            if member:
                self._set_source(member.id)
                return rest
        return None

    def _start_mending(self, answer: Answer) -> None:
        self._mending = answer
        self.line.value = answer.text
        self.line.cursor_position = len(answer.text)
        self._label()

    def _mend(self, answer: Answer, text: str, then: str) -> None:
        self._mending = None
        if text:
            self.post_message(self.Mended(answer.id, text, self._by, then))
        self._by = None
        self._label()

    @on(CaptureLine.Turned)
    def _tab(self, message: CaptureLine.Turned) -> None:
        text = self.line.value
        found = meant(self._people, mention(text))
        if not found:
            self.post_message(self.Turned(message.by))
            return
        if len(found) > 1:
            self.say(which(found))
            return
        rest = text[: text.rindex("@")].rstrip()
        self.line.value = f"{rest} " if rest else ""
        self.line.cursor_position = len(self.line.value)
        self._set_source(found[0].id)
        self.say(_("Says {name}").format(name=label(found[0], self._people, trait=False)))

    @on(CaptureLine.Walked)
    def _walked(self, message: CaptureLine.Walked) -> None:
        """What is being mended stays picked."""
        if self._mending:
            message.stop()

    @on(Input.Changed)
    def _offer_names(self) -> None:
        typed = mention(self.line.value)
        if typed:
            found = matching(self._people, typed)
            self.say(self._asks or offered(found) or _("Nobody here is called so."))
        elif self._offering:
            self.say("")
        self._offering, self._asks = bool(typed), ""


def mention(text: str) -> str:
    """The name that is being typed after the last `@`; empty when there is none."""
    before, sign, after = text.rpartition("@")
    return after if sign and (not before or before[-1].isspace()) else ""


def which(people: Sequence[Member]) -> str:
    """Asks who of several is meant."""
    return _("Which one? {names}").format(names=offered(people))


def offered(people: Sequence[Member]) -> str:
    """Names in one line, told apart; as many as are taken in at a glance."""
    return " · ".join(label(member, people, trait=False) for member in people[:OFFERED])

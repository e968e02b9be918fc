"""A new learning network: its name, its goal, its shared why."""

from dataclasses import dataclass

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from exports.language import _
from exports.sentences import sentence
from sessions.errors import EmptyTextError, TextTooLongError
from sessions.people import LONGEST
from sessions.texts import said
from tui.screens.question import Question, field, label


@dataclass(frozen=True)
class Purpose:
    """What a network is called and is for."""

    name: str
    goal: str
    why: str


class NewNetwork(Question[Purpose]):
    """Only the name must be there."""

    def __init__(self) -> None:
        super().__init__(_("New learning network"))

    def parts(self) -> list[Widget]:
        """Three lines."""
        return [
            label(_("Name")),
            field(name="name"),
            label(_("Goal: what it is to bring; without a clear goal no network lasts")),
            field(name="goal"),
            label(_("Shared why: why you want that together")),
            field(name="why"),
        ]

    def keys(self) -> str:
        """What the keys do."""
        return _("Enter: on, and keep at the end · Esc: back")

    @on(Input.Submitted)
    def _on(self, event: Input.Submitted) -> None:
        fields = list(self.query(Input))
        wrong = _wrong(fields[0].value)
        if wrong:
            fields[0].focus()
            self.tell(wrong)
            return
        at = fields.index(event.input)
        if at + 1 < len(fields):
            fields[at + 1].focus()
        else:
            self.dismiss(Purpose(*(one.value.strip() for one in fields)))

    @on(Input.Changed)
    def _typing(self) -> None:
        """What was wrong is being mended."""
        self.tell("")


def _wrong(name: str) -> str:
    """Why a network can't be called so."""
    try:
        said(name, most=LONGEST)
    except EmptyTextError:
        return _("Give the network a name.")
    except TextTooLongError as error:
        return sentence(error)
    return ""

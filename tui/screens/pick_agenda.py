"""Which agenda the session follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from exports.language import _, ngettext
from exports.sentences import sentence
from sessions.agenda import Agenda
from tui.screens.question import Question, label
from tui.text import shown
from tui.widgets.options import Options

if TYPE_CHECKING:
    from tui.shelf import Shelf


class PickAgenda(Question[Agenda]):
    """The agendas there are; what is wrong with a file of somebody's own stands below."""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__(_("Which agenda?"))
        self._files, self._wrong = shelf.agendas()
        self._folder = shelf.library.agendas

    def parts(self) -> list[Widget]:
        """The agendas, and where to put more."""
        options = Options(*(Option(_line(one.agenda)) for one in self._files), markup=False)
        faults = [label(shown(sentence(error))) for error in self._wrong]
        folder = shown(str(self._folder))
        return [
            options,
            *faults,
            label(_("Agendas of your own go in {folder}").format(folder=folder)),
        ]

    def keys(self) -> str:
        """What the keys do."""
        return _("Enter: this one · Esc: back")

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._files[event.option_index].agenda)


def _line(agenda: Agenda) -> Content:
    minutes = ngettext("{n} minute", "{n} minutes", round(agenda.minutes))
    summary = f"  {shown(agenda.summary)}" if agenda.summary else ""
    return Content.assemble((shown(agenda.title), "bold"), f"  {minutes}", (summary, "$quiet"))

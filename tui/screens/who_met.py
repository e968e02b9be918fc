"""Which of those who were brought together have met: all of them at once, to tick or strike."""

from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import SelectionList
from textual.widgets.selection_list import Selection

from exports.language import N_, _
from sessions.blocks.speed_dates import SpeedDates, talked
from sessions.meetings import Pair
from tui.blocks.base import Moment
from tui.commands import Command, bindings
from tui.screens.question import Question
from tui.text import shown

WHO_MET = (Command("who_met.keep", "enter", "keep", N_("Keep"), N_("Keep who met"), priority=True),)


class WhoMet(Question[frozenset[Pair]]):
    """Answers with the pairs that met."""

    DEFAULT_CSS = """
    WhoMet SelectionList { height: auto; max-height: 1fr; border: none; padding: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(WHO_MET)

    def __init__(self, moment: Moment[SpeedDates]) -> None:
        super().__init__(_("Who met? Strike what did not take place."))
        self._moment = moment

    def parts(self) -> list[Widget]:
        """Each two, ticked when they met."""
        m = self._moment
        met = set(talked(m.room, m.block))
        rows = (
            Selection(Content(shown(" — ".join(map(m.first_name, two)))), two, two in met)
            for two in m.block.met_or_were_to
        )
        return [SelectionList[tuple[str, str]](*rows)]

    def keys(self) -> str:
        """What the keys do."""
        return _("Enter: keep · Esc: back · space: met, or not")

    def action_keep(self) -> None:
        """Answer with those that are ticked."""
        ticked = self.query_one(SelectionList).selected
        self.dismiss(frozenset(frozenset(two) for two in ticked))

"""Which of those who were brought together have met: all of them at once, to tick or strike."""

from typing import ClassVar

from textual import getters, on
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from exports.language import N_, _
from sessions.blocks.speed_dates import SpeedDates, Two
from sessions.dating import talked
from sessions.meetings import Pair
from tui.blocks.moment import Moment
from tui.blocks.rows import DONE_MARK, STRUCK_MARK
from tui.commands import Command, bindings
from tui.screens.question import Question
from tui.text import shown
from tui.widgets.options import Options

WHO_MET = (
    Command("who_met.keep", "enter", "keep", N_("Keep"), N_("Keep who met"), priority=True),
    Command("who_met.turn", "space", "turn", N_("Met or not"), N_("Tick the two, or strike them")),
)


class WhoMet(Question[frozenset[Pair]]):
    """Answers with the pairs that met."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(WHO_MET)

    pairs = getters.query_one(Options)

    def __init__(self, moment: Moment[SpeedDates]) -> None:
        super().__init__(_("Who met? Strike what did not take place."))
        self._moment = moment
        self._met = {frozenset(two) for two in talked(moment.room, moment.block)}

    def parts(self) -> list[Widget]:
        """Each two, with a tick when they met."""
        rows = (Option(self._line(two)) for two in self._moment.block.met_or_were_to)
        return [Options(*rows, markup=False)]

    def keys(self) -> str:
        """What the keys do."""
        return _("Enter: keep · Esc: back; the space bar strikes or ticks")

    def action_turn(self) -> None:
        """Those in the bar met, or did not."""
        at = self.pairs.highlighted
        if at is not None:
            two = self._moment.block.met_or_were_to[at]
            self._met ^= {frozenset(two)}
            self.pairs.replace_option_prompt_at_index(at, self._line(two))

    @on(OptionList.OptionSelected)
    def _clicked(self) -> None:
        self.action_turn()

    def action_keep(self) -> None:
        """Answer with those that are ticked."""
        self.dismiss(frozenset(self._met))

    def _line(self, two: Two) -> Content:
        mark = DONE_MARK if frozenset(two) in self._met else STRUCK_MARK
        return Content(f"{mark} {shown(' — '.join(map(self._moment.first_name, two)))}")

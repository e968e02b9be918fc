"""Question sheets in the room: the question in large type, the answers in their columns."""

from typing import ClassVar

from exports.language import N_, _
from sessions.blocks.sheets import Sheets
from sessions.capture import Place
from tui.blocks.base import BlockView, Stance
from tui.blocks.moment import Moment
from tui.widgets.headline import Words

FIRST_ANSWERS = 2
"""So many are in sight below the longest question that is in type."""


class SheetsView(BlockView[Sheets]):
    """One sheet after the other."""

    stance: ClassVar[Stance] = Stance.QUESTION
    asks: ClassVar[str] = N_("The question")

    def stance_at(self, m: Moment[Sheets]) -> Stance:
        """The question, until there are more answers than fit below one in type anyhow."""
        sheet = m.block.questions[m.block.at].id
        here = m.room.session.answers_in(m.block.id, sheet)
        return Stance.ANSWERS if len(here) > FIRST_ANSWERS else Stance.QUESTION

    def suggests(self, kind_: str) -> str:
        """No question is asked of itself."""
        del kind_
        return ""

    def fields(self, words: str, kind_: str) -> dict[str, object]:
        """A sheet with that question."""
        return {"title": kind_, "questions": [{"text": words}]}

    def note(self, m: Moment[Sheets]) -> str:
        """Which sheet, of how many."""
        many = len(m.block.questions)
        return f"{m.block.at + 1}/{many}" if many > 1 else ""

    def here(self, m: Moment[Sheets]) -> str:
        """The sheet in front of the room."""
        return m.block.questions[m.block.at].id

    def words(self, m: Moment[Sheets]) -> Words:
        """The question, and what to do with it where there is room."""
        return Words(m.block.questions[m.block.at].text, above=m.block.prompt, insist=True)

    def places(self, m: Moment[Sheets]) -> tuple[Place, ...]:
        """The columns of the sheet in front of the room."""
        question = m.block.questions[m.block.at]
        return tuple(
            Place(block=m.block.id, sheet=question.id, column=column.id)
            for column in question.columns
        )

    def title(self, m: Moment[Sheets], place: Place) -> str:
        """The title of the column; of a sheet with just one, that these are answers."""
        return super().title(m, place) or _("Answers")

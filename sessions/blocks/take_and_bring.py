"""Take and bring (*halen en brengen*): what I take from the network and what I bring to it."""

from typing import Literal

from sessions.blocks.base import Column, Columns, InTurn, Sheet

SHEET = "take_and_bring"
TAKE, BRING, ADVICE = "take", "bring", "advice"


class TakeAndBring(InTurn):
    """Everybody in turn says both; advice to the network is taken down beside."""

    kind: Literal["take_and_bring"] = "take_and_bring"
    columns: Columns = (Column(id=TAKE), Column(id=BRING), Column(id=ADVICE))

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """One sheet with a column each for take, bring and advice."""
        return (Sheet(id=SHEET, columns=self.columns),)

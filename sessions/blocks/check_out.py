"""Check-out: a word from everyone before the session ends."""

from typing import Literal

from sessions.blocks.base import InTurn, Sheet

WORDS = "words"


class CheckOut(InTurn):
    """Everybody in turn, a word or a sentence each."""

    kind: Literal["check_out"] = "check_out"

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """One sheet of words."""
        return (Sheet(id=WORDS),)

"""Question sheets: a question each, filled by what the group calls out."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, field_validator

from sessions.base import Frozen, new_id
from sessions.blocks.base import BlockBase, Column, Columns, OfSession, Sheet

if TYPE_CHECKING:
    from sessions.room import Room


class Question(Frozen):
    """What is asked, and the columns in which the answers go."""

    id: str = Field(default_factory=new_id)
    text: Annotated[str, Field(min_length=1)]
    columns: Columns = (Column(id=""),)


class Sheets(BlockBase):
    """One sheet after the other; `at` is the one in front of the room."""

    kind: Literal["sheets"] = "sheets"
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    at: OfSession[int] = 0

    @field_validator("questions")
    @classmethod
    def _told_apart(cls, questions: tuple[Question, ...]) -> tuple[Question, ...]:
        if len({question.id for question in questions}) < len(questions):
            raise ValueError("two questions with the same id")
        return questions

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """A sheet for each question."""
        return tuple(Sheet(id=q.id, title=q.text, columns=q.columns) for q in self.questions)

    def onward(self, room: Room, now: datetime) -> Room | None:
        """The next sheet; none any more when the block goes on by itself."""
        if self.at + 1 >= len(self.questions) or self.wants_onward(now):
            return None
        return room.with_block(self.but(at=self.at + 1))

    def backward(self, room: Room, now: datetime) -> Room | None:
        """The sheet before."""
        del now
        return room.with_block(self.but(at=self.at - 1)) if self.at else None

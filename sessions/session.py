"""One session: its agenda as it runs, who is here, and what the group said."""

from datetime import date
from typing import Annotated, Any

from pydantic import AwareDatetime, Field, model_validator

from sessions.base import Document, Frozen, Listed, find
from sessions.blocks import Block
from sessions.partners import Proposed

_PROPOSED = "proposed"


class Presence(Frozen):
    """A member who is here, from when; until when, for who left early."""

    member: str
    came: AwareDatetime
    left: AwareDatetime | None = None


class Correction(Frozen):
    """How an answer read before it was corrected in a session that had been closed."""

    at: AwareDatetime
    text: str


class Answer(Listed):
    """What somebody said, as typed: in which block, on which sheet, in which column.

    `by` and `about` are member ids.
    """

    block: str
    sheet: str = ""
    column: str = ""
    text: Annotated[str, Field(min_length=1)]
    by: str | None = None
    about: str | None = None
    confidential: bool = False
    at: AwareDatetime
    corrections: tuple[Correction, ...] = ()


class Session(Document):
    """A meeting of the network: planned, then running, then closed.

    Of one that is planned `ticked` says whether somebody decided at the door who is here.
    `proposed` are the partners that are proposed and not confirmed; `passed` the people who were
    proposed and did not meet, as groups of member ids.
    """

    network: str
    title: str
    agenda: str
    number: int = 1
    day: date
    facilitator: str = ""
    begun: AwareDatetime | None = None
    promised: AwareDatetime | None = None
    closed: AwareDatetime | None = None
    ticked: bool = False
    here: tuple[Presence, ...] = ()
    at: str | None = None
    blocks: tuple[Block, ...] = ()
    answers: tuple[Answer, ...] = ()
    proposed: tuple[Proposed, ...] = ()
    passed: tuple[tuple[str, ...], ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _takes_proposals_from_blocks(cls, data: Any) -> Any:
        """Files of version 1 may have the proposals in the block they were made in."""
        if not isinstance(data, dict):
            return data
        blocks = [dict(one) if isinstance(one, dict) else one for one in data.get("blocks", ())]
        fields = (one for one in blocks if isinstance(one, dict))
        found = [proposed for one in fields for proposed in one.pop(_PROPOSED, ())]
        return {_PROPOSED: found, **data, "blocks": blocks}

    @property
    def planned(self) -> bool:
        """Ready to start."""
        return self.begun is None

    @property
    def running(self) -> bool:
        """Begun and not closed."""
        return self.begun is not None and self.closed is None

    @property
    def block(self) -> Block | None:
        """The block that the room is in; None before the first and after the last."""
        return find(self.blocks, self.at)

    @property
    def position(self) -> int:
        """The index of the block that the room is in; past the end when the last was left."""
        if self.begun is None:
            return -1
        ids = [block.id for block in self.blocks]
        return ids.index(self.at) if self.at in ids else len(ids)

    @property
    def present(self) -> tuple[str, ...]:
        """Who is here now, by member id, in the order of coming."""
        return tuple(p.member for p in self.here if p.left is None)

    def answers_in(self, block: str, sheet: str = "", column: str | None = None) -> list[Answer]:
        """The answers of a block, on one of its sheets and in one column when these are named."""
        return [
            answer
            for answer in self.answers
            if answer.block == block
            and (not sheet or answer.sheet == sheet)
            and (column is None or answer.column == column)
        ]

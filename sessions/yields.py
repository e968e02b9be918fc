"""What a session yielded."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sessions.acquaintance import Acquaintance, acquaintance
from sessions.actions import ActionItem, Change
from sessions.blocks import Block
from sessions.blocks.action_review import to_review
from sessions.blocks.next_date import agreed
from sessions.network import MeetingDate
from sessions.room import Room


@dataclass(frozen=True)
class Lasted:
    """A block, the time planned for it, and the time it took."""

    block: Block
    planned: timedelta
    took: timedelta


@dataclass(frozen=True)
class Gathered:
    """How many answers a sheet got; `title` is empty for a sheet that is not a question."""

    block: Block
    sheet: str
    title: str
    answers: int


@dataclass(frozen=True)
class Yield:
    """What there is to be proud of at the end; `acquaintance` is that of all who were here.

    Of the answers so many are `confidential`.
    """

    people: int
    gathered: tuple[Gathered, ...]
    acquaintance: Acquaintance
    agreed: tuple[ActionItem, ...]
    reviewed: tuple[tuple[ActionItem, Change], ...]
    next_date: MeetingDate | None
    lasted: tuple[Lasted, ...]
    confidential: int

    @property
    def answers(self) -> int:
        """All answers on all sheets."""
        return sum(one.answers for one in self.gathered)


def yielded(room: Room, now: datetime) -> Yield:
    """What the session has yielded so far."""
    session, knows = room.session, acquaintance(room)
    reviewed = ((a, a.last_change(session.id)) for a in to_review(room))
    return Yield(
        people=len(knows.people),
        gathered=_gathered(room),
        acquaintance=knows,
        agreed=room.agreed_today,
        reviewed=tuple((action, change) for action, change in reviewed if change),
        next_date=agreed(room),
        lasted=tuple(
            Lasted(block, block.planned, block.timer.elapsed(now))
            for block in session.blocks
            if block.entered
        ),
        confidential=sum(one.confidential for one in session.answers),
    )


def _gathered(room: Room) -> tuple[Gathered, ...]:
    return tuple(
        Gathered(block, sheet.id, sheet.title, len(found))
        for block in room.session.blocks
        for sheet in block.sheets
        if (found := room.session.answers_in(block.id, sheet.id))
    )

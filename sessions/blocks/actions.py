"""Actions: what the group will do, by two or more owners, by when."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from sessions.actions import ActionChange, ActionItem, Change
from sessions.base import after, new_id
from sessions.blocks.base import BlockBase
from sessions.texts import said

if TYPE_CHECKING:
    from sessions.room import Room


class Actions(BlockBase):
    """The group agrees on action items."""

    kind: Literal["actions"] = "actions"


def agree(
    room: Room,
    now: datetime,
    *,
    text: str,
    owners: tuple[str, ...],
    due: date | None = None,
    answer: str | None = None,
) -> Room:
    """The room with a new action item, from `answer` when it came from one."""
    session = room.session
    agreed = ActionChange(change=Change.AGREED, at=now, session=session.id, by=session.facilitator)
    action = ActionItem(
        id=new_id(),
        n=after(room.network.actions),
        text=said(text),
        owners=tuple(dict.fromkeys(owners)),
        due=due,
        answer=answer,
        session=session.id,
        history=(agreed,),
    )
    return room.with_action(action)

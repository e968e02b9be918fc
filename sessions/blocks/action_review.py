"""Action review: what became of the actions that are open."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from sessions.actions import ActionChange, ActionItem, Change
from sessions.base import find
from sessions.blocks.base import BlockBase
from sessions.texts import clean, said

if TYPE_CHECKING:
    from sessions.room import Room


class ActionReview(BlockBase):
    """The open actions come by, one after the other."""

    kind: Literal["action_review"] = "action_review"


def to_review(room: Room) -> tuple[ActionItem, ...]:
    """The actions of earlier sessions that are open, or were until this session spoke of them."""
    session = room.session.id
    return tuple(
        action
        for action in room.network.actions
        if action.session != session and (action.is_open or action.last_change(session))
    )


def review(room: Room, now: datetime, *, action: str, change: Change, reason: str = "") -> Room:
    """The room after `change` was said of an action, with the reason where one was given."""
    item = find(room.network.actions, action)
    if item is None:
        return room
    return room.with_action(item.changed(_change(room, now, change, clean(reason))))


def amend(
    room: Room,
    now: datetime,
    *,
    action: str,
    text: str,
    owners: tuple[str, ...],
    due: date | None,
) -> Room:
    """The room with an action that reads anew; how it read before is kept."""
    item = find(room.network.actions, action)
    if item is None:
        return room
    new = item.but(text=said(text), owners=tuple(dict.fromkeys(owners)), due=due)
    if new == item:
        return room
    change = _change(room, now, Change.CHANGED).but(before=item.text)
    return room.with_action(new.changed(change))


def _change(room: Room, now: datetime, change: Change, reason: str = "") -> ActionChange:
    session = room.session
    return ActionChange(
        change=change, at=now, session=session.id, by=session.facilitator, reason=reason
    )

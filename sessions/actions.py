"""Action items: what people of the network promised one another."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AwareDatetime, Field

from sessions.base import Frozen, Listed

SHARED = 2
"""Owners an action has by default: responsibility in a network is shared."""


class Status(StrEnum):
    """Where an action stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Change(StrEnum):
    """What happened to an action."""

    AGREED = "agreed"
    DONE = "done"
    STILL_ON = "still_on"
    CHANGED = "changed"
    DROPPED = "dropped"


STATUS_AFTER = {
    Change.AGREED: Status.OPEN,
    Change.DONE: Status.DONE,
    Change.STILL_ON: Status.OPEN,
    Change.CHANGED: Status.OPEN,
    Change.DROPPED: Status.DROPPED,
}


class ActionChange(Frozen):
    """One change: by whom, when, in which session, why; and how the action read before it."""

    change: Change
    at: AwareDatetime
    session: str
    by: str = ""
    reason: str = ""
    before: str = ""


class ActionItem(Listed):
    """What will be done, by which members (ids), by when, and from which answer it came."""

    text: Annotated[str, Field(min_length=1)]
    owners: tuple[str, ...]
    due: date | None = None
    answer: str | None = None
    session: str
    status: Status = Status.OPEN
    history: tuple[ActionChange, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.status is Status.OPEN

    def changed(self, change: ActionChange) -> Self:
        """The action after `change`."""
        return self.but(status=STATUS_AFTER[change.change], history=(*self.history, change))

    def last_change(self, session: str) -> Change | None:
        """What was last said of it in that session, or None when nothing was."""
        said = [c.change for c in self.history if c.session == session]
        return said[-1] if said else None

"""The learning network: what lives longer than a session."""

from datetime import date, time
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field

from sessions.actions import ActionItem
from sessions.base import Document, Frozen, Listed


class Away(Frozen):
    """From after the day somebody `left` the network until the day they came `back`."""

    left: date
    back: date


class Member(Listed):
    """Somebody of the network, or a guest; the trait is the one they introduced themselves with.

    `since` is the day from which they are what they are, a member or a guest; `left` the last day
    of who left the network, and `away` when they had left it before.
    """

    name: Annotated[str, Field(min_length=1)]
    organisation: str = ""
    role: str = ""
    reach: str = ""
    trait: str = ""
    guest: bool = False
    since: date | None = None
    left: date | None = None
    away: tuple[Away, ...] = ()

    def belongs(self, day: date) -> bool:
        """Whether they are one of the network on that day; a guest is not, the last day counts."""
        came = self.since is None or self.since <= day
        gone = any(one.left < day < one.back for one in self.away)
        return not self.guest and came and not gone and (self.left is None or day <= self.left)


class Met(StrEnum):
    """How two people came to speak."""

    SPEED_DATE = "speed_date"
    NEW_CONNECTION = "new_connection"


class Connection(Listed):
    """Two people, by member id, who spoke in a session."""

    people: tuple[str, str]
    session: str
    at: AwareDatetime
    met: Met


class MeetingDate(Listed):
    """A next session as it was fixed in the room: when, where, and who said yes."""

    session: str
    day: date
    at: time | None = None
    place: str = ""
    yes: tuple[str, ...] = ()


class Network(Document):
    """People of several organisations who learn from one another, session after session.

    `spots` are the places where groups of them meet, named once.
    """

    name: Annotated[str, Field(min_length=1)]
    goal: str = ""
    why: str = ""
    made: AwareDatetime
    spots: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    actions: tuple[ActionItem, ...] = ()
    connections: tuple[Connection, ...] = ()
    dates: tuple[MeetingDate, ...] = ()

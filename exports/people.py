"""How people are called in a document, so that two of the same name are told apart."""

from collections.abc import Iterable

from exports.language import _
from sessions.names import told_apart
from sessions.room import Room


def name(room: Room, person: str | None) -> str:
    """What the member with that id is called; empty for nobody."""
    if not person:
        return ""
    return told_apart(room.network.members).get(person) or _("somebody who is no longer a member")


def names(room: Room, people: Iterable[str]) -> list[str]:
    """What the members with these ids are called, in that order."""
    known = told_apart(room.network.members)
    return [known.get(one) or _("somebody who is no longer a member") for one in people]

"""How people are called in a document, so that two of the same name are told apart."""

from collections import Counter
from collections.abc import Iterable

from exports.language import _
from sessions.network import Member
from sessions.room import Room


def called(members: Iterable[Member]) -> dict[str, str]:
    """What each of `members` is called, by id.

    Who shares a name with another is told apart by organisation, else by a number.
    """
    members = tuple(members)
    shared = Counter(member.name for member in members)
    names = {
        m.id: f"{m.name} ({m.organisation})" if shared[m.name] > 1 and m.organisation else m.name
        for m in members
    }
    return _numbered(names)


def name(room: Room, person: str | None) -> str:
    """What the member with that id is called; empty for nobody."""
    if not person:
        return ""
    return called(room.network.members).get(person) or _("somebody who is no longer a member")


def names(room: Room, people: Iterable[str]) -> list[str]:
    """What the members with these ids are called, in that order."""
    known = called(room.network.members)
    return [known.get(one) or _("somebody who is no longer a member") for one in people]


def _numbered(names: dict[str, str]) -> dict[str, str]:
    times = Counter(names.values())
    seen: Counter[str] = Counter()
    numbered = {}
    for person, called_ in names.items():
        seen[called_] += 1
        numbered[person] = f"{called_} ({seen[called_]})" if times[called_] > 1 else called_
    return numbered

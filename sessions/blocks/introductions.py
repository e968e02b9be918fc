"""Introductions: each gives their name a trait that alliterates (*Handige Henk*)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from sessions.alliteration import trait_of
from sessions.blocks.base import InTurn, Sheet
from sessions.errors import TextTooLongError
from sessions.texts import clean

if TYPE_CHECKING:
    from sessions.network import Member
    from sessions.room import Room
    from sessions.session import Answer

TRAITS = "traits"
LONGEST = 40
"""Characters of a trait: it is read with the name from the back row."""


class Introductions(InTurn):
    """Everybody in turn; the trait is taken down and stands with the name from then on."""

    kind: Literal["introductions"] = "introductions"

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """One sheet of traits."""
        return (Sheet(id=TRAITS),)

    @property
    def is_about_who_speaks(self) -> bool:
        """A trait is somebody's own."""
        return True

    def mended(self, room: Room, answer: Answer) -> Room:
        """The room with the trait beside the name mended too."""
        member = room.member(answer.by)
        if member is None:
            return room
        return _with_trait(room, member, trait_of(answer.text, member.name))


def introduce(room: Room, now: datetime, *, answer: Answer, trait: str) -> Room:
    """The room with what somebody said of themselves, and the trait beside their name.

    Raises:
        TextTooLongError: the trait is no word or two.
    """
    del now
    member = room.member(answer.by)
    room = room.with_answer(answer)
    return room if member is None else _with_trait(room, member, trait)


def _with_trait(room: Room, member: Member, trait: str) -> Room:
    trait = clean(trait)
    if len(trait) > LONGEST:
        raise TextTooLongError(len(trait), LONGEST)
    return room.with_member(member.but(trait=trait))

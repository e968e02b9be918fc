"""Introductions: each gives their name a trait that alliterates (*Handige Henk*)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from sessions.alliteration import trait_of
from sessions.blocks.base import InTurn, Sheet
from sessions.texts import clean

if TYPE_CHECKING:
    from sessions.room import Room
    from sessions.session import Answer

TRAITS = "traits"


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
        return room.with_member(member.but(trait=clean(trait_of(answer.text, member.name))))


def introduce(room: Room, now: datetime, *, answer: Answer, trait: str) -> Room:
    """The room with what somebody said of themselves, and the trait beside their name."""
    del now
    member = room.member(answer.by)
    room = room.with_answer(answer)
    return room if member is None else room.with_member(member.but(trait=clean(trait)))

"""Introductions in the room: whose turn it is, and the traits that stand with the names."""

from datetime import datetime
from functools import partial
from typing import ClassVar

from exports.language import N_, _, language
from sessions import alliteration, capture
from sessions.alliteration import Alliteration
from sessions.blocks.introductions import TRAITS, Introductions, introduce
from sessions.facilitation import Did
from sessions.room import Change, Room
from tui.blocks.base import Desk, InTurnView, Moment, circle_mark, people_board
from tui.commands import Command
from tui.widgets.board import Board

_SAID = {
    Alliteration.LETTER: N_("{trait} {name}: it alliterates."),
    Alliteration.SOUND: N_("{trait} {name}: the same sound."),
    Alliteration.NEAR: N_("{trait} {name}: that sounds close."),
    Alliteration.NONE: N_("{trait} {name}: another letter, and welcome all the same."),
}


class IntroductionsView(InTurnView[Introductions]):
    """Everybody in turn, with a trait that starts like their name."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "introductions.offer",
            "f3",
            "in_block('offer')",
            N_("Ideas?"),
            N_("Offer three traits that start like the name of whose turn it is"),
        ),
    )

    def board(self, m: Moment[Introductions]) -> Board:
        """The circle, each with the trait when it is known."""
        return people_board(m, lambda p: circle_mark(m, p), m.block.circle.order)

    def entered(self, desk: Desk, m: Moment[Introductions], text: str) -> None:
        """The trait of who has the floor (or was named) is taken down, instead of one before."""
        person = m.room.member(self.source(m))
        if not text or person is None:
            super().entered(desk, m, text)
            return
        trait = alliteration.trait_of(text, person.name)
        had = [one for one in m.answers(TRAITS, "") if one.by == person.id]
        if had:
            desk.change(Did.MEND, partial(capture.mend, answer=had[-1].id, text=text), text)
        else:
            desk.change(Did.ANSWER, _introducing(m.block.id, text, person.id, trait), text)
        like = alliteration.compare(trait, person.name, language=language())
        desk.say(_(_SAID[like]).format(trait=trait, name=person.name))

    def on_offer(self, desk: Desk, m: Moment[Introductions]) -> None:
        """Three traits for who is stuck."""
        person = m.room.member(self.source(m))
        if person is None:
            desk.say(_("Give somebody the floor first (PgDn), or name them with @."))
            return
        used = {one.trait for one in m.present if one.trait}
        offer = alliteration.offer(person.name, language=language(), seed=m.now.second, but=used)
        desk.say(" · ".join(f"{trait} {person.name}" for trait in offer))


def _introducing(block: str, said: str, person: str, trait: str) -> Change:
    def change(room: Room, now: datetime) -> Room:
        place = capture.Place(block=block, sheet=TRAITS)
        kept = capture.answers(room, now, place=place, texts=[said], by=person)
        return introduce(room, now, answer=kept[0], trait=trait)

    return change

"""Introductions in the room: whose turn it is, and the traits that stand with the names."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import ClassVar

from exports.language import N_, _, language
from sessions import alliteration, capture
from sessions.alliteration import Alliteration
from sessions.blocks.introductions import TRAITS, Introductions, introduce
from sessions.facilitation import Did
from sessions.network import Member
from sessions.room import Change, Room
from tui.blocks.desk import Desk
from tui.blocks.in_turn import InTurnView, circle_mark
from tui.blocks.moment import Moment
from tui.blocks.rows import people_board
from tui.commands import Command
from tui.widgets.board import Board, Lane, Row

IDEAS = 3
"""Traits offered at a time."""

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
            N_("Three traits that start like the name of whose turn it is; again: three others"),
        ),
        *InTurnView.commands,
    )

    def choices(self, m: Moment[Introductions]) -> tuple[str, ...]:
        """The traits that were offered last."""
        return m.aim.offered[-IDEAS:]

    def board(self, m: Moment[Introductions]) -> Board:
        """The circle, each with the trait when it is known; while somebody is stuck, the ideas."""
        person = m.room.member(self.source(m))
        if person and m.aim.offered:
            ideas = enumerate(self.choices(m), start=1)
            first = m.first_name(person.id)
            rows = tuple(Row(f"{trait} {first}", trait, mark=f"{n}") for n, trait in ideas)
            return Board((Lane(rows),), flows=True, top=True)
        return people_board(m, lambda p: circle_mark(m, p), m.block.circle.order)

    def entered(self, desk: Desk, m: Moment[Introductions], text: str) -> None:
        """The trait of who has the floor (or was named) is taken down, instead of one before."""
        person = m.room.member(self.source(m))
        taken = m.aim.picked if m.aim.picked in self.choices(m) else ""
        said = text or taken
        if not said:
            super().entered(desk, m, text)
        elif person is None:
            desk.say(_nobody(m))
        else:
            desk.offer(())
            self._take_down(desk, m, person, said)

    def keeps(self, m: Moment[Introductions], texts: Sequence[str]) -> Change | None:
        """A trait comes alone: several lines are for one to look at first."""
        del m, texts
        return None

    def _take_down(self, desk: Desk, m: Moment[Introductions], person: Member, text: str) -> None:
        trait = alliteration.trait_of(text, person.name)
        had = [one for one in m.answers(TRAITS, "") if one.by == person.id]
        if had:
            desk.change(Did.MEND, partial(capture.mend, answer=had[-1].id, text=text), text)
        else:
            desk.change(Did.ANSWER, _introducing(m.block.id, text, person.id, trait), text)
        like = alliteration.compare(trait, person.name, language=language())
        desk.say(_(_SAID[like]).format(trait=trait, name=person.name))

    def on_offer(self, desk: Desk, m: Moment[Introductions]) -> None:
        """Three traits for who is stuck, which nobody has; then three others."""
        person = m.room.member(self.source(m))
        if person is None:
            desk.say(_nobody(m))
            return
        ideas = alliteration.offer(
            person.name,
            language=language(),
            seed=m.now.second,
            count=IDEAS,
            but={one.trait for one in m.room.network.members if one.id != person.id},
            before=m.aim.offered,
        )
        if ideas:
            fresh = tuple(one for one in m.aim.offered if one not in ideas)
            desk.offer((*fresh, *ideas))
            if desk.typing:
                desk.say(_("Empty the line, then 1, 2 or 3 takes one · F3: three others"))
            else:
                desk.say(_("1, 2 or 3 takes one · F3: three others · Esc: none of these"))
        else:
            desk.say(_("No ideas for this name; perhaps the group has one."))


def _nobody(m: Moment[Introductions]) -> str:
    """How to say whose trait it is."""
    if m.block.circle.done:
        return _("Name whose it is with @ and a few letters.")
    return _("Give somebody the floor first (PgDn), or name them with @.")


def _introducing(block: str, said: str, person: str, trait: str) -> Change:
    def change(room: Room, now: datetime) -> Room:
        place = capture.Place(block=block, sheet=TRAITS)
        kept = capture.answers(room, now, place=place, texts=[said], by=person)
        return introduce(room, now, answer=kept[0], trait=trait)

    return change

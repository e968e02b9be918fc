"""Next date in the room: the day in large type, and who says yes."""

from functools import partial
from typing import ClassVar

from exports.language import N_, _, clock_time, day_short, day_words, language
from sessions.blocks.next_date import NextDate, agreed, all_say_yes, fix, say_yes
from sessions.due import Understood, understand, warm_up
from sessions.facilitation import Did
from sessions.names import meant
from sessions.network import MeetingDate
from tui.blocks.base import BlockView, Stance
from tui.blocks.desk import Desk
from tui.blocks.moment import Moment
from tui.blocks.rows import DONE_MARK, WAIT_MARK, people_board
from tui.commands import Command
from tui.text import brief
from tui.widgets.board import Board, Lane
from tui.widgets.headline import Words
from tui.widgets.press import which


class NextDateView(BlockView[NextDate]):
    """A day typed is fixed; a name typed says yes."""

    stance: ClassVar[Stance] = Stance.QUESTION
    shows_first: ClassVar[bool] = True
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "next_date.all",
            "f3",
            "in_block('all')",
            N_("All say yes"),
            N_("Everybody who is here said yes to the date"),
        ),
    )

    def warm_up(self) -> None:
        """What understands days is slow to load."""
        warm_up()

    def captures(self, m: Moment[NextDate]) -> bool:
        """Always."""
        del m
        return True

    def note(self, m: Moment[NextDate]) -> str:
        """How many said yes."""
        fixed = agreed(m.room)
        return f"{len(fixed.yes)}/{len(m.present)}" if fixed else ""

    def words(self, m: Moment[NextDate]) -> Words:
        """The date, once it is fixed."""
        fixed = agreed(m.room)
        if fixed is None:
            return Words(m.block.prompt or m.block.title)
        place = tuple(filter(None, (fixed.place,)))
        brief = _at(day_short(fixed.day), fixed)
        return Words(when(fixed), m.block.prompt, place, insist=not place, brief=brief)

    def board(self, m: Moment[NextDate]) -> Board:
        """Everybody, and who said yes; before there is a day, how to type one."""
        fixed = agreed(m.room)
        if fixed is None:
            hint = _("Type a day, and after a comma where: 12 March 14:00, the library")
            return Board((Lane(()),), empty=hint)
        people = tuple(member.id for member in m.present)
        return people_board(m, lambda p: DONE_MARK if p in fixed.yes else WAIT_MARK, people)

    def prompt(self, m: Moment[NextDate]) -> str:
        """A day first, then names."""
        return _("Yes from") if agreed(m.room) else _("When")

    def entered(self, desk: Desk, m: Moment[NextDate], text: str) -> None:
        """A day is fixed, with a place after a comma; a name says yes, or takes it back."""
        if not text:
            return
        fixed = agreed(m.room)
        people = meant(m.present, text) if fixed else ()
        if len(people) > 1:
            desk.say(which(people))
        elif people:
            desk.change(Did.YES, partial(say_yes, member=people[0].id), people[0].name)
        else:
            self._fix(desk, m, text, fixed)

    def _fix(self, desk: Desk, m: Moment[NextDate], text: str, before: MeetingDate | None) -> None:
        found, place = _understood(m, text)
        if found is None:
            said = _(
                "“{text}” is neither a day nor a name of somebody here. "
                "A place comes after a day and a comma."
            )
            desk.say(said.format(text=brief(text)))
        elif found.day < m.room.session.day:
            desk.say(_("{day} has been.").format(day=day_words(found.day)))
        else:
            at = found.at or (before.at if before else None)
            desk.change(Did.DATE, partial(fix, day=found.day, at=at, place=place), text)

    def on_all(self, desk: Desk, m: Moment[NextDate]) -> None:
        """Everybody said yes out loud."""
        if agreed(m.room) is None:
            desk.say(_("First fix a day."))
            return
        desk.change(Did.YES, all_say_yes, _("all"))


def _understood(m: Moment[NextDate], text: str) -> tuple[Understood | None, str]:
    """The day in a text, and the place after its comma."""
    whole = understand(text, now=m.now, language=language(), zone=None)
    if whole:
        return whole, ""
    said, _comma, place = text.partition(",")
    return understand(said, now=m.now, language=language(), zone=None), place


def when(fixed: MeetingDate) -> str:
    """A date as it is read in the room: *vrijdag 12 maart 2027 14:00*."""
    return _at(day_words(fixed.day), fixed)


def _at(day: str, fixed: MeetingDate) -> str:
    return f"{day} {clock_time(fixed.at)}" if fixed.at else day

"""How the room sees a block: what every kind's view answers to.

A view is stateless: it is asked what to show of a moment, and told what the facilitator typed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cached_property, partial
from typing import ClassVar, Generic, Protocol, TypeVar, cast

from textual.screen import Screen

from exports.language import N_, _
from exports.words import column_title
from sessions import capture
from sessions.blocks.base import BlockBase, InTurn
from sessions.capture import Place
from sessions.clock import Clock
from sessions.facilitation import Did
from sessions.names import Names
from sessions.network import Member
from sessions.room import Change, Room
from sessions.session import Answer
from sessions.timer import Timer
from tui.commands import Command
from tui.widgets.board import Board, Lane, Row
from tui.widgets.headline import Words

B = TypeVar("B", bound=BlockBase)
T = TypeVar("T")

DONE_MARK, TURN_MARK, WAIT_MARK = "✓", "▸", " "


class Stance(Enum):
    """What matters most: the time, the words, or what comes on the board."""

    TIME = "time"
    TURN = "turn"
    BOARD = "board"


@dataclass(frozen=True)
class Aim:
    """Where the facilitator is: the column, the row picked on the board, and the source set."""

    column: int = 0
    picked: str = ""
    by: str | None = None


@dataclass(frozen=True)
class Moment(Generic[B]):
    """The room at an instant, in a block."""

    room: Room
    block: B
    now: datetime
    aim: Aim = Aim()

    def label(self, id_: str | None) -> str:
        """The name of a member as the room knows it."""
        member = self.room.member(id_)
        return self._names.label(member) if member else ""

    def name(self, id_: str | None) -> str:
        """The name of a member, without the trait."""
        member = self.room.member(id_)
        return self._names.label(member, trait=False) if member else ""

    def first_name(self, id_: str | None) -> str:
        """The first name of a member, as long as nobody else is called so."""
        member = self.room.member(id_)
        return self._names.short(member, trait=False) if member else ""

    def short(self, id_: str | None) -> str:
        """The first name of a member, with the trait."""
        member = self.room.member(id_)
        return self._names.short(member) if member else ""

    def names(self, ids: tuple[str, ...]) -> str:
        """Several names, in one line."""
        return " + ".join(filter(None, map(self.label, ids)))

    @cached_property
    def _names(self) -> Names:
        """What everybody of the network is called, as none of them changes within a moment."""
        return Names(self.room.network.members)

    @property
    def present(self) -> tuple[Member, ...]:
        """Who is here."""
        return self.room.present

    def answers(self, sheet: str, column: str) -> tuple[Answer, ...]:
        """The answers in a column of a sheet of this block."""
        return tuple(self.room.session.answers_in(self.block.id, sheet, column))


class Desk(Protocol):
    """What a view asks of the screen it is on."""

    @property
    def clock(self) -> Clock:
        """What time it is."""
        ...

    def change(self, did: Did, change: Change, words: str = "") -> None:
        """Have the facilitation make a change; the room sees it once it is kept."""
        ...

    def say(self, sentence: str) -> None:
        """Tell the facilitator something, in the line above the capture line."""
        ...

    def pick(self, row: str) -> None:
        """Pick a row on the board."""
        ...

    def take_back(self, text: str) -> None:
        """Put words that were typed back in the line."""
        ...

    def ask(
        self,
        screen: Screen[T | None],
        then: Callable[[T], None],
        instead: Callable[[], None] | None = None,
    ) -> None:
        """Put a question in front; `then` gets the answer, `instead` runs when it is called off."""
        ...


class BlockView(Generic[B]):
    """How the room sees a kind of block, and what its keys and its capture line do."""

    stance: ClassVar[Stance] = Stance.BOARD
    asks: ClassVar[str] = N_("What the room reads")
    commands: ClassVar[tuple[Command, ...]] = ()

    def suggests(self, kind_: str) -> str:
        """The words that a block of this kind is put in with, unless others are typed."""
        return kind_

    def fields(self, words: str, kind_: str) -> dict[str, object]:
        """What a block of this kind is made of, of the words that somebody put it in with."""
        del kind_
        return {"title": words}

    def warm_up(self) -> None:
        """Load what is slow to load, on a thread, when the room enters the block."""

    def captures(self, m: Moment[B]) -> bool:
        """Whether answers are expected now."""
        return bool(m.block.sheets)

    def note(self, m: Moment[B]) -> str:
        """How far the block is, beside its title: *2/3*."""
        del m
        return ""

    def here(self, m: Moment[B]) -> str:
        """Where in the block the room is: with another turn or sheet the line aims anew."""
        del m
        return ""

    def words(self, m: Moment[B]) -> Words:
        """What is read in large type."""
        return Words(m.block.prompt or m.block.title)

    def timer(self, m: Moment[B]) -> Timer:
        """The timer that the room watches."""
        return m.block.turn() or m.block.timer

    def places(self, m: Moment[B]) -> tuple[Place, ...]:
        """Where what is typed can go: the columns of the sheet in front of the room."""
        return tuple(
            Place(block=m.block.id, sheet=sheet.id, column=column.id)
            for sheet in m.block.sheets[:1]
            for column in sheet.columns
        )

    def place(self, m: Moment[B]) -> Place | None:
        """Where what is typed goes."""
        places = self.places(m)
        return places[m.aim.column % len(places)] if places else None

    def source(self, m: Moment[B]) -> str | None:
        """Who is taken to speak when nobody is named."""
        return m.aim.by

    def board(self, m: Moment[B]) -> Board:
        """What came."""
        lanes = tuple(
            Lane(
                rows=tuple(answer_row(m, a) for a in m.answers(place.sheet, place.column)),
                title=self.title(m, place),
                count=len(m.answers(place.sheet, place.column)),
            )
            for place in self.places(m)
        )
        aim = m.aim.column % len(lanes) if lanes else None
        return Board(lanes, aim=aim)

    def title(self, m: Moment[B], place: Place) -> str:
        """The title of a column."""
        for sheet in m.block.sheets:
            for column in sheet.columns:
                if (sheet.id, column.id) == (place.sheet, place.column):
                    return column_title(column)
        return ""

    def prompt(self, m: Moment[B]) -> str:
        """What stands before the capture line: who speaks, and the column when there are more."""
        place = self.place(m)
        column = self.title(m, place) if place and len(self.places(m)) > 1 else ""
        return " · ".join(filter(None, (m.name(self.source(m)), column)))

    def entered(self, desk: Desk, m: Moment[B], text: str) -> None:
        """Enter was pressed on what was typed."""
        place = self.place(m)
        if place and text:
            change = partial(capture.keep, place=place, texts=[text], by=self.source(m))
            desk.change(Did.ANSWER, change, text)

    def command(self, name: str, desk: Desk, m: Moment[B]) -> None:
        """One of the kind's own commands was pressed: its method is `on_<name>`."""
        method = getattr(self, f"on_{name}")
        cast("Callable[[Desk, Moment[B]], None]", method)(desk, m)


IT = TypeVar("IT", bound=InTurn)


class InTurnView(BlockView[IT]):
    """How the room sees a block in which everybody has the floor once."""

    stance: ClassVar[Stance] = Stance.TURN

    def note(self, m: Moment[IT]) -> str:
        """How many were heard, of how many."""
        circle = m.block.circle
        return f"{len(circle.heard)}/{len(circle.order)}" if circle.order else ""

    def words(self, m: Moment[IT]) -> Words:
        """Who has the floor; before that what we do, after that that everybody was heard."""
        circle = m.block.circle
        if circle.current:
            waiting = next((m.label(p) for p in circle.waiting), "")
            full = m.label(circle.current)
            after = _("Next: {name}").format(name=waiting) if waiting else _("The last one")
            big = m.short(circle.current)
            names = [] if big == full else [full]
            below = (*names, after)
            brief = m.first_name(circle.current)
            return Words(big, above=m.block.prompt, below=below, insist=True, brief=brief)
        if circle.heard and circle.done:
            return Words(_("Everybody was heard"), above=m.block.title)
        first = (_("First: {name}").format(name=m.label(p)) for p in circle.waiting[:1])
        return Words(m.block.prompt or m.block.title, below=tuple(first))

    def here(self, m: Moment[IT]) -> str:
        """Whose turn it is."""
        return m.block.circle.current or ""

    def source(self, m: Moment[IT]) -> str | None:
        """Who has the floor, unless somebody is named."""
        return m.aim.by or m.block.circle.current

    def entered(self, desk: Desk, m: Moment[IT], text: str) -> None:
        """What is said is somebody's."""
        if text and self.source(m) is None:
            desk.say(_("Give somebody the floor first (PgDn), or name them with @."))
        else:
            super().entered(desk, m, text)


def answer_row(m: Moment[B], answer: Answer) -> Row:
    """An answer on the board, with who said it."""
    by = m.name(answer.by)
    return Row(answer.text, answer.id, aside=f"— {by}" if by else "")


def circle_mark(m: Moment[IT], person: str) -> str:
    """Whether somebody was heard, has the floor, or waits."""
    circle = m.block.circle
    if person == circle.current:
        return TURN_MARK
    return DONE_MARK if person in circle.heard else WAIT_MARK


def people_board(m: Moment[B], mark: Callable[[str], str], people: tuple[str, ...]) -> Board:
    """People in columns, each with a mark."""
    rows = tuple(Row(m.short(p), p, mark=mark(p)) for p in people)
    focus = next((p for p in people if mark(p) == TURN_MARK), "")
    return Board((Lane(rows),), flows=True, top=True, focus=focus)

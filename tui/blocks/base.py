"""How the room sees a block: what every kind's view answers to.

A view is stateless: it is asked what to show of a moment, and told what the facilitator typed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import ClassVar, Generic, cast

from exports.language import N_
from exports.words import column_title
from sessions import capture
from sessions.capture import Place
from sessions.facilitation import Did
from sessions.room import Change
from sessions.timer import Timer
from tui.blocks.desk import Desk
from tui.blocks.moment import B, Moment
from tui.blocks.rows import answer_row, open_rows
from tui.commands import Command
from tui.widgets.board import Board, Lane
from tui.widgets.headline import Words


class Stance(Enum):
    """What matters most: the time, a question, its answers, whose turn, the board, or one's name.

    A question goes before the clock: where both can't be in large type, the clock is a strip. It is
    in plain text only to leave room for its answers, once they come, or where no type fits.
    """

    TIME = "time"
    QUESTION = "question"
    ANSWERS = "answers"
    TURN = "turn"
    BOARD = "board"
    LIST = "list"


@dataclass(frozen=True)
class Reckoning:
    """What takes too long to be reckoned while the room waits.

    `answer` may run on any thread and gives the change that brings it in; the same `question` has
    the same answer.
    """

    question: object
    answer: Callable[[], Change]


class BlockView(Generic[B]):
    """How the room sees a kind of block, and what its keys and its capture line do."""

    stance: ClassVar[Stance] = Stance.BOARD
    asks: ClassVar[str] = N_("What the room reads")
    pointed: ClassVar[str] = ""
    """What can be done with a row that is picked and is no answer."""

    shows_first: ClassVar[bool] = False
    """Whether what came of what was typed is looked at before the room goes on."""

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

    def offers(self, name: str, m: Moment[B]) -> bool:
        """Whether one of the kind's own commands means something now."""
        del name, m
        return True

    def reckons(self, m: Moment[B]) -> Reckoning | None:
        """What is to be reckoned beside what goes on, when there is something."""
        del m
        return None

    def stance_at(self, m: Moment[B]) -> Stance:
        """What matters most at this moment."""
        del m
        return self.stance

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
                rows=open_rows(m, m.answers(place.sheet, place.column), answer_row),
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

    def choices(self, m: Moment[B]) -> tuple[str, ...]:
        """What can be taken by its number on an empty line."""
        del m
        return ()

    def prompt(self, m: Moment[B]) -> str:
        """What stands before the capture line: who speaks, and the column when there are more."""
        place = self.place(m)
        column = self.title(m, place) if place and len(self.places(m)) > 1 else ""
        return " · ".join(filter(None, (m.name(self.source(m)), column)))

    def keeps(self, m: Moment[B], texts: Sequence[str]) -> Change | None:
        """What takes down an answer for each of `texts`; None where no answers are taken down."""
        place = self.place(m)
        if place is None:
            return None
        return partial(capture.keep, place=place, texts=texts, by=self.source(m))

    def entered(self, desk: Desk, m: Moment[B], text: str) -> None:
        """Enter was pressed on what was typed."""
        keep = self.keeps(m, [text]) if text else None
        if keep:
            desk.change(Did.ANSWER, keep, text)

    def has_open(self, m: Moment[B]) -> bool:
        """Whether something is to be settled before the room goes on from here."""
        del m
        return False

    def settle(self, desk: Desk, m: Moment[B], go: Callable[[], None]) -> None:
        """Ask how what is open is to be settled; `go` goes on."""
        del desk, m
        go()

    def command(self, name: str, desk: Desk, m: Moment[B]) -> None:
        """One of the kind's own commands was pressed: its method is `on_<name>`."""
        method = getattr(self, f"on_{name}")
        cast("Callable[[Desk, Moment[B]], None]", method)(desk, m)

"""How the room sees a block: what every kind's view answers to.

A view is stateless: it is asked what to show of a moment, and told what the facilitator typed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cached_property, partial
from typing import ClassVar, Generic, Protocol, TypeVar, cast

from textual.screen import Screen

from exports.language import N_, _, ngettext
from exports.words import column_title, order_word
from sessions import capture
from sessions.blocks.base import BlockBase, InTurn, arrange, give_floor
from sessions.capture import Place
from sessions.clock import Clock
from sessions.facilitation import Did
from sessions.names import Names
from sessions.network import Member
from sessions.room import Change, Room
from sessions.session import Answer, Session
from sessions.timer import Timer
from sessions.turns import Order, times_heard
from tui.commands import Command
from tui.widgets.board import Board, Lane, Row
from tui.widgets.headline import Words

B = TypeVar("B", bound=BlockBase)
T = TypeVar("T")

DONE_MARK, TURN_MARK, WAIT_MARK = "✓", "▸", " "
HIDDEN_MARK, STRUCK_MARK = "■", "×"


class Stance(Enum):
    """What matters most: the time, the words, what comes on the board, or to find oneself there."""

    TIME = "time"
    TURN = "turn"
    BOARD = "board"
    LIST = "list"


@dataclass(frozen=True)
class Aim:
    """Where the facilitator is: the column, the row picked on the board, and the source set.

    `offered` are the ideas that were given so far in this turn, of which the last are on the board.
    """

    column: int = 0
    picked: str = ""
    by: str | None = None
    offered: tuple[str, ...] = ()


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


@dataclass(frozen=True)
class Reckoning:
    """What takes too long to be reckoned while the room waits.

    `answer` may run on any thread and gives the change that brings it in; the same `question` has
    the same answer.
    """

    question: object
    answer: Callable[[], Change]


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

    def offer(self, ideas: tuple[str, ...]) -> None:
        """Have these ideas on the board, to be taken by their number; none takes them away."""
        ...

    def earlier(self) -> tuple[Session, ...]:
        """The last sessions of this network, the newest first; slow, so for `work_out`."""
        ...

    def work_out(self, task: Callable[[], T], then: Callable[[T], None]) -> None:
        """Have `task` done on a thread of its own, which holds up nobody; `then` gets the result.

        `task` is pure: what it works with is handed to it.
        """
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
    pointed: ClassVar[str] = ""
    """What can be done with a row that is picked and is no answer."""

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

    def entered(self, desk: Desk, m: Moment[B], text: str) -> None:
        """Enter was pressed on what was typed."""
        place = self.place(m)
        if place and text:
            change = partial(capture.keep, place=place, texts=[text], by=self.source(m))
            desk.change(Did.ANSWER, change, text)

    def struck(self, desk: Desk, m: Moment[B]) -> None:
        """Delete was pressed on a row that is no answer."""

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


IT = TypeVar("IT", bound=InTurn)


class InTurnView(BlockView[IT]):
    """How the room sees a block in which everybody has the floor once."""

    stance: ClassVar[Stance] = Stance.TURN
    pointed: ClassVar[str] = N_("Enter: this one has the floor")
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "in_turn.order",
            "ctrl+l",
            "in_block('order')",
            N_("Order"),
            N_("Who speaks when: as you sit, by lot, or whoever was heard least first"),
        ),
    )

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
        """What is said is somebody's; a name alone, or picked on the board, gets the floor."""
        wanted = m.aim.by or m.aim.picked
        if text and self.source(m) is None:
            desk.say(_("Give somebody the floor first (PgDn), or name them with @."))
        elif not text and wanted in m.block.circle.order:
            desk.change(Did.SKIP_TURN, partial(give_floor, person=wanted), m.name(wanted))
        else:
            super().entered(desk, m, text)

    def on_order(self, desk: Desk, m: Moment[IT]) -> None:
        """The next of the orders; who was heard stays heard."""
        orders = list(Order)
        order = orders[(orders.index(m.block.order) + 1) % len(orders)]

        def arranged(heard: Mapping[str, int]) -> None:
            words = order_word(order)
            desk.change(Did.ORDER, partial(arrange, order=order, heard=heard), words)
            desk.say(_("Order: {order}").format(order=words))

        desk.work_out(lambda: times_heard((m.room.session, *desk.earlier())), arranged)


def answer_row(m: Moment[B], answer: Answer) -> Row:
    """An answer on the board, with who said it."""
    by = m.name(answer.by)
    return Row(open_text(answer), answer.id, aside=f"— {by}" if by else "")


def open_text(answer: Answer) -> str:
    """What the room may read of an answer."""
    return _("confidential") if answer.confidential else answer.text


def open_rows(
    m: Moment[B], answers: Iterable[Answer], row: Callable[[Moment[B], Answer], Row]
) -> tuple[Row, ...]:
    """A row for each answer; of those that are confidential only how many there are."""
    answers = tuple(answers)
    rows = tuple(row(m, one) for one in answers if not one.confidential)
    hidden = [one.id for one in answers if one.confidential]
    if not hidden:
        return rows
    words = ngettext("{n} confidential", "{n} confidential", len(hidden))
    return (*rows, Row(words, hidden[-1], mark=HIDDEN_MARK))


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

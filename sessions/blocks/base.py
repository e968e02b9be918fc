"""What every kind of block has, and the moments at which a kind can say something of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any, Self, TypeGuard, TypeVar

from pydantic import BeforeValidator, Field

from sessions.base import Document, Frozen, new_id
from sessions.circle import Circle
from sessions.timer import Timer
from sessions.turns import Order, in_order, times_heard

if TYPE_CHECKING:
    from sessions.room import Room
    from sessions.session import Answer


class Column(Frozen):
    """A part of a sheet; where the title is empty, the screen has a word for the id."""

    id: str
    title: str = ""


class Sheet(Frozen):
    """A sheet on the wall: a question, and one or more columns of answers."""

    id: str
    title: str = ""
    columns: tuple[Column, ...] = (Column(id=""),)


def _columns(value: Any) -> Any:
    """Columns that are just titled get their place as their id."""
    if not isinstance(value, list | tuple):
        return value
    return [
        {"id": str(place), "title": one} if isinstance(one, str) else one
        for place, one in enumerate(value)
    ]


Columns = Annotated[tuple[Column, ...], BeforeValidator(_columns), Field(min_length=1)]
Minutes = Annotated[float, Field(gt=0, le=1440)]


_OF_SESSION = "of a session"
T = TypeVar("T")
OfSession = Annotated[T, _OF_SESSION]
"""How far a block is, or what was wished of people by their ids: no agenda says it."""


def _half(data: dict[str, Any]) -> float:
    return float(data.get("minutes", 0)) / 2


def _full(data: dict[str, Any]) -> Timer:
    return Timer(length=timedelta(minutes=data.get("minutes", 0)))


class BlockBase(Document):
    """A part of the agenda: what the room does, for how long, and how far it is.

    `minutes` is the plan and stays; the timer's length is what the block gets today. `least` is
    what it needs (half the plan unless said); `notes` are for the facilitator. A block that
    `moves_on` goes to what comes next by itself when its time is up.
    """

    id: Annotated[str, Field(min_length=1)] = Field(default_factory=new_id)
    title: Annotated[str, Field(min_length=1)]
    minutes: Minutes
    least: Annotated[float, Field(ge=0, le=1440)] = Field(default_factory=_half)
    prompt: str = ""
    notes: str = ""
    moves_on: bool = False
    skipped: OfSession[bool] = False
    timer: OfSession[Timer] = Field(default_factory=_full)

    @classmethod
    def of_session(cls) -> frozenset[str]:
        """The fields that only a session can say."""
        fields = cls.model_fields.items()
        return frozenset(name for name, field in fields if _OF_SESSION in field.metadata)

    @property
    def planned(self) -> timedelta:
        """The time the agenda gives it."""
        return timedelta(minutes=self.minutes)

    @property
    def minimum(self) -> timedelta:
        """The time it needs."""
        return timedelta(minutes=self.least)

    @property
    def entered(self) -> bool:
        """Whether the room has been in it."""
        return self.timer.begun is not None

    @property
    def gives_first(self) -> bool:
        """Whether it is the first to give time when time is short."""
        return False

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets it fills, in order; none where nothing is taken down."""
        return ()

    @property
    def is_about_who_speaks(self) -> bool:
        """Whether what is taken down in it tells who says it."""
        return False

    def turn(self) -> Timer | None:
        """The timer of a turn or round inside the block, when there is one now."""
        return None

    @property
    def has_floor(self) -> bool:
        """Whether somebody has the floor."""
        return False

    @property
    def through(self) -> bool:
        """Whether nothing inside it is still to come."""
        return True

    def wants_onward(self, now: datetime) -> bool:
        """Whether it goes on by itself now: at the end of a turn, and through, at its own end."""
        clock = self.turn() or (self.timer if self.through else None)
        return self.moves_on and clock is not None and clock.ran_out(now)

    def pause(self, now: datetime) -> Self:
        """With every clock of it standing still."""
        return self.but(timer=self.timer.pause(now))

    def resume(self, now: datetime) -> Self:
        """With its clocks going on."""
        return self.but(timer=self.timer.start(now))

    def lengthen(self, by: timedelta) -> Self:
        """With `by` more time, or less."""
        return self.but(timer=self.timer.lengthen(by))

    def mended(self, room: Room, answer: Answer) -> Room:
        """The room after an answer that was taken down in it reads anew."""
        del answer
        return room

    def prepare(self, room: Room) -> Self:
        """Fitted to who is here: on entering, and whenever people come or leave."""
        del room
        return self

    def leave(self, room: Room, now: datetime) -> Room:
        """The room as it leaves the block, for another or for good."""
        return room.with_block(self.pause(now))

    def skip_turn(self, now: datetime) -> Self:
        """With who has the floor last in turn; as it is where nobody has."""
        del now
        return self

    def onward(self, room: Room, now: datetime) -> Room | None:
        """The room after the next thing inside the block; None when the block is through."""
        del room, now
        return None

    def backward(self, room: Room, now: datetime) -> Room | None:
        """The room after going back inside the block; None when it is at its beginning."""
        del room, now
        return None


class InTurn(BlockBase):
    """A block in which everybody has the floor once, `turn_seconds` each, in that `order`."""

    turn_seconds: Annotated[float, Field(gt=0, le=3600)] = 60
    order: Order = Order.SEATED
    circle: OfSession[Circle] = Field(default_factory=Circle)

    @property
    def turn_length(self) -> timedelta:
        """The length of one turn."""
        return timedelta(seconds=self.turn_seconds)

    def turn(self) -> Timer | None:
        """The timer of who has the floor."""
        return self.circle.timer if self.circle.current else None

    @property
    def has_floor(self) -> bool:
        """Whether somebody has the floor."""
        return self.circle.current is not None

    @property
    def through(self) -> bool:
        """Whether everybody was heard."""
        return self.circle.done

    def prepare(self, room: Room) -> Self:
        """With everybody who is here in the circle; who comes late speaks last."""
        seated = self.but(circle=self.circle.seat(room.session.present, self.turn_length))
        fresh = not self.circle.order
        return seated.arranged(room, self.order, times_heard([room.session])) if fresh else seated

    def arranged(self, room: Room, order: Order, heard: Mapping[str, int]) -> Self:
        """With those who wait in that order; `heard` is how often each was so far."""
        waiting = [p for p in room.session.present if p in self.circle.waiting]
        seed = f"{room.session.id} {self.id}"
        placed = in_order(waiting, order, heard=heard, seed=seed)
        return self.but(order=order, circle=self.circle.arrange(placed))

    def pause(self, now: datetime) -> Self:
        """With the block and the turn standing still."""
        return super().pause(now).but(circle=self.circle.pause(now))

    def lengthen(self, by: timedelta) -> Self:
        """With more time for the block, and for who has the floor."""
        return super().lengthen(by).but(circle=self.circle.lengthen(by))

    def resume(self, now: datetime) -> Self:
        """With the block and the turn going on."""
        return super().resume(now).but(circle=self.circle.resume(now))

    def onward(self, room: Room, now: datetime) -> Room | None:
        """The floor to the next."""
        circle = self.circle.onward(now)
        return None if circle is None else room.with_block(self.but(circle=circle))

    def backward(self, room: Room, now: datetime) -> Room | None:
        """The floor to who had it before."""
        circle = self.circle.backward(now)
        return None if circle is None else room.with_block(self.but(circle=circle))

    def skip_turn(self, now: datetime) -> Self:
        """With the floor to the next, and who had it last in turn."""
        return self.but(circle=self.circle.skip(now))


def skip_turn(room: Room, now: datetime) -> Room:
    """Who has the floor comes last; the next one gets it, and the clocks go on."""
    block = room.session.block
    skipped = block.skip_turn(now) if block else None
    return room if skipped is None or skipped == block else room.with_block(skipped.resume(now))


def arrange(room: Room, now: datetime, *, order: Order, heard: Mapping[str, int]) -> Room:
    """Those who wait speak in that order from now on; `heard` is how often each was so far."""
    del now
    block = room.session.block
    return room.with_block(block.arranged(room, order, heard)) if _in_turn(block) else room


def give_floor(room: Room, now: datetime, *, person: str) -> Room:
    """Somebody of the circle speaks now, out of turn, and then it goes on from there.

    Who had the floor keeps their turn, unless something they said in the block was taken down.
    """
    block = room.session.block
    if not _in_turn(block) or person not in block.circle.order or person == block.circle.current:
        return room
    told = any(a.by == block.circle.current for a in room.session.answers_in(block.id))
    circle = block.circle.heard_out() if told else block.circle
    return room.with_block(block.but(circle=circle.give(person, now)).resume(now))


def _in_turn(block: BlockBase | None) -> TypeGuard[InTurn]:
    return isinstance(block, InTurn)

"""Speed dates: short timed rounds in pairs, then each tells what they heard about the other."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field

from sessions import meetings
from sessions.base import ZERO, Frozen
from sessions.blocks.base import BlockBase, Sheet
from sessions.circle import Circle
from sessions.connecting import connect, times_spoken
from sessions.network import Met
from sessions.timer import Timer

if TYPE_CHECKING:
    from sessions.room import Room

HEARD = "heard"
PAIR = 2


class Stage(StrEnum):
    """Where in a speed date the room is."""

    CHANGE = "change"
    TALK = "talk"
    DEBRIEF = "debrief"


class Group(Frozen):
    """People (member ids) who meet, and the spot where."""

    people: tuple[str, ...]
    spot: str = ""


class Round(Frozen):
    """Who meets whom at the same time; who is `out` looks on."""

    groups: tuple[Group, ...] = ()
    out: tuple[str, ...] = ()

    @property
    def people(self) -> list[str]:
        """All it has a place for, sorted."""
        return sorted((*self.out, *(person for group in self.groups for person in group.people)))


class SpeedDates(BlockBase):
    """Rounds of pairs on one clock, then a debrief in the circle.

    Each round begins with a change (`change_seconds`, people find their spot), then the talk
    (`round_minutes`); `at` is the round, counted from 0.
    """

    kind: Literal["speed_dates"] = "speed_dates"
    rounds: Annotated[int, Field(ge=1, le=50)] = 3
    round_minutes: Annotated[float, Field(gt=0, le=60)] = 3
    change_seconds: Annotated[float, Field(ge=0, le=600)] = 60
    heard_seconds: Annotated[float, Field(gt=0, le=3600)] = 30
    spots: tuple[str, ...] = ()
    plan: tuple[Round, ...] = ()
    at: int = 0
    stage: Stage = Stage.CHANGE
    clock: Timer = Timer(length=ZERO)
    circle: Circle = Field(default_factory=Circle)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """One sheet of what was heard."""
        return (Sheet(id=HEARD),)

    @property
    def round(self) -> Round:
        """The round that the room is in; empty when there is none."""
        return self.plan[self.at] if self.at < len(self.plan) else Round()

    @property
    def talk_length(self) -> timedelta:
        """The length of one date."""
        return timedelta(minutes=self.round_minutes)

    def half(self, now: datetime) -> bool:
        """Whether it is time that the other one tells."""
        return self.stage is Stage.TALK and self.clock.elapsed(now) * 2 >= self.clock.length

    def turn(self) -> Timer | None:
        """The clock of the round, or of who is asked in the debrief."""
        if self.stage is Stage.DEBRIEF:
            return self.circle.timer if self.circle.current else None
        return self.clock if self.plan else None

    @property
    def has_floor(self) -> bool:
        """Whether somebody is asked about in the debrief."""
        return self.circle.current is not None

    @property
    def through(self) -> bool:
        """Whether everybody was asked what they heard, or there was nobody to meet."""
        return not self.plan or (self.stage is Stage.DEBRIEF and self.circle.done)

    def prepare(self, room: Room) -> Self:
        """With the rounds to come planned for who is here; rounds that have been stay.

        A plan that was made for those very people stays too.
        """
        been = self.at + (self.stage is not Stage.CHANGE)
        kept, coming = self.plan[:been], self.plan[been:]
        if self.stage is not Stage.DEBRIEF and not self._suits(coming, been, room):
            coming = rounds(room, self, kept)
        seated = self.circle.seat(room.session.present, timedelta(seconds=self.heard_seconds))
        plan = kept + coming
        clock = self.clock if self.clock.begun else Timer(length=self._change_length)
        return self.but(plan=plan, circle=seated, clock=clock)

    def pause(self, now: datetime) -> Self:
        """With every clock standing still."""
        return super().pause(now).but(clock=self.clock.pause(now), circle=self.circle.pause(now))

    def lengthen(self, by: timedelta) -> Self:
        """With more time for the block, and for the round or who is asked."""
        longer = super().lengthen(by)
        if self.stage is Stage.DEBRIEF:
            return longer.but(circle=self.circle.lengthen(by))
        return longer.but(clock=self.clock.lengthen(by)) if self.clock.begun else longer

    def resume(self, now: datetime) -> Self:
        """With the clocks of this stage going on."""
        circle = self.circle.resume(now)
        going = self.clock.begun is not None and self.stage is not Stage.DEBRIEF
        clock = self.clock.start(now) if going else self.clock
        return super().resume(now).but(clock=clock, circle=circle)

    def onward(self, room: Room, now: datetime) -> Room | None:
        """Change, talk, change, talk … then who is asked first in the debrief, and so on."""
        if self.stage is Stage.DEBRIEF:
            circle = self.circle.onward(now)
            return None if circle is None else room.with_block(self.but(circle=circle))
        if not self.plan:
            return None
        if self.stage is Stage.TALK:
            return self._after_talk(room, now)
        if self.at >= len(self.plan):
            return room.with_block(self._debrief(now))
        return room.with_block(self._enter(Stage.TALK, self.at, self.talk_length, now))

    def backward(self, room: Room, now: datetime) -> Room | None:
        """The stage before; meetings that were counted stay counted."""
        if self.stage is Stage.DEBRIEF:
            circle = self.circle.backward(now)
            if circle is not None:
                return room.with_block(self.but(circle=circle))
            return room.with_block(self._enter(Stage.TALK, self.at, self.talk_length, now))
        if self.stage is Stage.TALK:
            change = self._enter(Stage.CHANGE, self.at, self._change_length, now)
            return room.with_block(change.prepare(room))
        if self.at:
            return room.with_block(self._enter(Stage.TALK, self.at - 1, self.talk_length, now))
        return None

    def leave(self, room: Room, now: datetime) -> Room:
        """The room as it leaves the block; those who are talking have met."""
        return super().leave(self._met(room, now), now)

    def skip_turn(self, now: datetime) -> Self:
        """With who is asked in the debrief last in turn."""
        return self.but(circle=self.circle.skip(now))

    @property
    def _change_length(self) -> timedelta:
        return timedelta(seconds=self.change_seconds)

    def _suits(self, coming: tuple[Round, ...], been: int, room: Room) -> bool:
        here = sorted(room.session.present)
        return been + len(coming) == self.rounds and all(one.people == here for one in coming)

    def _enter(self, stage: Stage, at: int, length: timedelta, now: datetime) -> Self:
        clock = Timer(length=length).start(now)
        return self.but(stage=stage, at=at, clock=clock, circle=self.circle.give(None, now))

    def _debrief(self, now: datetime) -> Self:
        at = len(self.plan) - 1
        return self.but(stage=Stage.DEBRIEF, at=at, clock=self.clock.pause(now))

    def _met(self, room: Room, now: datetime) -> Room:
        if self.stage is not Stage.TALK:
            return room
        groups = [group.people for group in self.round.groups]
        return connect(room, now, groups=groups, met=Met.SPEED_DATE)

    def _after_talk(self, room: Room, now: datetime) -> Room:
        room = self._met(room, now)
        coming = self.at + 1
        if coming >= len(self.plan):
            return room.with_block(self._debrief(now))
        return room.with_block(self._enter(Stage.CHANGE, coming, self._change_length, now))


def rounds(room: Room, block: SpeedDates, kept: tuple[Round, ...]) -> tuple[Round, ...]:
    """The rounds after those `kept`, planned for who is here: who never spoke comes first."""
    people = [
        meetings.Person(id=m.id, organisation=m.organisation, since=m.since) for m in room.present
    ]
    coming = block.rounds - len(kept)
    if len(people) < PAIR or coming <= 0:
        return ()
    held = [
        meetings.Round(
            groups=tuple(meetings.Group(people=g.people, spot=g.spot) for g in one.groups),
            out=one.out,
        )
        for one in kept
    ]
    plan = meetings.plan(
        people,
        coming,
        spots=block.spots,
        history=times_spoken(room.network),
        held=held,
        wishes=meetings.Wishes(other_organisation=True),
        seed=room.session.number,
    )
    return tuple(
        Round(
            groups=tuple(Group(people=g.people, spot=str(g.spot)) for g in one.groups),
            out=one.out,
        )
        for one in plan.rounds
    )


def dates_of(block: SpeedDates, person: str) -> tuple[str, ...]:
    """Whom `person` met in this block's rounds so far, in order."""
    been = block.plan if block.stage is Stage.DEBRIEF else block.plan[: block.at]
    met = (g.people for one in been for g in one.groups if person in g.people)
    return tuple(dict.fromkeys(other for people in met for other in people if other != person))

"""Speed dates: short timed rounds, then each tells what they heard about whom they met."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field

from sessions.base import ZERO
from sessions.blocks.base import BlockBase, OfSession, Sheet
from sessions.circle import Circle
from sessions.connecting import connect, times_spoken
from sessions.meetings import Odd, Pair, Person, Wishes
from sessions.network import Met
from sessions.planning import Asked, Caution, Planned, pairs
from sessions.rounds import PAIR, Regrouping, Round
from sessions.timer import Timer

if TYPE_CHECKING:
    from sessions.room import Room

HEARD = "heard"
COUNTS = 3
"""A talk counts as a meeting when it ran for one part in so many of its time."""

Two = tuple[str, str]
"""Two people, by member id."""


class Stage(StrEnum):
    """Where in a speed date the room is."""

    CHANGE = "change"
    TALK = "talk"
    DEBRIEF = "debrief"


class SpeedDates(BlockBase):
    """Rounds on one clock, then a debrief in the circle.

    Each round begins with a change (`change_seconds`, people find their spot), then the talk
    (`round_minutes`); `at` is the round, counted from 0. The first change has no clock until the
    facilitator starts it; from then on the rounds follow one another by themselves, unless
    `rounds_move_on` says no. Where there are no `spots` those of the network are used.

    `plan` holds the rounds that have been, and those to come once they are planned. `news` are the
    people who have other company than when the talk began, `parted` those who had talked long
    enough to have met when one of them left.
    """

    kind: Literal["speed_dates"] = "speed_dates"
    rounds: Annotated[int, Field(ge=1, le=50)] = 3
    round_minutes: Annotated[float, Field(gt=0, le=60)] = 3
    change_seconds: Annotated[float, Field(ge=0, le=600)] = 60
    heard_seconds: Annotated[float, Field(gt=0, le=3600)] = 30
    rounds_move_on: bool = True
    groups_of: Annotated[int, Field(ge=2, le=12)] = 2
    odd: Odd = Odd.TRIO
    other_organisation: bool = True
    spots: tuple[str, ...] = ()
    must_meet: OfSession[tuple[Two, ...]] = ()
    keep_apart: OfSession[tuple[Two, ...]] = ()
    keep_seat: OfSession[tuple[str, ...]] = ()
    plan: OfSession[tuple[Round, ...]] = ()
    cautions: OfSession[tuple[Caution, ...]] = ()
    news: OfSession[tuple[str, ...]] = ()
    parted: OfSession[tuple[Two, ...]] = ()
    by_spot: OfSession[bool] = False
    at: OfSession[int] = 0
    stage: OfSession[Stage] = Stage.CHANGE
    clock: OfSession[Timer] = Timer(length=ZERO)
    circle: OfSession[Circle] = Field(default_factory=Circle)

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

    @property
    def ready(self) -> bool:
        """Whether the clock of the rounds has not been started yet."""
        return self.stage is Stage.CHANGE and self.clock.begun is None

    @property
    def been(self) -> tuple[Round, ...]:
        """The rounds that have been, the one that goes on included."""
        return self.plan[: self.at + (self.stage is not Stage.CHANGE)]

    @property
    def met_or_were_to(self) -> tuple[Two, ...]:
        """Each two who were brought together in the rounds that have been, in order."""
        together = (
            two for one in self.been for g in one.groups for two in combinations(g.people, 2)
        )
        unique = {frozenset(two): two for two in (*together, *self.parted)}
        return tuple(unique.values())

    def speaker(self, now: datetime) -> int:
        """Who of a group tells now, counted from 0: the time of a talk is shared evenly."""
        if self.stage is not Stage.TALK or not self.clock.length:
            return 0
        return min(
            int(self.clock.elapsed(now) / self.clock.length * self.groups_of), self.groups_of - 1
        )

    def turn(self) -> Timer | None:
        """The clock of the round, or of who is asked in the debrief."""
        if self.stage is Stage.DEBRIEF:
            return self.circle.timer if self.circle.current else None
        return None if self.ready else self.clock

    @property
    def has_floor(self) -> bool:
        """Whether somebody is asked about in the debrief."""
        return self.circle.current is not None

    @property
    def through(self) -> bool:
        """Whether everybody was asked what they heard, or there was nobody to meet."""
        return not self.plan or (self.stage is Stage.DEBRIEF and self.circle.done)

    def wants_onward(self, now: datetime) -> bool:
        """Whether it goes on by itself: at the end of a change and of a talk."""
        if self.rounds_move_on and self.stage is not Stage.DEBRIEF:
            return self.clock.ran_out(now)
        return super().wants_onward(now)

    def prepare(self, room: Room) -> Self:
        """Fitted to who is here: rounds that have been stay, a plan for those very people too.

        Where the rounds to come don't suit any more they are taken out; `asks` tells what is to be
        planned then.
        """
        block = self._regrouped(room) if self.stage is Stage.TALK else self
        been = block.been
        coming = block.plan[len(been) :]
        seated = block.circle.seat(room.session.present, timedelta(seconds=self.heard_seconds))
        clock = block.clock if block.clock.begun else Timer(length=self._change_length)
        block = block.but(circle=seated, clock=clock)
        suits = len(been) + len(coming) == self.rounds and all(
            one.people == sorted(room.session.present) for one in coming
        )
        return block if suits else block.planned_anew()

    def asks(self, room: Room) -> Asked | None:
        """What is to be planned; None where nothing is."""
        been, here = self.been, room.present
        coming = self.rounds - len(been)
        if len(self.plan) > len(been) or coming <= 0 or len(here) < PAIR:
            return None
        return Asked(
            people=tuple(
                Person(m.id, m.organisation, m.since, seat=m.id in self.keep_seat) for m in here
            ),
            rounds=coming,
            size=self.groups_of,
            spots=self.spots or room.network.spots,
            history=times_spoken(room.network),
            held=been,
            missed=self._missed(room),
            wishes=Wishes(
                must_meet=pairs(self.must_meet),
                keep_apart=pairs(self.keep_apart),
                other_organisation=self.other_organisation,
                odd=self.odd,
            ),
            seed=room.session.number,
        )

    def with_plan(self, planned: Planned) -> Self:
        """With the rounds to come."""
        return self.but(plan=self.been + planned.rounds, cautions=planned.cautions)

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
        if self.stage is Stage.TALK:
            return self._after_talk(room, now)
        if len(room.session.present) < PAIR:
            return room.with_block(self._debrief(self.at - 1, now)) if self.been else None
        if self.ready:
            return room.with_block(self._enter(Stage.CHANGE, self.at, now))
        asked = self.asks(room)
        block = self.with_plan(asked.planned()) if asked else self
        return room.with_block(block._enter(Stage.TALK, self.at, now))  # noqa: SLF001 - it is its own

    def backward(self, room: Room, now: datetime) -> Room | None:
        """The stage before; meetings that were counted stay counted."""
        if self.stage is Stage.DEBRIEF:
            circle = self.circle.backward(now)
            if circle is not None:
                return room.with_block(self.but(circle=circle))
            return room.with_block(self._enter(Stage.TALK, self.at, now).prepare(room))
        if self.stage is Stage.TALK:
            return room.with_block(self._enter(Stage.CHANGE, self.at, now).prepare(room))
        if self.at:
            return room.with_block(self._enter(Stage.TALK, self.at - 1, now).prepare(room))
        if self.ready:
            return None
        return room.with_block(self.but(clock=Timer(length=self._change_length)))

    def leave(self, room: Room, now: datetime) -> Room:
        """The room as it leaves the block; those who are talking have met."""
        return super().leave(self._met(room, now), now)

    def skip_turn(self, now: datetime) -> Self:
        """With who is asked in the debrief last in turn."""
        return self.but(circle=self.circle.skip(now))

    @property
    def _change_length(self) -> timedelta:
        return timedelta(seconds=self.change_seconds)

    def _enter(self, stage: Stage, at: int, now: datetime) -> Self:
        length = self.talk_length if stage is Stage.TALK else self._change_length
        clock = Timer(length=length).start(now)
        circle = self.circle.give(None, now)
        return self.but(stage=stage, at=at, clock=clock, circle=circle, news=())

    def _debrief(self, last: int, now: datetime) -> Self:
        """Asked about the rounds up to the `last` one."""
        plan, clock = self.plan[: last + 1], self.clock.pause(now)
        return self.but(stage=Stage.DEBRIEF, at=last, plan=plan, clock=clock, news=())

    def _missed(self, room: Room) -> frozenset[Pair]:
        """Who were together in a round that is over and did not meet: too short, or struck."""
        known = {frozenset(one.people) for one in room.met_today}
        groups = (group for one in self.plan[: self.at] for group in one.groups)
        were = {frozenset(two) for group in groups for two in combinations(group.people, 2)}
        return frozenset(were - known)

    def planned_anew(self) -> Self:
        """With the rounds to come to be planned."""
        return self.but(plan=self.been, cautions=())

    def _counts(self, now: datetime) -> bool:
        """Whether people who are talking have met."""
        return self.stage is Stage.TALK and self.clock.elapsed(now) * COUNTS >= self.clock.length

    def _met(self, room: Room, now: datetime) -> Room:
        talking = [group.people for group in self.round.groups] if self._counts(now) else []
        return connect(room, now, groups=[*talking, *self.parted], met=Met.SPEED_DATE)

    def _after_talk(self, room: Room, now: datetime) -> Room:
        met = self._counts(now)
        room = self._met(room, now)
        coming = self.at + 1
        if coming >= self.rounds or len(room.session.present) < PAIR:
            return room.with_block(self._debrief(self.at, now))
        block = self._enter(Stage.CHANGE, coming, now)
        return room.with_block(block if met else block.planned_anew())

    def _regrouped(self, room: Room) -> Self:
        """With the round that goes on fitted to who is here."""
        here = room.session.present
        if sorted(here) == self.round.people:
            return self
        left = {one.member: one.left for one in room.session.here if one.left}
        parted = [
            (person, other)
            for group in self.round.groups
            for person in group.people
            for other in group.people
            if person not in here and person in left and self._counts(left[person])
            if other != person
        ]
        spots = self.spots or room.network.spots
        now, news = Regrouping(self.round, here, pairs(self.keep_apart), spots).round()
        plan = (*self.plan[: self.at], now, *self.plan[self.at + 1 :])
        return self.but(plan=plan, news=news, parted=(*self.parted, *parted))

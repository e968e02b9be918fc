"""Playing a meeting of the script: every step as a facilitator takes it, on a clock in the past."""

from datetime import datetime, timedelta
from functools import partial

from sessions import attendance, pace, running
from sessions.base import MINUTE, ZERO
from sessions.clock import ManualClock
from sessions.demo.cast import Cast
from sessions.demo.moments import MOMENTS
from sessions.demo.script import Meeting, Part, Person
from sessions.facilitation import Did, Facilitation
from sessions.room import Change, Room

EARLY = timedelta(minutes=6)
"""How long before the beginning people are ticked at the door."""

SPOKEN = 0.8
"""The part of their turn that people use."""


class Player:
    """Plays meetings in the hands of a facilitation."""

    def __init__(self, session: Facilitation, clock: ManualClock, cast: Cast) -> None:
        self._session, self._clock, self._cast = session, clock, cast
        self._beat = ZERO

    def play(self, meeting: Meeting) -> None:
        """The whole meeting, from the door to the close; it begins at what the clock says.

        Raises:
            ValueError: the script has more in a part than fits in its time, or other parts than
                the agenda has blocks.
        """
        begins = self._clock.now()
        self._clock.set(begins - EARLY)
        self._open_the_door(meeting)
        self._clock.set(begins)
        self._session.do(Did.BEGIN, running.begin)
        for part in meeting.parts:
            self._part(part)
        self._session.do(Did.CLOSE, running.close)

    def _open_the_door(self, meeting: Meeting) -> None:
        here = self._cast.ids(meeting.here)
        self._session.do(Did.PEOPLE, partial(attendance.tick, members=here))
        for person in self._cast.script.people:
            if person.key in meeting.joined:
                room = self._do(Did.PEOPLE, partial(_join, person=person))
                self._cast.members[person.key] = room.network.members[-1].id

    def _part(self, part: Part) -> None:
        """A block, from the moment when it is entered until it is left."""
        ends = self._clock.now() + timedelta(minutes=part.took)
        self._beat = timedelta(seconds=part.beat)
        for member in self._cast.ids(part.come):
            self._do(Did.PEOPLE, partial(attendance.come, member=member))
        self._moment(part)
        while self._goes_on_inside():
            self._wait_for_turn()
            self._do(Did.ONWARD, running.onward)
            self._moment(part)
        for member in self._cast.ids(part.leave):
            self._do(Did.PEOPLE, partial(attendance.leave, member=member))
        if part.more:
            self._do(Did.LENGTHEN, partial(running.lengthen, by=MINUTE * part.more))
        if part.fit:
            self._do(Did.FIT, pace.apply_fit)
        if self._clock.now() > ends:
            raise ValueError(f"{part.block.title} takes more than {part.took} minutes")
        self._clock.set(ends)
        self._session.do(Did.ONWARD, running.onward)

    def _moment(self, part: Part) -> None:
        room = self._session.room
        for did, change in MOMENTS[part.block.kind](room, part, self._cast):
            room = self._do(did, change)
        agreed = room.agreed_today[-len(part.promises) :]
        for promise, action in zip(part.promises, agreed, strict=False):
            self._cast.actions[promise.key] = action.id

    def _goes_on_inside(self) -> bool:
        room = self._session.room
        block = room.session.block
        return block is not None and block.onward(room, self._clock.now()) is not None

    def _wait_for_turn(self) -> None:
        block = self._session.room.session.block
        turn = block.turn() if block else None
        if turn:
            self._clock.forward(turn.left(self._clock.now()) * SPOKEN)

    def _do(self, did: Did, change: Change) -> Room:
        self._clock.forward(self._beat)
        return self._session.do(did, change)


def _join(room: Room, now: datetime, *, person: Person) -> Room:
    room = attendance.add(room, now, name=person.name, organisation=person.organisation)
    member = room.network.members[-1]
    return room.with_member(member.but(role=person.role, reach=person.reach))

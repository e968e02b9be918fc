"""The ladder: a room with nobody in it, with people in it, and with the session begun."""

import pytest

from sessions import running
from sessions.clock import ManualClock
from sessions.room import Room
from tests.rooms import START, one_of_each, planned_room


@pytest.fixture
def clock() -> ManualClock:
    """A clock that stands at the start."""
    return ManualClock(START)


@pytest.fixture
def empty_room() -> Room:
    """A session with a block of every kind, planned; nobody is here."""
    return planned_room(blocks=one_of_each())


@pytest.fixture
def room_with_people() -> Room:
    """The same with seven people who are here, and as many members."""
    return planned_room(7, blocks=one_of_each())


@pytest.fixture
def running_room(room_with_people: Room) -> Room:
    """The same, begun at START: in the welcome."""
    return running.begin(room_with_people, START)

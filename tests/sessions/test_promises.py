"""Actions, what becomes of them in the next session, and the date of that session."""

from datetime import date, time

import pytest

from sessions import running
from sessions.actions import ActionItem, Change, Status
from sessions.blocks.action_review import amend, review, to_review
from sessions.blocks.actions import agree
from sessions.blocks.next_date import agreed, all_say_yes, fix, say_yes
from sessions.errors import EmptyTextError
from sessions.room import Room
from tests.rooms import MINUTE, START

LATER = START + MINUTE
MAY = date(2026, 5, 7)


def action(room: Room, id_: str = "") -> ActionItem:
    return next(one for one in room.network.actions if not id_ or one.id == id_)


@pytest.fixture
def agreed_last_time(running_room: Room) -> Room:
    """A room with an action of the session before, and one that was done then."""
    room = running_room.in_session(id="second")
    room = agree(room, START, text="bellen", owners=("henk", "vera"), due=MAY)
    room = agree(room, START, text="mailen", owners=("zoë",))
    bellen, mailen = room.network.actions
    actions = (bellen.but(id="bellen"), mailen.but(id="mailen", status=Status.DONE))
    return running_room.in_network(actions=actions)


def test_an_action_is_what_was_agreed(running_room: Room) -> None:
    room = agree(running_room, START, text=" bellen ", owners=("henk", "vera", "henk"), answer="a")
    made = action(room)
    assert (made.text, made.owners, made.answer) == ("bellen", ("henk", "vera"), "a")
    assert made.is_open
    assert [(one.change, one.at, one.by) for one in made.history] == [(Change.AGREED, START, "Mia")]
    assert room.agreed_today == (made,)
    assert to_review(room) == ()
    with pytest.raises(EmptyTextError):
        agree(room, START, text="", owners=())


def test_open_ones_come_back_and_stay_in_sight_once_spoken_of(agreed_last_time: Room) -> None:
    assert [one.id for one in to_review(agreed_last_time)] == ["bellen"]
    room = review(agreed_last_time, LATER, action="bellen", change=Change.DONE)
    assert [one.id for one in to_review(room)] == ["bellen"]
    next_time = room.in_session(id="fourth")
    assert to_review(next_time) == ()


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (Change.DONE, Status.DONE),
        (Change.STILL_ON, Status.OPEN),
        (Change.DROPPED, Status.DROPPED),
        (Change.CHANGED, Status.OPEN),
    ],
)
def test_each_change_keeps_who_when_where_and_why(
    agreed_last_time: Room, change: Change, status: Status
) -> None:
    room = review(agreed_last_time, LATER, action="bellen", change=change, reason=" geen\ntijd ")
    there = action(room, "bellen")
    assert there.status is status
    assert there.last_change("third") is change
    assert there.last_change("second") is Change.AGREED
    assert there.last_change("first") is None
    last = there.history[-1]
    assert (last.at, last.session, last.by, last.reason) == (LATER, "third", "Mia", "geen tijd")


def test_a_second_thought_opens_it_again_and_all_stays_on_record(agreed_last_time: Room) -> None:
    room = review(agreed_last_time, LATER, action="bellen", change=Change.DONE)
    room = review(room, LATER, action="bellen", change=Change.STILL_ON)
    there = action(room, "bellen")
    assert there.is_open
    assert [one.change for one in there.history] == [Change.AGREED, Change.DONE, Change.STILL_ON]


def test_an_action_that_reads_anew_keeps_how_it_read(agreed_last_time: Room) -> None:
    room = amend(agreed_last_time, LATER, action="bellen", text="mailen", owners=("zoë",), due=None)
    there = action(room, "bellen")
    assert (there.text, there.owners, there.due) == ("mailen", ("zoë",), None)
    assert there.history[-1].before == "bellen"
    assert there.last_change("third") is Change.CHANGED


def test_to_say_the_same_again_is_no_change(agreed_last_time: Room) -> None:
    room, owners = agreed_last_time, ("henk", "vera")
    assert amend(room, LATER, action="bellen", text="bellen", owners=owners, due=MAY) is room


def test_an_action_that_is_not_there_is_left_alone(agreed_last_time: Room) -> None:
    room = agreed_last_time
    assert review(room, LATER, action="none", change=Change.DONE) is room
    assert amend(room, LATER, action="none", text="x", owners=(), due=None) is room


def test_a_date_is_fixed_and_everybody_says_yes(running_room: Room) -> None:
    assert agreed(running_room) is None
    room = fix(running_room, START, day=MAY, at=time(13, 30), place=" bij\nons ")
    assert (there := agreed(room)) is not None
    assert (there.day, there.at, there.place, there.yes) == (MAY, time(13, 30), "bij ons", ())
    room = say_yes(room, START, member="vera")
    room = all_say_yes(room, START)
    assert (there := agreed(room)) is not None
    assert there.yes[0] == "vera"
    assert sorted(there.yes) == sorted(room.session.present)
    room = say_yes(room, START, member="vera")
    assert "vera" not in (agreed(room) or there).yes
    assert all_say_yes(all_say_yes(room, START), START) == all_say_yes(room, START)


def test_another_day_asks_for_a_new_yes_and_another_place_does_not(running_room: Room) -> None:
    room = all_say_yes(fix(running_room, START, day=MAY, at=None), START)
    elsewhere = agreed(fix(room, START, day=MAY, at=None, place="hier"))
    moved = agreed(fix(room, START, day=date(2026, 5, 8), at=None))
    later = agreed(fix(room, START, day=MAY, at=time(14)))
    assert elsewhere is not None
    assert moved is not None
    assert later is not None
    assert len(elsewhere.yes) == 7
    assert moved.yes == later.yes == ()
    assert elsewhere.id == moved.id


def test_each_session_has_a_date_of_its_own(running_room: Room) -> None:
    room = fix(running_room, START, day=MAY, at=None)
    next_time = room.in_session(id="fourth")
    assert agreed(next_time) is None
    both = fix(next_time, START, day=date(2026, 7, 2), at=None)
    assert [one.day for one in both.network.dates] == [MAY, date(2026, 7, 2)]


def test_without_a_date_there_is_nothing_to_say_yes_to(running_room: Room) -> None:
    assert say_yes(running_room, START, member="henk") is running_room
    assert all_say_yes(running_room, START) is running_room


def test_after_closing_an_action_can_still_be_spoken_of(agreed_last_time: Room) -> None:
    room = running.close(agreed_last_time, LATER)
    room = review(room, LATER, action="bellen", change=Change.DROPPED, reason="vervallen")
    assert action(room, "bellen").status is Status.DROPPED

"""Who is here: ticked, late, gone early, back, and under a name that was mended."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions import attendance, capture, people, running
from sessions.capture import Place
from sessions.errors import EmptyTextError, TextTooLongError
from sessions.facilitation import Did, Facilitation
from sessions.room import Change, Room
from sessions.session import Presence
from tests.rooms import (
    MINUTE,
    NAMES,
    START,
    Desk,
    begun_room,
    network_of,
    one_of_each,
    planned_room,
)

LATER = START + 10 * MINUTE
HERE = ("henk", "sharon", "vera", "ijsbrand", "zoë", "amina", "bram")


def test_who_is_ticked_is_here_in_that_order(empty_room: Room, room_with_people: Room) -> None:
    assert empty_room.present == ()
    assert room_with_people.session.present == HERE
    assert [one.name for one in room_with_people.present][:2] == ["Henk", "Sharon"]


def test_before_it_begins_who_is_unticked_never_came(room_with_people: Room) -> None:
    room = attendance.tick(room_with_people, LATER, members=["vera", "henk", "vera"])
    assert room.session.here == (
        Presence(member="henk", came=START),
        Presence(member="vera", came=START),
    )
    assert attendance.leave(room, LATER, member="henk").session.present == ("vera",)
    assert attendance.leave(room, LATER, member="henk").session.here[0].member == "vera"


def test_once_it_began_who_leaves_was_here(running_room: Room) -> None:
    room = attendance.leave(running_room, LATER, member="sharon")
    assert "sharon" not in room.session.present
    assert Presence(member="sharon", came=START, left=LATER) in room.session.here
    assert attendance.leave(room, LATER + MINUTE, member="sharon") == room


def test_who_comes_back_comes_anew(running_room: Room) -> None:
    room = attendance.leave(running_room, LATER, member="henk")
    room = attendance.come(room, LATER + MINUTE, member="henk")
    assert room.session.present[-1] == "henk"
    assert [p.left for p in room.session.here if p.member == "henk"] == [LATER, None]
    assert attendance.come(room, LATER, member="henk") is room


def test_to_tick_the_same_people_is_nothing(running_room: Room) -> None:
    room = attendance.leave(running_room, LATER, member="sharon")
    assert attendance.tick(room, LATER + MINUTE, members=room.session.present) == room


@given(st.lists(st.lists(st.sampled_from(HERE)), max_size=6), st.booleans())
def test_a_tick_says_exactly_who_is_here(ticks: list[list[str]], begun: bool) -> None:
    room = begun_room(7, *one_of_each()) if begun else planned_room(7)
    ever = set(room.session.present)
    for n, members in enumerate(ticks):
        room = attendance.tick(room, START + n * MINUTE, members=members)
        assert set(room.session.present) == set(members)
        assert len(room.session.present) == len(set(members))
        if begun:
            assert {p.member for p in room.session.here} >= ever


def test_somebody_new_joins_the_network_and_is_here(running_room: Room) -> None:
    room = attendance.add(running_room, LATER, name=" Henk \x1b[2J", organisation="Zorg\nplein")
    new = room.network.members[-1]
    assert new.name == "Henk ␛[2J"
    assert new.organisation == "Zorg plein"
    assert new.n == 7
    assert new.since == LATER.astimezone().date()
    assert room.session.present[-1] == new.id


def test_two_of_the_same_name_are_two(running_room: Room) -> None:
    room = attendance.add(running_room, LATER, name="Henk")
    assert [one.name for one in room.present].count("Henk") == 2
    assert len(set(room.session.present)) == 8


def test_a_name_says_something_and_is_no_story(running_room: Room) -> None:
    with pytest.raises(EmptyTextError):
        attendance.add(running_room, LATER, name=" ")
    with pytest.raises(TextTooLongError):
        attendance.add(running_room, LATER, name="x" * 201)


def test_people_come_and_go_between_blocks_too() -> None:
    room = running.begin(planned_room(2), START)
    assert attendance.leave(room, LATER, member="henk").session.present == ("sharon",)


def at_the_door(*, guest: str = "vera", left: str = "daan") -> Room:
    """A planned room of which nobody decided yet who is here."""
    members = [
        one.but(guest=one.id == guest, left=START.date() if one.id == left else None)
        for one in network_of(*NAMES).members
    ]
    return planned_room().in_session(ticked=False, here=()).in_network(members=tuple(members))


def test_at_the_door_every_member_is_ticked_until_somebody_decides() -> None:
    room = at_the_door()
    assert attendance.here(room) == tuple(
        one.id for one in room.network.members if one.id not in {"vera", "daan"}
    )
    first = attendance.leave(room, START, member="henk")
    assert set(attendance.here(first)) == set(attendance.here(room)) - {"henk"}
    nobody = attendance.tick(room, START, members=())
    assert attendance.here(nobody) == ()


def test_who_left_the_network_comes_back_by_coming_in() -> None:
    room = attendance.come(at_the_door(), START, member="daan")
    back = room.member("daan")
    assert back
    assert back.left is None
    assert "daan" in attendance.here(room)


def test_who_leaves_the_network_loses_the_tick_and_gets_it_back_once() -> None:
    room = attendance.come(at_the_door(), START, member="vera")
    room = people.leave_network(room, START, member="vera")
    assert "vera" not in attendance.here(room)
    room = attendance.come(room, START, member="vera")
    assert [one.member for one in room.session.here].count("vera") == 1


def test_it_begins_with_who_is_ticked_in_the_order_of_the_network() -> None:
    room = attendance.tick(at_the_door(), START, members=["bram", "henk"])
    room = attendance.begin(attendance.come(room, START, member="amina"), LATER)
    assert [(p.member, p.came) for p in room.session.here] == [
        ("henk", LATER),
        ("amina", LATER),
        ("bram", LATER),
    ]
    assert attendance.begin(room, LATER + MINUTE) is room


def test_a_late_tick_that_is_taken_back_soon_was_a_mistake(running_room: Room) -> None:
    room = attendance.add(running_room, LATER, name="Niemand")
    new = room.network.members[-1].id
    soon, after = LATER + MINUTE, LATER + attendance.MISTAKEN
    assert new not in {p.member for p in attendance.leave(room, soon, member=new).session.here}
    left = attendance.leave(room, after, member=new).session.here
    assert [(p.member, p.left) for p in left if p.left] == [(new, after)]
    said = capture.keep(room, soon, place=Place(block="b"), texts=["ik ben er"], by=new)
    assert new in {p.member for p in attendance.leave(said, soon, member=new).session.here}


TURNS = st.lists(
    st.one_of(
        st.sampled_from(NAMES).map(str.lower),
        st.sampled_from(["undo", "redo", "killed", "somebody new", "everybody", "nobody"]),
    ),
    max_size=15,
)


@given(TURNS)
def test_ticks_are_kept_one_by_one_undone_one_by_one_and_survive_a_kill(turns: list[str]) -> None:
    desk = Desk(at_the_door())
    door = desk.open()
    been, undone = [door.room], list[Room]()
    for turn in turns:
        if turn == "killed":
            door = desk.open()
        elif turn == "undo":
            if door.undo():
                undone.append(been.pop())
        elif turn == "redo":
            if door.redo():
                been.append(undone.pop())
        elif _turned(door, turn) != been[-1]:
            been, undone = [*been, door.room], []
        assert desk.open().room == door.room == been[-1]
    assert attendance.here(desk.open().room) == attendance.here(been[-1])


def _turned(door: Facilitation, turn: str) -> Room:
    every = [one.id for one in door.room.network.members]
    change: Change
    match turn:
        case "somebody new":
            change = partial(attendance.add, name="Nieuw", guest=True)
        case "everybody":
            change = partial(attendance.tick, members=every)
        case "nobody":
            change = partial(attendance.tick, members=())
        case _:
            change = partial(attendance.come_or_leave, member=turn)
    return door.do(Did.PEOPLE, change)

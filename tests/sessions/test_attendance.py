"""Who is here: ticked, late, gone early, back, and under a name that was mended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions import attendance, running
from sessions.errors import EmptyTextError, TextTooLongError
from sessions.room import Room
from sessions.session import Presence
from tests.rooms import MINUTE, START, begun_room, one_of_each, planned_room

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
            assert {p.member for p in room.session.here} == ever


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

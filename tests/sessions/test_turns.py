"""The order in which people speak, chosen before or during it, and the floor out of turn."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions import attendance, capture, running
from sessions.blocks import CheckOut, Introductions
from sessions.blocks.base import InTurn, arrange, give_floor
from sessions.capture import Place
from sessions.circle import Circle
from sessions.room import Room
from sessions.turns import Order, in_order, times_heard
from tests.rooms import START, begun_room, planned_room

WHO = Introductions(id="who", title="Wie ben je?", minutes=10, turn_seconds=30)


def in_a_circle(people: int = 5) -> Room:
    return begun_room(people, WHO)


def circle(room: Room) -> Circle:
    block = room.session.blocks[0]
    assert isinstance(block, InTurn)
    return block.circle


def said(room: Room, by: str, *texts: str) -> Room:
    return capture.keep(room, START, place=Place(block="who"), texts=texts, by=by)


@given(st.lists(st.integers(0, 99), unique=True), st.sampled_from(Order), st.text(max_size=4))
def test_everybody_has_one_place_and_the_same_seed_the_same_lot(
    numbers: list[int], order: Order, seed: str
) -> None:
    people = [str(number) for number in numbers]
    placed = in_order(people, order, heard={}, seed=seed)
    assert sorted(placed) == sorted(people)
    assert placed == in_order(people, order, heard={}, seed=seed)
    assert order is Order.LOT or list(placed) == people


def test_lots_differ_by_seed() -> None:
    assert len({in_order("abcdefgh", Order.LOT, heard={}, seed=str(n)) for n in range(20)}) > 15


def test_who_was_heard_least_comes_first_and_else_who_came_first() -> None:
    room = said(said(in_a_circle(4), "henk", "a", "b"), "vera", "c")
    heard = times_heard([room.session, room.session])
    assert heard == {"henk": 4, "vera": 2}
    room = arrange(room, START, order=Order.LEAST_HEARD, heard=heard)
    assert circle(room).order == ("sharon", "ijsbrand", "vera", "henk")


@pytest.mark.parametrize("order", Order)
def test_another_order_keeps_who_was_heard_and_who_has_the_floor(order: Order) -> None:
    room = running.onward(running.onward(running.onward(in_a_circle(), START), START), START)
    before = circle(room)
    after = circle(arrange(room, START, order=order, heard={"ijsbrand": 3}))
    assert (after.heard, after.current, after.timer) == (before.heard, "vera", before.timer)
    assert sorted(after.waiting) == sorted(before.waiting)
    assert after.order[:3] == before.order[:3]
    seated = circle(arrange(room, START, order=Order.SEATED, heard={}))
    assert seated == before


def test_an_agenda_may_say_the_order_and_latecomers_speak_last() -> None:
    room = begun_room(6, WHO.but(order=Order.LOT))
    drawn = circle(room).order
    assert sorted(drawn) == sorted(room.session.present) != list(drawn)
    assert circle(running.jump(room, START, block="who")).order == drawn
    late = attendance.add(room, START, name="Laat")
    assert circle(late).order == (*drawn, late.session.present[-1])


def test_the_order_is_of_a_circle_only() -> None:
    room = planned_room(3)
    assert arrange(room, START, order=Order.LOT, heard={}) is room
    assert give_floor(room, START, person="henk") is room


def test_out_of_turn_and_then_on_from_there() -> None:
    room = running.onward(in_a_circle(4), START)
    room = give_floor(said(room, "henk", "Handige"), START, person="vera")
    assert (circle(room).current, circle(room).heard) == ("vera", ("henk",))
    assert circle(room).timer.running
    room = running.onward(room, START)
    assert (circle(room).current, circle(room).waiting) == ("ijsbrand", ("sharon",))


def test_who_had_the_floor_and_said_nothing_keeps_their_turn() -> None:
    room = give_floor(running.onward(in_a_circle(3), START), START, person="vera")
    assert circle(room).heard == ()
    assert circle(room).waiting == ("henk", "sharon")


def test_the_floor_once_more_for_who_was_heard() -> None:
    room = running.onward(running.onward(in_a_circle(3), START), START)
    again = circle(give_floor(room, START, person="henk"))
    assert (again.current, again.heard, again.waiting) == ("henk", (), ("sharon", "vera"))


@pytest.mark.parametrize("person", ["henk", "nobody"])
def test_nothing_happens_for_who_has_it_or_is_not_in_the_circle(person: str) -> None:
    room = running.onward(in_a_circle(3), START)
    assert give_floor(room, START, person=person) is room


def test_every_block_in_turn_has_an_order() -> None:
    room = begun_room(3, CheckOut(id="who", title="Uit", minutes=3))
    change = partial(arrange, order=Order.LEAST_HEARD, heard={"henk": 1})
    assert circle(change(room, START)).order == ("sharon", "vera", "henk")

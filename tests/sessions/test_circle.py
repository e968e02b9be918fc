"""Everybody gets the floor once, whoever comes late, leaves, comes back or is skipped."""

from hypothesis import given
from hypothesis import strategies as st

from sessions.base import ZERO
from sessions.circle import Circle
from sessions.timer import Timer
from tests.rooms import MINUTE, SECOND, START

TURN = MINUTE
names = st.lists(st.sampled_from("abcdefgh"), unique=True).map(tuple)
does = st.sampled_from(("onward", "onward", "onward", "backward", "skip"))


def seated(*people: str) -> Circle:
    return Circle().seat(people, TURN)


def through(circle: Circle) -> list[str]:
    """Who gets the floor from now on, until it is over."""
    had = []
    while (then := circle.onward(START)) is not None:
        circle = then
        if circle.current is not None:
            had.append(circle.current)
        assert len(had) < 50
    assert circle.done
    return had


@given(names)
def test_everybody_is_heard_once_in_order(people: tuple[str, ...]) -> None:
    assert through(seated(*people)) == list(people)


@given(names, st.lists(does | names, max_size=30))
def test_whatever_happens_everybody_who_stays_is_heard_and_nobody_twice(
    people: tuple[str, ...], happens: list[str | tuple[str, ...]]
) -> None:
    circle = seated(*people)
    for what in happens:
        if isinstance(what, tuple):
            circle = circle.seat(what, TURN)
        elif what == "skip":
            circle = circle.skip(START)
        else:
            circle = getattr(circle, what)(START) or circle
        assert circle.current is None or circle.current in circle.order
        assert circle.current not in circle.heard
        assert len(set(circle.heard)) == len(circle.heard)
        assert set(circle.heard) <= set(circle.order)
        assert not set(circle.waiting) & {*circle.heard, circle.current}
        assert (circle.current is not None) or not circle.timer.running
        assert Circle.model_validate_json(circle.model_dump_json()) == circle
    still = [*circle.waiting]
    assert sorted(through(circle)) == sorted(still)


@given(names.filter(bool), st.integers(0, 7))
def test_back_and_on_again_is_where_it_was(people: tuple[str, ...], far: int) -> None:
    circle = seated(*people)
    for _ in range(far + 1):
        circle = circle.onward(START) or circle
    back = circle.backward(START)
    if back is None:
        assert not circle.heard
        return
    assert back.current == (circle.heard[-1] if circle.heard else None)
    again = back.onward(START)
    assert again is not None
    assert (again.current, again.heard) == (circle.current, circle.heard)


def test_who_is_skipped_comes_last() -> None:
    circle = seated("a", "b", "c").give("a", START).skip(START)
    assert circle.current == "b"
    assert circle.waiting == ("c", "a")
    assert through(circle) == ["c", "a"]


def test_the_last_one_can_not_be_skipped() -> None:
    circle = seated("a").give("a", START)
    assert circle.skip(START) is circle
    nobody = seated("a", "b")
    assert nobody.skip(START) is nobody


def test_who_comes_late_is_last_also_after_the_end() -> None:
    circle = seated("a").give("a", START).onward(START)
    assert circle is not None
    assert circle.done
    late = circle.seat(("a", "b"), TURN)
    assert not late.done
    assert through(late) == ["b"]


def test_who_was_heard_and_comes_back_is_not_asked_again() -> None:
    circle = seated("a", "b", "c").give("a", START).onward(START)
    assert circle is not None
    back = circle.seat(("b", "c"), TURN).seat(("b", "c", "a"), TURN)
    assert back.current == "b"
    assert back.heard == ("a",)
    assert through(back) == ["c"]


def test_who_leaves_with_the_floor_takes_it_along_and_is_asked_on_coming_back() -> None:
    circle = seated("a", "b").give("a", START).seat(("b",), TURN)
    assert circle.current is None
    assert circle.timer == Timer(length=TURN)
    assert through(circle.seat(("b", "a"), TURN)) == ["b", "a"]


def test_backward_passes_over_who_left() -> None:
    circle = seated("a", "b", "c").give("a", START).onward(START)
    circle = circle and circle.onward(START)
    assert circle is not None
    back = circle.seat(("a", "c"), TURN).backward(START)
    assert back is not None
    assert back.current == "a"


def test_every_turn_is_a_whole_one() -> None:
    circle = seated("a", "b").onward(START)
    assert circle is not None
    later = circle.pause(START + 20 * SECOND).onward(START + 40 * SECOND)
    assert later is not None
    assert later.timer.remaining(START + 50 * SECOND) == TURN - 10 * SECOND


def test_the_clock_stands_still_when_nobody_has_the_floor() -> None:
    circle = seated("a")
    assert circle.resume(START) is circle
    over = circle.give("a", START).onward(START + SECOND)
    assert over is not None
    assert not over.timer.running
    assert over.onward(START) is None
    assert Circle().done
    assert Circle().timer.length == ZERO


def test_after_who_was_given_the_floor_out_of_turn_it_goes_round() -> None:
    assert through(seated("a", "b", "c").give("b", START)) == ["c", "a"]

"""Somebody comes or goes: the rounds to come are planned anew beside those that have been."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.meetings import Odd, Wishes
from tests.sessions.meetings.gathering import Case, meetings, people, sat_out

SEEDS = st.integers(0, 999)


@settings(max_examples=30)
@given(st.integers(6, 13), st.integers(1, 3), SEEDS)
def test_after_two_latecomers_nobody_meets_again(half: int, been: int, seed: int) -> None:
    room = people(2 * half)
    held = Case(room[2:], been, seed=seed).planned().rounds
    made = Case(room, 3, held=held, seed=seed).planned()
    assert max(meetings([*held, *made.rounds]).values()) == 1
    assert made.reached.repeats == 0


@settings(max_examples=30)
@given(st.integers(6, 13), st.integers(1, 3), SEEDS)
def test_after_somebody_left_nobody_meets_again(half: int, been: int, seed: int) -> None:
    room, wishes = people(2 * half), Wishes(odd=Odd.SIT_OUT)
    held = Case(room, been, seed=seed, wishes=wishes).planned().rounds
    made = Case(room[1:], 3, held=held, seed=seed, wishes=wishes).planned()
    assert max(meetings([*held, *made.rounds]).values()) == 1
    assert all("p000" not in group.people for done in made.rounds for group in done.groups)
    assert max(sat_out(made.rounds, room)) <= 1


@settings(max_examples=30)
@given(st.integers(3, 10), st.integers(1, 6), st.integers(1, 6), SEEDS)
def test_turns_to_sit_out_go_on_where_they_were(
    half: int, been: int, rounds: int, seed: int
) -> None:
    room, wishes = people(2 * half + 1), Wishes(odd=Odd.SIT_OUT)
    held = Case(room, been, seed=seed, wishes=wishes).planned().rounds
    made = Case(room, rounds, held=held, seed=seed + 1, wishes=wishes).planned()
    turns = sat_out([*held, *made.rounds], room)
    assert max(turns) - min(turns) <= 1


@settings(max_examples=30)
@given(st.integers(4, 10), SEEDS)
def test_people_walk_from_where_they_sat_last(half: int, seed: int) -> None:
    room = people(2 * half)
    held = Case(room, 2, seed=seed).planned().rounds
    reached = Case(room, 1, held=held, seed=seed + 1).planned().reached
    assert reached.repeats == 0
    assert reached.walking == reached.least.walking == half


def test_a_latecomer_does_not_make_up_for_turns_missed() -> None:
    wishes = Wishes(odd=Odd.SIT_OUT)
    room = people(8)
    held = Case(room[:7], 7, wishes=wishes).planned().rounds
    made = Case(room[1:], 3, held=held, wishes=wishes).planned()
    assert max(sat_out(made.rounds, room)) == 1


def test_the_rounds_that_have_been_are_not_given_again() -> None:
    held = Case(people(6), 2).planned().rounds
    assert len(Case(people(6), 3, held=held).planned().rounds) == 3
    assert Case(people(6), 0, held=held).planned().rounds == ()

"""What holds of every plan, whatever is asked of it."""

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.meetings import Odd, Person, Plan, WarningKind, Wishes, pair, plan
from sessions.meetings.budget import Budget
from tests.sessions.meetings.gathering import (
    Case,
    cases,
    meetings,
    met_before,
    pairs_of,
    people,
    sat_out,
)

SHARES = st.sampled_from((0.0, 0.2, 0.5, 0.8, 1.0))
SEEDS = st.integers(0, 999)
EXAMPLES = 30


def kinds(made: Plan) -> set[WarningKind]:
    return {warning.kind for warning in made.warnings}


@settings(max_examples=EXAMPLES)
@given(cases())
def test_everybody_is_placed_once_in_every_round(case: Case) -> None:
    made = case.planned()
    assert len(made.rounds) == case.rounds
    for done in made.rounds:
        placed = [one for group in done.groups for one in group.people]
        assert sorted([*placed, *done.out]) == sorted(person.id for person in case.room)
        assert all(len(group.people) > 1 for group in done.groups)
        spots = [group.spot for group in done.groups]
        assert len(set(spots)) == len(spots)


@settings(max_examples=EXAMPLES)
@given(cases())
def test_who_is_kept_apart_is_never_in_one_group(case: Case) -> None:
    assert not case.wishes.keep_apart & meetings(case.planned().rounds).keys()


@settings(max_examples=EXAMPLES)
@given(cases())
def test_the_reckoning_is_what_a_recount_gives(case: Case) -> None:
    made, now = case.planned(), meetings(case.held)
    here = {person.id for person in case.room}
    repeats = past = 0
    for done in made.rounds:
        for two in meetings([done]):
            repeats += bool(now[two])
            past += not now[two] and case.history.get(two, 0) > 0
        now += meetings([done])
    assert (made.reached.repeats, made.reached.past) == (repeats, past)
    asked = {two for two in case.wishes.must_meet if two <= here}
    assert set(made.reached.unmet) == asked - now.keys()
    larger = [g for done in made.rounds for g in done.groups if len(g.people) > case.size]
    assert made.reached.trios == len(larger)


@settings(max_examples=EXAMPLES)
@given(cases())
def test_no_plan_beats_the_bounds(case: Case) -> None:
    reached = case.planned().reached
    assert reached.repeats >= reached.least.repeats
    assert reached.past >= reached.least.past
    assert reached.same_organisation >= reached.least.same_organisation
    assert reached.walking >= reached.least.walking


@settings(max_examples=EXAMPLES)
@given(cases())
def test_who_walks_is_who_has_another_spot_than_last(case: Case) -> None:
    made = plan(
        [Person(person.id, person.organisation) for person in case.room],
        case.rounds,
        size=case.size,
        held=case.held,
        wishes=case.wishes,
        spots=case.spots,
        budget=20_000,
    )
    at: dict[str, str] = {}
    walked = 0
    for number, done in enumerate([*case.held, *made.rounds]):
        for group in done.groups:
            for one in group.people:
                walked += number >= len(case.held) and at.get(one, group.spot) != group.spot
                at[one] = group.spot
    assert made.reached.walking == walked


@settings(max_examples=EXAMPLES)
@given(cases())
def test_the_same_seed_gives_the_same_plan(case: Case) -> None:
    assert case.planned() == case.planned()


def test_a_plan_does_not_hang_on_how_strings_are_hashed() -> None:
    program = (
        "from sessions.meetings import *;"
        "p=[Person(f'p{i}', f'o{i%3}') for i in range(17)];"
        "w=Wishes(frozenset({pair('p1','p2'), pair('p1','p3'), pair('p4','p7')}),"
        "frozenset({pair('p5','p6'), pair('p5','p8')}), True);"
        "print([plan(p, 5, size=k, wishes=w).rounds for k in (2, 3)]);"
        "print(propose(p, spoken={pair('p1','p2')}))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


@settings(max_examples=EXAMPLES)
@given(st.integers(1, 12), st.data(), SHARES, SEEDS)
def test_an_even_number_never_repeats_before_everybody_has_met(
    half: int, data: st.DataObject, share: float, seed: int
) -> None:
    room = people(2 * half)
    rounds = data.draw(st.integers(1, max(1, 2 * half - 1)))
    made = Case(room, rounds, history=met_before(room, share, seed), seed=seed).planned()
    assert made.reached.repeats == 0
    assert max(meetings(made.rounds).values()) == 1


@settings(max_examples=EXAMPLES)
@given(st.integers(1, 11), st.data(), SHARES, SEEDS)
def test_sitting_out_never_repeats_for_as_many_rounds_as_people(
    half: int, data: st.DataObject, share: float, seed: int
) -> None:
    room = people(2 * half + 1)
    rounds = data.draw(st.integers(1, len(room)))
    history = met_before(room, share, seed)
    wishes = Wishes(odd=Odd.SIT_OUT)
    made = Case(room, rounds, history=history, wishes=wishes, seed=seed).planned()
    assert made.reached.repeats == 0
    assert max(sat_out(made.rounds, room)) == 1


@settings(max_examples=EXAMPLES)
@given(st.integers(2, 30), st.integers(2, 5), st.integers(1, 9), SHARES, SEEDS)
def test_sitting_out_goes_in_fair_turn(
    n: int, size: int, rounds: int, share: float, seed: int
) -> None:
    room, wishes = people(n), Wishes(odd=Odd.SIT_OUT)
    history = met_before(room, share, seed)
    made = Case(room, rounds, size, history, wishes=wishes, seed=seed).planned()
    turns = sat_out(made.rounds, room)
    assert max(turns) - min(turns) <= 1


@settings(max_examples=EXAMPLES)
@given(st.integers(4, 15), st.data(), SEEDS)
def test_a_trio_goes_in_fair_turn(half: int, data: st.DataObject, seed: int) -> None:
    room = people(2 * half + 1)
    rounds = data.draw(st.integers(1, half))
    made = Case(room, rounds, seed=seed).planned(200_000)
    trios = [group.people for done in made.rounds for group in done.groups if len(group.people) > 2]
    turns = [sum(person.id in trio for trio in trios) for person in room]
    assert made.reached.repeats == 0
    assert len(trios) == rounds
    assert max(turns) - min(turns) <= 1


@settings(max_examples=EXAMPLES)
@given(st.integers(2, 12), st.data(), SEEDS)
def test_of_pairs_exactly_half_stay_where_they_are(
    half: int, data: st.DataObject, seed: int
) -> None:
    rounds = data.draw(st.integers(1, 2 * half - 1))
    reached = Case(people(2 * half), rounds, seed=seed).planned().reached
    assert reached.walking == reached.least.walking == (rounds - 1) * half


@settings(max_examples=EXAMPLES)
@given(st.integers(2, 10), st.data(), SEEDS)
def test_who_keeps_their_seat_keeps_it(half: int, data: st.DataObject, seed: int) -> None:
    seats = data.draw(st.integers(0, half))
    room = people(2 * half, seats=seats)
    made = Case(room, data.draw(st.integers(1, half)), seed=seed).planned()
    at: dict[str, set[str]] = {}
    for done in made.rounds:
        for group in done.groups:
            for one in group.people:
                at.setdefault(one, set()).add(group.spot)
    assert made.reached.repeats == 0
    assert made.reached.moved == ()
    assert all(len(at[person.id]) == 1 for person in room if person.seat)


@settings(max_examples=EXAMPLES)
@given(st.integers(3, 12), st.data(), SHARES, SEEDS)
def test_must_meets_are_met_where_there_are_rounds_for_them(
    half: int, data: st.DataObject, share: float, seed: int
) -> None:
    room = people(2 * half)
    asked = data.draw(
        st.frozensets(st.sampled_from(pairs_of(person.id for person in room)), max_size=8)
    )
    most = max((sum(person.id in two for two in asked) for person in room), default=0)
    history = met_before(room, share, seed)
    made = Case(room, most + 1, history=history, wishes=Wishes(asked), seed=seed).planned(200_000)
    assert made.reached.unmet == ()
    assert WarningKind.MUST_MEET_TOO_MANY not in kinds(made)


def test_must_meets_are_kept_when_everybody_meets_everybody() -> None:
    room = people(12)
    asked = frozenset(pair("p000", person.id) for person in room[1:])
    reached = Case(room, 11, wishes=Wishes(asked)).planned().reached
    assert reached.unmet == ()
    assert reached.repeats == 0


@settings(max_examples=EXAMPLES)
@given(st.integers(2, 10), st.integers(1, 6), SEEDS)
def test_other_organisations_where_half_are_of_each(half: int, rounds: int, seed: int) -> None:
    room = people(2 * half, organisations=2)
    made = Case(room, min(rounds, half), wishes=Wishes(other_organisation=True), seed=seed)
    assert made.planned(200_000).reached.same_organisation == 0


@pytest.mark.parametrize("odd", Odd)
@pytest.mark.parametrize("n", [60, 61])
@pytest.mark.parametrize("share", [0.0, 0.6])
def test_many_people_meet_nobody_they_met_before(n: int, odd: Odd, share: float) -> None:
    room = people(n, organisations=4)
    wishes = Wishes(frozenset({pair("p000", "p001")}), other_organisation=True, odd=odd)
    history = met_before(room, share, 1)
    history.pop(pair("p000", "p001"), None)
    reached = Case(room, 5, history=history, wishes=wishes).planned(200_000).reached
    assert (reached.repeats, reached.past, reached.unmet) == (0, 0, ())
    assert reached.same_organisation == 0


def test_the_one_trio_of_people_who_never_met_is_found() -> None:
    room = people(61)
    ids = [person.id for person in room]
    new = {pair(*two) for two in (ids[:2], ids[1:3], ids[:3:2])}
    new |= {pair(*two) for two in zip(ids[3::2], ids[4::2], strict=True)}
    history = {two: 1 for two in pairs_of(ids) if two not in new}
    reached = Case(room, 1, history=history).planned(20_000).reached
    assert (reached.past, reached.trios) == (0, 1)


def test_a_room_without_a_wish_for_other_organisations_counts_no_colleagues() -> None:
    assert Case(people(8, organisations=1), 3).planned().reached.same_organisation == 0


def test_of_those_who_met_the_least_often_met_come_first() -> None:
    room = people(8)
    history = dict.fromkeys(pairs_of(person.id for person in room), 5)
    seldom = {pair(a.id, b.id): 1 for a, b in pairwise(room)}
    made = Case(room, 1, history={**history, **seldom}).planned()
    assert meetings(made.rounds).keys() <= seldom.keys()
    assert WarningKind.ALL_MET in kinds(made)


def test_it_ends_when_its_budget_is_spent_and_a_share_is_spent_of_the_whole() -> None:
    room = people(21)
    made = plan(room, 9, history=met_before(room, 0.8, 1), budget=5_000)
    assert not made.reached.settled
    budget = Budget(100)
    budget.share(0.5).spend(60)
    assert not budget.spent()
    assert budget.share(0.5).share(4).spent() is False
    budget.spend(40)
    assert budget.spent()


@pytest.mark.parametrize("n", [30, 31])
def test_without_any_time_there_is_a_plan_all_the_same(n: int) -> None:
    made = plan(people(n), 5, budget=0)
    assert all(not done.out and len(done.groups) == n // 2 for done in made.rounds)


@pytest.mark.parametrize(("room", "size"), [(people(3) * 2, 2), (people(4), 1)])
def test_what_makes_no_sense_is_refused(room: list[Person], size: int) -> None:
    with pytest.raises(ValueError, match=r"two people|takes two"):
        plan(room, 1, size=size)

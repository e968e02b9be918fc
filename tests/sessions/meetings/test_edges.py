"""Rooms and wishes at the edge, and what the facilitator is told of them."""

import pytest

from sessions.meetings import Odd, Person, Plan, PlanWarning, WarningKind, Wishes, pair
from tests.sessions.meetings.gathering import Case, met_before, pairs_of, people

SIT_OUT = Wishes(odd=Odd.SIT_OUT)


def told(made: Plan, kind: WarningKind) -> list[PlanWarning]:
    return [warning for warning in made.warnings if warning.kind is kind]


def groups(made: Plan) -> list[list[int]]:
    return [[len(group.people) for group in done.groups] for done in made.rounds]


def test_nobody() -> None:
    made = Case([], 2).planned()
    assert groups(made) == [[], []]
    assert made.warnings == ()


def test_one_person_sits_out_and_it_is_said() -> None:
    made = Case(people(1), 2).planned()
    assert [done.out for done in made.rounds] == [("p000",), ("p000",)]
    assert told(made, WarningKind.ALONE) == [PlanWarning(WarningKind.ALONE, ("p000",), 2)]


def test_two_meet_in_every_round() -> None:
    made = Case(people(2), 3).planned()
    assert groups(made) == [[2], [2], [2]]
    assert made.reached.repeats == made.reached.least.repeats == 2
    assert told(made, WarningKind.TWO)[0].count == 3


def test_three_are_one_trio_or_one_of_them_sits_out() -> None:
    assert groups(Case(people(3), 2).planned()) == [[3], [3]]
    many = Case(people(3), 3).planned()
    assert many.reached.repeats == 6
    assert told(many, WarningKind.REPEATS)[0].count == 3, "there are no more pairs"
    made = Case(people(3), 3, wishes=SIT_OUT).planned()
    assert groups(made) == [[2], [2], [2]]
    assert made.reached.repeats == 0
    assert told(made, WarningKind.THREE)


def test_five_with_a_trio_have_one_round_so_sitting_out_is_offered() -> None:
    assert Case(people(5), 1).planned().warnings == ()
    made = Case(people(5), 3).planned()
    assert told(made, WarningKind.TRIO_ROUNDS)[0].count == 1
    assert told(made, WarningKind.SIT_OUT_ROUNDS)[0].count == 5
    assert made.reached.repeats == 2
    assert told(made, WarningKind.REPEATS)[0].count == 1, "the same pair, in every trio"
    assert Case(people(5), 5, wishes=SIT_OUT).planned().warnings == ()


@pytest.mark.parametrize(("n", "rounds"), [(7, 3), (9, 6), (11, 7), (13, 8), (15, 9), (31, 10)])
def test_trios_without_a_repeat_for_as_long_as_it_can_be(n: int, rounds: int) -> None:
    made = Case(people(n), rounds, seed=1).planned(500_000)
    assert made.reached.repeats == 0
    assert made.reached.trios == rounds


def test_six_in_six_rounds_repeat_three_times_as_nobody_can_beat() -> None:
    made = Case(people(6), 6).planned()
    assert made.reached.repeats == made.reached.least.repeats == 3
    assert told(made, WarningKind.REPEATS)[0].count == 3


def test_everybody_has_met_and_the_search_ends() -> None:
    room = people(10)
    made = Case(room, 3, history=met_before(room, 1, 1)).planned(60_000_000)
    assert told(made, WarningKind.ALL_MET)
    assert made.reached.settled
    assert made.reached.past == made.reached.least.past == 15


def test_must_meets_beyond_the_rounds_are_said_and_the_others_kept() -> None:
    room = people(8)
    asked = frozenset(pair("p000", f"p00{i}") for i in range(1, 6))
    made = Case(room, 3, wishes=Wishes(asked)).planned()
    assert told(made, WarningKind.MUST_MEET_TOO_MANY) == [
        PlanWarning(WarningKind.MUST_MEET_TOO_MANY, ("p000",), 2)
    ]
    assert len(made.reached.unmet) == len(told(made, WarningKind.MUST_MEET_UNMET)) == 2


def test_a_must_meet_that_was_held_today_asks_nothing_more() -> None:
    room, asked = people(8), Wishes(frozenset({pair("p000", "p001")}))
    first = Case(room, 1, wishes=asked).planned()
    made = Case(room, 2, wishes=asked, held=first.rounds).planned()
    assert made.reached.unmet == ()
    assert made.reached.repeats == 0


def test_wishes_that_contradict_or_name_somebody_absent() -> None:
    two, gone = pair("p000", "p001"), pair("p000", "who")
    made = Case(people(6), 3, wishes=Wishes(frozenset({two, gone}), frozenset({two}))).planned()
    assert told(made, WarningKind.CONTRADICTION)[0].people == ("p000", "p001")
    assert told(made, WarningKind.MUST_MEET_ABSENT)[0].people == ("p000", "who")
    assert made.reached.unmet == (two,)


@pytest.mark.parametrize("odd", Odd)
@pytest.mark.parametrize("n", [7, 8])
def test_kept_apart_from_all_sits_out_and_the_others_go_on(n: int, odd: Odd) -> None:
    room = people(n)
    apart = frozenset(pair("p000", person.id) for person in room[1:])
    made = Case(room, 3, wishes=Wishes(keep_apart=apart, odd=odd)).planned()
    assert told(made, WarningKind.APART_FROM_ALL) == [
        PlanWarning(WarningKind.APART_FROM_ALL, ("p000",), 3)
    ]
    assert all("p000" in done.out for done in made.rounds)
    assert made.reached.repeats == 0


def test_two_who_are_kept_apart_meet_nobody() -> None:
    apart = Wishes(keep_apart=frozenset({pair("p000", "p001")}))
    made = Case(people(2), 1, wishes=apart).planned()
    assert made.rounds[0].groups == ()
    assert sorted(made.rounds[0].out) == ["p000", "p001"]
    assert len(told(made, WarningKind.APART_FROM_ALL)) == 2


def test_who_can_meet_one_only_is_left_out_when_that_one_is_taken() -> None:
    room = people(5)
    only = {pair("p000", "p004"), pair("p001", "p004")}
    apart = frozenset(
        two for two in pairs_of(p.id for p in room) if two & {"p000", "p001"} and two not in only
    )
    made = Case(room, 2, wishes=Wishes(keep_apart=apart)).planned()
    out = {one for done in made.rounds for one in done.out}
    assert out
    assert out <= {"p000", "p001"}
    assert {w.people for w in told(made, WarningKind.LEFT_OUT)} == {(one,) for one in out}


def test_one_organisation_in_the_majority() -> None:
    room = [Person(f"p{i}", "big" if i < 7 else "small") for i in range(10)]
    made = Case(room, 2, wishes=Wishes(other_organisation=True)).planned()
    assert made.reached.same_organisation == made.reached.least.same_organisation == 4
    assert told(made, WarningKind.ONE_ORGANISATION)[0].count == 4


def test_more_kept_seats_than_groups_makes_somebody_walk() -> None:
    made = Case(people(4, seats=3), 3).planned()
    assert made.reached.repeats == 0
    assert told(made, WarningKind.SEATS)[0].people == made.reached.moved != ()


def test_spots_by_name_then_by_number() -> None:
    made = Case(people(8), 1, spots=("corner", "2")).planned()
    assert [group.spot for group in made.rounds[0].groups] == ["corner", "2", "1", "3"]
    assert told(made, WarningKind.FEW_SPOTS)[0].count == 2


def test_fewer_people_than_a_group_are_one_group() -> None:
    made = Case(people(4), 1, size=6).planned()
    assert groups(made) == [[4]]
    assert told(made, WarningKind.FEWER_THAN_GROUP)[0].count == 4


@pytest.mark.parametrize(
    ("n", "size", "sizes"),
    [(31, 4, [5, 5, 5, 4, 4, 4, 4]), (11, 4, [4, 4, 3]), (5, 3, [3, 2]), (9, 2, [3, 2, 2, 2])],
)
def test_sizes_differ_by_one(n: int, size: int, sizes: list[int]) -> None:
    made = Case(people(n), 1, size).planned()
    assert sorted(groups(made)[0], reverse=True) == sizes

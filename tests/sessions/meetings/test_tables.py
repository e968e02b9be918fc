"""Tables that are exact by construction, and the arithmetic below them."""

from collections import Counter
from itertools import combinations, product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.meetings import Plan
from sessions.meetings.budget import Budget
from sessions.meetings.circle import circle
from sessions.meetings.designs import table_of_groups
from sessions.meetings.field import field, prime_powers
from sessions.meetings.rotation import card
from tests.sessions.meetings.gathering import Case, meetings, met_before, people


@pytest.mark.parametrize(("prime", "exponent"), [(2, 1), (2, 2), (2, 3), (3, 2), (7, 1), (2, 4)])
def test_a_field_can_add_and_divide(prime: int, exponent: int) -> None:
    numbers = field(prime, exponent)
    every = range(numbers.order)
    assert numbers.order == prime**exponent
    for a in every:
        assert sorted(numbers.add(a, b) for b in every) == list(every)
        assert not a or sorted(numbers.multiply(a, b) for b in every) == list(every)
    for a, b, c in product(every, repeat=3):
        spread = numbers.add(numbers.multiply(a, b), numbers.multiply(a, c))
        assert numbers.multiply(a, numbers.add(b, c)) == spread


def test_there_is_no_field_of_a_number_that_is_no_prime() -> None:
    assert prime_powers(360) == ((2, 3), (3, 2), (5, 1))
    with pytest.raises(ValueError, match="no prime"):
        field(6, 1)


@pytest.mark.parametrize("n", [2, 4, 10, 30])
def test_on_the_circle_each_two_meet_once(n: int) -> None:
    met = Counter(frozenset(two) for pairs in circle(n) for two in pairs)
    assert set(met.values()) == {1}
    assert len(met) == n * (n - 1) // 2


@pytest.mark.parametrize(
    ("tables", "size", "rounds"),
    [
        (7, 7, 8),
        (8, 8, 9),
        (8, 4, 9),
        (9, 3, 13),
        (20, 4, 25),
        (10, 5, 2),
        (15, 3, 20),
        (16, 4, 21),
    ],
)
def test_at_a_table_nobody_meets_twice(tables: int, size: int, rounds: int) -> None:
    made = table_of_groups(tables, size)
    assert len(made) == rounds
    for groups in made:
        assert sorted(one for group in groups for one in group) == list(range(tables * size))
        assert {len(group) for group in groups} == {size}
    met = Counter(two for groups in made for group in groups for two in combinations(group, 2))
    assert max(met.values()) == 1


@settings(max_examples=30)
@given(st.integers(2, 30), st.integers(2, 6), st.integers(1, 8), st.integers(0, 99))
def test_at_a_rotation_card_nobody_meets_twice(
    tables: int, size: int, rounds: int, seed: int
) -> None:
    made = card(tables, size, rounds, Random(seed), Budget(200_000))
    assert len(made) in {0, rounds}
    for groups in made:
        assert sorted(one for group in groups for one in group) == list(range(tables * size))
    met = Counter(two for groups in made for group in groups for two in combinations(group, 2))
    assert not met or max(met.values()) == 1


@pytest.mark.parametrize(("tables", "size", "rounds"), [(10, 5, 6), (20, 5, 6), (50, 4, 8)])
def test_a_rotation_card_is_found(tables: int, size: int, rounds: int) -> None:
    assert len(card(tables, size, rounds, Random(1), Budget(200_000))) == rounds


def test_a_rotation_card_that_cannot_be_is_given_up() -> None:
    untouched = Budget(1)
    assert card(10, 3, 10, Random(1), untouched) == []
    assert card(3, 2, 4, Random(1), untouched) == []
    assert not untouched.spent()


def test_the_search_for_a_rotation_card_ends_with_its_steps() -> None:
    budget = Budget(3_000)
    assert card(20, 8, 10, Random(1), budget) == []
    assert budget.spent()


def seated(n: int, size: int, rounds: int) -> Plan:
    return Case(people(n), rounds, size, seed=1).planned(10_000_000)


@pytest.mark.parametrize(
    ("tables", "size", "rounds"),
    [(7, 4, 5), (8, 4, 6), (10, 5, 6), (6, 5, 4), (5, 3, 7), (7, 7, 8), (8, 8, 9), (8, 4, 9)],
)
def test_groups_in_which_nobody_meets_twice(tables: int, size: int, rounds: int) -> None:
    made = seated(tables * size, size, rounds)
    assert made.reached.repeats == 0
    assert max(meetings(made.rounds).values()) == 1


def test_groups_of_which_some_are_smaller() -> None:
    assert seated(31, 4, 7).reached.repeats == 0


def test_groups_give_no_new_acquaintance_up_for_a_repeat() -> None:
    room = people(16)
    history = met_before(room, 0.4, 3)
    reached = Case(room, 4, size=4, history=history, seed=3).planned(500_000).reached
    assert reached.repeats + reached.past <= 36
    assert reached.repeats < reached.past

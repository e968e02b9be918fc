"""New connections: a partner for everybody, and the reason why."""

from collections.abc import Collection
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.meetings import Pair, Person, Proposal, Reason, pair, propose
from tests.sessions.meetings.gathering import met_before, pairs_of, people


def most_new(ids: tuple[str, ...], spoken: Collection[Pair]) -> int:
    """The most pairs who have not spoken, by trying everything."""
    if len(ids) < 2:
        return 0
    first, rest = ids[0], ids[1:]
    found = most_new(rest, spoken)
    for other in rest:
        if pair(first, other) not in spoken:
            left = tuple(one for one in rest if one != other)
            found = max(found, 1 + most_new(left, spoken))
    return found


def named(found: tuple[Proposal, ...], one: str) -> Proposal:
    return next(proposal for proposal in found if one in proposal.people)


@settings(max_examples=30)
@given(st.integers(0, 40), st.sampled_from((0.0, 0.3, 0.9, 1.0)), st.integers(0, 99))
def test_everybody_has_a_partner(n: int, share: float, seed: int) -> None:
    room = people(n, organisations=3)
    found = propose(room, spoken=met_before(room, share, seed), seed=seed)
    placed = [one for proposal in found for one in proposal.people]
    assert sorted(placed) == (sorted(person.id for person in room) if n > 1 else [])
    assert [len(proposal.people) for proposal in found].count(3) == (n % 2 if n > 1 else 0)


@settings(max_examples=30)
@given(st.integers(2, 9), st.sampled_from((0.3, 0.6, 0.8)), st.integers(0, 99))
def test_as_many_new_pairs_as_can_be(n: int, share: float, seed: int) -> None:
    room = people(n)
    spoken = met_before(room, share, seed)
    found = propose(room, spoken=spoken, seed=seed)
    new = sum(any(two not in spoken for two in pairs_of(made.people)) for made in found)
    assert new >= most_new(tuple(person.id for person in room), spoken)


@settings(max_examples=30)
@given(st.integers(2, 12), st.integers(0, 99))
def test_reasons_come_strongest_first_and_so_do_proposals(n: int, seed: int) -> None:
    room = people(n, organisations=2)
    found = propose(room, spoken=met_before(room, 0.5, seed), seed=seed)
    order = list(Reason)
    for proposal in found:
        assert list(proposal.reasons) == sorted(proposal.reasons, key=order.index) != []
    new = [Reason.NEVER_SPOKE in proposal.reasons for proposal in found]
    assert new == sorted(new, reverse=True)


def test_an_ask_that_meets_an_offer_is_stronger_than_another_organisation() -> None:
    room = people(4, organisations=2)
    found = propose(room, spoken=(), asks={pair("p000", "p002")})
    assert found[0] == Proposal(("p000", "p002"), (Reason.ASK_MEETS_OFFER, Reason.NEVER_SPOKE))


def test_another_organisation_is_preferred() -> None:
    found = propose(people(8, organisations=2), spoken=())
    assert all(made.reasons == (Reason.OTHER_ORGANISATION, Reason.NEVER_SPOKE) for made in found)


def test_newcomers_meet_old_hands() -> None:
    old, new = date(2020, 1, 1), date(2026, 1, 1)
    room = [Person(f"p{i}", since=new if i % 2 else old) for i in range(6)]
    found = propose(room, spoken=())
    assert {made.reasons[0] for made in found} == {Reason.NEWCOMER_WITH_OLD_HAND}


def test_who_has_spoken_with_everybody_meets_again() -> None:
    room = people(4)
    spoken = {pair("p000", person.id) for person in room[1:]}
    found = propose(room, spoken=spoken)
    assert named(found, "p000").reasons == (Reason.AGAIN,)
    assert [made.reasons for made in found].count((Reason.NEVER_SPOKE,)) == 1


def test_the_odd_one_joins_a_pair_they_have_not_spoken_with() -> None:
    room = people(5)
    spoken = {pair("p004", "p000"), pair("p004", "p001")}
    found = propose(room, spoken=spoken)
    three = next(made.people for made in found if len(made.people) == 3)
    assert sum(two not in spoken for two in pairs_of(three)) >= 2


@settings(max_examples=30)
@given(st.integers(2, 30), st.integers(0, 99))
def test_the_same_seed_proposes_the_same(n: int, seed: int) -> None:
    room = people(n, organisations=3)
    spoken = met_before(room, 0.5, seed)
    assert propose(room, spoken=spoken, seed=seed) == propose(room, spoken=spoken, seed=seed)

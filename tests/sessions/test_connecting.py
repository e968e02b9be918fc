"""Who has spoken to whom, in this session and ever; and the pairs that are proposed."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from sessions import attendance, capture, running
from sessions.acquaintance import Acquaintance, Tie, acquaintance
from sessions.blocks import NewConnections
from sessions.blocks.take_and_bring import BRING, TAKE
from sessions.capture import Place
from sessions.connecting import connect, days_since_spoken, disconnect, times_spoken
from sessions.forgetting import of_person
from sessions.meetings import Pair, Reason, pair
from sessions.network import Met
from sessions.partners import (
    come_round,
    confirm,
    proposals,
    propose,
    strike,
    times_proposed,
)
from sessions.room import Room
from sessions.session import Session
from tests.rooms import MINUTE, START, begun_room

TALK, NEW = Met.SPEED_DATE, Met.NEW_CONNECTION
ab = frozenset(("a", "b"))


def connecting(people: int) -> Room:
    return begun_room(people, NewConnections(id="new", title="Nieuw", minutes=5))


def proposed(room: Room) -> tuple[tuple[str, ...], ...]:
    return tuple(one.people for one in room.session.proposed)


def test_a_pair_counts_once_in_a_session_and_way() -> None:
    room = connect(connecting(0), START, groups=[("a", "b"), ("b", "a")], met=TALK)
    room = connect(room, START, groups=[("a", "b")], met=TALK)
    assert len(room.met_today) == 1
    room = connect(room, START, groups=[("b", "a")], met=NEW)
    assert [one.met for one in room.met_today] == [TALK, NEW]
    assert times_spoken(room.network) == {ab: 2}
    assert times_spoken(room.network, but=room.session.id) == {}


def test_a_pair_of_an_earlier_session_counts_again() -> None:
    room = connect(connecting(0), START, groups=[("a", "b")], met=TALK)
    old = tuple(one.but(session="second") for one in room.network.connections)
    room = connect(room.in_network(connections=old), START, groups=[("a", "b")], met=TALK)
    assert times_spoken(room.network) == {ab: 2}
    assert times_spoken(room.network, but="third") == {ab: 1}
    assert disconnect(room, START, pair=ab, met=TALK).network.connections == old


def test_a_group_of_three_is_three_pairs_and_one_alone_is_none() -> None:
    room = connect(connecting(0), START, groups=[("a", "b", "c"), ("d",), ()], met=TALK)
    assert len(room.met_today) == 3
    assert [one.n for one in room.met_today] == [0, 1, 2]


@given(st.lists(st.lists(st.sampled_from("abcdef"), max_size=4, unique=True), max_size=8))
def test_struck_pairs_never_spoke_and_the_figures_agree(groups: list[list[str]]) -> None:
    room = connect(connecting(0), START, groups=groups, met=TALK)
    known = set(times_spoken(room.network))
    assert len(room.met_today) == len(known)
    there = acquaintance(room, "abcdef")
    assert there.today == there.first == known
    assert there.share_now == len(known) / there.pairs == len(known) / 15
    for two in known:
        room = disconnect(room, START, pair=two, met=NEW)
        assert two in times_spoken(room.network)
        room = disconnect(room, START, pair=two, met=TALK)
    assert room.network.connections == ()


def test_everybody_gets_a_proposal_with_somebody_they_never_spoke_to() -> None:
    room = connect(connecting(6), START, groups=[("henk", "vera"), ("sharon", "zoë")], met=TALK)
    room = propose(room, START)
    assert sorted(p for group in proposed(room) for p in group) == sorted(room.session.present)
    assert set(times_spoken(room.network)).isdisjoint(map(frozenset, proposed(room)))
    after = confirm(room, START)
    assert len([one for one in after.met_today if one.met is NEW]) == 3
    assert proposed(after) == ()
    assert confirm(after, START) == after


def test_an_odd_one_joins_a_pair_and_one_alone_has_nobody() -> None:
    assert sorted(map(len, proposed(propose(connecting(5), START)))) == [2, 3]
    assert proposed(propose(connecting(1), START)) == ()
    assert proposed(propose(connecting(0), START)) == ()


def test_partners_are_proposed_in_any_block_and_stay_open_until_they_are_confirmed() -> None:
    room = running.next_block(connecting(4), START)
    assert room.session.block is None
    room = propose(room, START)
    assert sorted(map(len, proposed(room))) == [2, 2]
    assert not room.met_today
    closed = running.close(room, START)
    assert proposed(closed) == proposed(room)
    assert not closed.met_today
    assert len(confirm(room, START).met_today) == 2


def test_who_came_late_is_proposed_too() -> None:
    room = propose(attendance.add(connecting(3), START, name="Laat"), START)
    assert sorted(map(len, proposed(room))) == [2, 2]


def said(room: Room, by: str, column: str, text: str, *, secret: bool = False) -> Room:
    place = Place(block="halen", sheet="take_and_bring", column=column)
    room = capture.keep(room, START, place=place, texts=[text], by=by)
    answers = room.session.answers
    return room.in_session(answers=(*answers[:-1], answers[-1].but(confidential=secret)))


def test_an_ask_that_meets_an_offer_is_the_reason_and_says_about_what() -> None:
    room = said(connecting(6), "henk", TAKE, "Werkvorm voor een moe team")
    room = said(room, "amina", BRING, "Een kast vol werkvormen")
    first = propose(room, START)
    (found,) = (one for one in first.session.proposed if one.match)
    assert sorted(found.people) == ["amina", "henk"]
    assert found.reasons[0] is Reason.ASK_MEETS_OFFER
    assert found.match is not None
    assert (found.match.asks, found.match.offers) == ("henk", "amina")
    assert found.match.word == "werkvorm"
    assert first.session.proposed[0] == found, "the strongest first"


def test_what_was_asked_in_an_earlier_session_counts_and_what_was_confidential_does_not() -> None:
    room = connecting(6)
    before = said(room, "henk", TAKE, "Intervisie").session
    offered = said(room, "amina", BRING, "intervisie begeleiden")
    assert not any(one.match for one in proposals(offered))
    assert any(one.match for one in proposals(offered, [before]))
    hidden = said(room, "amina", BRING, "intervisie begeleiden", secret=True)
    assert not any(one.match for one in proposals(hidden, [before]))


def test_who_spoke_longest_ago_meets_again_when_all_have() -> None:
    room = connecting(4)
    pairs = [(a, b) for a in room.session.present for b in room.session.present if a < b]
    room = connect(room, START, groups=pairs, met=TALK)
    long_ago = tuple(
        one.but(at=START - 60 * 24 * 30 * MINUTE)
        if set(one.people) in ({"henk", "vera"}, {"sharon", "ijsbrand"})
        else one
        for one in room.network.connections
    )
    room = propose(room.in_network(connections=long_ago), START)
    assert days_since_spoken(room.network, room.session.day)[frozenset(("henk", "vera"))] == 30
    assert {frozenset(people) for people in proposed(room)} == {
        frozenset(("henk", "vera")),
        frozenset(("sharon", "ijsbrand")),
    }
    assert {one.reasons for one in room.session.proposed} == {(Reason.AGAIN,)}


def test_what_is_struck_did_not_take_place() -> None:
    room = propose(connecting(6), START)
    first, *rest = room.session.proposed
    room = strike(room, START, key=first.key)
    assert [one.struck for one in room.session.proposed] == [True, False, False]
    assert not any(one.struck for one in strike(room, START, key=first.key).session.proposed)
    after = confirm(room, START)
    assert {frozenset(c.people) for c in after.met_today} == {frozenset(o.people) for o in rest}
    assert strike(running.next_block(room, START), START, key=first.key).met_today == ()


def test_plans_made_beside_the_room_fit_or_are_made_anew() -> None:
    room = connecting(6)
    planned = tuple(reversed(proposals(room)))
    assert propose(room, START, planned=planned).session.proposed == planned
    late = attendance.add(room, START, name="Laat")
    assert sorted(map(len, proposed(propose(late, START, planned=planned)))) == [2, 2, 3]


def test_when_people_come_and_go_everybody_keeps_a_partner() -> None:
    room = propose(connecting(8), START)
    (a, _), (b, _), *rest = proposed(room)
    one_gone = attendance.leave(room, START, member=a)
    assert sorted(map(len, proposed(one_gone))) == [2, 2, 3]
    both_gone = attendance.leave(one_gone, START, member=b)
    left = both_gone.session.present
    assert sorted(p for people in proposed(both_gone) for p in people) == sorted(left)
    assert sorted(map(len, proposed(both_gone))) == [2, 2, 2]
    assert set(rest) <= set(proposed(room))
    nobody = attendance.tick(both_gone, START, members=())
    assert proposed(nobody) == ()


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd"), st.booleans())))
def test_how_people_stand_to_one_another(spoke: list[tuple[str, str, bool]]) -> None:
    room = connecting(0)
    for one, other, before in spoke:
        room = connect(room, START, groups=[{one, other}], met=NEW if before else TALK)
    connections = tuple(
        one.but(session="second") if one.met is NEW else one for one in room.network.connections
    )
    there = acquaintance(room.in_network(connections=connections), "abcd")
    for person in "abcd":
        every = [other for tie in Tie for other in there.tied(person, tie)]
        assert sorted([*every, person]) == list("abcd")
        assert there.knows[person] == 3 - len(there.tied(person, Tie.NOT_YET))
        for tie in Tie:
            assert all(there.tie(other, person) is tie for other in there.tied(person, tie))
    assert sum(there.knows.values()) == 2 * len(there.before | there.today)
    assert round(6 * (there.share_now - there.share_before)) == len(there.first)


def test_where_there_is_no_pair_everybody_is_known() -> None:
    alone = Acquaintance(people=("a",), before=frozenset(), today=frozenset())
    assert alone.share_before == alone.share_now == 1
    assert acquaintance(connecting(0)).people == ()


# Proposed again, and kept -------------------------------------------------------------------


@given(st.integers(2, 9))
def test_proposed_again_comes_who_was_not_proposed_yet(people: int) -> None:
    room, seen = connecting(people), set[Pair]()
    every = {pair(*two) for two in combinations(room.session.present, 2)}
    for _ in range(2 * people):
        room = propose(room, START)
        told = {pair(*two) for group in proposed(room) for two in combinations(group, 2)}
        assert sorted({p for group in proposed(room) for p in group}) == sorted(
            room.session.present
        )
        assert seen == every or not told <= seen
        seen |= told
    assert seen == every
    assert come_round(room.session, room.session.proposed)


def test_who_was_proposed_and_did_not_meet_is_still_new_to_the_other() -> None:
    room = propose(connecting(4), START)
    first = set(proposed(room))
    room = propose(propose(room, START), START)
    assert {one.reasons[0] for one in room.session.proposed} != {Reason.AGAIN}
    assert len(times_proposed(room.session)) == 6
    room = connect(room, START, groups=first, met=TALK)
    assert first.isdisjoint(proposed(propose(room, START)))


def test_two_who_never_spoke_come_before_two_who_did_however_often_they_were_proposed() -> None:
    room = connect(connecting(4), START, groups=[("henk", "sharon"), ("henk", "vera")], met=TALK)
    for _ in range(3):
        room = propose(room, START)
        assert ("henk", "ijsbrand") in proposed(room)
    assert come_round(room.session, room.session.proposed)


def test_what_an_older_file_has_in_a_block_is_open_in_the_session() -> None:
    room = propose(connecting(4), START)
    kept = room.session.model_dump(mode="json")
    old = kept | {"blocks": [kept["blocks"][0] | {"proposed": kept["proposed"]}]}
    del old["proposed"], old["passed"]
    assert Session.model_validate(old) == room.session
    assert Session.model_validate(old | {"proposed": []}).proposed == ()
    assert "proposed" in old["blocks"][0], "what was read stays as it was"


def test_who_is_erased_is_in_no_proposal_either() -> None:
    room = said(connecting(4), "henk", TAKE, "intervisie")
    room = said(room, "vera", BRING, "intervisie")
    room = propose(propose(room, START), START)
    henk = room.member("henk")
    assert henk
    left = of_person(room.network, henk).session(room.session)
    assert "henk" not in left.model_dump_json()
    assert len(left.proposed) == 1
    assert len(left.passed) == 1

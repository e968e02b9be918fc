"""Who has spoken to whom, in this session and ever; and the pairs that are proposed."""

from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from sessions import attendance, running
from sessions.blocks import NewConnections
from sessions.blocks.new_connections import confirm, propose
from sessions.connecting import connect, disconnect, not_spoken, share_known, spoken, times_spoken
from sessions.network import Met
from sessions.room import Room
from tests.rooms import START, begun_room

TALK, NEW = Met.SPEED_DATE, Met.NEW_CONNECTION
ab = frozenset(("a", "b"))


def connecting(people: int) -> Room:
    return begun_room(people, NewConnections(id="new", title="Nieuw", minutes=5))


def proposed(room: Room) -> tuple[tuple[str, ...], ...]:
    return cast("NewConnections", room.session.blocks[0]).proposed


def test_a_pair_counts_once_in_a_session_and_way() -> None:
    room = connect(connecting(0), START, groups=[("a", "b"), ("b", "a")], met=TALK)
    room = connect(room, START, groups=[("a", "b")], met=TALK)
    assert len(room.met_today) == 1
    room = connect(room, START, groups=[("b", "a")], met=NEW)
    assert [one.met for one in room.met_today] == [TALK, NEW]
    assert spoken(room.network) == {ab}
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
    known = spoken(room.network)
    assert len(room.met_today) == len(known)
    strangers = not_spoken(room.network, "abcdef")
    assert known.isdisjoint(strangers)
    assert len(known) + len(strangers) == 15
    assert share_known(room.network, "abcdef") == 1 - len(strangers) / 15
    for pair in known:
        room = disconnect(room, START, pair=pair, met=NEW)
        assert pair in spoken(room.network)
        room = disconnect(room, START, pair=pair, met=TALK)
    assert room.network.connections == ()


def test_where_there_is_no_pair_everybody_is_known() -> None:
    network = connecting(0).network
    assert share_known(network, []) == share_known(network, ["a"]) == 1


def test_everybody_gets_a_proposal_with_somebody_they_never_spoke_to() -> None:
    room = connect(connecting(6), START, groups=[("henk", "vera"), ("sharon", "zoë")], met=TALK)
    room = propose(room, START)
    assert sorted(p for group in proposed(room) for p in group) == sorted(room.session.present)
    assert spoken(room.network).isdisjoint(map(frozenset, proposed(room)))
    after = confirm(room, START)
    assert len([one for one in after.met_today if one.met is NEW]) == 3
    assert proposed(after) == ()
    assert confirm(after, START) == after


def test_an_odd_one_joins_a_pair_and_one_alone_has_nobody() -> None:
    assert sorted(map(len, proposed(propose(connecting(5), START)))) == [2, 3]
    assert proposed(propose(connecting(1), START)) == ()
    assert proposed(propose(connecting(0), START)) == ()


def test_elsewhere_nothing_is_proposed_nor_confirmed() -> None:
    room = running.next_block(connecting(4), START)
    assert propose(room, START) is room
    assert confirm(room, START) is room


def test_who_came_late_is_proposed_too() -> None:
    room = propose(attendance.add(connecting(3), START, name="Laat"), START)
    assert sorted(map(len, proposed(room))) == [2, 2]

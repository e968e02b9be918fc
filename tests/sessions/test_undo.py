"""Whatever is done in the room can be undone to the start, and redone to the end.

The start of a session that was closed is the moment before the closing.
"""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions import meetings, running
from sessions.blocks.speed_dates import SpeedDates
from sessions.dating import plan_in
from sessions.errors import KringError
from sessions.facilitation import STEPS, Did, Facilitation
from sessions.records import Where
from sessions.room import Room
from tests.rooms import Desk
from tests.strategies import Move, begin, moves, rooms

SEQUENCES = settings(max_examples=80)


@pytest.fixture(scope="module", autouse=True)
def _quick_plans() -> Iterator[None]:
    """Plans of meetings that any search will do for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(meetings, "plan", partial(meetings.plan, budget=0))
        yield


def _do(facilitation: Facilitation, desk: Desk, move: Move) -> None:
    desk.clock.forward(move.later)
    before = facilitation.room
    try:
        facilitation.do(move.did, move.change(before), move.text[:0])
    except KringError:
        assert facilitation.room is before
    block = facilitation.room.session.block
    asked = block.asks(facilitation.room) if isinstance(block, SpeedDates) else None
    if asked:
        facilitation.follow(partial(plan_in, asked=asked, planned=asked.planned()))


def _closed_between(before: Room, after: Room) -> bool:
    return before.session.closed is None and after.session.closed is not None


def _kept(desk: Desk) -> dict[str, object]:
    """What both databases hold, but for the steps and what was carried over."""
    return {
        f"{where} {table}": documents
        for where, keeper in ((Where.SESSION, desk.session), (Where.NETWORK, desk.network))
        for table, documents in keeper.tables.items()
        if table in {where, "blocks", "answers", "members", "actions", "connections", "dates"}
        and documents
    }


def _right(room: Room) -> None:
    """What is true in a room whatever was done there."""
    session = room.session
    for block in session.blocks:
        if block.id != session.at or not session.running:
            assert not block.timer.running
        turn = block.turn()
        assert block.timer.running or turn is None or not turn.running
        circle = getattr(block, "circle", None)
        if circle is not None:
            assert len(set(circle.heard)) == len(circle.heard)
            assert len(set(circle.order)) == len(circle.order)
            assert circle.current not in circle.heard
            assert circle.current is None or circle.current in circle.order
    assert len({one.id for one in session.blocks}) == len(session.blocks)
    assert len(set(session.present)) == len(session.present)
    made = [(frozenset(one.people), one.met) for one in room.met_today]
    assert len(set(made)) == len(made)
    for listed in (session.answers, room.network.members, room.network.connections):
        assert all(a.n < b.n for a, b in pairwise(listed))


@SEQUENCES
@given(rooms, st.lists(moves, min_size=12, max_size=40), st.booleans(), st.data())
def test_any_sequence_is_undone_to_the_start_and_redone_to_the_end(
    start: Room, sequence: list[Move], begun: bool, data: st.DataObject
) -> None:
    desk = Desk(start)
    first = kept = _kept(desk)
    facilitation = desk.open()
    assert facilitation.room == start
    been = [facilitation.room]
    for move in [begin, *sequence] if begun else sequence:
        _do(facilitation, desk, move)
        _right(facilitation.room)
        if _closed_between(been[-1], facilitation.room):
            been, first = been[-1:], kept
        kept = _kept(desk)
        if facilitation.room != been[-1]:
            been.append(facilitation.room)
    last = _kept(desk)
    reopen = data.draw(st.integers(1, 6), label="reopen every")
    for there, room in enumerate(reversed(been[:-1])):
        if not there % reopen:
            facilitation = desk.open()
        assert facilitation.undo() is not None
        assert facilitation.room == room
    assert facilitation.undo() is None
    assert _kept(desk) == first
    for there, room in enumerate(been[1:]):
        if not there % reopen:
            facilitation = desk.open()
        assert facilitation.redo() is not None
        assert facilitation.room == room
    assert facilitation.redo() is None
    assert _kept(desk) == last


@settings(max_examples=40)
@given(rooms, st.lists(st.tuples(moves, st.integers(0, 3)), min_size=8, max_size=25))
def test_keepers_that_refuse_lose_nothing_that_was_said_to_be_kept(
    start: Room, sequence: list[tuple[Move, int]]
) -> None:
    """Each move comes with who refuses: 1 the session's keeper, 2 the network's, 3 both."""
    desk = Desk(start)
    facilitation = desk.open()
    _do(facilitation, desk, begin)
    first = start
    for move, who in sequence:
        desk.session.refuses, desk.network.refuses = who & 1, who >> 1
        before, kept = facilitation.room, desk.session.kept
        _do(facilitation, desk, move)
        if desk.session.kept == kept:
            assert facilitation.room is before
        if _closed_between(before, facilitation.room):
            first = before
        desk.session.refuses = desk.network.refuses = 0
        assert desk.open().room == facilitation.room
    facilitation = desk.open()
    assert not facilitation.behind
    while facilitation.undo():
        pass
    assert facilitation.room == first


@settings(max_examples=30)
@given(rooms, st.lists(moves, min_size=1, max_size=12), st.data())
def test_what_was_undone_is_gone_once_something_else_is_done(
    start: Room, sequence: list[Move], data: st.DataObject
) -> None:
    desk = Desk(start)
    facilitation = desk.open()
    for move in [begin, *sequence]:
        _do(facilitation, desk, move)
    steps = len(desk.session.tables[STEPS])
    back = data.draw(st.integers(1, steps), label="undone")
    for _ in range(back):
        facilitation.undo()
    room = facilitation.room
    facilitation.do(Did.PERSON, lambda there, _: there.in_network(why="iets anders"))
    assert facilitation.to_redo is None
    assert desk.open().to_redo is None
    assert len(desk.session.tables[STEPS]) == steps - back + 1
    facilitation.undo()
    assert facilitation.room == room


@given(rooms)
def test_what_changes_nothing_is_no_step(start: Room) -> None:
    desk = Desk(start)
    facilitation = desk.open()
    kept = desk.session.kept
    assert facilitation.do(Did.CLOSE, running.close) is facilitation.room
    assert facilitation.to_undo is None
    assert desk.session.kept == kept

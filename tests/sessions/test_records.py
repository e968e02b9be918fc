"""A room as documents and back, whole and by what changed."""

import json
from collections.abc import Iterable
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions import capture, meetings, running
from sessions.capture import Place
from sessions.errors import KringError
from sessions.records import Edit, Where, edits, patched, read_network, read_session, reverse
from sessions.room import Room
from tests.rooms import START, begun_room, one_of_each
from tests.strategies import Move, moves, rooms

Tables = dict[tuple[str, str], dict[str, dict[str, Any]]]


def keep(tables: Tables, changes: Iterable[Edit]) -> None:
    """Do the edits to documents in tables, through JSON text."""
    for where, table, id_, document in changes:
        documents = tables.setdefault((where, table), {})
        if document is None:
            del documents[id_]
        else:
            documents[id_] = json.loads(json.dumps(document))


def read(tables: Tables) -> Room:
    def table(where: Where, name: str) -> list[dict[str, Any]]:
        return list(tables.get((where, name), {}).values())

    return Room(
        session=read_session(partial(table, Where.SESSION)),
        network=read_network(partial(table, Where.NETWORK)),
    )


@settings(max_examples=40)
@given(rooms, st.lists(moves, min_size=5, max_size=20))
def test_documents_edits_and_patches_all_tell_the_same_room(
    room: Room, sequence: list[Move]
) -> None:
    tables: Tables = {}
    keep(tables, edits(None, room))
    room, now = running.begin(room, START), START
    keep(tables, edits(read(tables), room))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(meetings, "plan", partial(meetings.plan, budget=0))
        for move in sequence:
            now += move.later
            try:
                new = move.change(room)(room, now)
            except KringError:
                continue
            changes = edits(room, new)
            back = reverse(room, changes)
            assert bool(changes) == (new != room)
            assert patched(room, changes) == new
            assert patched(new, back) == room
            assert reverse(new, back) == changes
            keep(tables, changes)
            assert read(tables) == new
            room = new


def test_an_answer_is_one_small_edit(running_room: Room) -> None:
    place = Place(block="sheets", sheet="a")
    new = capture.keep(running_room, START, place=place, texts=["hallo"])
    assert [(one.where, one.table) for one in edits(running_room, new)] == [
        (Where.SESSION, "answers")
    ]
    assert edits(new, new) == []


def test_what_a_patch_does_not_touch_is_not_made_anew(running_room: Room) -> None:
    place = Place(block="sheets", sheet="a")
    one = capture.keep(running_room, START, place=place, texts=["een", "twee"])
    two = capture.keep(one, START, place=place, texts=["drie"])
    again = patched(two, reverse(one, edits(one, two)))
    assert again.network is two.network
    assert all(a is b for a, b in zip(again.session.answers, two.session.answers, strict=False))
    assert patched(one, []) is one


def test_blocks_come_back_in_their_order(running_room: Room) -> None:
    moved = running.move(running_room, START, block="words", by=-3)
    changes = edits(running_room, moved)
    assert [one.table for one in changes] == ["session"]
    assert patched(running_room, changes) == moved


def test_lists_come_back_in_order_however_a_database_gives_them() -> None:
    room = begun_room(3, *one_of_each())
    place = Place(block="sheets", sheet="a")
    room = capture.keep(room, START, place=place, texts=["een", "twee", "drie"])
    tables: Tables = {}
    keep(tables, reversed(edits(None, room)))
    assert read(tables) == room

"""Who knows whom, by real keys; and the picture of it at every size."""

from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.acquaintance import Acquaintance
from sessions.blocks import NewConnections, Plenary
from sessions.meetings import pair
from sessions.network import Met
from tests.tui.conftest import Opening, Staging, into_the_room
from tests.tui.hand import Hand
from tui.screens.acquaintance import WhoKnowsWhom
from tui.screens.review import Review
from tui.screens.room import RoomScreen
from tui.screens.yields import YieldScreen
from tui.widgets.mesh import Mesh, drawn

SIZES = [(60, 18), (80, 24), (120, 40), (200, 60)]
WELCOME = Plenary(id="welcome", title="Welkom", minutes=5)
NEW = NewConnections(id="new", title="Nieuwe connecties", minutes=5)


@pytest.fixture
async def hand(opening: Opening, staging: Staging) -> AsyncIterator[Hand]:
    staging(NEW, WELCOME, people=6)
    async with opening() as hand:
        await into_the_room(hand)
        yield hand


def group(people: int, *, before: int = 0, today: int = 0) -> Acquaintance:
    ids = tuple(str(n) for n in range(people))
    pairs = [pair(*two) for two in combinations(ids, 2)]
    met = frozenset(pairs[before : before + today])
    return Acquaintance(ids, before=frozenset(pairs[:before]), today=met)


# The picture --------------------------------------------------------------------------------


@given(
    st.integers(0, 60),
    st.integers(0, 200),
    st.integers(0, 200),
    st.integers(0, 90),
    st.integers(0, 40),
)
def test_the_picture_keeps_to_its_room(
    people: int, before: int, today: int, columns: int, rows: int
) -> None:
    lines = drawn(group(people, before=before, today=today), columns, rows)
    assert len(lines) <= rows
    assert all(len(line) == len(lines[0]) <= columns for line in lines)
    assert set("".join(lines)) <= set(" ░▒▓█▀▄")
    assert bool(lines) == (people > 1 and columns > 1 and rows > 0)


def test_before_is_below_and_now_above_the_diagonal() -> None:
    assert drawn(group(3), 6, 3) == ["  ░░░░", "░░  ░░", "░░░░  "]
    assert drawn(group(3, before=1), 6, 3) == ["  ██░░", "██  ░░", "░░░░  "]
    assert drawn(group(3, before=1, today=1), 6, 3) == ["  ████", "██  ░░", "░░░░  "]


def test_two_rows_share_one_where_there_is_little_room() -> None:
    assert drawn(group(4, today=6), 4, 2) == ["░▀██", "░░░▀"]


def test_many_people_share_cells_the_fuller_the_darker() -> None:
    lines = drawn(group(200, before=9_000), 40, 10)
    assert len(lines) == 10
    assert set("".join(lines)) >= set(" ░▓█")
    assert lines[0].rstrip()[-1] == "█"
    assert lines[-1].strip()[-1] == "░"


@pytest.mark.parametrize("people", [2, 14, 31, 40])
def test_up_to_forty_have_a_cell_for_each_pair(people: int) -> None:
    lines = drawn(group(people, today=1), 40, 20)
    assert "".join(lines).count("▒") == "".join(lines).count("▓") == 0


# By hand ------------------------------------------------------------------------------------


async def test_from_any_block_and_back(hand: Hand) -> None:
    for block in ("new_connections", "plenary"):
        assert hand.block == block
        await hand.press("ctrl+n")
        await hand.on(WhoKnowsWhom)
        assert "6 people" in hand.text
        await hand.press("ctrl+n")
        await hand.on(RoomScreen)
        await hand.press("ctrl+pagedown")


async def test_with_whom_not_yet_by_typing_and_by_arrows(hand: Hand) -> None:
    await hand.say("henk, vera")
    await hand.press("ctrl+n")
    screen = await hand.on(WhoKnowsWhom)
    assert screen.query_one(Mesh).display
    assert hand.board == ["Amina", "IJsbrand", "Sharon", "Zoë", "Henk", "Vera"]
    await hand.write("he")
    assert "Henk has spoken to 1 of 5" in hand.text
    not_yet, today, earlier = screen.board_view.board.lanes
    assert [row.text for row in not_yet.rows] == ["Sharon", "IJsbrand", "Zoë", "Amina"]
    assert [row.text for row in today.rows] == ["Vera"]
    assert earlier.rows == ()
    assert not screen.query_one(Mesh).display
    await hand.press("escape")
    assert screen.query_one(Mesh).display
    await hand.press("up")
    assert "Vera has spoken to 1 of 5" in hand.text
    await hand.press("escape", "escape")
    await hand.on(RoomScreen)


async def test_two_names_are_noted_at_any_moment_and_undone(hand: Hand) -> None:
    await hand.press("ctrl+pagedown", "ctrl+n")
    await hand.on(WhoKnowsWhom)
    await hand.say("sharon, zoë")
    assert "Noted: Sharon — Zoë" in hand.text
    assert [c.people for c in hand.room.met_today] == [("sharon", "zoë")]
    await hand.say("sharon")
    assert hand.line == "sharon"
    await hand.press("escape", "escape")
    await hand.on(RoomScreen)
    await hand.press("ctrl+z")
    assert hand.room.met_today == ()


async def test_earlier_sessions_stand_apart(hand: Hand) -> None:
    facilitation = hand.facilitation
    await hand.say("henk, vera")
    connections = tuple(
        one.but(session="second", at=one.at - timedelta(days=30))
        for one in hand.room.network.connections
    )
    facilitation._room = hand.room.in_network(connections=connections)
    await hand.press("ctrl+n")
    screen = await hand.on(WhoKnowsWhom)
    assert "before today" in hand.words
    await hand.write("vera")
    earlier = screen.board_view.board.lanes[2]
    assert [row.text for row in earlier.rows] == ["Henk"]


@pytest.mark.parametrize("people", [1, 14, 40, 90])
async def test_the_picture_stands_at_every_size(
    opening: Opening, staging: Staging, people: int
) -> None:
    staging(NEW, people=people)
    async with opening() as hand:
        await into_the_room(hand)
        await hand.press("f3")
        await hand.press("enter")
        await hand.press("ctrl+n")
        screen = await hand.on(WhoKnowsWhom)
        for size in SIZES:
            await hand.resize(*size)
            assert hand.widths == {size[0]}
            mesh = screen.query_one(Mesh)
            lines = drawn(screen.knows, *mesh.content_size)
            assert all(line in hand.text for line in lines)
            assert "%" not in hand.rows[0]
            assert hand.board


# New connections ----------------------------------------------------------------------------


async def test_a_proposal_says_why_and_a_pair_that_did_not_meet_is_struck(hand: Hand) -> None:
    await hand.press("f3")
    pairs = hand.board
    assert len(pairs) == 3
    assert hand.text.count("two organisations") >= 2
    await hand.press("down", "f8")
    assert "did not meet" in hand.text
    await hand.press("enter")
    assert hand.board == pairs[1:]
    assert len(hand.room.met_today) == 2
    await hand.press("down", "f8")
    assert hand.board == pairs[2:]
    await hand.press("ctrl+z", "ctrl+z", "ctrl+z")
    assert hand.board == pairs
    assert "did not meet" not in hand.text.splitlines()[0]
    await hand.press("escape", "f8")
    assert "Pick a pair" in hand.text


async def test_a_name_alone_confirms_nothing(hand: Hand) -> None:
    await hand.press("f3")
    await hand.say("@henk")
    assert hand.room.met_today == ()
    assert len(hand.board) == 3


async def test_the_yield_and_the_past_show_the_picture(hand: Hand) -> None:
    await hand.press("f3", "enter", "ctrl+pagedown", "ctrl+pagedown")
    screen = await hand.on(YieldScreen)
    assert "3 new connections; 20% of all" in hand.text
    assert "0%" in hand.text
    assert screen.query_one(Mesh).region.area
    await hand.press("enter")
    await hand.on(Review)
    await hand.press("ctrl+n")
    past = await hand.on(WhoKnowsWhom)
    assert past.knows.share_now == 3 / 15
    await hand.say("henk, vera")
    assert len(hand.room.met_today) == 3, "what is over is only looked at"
    assert {one.met for one in hand.room.met_today} == {Met.NEW_CONNECTION}

"""Partners for everybody by real keys: in any block, again, and open when the room goes on."""

from collections.abc import AsyncIterator

import pytest

from sessions.blocks import NewConnections, Plenary
from sessions.meetings import Pair
from tests.tui.conftest import Opening, Staging, into_the_room
from tests.tui.hand import Hand
from tui.screens.acquaintance import WhoKnowsWhom
from tui.screens.agenda import AgendaScreen
from tui.screens.home import HomeScreen
from tui.screens.open_partners import OpenPartners
from tui.screens.partners import Partners
from tui.screens.review import Review
from tui.screens.room import RoomScreen
from tui.screens.yields import YieldScreen
from tui.widgets.mesh import Mesh

WELCOME = Plenary(id="welcome", title="Welkom", minutes=5)
NEW = NewConnections(id="new", title="Nieuwe connecties", minutes=5)


@pytest.fixture
async def hand(opening: Opening, staging: Staging) -> AsyncIterator[Hand]:
    staging(WELCOME, NEW, WELCOME.but(id="end", title="Einde"), people=6)
    async with opening() as hand:
        await into_the_room(hand)
        yield hand


def pairs(hand: Hand) -> set[Pair]:
    return {frozenset(one.people) for one in hand.room.session.proposed}


async def proposed(hand: Hand) -> set[Pair]:
    """The pairs after F3 had others proposed."""
    before = hand.room.session.proposed, hand.room.session.passed
    await hand.press("f3")
    await hand.until(lambda: (hand.room.session.proposed, hand.room.session.passed) != before)
    return pairs(hand)


async def test_in_any_block_one_key_proposes_and_enter_confirms(hand: Hand) -> None:
    assert hand.block == "plenary"
    await hand.press("ctrl+n")
    screen = await hand.on(Partners)
    assert len(await proposed(hand)) == 3
    assert "3 proposals" in hand.text
    assert "two organisations" in hand.text
    assert not screen.query_one(Mesh).display
    await hand.press("down", "f8")
    assert "did not meet" in hand.text
    await hand.press("enter")
    assert len(hand.room.met_today) == 2
    assert pairs(hand) == set()
    assert screen.query_one(Mesh).display


async def test_what_is_proposed_there_is_confirmed_in_the_block_or_undone(hand: Hand) -> None:
    await hand.press("ctrl+n")
    found = await proposed(hand)
    await hand.press("escape")
    assert pairs(hand) == found
    assert (await hand.on(Partners)).query_one(Mesh).display
    await hand.press("f3")
    assert pairs(hand) == found, "the first time it only shows what is open"
    await hand.press("escape", "escape")
    await hand.on(RoomScreen)
    await hand.press("pagedown")
    assert hand.block == "new_connections"
    assert "Enter: all took place" in hand.text
    await hand.press("enter")
    assert {frozenset(c.people) for c in hand.room.met_today} == found
    await hand.press("ctrl+z")
    assert hand.room.met_today == ()
    assert pairs(hand) == found


@pytest.mark.parametrize("there", ["block", "anywhere"])
async def test_pressed_again_others_come_until_there_are_none(hand: Hand, there: str) -> None:
    await hand.press(*(["pagedown"] if there == "block" else ["ctrl+n"]))
    seen: set[Pair] = set()
    for _ in range(3):
        found = await proposed(hand)
        assert seen.isdisjoint(found)
        seen |= found
    while len(seen) < 15:
        found = await proposed(hand)
        assert not found <= seen, "somebody new as long as there is"
        assert "Nobody else is left" not in hand.words
        seen |= found
    assert await proposed(hand) <= seen
    assert "Nobody else is left: these were proposed before." in hand.words
    assert hand.room.met_today == ()


# Going on while proposals are open ----------------------------------------------------------


async def proposed_in_the_block(hand: Hand) -> None:
    await hand.press("pagedown")
    await hand.until(lambda: hand.block == "new_connections")
    assert len(await proposed(hand)) == 3


@pytest.mark.parametrize("key", ["pagedown", "ctrl+pagedown"])
@pytest.mark.parametrize(
    ("answer", "met", "block", "left"),
    [
        ("enter", 3, "end", 0),
        ("pagedown", 0, "end", 3),
        ("escape", 0, "new", 3),
    ],
)
async def test_leaving_the_block_asks_whether_they_met(
    hand: Hand, key: str, answer: str, met: int, block: str, left: int
) -> None:
    await proposed_in_the_block(hand)
    await hand.press(key)
    await hand.on(OpenPartners)
    assert "3 proposals are open. Did they all meet?" in hand.words
    await hand.press(answer)
    await hand.on(RoomScreen)
    assert len(hand.room.met_today) == met
    assert hand.room.session.at == block
    assert len(pairs(hand)) == left


async def test_a_jump_by_the_agenda_asks_too(hand: Hand) -> None:
    await proposed_in_the_block(hand)
    await hand.press("f6")
    await hand.on(AgendaScreen)
    await hand.press("end", "enter")
    await hand.on(OpenPartners)
    await hand.press("enter")
    await hand.on(RoomScreen)
    assert len(hand.room.met_today) == 3
    assert hand.room.session.at == "end"


async def test_two_keys_at_once_ask_once(hand: Hand) -> None:
    await proposed_in_the_block(hand)
    await hand.burst("pagedown", "ctrl+pagedown")
    await hand.on(OpenPartners)
    await hand.press("escape")
    await hand.on(RoomScreen)
    assert hand.room.session.at == "new"


async def test_what_was_confirmed_or_struck_is_not_asked_about(hand: Hand) -> None:
    await proposed_in_the_block(hand)
    await hand.burst("enter", "pagedown")
    await hand.on(RoomScreen)
    assert hand.room.session.at == "end"
    assert len(hand.room.met_today) == 3
    await hand.press("pageup")
    await proposed(hand)
    for _ in range(3):
        await hand.press("down", "f8")
    await hand.press("pagedown")
    await hand.on(RoomScreen)
    assert hand.room.session.at == "end"


@pytest.mark.parametrize(("answer", "met"), [("enter", 3), ("pagedown", 0)])
async def test_closing_asks_too(hand: Hand, answer: str, met: int) -> None:
    await hand.press("ctrl+n")
    await proposed(hand)
    await hand.press("escape", "escape", "f9")
    await hand.on(YieldScreen)
    await hand.press("enter")
    await hand.on(OpenPartners)
    await hand.press("escape")
    await hand.on(YieldScreen)
    assert hand.room.session.running
    await hand.press("enter")
    await hand.on(OpenPartners)
    await hand.press(answer)
    await hand.on(Review)
    assert hand.room.session.closed
    assert len(hand.room.met_today) == met


# Between sessions ---------------------------------------------------------------------------


async def test_from_home_the_picture_is_there_to_look_at(demo_app: Hand) -> None:
    hand = demo_app
    await hand.press("ctrl+n")
    screen = await hand.on(WhoKnowsWhom)
    assert screen.query_one(Mesh).display
    assert "of all pairs know each other" in hand.words
    assert "today" not in hand.words.lower()
    await hand.press("f3", "up")
    assert "has spoken to" in hand.words
    assert "today" not in hand.words.lower()
    await hand.press("escape", "ctrl+n")
    await hand.on(HomeScreen)

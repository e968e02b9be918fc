"""Introductions by real keys: the order, the floor out of turn, and ideas for who is stuck."""

from collections.abc import AsyncIterator
from threading import Event

import pytest

from sessions.blocks import Introductions, Sheets
from sessions.blocks.base import InTurn
from sessions.blocks.sheets import Question
from sessions.circle import Circle
from tests.tui.conftest import Opening, Staging, into_the_room
from tests.tui.hand import Hand

WHO = Introductions(id="who", title="Wie ben je?", minutes=10, turn_seconds=30)
QUESTION = Sheets(id="q", title="Vel", minutes=5, questions=(Question(id="a", text="Hoe?"),))


@pytest.fixture
async def hand(opening: Opening, staging: Staging) -> AsyncIterator[Hand]:
    staging(WHO, QUESTION, people=5)
    async with opening() as hand:
        await into_the_room(hand)
        yield hand


def circle(hand: Hand) -> Circle:
    block = hand.room.session.block
    assert isinstance(block, InTurn)
    return block.circle


def trait(hand: Hand, person: str) -> str:
    member = hand.room.member(person)
    assert member is not None
    return member.trait


async def test_a_key_changes_the_order_before_and_during(hand: Hand) -> None:
    seated = circle(hand).order
    await hand.press("ctrl+l")
    assert "by lot" in hand.text
    drawn = circle(hand).order
    assert sorted(drawn) == sorted(seated)
    await hand.press("pagedown", "pagedown", "ctrl+l")
    assert "heard least" in hand.text
    assert circle(hand).heard == drawn[:1]
    assert circle(hand).current == drawn[1]
    await hand.press("ctrl+l")
    waits = [person for person in seated if person not in drawn[:2]]
    assert list(circle(hand).waiting) == waits
    await hand.press("ctrl+z")
    assert "Undone: order of speaking" in hand.text


async def test_the_floor_by_name_and_by_pointing(hand: Hand) -> None:
    await hand.press("pagedown")
    await hand.say("@zoë")
    assert circle(hand).current == "zoë"
    assert circle(hand).waiting == ("henk", "sharon", "vera", "ijsbrand")
    await hand.say("zonnige")
    assert trait(hand, "zoë") == "zonnige"
    await hand.press("down", "down", "enter")
    assert (circle(hand).current, circle(hand).heard) == ("sharon", ("zoë",))
    await hand.press("ctrl+z")
    assert circle(hand).current == "zoë"


async def test_three_ideas_and_three_others_taken_by_their_number(hand: Hand) -> None:
    await hand.press("pagedown", "f3")
    first = hand.board
    assert len(first) == 3
    assert all(row.startswith("H") and row.endswith(" Henk") for row in first)
    await hand.press("f3")
    second = hand.board
    assert not {*first} & {*second}
    await hand.press("2")
    assert trait(hand, "henk") == second[1].removesuffix(" Henk")
    assert len(hand.board) == 5
    assert hand.line == ""
    await hand.press("2")
    assert hand.line == "2"


async def test_ideas_by_the_arrows_or_none_of_them(hand: Hand) -> None:
    await hand.press("pagedown", "f3")
    ideas = hand.board
    await hand.press("down", "down", "enter")
    assert trait(hand, "henk") == ideas[1].removesuffix(" Henk")
    await hand.press("pagedown", "f3")
    assert hand.board[0].endswith(" Sharon")
    await hand.press("escape")
    assert len(hand.board) == 5
    await hand.press("f3")
    await hand.say("echt 1")
    assert trait(hand, "sharon") == "echt 1"
    await hand.press("f3", "pagedown")
    assert len(hand.board) == 5


@pytest.mark.parametrize("takes", [("1",), ("down", "enter")])
async def test_ideas_for_somebody_who_was_named_are_theirs_alone(
    hand: Hand, takes: tuple[str, ...]
) -> None:
    await hand.press("pagedown")
    await hand.write("@sha")
    await hand.press("tab", "f3")
    assert hand.board[0].endswith(" Sharon")
    idea = hand.board[0].removesuffix(" Sharon")
    await hand.press(*takes)
    assert trait(hand, "sharon") == idea
    assert circle(hand).current == "henk"
    await hand.say("handige")
    assert (trait(hand, "henk"), trait(hand, "sharon")) == ("handige", idea)


async def test_what_another_has_is_not_offered(hand: Hand) -> None:
    await hand.press("pagedown")
    await hand.press("f3")
    taken = hand.board[0].removesuffix(" Henk")
    await hand.say(f"{taken} @Sharon")
    for _again in range(10):
        await hand.press("f3")
        assert taken not in {row.removesuffix(" Henk") for row in hand.board}


async def test_elsewhere_a_name_alone_still_says_who_speaks(hand: Hand) -> None:
    await hand.press("ctrl+pagedown")
    await hand.say("@vera", "tijd maken")
    assert [(one.text, one.by) for one in hand.answers] == [("tijd maken", "vera")]


async def test_a_trait_that_was_typed_is_kept_before_the_floor_goes_on(hand: Hand) -> None:
    await hand.press("pagedown")
    await hand.write("Handige")
    await hand.press("pagedown")
    assert trait(hand, "henk") == "Handige"
    assert (circle(hand).current, hand.line) == ("sharon", "")
    await hand.write("Stille")
    await hand.press("f8")
    assert trait(hand, "sharon") == "Stille"
    assert circle(hand).current == "vera"


async def test_what_can_not_be_kept_stops_the_floor_once(hand: Hand) -> None:
    await hand.press("pagedown")
    await hand.say("Handige")
    await hand.write("@zz")
    await hand.press("pagedown")
    assert "Nobody here is called so" in hand.words
    assert (circle(hand).current, hand.line) == ("henk", "@zz")
    assert trait(hand, "henk") == "Handige"
    await hand.press("pagedown")
    assert circle(hand).current == "sharon"


async def test_what_can_not_be_kept_waits_in_its_block(hand: Hand) -> None:
    await hand.press("pagedown")
    await hand.say("x" * 41)
    assert "at most 40 fit here" in hand.words
    assert trait(hand, "henk") == ""
    await hand.press("ctrl+pagedown")
    assert hand.block == "sheets"
    assert hand.line == ""
    assert "it waits where it was typed" in hand.words
    await hand.press("ctrl+pageup")
    assert hand.line == "x" * 41


async def test_pasted_lines_are_to_be_looked_at_first(hand: Hand) -> None:
    await hand.press("pagedown")
    await hand.paste("Brave\nregel twee")
    assert hand.line == "Brave regel twee"
    assert not hand.answers


async def test_ideas_beside_what_is_typed(hand: Hand) -> None:
    await hand.press("pagedown")
    await hand.write("Hard")
    await hand.press("f3")
    assert "Empty the line" in hand.text
    await hand.press("ctrl+u", "2")
    assert trait(hand, "henk")


async def test_what_is_typed_after_the_key_is_of_who_comes_next(hand: Hand) -> None:
    await hand.press("pagedown")
    written = Event()
    busy = hand.app.keeping.do(written.wait)
    await hand.burst_until(lambda: hand.line == "Stil", *"Handige", "pagedown", *"Stil")
    written.set()
    await busy
    await hand.settle()
    assert (trait(hand, "henk"), trait(hand, "sharon")) == ("Handige", "")
    assert (circle(hand).current, hand.line) == ("sharon", "Stil")


async def test_a_name_alone_has_the_floor_and_keeps_it(hand: Hand) -> None:
    await hand.press("pagedown")
    await hand.write("@zoë")
    await hand.press("pagedown")
    assert circle(hand).current == "zoë"

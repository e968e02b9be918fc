"""Back to the start of the session, and on again; also in another process."""

import shutil
from pathlib import Path

import pytest

from sessions.blocks import SpeedDates
from sessions.room import Room
from tests.rooms import MINUTE
from tests.tui.conftest import Opening, into_the_room
from tests.tui.hand import Hand
from tui.screens.home import HomeScreen
from tui.screens.room import RoomScreen


async def _much(hand: Hand) -> list[Room]:
    """A lot that happens, and the room after each step."""
    rooms = [hand.room]
    keys = ["f5", "f5", "pagedown", "1", "ctrl+pagedown", "pagedown"]
    for key in keys:
        await hand.press(key)
        rooms.append(hand.room)
    for words in ("Zonnige", "Gulle @gülşen"):
        await hand.say(words)
        rooms.append(hand.room)
    for key in ("f8", "ctrl+up", "ctrl+pagedown", "pagedown", "pagedown"):
        await hand.later(seconds=20)
        await hand.press(key)
        rooms.append(hand.room)
    return rooms


@pytest.mark.usefixtures("demo_data")
async def test_back_to_the_start_and_on_again_also_after_reopening(opening: Opening) -> None:
    async with opening() as hand:
        await into_the_room(hand)
        rooms = await _much(hand)
        for room in reversed(rooms[5:-1]):
            await hand.press("ctrl+z")
            assert hand.room == room
            assert "Undone" in hand.text
    async with opening() as again:
        await again.on(RoomScreen)
        assert again.room == rooms[5]
        for room in reversed(rooms[:5]):
            await again.press("ctrl+z")
            assert again.room == room
        for room in rooms[1:]:
            await again.press("ctrl+y")
            assert again.room == room
        await again.press("ctrl+y")
        assert again.room == rooms[-1]


async def test_back_past_the_beginning(app_in_the_room: Hand) -> None:
    """Undoing the beginning leads out of the room; the session is ready to start again."""
    hand = app_in_the_room
    await hand.press("ctrl+z")
    await hand.on(HomeScreen)
    await hand.until(lambda: "ready to start" in hand.text)
    await into_the_room(hand)
    await hand.press("pagedown")
    assert hand.room.session.position == 1


async def test_a_step_after_an_undo_is_the_last_one(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    await hand.press("pagedown", "pagedown", "ctrl+z", "f5")
    paused = hand.room
    await hand.press("ctrl+y")
    assert hand.room == paused


async def test_closed_by_mistake(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    await hand.press("f9", "pageup")
    await hand.on(RoomScreen)
    await hand.press("f9", "enter")
    await hand.until(lambda: hand.room.session.closed is not None)
    await hand.press("ctrl+z")
    await hand.on(RoomScreen)
    assert hand.room.session.running
    assert hand.block == "plenary"


async def test_past_the_last_block_and_back(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    await hand.press(*["ctrl+pagedown"] * 11)
    assert hand.room.session.block is None
    await hand.press("escape")
    await hand.on(RoomScreen)
    assert hand.block == "check_out"


async def test_the_battery_went_flat(
    app_in_the_room: Hand, opening: Opening, root: Path, tmp_path: Path
) -> None:
    """What is on the disk at any moment opens in that block, with the time right."""
    hand = app_in_the_room
    await hand.press(*["ctrl+pagedown"] * 3)
    await hand.press("pagedown", "pagedown")
    await hand.later(seconds=40)
    disk = tmp_path / "as it was"
    shutil.copytree(root, disk)
    before = hand.room
    hand.clock.forward(MINUTE)
    async with opening(at=disk) as again:
        await again.on(RoomScreen)
        assert again.room == before
        block = again.room.session.block
        assert isinstance(block, SpeedDates)
        assert block.clock.elapsed(again.clock.now()) == MINUTE + 40 * MINUTE / 60
        assert again.block == "speed_dates"
        await again.press("pagedown")
        assert again.room.met_today

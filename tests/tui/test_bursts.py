"""Keys that come faster than the screen: nothing overtakes, nothing happens twice, nothing ends."""

import errno
from threading import Event
from typing import Any

import pytest

from sessions import running
from sessions.blocks.introductions import Introductions
from sessions.facilitation import Did
from sessions.store import system
from tests.tui.hand import Hand
from tui.screens.attendance import Attendance
from tui.screens.fit import FitScreen
from tui.screens.home import HomeScreen
from tui.screens.partners import Partners
from tui.screens.review import Review
from tui.screens.room import RoomScreen
from tui.screens.yields import YieldScreen


async def test_a_screen_leaves_once(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    await hand.press("f4")
    await hand.on(Attendance)
    screen = hand.app.screen
    assert isinstance(screen, Attendance)
    for _ in range(4):
        screen.action_back()
    await hand.on(RoomScreen)
    await hand.press("f9")
    await hand.on(YieldScreen)
    yields = hand.app.screen
    assert isinstance(yields, YieldScreen)
    for _ in range(4):
        yields.action_close()
    await hand.on(Review)
    assert hand.room.session.closed


@pytest.mark.parametrize("key", ["f4", "ctrl+n"])
async def test_escape_pressed_twice_leaves_once(app_in_the_room: Hand, key: str) -> None:
    hand = app_in_the_room
    await hand.press(key)
    await hand.burst("escape", "escape", "escape")
    room = await hand.on(RoomScreen)
    await hand.press(key, "h", "e")
    await hand.burst("escape", "escape", "escape")
    assert await hand.on(RoomScreen) is room


@pytest.mark.parametrize("key", ["f5", "f3", "plus", "pagedown", "ctrl+z", "f12", "f8"])
async def test_a_key_behind_the_one_that_leaves_does_nothing(
    app_in_the_room: Hand, key: str
) -> None:
    hand = app_in_the_room
    before = hand.room
    await hand.burst("ctrl+o", key)
    await hand.on(HomeScreen)
    await hand.press("home", "enter")
    await hand.on(RoomScreen)
    assert hand.room == before


async def test_an_arrow_behind_the_key_that_confirms_finds_nothing_to_pick(
    app_in_the_room: Hand,
) -> None:
    hand = app_in_the_room
    await hand.press("ctrl+n", "f3")
    await hand.burst("enter", "down")
    await hand.on(Partners)
    assert hand.room.met_today
    await hand.press("down", "escape", "escape")
    await hand.on(RoomScreen)


@pytest.mark.parametrize("key", ["ctrl+p", "f6"])
async def test_a_page_down_in_a_list_that_has_only_just_come(
    app_in_the_room: Hand, key: str
) -> None:
    hand = app_in_the_room
    for _time in range(3):
        await hand.burst(key, "down", "pagedown", "pageup", "escape")
        await hand.press("escape")
        await hand.on(RoomScreen)


async def test_a_screen_is_drawn_of_one_moment(app_in_the_room: Hand) -> None:
    """The thread that keeps may be in the next block before the screen is drawn."""
    hand = app_in_the_room
    while hand.block != "introductions":
        await hand.press("ctrl+pagedown")
    room = await hand.on(RoomScreen)
    before = room.moment
    assert before is not None
    hand.facilitation.do(Did.ONWARD, running.next_block)
    assert hand.block != "introductions"
    assert room.board(before).lanes[0].rows
    room._arrange(before)
    room.show_below(before)
    room._show_time(before)
    await hand.settle()


async def test_help_in_front_of_a_session_that_is_being_closed(app_in_the_room: Hand) -> None:
    hand, written = app_in_the_room, Event()
    await hand.press("f9")
    yields = await hand.on(YieldScreen)
    busy = hand.app.keeping.do(written.wait)
    yields.action_close()
    await hand.app.action_help()
    written.set()
    await busy
    await hand.until(lambda: hand.room.session.closed is not None)
    await hand.press("escape")
    await hand.on(Review)


async def test_everybody_left_before_the_introductions(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    await hand.press("f4")
    for member in hand.room.present:
        await hand.say(f"{member.name} ({member.organisation})")
    assert not hand.room.session.present
    await hand.press("enter", "ctrl+pagedown", "ctrl+pagedown")
    assert isinstance(hand.room.session.block, Introductions)
    await hand.press("pagedown", "pageup")
    assert hand.app.is_running


async def test_leaving_the_room_loses_no_answer(app_in_the_room: Hand) -> None:
    """What was said just before going home is kept, however late the disk is."""
    hand = app_in_the_room
    await hand.press(*["ctrl+pagedown"] * 4)
    facilitation = hand.app.screen.facilitation  # type: ignore[attr-defined]  # it is the room
    room = hand.app.screen
    assert isinstance(room, RoomScreen)
    await hand.say("een", "twee", "drie")
    room.action_home()
    await hand.until(lambda: not isinstance(hand.app.screen, RoomScreen))
    assert [one.text for one in facilitation.room.session.answers] == ["een", "twee", "drie"]


async def test_going_home_does_not_overtake_an_answer(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    await hand.press(*["ctrl+pagedown"] * 4)
    facilitation = hand.facilitation
    await hand.write("nog net")
    await hand.burst("enter", "ctrl+o")
    await hand.on(HomeScreen)
    assert [one.text for one in facilitation.room.session.answers] == ["nog net"]


async def test_what_is_typed_goes_where_the_room_is_going(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    await hand.press(*["ctrl+pagedown"] * 4)
    room = hand.app.screen
    assert isinstance(room, RoomScreen)
    room.action_onward()
    await hand.say("op het tweede vel")
    block = hand.room.session.block
    assert block is not None
    assert [one.sheet for one in hand.answers] == [block.sheets[1].id]


async def test_a_question_is_answered_by_mouse(app_in_the_room: Hand) -> None:
    """The mouse works everywhere, though it is never needed."""
    hand = app_in_the_room
    await hand.press(*["ctrl+up"] * 5, "f7")
    await hand.on(FitScreen)
    before = [block.timer.length for block in hand.room.session.blocks]
    await hand.pilot.click(".keys", offset=(2, 0))
    await hand.on(RoomScreen)
    await hand.until(lambda: before != [block.timer.length for block in hand.room.session.blocks])


async def test_the_next_sheet_does_not_overtake_an_answer(app_in_the_room: Hand) -> None:
    """Enter and PgDn in one burst: the answer is on the sheet that was asked about."""
    hand = app_in_the_room
    await hand.press(*["ctrl+pagedown"] * 4)
    block = hand.room.session.block
    assert block is not None
    await hand.write("op het eerste vel")
    await hand.burst("enter", "pagedown")
    assert [one.sheet for one in hand.answers] == [block.sheets[0].id]
    assert hand.room.session.block != block


async def test_undo_does_not_overtake_an_answer(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    await hand.press(*["ctrl+pagedown"] * 4)
    await hand.say("blijft")
    await hand.write("verschreven")
    await hand.burst("enter", "ctrl+z")
    assert [one.text for one in hand.answers] == ["blijft"]


async def test_a_room_that_leaves_late_takes_no_question_away(app_in_the_room: Hand) -> None:
    """A screen that shows through what is in front is still not the one in front."""
    room = app_in_the_room.app.screen
    await app_in_the_room.later(minutes=20)
    await app_in_the_room.press("f7")
    await app_in_the_room.on(FitScreen)
    room.dismiss(None)
    await app_in_the_room.settle()
    assert isinstance(app_in_the_room.app.screen, FitScreen)
    assert app_in_the_room.app.screen_stack[-2] is room


async def test_leaving_the_list_of_people_does_not_overtake_a_name(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    await hand.press("f4")
    await hand.on(Attendance)
    await hand.write("Nieuwe Naam")
    await hand.burst("enter", "escape")
    await hand.on(RoomScreen)
    assert "Nieuwe Naam" in {one.name for one in hand.room.present}


@pytest.mark.parametrize("full", [False, True])
async def test_a_list_that_is_left_before_the_disk_is_done(
    app_in_the_room: Hand, full: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept late is kept, and what is not is told where the facilitator is by then."""
    hand, call, may_go_on = app_in_the_room, system.call, Event()

    def late(function: Any, /, *args: Any, **kwargs: Any) -> Any:
        if function is system._pwrite:
            may_go_on.wait()
            if full:
                raise OSError(errno.ENOSPC, "No space left on device")
        return call(function, *args, **kwargs)

    await hand.press("f4")
    await hand.on(Attendance)
    monkeypatch.setattr(system, "call", late)
    await hand.write("Nieuwe Naam")
    await hand.burst_until(lambda: isinstance(hand.app.screen, RoomScreen), "enter", "escape")
    may_go_on.set()
    await hand.settle()
    there = "Nieuwe Naam" in {one.name for one in hand.room.present}
    told = "No space left on device" in hand.words and "Nieuwe Naam" in hand.words
    assert (there, told) == (not full, full)

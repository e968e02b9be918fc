"""A second Kring in the room: it sees what happens in the first, and changes nothing."""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

from sessions.blocks import Sheets
from sessions.blocks.sheets import Question
from sessions.cards import SessionCard
from sessions.errors import NoNetworkError
from sessions.library import Library
from sessions.room import Room
from sessions.store import system
from sessions.watching import Watching
from tests.rooms import one_of_each
from tests.tui.conftest import DEVICE, TODAY, Opening, Staging, into_the_room
from tests.tui.hand import Hand
from tests.tui.test_sizes import SIZES, _whole
from tui.blocks import VIEWS
from tui.screens.attendance import Attendance
from tui.screens.blank import Blank
from tui.screens.held import Held
from tui.screens.help import Help
from tui.screens.home import HomeScreen
from tui.screens.pick_agenda import PickAgenda
from tui.screens.review import Review
from tui.screens.room import RoomScreen
from tui.screens.room_commands import ROOM
from tui.screens.watch import WatchScreen
from tui.screens.watched import WatchedRoom, WatchedYields
from tui.screens.yields import YieldScreen
from tui.widgets.capture_line import CaptureLine
from tui.widgets.rows import Rows


def seen(watcher: Hand) -> Room | None:
    """The room on the screen of who watches."""
    screen = watcher.app.screen
    return screen.watching.room if isinstance(screen, WatchedRoom | WatchedYields) else None


async def sees(watcher: Hand, worker: Hand) -> None:
    """Until both have the same room."""
    await watcher.until(lambda: seen(watcher) == worker.room, "the same room")
    await watcher.settle()


@pytest.fixture
async def second(app_in_the_room: Hand, opening: Opening) -> AsyncIterator[Hand]:
    """Another Kring, which asks whether to watch along."""
    assert app_in_the_room.room.session.running
    async with opening() as hand:
        await hand.on(Held)
        yield hand


@pytest.fixture
async def watcher(second: Hand) -> Hand:
    """The other Kring, which watches along."""
    await second.press("enter")
    await second.on(WatchedRoom)
    return second


@pytest.fixture
async def projector(demo_data: Path, opening: Opening) -> AsyncIterator[Hand]:
    """`kring watch`, while nothing goes on."""
    del demo_data
    async with opening(watches=True) as hand:
        await hand.on(WatchScreen)
        yield hand


async def test_a_second_kring_says_who_has_it_and_offers_to_watch(
    app_in_the_room: Hand, second: Hand
) -> None:
    assert "another Kring, on " in second.words
    assert "since " in second.words
    await second.press("escape")
    await second.on(HomeScreen)
    await second.until(lambda: "is going on" in second.words)
    await second.press("enter")
    await second.on(Held)
    await second.press("enter")
    await second.on(WatchedRoom)
    await sees(second, app_in_the_room)
    await second.press("ctrl+o")
    await second.on(HomeScreen)
    await second.until(lambda: "is going on" in second.words)


async def test_every_step_is_seen(app_in_the_room: Hand, watcher: Hand) -> None:
    await sees(watcher, app_in_the_room)
    assert "Watching along" in watcher.words
    for keys in (["pagedown"], ["ctrl+pagedown"], ["pagedown"], ["f5"], ["ctrl+z"], ["plus"]):
        await app_in_the_room.press(*keys)
        await sees(watcher, app_in_the_room)
    await app_in_the_room.say("Handige")
    await sees(watcher, app_in_the_room)
    assert "Handige" in watcher.words
    await app_in_the_room.press("f4")
    await app_in_the_room.on(Attendance)
    await app_in_the_room.say("[/b]Quirine")
    await app_in_the_room.press("enter")
    await app_in_the_room.on(RoomScreen)
    await sees(watcher, app_in_the_room)
    assert "[/b]Quirine" in watcher.words


async def test_nothing_that_is_pressed_does_anything_there(
    app_in_the_room: Hand, watcher: Hand, root: Path
) -> None:
    hand, files = app_in_the_room, _files(root)
    own = {"ctrl+o", "full_stop", "b", "ctrl+b", "up", "down", "pageup", "pagedown", "escape"}
    commands = [*ROOM, *(command for view in VIEWS.values() for command in view.commands)]
    keys = {key for command in commands for key in command.keys.split(",")}
    assert not watcher.app.screen.query(CaptureLine)
    await watcher.press("up", "pageup", "pagedown", "escape", *sorted(keys - own), "enter")
    await watcher.write("acht ")
    assert isinstance(watcher.app.screen, WatchedRoom)
    assert _files(root) == files
    await watcher.press("f1")
    await watcher.on(Help)
    assert "Type what is called out" not in watcher.words
    assert "Run it here" not in watcher.words
    await watcher.press("escape")
    assert hand.room.session.running


def _files(root: Path) -> dict[Path, tuple[bytes, int]]:
    found = (path for path in root.rglob("*") if path.is_file())
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in found}


async def test_who_watches_is_not_told_what_to_type(app_in_the_room: Hand, watcher: Hand) -> None:
    await app_in_the_room.press(*["ctrl+pagedown"] * 8)
    assert "Type a day" in app_in_the_room.words
    await watcher.until(lambda: "NEXT DATE" in watcher.text)
    assert "Type a day" not in watcher.words


async def test_answers_out_of_sight_can_be_read(opening: Opening, staging: Staging) -> None:
    staging(Sheets(id="a", title="Vellen", minutes=15, questions=(Question(text="Hoe?"),)))
    async with opening() as hand, opening(watches=True) as watcher:
        await into_the_room(hand)
        await hand.paste("\n".join(f"antwoord {n}" for n in range(60)))
        await hand.press("enter")
        await hand.on(RoomScreen)
        await watcher.until(lambda: "antwoord 59" in watcher.words)
        assert "antwoord 30" not in watcher.words
        await watcher.press(*["pageup"] * 6)
        assert "antwoord 30" in watcher.words
        await watcher.press("escape")
        assert "antwoord 59" in watcher.words


async def test_from_the_door_to_the_next_session(opening: Opening, projector: Hand) -> None:
    assert "as soon as it begins" in projector.words
    async with opening() as hand:
        await into_the_room(hand)
        await projector.on(WatchedRoom)
        await sees(projector, hand)

        await hand.press("f9")
        await hand.on(YieldScreen)
        await hand.press("enter")
        await hand.on(Review)
        await projector.on(WatchedYields)
        await projector.until(lambda: "the session is closed" in projector.words)
        await hand.press("ctrl+z")
        await hand.on(RoomScreen)
        await projector.on(WatchedRoom)
        await sees(projector, hand)

        await hand.press("f9", "enter")
        await hand.on(Review)
        await projector.on(WatchedYields)
        await hand.press("escape")
        await hand.on(HomeScreen)
        for screen in (PickAgenda, Attendance, RoomScreen):
            await hand.press("enter")
            await hand.on(screen)
        await projector.on(WatchedRoom)
        await sees(projector, hand)
        assert hand.room.session.number == 4


async def test_after_the_last_block_the_yield_is_seen_too(
    app_in_the_room: Hand, watcher: Hand
) -> None:
    hand = app_in_the_room
    while hand.room.session.block:
        await hand.press("ctrl+pagedown")
    await hand.on(YieldScreen)
    await watcher.on(WatchedYields)
    assert "What this session yielded" in watcher.words
    await hand.press("escape")
    await hand.on(RoomScreen)
    await watcher.on(WatchedRoom)
    await sees(watcher, hand)


async def test_at_the_door_it_waits(opening: Opening, demo_app: Hand) -> None:
    await demo_app.press("enter")
    await demo_app.on(Attendance)
    async with opening() as watcher:
        await watcher.on(HomeScreen)
        await watcher.press("enter")
        await watcher.on(Held)
        await watcher.press("enter")
        await watcher.on(WatchScreen)
        await watcher.until(lambda: "as soon as it begins" in watcher.words)
        await demo_app.press("enter")
        await demo_app.on(RoomScreen)
        await watcher.on(WatchedRoom)
        await sees(watcher, demo_app)


async def test_what_is_in_front_stays_there(app_in_the_room: Hand, watcher: Hand) -> None:
    await watcher.press("b")
    await watcher.on(Blank)
    await app_in_the_room.press("f9", "enter")
    await app_in_the_room.on(Review)
    watch = next(one for one in watcher.app.screen_stack if isinstance(one, WatchScreen))
    await watcher.until(lambda: bool(_watched(watch).room.session.closed))
    assert isinstance(watcher.app.screen, Blank)
    await watcher.press("space")
    await watcher.on(WatchedYields)


def _watched(watch: WatchScreen) -> Watching:
    assert watch._watching is not None
    return watch._watching


async def test_when_the_other_one_leaves_it_can_be_run_here(
    app_in_the_room: Hand, watcher: Hand
) -> None:
    hand, before = app_in_the_room, app_in_the_room.room
    await watcher.press("enter")
    assert isinstance(watcher.app.screen, WatchedRoom)
    await hand.press("ctrl+o")
    await hand.on(HomeScreen)
    await watcher.until(lambda: "Enter: run it here" in watcher.words)
    assert "Nobody runs this session now, as far as Kring can see; the last came at 13:55" in (
        watcher.words
    )
    _another_laptop_wrote(hand.app.root, before)
    await watcher.until(lambda: "Another laptop may be running this session" in watcher.words)
    await watcher.press("enter")
    await watcher.on(RoomScreen)
    assert watcher.room == before
    await watcher.press("pagedown")
    assert watcher.block == "action_review"

    await hand.press("enter")
    await hand.on(Held)
    await hand.press("enter")
    await hand.on(WatchedRoom)
    await sees(hand, watcher)


def _another_laptop_wrote(root: Path, room: Room) -> None:
    (folder,) = root.glob(f"networks/*/sessions/*/*-{room.session.id[:8]}")
    theirs = folder / "journal.another.jsonl"
    theirs.write_text("a line that has yet to come whole")
    os.utime(theirs, (TODAY.timestamp(), TODAY.timestamp()))


async def test_what_another_laptop_may_be_running_is_watched_first(
    app_in_the_room: Hand, opening: Opening
) -> None:
    hand, before = app_in_the_room, app_in_the_room.room
    await hand.press("ctrl+o")
    await hand.on(HomeScreen)
    _another_laptop_wrote(hand.app.root, before)
    await hand.press("enter")
    await hand.on(WatchedRoom)
    assert "Another laptop may be running this session" in hand.words
    await hand.press("ctrl+o")
    await hand.on(HomeScreen)
    async with opening() as started:
        await started.on(WatchedRoom)
        await started.press("enter")
        await started.on(RoomScreen)
        assert started.room == before


async def test_a_network_that_goes_meanwhile_ends_nothing(
    second: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(folder: Path) -> NoReturn:
        raise NoNetworkError(folder.name)

    await second.press("escape")
    await second.on(HomeScreen)
    await second.until(lambda: "is going on" in second.words)
    monkeypatch.setattr(second.app.keeping.shelf, "look_at", gone)
    await second.press("enter")
    await second.until(lambda: "another Kring, on" in second.words)
    await second.on(HomeScreen)


async def test_two_who_both_want_to_run_it(
    app_in_the_room: Hand, watcher: Hand, opening: Opening
) -> None:
    async with opening(watches=True) as third:
        await third.on(WatchedRoom)
        await app_in_the_room.press("ctrl+o")
        for one in (watcher, third):
            await one.until(lambda one=one: "Enter: run it here" in one.words)  # type: ignore[misc]  # bound now
        await watcher.press("enter")
        await watcher.on(RoomScreen)
        await watcher.press("pagedown")
        await sees(third, watcher)
        assert "Enter: run it here" not in third.words


async def test_what_can_not_be_read_for_a_while(
    app_in_the_room: Hand, watcher: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", path)

    with monkeypatch.context() as patch:
        patch.setattr(system, "read_file", refuses)
        await app_in_the_room.press("pagedown")
        await watcher.until(lambda: "Permission denied" in watcher.words)
        assert "WELCOME" in watcher.words
    await sees(watcher, app_in_the_room)
    assert "Permission denied" not in watcher.words


async def test_elsewhere_in_the_network(demo_app: Hand, opening: Opening) -> None:
    """Where nothing goes on or is about to there is nothing to watch: the sentence says why."""
    folder = next(Library(demo_app.app.root, device=DEVICE).networks())
    planned: SessionCard | None = folder.planned
    assert planned is not None
    shutil.rmtree(planned.folder)
    await demo_app.press("down", "enter")
    await demo_app.on(Review)
    async with opening() as other:
        await other.on(HomeScreen)
        other.app.screen.query_one(Rows).at = 1
        await other.press("enter")
        await other.until(lambda: "another Kring" in other.words)
        assert isinstance(other.app.screen, HomeScreen)


@pytest.mark.parametrize(
    ("spoken", "sizes"), [("nl", SIZES[::2]), ("en", SIZES[1::2])], indirect=["spoken"]
)
async def test_at_every_size(opening: Opening, staging: Staging, sizes: list[Any]) -> None:
    blocks = [block for block in one_of_each() if block.id in {"welcome", "dates"}]

    async def whole(hand: Hand) -> None:
        for size in sizes:
            await hand.resize(*size)
            _whole(hand)

    staging(*blocks, people=12)
    async with opening() as hand, opening(watches=True) as watcher:
        await watcher.on(WatchScreen)
        await whole(watcher)
        await into_the_room(hand)
        for _block in blocks:
            await sees(watcher, hand)
            await whole(watcher)
            await hand.press("ctrl+pagedown")
        await watcher.on(WatchedYields)
        await whole(watcher)
        await hand.press("escape")
        async with opening() as other:
            await other.on(Held)
            await whole(other)
        await hand.press("ctrl+o")
        await watcher.until(lambda: "Enter: " in watcher.words)
        await whole(watcher)

"""A ladder of fixtures: an empty app, an app with the demo, an app in the room."""

from asyncio import CancelledError
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest

from exports.language import language, speak
from sessions.blocks import Block
from sessions.clock import ManualClock
from sessions.library import Library
from sessions.settings import Settings
from sessions.store.format import ensure_root
from tests.conftest import Demos
from tests.rooms import planned_room
from tests.tui.hand import Hand
from tui.app import Kring
from tui.screens.attendance import Attendance
from tui.screens.home import HomeScreen
from tui.screens.room import RoomScreen

TODAY = datetime(2027, 3, 11, 13, 55).astimezone()
"""A Thursday, five minutes before the demo's workshop begins."""

DEVICE = "laptop"
Opening = Callable[..., AbstractAsyncContextManager[Hand]]


@pytest.fixture(params=["en"])
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    """The language that Kring speaks in a test; a test that asks for others says which."""
    before = language()
    speak(request.param)
    yield request.param
    speak(before)


@pytest.fixture
def clock() -> ManualClock:
    """The time in the room."""
    return ManualClock(TODAY)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Where the data goes."""
    return tmp_path / "data"


@pytest.fixture(autouse=True)
def _places_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KRING_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("KRING_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("KRING_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def opening(root: Path, clock: ManualClock, spoken: str) -> Opening:
    """Opens the program on the data: once, or again after it was closed."""
    del spoken

    @asynccontextmanager
    async def opened(
        *,
        size: tuple[int, int] = (80, 24),
        at: Path = root,
        device: str = DEVICE,
        settings: Settings | None = None,
        demo: bool = False,
        watches: bool = False,
    ) -> AsyncIterator[Hand]:
        app = Kring(
            root=at,
            device=device,
            clock=clock,
            settings=settings or Settings(facilitator="Marijke"),
            demo=demo,
        )
        app.watches, is_over = watches, False
        try:
            async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
                hand = Hand(app, pilot, clock)
                await hand.until(lambda: app.keeping.shelf is not None, "the shelf")
                await hand.settle()
                yield hand
                await app.keeping.put_away()
                is_over = True
        except CancelledError:  # out of Textual's own way out, as `kring` takes it
            if not is_over:
                raise

    return opened


@pytest.fixture
async def empty_app(opening: Opening) -> AsyncIterator[Hand]:
    """The program on a folder with nothing in it yet."""
    async with opening() as hand:
        await hand.on(HomeScreen)
        yield hand


@pytest.fixture
def demo_data(root: Path, demo_in: Demos, spoken: str) -> Path:
    """A folder with the demo in it."""
    return demo_in(root, spoken, TODAY, DEVICE)


@pytest.fixture
async def demo_app(demo_data: Path, opening: Opening) -> AsyncIterator[Hand]:
    """The program at home, with the demo network and its workshop ready to start."""
    del demo_data
    async with opening() as hand:
        await hand.on(HomeScreen)
        yield hand


@pytest.fixture
async def app_in_the_room(demo_app: Hand) -> Hand:
    """The program in the room, in the first block of the workshop, with everybody here."""
    await into_the_room(demo_app)
    return demo_app


async def into_the_room(hand: Hand) -> None:
    """From home, by the keys that a facilitator presses."""
    await hand.press("enter")
    await hand.on(Attendance)
    await hand.press("enter")
    await hand.on(RoomScreen)


Staging = Callable[..., None]


@pytest.fixture
def staging(root: Path, spoken: str) -> Staging:
    """Writes a network and a planned session of these blocks to the data folder."""
    del spoken

    def staged(*blocks: Block, people: int = 4) -> None:
        room = planned_room(people, blocks=blocks)
        ensure_root(root)
        library = Library(root, device=DEVICE)
        library.keep_network(room.network)
        library.keep_session(next(library.networks()), room.session)

    return staged

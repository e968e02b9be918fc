"""Home: networks with few sessions and with very many, and a list that fills while it is used."""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

from sessions import running
from sessions.clock import ManualClock
from sessions.facilitation import Did
from sessions.library import Library
from sessions.store.format import ensure_root
from sessions.store.index import forget
from tests.rooms import network_of, planned_room
from tests.tui.conftest import DEVICE, TODAY, Opening
from tests.tui.hand import Hand
from tui.screens.attendance import Attendance
from tui.screens.home import HomeScreen
from tui.screens.home_rows import NEWEST
from tui.screens.new_network import NewNetwork
from tui.screens.review import Review
from tui.screens.room import RoomScreen
from tui.widgets.rows import Rows

Filling = Callable[..., Library]


@pytest.fixture
def filling(root: Path) -> Filling:
    """Writes networks by name, each with so many past sessions."""

    def filled(**networks: int) -> Library:
        ensure_root(root)
        library = Library(root, device=DEVICE)
        for name, sessions in networks.items():
            network = network_of("Henk", "Vera").but(id=name, name=name)
            library.keep_network(network)
            for n in range(1, sessions + 1):
                hold(library, name, n)
        return library

    return filled


def hold(library: Library, network: str, n: int) -> None:
    """A session that was closed, the n-th."""
    card = next(one for one in library.networks() if one.id == network)
    session = planned_room().session.but(
        id=f"{network}-{n}",
        network=network,
        title=f"Over de grens {n}",
        number=n,
        day=date(2026, 1, 1) + timedelta(weeks=n),
    )
    facilitation = library.open(library.keep_session(card, session), ManualClock(TODAY))
    facilitation.do(Did.BEGIN, running.begin)
    facilitation.do(Did.CLOSE, running.close)
    facilitation.close()


def rows_of(hand: Hand) -> list[str]:
    """The rows of the list, without the space around them."""
    widget = hand.app.screen.query_one(Rows)
    top = widget.content_region.y
    return [row.strip() for row in hand.rows[top : widget.content_region.bottom] if row.strip()]


def picked(hand: Hand) -> str:
    return hand.app.screen.query_one(Rows).picked


async def test_a_few_sessions_all_stand_there(filling: Filling, opening: Opening) -> None:
    filling(noord=NEWEST + 1, zuid=1)
    async with opening() as hand:
        rows = rows_of(hand)
        assert len(rows) == 2 + NEWEST + 2 + 1
        assert not any("earlier" in row for row in rows)


async def test_of_many_the_newest_stand_there_and_the_rest_unfolds(
    filling: Filling, opening: Opening
) -> None:
    filling(noord=NEWEST + 8, zuid=0)
    async with opening() as hand:
        folded = rows_of(hand)
        assert "▸ 8 earlier sessions" in folded
        assert len(folded) == 1 + NEWEST + 1 + 1 + 1
        await hand.press(*["down"] * (NEWEST + 1), "enter")
        assert picked(hand) == "earlier noord"
        assert rows_of(hand)[NEWEST + 1] == "▾ 8 earlier sessions"
        assert sum("session " in row for row in rows_of(hand)) >= NEWEST + 8
        await hand.press("down", "enter")
        review = await hand.on(Review)
        assert review.facilitation.room.session.number == 8
        await hand.press("escape")
        await hand.on(HomeScreen)
        assert picked(hand) == "session noord-8"
        await hand.press("up", "enter")
        assert rows_of(hand) == folded


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("spoken", ["nl", "en"], indirect=True)
async def test_a_row_is_one_line(
    filling: Filling, opening: Opening, size: tuple[int, int], spoken: str
) -> None:
    library = filling(noord=1)
    long = network_of().but(id="long", name="Leernetwerk " + "grenzeloos " * 30)
    library.keep_network(long)
    async with opening(size=size) as hand:
        assert len(rows_of(hand)) == 4
        assert hand.widths == {size[0]}
        begin = {"nl": "begin een bijeenkomst", "en": "start a session"}
        assert all(begin[spoken] in row for row in rows_of(hand)[:2])
        answers = {"nl": "0 antwoorden", "en": "0 answers"}[spoken]
        assert rows_of(hand)[2].endswith((answers, "Over de grens 1"))
        assert all(cell_len(row) <= size[0] for row in rows_of(hand))


async def test_networks_that_come_do_not_move_what_is_picked(
    filling: Filling, opening: Opening
) -> None:
    library = filling(midden=1, zuid=1)
    async with opening(size=(60, 18)) as hand:
        home = await hand.on(HomeScreen)
        await hand.press("down", "down")
        assert picked(hand) == "network zuid"
        for name in ("aa", "noord", "zz"):
            library.keep_network(network_of().but(id=name, name=name))
        home.fill()
        await hand.settle()
        assert picked(hand) == "network zuid"
        assert len(rows_of(hand)) == 8


async def test_what_is_picked_stays_on_its_line_when_rows_come_above_it(
    filling: Filling, opening: Opening
) -> None:
    library = filling(midden=3)
    for n in range(40):
        library.keep_network(network_of().but(id=f"n{n:02}", name=f"n{n:02}"))
    async with opening(size=(60, 18)) as hand:
        home = await hand.on(HomeScreen)
        await hand.press("end", "up", "up")
        key, line = picked(hand), [n for n, row in enumerate(hand.rows) if "n38" in row]
        for n in range(5):
            library.keep_network(network_of().but(id=f"a{n}", name=f"a{n}"))
        home.fill()
        await hand.settle()
        assert picked(hand) == key == "network n38"
        assert [n for n, row in enumerate(hand.rows) if "n38" in row] == line


async def test_a_stale_index_mends_itself(filling: Filling, opening: Opening) -> None:
    library = filling(noord=2, zuid=1)
    async with opening():
        pass
    noord, zuid = library.networks()
    shutil.rmtree(zuid.folder)
    shutil.rmtree(noord.sessions[0].folder)
    hold(library, "noord", 7)
    async with opening() as hand:
        text = "\n".join(rows_of(hand))
        assert "zuid" not in text
        assert "session 7" in text
        assert "session 2" not in text


async def test_what_was_deleted_meanwhile_is_told_and_goes(
    filling: Filling, opening: Opening
) -> None:
    library = filling(noord=2)
    async with opening() as hand:
        (noord,) = library.networks()
        shutil.rmtree(noord.sessions[0].folder)
        await hand.press("down", "enter")
        await hand.until(lambda: noord.sessions[0].folder.name in hand.words)
        assert isinstance(hand.app.screen, HomeScreen)
        assert not noord.sessions[0].folder.exists()
        assert len(rows_of(hand)) == 3


@pytest.mark.parametrize("spoken", ["nl", "en"], indirect=True)
@pytest.mark.parametrize("down", [0, 1])
@pytest.mark.parametrize("key", ["enter", "f8", "p", "a", "ctrl+n"])
async def test_what_has_gone_before_its_row_has(
    key: str, down: int, spoken: str, filling: Filling, opening: Opening
) -> None:
    """The thread that looks has seen that it is gone; the screen has yet to show it."""
    filling(noord=2)
    async with opening() as hand:
        await hand.press(*["down"] * down)
        assert hand.app.keeping.shelf is not None
        hand.app.keeping.shelf.networks = ()
        hand.app.screen.refresh_bindings()
        await hand.press(key)
        told = {"nl": "Dat is er niet meer.", "en": "That is not there any more."}[spoken]
        assert (told in hand.words) == (key in {"enter", "f8"})
        assert (len(rows_of(hand)) == 1) == (key in {"enter", "f8"})
        await hand.press("n")
        await hand.on(NewNetwork)


@pytest.mark.parametrize("spoken", ["nl", "en"], indirect=True)
async def test_a_network_that_another_program_took_away(
    spoken: str, filling: Filling, opening: Opening
) -> None:
    (card,) = filling(noord=2).networks()
    async with opening() as hand:
        shutil.rmtree(card.folder)
        await hand.press("p")
        told = {"nl": f"Het netwerk “{card.folder.name}”", "en": "is not there any more"}[spoken]
        assert told in hand.words
        assert not card.folder.exists()


async def test_a_planned_session_counts_all_there_were(filling: Filling, opening: Opening) -> None:
    """Also those that another device held since home was last looked at."""
    library = filling(noord=1)
    async with opening() as hand:
        hold(library, "noord", 2)
        await hand.press("enter", "enter")
        await hand.on(Attendance)
        assert hand.room.session.number == 3


async def test_it_goes_on_where_the_room_was_with_and_without_an_index(
    demo_data: Path, opening: Opening
) -> None:
    library = Library(demo_data, device=DEVICE)
    async with opening():
        pass
    planned = next(library.networks()).planned
    assert planned
    facilitation = library.open(planned, ManualClock(TODAY))
    facilitation.do(Did.BEGIN, running.begin)
    facilitation.close()
    for forgets in (False, True):
        if forgets:
            forget(demo_data)
        async with opening() as hand:
            await hand.on(RoomScreen)


async def test_a_click_is_a_choice(filling: Filling, opening: Opening) -> None:
    filling(noord=NEWEST + 8)
    async with opening() as hand:
        rows = hand.app.screen.query_one(Rows)
        x, y = rows.content_region.offset
        await hand.pilot.click(offset=(x + 9, y + NEWEST + 1))
        await hand.settle()
        assert "▾ 8 earlier sessions" in rows_of(hand)
        before = hand.text
        await hand.pilot.click(offset=(x + 9, y + NEWEST + 12))
        await hand.settle()
        assert hand.text == before
        assert isinstance(hand.app.screen, HomeScreen)


async def test_the_list_walks_pages_and_ends(filling: Filling, opening: Opening) -> None:
    library = filling()
    for n in range(50):
        library.keep_network(network_of().but(id=f"n{n:02}", name=f"n{n:02}"))
    async with opening() as hand:
        for key, now in (
            ("up", "new"),
            ("down", "network n00"),
            ("end", "new"),
            ("home", "network n00"),
            ("pageup", "network n00"),
        ):
            await hand.press(key)
            assert picked(hand) == now
            assert any(now.split()[-1] in row.casefold() for row in rows_of(hand))
        await hand.press("pagedown", "pagedown")
        assert picked(hand) not in {"network n00", "new"}
        assert picked(hand).split()[1] in hand.text
        await hand.resize(60, 18)
        assert picked(hand).split()[1] in hand.text


async def test_a_name_that_is_too_long_is_told_where_it_was_typed(empty_app: Hand) -> None:
    hand = empty_app
    await hand.press("n")
    form = await hand.on(NewNetwork)
    await hand.say("x" * 201)
    assert "at most 200 fit here" in hand.words
    await hand.press("backspace", "enter")
    assert "at most" not in hand.words
    await hand.say("the goal", "the why")
    assert hand.app.screen is not form
    assert hand.app.keeping.shelf is not None
    assert [one.name for one in hand.app.keeping.shelf.networks] == ["x" * 200]

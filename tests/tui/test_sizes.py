"""At every size, in every kind of block: the clock, the line and the keys are on the screen."""

import pytest

from sessions.blocks import Actions, NewConnections, Sheets, SpeedDates
from sessions.blocks.sheets import Question
from tests.rooms import MINUTE, one_of_each
from tests.tui.conftest import Opening, Staging, into_the_room
from tests.tui.hand import Hand
from tui.screens.acquaintance import WhoKnowsWhom
from tui.screens.action import ActionForm
from tui.screens.agenda import AgendaScreen
from tui.screens.attendance import Attendance
from tui.screens.fit import FitScreen
from tui.screens.help import Help
from tui.screens.home import HomeScreen
from tui.screens.insert import PickKind
from tui.screens.people import People
from tui.screens.person import PersonCard
from tui.screens.pick_agenda import PickAgenda
from tui.screens.review import Review
from tui.screens.room import RoomScreen
from tui.screens.yields import YieldScreen
from tui.widgets.capture_line import CaptureLine
from tui.widgets.clock_face import STRIP, ClockFace
from tui.widgets.headline import type_scale
from tui.widgets.keys import Keys

SIZES = [(60, 18), (80, 24), (120, 40), (200, 60)]


def _whole(hand: Hand) -> None:
    """Nothing sticks out, and the last row has the keys with F1 among them."""
    width, height = hand.app.size
    assert len(hand.rows) == height
    assert hand.widths == {width}
    keys = hand.app.screen.query(Keys)
    if keys:
        assert keys.first().region.bottom == height
        assert "F1" in hand.rows[-1] or isinstance(hand.app.screen, Help)
    for widget in hand.app.screen.query("*"):
        if widget.display and widget.region.area and not widget.is_scrollable:
            assert widget.region.right <= width, widget


def _in_the_room(hand: Hand) -> None:
    _whole(hand)
    screen = hand.app.screen
    assert isinstance(screen, RoomScreen)
    face, said = screen.query_one(ClockFace).region, screen.headline
    seen = [row[face.x : face.right] for row in hand.rows[face.y : face.bottom]]
    if face.height == STRIP:
        assert type_scale(said.words, *said.content_size), "the clock gave way to words in type"
    assert sum(1 for row in seen if "█" in row or "▀" in row or "▄" in row) >= 3
    line = screen.query_one(CaptureLine)
    if line.parent is not None and line.parent.display and not line.disabled:
        assert line.region.height == 1
        assert line.region.width >= 20
        assert "▸" in hand.rows[line.region.y]


async def test_every_kind_of_block(opening: Opening, staging: Staging) -> None:
    columns = ["Succes", "Faal", "En verder"]
    question = Question(text="Wat zijn succesfactoren, en wat zijn faalfactoren?", columns=columns)  # type: ignore[arg-type]  # titles do
    blocks = [
        Sheets(id=b.id, title=b.title, minutes=15, questions=(question,)) if b.id == "sheets" else b
        for b in one_of_each()
    ]
    staging(*blocks, people=23)
    async with opening() as hand:
        await into_the_room(hand)
        while hand.room.session.block is not None:
            for stage in ("", "pagedown"):
                if stage and hand.block in {"plenary", "sheets", "action_review", "actions"}:
                    break
                if stage and hand.block in {"next_date", "new_connections"}:
                    await hand.press("f3")
                elif stage:
                    await hand.press(stage)
                for size in SIZES if stage else SIZES[:1]:
                    await hand.resize(*size)
                    _in_the_room(hand)
            if hand.room.session.proposed:
                await hand.press("enter")
            await hand.press("ctrl+pagedown")


LONG = "Hoe start ik een leernetwerk in mijn eigen organisatie?"
LONGER = "Wat ga je doen, met wie, en wanneer is het klaar?"


@pytest.mark.parametrize("size", SIZES[1:])
async def test_a_question_goes_before_the_clock(
    opening: Opening, staging: Staging, size: tuple[int, int]
) -> None:
    questions = (Question(text=LONG), Question(text=LONGER), Question(text="Wat?"))
    staging(Sheets(title="Vellen", minutes=15, questions=questions), people=14)
    async with opening(size=size) as hand:
        await into_the_room(hand)
        for _question in questions:
            room = await hand.on(RoomScreen)
            said = room.headline
            assert type_scale(said.words, *said.content_size)
            assert room.board_view.size.height >= 4, "and leaves room for answers"
            await hand.say("een", "twee", "drie")
            assert room.board_view.size.height >= 6, "once they come, they go before type"
            await hand.press("pagedown")


@pytest.mark.parametrize("spoken", ["nl", "en"], indirect=True)
async def test_what_to_do_is_in_type_from_the_smallest_screen_on(
    opening: Opening, staging: Staging
) -> None:
    """Speed dates stage by stage, and what is asked before anything came."""
    dates = SpeedDates(
        title="Speeddates", minutes=20, rounds=2, round_minutes=2, prompt="Wat wil jij hier leren?"
    )
    asks = NewConnections(title="Nieuwe connecties", minutes=5, prompt="Wie ken je nog niet?")
    staging(dates, Actions(title="Acties", minutes=5, prompt="Wat ga je doen?"), asks, people=12)
    async with opening() as hand:
        await into_the_room(hand)
        room = await hand.on(RoomScreen)
        await hand.until(lambda: "2" in room.headline.words.big, "the plan")
        for _stage in range(6):
            for size in SIZES:
                await hand.resize(*size)
                said = room.headline
                assert type_scale(said.words, *said.content_size), (size, said.words)
            await hand.press("pagedown")


@pytest.mark.parametrize("size", SIZES[2:])
async def test_everybody_by_name_is_in_type_where_that_fits(
    opening: Opening, staging: Staging, size: tuple[int, int]
) -> None:
    staging(*[block for block in one_of_each() if block.id == "introductions"], people=10)
    async with opening(size=size) as hand:
        await into_the_room(hand)
        await hand.press("pagedown")
        view = (await hand.on(RoomScreen)).board_view.region
        assert not any("Sharon" in row for row in hand.rows[view.y : view.bottom])
        assert sum("▄" in row for row in hand.rows[view.y : view.bottom]) >= 4


@pytest.mark.parametrize("spoken", ["nl", "en"], indirect=True)
async def test_the_next_date_and_its_place_are_there_at_every_size(
    opening: Opening, staging: Staging
) -> None:
    staging(*[block for block in one_of_each() if block.id == "date"], people=14)
    async with opening() as hand:
        await into_the_room(hand)
        await hand.say("12-4-2027 14:00, Zonneweide")
        for size in SIZES:
            await hand.resize(*size)
            assert "Zonneweide" in hand.words
            _in_the_room(hand)


async def test_when_it_is_late_and_much_was_said(opening: Opening, staging: Staging) -> None:
    blocks = [block for block in one_of_each() if block.id in {"sheets", "words"}]
    staging(*blocks, people=40)
    async with opening() as hand:
        await into_the_room(hand)
        await hand.paste(
            "\n".join(f"antwoord {n} dat best lang is, zoals dat gaat" for n in range(60))
        )
        await hand.press("enter")
        await hand.on(RoomScreen)
        await hand.later(minutes=40)
        for size in SIZES:
            await hand.resize(*size)
            _in_the_room(hand)
            assert "antwoord 59" in hand.words, "the newest is always in sight"
            assert "25 min" in hand.rows[0], "how late it is"
            assert "OVER" in hand.text
        timer = hand.room.session.blocks[0].timer
        assert timer.over(hand.clock.now()) == 25 * MINUTE


@pytest.mark.parametrize(
    ("spoken", "sizes"), [("nl", SIZES[:1]), ("en", SIZES[::2])], indirect=["spoken"]
)
async def test_every_other_screen(demo_app: Hand, sizes: list[tuple[int, int]]) -> None:
    hand = demo_app

    async def whole() -> None:
        for size in sizes:
            await hand.resize(*size)
            _whole(hand)

    await hand.on(HomeScreen)
    await whole()
    await hand.press("a")
    await hand.on(PickAgenda)
    await whole()
    await hand.press("escape", "p")
    await hand.on(People)
    await whole()
    await hand.press("down", "f4")
    await hand.on(PersonCard)
    await whole()
    await hand.press("escape")
    await hand.on(People)
    await hand.press("escape")
    await hand.on(HomeScreen)
    await hand.press("enter")
    await hand.on(Attendance)
    await whole()
    await hand.press("enter")
    await hand.on(RoomScreen)
    await hand.later(minutes=20)
    for key, screen in (
        ("f1", Help),
        ("f6", AgendaScreen),
        ("f7", FitScreen),
        ("f2", ActionForm),
        ("ctrl+n", WhoKnowsWhom),
    ):
        await hand.press(key)
        await hand.on(screen)
        await whole()
        if screen is AgendaScreen:
            await hand.press("i")
            await hand.on(PickKind)
            await whole()
            await hand.press("escape")
        await hand.press("escape")
        await hand.on(RoomScreen)
    await hand.press("f9")
    await hand.on(YieldScreen)
    await whole()
    await hand.press("enter")
    await hand.on(Review)
    await whole()


async def test_at_the_door_of_forty(opening: Opening, staging: Staging) -> None:
    staging(*one_of_each(), people=40)
    async with opening() as hand:
        await hand.press("enter")
        await hand.on(Attendance)
        for size in SIZES:
            await hand.resize(*size)
            _whole(hand)
            assert sum(row.count("✓") for row in hand.rows) == 40 or size == SIZES[0]

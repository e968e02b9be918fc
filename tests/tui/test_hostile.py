"""Whatever people type, or a file holds: every screen shows it as typed, and it does nothing."""

import re
from datetime import date
from pathlib import Path

import pytest

from sessions.actions import ActionChange, ActionItem, Change
from sessions.blocks import (
    ActionReview,
    Actions,
    Block,
    CheckOut,
    Introductions,
    NewConnections,
    NextDate,
    Plenary,
    Sheets,
    SpeedDates,
    TakeAndBring,
)
from sessions.blocks.base import Column
from sessions.blocks.sheets import Question
from sessions.library import Library
from sessions.network import MeetingDate, Member, Network
from sessions.session import Answer, Correction, Presence, Session
from sessions.store.format import ensure_root
from tests.rooms import START
from tests.strategies import HOSTILE
from tests.tui.conftest import DEVICE, Opening
from tests.tui.hand import Hand
from tui.screens.acquaintance import WhoKnowsWhom
from tui.screens.action import ActionForm
from tui.screens.agenda import AgendaScreen
from tui.screens.ask import Ask
from tui.screens.attendance import Attendance
from tui.screens.fit import FitScreen
from tui.screens.held import Held
from tui.screens.help import Help
from tui.screens.home import HomeScreen
from tui.screens.insert import BlockForm, PickKind
from tui.screens.paste import Paste
from tui.screens.people import People
from tui.screens.person import PersonCard
from tui.screens.pick_agenda import PickAgenda
from tui.screens.review import Review
from tui.screens.room import RoomScreen
from tui.screens.watch import WatchScreen
from tui.screens.watched import WatchedRoom, WatchedYields
from tui.screens.yields import YieldScreen

LONG = "lang " * 1000
NASTY = [
    *(text for text in HOSTILE if "\ud800" not in text and text.strip("\u200b\ufeff \t")),
    "$primary [bold red]x[/] [A] [link=https://kring.example]y[/link]",
    "\x1b[31m\x1b[2J\x1b[H rood \x1bP q \x1b\\ \x90 \x9d0;x\x9c",
    "\N{RIGHT-TO-LEFT EMBEDDING}\N{FIRST STRONG ISOLATE}ab\N{LEFT-TO-RIGHT ISOLATE}",
    "日本語の長い名前 全角スペース",
    "é" * 30 + "\N{COMBINING GRAVE ACCENT}" * 30,
    LONG,
]
"""A lone surrogate gets into no document; the names of files can have them."""

ACTS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls of the terminal, line ends, bidi controls, and halves of characters."""


def _texts(first: int = 0) -> list[str]:
    return [*NASTY[first:], *NASTY[:first]]


def _blocks(turn: int) -> tuple[Block, ...]:
    t = iter(_texts(turn) * 3)
    columns = (Column(id="a", title=next(t)), Column(id="b", title=next(t)))
    questions = (
        Question(id="q", text=next(t), columns=columns),
        Question(id="r", text=next(t)),
    )
    return (
        Plenary(title=next(t), minutes=5, prompt=next(t), notes=next(t), shows_purpose=True),
        Plenary(title=next(t), minutes=5, prompt=next(t), is_break=True),
        ActionReview(title=next(t), minutes=5, prompt=next(t)),
        Introductions(title=next(t), minutes=5, prompt=next(t), turn_seconds=30),
        SpeedDates(
            title=next(t), minutes=9, prompt=next(t), rounds=1, spots=tuple(NASTY), heard_seconds=9
        ),
        Sheets(id="sheets", title=next(t), minutes=5, prompt=next(t), questions=questions),
        TakeAndBring(title=next(t), minutes=5, prompt=next(t), columns=columns),
        Actions(title=next(t), minutes=5, prompt=next(t)),
        NextDate(title=next(t), minutes=5, prompt=next(t)),
        NewConnections(title=next(t), minutes=5, prompt=next(t)),
        CheckOut(title=next(t), minutes=5, prompt=next(t)),
    )


def _network(turn: int) -> Network:
    names, others = _texts(turn), _texts(turn + 3)
    short = [text[:200] for text in names]
    members = tuple(
        Member(
            id=f"m{n}", n=n, name=name, organisation=other, role=name, reach=other, trait=other[:99]
        )
        for n, (name, other) in enumerate(zip(short, others, strict=True))
    )
    history = (
        ActionChange(change=Change.AGREED, at=START, session="past", by=names[1]),
        ActionChange(
            change=Change.CHANGED, at=START, session="past", reason=others[2], before=others[0]
        ),
    )
    actions = tuple(
        ActionItem(
            id=f"a{n}", n=n, text=text, owners=("m1", "m2"), session="past", history=history,
            due=date(2026, 3, 1),
        )
        for n, text in enumerate(names)
    )  # fmt: skip
    dates = (MeetingDate(id="d", session="past", day=date(2027, 3, 11), place=names[0], yes=()),)
    return Network(
        id="noord", name=names[0], goal=names[1], why=others[2], made=START, members=members,
        actions=actions, dates=dates,
    )  # fmt: skip


def _past(turn: int) -> Session:
    blocks, texts = _blocks(turn), _texts(turn)
    corrected = (Correction(at=START, text=texts[4]),)
    answers = tuple(
        Answer(
            id=f"p{n}", n=n, block="sheets", sheet="q", column="ab"[n % 2], text=text, by="m1",
            at=START, corrections=corrected if n % 2 else (),
        )
        for n, text in enumerate(texts)
    )  # fmt: skip
    return Session(
        id="past", network="noord", title=texts[0], agenda=texts[1], day=date(2026, 3, 12),
        facilitator=texts[2], begun=START, promised=START, closed=START, blocks=blocks,
        answers=answers, here=(Presence(member="m1", came=START),),
    )  # fmt: skip


def _write(root: Path, turn: int) -> None:
    ensure_root(root)
    library = Library(root, device=DEVICE)
    network, texts = _network(turn), _texts(turn)
    library.keep_network(network)
    card = next(library.networks())
    library.keep_session(card, _past(turn))
    today = Session(
        id="today", network="noord", title=texts[5], agenda=texts[6], number=2,
        day=date(2027, 3, 11), facilitator=texts[3], blocks=_blocks(turn),
    )  # fmt: skip
    library.keep_session(card, today)
    agendas = root / "agendas"
    agendas.mkdir()
    wrong = agendas / "[b] fout\udcff\x1b[31m\N{RIGHT-TO-LEFT OVERRIDE}.toml"
    wrong.write_text('title = "x"\nblocks = 3\n', encoding="utf-8")
    (agendas / "eigen.toml").write_text(
        'title = "[/b] \\u001b]52;c;x\\u0007"\nsummary = "[draft]"\n[[blocks]]\nkind = "plenary"\n'
        'title = "\\u009b31m"\nminutes = 1\n',
        encoding="utf-8",
    )


def _harmless(hand: Hand) -> None:
    """Nothing of what people typed acts on the terminal, and every row is as wide as the screen."""
    width, height = hand.app.size
    strips = hand.strips
    assert len(strips) == height
    for strip in strips:
        assert strip.cell_length == width, strip.text
        for segment in strip:
            assert segment.control is None
            assert not ACTS.search(segment.text), segment.text
            assert segment.style is None or segment.style.link is None
            assert "quit" not in str(segment.style.meta if segment.style else "")


@pytest.mark.parametrize(
    ("size", "turn"),
    [((60, 18), 0), pytest.param((120, 40), 5, marks=pytest.mark.slow)],
)
async def test_every_screen(opening: Opening, root: Path, size: tuple[int, int], turn: int) -> None:
    _write(root, turn)
    async with opening(size=size) as hand:
        await hand.on(HomeScreen)
        _harmless(hand)
        await _outside(hand)
        await hand.press("home", "enter")
        await hand.on(Attendance)
        await _door(hand)
        await hand.press("enter")
        await hand.on(RoomScreen)
        await _beside_the_room(hand)
        while hand.room.session.block is not None:
            await _through_the_block(hand)
            await hand.press("ctrl+pagedown")
        await hand.on(YieldScreen)
        _harmless(hand)
        await hand.press("enter")
        await hand.on(Review)
        await _looking_back(hand)


async def test_every_screen_of_who_watches(opening: Opening, root: Path) -> None:
    _write(root, 0)
    async with opening(size=(60, 18)) as hand, opening(size=(60, 18)) as watcher:
        await hand.press("home", "enter")
        await hand.on(Attendance)
        await watcher.press("home", "enter")
        await watcher.on(Held)
        _harmless(watcher)
        await watcher.press("enter")
        await watcher.on(WatchScreen)
        _harmless(watcher)
        await hand.press("enter")
        await hand.on(RoomScreen)
        await watcher.on(WatchedRoom)
        while hand.room.session.block is not None:
            at = hand.room.session.at
            await watcher.until(lambda at=at: watched(watcher) == at)  # type: ignore[misc]  # bound now
            await watcher.settle()
            _harmless(watcher)
            await hand.press("ctrl+pagedown")
        await watcher.on(WatchedYields)
        _harmless(watcher)


def watched(watcher: Hand) -> str | None:
    """The block that somebody watches."""
    screen = watcher.app.screen
    return screen.watching.room.session.at if isinstance(screen, WatchedRoom) else None


async def _outside(hand: Hand) -> None:
    await hand.press("a")
    await hand.on(PickAgenda)
    _harmless(hand)
    await hand.press("escape", "p")
    await hand.on(People)
    await _among_people(hand)
    await hand.press("escape")
    await hand.on(HomeScreen)
    await hand.press("down", "enter")
    await hand.on(Review)
    await _looking_back(hand)
    await hand.press("escape")
    await hand.on(HomeScreen)


async def _among_people(hand: Hand) -> None:
    _harmless(hand)
    for _person in hand.board:
        await hand.press("down", "f4")
        await hand.on(PersonCard)
        _harmless(hand)
        await hand.press("escape")
        await hand.on(People)
    await hand.press("f8")
    _harmless(hand)
    await hand.press("f8")
    _harmless(hand)


async def _looking_back(hand: Hand) -> None:
    for _page in range(3):
        _harmless(hand)
        await hand.press("pagedown")
    await hand.write("[/b]")
    _harmless(hand)
    while hand.app.screen._picked not in {one.id for one in hand.answers}:  # type: ignore[attr-defined]  # it is Review
        await hand.press("down")
    await hand.press("enter")
    await hand.on(Ask)
    _harmless(hand)
    await hand.press("escape")
    await hand.on(Review)
    await hand.press("f2")
    await hand.on(Ask)
    await hand.press("end", "ctrl+u")
    await hand.say("/nergens/[/b]\x1b[31m/x")
    await hand.on(Review)
    _harmless(hand)
    await hand.press("escape")


async def _door(hand: Hand) -> None:
    _harmless(hand)
    await hand.press("down", "space", "space")
    _harmless(hand)
    await hand.write("lang")
    _harmless(hand)
    await hand.press("ctrl+u")
    await hand.paste("\x1b[31m[/b]\x07 nieuw")
    _harmless(hand)
    await hand.press("enter")
    _harmless(hand)


async def _beside_the_room(hand: Hand) -> None:
    await hand.later(minutes=20)
    for key, screen in (("f6", AgendaScreen), ("f7", FitScreen), ("f4", Attendance)):
        await hand.press(key)
        await hand.on(screen)
        _harmless(hand)
        if screen is AgendaScreen:
            await hand.press("end")
            _harmless(hand)
            await hand.press("i")
            await hand.on(PickKind)
            _harmless(hand)
            await hand.press("enter")
            await hand.on(BlockForm)
            await hand.paste("[/b]\x1b[31m\x9b")
            _harmless(hand)
            await hand.press("escape")
        await hand.press("escape")
        await hand.on(RoomScreen)
    await hand.press("ctrl+n")
    await hand.on(WhoKnowsWhom)
    _harmless(hand)
    await hand.press("down")
    _harmless(hand)
    await hand.paste("[/b]\x1b[31m\x9b")
    _harmless(hand)
    await hand.press("escape", "escape")
    await hand.on(RoomScreen)
    await hand.press("f1")
    await hand.on(Help)
    _harmless(hand)
    await hand.press("escape", "ctrl+p")
    await hand.write("[/b]")
    _harmless(hand)
    await hand.press("escape")
    await hand.on(RoomScreen)


async def _through_the_block(hand: Hand) -> None:
    """Every stage of the block the room is in, with something captured in each."""
    kind = hand.block
    _harmless(hand)
    for stage in range(3):
        m = hand.app.screen.moment  # type: ignore[attr-defined]  # it is the room
        if hand.app.screen.view.captures(m) and kind not in {"actions", "next_date"}:  # type: ignore[attr-defined]  # likewise
            await hand.paste(NASTY[(stage * 4) % len(NASTY)].replace("\n", " ") or "x")
            await hand.press("enter")
            _harmless(hand)
            await hand.press("end", "ctrl+u")
            await hand.write("[/b] @[")
            _harmless(hand)
            await hand.press("end", "ctrl+u", "up")
            _harmless(hand)
            await hand.press("escape")
        await hand.press("pagedown")
        if hand.block != kind:
            await hand.press("pageup")
            break
        _harmless(hand)
    await _BY_KIND.get(kind, _nothing)(hand)
    await hand.press("f8", "f3")
    _harmless(hand)
    if kind == "speed_dates":
        await hand.press("space", "enter")
        _harmless(hand)
    await hand.press("ctrl+z")
    _harmless(hand)
    await hand.press("f2")
    await hand.on(ActionForm)
    _harmless(hand)
    await hand.write("lang")
    _harmless(hand)
    await hand.press("escape")
    await hand.on(RoomScreen)


async def _nothing(hand: Hand) -> None:
    del hand


async def _sheets(hand: Hand) -> None:
    await hand.press("pageup")
    await hand.paste("[/b]\n\x1b[31mrood\n[@click=app.quit]x[/]\n\N{RIGHT-TO-LEFT OVERRIDE}y")
    await hand.on(Paste)
    _harmless(hand)
    await hand.press("enter")
    await hand.on(RoomScreen)
    assert any("[@click=app.quit]x[/]" in row for row in hand.board)
    _harmless(hand)
    await hand.press("up", "up", "enter")
    _harmless(hand)
    await hand.press("escape")


async def _review(hand: Hand) -> None:
    await hand.press("1", "4")
    await hand.on(Ask)
    _harmless(hand)
    await hand.say("[/b] geen zin")
    await hand.on(RoomScreen)
    _harmless(hand)
    await hand.press("3")
    await hand.on(ActionForm)
    _harmless(hand)
    await hand.press("escape")


async def _actions(hand: Hand) -> None:
    await hand.paste("[/b] \x1b]52;c;x\x07 bellen")
    await hand.press("enter")
    await hand.on(ActionForm)
    _harmless(hand)
    await hand.say("m[", "lang", "", "")
    await hand.say("[/b]")
    _harmless(hand)
    await hand.press("escape")
    await hand.on(RoomScreen)
    _harmless(hand)
    await hand.press("end", "ctrl+u")


async def _date(hand: Hand) -> None:
    await hand.say("12 April 14:00, [/b] zaal $x [draft]")
    _harmless(hand)
    await hand.press("f3")
    _harmless(hand)
    await hand.say("[/b] is geen dag")
    _harmless(hand)
    await hand.press("end", "ctrl+u")


async def _new(hand: Hand) -> None:
    await hand.press("f3")
    _harmless(hand)
    await hand.press("enter")
    _harmless(hand)


_BY_KIND = {
    "sheets": _sheets,
    "action_review": _review,
    "actions": _actions,
    "next_date": _date,
    "new_connections": _new,
}


async def test_markup_is_shown_as_typed(opening: Opening, root: Path) -> None:
    _write(root, 0)
    async with opening(size=(200, 60)) as hand:
        await hand.on(HomeScreen)
        assert "budget [/b] x" in hand.text
        await hand.press("home", "enter")
        await hand.on(Attendance)
        for name in ("budget [/b] x", "[draft] intro", "[@click=app.quit]x[/]"):
            assert name in hand.text

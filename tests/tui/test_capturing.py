"""The capture line: what the group calls out is kept, then shown, and can be put right."""

import errno
from pathlib import Path
from typing import Any

import pytest

from sessions.blocks import NewConnections, NextDate
from sessions.library import Library
from sessions.store import system
from tests.tui.conftest import Opening, Staging, into_the_room
from tests.tui.hand import Hand
from tui.screens.home import HomeScreen
from tui.screens.paste import Paste
from tui.screens.room import RoomScreen
from tui.screens.yields import YieldScreen
from tui.widgets.board import Board
from tui.widgets.board_view import BoardView

WHO = "Henry"


@pytest.fixture
async def at_the_sheets(app_in_the_room: Hand) -> Hand:
    """In the room, at the first of three question sheets."""
    await app_in_the_room.press(*["ctrl+pagedown"] * 4)
    assert app_in_the_room.block == "sheets"
    return app_in_the_room


def _texts(hand: Hand) -> list[str]:
    return [one.text for one in hand.answers]


async def test_what_the_board_shows_is_on_the_disk(
    at_the_sheets: Hand, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand, shown_and_kept = at_the_sheets, []
    library = Library(root, device="another")
    show = BoardView.show

    def watched(view: BoardView, board: Board, selected: str = "") -> None:
        texts = {row.text for lane in board.lanes for row in lane.rows}
        if "bereikbaar zijn" in texts:
            disk = library.room(library.session("latest"))
            shown_and_kept.append("bereikbaar zijn" in [a.text for a in disk.session.answers])
        show(view, board, selected)

    monkeypatch.setattr(BoardView, "show", watched)
    await hand.say("bereikbaar zijn")
    assert shown_and_kept
    assert all(shown_and_kept)
    assert hand.line == ""


async def test_as_fast_as_they_call_it_out(at_the_sheets: Hand) -> None:
    """Keys that come before the answer before them was kept are not lost and not swapped."""
    lines = [f"antwoord {n}" for n in range(12)]
    await at_the_sheets.write("".join(f"{line}\r" for line in lines) + "en dit nog")
    await at_the_sheets.until(lambda: len(at_the_sheets.answers) == 12)
    assert _texts(at_the_sheets) == lines
    assert at_the_sheets.line == "en dit nog"
    assert "antwoord 11" in at_the_sheets.text


async def test_as_typed_in_any_script_and_as_long_as_people_talk(at_the_sheets: Hand) -> None:
    hand = at_the_sheets
    typed = [
        "👩‍👩‍👧 می‌خواهم שלום ñ é z̷a̵l̶g̷o̸",
        "budget [/b] x [draft] $primary {n} %s",
        "مرحبا بالعالم",
        "woord " * 800 + "einde",
    ]
    await hand.say(*typed[:-1])
    await hand.paste(typed[-1])
    await hand.press("enter")
    assert _texts(hand) == typed
    assert "einde" in hand.text
    assert hand.widths == {80}
    await hand.press("up", "up", "up", "up")
    assert "می" in hand.text


async def test_mend_delete_move_and_let_go(at_the_sheets: Hand) -> None:
    hand = at_the_sheets
    await hand.say("een doel", "tijt", "weg hiermee")
    await hand.press("up", "delete")
    assert _texts(hand) == ["een doel", "tijt"]
    await hand.press("up", "enter")
    assert hand.line == "tijt"
    await hand.press("backspace", "d", "enter")
    assert _texts(hand) == ["een doel", "tijd"]
    assert hand.line == ""

    await hand.press("up", "enter")
    await hand.write(" en aandacht")
    await hand.press("escape")
    assert hand.line == ""
    assert _texts(hand) == ["een doel", "tijd"]

    await hand.press("up", "up", "ctrl+s")
    assert [one.sheet for one in hand.answers] == ["spread", "start"]
    await hand.press("pagedown")
    assert hand.board == ["een doel"]

    await hand.press("pagedown")
    await hand.say("diversiteit")
    await hand.press("tab")
    await hand.say("haast")
    await hand.press("shift+tab", "up", "tab")
    columns = {one.text: one.column for one in hand.answers}
    assert (columns["diversiteit"], columns["haast"]) == ("failure", "failure")


async def test_who_said_it(at_the_sheets: Hand) -> None:
    hand = at_the_sheets
    henry = next(m for m in hand.room.present if m.name.startswith(WHO))
    sharon = next(m for m in hand.room.present if m.name.startswith("Sharon"))
    await hand.write("korte lijnen @hen")
    assert henry.name in hand.words
    await hand.press("tab")
    assert "@" not in hand.line
    await hand.press("enter")
    assert f"— {henry.name}" in hand.words
    await hand.say("elkaar kennen @sharon", "mail naar info@hen", "van niemand")
    said = [(one.text, one.by) for one in hand.answers]
    assert said == [
        ("korte lijnen", henry.id),
        ("elkaar kennen", sharon.id),
        ("mail naar info@hen", None),
        ("van niemand", None),
    ]


async def test_a_name_that_two_people_have_is_asked_about(at_the_sheets: Hand) -> None:
    hand = at_the_sheets
    await hand.say("samen koken @anne")
    assert not hand.answers
    assert hand.line == "samen koken @anne"
    assert "Which one?" in hand.text
    await hand.press("tab")
    assert not hand.answers, "Tab can't know which one either"
    await hand.say("sun")
    assert [one.text for one in hand.answers] == ["samen koken"]
    member = hand.room.member(hand.answers[0].by)
    assert member
    assert (member.name, member.organisation) == ("Anne Taylor", "Sundew Living")


async def test_several_pasted_lines(at_the_sheets: Hand) -> None:
    hand = at_the_sheets
    lines = "leren door te doen\r\n\r\n  cursussen geven [/b]\n\x1b]52;c;Zm9v\x07en trainingen\n"
    await hand.paste(lines)
    await hand.on(Paste)
    assert "cursussen geven [/b]" in hand.text
    await hand.press("escape")
    await hand.on(RoomScreen)
    assert not hand.answers
    assert hand.line.startswith("leren door te doen cursussen")
    await hand.press("end", "ctrl+u")

    await hand.paste(lines)
    await hand.on(Paste)
    await hand.press("enter")
    await hand.on(RoomScreen)
    assert _texts(hand) == [
        "leren door te doen",
        "cursussen geven [/b]",
        "␛]52;c;Zm9v␇en trainingen",
    ]
    await hand.press("ctrl+z")
    assert not hand.answers
    await hand.paste("één regel")
    assert hand.line == "één regel"


async def test_what_cannot_be_kept_comes_back_in_the_line(
    at_the_sheets: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand, call = at_the_sheets, system.call

    def full(function: Any, /, *args: Any, **kwargs: Any) -> Any:
        if function is system._pwrite:
            raise OSError(errno.ENOSPC, "No space left on device")
        return call(function, *args, **kwargs)

    await hand.say("dit staat er")
    monkeypatch.setattr(system, "call", full)
    await hand.say("past niet meer")
    assert _texts(hand) == ["dit staat er"]
    assert hand.line == "past niet meer"
    assert "No space left on device" in hand.words
    await hand.resize(60, 18)
    assert "No space left on device" in hand.words
    await hand.press("up", "delete")
    assert _texts(hand) == ["dit staat er"]
    assert "past niet meer" in hand.line

    monkeypatch.setattr(system, "call", call)
    await hand.press("escape", "end", "enter")
    assert _texts(hand) == ["dit staat er", "past niet meer"]
    assert "No space left" not in hand.text


async def test_what_cannot_be_mended_comes_back_too(
    at_the_sheets: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand, call = at_the_sheets, system.call
    await hand.say("eerst")

    def refused(function: Any, /, *args: Any, **kwargs: Any) -> Any:
        if function is system._pwrite:
            raise PermissionError(errno.EACCES, "Permission denied")
        return call(function, *args, **kwargs)

    await hand.press("up", "enter")
    await hand.write(" en dan")
    monkeypatch.setattr(system, "call", refused)
    await hand.press("enter")
    assert _texts(hand) == ["eerst"]
    assert hand.line == "eerst en dan"
    assert "Permission denied" in hand.text


async def test_whatever_was_typed_and_not_kept_comes_back(
    opening: Opening, staging: Staging, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A day, who says yes, a pair that spoke; from home what was on its way is told there."""
    call = system.call
    staging(
        NextDate(title="Next date", minutes=5), NewConnections(title="New connections", minutes=5)
    )

    def full(function: Any, /, *args: Any, **kwargs: Any) -> Any:
        if function is system._pwrite:
            raise OSError(errno.ENOSPC, "No space left on device")
        return call(function, *args, **kwargs)

    async with opening() as hand:
        await into_the_room(hand)
        monkeypatch.setattr(system, "call", full)
        await hand.say("4 april 2027")
        assert hand.line == "4 april 2027"
        monkeypatch.setattr(system, "call", call)
        await hand.press("enter")
        monkeypatch.setattr(system, "call", full)
        await hand.say("hen")
        assert hand.line == "hen"
        monkeypatch.setattr(system, "call", call)
        await hand.press("ctrl+u", "pagedown")
        assert hand.block == "new_connections"
        monkeypatch.setattr(system, "call", full)
        await hand.say("henk, vera")
        assert hand.line == "henk, vera"
        assert "No space left on device" in hand.words
        await hand.burst("enter", "ctrl+o")
        await hand.on(HomeScreen)
        assert "No space left on device" in hand.text
        assert "henk, vera" in hand.words
        monkeypatch.setattr(system, "call", call)
        await hand.press("enter")
        await hand.on(RoomScreen)
        monkeypatch.setattr(system, "call", full)
        await hand.say("vera, henk")
        assert hand.line == "vera, henk"
        await hand.press("ctrl+o")
        await hand.on(HomeScreen)
        assert "No space left on device" in hand.words
        assert "vera, henk" in hand.words


@pytest.mark.parametrize("spoken", ["nl", "en"], indirect=True)
async def test_what_was_not_understood_is_told_at_home(
    spoken: str, opening: Opening, staging: Staging
) -> None:
    """Also what waits in the block where it was typed."""
    staging(NextDate(title="Next date", minutes=5), NextDate(title="And again", minutes=5))
    async with opening() as hand:
        await into_the_room(hand)
        await hand.say("een [/b] doel")
        await hand.press("pagedown")
        await hand.say("nog een")
        await hand.press("ctrl+o")
        await hand.on(HomeScreen)
        told = {"nl": "Dit is niet bewaard:", "en": "This is not kept:"}[spoken]
        assert f"{told} een [/b] doel · nog een" in hand.words
        await hand.press("enter")
        await hand.on(RoomScreen)
        await hand.press("ctrl+o")
        await hand.on(HomeScreen)
        assert told not in hand.words


async def test_a_room_that_stays_says_nothing_at_home(at_the_sheets: Hand) -> None:
    """Told to go while a question is in front, it does not."""
    hand = at_the_sheets
    room = await hand.on(RoomScreen)
    room.take_back("nog niet bewaard")
    await hand.press("f4")
    room.dismiss(None)
    await hand.press("escape")
    await hand.on(RoomScreen)
    assert hand.line == "nog niet bewaard"
    assert hand.app.notice == ""


async def test_undoing_the_beginning_tells_at_home_what_was_half_typed(
    opening: Opening, staging: Staging
) -> None:
    staging(NextDate(title="Next date", minutes=5))
    async with opening() as hand:
        await into_the_room(hand)
        await hand.write("half")
        assert hand.line == "half"
        await hand.press("ctrl+z")
        await hand.on(HomeScreen)
        assert "This is not kept: half" in hand.words


async def test_quitting_keeps_what_is_typed_first(at_the_sheets: Hand, root: Path) -> None:
    hand = at_the_sheets
    await hand.burst(*"half", "ctrl+q")
    await hand.until(lambda: hand.app._exit, "the end")
    library = Library(root, device="another")
    kept = library.room(library.session("latest")).session
    assert [one.text for one in kept.answers] == ["half"]


async def test_quitting_stays_once_where_what_is_typed_can_not_be_kept(
    opening: Opening, staging: Staging
) -> None:
    staging(NextDate(title="Next date", minutes=5))
    async with opening() as hand:
        await into_the_room(hand)
        await hand.write("een doel")
        await hand.press("ctrl+q")
        assert not hand.app._exit
        assert hand.line == "een doel"
        assert "is neither a day" in hand.words
        await hand.press("ctrl+q")
        await hand.until(lambda: hand.app._exit, "the end")


async def test_too_long_and_empty_are_told(at_the_sheets: Hand) -> None:
    hand = at_the_sheets
    await hand.paste("x" * 20_001)
    await hand.press("enter")
    assert not hand.answers
    assert len(hand.line) == 20_001
    assert "20001" in hand.text.replace(",", "")
    await hand.press("ctrl+u")
    await hand.say("\N{ZERO WIDTH SPACE}")
    assert not hand.answers
    await hand.press("ctrl+u", "enter")
    assert not hand.answers


async def test_the_words_of_what_is_confidential_are_not_said_again(at_the_sheets: Hand) -> None:
    """Not by undo or redo, not when it is deleted, not before the mark and not after it."""
    hand = at_the_sheets
    await hand.press("f12")
    assert "There is no answer here to hide" in hand.words
    await hand.say("iets geheims", "iets gewoons")
    await hand.press("up", "up", "f12", "up", "delete")
    assert _texts(hand) == ["iets gewoons"]
    seen = []
    for key in (*["ctrl+z"] * 3, *["ctrl+y"] * 3, *["ctrl+z"] * 4):
        await hand.press(key)
        seen += [row for row in hand.rows if "Undone" in row or "Redone" in row]
    assert len(seen) == 10
    assert not any("geheims" in row for row in seen)
    assert any("Undone: answer: iets gewoons" in row for row in seen)


async def test_the_yield_says_how_many_are_confidential(at_the_sheets: Hand) -> None:
    hand = at_the_sheets
    await hand.say("een", "twee")
    await hand.resize(120, 40)
    assert "F12 Confidential" in hand.rows[-1]
    await hand.press("f12", "f9")
    await hand.on(YieldScreen)
    assert "1 confidential, not in the report" in hand.words


async def test_what_a_paste_had_to_lose_is_told(at_the_sheets: Hand) -> None:
    hand = at_the_sheets
    await hand.paste("gewoon,\tmet een tab\n")
    assert "control characters" not in hand.words
    await hand.paste(" en \x1b[31mrood\x1b[0m")
    await hand.until(lambda: "control characters" in hand.words)
    await hand.press("enter")
    assert hand.answers[-1].text == "gewoon, met een taben ␛[31mrood␛[0m"

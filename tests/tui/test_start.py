"""From home into the room: a network, an agenda, who is here."""

from pathlib import Path

import pytest

from sessions.library import Library
from sessions.settings import Settings, read_settings
from tests.tui.conftest import DEVICE, Opening, into_the_room
from tests.tui.hand import Hand
from tui.screens.attendance import Attendance
from tui.screens.home import HomeScreen
from tui.screens.new_network import NewNetwork
from tui.screens.pick_agenda import PickAgenda
from tui.screens.room import RoomScreen

AGENDA = """
title = "Kort"

[[blocks]]
kind = "check_out"
title = "Alleen een rondje"
minutes = 5
"""


async def test_a_network_that_exists_starts_in_three_keys(demo_app: Hand) -> None:
    await demo_app.press("enter")
    await demo_app.on(Attendance)
    await demo_app.press("enter")
    await demo_app.on(RoomScreen)
    await demo_app.press("ctrl+o")
    await demo_app.on(HomeScreen)
    assert demo_app.app.keeping.shelf
    assert demo_app.app.keeping.shelf.running

    await demo_app.press("enter")
    await demo_app.on(RoomScreen)
    await demo_app.press("f9", "enter")
    await demo_app.until(lambda: demo_app.room.session.closed is not None)
    await demo_app.press("escape")
    await demo_app.on(HomeScreen)

    for key, screen in (("enter", PickAgenda), ("enter", Attendance), ("enter", RoomScreen)):
        await demo_app.press(key)
        await demo_app.on(screen)
    assert demo_app.room.session.number == 4


async def test_a_new_network_its_people_typed_and_off_it_goes(empty_app: Hand, root: Path) -> None:
    hand = empty_app
    await hand.press("n")
    await hand.on(NewNetwork)
    await hand.press("enter")
    await hand.on(NewNetwork)
    await hand.say("Leernetwerk Zuid [/b]", "een doel", "samen leren")
    await hand.on(PickAgenda)
    await hand.press("escape")
    await hand.on(HomeScreen)
    await hand.until(lambda: "Leernetwerk Zuid [/b]" in hand.text)
    await hand.press("enter")
    await hand.on(PickAgenda)
    await hand.press("enter")
    await hand.on(Attendance)
    await hand.press("enter")
    await hand.on(Attendance)

    await hand.say("Zoë", "Henk de Wit", "Henk de Wal", "IJsbrand")
    await hand.say("ijs")
    assert "3 people are here" in hand.text
    await hand.press("up", "space")
    assert "2 people are here" in hand.text
    await hand.press("f3")
    assert "4 people are here" in hand.text
    await hand.press("enter")
    await hand.on(RoomScreen)
    assert hand.room.network.why == "samen leren"
    names = ["Zoë", "Henk de Wit", "Henk de Wal", "IJsbrand"]
    assert [one.name for one in hand.room.present] == names
    network = next(Library(root, device=DEVICE).networks())
    assert network.members == 4


async def test_a_latecomer_and_a_leaver(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    before = hand.room.session.present
    leaver = hand.room.present[3]
    await hand.later(minutes=3)
    await hand.press("f4")
    await hand.on(Attendance)
    await hand.say("Quirine")
    await hand.say(leaver.name.split()[0])
    await hand.press("enter")
    await hand.on(RoomScreen)

    assert hand.room.present[-1].name == "Quirine"
    assert hand.room.session.present[:-1] == tuple(m for m in before if m != leaver.id)
    gone = next(p for p in hand.room.session.here if p.member == leaver.id)
    assert gone.left == hand.clock.now()
    await hand.press("ctrl+z", "ctrl+z")
    assert hand.room.session.present == before


async def test_an_agenda_of_ones_own_and_one_that_is_wrong(demo_app: Hand) -> None:
    hand = demo_app
    folder = hand.app.root / "agendas"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kort.toml").write_text(AGENDA, encoding="utf-8")
    (folder / "fout [b].toml").write_text('title = "x"\nblocks = 3\n', encoding="utf-8")
    await hand.press("a")
    await hand.on(PickAgenda)
    assert "Kort" in hand.text
    assert "fout [b].toml" in hand.words
    assert "blocks" in hand.words
    await hand.press("enter")
    await hand.on(Attendance)
    await hand.press("enter")
    await hand.on(RoomScreen)
    assert [one.title for one in hand.room.session.blocks] == ["Alleen een rondje"]


async def test_another_agenda_called_off_plans_nothing(demo_app: Hand) -> None:
    await demo_app.press("a")
    await demo_app.on(PickAgenda)
    await demo_app.press("escape")
    await demo_app.on(HomeScreen)
    networks = list(Library(demo_app.app.root, device=DEVICE).networks())
    assert len(networks[0].sessions) == 3


async def test_back_from_the_door_keeps_it_planned(demo_app: Hand) -> None:
    await demo_app.press("enter")
    await demo_app.on(Attendance)
    await demo_app.press("escape")
    await demo_app.on(HomeScreen)
    await demo_app.until(lambda: "ready to start" in demo_app.text)


async def test_the_demo_says_where_it_is(opening: Opening, root: Path) -> None:
    async with opening(demo=True) as hand:
        await hand.until(lambda: "ready to start" in hand.text)
        assert str(root) in hand.text.replace("\n", "").replace("  ", "")
        await into_the_room(hand)
        assert len(hand.room.present) >= 12


@pytest.mark.parametrize("spoken", ["nl", "en"], indirect=True)
async def test_the_language_is_that_of_the_reader(demo_app: Hand, spoken: str) -> None:
    words = {"nl": "Nieuw leernetwerk", "en": "New learning network"}
    others = set(words.values()) - {words[spoken]}
    await demo_app.until(lambda: words[spoken] in demo_app.text)
    assert not any(word in demo_app.text for word in others)


@pytest.mark.usefixtures("demo_data")
async def test_no_colour_where_none_is_wanted(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opening() as hand:
        await into_the_room(hand)
        await hand.later(hours=2)
        assert "OVER TIME" in hand.text
        styles = [s.style for strip in hand.strips for s in strip if s.style]
        colours = [c.triplet for style in styles for c in (style.color, style.bgcolor) if c]
        assert len(set(colours)) > 3
        assert all(c is not None and len(set(c)) == 1 for c in colours)


@pytest.mark.usefixtures("demo_data")
async def test_switches_are_kept_for_the_next_time(opening: Opening, tmp_path: Path) -> None:
    async with opening() as hand:
        rung: list[bool] = []
        hand.app.bell = lambda: rung.append(True)  # type: ignore[method-assign]  # to hear it
        dark = hand.app.theme
        await hand.press("ctrl+t")
        assert hand.app.theme != dark
        await hand.press("ctrl+r")
        assert not rung
        await hand.press("ctrl+r", "ctrl+r")
        assert rung == [True]
        light = hand.app.theme
    kept, wrong = read_settings(tmp_path / "config")
    assert wrong is None
    assert kept == Settings(facilitator="Marijke", theme=light, bell=False)
    async with opening(settings=kept) as again:
        assert again.app.theme == light


async def test_settings_that_can_not_be_kept_are_told(empty_app: Hand, tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where a folder should be")
    before = empty_app.app.theme
    await empty_app.press("ctrl+t")
    assert empty_app.app.theme != before
    await empty_app.until(lambda: "can't be read or kept" in empty_app.words)

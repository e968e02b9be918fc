"""Every key has a name: in the footer, in help, in the palette."""

from collections.abc import Iterable

import pytest
from textual.command import CommandPalette

from exports.language import _
from tests.tui.conftest import into_the_room
from tests.tui.hand import Hand
from tui.app import OF_APP
from tui.blocks import VIEWS
from tui.commands import Command
from tui.keynames import key_name
from tui.preferences import PREFERENCES
from tui.screens.acquaintance import KNOWS
from tui.screens.agenda import AGENDA, AgendaScreen
from tui.screens.attendance import ATTENDANCE, Attendance
from tui.screens.blank import Blank
from tui.screens.help import Help
from tui.screens.home import HomeScreen
from tui.screens.home_commands import HOME
from tui.screens.partners import PARTNERS, Partners
from tui.screens.people import PEOPLE, People
from tui.screens.review import REVIEW, Review
from tui.screens.room import RoomScreen
from tui.screens.room_commands import ROOM
from tui.screens.yields import YIELD, YieldScreen
from tui.widgets.capture_line import LINE

EVERYWHERE = *OF_APP, *PREFERENCES
NOT_ALWAYS = {
    *("room.redo", "room.skip_turn", "line.tab", "line.untab", "attendance.room"),
    "attendance.take",
    *("room.mark", "room.mark_none"),
    *("speed_dates.who_met", "speed_dates.wishes", "speed_dates.sort"),
    "speed_dates.not_met",
    "yield.more",
}
"""What works only when there is something for it to do."""


async def _help_lists(hand: Hand, commands: Iterable[Command], but: set[str] = frozenset()) -> None:  # type: ignore[assignment]  # an empty set of texts
    await hand.press("f1")
    await hand.on(Help)
    words, rows = hand.words, hand.rows
    for command in commands:
        if command.id not in but and command.id != "app.help":
            assert f"{_(command.name)}: {_(command.tip)}" in words, command.id
            key = key_name(command.keys.split(",")[0])
            assert any(key in row and _(command.name) in row for row in rows), command.id
    await hand.press("f1")


@pytest.mark.parametrize(
    "spoken", ["nl", pytest.param("en", marks=pytest.mark.slow)], indirect=True
)
async def test_help_lists_every_key_of_the_screen(demo_app: Hand) -> None:
    hand = demo_app
    await hand.resize(200, 60)
    await _help_lists(hand, [*EVERYWHERE, *HOME])
    await hand.on(HomeScreen)
    await hand.press("p")
    await hand.on(People)
    await _help_lists(hand, [*EVERYWHERE, *PEOPLE])
    await hand.press("escape")
    await hand.on(HomeScreen)
    await hand.press("enter")
    await hand.on(Attendance)
    await _help_lists(hand, [*EVERYWHERE, *ATTENDANCE], NOT_ALWAYS)
    await hand.press("enter")
    await hand.on(RoomScreen)
    await hand.press("ctrl+n")
    await hand.on(Partners)
    await _help_lists(hand, [*EVERYWHERE, *KNOWS, *PARTNERS])
    await hand.press("escape")
    await hand.on(RoomScreen)
    await hand.press("f6")
    await hand.on(AgendaScreen)
    await _help_lists(hand, [*EVERYWHERE, *AGENDA])
    await hand.press("escape")
    await hand.on(RoomScreen)
    while (block := hand.room.session.block) is not None:
        view = VIEWS[block.kind]
        m = hand.app.screen.moment  # type: ignore[attr-defined]  # it is the room
        line = LINE if view.captures(m) else ()
        taken = {"room.up", "room.down"} if line else set()
        own = [*EVERYWHERE, *ROOM, *view.commands, *line]
        await _help_lists(hand, own, NOT_ALWAYS | taken)
        await hand.on(RoomScreen)
        await hand.press("ctrl+pagedown")
    await hand.on(YieldScreen)
    await _help_lists(hand, [*EVERYWHERE, *YIELD], NOT_ALWAYS)
    await hand.press("enter")
    await hand.on(Review)
    await _help_lists(hand, [*EVERYWHERE, *REVIEW])


async def test_redo_and_turns_are_listed_when_there_are_any(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    await hand.resize(200, 60)
    names = {command.id: command for command in ROOM}
    bound = {one.binding.id for one in hand.app.screen.active_bindings.values() if one.enabled}
    assert not {"room.redo", "room.skip_turn"} & bound
    await hand.press("f5", "ctrl+z", "ctrl+pagedown", "ctrl+z")
    await _help_lists(hand, [names["room.redo"]])
    await hand.press("ctrl+pagedown", "ctrl+pagedown", "pagedown")
    await _help_lists(hand, [names["room.skip_turn"]])


async def test_the_palette_finds_every_command(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    await hand.press(*["ctrl+pagedown"] * 3)
    commands = list(hand.app.get_system_commands(hand.app.screen))
    titles = {command.title for command in commands}
    taken = {"room.up", "room.down", "line.up", "line.down"}
    for command in [*EVERYWHERE, *ROOM]:
        if command.id not in NOT_ALWAYS | taken:
            assert command.name in titles, command.id
    assert all(command.help for command in commands)
    assert {"Nederlands", "English"} <= titles

    await hand.press("ctrl+p")
    await hand.on(CommandPalette)
    await hand.press("ctrl+p")
    assert sum(isinstance(s, CommandPalette) for s in hand.app.screen_stack) == 1
    await hand.write("Blank screen")
    await hand.until(lambda: "Nothing on the screen" in hand.words)
    await hand.press("enter")
    await hand.on(Blank)
    await hand.press("x")
    await hand.on(RoomScreen)

    await hand.press("ctrl+p")
    await hand.on(CommandPalette)
    await hand.write("One minute more")
    await hand.until(lambda: "gets one minute" in hand.words)
    had = hand.room.session.blocks[3].timer.length
    await hand.press("enter")
    await hand.until(lambda: hand.room.session.blocks[3].timer.length > had)


async def test_another_language_at_once(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    assert "Pause" in hand.rows[-1]
    await hand.press("ctrl+p")
    await hand.on(CommandPalette)
    await hand.write("Nederlands")
    await hand.until(lambda: "Nederlands" in hand.rows[8] or "Nederlands" in hand.words)
    await hand.press("enter")
    await hand.on(RoomScreen)
    await hand.until(lambda: "Pauze" in hand.rows[-1])
    assert "eindigt" in hand.text
    assert hand.app.settings.language == "nl"


async def test_the_theme_switches_at_once(app_in_the_room: Hand) -> None:
    hand = app_in_the_room

    def ground() -> set[object]:
        styles = [s.style for strip in hand.strips for s in strip]
        return {style.bgcolor for style in styles if style}

    dark = ground()
    await hand.press("ctrl+t")
    assert not dark & ground() or len(dark - ground()) > 2
    await hand.press("ctrl+t")
    assert ground() == dark


async def test_quitting_keeps_everything(demo_app: Hand) -> None:
    hand = demo_app
    await into_the_room(hand)
    await hand.press("pagedown", "f2")
    await hand.press("ctrl+q")
    await hand.until(lambda: hand.app._exit, "the end")

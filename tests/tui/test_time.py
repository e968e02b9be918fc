"""Time in the room: pause, more and less of it, overtime, going on by itself, the remote."""

from datetime import date, timedelta
from functools import partial

from textual.screen import Screen

from sessions.blocks import CheckOut, Introductions, NextDate, Plenary, SpeedDates
from sessions.blocks.next_date import fix
from sessions.facilitation import Did
from sessions.timer import Timer
from tests.rooms import MINUTE
from tests.tui.conftest import Opening, Staging, into_the_room
from tests.tui.hand import Hand
from tui.screens.blank import Blank
from tui.screens.fit import FitScreen
from tui.screens.room import RoomScreen
from tui.widgets.headline import Headline


def _headline(hand: Hand) -> str:
    return hand.app.screen.query_one(Headline).words.big


def _timer(hand: Hand) -> Timer:
    block = hand.room.session.block
    assert block is not None
    return block.timer


async def test_pause_and_resume(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    await hand.later(minutes=1)
    await hand.press("f5")
    assert not _timer(hand).running
    assert "PAUSED" in hand.text
    await hand.later(minutes=10)
    assert _timer(hand).elapsed(hand.clock.now()) == MINUTE
    await hand.press("space")
    assert _timer(hand).running
    assert "PAUSED" not in hand.text

    await hand.press(*["ctrl+pagedown"] * 4)
    await hand.press("space")
    assert not _timer(hand).running
    await hand.write("met een spatie")
    assert hand.line == "met een spatie"
    assert not _timer(hand).running
    await hand.press("f5")
    assert _timer(hand).running
    await hand.press("enter", "space")
    assert not _timer(hand).running
    assert [one.text for one in hand.answers] == ["met een spatie"]


async def test_a_minute_more_or_less(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    had = _timer(hand).length
    await hand.write("+")
    await hand.press("ctrl+up")
    assert _timer(hand).length == had + 2 * MINUTE
    assert "2 minutes late" in hand.text
    assert "ends 15:27" in hand.text
    await hand.write("-")
    await hand.press("ctrl+down")
    assert _timer(hand).length == had
    await hand.press(*["ctrl+pagedown"] * 4)
    length = _timer(hand).length
    await hand.write("+1 -1")
    assert _timer(hand).length == length
    assert hand.line == "+1 -1"
    await hand.press("ctrl+up")
    assert _timer(hand).length == length + MINUTE


async def test_overtime_in_words_and_figures_and_one_bell(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    rung: list[int] = []
    hand.app.bell = lambda: rung.append(1)  # type: ignore[method-assign]  # to hear it
    await hand.later(minutes=1)
    assert not rung
    await hand.later(minutes=3, seconds=10)
    assert "last minute" in hand.text
    assert len(rung) == 1
    await hand.later(seconds=5)
    assert len(rung) == 1
    await hand.later(minutes=2)
    assert "OVER TIME" in hand.text
    assert len(rung) == 2
    assert hand.app.screen.query_one("ClockFace")._reading.figures == "+1:15"  # type: ignore[attr-defined]  # the figures before they are drawn
    assert hand.block == "plenary"
    assert "1 minute late" in hand.text
    await hand.press("ctrl+r")
    await hand.press("pagedown")
    await hand.later(hours=1)
    assert len(rung) == 2
    assert hand.block == "action_review"


async def test_a_block_that_goes_on_by_itself_does_so_once(
    opening: Opening, staging: Staging
) -> None:
    staging(
        Plenary(title="Een", minutes=1, moves_on=True),
        Introductions(title="Twee", minutes=5, turn_seconds=10, moves_on=True),
        Plenary(title="Drie", minutes=5),
    )
    async with opening() as hand:
        await into_the_room(hand)
        await hand.later(seconds=59)
        assert hand.room.session.position == 0
        await hand.later(seconds=2)
        await hand.later(seconds=1)
        assert hand.room.session.position == 1
        steps = len(hand.facilitation._steps)
        await hand.later(seconds=1)
        assert len(hand.facilitation._steps) == steps
        await hand.press("pagedown")
        first = hand.room.session.block
        assert isinstance(first, Introductions)
        await hand.later(seconds=11)
        second = hand.room.session.block
        assert isinstance(second, Introductions)
        assert second.circle.current == first.circle.waiting[0]


async def test_it_goes_on_under_a_question_when_that_is_gone(
    opening: Opening, staging: Staging
) -> None:
    staging(Plenary(title="Een", minutes=1, moves_on=True), Plenary(title="Twee", minutes=5))
    async with opening() as hand:
        await into_the_room(hand)
        await hand.press("b")
        await hand.on(Blank)
        await hand.later(seconds=70)
        assert hand.room.session.position == 0
        await hand.press("x")
        await hand.on(RoomScreen)
        await hand.later(seconds=1)
        assert hand.room.session.position == 1


async def test_the_remote_leads_the_room_through(app_in_the_room: Hand) -> None:
    """What a presentation remote sends: page keys, F5, and a full stop or a b."""
    hand = app_in_the_room
    await hand.press("pagedown", "pagedown", "pagedown", "pagedown")
    circle = hand.room.session.block.circle  # type: ignore[union-attr]  # it is an introduction
    assert len(circle.heard) == 1
    await hand.press("pageup")
    assert hand.room.session.block.circle.current == circle.heard[0]  # type: ignore[union-attr]  # likewise
    await hand.press("f5")
    assert not _timer(hand).running
    await hand.press("full_stop")
    await hand.on(Blank)
    assert not hand.text.strip()
    await hand.press("pagedown")
    await hand.on(RoomScreen)
    await hand.press("f5", "pageup")
    assert hand.room.session.block.circle.current is None  # type: ignore[union-attr]  # likewise
    await hand.press("pageup")
    assert hand.block == "action_review"
    await hand.press("b")
    await hand.on(Blank)
    await hand.later(minutes=1)
    await hand.press("b")
    await hand.on(RoomScreen)
    await hand.press("full_stop")
    await hand.on(Blank)
    await hand.press("full_stop")
    await hand.on(RoomScreen)


async def test_a_blank_screen_is_no_word(app_in_the_room: Hand) -> None:
    """While something is typed, b and the full stop are letters."""
    hand = app_in_the_room
    await hand.press(*["ctrl+pagedown"] * 4)
    await hand.write("b.v. bellen.")
    assert hand.line == "b.v. bellen."
    assert isinstance(hand.app.screen, RoomScreen)
    await hand.press("ctrl+b")
    await hand.on(Blank)


async def test_a_letter_wakes_the_screen_and_is_the_first_of_the_answer(
    app_in_the_room: Hand,
) -> None:
    hand = app_in_the_room
    await hand.press(*["ctrl+pagedown"] * 4, "ctrl+b")
    await hand.on(Blank)
    await hand.press("h")
    await hand.on(RoomScreen)
    await hand.write("allo")
    assert hand.line == "hallo"


async def test_a_speed_date_round_by_round(opening: Opening, staging: Staging) -> None:
    staging(
        SpeedDates(
            title="Speeddate",
            minutes=20,
            rounds=2,
            round_minutes=2,
            change_seconds=30,
            heard_seconds=20,
            moves_on=True,
        ),
        people=5,
    )
    async with opening() as hand:
        rung: list[int] = []
        hand.app.bell = lambda: rung.append(1)  # type: ignore[method-assign]  # to hear it
        await into_the_room(hand)
        assert "PgDn starts the clock" in hand.words
        await hand.press("pagedown")
        assert "SPEEDDATE 1/2" in hand.words
        await hand.later(seconds=31)
        assert hand.app.screen.headline.words.big == "Talk together"  # type: ignore[attr-defined]  # it is the room
        rung.clear()
        await hand.later(seconds=61)
        assert rung, "the change-over is heard"
        assert "Now the other one tells" in hand.words
        await hand.later(seconds=60)
        await hand.until(lambda: "SPEEDDATE 2/2" in hand.words)
        met = {frozenset(c.people) for c in hand.room.met_today}
        assert len(met) == 4, "a pair and a trio"
        await hand.later(seconds=31)
        await hand.later(seconds=121)
        assert len({frozenset(c.people) for c in hand.room.met_today}) > len(met)
        await hand.until(lambda: "Each is told about" in hand.words)


async def test_fitting_the_rest(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    await hand.press("f7")
    assert isinstance(hand.app.screen, RoomScreen)
    assert "fits in the time" in hand.words
    await hand.later(minutes=13)
    await hand.press("f7")
    await hand.on(FitScreen)
    before = hand.room
    assert "→" in hand.text
    await hand.press("escape")
    await hand.on(RoomScreen)
    assert hand.room == before
    await hand.press("f7")
    await hand.on(FitScreen)
    await hand.press("enter")
    await hand.on(RoomScreen)
    assert "on time" in hand.text
    lengths = [block.timer.length for block in hand.room.session.blocks]
    pause = hand.room.session.blocks[5]
    assert pause.timer.length == pause.minimum
    assert all(b.timer.length >= b.minimum for b in hand.room.session.blocks)
    assert sum(lengths[1:], timedelta()) == timedelta(minutes=90 - 13)
    await hand.press("f7")
    assert isinstance(hand.app.screen, RoomScreen)
    await hand.press("ctrl+z")
    assert hand.room.session.blocks == before.session.blocks


async def test_nothing_left_to_give(opening: Opening, staging: Staging) -> None:
    staging(Plenary(title="Een", minutes=5), CheckOut(title="Twee", minutes=5, least=5))
    async with opening() as hand:
        await into_the_room(hand)
        await hand.later(minutes=9)
        await hand.press("f7")
        assert isinstance(hand.app.screen, RoomScreen)
        assert "least it needs" in hand.words


async def test_time_goes_on_behind_other_screens(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    for key, word in (("f1", "almost time"), ("f6", "OVER TIME"), ("f4", "OVER TIME")):
        await hand.press(key)
        front: Screen[object] = hand.app.screen
        assert not isinstance(front, RoomScreen)
        await hand.later(minutes=4, seconds=30)
        await hand.press("escape")
        await hand.on(RoomScreen)
        assert word in hand.text or "last minute" in hand.text
    assert _timer(hand).over(hand.clock.now()) == 8.5 * MINUTE


# A key that comes just after the room went on by itself -------------------------------------


async def test_a_key_just_after_a_step_of_its_own_does_not_make_it_two(
    opening: Opening, staging: Staging
) -> None:
    dates = SpeedDates(title="D", minutes=9, rounds=2, round_minutes=2, change_seconds=30)
    staging(dates, people=4)
    async with opening() as hand:
        await into_the_room(hand)

        def at() -> str:
            block = hand.room.session.block
            assert isinstance(block, SpeedDates)
            return f"{block.stage} {block.at}"

        await hand.press("pagedown")
        await hand.later(seconds=30)
        assert at() == "talk 0", "it went by itself"
        await hand.later(seconds=1)
        await hand.press("pagedown")
        assert at() == "talk 0", "the key was meant for that"
        assert "PgDn again goes one further" in hand.words
        await hand.later(seconds=59)
        assert "Swap" in _headline(hand)
        await hand.press("pagedown")
        assert at() == "talk 0", "halfway the words change by themselves"
        await hand.press("pagedown")
        assert at() == "change 1", "who presses again means it"
        await hand.later(seconds=30)
        assert at() == "talk 1"
        await hand.later(seconds=2)
        await hand.press("pagedown")
        assert at() == "debrief 1", "a moment later it is meant"


async def test_where_the_room_waits_for_the_key_it_does_not_wait_twice(
    opening: Opening, staging: Staging
) -> None:
    dates = SpeedDates(title="D", minutes=9, rounds=2, round_minutes=2, rounds_move_on=False)
    staging(dates, people=4)
    async with opening() as hand:
        await into_the_room(hand)
        await hand.press("pagedown", "pagedown")
        await hand.later(seconds=70)
        await hand.later(seconds=51)
        assert "Stop" in _headline(hand)
        await hand.press("pagedown")
        assert "Stop: change places" in _headline(hand)


async def test_a_second_that_ticks_before_a_change_is_drawn_is_no_step_of_its_own(
    opening: Opening, staging: Staging
) -> None:
    staging(NextDate(title="Next date", minutes=5), Plenary(title="Close", minutes=5), people=4)
    async with opening() as hand:
        await into_the_room(hand)
        room, rung = await hand.on(RoomScreen), list[int]()
        hand.app.bell = lambda: rung.append(1)  # type: ignore[method-assign]  # to hear it
        fixed = partial(fix, day=date(2027, 4, 4), at=None)
        await hand.app.keeping.do(partial(hand.facilitation.do, Did.DATE, fixed))
        room._tick()
        await hand.press("pagedown")
        assert _headline(hand) == "Close"
        assert not rung

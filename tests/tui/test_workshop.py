"""The whole workshop by real keys, from home to the closed session and its export."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest

from sessions.actions import Change, Status
from sessions.library import Library
from sessions.network import Met
from sessions.room import Room
from tests.rooms import MINUTE
from tests.tui.conftest import DEVICE, into_the_room
from tests.tui.hand import Hand
from tui.screens.action import ActionForm
from tui.screens.ask import Ask
from tui.screens.attendance import Attendance
from tui.screens.home import HomeScreen
from tui.screens.review import Review
from tui.screens.room import RoomScreen
from tui.screens.yields import YieldScreen

FRIDAY = {"nl": "vrijdag", "en": "friday"}
IN_TWO_WEEKS = {"nl": "over twee weken", "en": "in two weeks"}
NEXT_TIME = {"nl": "22 april 14:00, Wilgenhorst", "en": "22 April 14:00, Willow House"}
THURSDAY = date(2027, 3, 11)


@pytest.mark.parametrize("spoken", ["nl", "en"], indirect=True)
async def test_the_whole_workshop(demo_app: Hand, spoken: str, root: Path, tmp_path: Path) -> None:
    hand = demo_app
    await into_the_room(hand)
    names = [member.name for member in hand.room.present]
    await _late_arrival(hand)
    await _welcome(hand)
    await _review(hand, FRIDAY[spoken])
    await _introductions(hand)
    await _speed_dates(hand)
    await _sheets(hand, names, FRIDAY[spoken])
    await _break(hand)
    await _take_and_bring(hand)
    await _actions(hand, names, IN_TWO_WEEKS[spoken])
    await _next_date(hand, NEXT_TIME[spoken], names)
    await _new_connections(hand)
    await _check_out(hand)
    await _close(hand)
    exported = tmp_path / "voor wie er niet was.md"
    await _export(hand, exported)
    await hand.press("escape")
    await hand.on(HomeScreen)
    await hand.press("ctrl+q")

    kept = _kept(root)
    _check_answers(kept)
    _check_actions(kept)
    _check_connections(kept)
    _check_date(kept)
    _check_durations(kept)
    document = exported.read_text(encoding="utf-8")
    for answer in kept.session.answers:
        assert answer.text in document
    for action in kept.agreed_today:
        assert action.text in document


# The blocks ---------------------------------------------------------------------------------


async def _late_arrival(hand: Hand) -> None:
    await hand.press("f4")
    await hand.on(Attendance)
    await hand.say("Pien Boersma")
    await hand.press("enter")
    await hand.on(RoomScreen)
    assert hand.room.present[-1].name == "Pien Boersma"


async def _welcome(hand: Hand) -> None:
    assert hand.room.network.goal.split()[0] in hand.text
    assert hand.widths == {80}
    await hand.later(minutes=6)
    assert hand.room.session.block is not None
    assert hand.room.session.block.timer.over(hand.clock.now()) == MINUTE
    await hand.press("pagedown")


async def _review(hand: Hand, friday: str) -> None:
    assert hand.block == "action_review"
    await hand.press("1")
    await hand.press("4")
    await hand.on(Ask)
    await hand.say("niemand had tijd")
    await hand.on(RoomScreen)
    await hand.press("2")
    await hand.press("3")
    await hand.on(ActionForm)
    await hand.press("enter")
    await hand.press("end", "ctrl+u")
    await hand.say(friday)
    await hand.on(RoomScreen)
    await hand.later(minutes=4)
    await hand.press("pagedown")


async def _introductions(hand: Hand) -> None:
    assert hand.block == "introductions"
    await hand.press("f3")
    for trait in ("Zonnige", "Gulle"):
        await hand.press("pagedown")
        await hand.press("f3")
        await hand.say(trait)
        await hand.later(seconds=20)
    await hand.press("f8")
    await hand.press("ctrl+pagedown")


async def _speed_dates(hand: Hand) -> None:
    assert hand.block == "speed_dates"
    await hand.press("pagedown")
    for _round in range(3):
        await hand.later(seconds=45)
        await hand.later(seconds=80)
        await hand.later(seconds=70)
    await hand.later(seconds=5)
    await hand.press("pagedown")
    await hand.say("zoekt een maatje voor intervisie")
    await hand.press("ctrl+pagedown")


async def _sheets(hand: Hand, names: list[str], friday: str) -> None:
    assert hand.block == "sheets"
    await hand.say("een duidelijk doel", f"nieuwsgierig zijn @{names[0]}", "tijd willen maken")
    await hand.press("f2")
    await hand.on(ActionForm)
    await hand.say(names[0], names[1], "", friday)
    await hand.on(RoomScreen)
    await hand.press("pagedown")
    await hand.say("leren door te doen")
    await hand.press("pagedown")
    await hand.say("men kent elkaar")
    await hand.press("tab")
    await hand.say("veel wisselingen 👩‍👩‍👧 שלום")
    assert "veel wisselingen" in hand.text
    await hand.later(minutes=20)
    await hand.press("pagedown")


async def _break(hand: Hand) -> None:
    assert hand.block == "plenary"
    await hand.later(minutes=8)
    await hand.press("pagedown")


async def _take_and_bring(hand: Hand) -> None:
    assert hand.block == "take_and_bring"
    await hand.press("pagedown")
    await hand.say("voorbeelden van anderen")
    await hand.press("tab")
    await hand.say("een lesplan")
    await hand.press("tab")
    await hand.say("zie elkaar geregeld")
    await hand.press("ctrl+pagedown")


async def _actions(hand: Hand, names: list[str], weeks: str) -> None:
    assert hand.block == "actions"
    await hand.say("een proefles geven")
    await hand.on(ActionForm)
    await hand.say(f"{names[2]}, {names[3]}", "", weeks)
    await hand.on(RoomScreen)
    assert "een proefles geven" in hand.words
    await hand.press("pagedown")


async def _next_date(hand: Hand, when: str, names: list[str]) -> None:
    assert hand.block == "next_date"
    await hand.say(when)
    await hand.press("f3")
    await hand.say(names[2])
    await hand.press("pagedown")


async def _new_connections(hand: Hand) -> None:
    assert hand.block == "new_connections"
    await hand.press("f3")
    await hand.press("enter")
    await hand.press("pagedown")


async def _check_out(hand: Hand) -> None:
    assert hand.block == "check_out"
    await hand.press("pagedown")
    await hand.say("energie")
    await hand.press("pagedown")
    await hand.say("zin om te beginnen")
    await hand.press("ctrl+pagedown")


async def _close(hand: Hand) -> None:
    await hand.on(YieldScreen)
    assert hand.widths == {80}
    await hand.press("enter")
    await hand.on(Review)
    assert hand.room.session.closed is not None


async def _export(hand: Hand, to: Path) -> None:
    await hand.press("f2")
    await hand.on(Ask)
    await hand.press("end", "ctrl+u")
    await hand.say(str(to))
    await hand.until(to.exists, "the export")


# What was kept ------------------------------------------------------------------------------


def _kept(root: Path) -> Room:
    library = Library(root, device=DEVICE)
    room = library.room(library.session("latest"))
    assert room.session.number == 3
    assert room.session.closed is not None
    return room


def _check_answers(kept: Room) -> None:
    first = kept.session.here[0].member
    said = {(a.sheet, a.column, a.text, a.by == first) for a in kept.session.answers}
    assert {
        ("start", "", "een duidelijk doel", False),
        ("start", "", "nieuwsgierig zijn", True),
        ("start", "", "tijd willen maken", False),
        ("spread", "", "leren door te doen", False),
        ("factors", "success", "men kent elkaar", False),
        ("factors", "failure", "veel wisselingen 👩‍👩‍👧 שלום", False),
        ("take_and_bring", "take", "voorbeelden van anderen", True),
        ("take_and_bring", "bring", "een lesplan", True),
        ("take_and_bring", "advice", "zie elkaar geregeld", True),
    } <= said
    heard = [a for a in kept.session.answers if a.sheet == "heard"]
    assert [a.text for a in heard] == ["zoekt een maatje voor intervisie"]
    assert heard[0].about == first
    words = [(a.text, a.by) for a in kept.session.answers if a.sheet == "words"]
    assert [text for text, _ in words] == ["energie", "zin om te beginnen"]
    assert len({by for _, by in words}) == 2
    traits = [kept.network.members[n].trait for n in range(2)]
    assert traits == ["Zonnige", "Gulle"]


def _check_actions(kept: Room) -> None:
    spoken_of = [a for a in kept.network.actions if a.last_change(kept.session.id)]
    changes = {a.last_change(kept.session.id): a for a in spoken_of if a.session != kept.session.id}
    assert set(changes) == {Change.DONE, Change.DROPPED, Change.STILL_ON, Change.CHANGED}
    dropped = changes[Change.DROPPED]
    assert dropped.status is Status.DROPPED
    assert dropped.history[-1].reason == "niemand had tijd"
    assert dropped.history[-1].by == kept.session.facilitator != ""
    assert changes[Change.CHANGED].due == THURSDAY + timedelta(days=1)
    from_answer, typed = kept.agreed_today
    assert from_answer.text == "tijd willen maken"
    assert from_answer.answer in {a.id for a in kept.session.answers}
    assert len(from_answer.owners) == 2
    assert from_answer.due == THURSDAY + timedelta(days=1)
    assert len(typed.owners) == 2
    assert typed.due == THURSDAY + timedelta(weeks=2)


def _check_connections(kept: Room) -> None:
    met = [c for c in kept.met_today if c.met is Met.SPEED_DATE]
    assert len({frozenset(c.people) for c in met}) == len(met) >= 3 * 7
    fresh = [c for c in kept.met_today if c.met is Met.NEW_CONNECTION]
    assert len(fresh) >= 7
    assert not {frozenset(c.people) for c in fresh} & {frozenset(c.people) for c in met}


def _check_date(kept: Room) -> None:
    fixed = kept.network.dates[-1]
    assert (fixed.session, fixed.day, fixed.at) == (
        kept.session.id,
        date(2027, 4, 22),
        time(14, 0),
    )
    assert fixed.place.startswith("Wil")
    here = kept.session.present
    assert set(fixed.yes) == set(here) - {here[2]}


def _check_durations(kept: Room) -> None:
    took = [block.timer.banked for block in kept.session.blocks]
    assert took[0] == 6 * MINUTE
    assert took[1] == 4 * MINUTE
    assert took[2] == timedelta(seconds=40)
    assert took[3] == timedelta(seconds=3 * (45 + 150) + 5)
    assert took[4] == 20 * MINUTE
    assert took[5] == 8 * MINUTE
    assert all(block.entered for block in kept.session.blocks)

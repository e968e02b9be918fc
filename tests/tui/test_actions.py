"""Action items: what, by two or more, by when; and what became of those of last time."""

from datetime import date

import pytest

from sessions.actions import Change, Status
from tests.tui.hand import Hand
from tui.screens.action import ActionForm
from tui.screens.ask import Ask
from tui.screens.room import RoomScreen


async def test_an_action_of_an_answer(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    await hand.press(*["ctrl+pagedown"] * 4)
    await hand.say("nieuwe leden bellen @henry", "een app kiezen")
    await hand.press("up", "up", "f2")
    form = await hand.on(ActionForm)
    assert form.text.value == "nieuwe leden bellen"
    assert "Henry" in hand.text
    await hand.write("niemandzoheet")
    await hand.press("enter")
    assert "niemandzoheet" in hand.words
    await hand.press("ctrl+u", "enter")
    assert "One owner" in hand.words
    await hand.say("sharon")
    await hand.say("")
    await hand.write("gisteravond of zo")
    await hand.press("enter")
    assert "is not a day" in hand.words
    await hand.press("ctrl+u")
    await hand.write("next friday")
    assert "Friday 19 March 2027" in hand.words
    await hand.press("enter")
    await hand.on(RoomScreen)

    action = hand.room.agreed_today[-1]
    assert action.text == "nieuwe leden bellen"
    assert action.answer == hand.answers[0].id
    assert [hand.room.name(one).split()[0] for one in action.owners] == ["Henry", "Sharon"]
    assert action.due == date(2027, 3, 19)
    assert "Agreed" in hand.words
    await hand.press("escape", "f2")
    form = await hand.on(ActionForm)
    assert form.text.value == "een app kiezen"
    await hand.press("escape")
    await hand.on(RoomScreen)
    assert len(hand.room.agreed_today) == 1


async def test_a_day_that_has_been_and_an_owner_too_many_can_be_put_right(
    app_in_the_room: Hand,
) -> None:
    hand = app_in_the_room
    await hand.press(*["ctrl+pagedown"] * 7)
    await hand.say("de zaal boeken")
    form = await hand.on(ActionForm)
    await hand.say("hen", "sha", "noor")
    await hand.press("backspace")
    assert "Sharon" in hand.text
    assert "Noor" not in hand.text
    await hand.say("", "yesterday")
    assert "has been" in hand.words
    assert hand.app.screen is form
    await hand.press("enter")
    await hand.on(RoomScreen)
    action = hand.room.agreed_today[-1]
    assert (len(action.owners), action.due) == (2, date(2027, 3, 10))


async def test_who_does_it_is_asked_before_the_room_goes_on(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    await hand.press(*["ctrl+pagedown"] * 7)
    await hand.write("de zaal boeken")
    await hand.press("pagedown")
    await hand.on(ActionForm)
    assert hand.block == "actions"
    await hand.press("escape")
    await hand.on(RoomScreen)
    assert hand.line.strip() == "de zaal boeken"
    await hand.press("pagedown")
    assert hand.block == "next_date"
    await hand.press("pageup")
    assert hand.line.strip() == "de zaal boeken"


async def test_who_is_named_with_an_action_owns_it(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    await hand.press(*["ctrl+pagedown"] * 7)
    await hand.say("de zaal boeken @sharon @hen")
    form = await hand.on(ActionForm)
    assert form.text.value == "de zaal boeken"
    await hand.press("escape")
    await hand.on(RoomScreen)
    assert hand.line.startswith("de zaal boeken @sharon @Henry")
    await hand.press("enter")
    form = await hand.on(ActionForm)
    assert form.text.value == "de zaal boeken"
    await hand.say("", "")
    await hand.on(RoomScreen)
    action = hand.room.agreed_today[-1]
    assert action.text == "de zaal boeken"
    assert [hand.room.name(one).split()[0] for one in action.owners] == ["Sharon", "Henry"]


async def test_one_owner_is_possible_and_says_so(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    await hand.press(*["ctrl+pagedown"] * 7)
    assert hand.block == "actions"
    await hand.say("de zaal boeken")
    await hand.on(ActionForm)
    await hand.press("enter")
    assert "Say by whom" in hand.words
    await hand.say("hen", "sha", "sha", "")
    assert "One owner" in hand.words
    await hand.say("")
    await hand.press("enter")
    await hand.on(RoomScreen)
    action = hand.room.agreed_today[-1]
    assert (action.text, len(action.owners), action.due) == ("de zaal boeken", 1, None)

    await hand.say("toch maar niet")
    await hand.on(ActionForm)
    await hand.press("escape")
    await hand.on(RoomScreen)
    assert hand.line == "toch maar niet"
    assert len(hand.room.agreed_today) == 1


@pytest.mark.parametrize(
    ("spoken", "typed"),
    [
        ("nl", {"vrijdag": date(2027, 3, 12), "over twee weken": date(2027, 3, 25)}),
        ("en", {"next friday": date(2027, 3, 19), "12 April": date(2027, 4, 12)}),
    ],
    indirect=["spoken"],
)
async def test_when_in_words(app_in_the_room: Hand, typed: dict[str, date]) -> None:
    hand = app_in_the_room
    await hand.press("f2")
    await hand.on(ActionForm)
    await hand.say("iets", hand.room.present[0].name, hand.room.present[1].name, "")
    for words, day in typed.items():
        await hand.press("ctrl+u")
        await hand.write(words)
        assert f"{day.day} " in next(row for row in hand.rows if "→" in row)
    await hand.press("enter")
    await hand.on(RoomScreen)
    assert hand.room.agreed_today[-1].due == day


async def test_the_review_of_last_time(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    await hand.press("pagedown")
    before = [one for one in hand.room.network.actions if one.is_open]
    assert len(before) == 5
    await hand.press("1", "4")
    await hand.on(Ask)
    await hand.press("enter")
    await hand.on(Ask)
    await hand.press("escape")
    await hand.on(RoomScreen)
    await hand.press("4")
    await hand.on(Ask)
    await hand.say("geen tijd gehad")
    await hand.on(RoomScreen)
    await hand.press("down", "down", "2")
    await hand.press("3")
    await hand.on(ActionForm)
    await hand.press("enter", "end", "ctrl+u")
    await hand.say("in two weeks")
    await hand.on(RoomScreen)

    said = {a.id: a.last_change(hand.room.session.id) for a in hand.room.network.actions}
    changes = [said[one.id] for one in before]
    assert changes.count(None) == 1
    assert changes[:2] == [Change.DONE, Change.DROPPED]
    assert set(changes[2:]) == {Change.STILL_ON, Change.CHANGED, None}
    dropped = next(a for a in hand.room.network.actions if a.id == before[1].id)
    assert dropped.status is Status.DROPPED
    change = dropped.history[-1]
    assert (change.reason, change.session) == ("geen tijd gehad", hand.room.session.id)
    assert change.at == hand.clock.now()
    assert change.by == hand.room.session.facilitator
    await hand.press("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
    assert [one for one in hand.room.network.actions if one.is_open] == before

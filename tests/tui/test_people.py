"""Members, guests and their cards: at the door, in the room, and at home between sessions."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from exports.markdown import markdown
from exports.minutes import session_document
from sessions.blocks import CheckOut, Introductions, Plenary, SpeedDates
from sessions.network import Member
from tests.tui.conftest import TODAY, Opening, Staging, into_the_room
from tests.tui.hand import Hand
from tui.screens.attendance import Attendance
from tui.screens.help import Help
from tui.screens.home import HomeScreen
from tui.screens.people import People
from tui.screens.person import PersonCard
from tui.screens.pick_agenda import PickAgenda
from tui.screens.review import Review
from tui.screens.room import RoomScreen
from tui.screens.yields import YieldScreen

DAY = TODAY.date()


def called(hand: Hand, name: str) -> Member:
    """The one of that name, in the network in hand."""
    (one,) = [one for one in hand.room.network.members if one.name == name]
    return one


async def card_of(hand: Hand, typed: str) -> PersonCard:
    """The card of who is typed."""
    await hand.write(typed)
    await hand.press("f4")
    return await hand.on(PersonCard)


async def fill(hand: Hand, **lines: str) -> None:
    """Lines of the card that is in front, typed instead of what they held."""
    for name, text in lines.items():
        hand.app.screen.query_one(f"#{name}").focus()
        await hand.press("end", "ctrl+u")
        await hand.write(text)


@pytest.fixture
async def at_the_door(demo_app: Hand) -> Hand:
    """At the door of the demo's workshop."""
    await demo_app.press("enter")
    await demo_app.on(Attendance)
    return demo_app


async def test_a_card_is_mended_from_the_first_line_to_the_last(at_the_door: Hand) -> None:
    hand = at_the_door
    henk = called(hand, "Henry Porter")
    await card_of(hand, "henry")
    assert henk.organisation in hand.text
    assert henk.reach not in hand.text, "the group reads along"
    await fill(hand, name="Henri Porter", role="chair", since="12 March")
    await hand.press("enter")
    await hand.on(Attendance)
    assert "Kept: Henri Porter" in hand.text
    mended = hand.room.member(henk.id)
    assert mended == henk.but(name="Henri Porter", role="chair", since=date(2026, 3, 12))
    await hand.press("ctrl+z")
    assert hand.room.member(henk.id) == henk
    assert "Undone: somebody’s details: Henri Porter" in hand.words
    await hand.press("ctrl+y")
    assert hand.room.member(henk.id) == mended


async def test_what_enter_does_is_said_and_escape_lets_go_of_what_is_typed_first(
    at_the_door: Hand,
) -> None:
    hand = at_the_door
    assert "Enter Begin" in hand.words
    await hand.write("hen")
    assert "Enter Begin" not in hand.words
    assert "Enter Tick" in hand.words
    await hand.press("escape")
    await hand.on(Attendance)
    assert hand.line == ""
    assert "Enter Begin" in hand.words
    await hand.press("escape")
    await hand.on(HomeScreen)


async def test_how_to_reach_somebody_is_shown_when_asked_for(at_the_door: Hand) -> None:
    hand = at_the_door
    henk = called(hand, "Henry Porter")
    card = await card_of(hand, "henry")
    assert "hidden · F3 shows it" in hand.text
    await hand.press("f3")
    assert henk.reach in hand.text
    await hand.press("escape")
    await hand.on(Attendance)
    await card_of(hand, "henry")
    await fill(hand, reach="06 1234")
    await hand.press("enter")
    await hand.on(Attendance)
    assert called(hand, "Henry Porter").reach == "06 1234"
    await hand.press("escape")
    await hand.on(HomeScreen)
    await hand.press("p")
    await hand.on(People)
    card = await card_of(hand, "henry")
    assert "06 1234" in hand.text
    assert not card.check_action("reach", ())


async def test_what_enter_does_is_said_before_and_after_it_began(at_the_door: Hand) -> None:
    hand = at_the_door
    assert "Enter Begin" in hand.rows[-1]
    await hand.press("enter")
    await hand.on(RoomScreen)
    await hand.press("f4")
    await hand.on(Attendance)
    assert "Enter To the room" in hand.rows[-1]
    assert "All or none" not in hand.rows[-1]
    await hand.press("f1")
    await hand.on(Help)
    assert "A name that nobody has is added" in hand.words
    assert "on the board" not in hand.words
    await hand.press("escape", "enter")
    await hand.on(RoomScreen)


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        ({"name": " "}, "There is nothing to keep yet"),
        ({"role": "x" * 201}, "at most 200"),
        ({"since": "in two weeks"}, "is still to come"),
        ({"left": "1 May 2020"}, "Nobody leaves before they came"),
        ({"left": "blauw"}, "“blauw” is not a day Kring knows"),
    ],
)
async def test_what_is_wrong_on_a_card_is_said(
    at_the_door: Hand, lines: dict[str, str], wrong: str
) -> None:
    hand = at_the_door
    before = hand.room
    await card_of(hand, "henry")
    await fill(hand, **lines)
    await hand.press("enter")
    assert wrong in hand.words
    await hand.press("escape")
    await hand.on(Attendance)
    assert hand.room == before


async def test_a_guest_is_here_today_and_not_in_the_way_next_time(
    staging: Staging, opening: Opening
) -> None:
    staging(Plenary(title="Welkom", minutes=5), people=2)
    async with opening() as hand:
        await hand.press("enter")
        await hand.on(Attendance)
        await hand.write("Jan Bos, Zonneweide")
        await hand.press("f5")
        guest = called(hand, "Jan Bos")
        assert (guest.guest, guest.organisation) == (True, "Zonneweide")
        assert "Jan Bos (guest)" in hand.board
        await hand.press("enter")
        await hand.on(RoomScreen)
        await hand.press("f9")
        await hand.on(YieldScreen)
        await hand.press("enter")
        await hand.on(Review)
        await hand.press("escape")
        await hand.on(HomeScreen)
        await hand.until(lambda: "2 members" in hand.text)
        await hand.press("home", "enter")
        await hand.on(PickAgenda)
        await hand.press("enter")
        await hand.on(Attendance)
        assert hand.board == ["Henk", "Sharon"]
        assert "2 people are here" in hand.text
        await hand.say("jan")
        assert "Jan Bos (guest)" in hand.board
        assert "3 people are here" in hand.text
        await card_of(hand, "jan")
        hand.app.screen.query_one("Guest").focus()
        await hand.press("space", "enter")
        await hand.on(Attendance)
        member = called(hand, "Jan Bos")
        assert not member.guest
        assert member.since == DAY
        assert "Jan Bos" in hand.board


async def test_ticks_at_the_door_are_kept_at_once(
    at_the_door: Hand, opening: Opening, root: Path, tmp_path: Path
) -> None:
    """Who goes back and comes again finds them, and so does who was killed at the door."""
    hand = at_the_door
    many = len(hand.board)
    assert f"{many} people are here" in hand.text
    await hand.say("henry", "Nieuwe Naam, Elders")
    await hand.write("Jan Bos")
    await hand.press("f5")
    ticked = hand.board
    assert f"{many + 1} people are here" in hand.text
    await hand.press("escape")
    await hand.on(HomeScreen)
    await hand.press("enter")
    await hand.on(Attendance)
    assert f"{many + 1} people are here" in hand.text
    assert hand.board == ticked
    shutil.copytree(root, tmp_path / "as it was killed")
    async with opening(at=tmp_path / "as it was killed") as again:
        await again.press("enter")
        await again.on(Attendance)
        assert again.board == ticked
        assert f"{many + 1} people are here" in again.text
        await again.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert "Undone: who is here: Henry Porter" in again.words
        assert f"{many} people are here" in again.text
        await again.press("f3", "escape")
        await again.on(HomeScreen)
        await again.press("enter")
        await again.on(Attendance)
        assert "0 people are here" in again.text
        await again.press("enter")
        assert "Tick who is here first" in again.words
        await again.burst(*"henry", "enter", "enter")
        await again.on(RoomScreen)
        assert [one.name for one in again.room.present] == ["Henry Porter"]


async def test_two_of_one_name_are_asked_about_once(at_the_door: Hand) -> None:
    hand = at_the_door
    many = len(hand.room.network.members)
    await hand.write("Henry Porter")
    await hand.press("f2")
    assert "There is Henry Porter already" in hand.words
    await hand.press("enter")
    assert "Henry Porter is not here" in hand.words
    assert len(hand.room.network.members) == many
    await hand.write("henry porter, Elsewhere")
    await hand.press("f2", "f2")
    assert len(hand.room.network.members) == many + 1
    assert any("henry porter (Elsewhere)" in name for name in hand.board)
    assert any("Henry Porter (Reedbank Home Care)" in name for name in hand.board)


async def test_another_organisation_after_a_comma_is_asked_about_too(at_the_door: Hand) -> None:
    hand = at_the_door
    many = len(hand.room.network.members)
    await hand.say("Henry Porter, Elsewhere")
    assert "There is Henry Porter already" in hand.words
    await hand.press("enter")
    assert "Henry Porter is not here" in hand.words
    await hand.say("henry porter, reedbank")
    assert "Henry Porter is here" in hand.words
    assert len(hand.room.network.members) == many


async def test_enter_is_for_whom_the_bar_is_on(at_the_door: Hand) -> None:
    hand = at_the_door
    for name in ("Daan Mulder", "Els Mulder"):
        await hand.say(name)
    await hand.write("mulder")
    await hand.press("down", "down", "enter")
    assert "Els Mulder is not here" in hand.words
    await hand.say("Els Mulder, Elsewhere")
    await hand.press("f2")
    await hand.say("els")
    assert "Which one?" in hand.words
    await hand.press("down", "enter")
    assert "Els Mulder is here" in hand.words


async def test_who_is_already_called_so_is_shown_while_it_is_asked(at_the_door: Hand) -> None:
    await at_the_door.say("Henry Porter, Elsewhere")
    assert "There is Henry Porter already" in at_the_door.words
    assert "Nobody of that name" not in at_the_door.words


async def test_who_left_is_not_at_the_door_and_comes_back(at_the_door: Hand) -> None:
    hand = at_the_door
    henk = called(hand, "Henry Porter")
    await card_of(hand, "henry")
    await fill(hand, left="today")
    await hand.press("enter")
    await hand.on(Attendance)
    assert "Henry Porter left the network." in hand.words
    await hand.press("f3", "f3", "enter")
    await hand.on(RoomScreen)
    assert henk.id not in hand.room.session.present
    await hand.press("f4")
    await hand.say("Henry Porter")
    assert "There is Henry Porter already" in hand.words
    await hand.press("enter")
    assert hand.room.member(henk.id) == henk
    assert hand.room.session.present[-1] == henk.id
    await hand.press("ctrl+z")
    gone = hand.room.member(henk.id)
    assert gone
    assert gone.left == DAY
    assert henk.id not in hand.room.session.present


async def test_undo_among_the_people_goes_no_further_than_them(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    await hand.press("f4", "ctrl+z")
    await hand.on(Attendance)
    assert "Nothing was done here" in hand.words
    assert hand.room.session.running


MENDED = (
    Introductions(id="intro", title="Wie", minutes=10),
    SpeedDates(id="dates", title="Dates", minutes=20, rounds=2),
    CheckOut(id="out", title="Uit", minutes=5),
)


async def test_a_mended_name_is_right_everywhere(staging: Staging, opening: Opening) -> None:
    """In the circle, on the board, in the plan of dates, with the actions, in the minutes."""
    staging(*MENDED, people=4)
    async with opening() as hand:
        await into_the_room(hand)
        await hand.press("pagedown")
        await hand.say("Handige")
        await hand.press("f2")
        await hand.say("sharon", "", "")
        await hand.on(RoomScreen)
        await hand.press("f4")
        await card_of(hand, "henk")
        await fill(hand, name="Hendrika Wit", organisation="Zonneweide")
        await hand.press("enter", "escape")
        await hand.on(RoomScreen)
        assert "Handige Hendrika" in hand.board
        room = await hand.on(RoomScreen)
        seen = [room.headline.words.big, " ".join(hand.board)]
        for _block in MENDED[1:]:
            await hand.press("ctrl+pagedown")
            seen.append(" ".join(hand.board))
        assert all("Hendrika" in words for words in seen)
        assert not any("Henk" in words for words in seen)
        minutes = markdown(session_document(hand.room, hand.clock.now()))
        assert "Hendrika Wit" in minutes
        assert "Zonneweide" in minutes
        assert "Henk" not in minutes


@pytest.fixture
async def among_people(demo_app: Hand) -> Hand:
    """At home, in the people of the demo's network, of which a session is ready."""
    await demo_app.press("p")
    await demo_app.on(People)
    return demo_app


async def test_the_people_of_a_network_with_what_is_known_of_them(among_people: Hand) -> None:
    hand = among_people
    assert "14 members" in hand.text
    assert "Reedbank Home Care · team coach" in hand.words
    await hand.say("henry")
    await hand.on(PersonCard)
    await hand.press("escape")
    await hand.on(People)
    await hand.write("Nieuwe Naam, Elders")
    await hand.press("enter")
    assert called(hand, "Nieuwe Naam").organisation == "Elders"
    assert "15 members" in hand.text
    await hand.press("ctrl+z")
    assert "Undone: somebody’s details: Nieuwe Naam, Elders" in hand.words
    await hand.press("ctrl+y")
    assert "15 members" in hand.text
    await hand.press("escape")
    await hand.on(HomeScreen)
    await hand.until(lambda: "15 members" in hand.text)


async def test_who_leaves_the_network_leaves_actions_to_somebody(among_people: Hand) -> None:
    hand = among_people
    action, *_more = [a for a in hand.room.network.actions if a.is_open and len(a.owners) > 1]
    leaver, other = (hand.room.name(one) for one in action.owners[:2])
    member = called(hand, leaver)
    front = await hand.on(People)
    for _row in hand.board:
        if front.board_view.selected != member.id:
            await hand.press("down")
    await hand.press("f8")
    assert f"{leaver} left the network." in hand.words
    assert action.text in hand.words
    assert other in hand.words
    assert "13 members" in hand.text
    await hand.press("f8")
    assert f"{leaver} is of the network again." in hand.words
    assert hand.room.member(member.id) == member
    await hand.press("ctrl+z", "ctrl+z")
    assert hand.room.member(member.id) == member
    await hand.press("ctrl+y")
    assert "13 members" in hand.text


async def test_a_network_without_a_session_is_tended_too(empty_app: Hand, opening: Opening) -> None:
    hand = empty_app
    await hand.press("n")
    await hand.say("Noord", "", "")
    await hand.on(PickAgenda)
    await hand.press("escape")
    await hand.on(HomeScreen)
    await hand.press("p")
    await hand.on(People)
    await hand.paste("Jan Bos, Zonneweide\nPiet\nPiet")
    assert [one.name for one in hand.room.network.members] == ["Jan Bos", "Piet", "Piet"]
    await hand.press("ctrl+z")
    assert len(hand.room.network.members) == 2
    await card_of(hand, "piet")
    await fill(hand, reach="06")
    await hand.press("enter")
    await hand.on(People)
    before = hand.room.network
    await hand.app.keeping.put_away()
    async with opening() as again:
        await again.press("p")
        await again.on(People)
        assert again.room.network == before
        await again.press("ctrl+z")
        assert "Nothing was done here" in again.words

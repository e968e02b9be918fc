"""People who do not know each other yet, brought together by real keys."""

from collections import Counter
from itertools import combinations
from threading import Event

import pytest

from sessions.blocks import CheckOut, NewConnections, SpeedDates
from sessions.blocks.speed_dates import Stage
from sessions.meetings import Odd
from sessions.network import Met
from sessions.planning import Asked, Planned
from tests.tui.conftest import Opening, Staging, into_the_room
from tests.tui.hand import Hand
from tui.screens.action import ActionForm
from tui.screens.attendance import Attendance
from tui.screens.home import HomeScreen
from tui.screens.room import RoomScreen
from tui.screens.who_met import WhoMet
from tui.screens.wishes import WishesScreen
from tui.screens.yields import YieldScreen
from tui.widgets.board_drawing import Drawing
from tui.widgets.board_view import BoardView
from tui.widgets.headline import Headline, Words


def dating(rounds: int = 3) -> SpeedDates:
    return SpeedDates(
        title="Speed dates", minutes=30, rounds=rounds, round_minutes=3, change_seconds=45
    )


def block(hand: Hand) -> SpeedDates:
    there = hand.room.session.blocks[0]
    assert isinstance(there, SpeedDates)
    return there


def words(hand: Hand) -> Words:
    return hand.app.screen.query_one(Headline).words


def struck(hand: Hand) -> int:
    """How many meetings the board says did not take place."""
    lanes = hand.app.screen.query_one(BoardView).board.lanes
    return sum(row.aside == "did not take place" for lane in lanes for row in lane.rows)


def met_in(hand: Hand, place: int) -> bool:
    """Whether the first two of a round have met."""
    met = {frozenset(c.people) for c in hand.room.met_today}
    return frozenset(block(hand).plan[place].groups[0].people) in met


async def planned(hand: Hand) -> None:
    """Until the rounds to come are there."""
    await hand.until(lambda: block(hand).asks(hand.room) is None, "the plan")


async def a_round(hand: Hand, *, talk: float = 180) -> None:
    """People change places and talk; both clocks run out."""
    await hand.later(seconds=45)
    assert block(hand).stage is Stage.TALK
    await hand.later(seconds=talk)


async def test_who_goes_home_while_it_is_planned_comes_back_to_a_plan(
    opening: Opening, staging: Staging, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_end, plan = Event(), Event(), Asked.planned

    def waits(asked: Asked) -> Planned:
        begun.set()
        may_end.wait()
        return plan(asked)

    monkeypatch.setattr(Asked, "planned", waits)
    staging(dating(), people=12)
    async with opening() as hand:
        await hand.press("enter")
        await hand.on(Attendance)
        await hand.burst_until(begun.is_set, "enter")
        await hand.burst_until(lambda: isinstance(hand.app.screen, HomeScreen), "ctrl+o")
        may_end.set()
        await hand.settle()
        await hand.press("enter")
        await hand.on(RoomScreen)
        await planned(hand)
        assert words(hand).big == "Everybody meets 3 new people"


async def test_thirty_one_people_meet(opening: Opening, staging: Staging) -> None:
    """Two come late, one leaves early; five rounds, the debrief, new connections, the figures."""
    staging(dating(5), NewConnections(title="New connections", minutes=5), people=31)
    async with opening() as hand:
        await into_the_room(hand)
        await planned(hand)
        assert words(hand).big == "Everybody meets 5 new people"
        await hand.press("pagedown")
        await a_round(hand)
        await _comes(hand, "Laura Laat")
        await a_round(hand)
        await hand.later(seconds=45)
        await _comes(hand, "Tom Traag")
        assert any("Now together at" in line for line in words(hand).below)
        await _leaves(hand, "Henk")
        await hand.later(seconds=180)
        await planned(hand)
        for _ in range(2):
            await a_round(hand)
        assert block(hand).stage is Stage.DEBRIEF
        met = Counter(frozenset(c.people) for c in hand.room.met_today)
        assert set(met.values()) == {1}
        assert len(hand.room.present) == 32
        _check_rounds(hand)
        await _debrief(hand)
        await _new_connections(hand)
        await hand.press("pagedown")
        await hand.on(YieldScreen)
        known = len({frozenset(c.people) for c in hand.room.network.connections})
        share = round(100 * known / (33 * 32 / 2))
        assert f"{share}% of all pairs now" in hand.words
        await hand.press("enter")
        await hand.until(lambda: hand.room.session.closed is not None)


async def _comes(hand: Hand, name: str) -> None:
    await hand.press("f4")
    await hand.on(Attendance)
    await hand.say(name)
    await hand.press("enter")
    await hand.on(RoomScreen)


async def _leaves(hand: Hand, name: str) -> None:
    await hand.press("f4")
    await hand.on(Attendance)
    await hand.write(name)
    await hand.press("enter", "enter")
    await hand.on(RoomScreen)
    assert "henk" not in hand.room.session.present


def _check_rounds(hand: Hand) -> None:
    """Everybody who was there in a round had a place in it, and nobody met twice."""
    plan = block(hand).plan
    assert [len(one.people) for one in plan] == [31, 32, 32, 32, 32]
    pairs = Counter(
        frozenset(two) for one in plan for g in one.groups for two in combinations(g.people, 2)
    )
    assert max(pairs.values()) == 1


async def _debrief(hand: Hand) -> None:
    await hand.later(seconds=5)
    await hand.press("pagedown")
    about = block(hand).circle.current
    one, two = [p for p in ("sharon", "vera", "ijsbrand") if p != about][:2]
    await hand.say(f"sings in a choir @{one}")
    await hand.say(f"looks for another job @{two}")
    first, second = hand.answers[-2:]
    assert (first.about, first.by, second.by) == (about, one, two)
    await hand.say(f"of themselves @{about}")
    assert "somebody else tells" in hand.words
    assert hand.answers[-1] == second
    await hand.press("ctrl+u")
    await hand.press("f12")
    assert hand.answers[-1].confidential
    assert "1 confidential" in hand.words
    assert "another job" not in hand.words
    await hand.press("up", "enter")
    assert "another job" not in hand.words
    await hand.press("escape", "f2")
    await hand.on(ActionForm)
    assert "another job" not in hand.words
    await hand.press("escape")
    await hand.on(RoomScreen)
    await hand.press("ctrl+pagedown")


async def _new_connections(hand: Hand) -> None:
    assert hand.block == "new_connections"
    before = len(hand.room.met_today)
    await hand.say("Amina, Bram")
    assert len(hand.room.met_today) == before + 1
    assert hand.room.met_today[-1].met is Met.NEW_CONNECTION


# Wishes -------------------------------------------------------------------------------------


async def test_wishes_are_set_in_the_room(opening: Opening, staging: Staging) -> None:
    staging(dating(), people=6)
    async with opening() as hand:
        await into_the_room(hand)
        await planned(hand)
        await hand.press("f3")
        await hand.on(WishesScreen)
        await _write_over(hand, "4", "2,5", "3")
        await hand.press("space", "down", "space", "down")
        await _write_over(hand, "Henk, Zoë", "Sharon, Vera", "Amina", "table 1, the corridor")
        assert "Sharon, Vera" not in hand.text, "who is kept apart is never readable"
        await hand.press("enter")
        await hand.on(RoomScreen)
        await planned(hand)
        there = block(hand)
        assert (there.rounds, there.round_minutes, there.groups_of) == (4, 2.5, 3)
        assert there.odd is Odd.SIT_OUT
        assert not there.other_organisation
        assert (there.must_meet, there.keep_apart) == ((("henk", "zoë"),), (("sharon", "vera"),))
        assert there.keep_seat == ("amina",)
        assert hand.room.network.spots == ("table 1", "the corridor")
        groups = [set(g.people) for one in there.plan for g in one.groups]
        assert any({"henk", "zoë"} <= group for group in groups)
        assert not any({"sharon", "vera"} <= group for group in groups)
        await hand.press("f3")
        await hand.on(WishesScreen)
        assert "1 pair" in hand.words
        await hand.press("enter")
        assert block(hand) == there, "what is not changed stays"


async def test_wishes_about_who_is_not_here_stand_beside_the_others_and_are_told(
    opening: Opening, staging: Staging
) -> None:
    staging(dating(), people=6)
    async with opening(size=(120, 40)) as hand:
        await into_the_room(hand)
        await planned(hand)
        await hand.press("f3", *["down"] * 5)
        await _write_over(hand, "Henk, Zoë", "Sharon, Henk", "Henk, Amina")
        await hand.press("enter")
        await hand.on(RoomScreen)
        await _leaves(hand, "Henk")
        await planned(hand)
        await hand.press("f3")
        await hand.on(WishesScreen)
        assert "Henk + Zoë: not both are here." in hand.words
        await _write_over(hand, "2")
        await hand.press(*["down"] * 4)
        await _write_over(hand, "Henk, Zoë; Vera, Henk; Amina, Vera")
        await hand.press("enter")
        await hand.on(RoomScreen)
        await planned(hand)
        there = block(hand)
        assert there.rounds == 2
        assert there.must_meet == (("henk", "zoë"), ("vera", "henk"), ("amina", "vera"))
        assert (there.keep_apart, there.keep_seat) == ((("sharon", "henk"),), ("henk", "amina"))
        groups = [set(g.people) for one in there.plan for g in one.groups]
        assert any({"amina", "vera"} <= group for group in groups)


async def _write_over(hand: Hand, *texts: str) -> None:
    for text in texts:
        await hand.press("end", "ctrl+u")
        await hand.write(text)
        await hand.press("down")


@pytest.mark.parametrize(("line", "text"), [(0, "many"), (5, "Nobody, Henk"), (1, "0")])
async def test_what_is_not_understood_is_told_and_changes_nothing(
    opening: Opening, staging: Staging, line: int, text: str
) -> None:
    staging(dating(), people=4)
    async with opening() as hand:
        await into_the_room(hand)
        await planned(hand)
        before = hand.room
        await hand.press("f3")
        await hand.on(WishesScreen)
        await hand.press(*["down"] * line)
        await _write_over(hand, text)
        await hand.press("enter")
        assert isinstance(hand.app.screen, WishesScreen)
        assert "can’t be used" in hand.words or "is clear" in hand.words
        await hand.press("escape")
        assert hand.room == before


async def test_what_cannot_be_had_is_said_before_the_rounds(
    opening: Opening, staging: Staging
) -> None:
    staging(dating(4), people=4)
    async with opening() as hand:
        await into_the_room(hand)
        await planned(hand)
        assert "In 4 rounds with 4 people 2 pairs meet more than once." in words(hand).below


# What counts --------------------------------------------------------------------------------


async def test_rounds_clicked_through_do_not_count_unless_the_facilitator_says_so(
    opening: Opening, staging: Staging
) -> None:
    staging(dating(2), CheckOut(title="Out", minutes=5), people=4)
    async with opening(size=(120, 40)) as hand:
        await into_the_room(hand)
        await planned(hand)
        await hand.press("pagedown", "pagedown", "pagedown")
        assert any("too short to count" in line for line in words(hand).below)
        assert not hand.room.met_today
        await a_round(hand)
        assert len(hand.room.met_today) == 2
        assert (struck(hand), met_in(hand, 0)) == (0, True), "they met in the next round"
        await hand.press("f3")
        await hand.on(WhoMet)
        await hand.press("space", "enter")
        await hand.on(RoomScreen)
        assert (struck(hand), met_in(hand, 0)) == (1, False)
        await hand.press("ctrl+z")
        assert (struck(hand), met_in(hand, 0)) == (0, True)


async def test_between_rounds_what_did_not_take_place_is_struck_and_may_be_planned_again(
    opening: Opening, staging: Staging
) -> None:
    staging(dating(4), people=4)
    async with opening(size=(120, 40)) as hand:
        await into_the_room(hand)
        await planned(hand)
        assert "In 4 rounds with 4 people 2 pairs meet more than once." in words(hand).below
        await hand.press("pagedown")
        await a_round(hand)
        await hand.later(seconds=2)
        await hand.press("f8")
        await hand.on(WhoMet)
        await hand.press("space", "down", "space", "enter")
        await hand.on(RoomScreen)
        await planned(hand)
        assert not hand.room.met_today
        assert not block(hand).cautions, "three rounds are left, and three people to meet"
        assert len(block(hand).plan) == 4
        await hand.press("ctrl+z")
        assert len(hand.room.met_today) == 2


async def test_the_plan_is_undone_with_what_made_it(opening: Opening, staging: Staging) -> None:
    staging(dating(), people=5)
    async with opening() as hand:
        await into_the_room(hand)
        await planned(hand)
        before = hand.room
        await _comes(hand, "Laat")
        await planned(hand)
        assert len(block(hand).plan[0].people) == 6
        await hand.press("ctrl+z")
        assert hand.room == before
        await hand.press("ctrl+y")
        assert len(block(hand).plan[0].people) == 6


# Who goes where -----------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("people", [8, 31, 60])
async def test_everybody_comes_by_on_some_page(
    opening: Opening, staging: Staging, people: int, size: tuple[int, int]
) -> None:
    staging(dating(1), people=people)
    async with opening(size=size) as hand:
        await into_the_room(hand)
        await planned(hand)
        await hand.press("pagedown")
        view = hand.app.screen.query_one(BoardView)
        made = Drawing(view.board, "", *view.content_size).in_pages()
        rows = [row.id for page in made for column in page for row, _ in column]
        assert rows == [row.id for row in view.board.lanes[0].rows]
        assert sorted(rows) == sorted(hand.room.session.present)
        seen = set()
        for _ in made:
            seen.add(hand.text)
            await hand.later(seconds=6)
        assert len(seen) >= len(made)


async def test_by_name_or_by_spot(opening: Opening, staging: Staging) -> None:
    staging(dating(1), people=4)
    async with opening(size=(200, 60)) as hand:
        await into_the_room(hand)
        await planned(hand)
        assert [row.split(" ")[0] for row in hand.board] == ["Henk", "IJsbrand", "Sharon", "Vera"]
        await hand.press("tab")
        assert [row.split(":")[0] for row in hand.board] == ["1", "2"]
        await hand.press("ctrl+o")
        await hand.on(HomeScreen)


async def test_what_is_confidential_is_hidden_where_everybody_has_a_row(
    opening: Opening, staging: Staging
) -> None:
    staging(CheckOut(title="Out", minutes=5), people=2)
    async with opening() as hand:
        await into_the_room(hand)
        await hand.press("pagedown")
        await hand.say("ik ga weg")
        assert "Henk: ik ga weg" in hand.board
        await hand.press("f12")
        assert "Henk: confidential" in hand.board

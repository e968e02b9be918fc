"""Who is in the network: joined, mended, gone, back; and what that leaves as it was."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions import attendance, people, running
from sessions.blocks import KINDS, SpeedDates
from sessions.blocks.actions import agree
from sessions.blocks.base import InTurn
from sessions.blocks.next_date import all_say_yes, fix
from sessions.errors import DayError, DayIs, EmptyTextError, TextTooLongError
from sessions.network import Member
from sessions.partners import propose
from sessions.room import Room
from tests.rooms import MINUTE, START, begun_room, member, one_of_each, planned_room
from tests.strategies import hostile_texts

LATER = START + 10 * MINUTE
TODAY = LATER.astimezone().date()
DAY = timedelta(days=1)
HENK = member("Henk")


def test_who_joins_is_not_here_until_they_are_ticked(room_with_people: Room) -> None:
    room = people.join(room_with_people, LATER, name="Jan Bos", organisation="Zonneweide")
    new = room.network.members[-1]
    assert (new.name, new.organisation, new.guest) == ("Jan Bos", "Zonneweide", False)
    assert (new.since, new.n) == (TODAY, 7)
    assert new.id not in room.session.present
    guest = people.join(room, LATER, name="Piet", guest=True).network.members[-1]
    assert guest.guest
    assert not guest.belongs(TODAY)


def test_somebody_is_mended_in_their_place(running_room: Room) -> None:
    henk = running_room.member("henk")
    assert henk
    new = henk.but(name=" Hendrik \x1b[2J", role="coach", reach="h@x.nl", trait="Handige")
    room = people.mend(running_room, LATER, member=new)
    assert room.name("henk") == "Hendrik ␛[2J"
    assert [one.id for one in room.network.members] == [
        one.id for one in running_room.network.members
    ]
    assert room.session == running_room.session
    assert people.mend(room, LATER, member=member("nobody")) is room


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"name": " "}, EmptyTextError),
        ({"name": "x" * 201}, TextTooLongError),
        ({"reach": "x" * 201}, TextTooLongError),
    ],
)
def test_a_card_that_cant_be_kept(wrong: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        people.mended(HENK, HENK.but(**wrong), LATER)


@pytest.mark.parametrize(
    ("since", "left", "wrong"),
    [
        (TODAY + DAY, None, DayIs.TO_COME),
        (None, TODAY + DAY, DayIs.TO_COME),
        (TODAY, TODAY - DAY, DayIs.BEFORE_COMING),
    ],
)
def test_days_that_cant_be(since: date | None, left: date | None, wrong: DayIs) -> None:
    with pytest.raises(DayError) as raised:
        people.mended(HENK, HENK.but(since=since, left=left), LATER)
    assert raised.value.wrong is wrong


def test_a_guest_becomes_a_member_today() -> None:
    guest = HENK.but(guest=True, since=TODAY - 30 * DAY)
    joined = people.mended(guest, guest.but(guest=False), LATER)
    assert joined.since == TODAY
    assert not joined.belongs(TODAY - DAY)
    earlier = guest.but(guest=False, since=TODAY - DAY)
    assert people.mended(guest, earlier, LATER).since == TODAY - DAY


def test_who_left_was_of_the_network_until_that_day(running_room: Room) -> None:
    room = people.leave_network(running_room, LATER, member="henk")
    henk = room.member("henk")
    assert henk
    assert henk.left == TODAY
    assert henk.belongs(TODAY)
    assert not henk.belongs(TODAY + DAY)
    assert room.session == running_room.session
    assert people.come_back(room, LATER, member="henk").network == running_room.network
    assert people.leave_network(room, LATER, member="nobody") is room


def test_who_left_and_came_back_was_away_between_and_since_stays(running_room: Room) -> None:
    since = running_room.network.members[0].since
    room = running_room
    for months in (1, 3):
        left = LATER + 30 * months * DAY
        room = people.leave_network(room, left, member="henk")
        room = people.come_back(room, left + 20 * DAY, member="henk")
    henk = room.member("henk")
    assert henk
    assert (henk.since, henk.left, len(henk.away)) == (since, None, 2)
    for months in (1, 3):
        gone = TODAY + 30 * months * DAY
        days = {n: henk.belongs(gone + n * DAY) for n in (0, 1, 19, 20)}
        assert days == {0: True, 1: False, 19: False, 20: True}
    assert people.come_back(room, LATER, member="henk") is room
    assert Member.model_validate_json(henk.model_dump_json()) == henk
    older = henk.model_dump(mode="json", exclude={"away"})
    assert Member.model_validate(older) == henk.but(away=())


def test_what_somebody_still_has_to_do(running_room: Room) -> None:
    room = agree(running_room, LATER, text="Bellen", owners=("henk", "vera"))
    room = agree(room, LATER, text="Schrijven", owners=("vera",))
    assert [one.text for one in people.open_actions(room.network, "henk")] == ["Bellen"]
    assert people.open_actions(room.network, "sharon") == ()


@given(hostile_texts, hostile_texts)
def test_whatever_is_typed_on_a_card_is_kept_clean_or_refused(name: str, reach: str) -> None:
    room = planned_room(2)
    henk = room.member("henk")
    assert henk
    try:
        mended = people.mend(room, LATER, member=henk.but(name=name, reach=reach)).member("henk")
    except (EmptyTextError, TextTooLongError):
        return
    assert mended
    assert people.mended(mended, mended, LATER) == mended
    assert Member.model_validate_json(mended.model_dump_json()) == mended


# Who comes and goes in every kind of block ------------------------------------------------------


def in_block(kind: str, *, here: int = 5, steps: int = 1) -> Room:
    """A room so far into a block of that kind, with what the group does there begun."""
    room = begun_room(here, *one_of_each())
    room = fix(room, START, day=date(2026, 5, 21), at=None)
    block = next(one for one in room.session.blocks if one.kind == kind)
    room = running.jump(room, START, block=block.id)
    for n in range(steps):
        inside = room.session.block
        assert inside
        room = inside.onward(room, START + n * MINUTE) or room
    return propose(all_say_yes(room, START), START)


def circle_of(room: Room) -> tuple[str | None, tuple[str, ...]]:
    """Who has the floor in the block, and who is in its circle."""
    block = room.session.block
    assert isinstance(block, InTurn)
    return block.circle.current, block.circle.order


def goes_on(room: Room) -> Room:
    """The room after everything that is still to come in the session; nothing stands still."""
    for n in range(200):
        if room.session.block is None:
            return room
        room = running.onward(room, LATER + n * MINUTE)
    raise AssertionError(room.session.block)


IN_TURN = ("introductions", "take_and_bring", "check_out")


@pytest.mark.parametrize("kind", IN_TURN)
def test_who_has_the_floor_leaves_and_comes_back(kind: str) -> None:
    room = in_block(kind)
    speaks, _order = circle_of(room)
    assert speaks
    left = attendance.leave(room, LATER, member=speaks)
    current, order = circle_of(left)
    assert current is None
    assert speaks not in order
    follows = running.onward(left, LATER)
    assert circle_of(follows)[0] not in {None, speaks}
    back = attendance.come(follows, LATER, member=speaks)
    assert circle_of(back)[1][-1] == speaks
    assert goes_on(back).session.block is None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("steps", [0, 1, 3])
def test_everybody_leaves_one_by_one_and_two_come_back(kind: str, steps: int) -> None:
    room = in_block(kind, steps=steps)
    answers = room.session.answers
    for n, who in enumerate(room.session.present):
        room = attendance.leave(room, LATER + n * MINUTE, member=who)
    assert room.session.present == ()
    assert room.session.answers == answers
    assert goes_on(room).session.block is None
    for who in ("vera", "henk"):
        room = attendance.come(room, LATER + 9 * MINUTE, member=who)
    assert room.session.present == ("vera", "henk")
    assert [one.left for one in room.session.here if one.member == "vera"][-1] is None
    assert goes_on(room).session.block is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_guest_comes_late_in_any_block(kind: str) -> None:
    room = attendance.add(in_block(kind), LATER, name="Gast", guest=True)
    guest = room.network.members[-1]
    assert room.session.present[-1] == guest.id
    assert room.session.here[-1].came == LATER
    if kind in IN_TURN:
        assert circle_of(room)[1][-1] == guest.id
    assert goes_on(room).session.block is None


def test_who_comes_while_the_debrief_runs_changes_nothing_of_what_was() -> None:
    room = in_block("speed_dates", steps=8)
    block = room.session.block
    assert isinstance(block, SpeedDates)
    assert block.circle.current
    met = room.met_today
    room = attendance.add(room, LATER, name="Laat")
    after = room.session.block
    assert isinstance(after, SpeedDates)
    assert after.plan == block.plan
    assert after.circle.current == block.circle.current
    assert room.met_today == met


@given(st.lists(st.integers(0, 6), max_size=8), st.sampled_from(KINDS))
def test_whoever_comes_and_goes_in_whatever_order(moves: list[int], kind: str) -> None:
    room = in_block(kind)
    everyone = [one.id for one in planned_room(7).network.members]
    network = planned_room(7).network.members
    room = room.in_network(members=network)
    for n, pick in enumerate(moves):
        who = everyone[pick]
        change = attendance.leave if who in room.session.present else attendance.come
        room = change(room, LATER + n * MINUTE, member=who)
    block = room.session.block
    if isinstance(block, InTurn):
        assert set(block.circle.order) == set(room.session.present)
    assert goes_on(room).session.block is None

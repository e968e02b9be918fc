"""The pace, and the rest of the agenda fitted into the time left."""

from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sessions import running
from sessions.base import ZERO
from sessions.blocks import ActionReview, Block, Plenary
from sessions.pace import Fit, Share, apply_fit, coming, fit, minutes_late, pace
from sessions.room import Room
from tests.rooms import MINUTE, SECOND, START, begun_room, planned_room
from tests.strategies import agendas


def part(id_: str, minutes: float, least: float | None = None, *, is_break: bool = False) -> Block:
    needs = minutes / 2 if least is None else least
    return Plenary(id=id_, title=id_, minutes=minutes, least=needs, is_break=is_break)


def gets(room: Room, late: timedelta) -> dict[str, float]:
    """The minutes each block to come gets when the first one runs `late` over its time."""
    found = fit(room.session, START + room.session.blocks[0].timer.length + late)
    return {share.block.id: share.gets / MINUTE for share in found.shares}


def test_on_time_nothing_changes() -> None:
    room = begun_room(2, part("a", 10), part("b", 10))
    there = pace(room.session, START + 5 * MINUTE)
    assert there.ends == there.promised == START + 20 * MINUTE
    assert there.late == ZERO
    found = fit(room.session, START + 5 * MINUTE)
    assert not found.changes
    assert found.short == ZERO
    assert apply_fit(room, START + 5 * MINUTE) == room


def test_overtime_and_pauses_make_it_late_and_haste_makes_it_early() -> None:
    room = begun_room(2, part("a", 10), part("b", 10))
    assert pace(room.session, START + 14 * MINUTE).late == 4 * MINUTE
    paused = running.pause(room, START + MINUTE)
    assert pace(paused.session, START + 3 * MINUTE).late == 2 * MINUTE
    early = running.onward(room, START + 7 * MINUTE)
    assert minutes_late(pace(early.session, START + 8 * MINUTE)) == -3


def test_before_it_begins_it_ends_as_planned_and_closed_it_has_ended() -> None:
    room = planned_room(2, blocks=[part("a", 10), part("b", 10)])
    assert pace(room.session, START).ends == START + 20 * MINUTE
    closed = running.close(running.begin(room, START), START + 5 * MINUTE)
    there = pace(closed.session, START + 90 * MINUTE)
    assert there.ends == START + 5 * MINUTE
    assert there.late == -15 * MINUTE


def test_what_is_skipped_is_not_to_come() -> None:
    room = begun_room(2, part("a", 10), part("b", 10), part("c", 10))
    room = running.skip(room, START, block="b")
    assert [block.id for block in coming(room.session)] == ["c"]
    assert pace(room.session, START).late == -10 * MINUTE


def test_breaks_give_first_then_all_in_proportion() -> None:
    room = begun_room(
        2, part("a", 10), part("b", 20, 5), part("p", 10, 5, is_break=True), part("c", 10, 1)
    )
    assert gets(room, 3 * MINUTE) == {"b": 20, "p": 7, "c": 10}
    assert gets(room, 8 * MINUTE) == {"b": 18, "p": 5, "c": 9}


def test_what_one_can_not_give_the_others_do() -> None:
    room = begun_room(2, part("a", 10), part("b", 10, 9), part("c", 10, 0))
    assert gets(room, 6 * MINUTE) == {"b": 9, "c": 5}


def test_what_can_not_be_found_is_told() -> None:
    room = begun_room(2, part("a", 10), part("b", 10, 9), part("c", 10, 8))
    found = fit(room.session, START + 20 * MINUTE)
    assert [share.gets for share in found.shares] == [9 * MINUTE, 8 * MINUTE]
    assert found.short == 7 * MINUTE
    assert fit(begun_room(2, part("a", 1)).session, START + 3 * MINUTE).short == 2 * MINUTE


@pytest.mark.parametrize("seconds", [1, 59, 61, 299])
def test_the_sum_is_right_to_the_second(seconds: int) -> None:
    room = begun_room(2, part("a", 10), *(part(f"b{n}", 7) for n in range(3)))
    late = seconds * SECOND
    fitted = apply_fit(room, START + 10 * MINUTE + late)
    assert pace(fitted.session, START + 10 * MINUTE + late).late == ZERO
    shares = [block.timer.length for block in coming(fitted.session)]
    assert max(shares) - min(shares) <= SECOND


def test_a_block_that_one_went_back_from_gives_too() -> None:
    room = begun_room(2, part("a", 10), part("b", 10, 2), part("c", 10, 8))
    there = running.onward(room, START + 10 * MINUTE)
    back = running.backward(there, START + 11 * MINUTE)
    fitted = apply_fit(back, START + 14 * MINUTE)
    assert pace(back.session, START + 14 * MINUTE).late == 3 * MINUTE
    assert pace(fitted.session, START + 14 * MINUTE).late == ZERO


def test_what_was_shown_leaves_the_block_alone_that_the_room_went_into() -> None:
    room = begun_room(2, part("a", 10), part("b", 10), part("c", 10))
    late = START + 14 * MINUTE
    shown = fit(room.session, late)
    there = running.onward(room, late)
    fitted = apply_fit(there, late, shown=shown)
    assert [block.timer.length for block in fitted.session.blocks[1:]] == [10 * MINUTE, 8 * MINUTE]


@example(
    (ActionReview(title="a", minutes=1), ActionReview(title="b", minutes=1.55)),
    timedelta(seconds=105, microseconds=4),
    ["onward", "onward", "backward", "onward", "backward", "backward"],
).via("47.4 of the 46.5 seconds that it needs: no whole one to give")
@given(
    agendas,
    st.timedeltas(ZERO, timedelta(hours=3)),
    st.lists(st.sampled_from(("onward", "backward", "pause_or_resume")), max_size=8),
)
def test_whatever_happened_the_fit_holds_its_promises(
    agenda: tuple[Block, ...], later: timedelta, happens: list[str]
) -> None:
    room, now = begun_room(3, *agenda), START
    for what in happens:
        now += later / (1 + len(happens))
        room = getattr(running, what)(room, now)
    before = pace(room.session, now).late
    found = fit(room.session, now)
    fitted = apply_fit(room, now)
    after = pace(fitted.session, now).late
    _keeps_minimums(found)
    if before <= ZERO:
        assert fitted == room
    else:
        assert after <= found.short
        assert after > found.short - SECOND * (1 + len(found.shares))
    if found.short:
        assert not any(map(_can_give, found.shares))


def _keeps_minimums(found: Fit) -> None:
    for share in found.shares:
        assert share.gets <= share.has
        if share.gets != share.has:
            assert share.gets >= share.block.minimum
            assert share.gets % SECOND == ZERO
    taken = [share for share in found.shares if share.gets != share.has]
    if any(not share.block.gives_first for share in taken):
        spared = [share for share in found.shares if share.block.gives_first]
        assert not any(map(_can_give, spared))


def _can_give(share: Share) -> bool:
    """Whether it could be a whole second shorter: it counts in those, and so does what it needs."""
    return share.gets // SECOND > -(-share.block.minimum // SECOND)

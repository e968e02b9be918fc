"""Speed dates as stages: change, talk, change, talk … debrief; people come and go at any."""

from collections import Counter
from datetime import timedelta
from itertools import combinations
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions import attendance, running
from sessions.blocks import Plenary, SpeedDates
from sessions.blocks.base import skip_turn
from sessions.blocks.speed_dates import Stage, dates_of
from sessions.connecting import connect, spoken
from sessions.network import Met
from sessions.room import Room
from tests.rooms import MINUTE, SECOND, START, begun_room

NEXT = Plenary(id="next", title="next", minutes=10)


def dating(people: int, rounds: int = 3, *, moves_on: bool = False) -> Room:
    block = SpeedDates(
        id="dates",
        title="Speeddate",
        minutes=20,
        rounds=rounds,
        round_minutes=2,
        change_seconds=30,
        heard_seconds=20,
        moves_on=moves_on,
    )
    return begun_room(people, block, NEXT)


def dates(room: Room) -> SpeedDates:
    return cast("SpeedDates", next(b for b in room.session.blocks if b.id == "dates"))


def on(room: Room, times: int = 1) -> Room:
    for _ in range(times):
        room = running.onward(room, START)
    return room


def stages(room: Room) -> list[tuple[Stage, int]]:
    """Every stage and round from here until the block is left, the debrief once."""
    been: list[tuple[Stage, int]] = []
    while room.session.at == "dates":
        at = (dates(room).stage, dates(room).at)
        if at not in been:
            been.append(at)
        room = on(room)
        assert len(been) < 200
    return been


def talks(room: Room) -> list[frozenset[str]]:
    return [frozenset(two) for r in dates(room).plan for g in r.groups for two in pairs(g.people)]


def pairs(people: tuple[str, ...]) -> list[tuple[str, ...]]:
    return list(combinations(people, 2))


def test_the_stages_come_in_order() -> None:
    assert stages(dating(6, 2)) == [
        (Stage.CHANGE, 0),
        (Stage.TALK, 0),
        (Stage.CHANGE, 1),
        (Stage.TALK, 1),
        (Stage.DEBRIEF, 1),
    ]


def test_nobody_meets_twice_and_every_meeting_counts_once() -> None:
    room = on(dating(6, 5), 10)
    assert dates(room).stage is Stage.DEBRIEF
    assert Counter(frozenset(c.people) for c in room.network.connections) == Counter(talks(room))
    assert set(Counter(talks(room)).values()) == {1}
    assert len(room.met_today) == 15


@pytest.mark.parametrize(("people", "known"), [(0, []), (1, [])])
def test_with_nobody_to_meet_one_goes_on_to_the_next_block(people: int, known: list[str]) -> None:
    room = dating(people)
    assert dates(room).plan == ()
    assert dates(room).turn() is None
    assert on(room).session.at == "next"
    assert dates_of(dates(room), "henk") == tuple(known)


def test_two_people_and_three_do_what_they_can() -> None:
    for people in (2, 3):
        room = on(dating(people, 1), 2)
        assert dates(room).stage is Stage.DEBRIEF
        assert len(room.met_today) == len(pairs(room.session.present))


def test_getting_ready_has_no_clock_and_every_later_change_has() -> None:
    room = dating(4)
    assert not dates(room).clock.running
    room = on(room, 2)
    assert dates(room).stage is Stage.CHANGE
    assert dates(room).clock.running
    assert dates(room).clock.length == 30 * SECOND


def test_half_way_it_is_the_other_ones_turn() -> None:
    block = dates(on(dating(4)))
    assert not block.half(START + MINUTE - SECOND)
    assert block.half(START + MINUTE)
    assert not dates(dating(4)).half(START + 90 * MINUTE)


def test_on_one_clock_it_goes_through_all_rounds_by_itself() -> None:
    room, at = on(dating(4, 2, moves_on=True)), []
    for second in range(1, 1000):
        now = START + second * SECOND
        there = room.session.block
        if there is not None and there.wants_onward(now):
            room = running.onward(room, now)
            at.append((second, dates(room).stage))
    assert at[:3] == [(120, Stage.CHANGE), (150, Stage.TALK), (270, Stage.DEBRIEF)]
    assert len(at) == 3
    room = running.onward(room, START + 1000 * SECOND)
    assert dates(room).wants_onward(START + 1020 * SECOND)


@pytest.mark.parametrize("times", range(9))
def test_a_pause_in_each_stage_stops_all_and_a_resume_goes_on(times: int) -> None:
    room = on(dating(4, 2), times)
    if room.session.at != "dates":
        room = running.jump(room, START, block="dates")
    ran = dates(room).clock.running, dates(room).circle.timer.running
    paused = running.pause_or_resume(room, START + 10 * SECOND)
    there = dates(paused)
    assert not any(clock.running for clock in (there.timer, there.clock, there.circle.timer))
    again = dates(running.pause_or_resume(paused, START + 5 * MINUTE))
    assert (again.clock.running, again.circle.timer.running) == ran
    for clock in (again.clock, again.circle.timer):
        if clock.running:
            assert clock.elapsed(START + 5 * MINUTE + SECOND) == 11 * SECOND


def test_one_goes_back_through_all_stages_and_what_was_counted_stays() -> None:
    room = on(dating(4, 2), 6)
    assert dates(room).circle.current is not None
    back = []
    for _ in range(7):
        room = running.backward(room, START)
        back.append((dates(room).stage, dates(room).at, dates(room).circle.current is None))
    assert [one[:2] for one in back[2:]] == [
        (Stage.TALK, 1),
        (Stage.CHANGE, 1),
        (Stage.TALK, 0),
        (Stage.CHANGE, 0),
        (Stage.CHANGE, 0),
    ]
    assert all(nobody for *_, nobody in back[1:])
    assert len(room.met_today) == 4
    room = on(room, 5)
    assert len(room.met_today) == 4
    assert dates(room).circle.timer.running


def test_who_comes_in_round_two_is_in_every_round_to_come() -> None:
    room = on(dating(5, 4), 3)
    assert (dates(room).stage, dates(room).at) == (Stage.TALK, 1)
    been = dates(room).plan[:2]
    room = attendance.add(room, START, name="Laat")
    late = room.session.present[-1]
    plan = dates(room).plan
    assert plan[:2] == been
    assert len(plan) == 4
    for one in plan[2:]:
        assert late in {p for g in one.groups for p in g.people}
    assert stages(room)[-1] == (Stage.DEBRIEF, 3)


def test_who_leaves_in_round_three_is_in_none_to_come() -> None:
    room = on(dating(6, 5), 5)
    assert (dates(room).stage, dates(room).at) == (Stage.TALK, 2)
    leaver = room.session.present[0]
    room = attendance.leave(room, START, member=leaver)
    for one in dates(room).plan[3:]:
        assert leaver not in {p for g in one.groups for p in g.people} | set(one.out)
    assert len(dates(room).plan) == 5
    assert len(dates_of(dates(on(room)), leaver)) == 3


def test_when_all_but_one_leave_the_debrief_is_next_and_not_an_empty_round() -> None:
    room = on(dating(4, 3), 2)
    room = attendance.tick(room, START, members=room.session.present[:1])
    assert len(dates(room).plan) == 1
    assert stages(room) == [(Stage.CHANGE, 1), (Stage.DEBRIEF, 0)]
    assert dates(running.backward(on(room), START)).stage is Stage.TALK


def test_who_comes_when_all_had_left_is_planned_for() -> None:
    room = dating(1)
    room = attendance.add(room, START, name="Twee")
    assert len(dates(room).plan) == 3
    assert stages(room)[-1] == (Stage.DEBRIEF, 2)


def test_who_spoke_before_comes_after_who_never_did() -> None:
    room = dating(4, 2)
    a, b, c, d = room.session.present
    earlier = connect(room, START, groups=[(a, b), (c, d)], met=Met.SPEED_DATE).network
    old = tuple(one.but(session="second") for one in earlier.connections)
    fresh = room.in_network(connections=old)
    planned = dates(fresh).but(plan=()).prepare(fresh)
    met = {frozenset(g.people) for r in planned.plan for g in r.groups}
    assert met.isdisjoint({frozenset((a, b)), frozenset((c, d))})


def test_back_and_planned_anew_nobody_meets_again_whom_they_met_today() -> None:
    room = back = on(dating(6, 3), 4)
    for _ in range(4):
        back = running.backward(back, START)
    assert (dates(back).stage, dates(back).at) == (Stage.CHANGE, 0)
    assert dates(back).plan == dates(room).plan
    met = spoken(back.network)
    assert len(met) == 6
    back = attendance.add(attendance.add(back, START, name="Laat"), START, name="Later")
    assert met.isdisjoint(talks(back))


def test_a_plan_for_the_same_people_stays_as_the_room_has_seen_it() -> None:
    room = on(dating(5, 3), 2)
    again = running.jump(running.next_block(room, START), START, block="dates")
    assert dates(again).plan == dates(room).plan


def test_a_talk_that_is_left_took_place() -> None:
    for leave in (running.next_block, running.close):
        room = leave(on(dating(4, 1)), START + MINUTE)
        assert len(room.met_today) == 2
    assert not running.next_block(dating(4, 1), START).met_today


def test_in_the_debrief_everybody_is_asked_once() -> None:
    room, asked = on(dating(4, 1), 2), []
    while on(room).session.at == "dates":
        room = on(room)
        asked.append(dates(room).circle.current)
    assert asked == [*room.session.present, None]


def test_who_is_skipped_in_the_debrief_is_asked_last() -> None:
    room = on(dating(3, 1), 3)
    first, second, _ = room.session.present
    room = skip_turn(running.pause(room, START), START)
    assert dates(room).circle.current == second
    assert dates(room).circle.waiting[-1] == first
    assert dates(room).timer.running
    talking = on(dating(3, 1))
    assert skip_turn(talking, START) == talking


def test_whom_somebody_met_follows_from_the_rounds_that_have_been() -> None:
    room = dating(4, 3)
    first = room.session.present[0]
    assert dates_of(dates(room), first) == ()
    room = on(room, 2)
    assert len(dates_of(dates(room), first)) == 1
    room = on(room, 4)
    assert sorted(dates_of(dates(room), first)) == sorted(room.session.present[1:])


happenings = st.lists(
    st.sampled_from(("onward", "onward", "onward", "backward", "come", "leave", "pause")),
    max_size=20,
)


@settings(max_examples=40)
@given(st.integers(0, 4).map(lambda half: 2 * half), st.integers(1, 4), happenings)
def test_whatever_happens_every_round_to_come_has_everybody_once(
    people: int, rounds: int, happens: list[str]
) -> None:
    room, now = dating(people, rounds), START
    for what in happens:
        now += timedelta(seconds=7)
        if what == "come":
            room = attendance.add(attendance.add(room, now, name="A"), now, name="B")
        elif what == "leave":
            room = attendance.tick(room, now, members=room.session.present[2:])
        elif what == "pause":
            room = running.pause_or_resume(room, now)
        else:
            room = getattr(running, what)(room, now)
        block = dates(room)
        if room.session.at != "dates":
            room = running.jump(room, now, block="dates")
            block = dates(room)
        coming = block.plan[block.at + (block.stage is not Stage.CHANGE) :]
        for one in coming:
            assert one.people == sorted(room.session.present)
        assert block.stage is Stage.CHANGE or block.at < len(block.plan)
        assert len(block.plan) <= rounds

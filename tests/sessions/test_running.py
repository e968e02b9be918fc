"""Running the agenda: on, back, across, in and out."""

from datetime import timedelta

import pytest

from sessions import attendance, running
from sessions.base import ZERO, find, new_id
from sessions.blocks import Block, CheckOut, Introductions, Plenary, Sheets
from sessions.blocks.base import skip_turn
from sessions.blocks.sheets import Question
from sessions.room import Room
from tests.rooms import MINUTE, SECOND, START, begun_room, one_of_each, planned_room


def plenary(id_: str, minutes: float = 10, *, moves_on: bool = False) -> Plenary:
    return Plenary(id=id_, title=id_, minutes=minutes, moves_on=moves_on)


def block(room: Room, id_: str) -> Block:
    found = find(room.session.blocks, id_)
    assert found is not None
    return found


def ids(room: Room) -> list[str]:
    return [one.id for one in room.session.blocks]


@pytest.fixture
def three() -> Room:
    """In the first of three plenaries."""
    return begun_room(2, plenary("a"), plenary("b"), plenary("c"))


def test_to_begin_enters_the_first_block_and_promises_an_end(room_with_people: Room) -> None:
    room = running.begin(room_with_people, START)
    assert room.session.running
    assert room.session.at == "welcome"
    assert block(room, "welcome").timer.running
    assert room.session.promised == START + 105 * MINUTE


def test_to_begin_passes_over_what_is_skipped() -> None:
    room = planned_room(2, blocks=[plenary("a"), plenary("b", 5)])
    room = running.begin(running.skip(room, START, block="a"), START)
    assert room.session.at == "b"
    assert room.session.promised == START + 5 * MINUTE


def test_an_agenda_without_blocks_begins_and_closes() -> None:
    room = running.begin(planned_room(), START)
    assert room.session.running
    assert room.session.block is None
    assert running.onward(room, START) == room
    assert running.backward(room, START) == room
    assert not running.close(room, START).session.running


def test_a_session_begins_once(three: Room) -> None:
    assert running.begin(three, START + MINUTE) is three


def test_nothing_runs_in_a_session_that_has_not_begun(room_with_people: Room) -> None:
    room = room_with_people
    for change in (running.onward, running.backward, running.pause_or_resume, running.close):
        assert change(room, START) == room
    assert running.jump(room, START, block="sheets") == room
    assert running.lengthen(room, START, by=MINUTE) == room


def test_nothing_runs_in_a_session_that_is_closed(three: Room) -> None:
    room = running.close(three, START + MINUTE)
    assert room.session.closed == START + MINUTE
    assert room.session.block is None
    assert block(room, "a").timer.elapsed(START + 9 * MINUTE) == MINUTE
    for change in (running.onward, running.backward, running.begin, running.close):
        assert change(room, START) == room
    assert running.jump(room, START, block="b") == room
    assert running.skip(room, START, block="b") == room
    assert running.move(room, START, block="b", by=1) == room
    assert running.insert(room, START, block=plenary("d")) == room


def test_onward_and_back_keep_the_time_of_each_block(three: Room) -> None:
    room = running.onward(three, START + 3 * MINUTE)
    assert room.session.at == "b"
    room = running.backward(room, START + 5 * MINUTE)
    assert room.session.at == "a"
    now = START + 6 * MINUTE
    assert block(room, "a").timer.elapsed(now) == 4 * MINUTE
    assert block(room, "b").timer.elapsed(now) == 2 * MINUTE


def test_the_first_block_stays_when_one_goes_back(three: Room) -> None:
    assert running.backward(three, START + MINUTE) == three


def test_after_the_last_block_the_room_is_in_none_and_can_go_back(three: Room) -> None:
    room = three
    for _ in range(3):
        room = running.onward(room, START)
    assert room.session.block is None
    assert room.session.running
    assert room.session.position == 3
    assert running.onward(room, START) == room
    assert running.backward(room, START).session.at == "c"


def test_a_block_put_in_after_the_last_is_where_the_room_is(three: Room) -> None:
    room = running.next_block(running.jump(three, START, block="c"), START)
    room = running.insert(room, START + MINUTE, block=plenary("d"))
    assert room.session.at == "d"
    assert block(room, "d").timer.since == START + MINUTE


def test_what_is_put_in_comes_right_after_this_block(three: Room) -> None:
    room = running.insert(three, START, block=plenary("d"))
    assert ids(room) == ["a", "d", "b", "c"]
    assert room.session.at == "a"
    before = running.insert(planned_room(blocks=[plenary("a")]), START, block=plenary("d"))
    assert ids(before) == ["d", "a"]


@pytest.mark.parametrize(
    ("moved", "by", "order"),
    [
        ("b", 1, "acb"),
        ("c", -1, "acb"),
        ("c", -2, "abc"),
        ("b", -1, "abc"),
        ("b", 2, "abc"),
        ("a", 1, "abc"),
        ("b", 0, "abc"),
        ("nothing", 1, "abc"),
    ],
)
def test_only_what_is_to_come_is_moved_and_stays_to_come(
    three: Room, moved: str, by: int, order: str
) -> None:
    assert ids(running.move(three, START, block=moved, by=by)) == list(order)


def test_to_skip_the_block_one_is_in_goes_on(three: Room) -> None:
    room = running.skip(three, START + MINUTE, block="a")
    assert room.session.at == "b"
    assert not block(room, "a").timer.running
    assert running.backward(room, START + MINUTE).session.at == "b"


def test_to_skip_twice_is_to_count_again(three: Room) -> None:
    skipped = running.skip(three, START, block="b")
    assert running.onward(skipped, START).session.at == "c"
    assert running.skip(skipped, START, block="b") == three
    assert running.skip(three, START, block="nothing") == three


def test_to_skip_all_ends_in_none(three: Room) -> None:
    room = three
    for one in "cba":
        room = running.skip(room, START, block=one)
    assert room.session.block is None
    assert running.backward(room, START) == room
    assert running.jump(room, START, block="b").session.at == "b"


def test_a_jump_goes_anywhere_and_what_was_skipped_counts_again(three: Room) -> None:
    room = running.jump(running.skip(three, START, block="c"), START + MINUTE, block="c")
    assert room.session.at == "c"
    assert not block(room, "c").skipped
    assert running.jump(room, START, block="c") == room
    assert running.jump(room, START, block="nothing") == room
    assert running.backward(room, START).session.at == "b"


def test_a_pause_stops_every_clock_and_a_second_one_starts_them() -> None:
    room = begun_room(2, Introductions(id="i", title="i", minutes=5))
    room = running.pause_or_resume(running.onward(room, START), START + 10 * SECOND)
    there = block(room, "i")
    turn = there.turn()
    assert turn is not None
    assert not turn.running
    assert not there.timer.running
    room = running.pause_or_resume(room, START + MINUTE)
    turn = block(room, "i").turn()
    assert turn is not None
    assert turn.elapsed(START + MINUTE) == 10 * SECOND
    assert block(room, "i").timer.elapsed(START + 2 * MINUTE) == 70 * SECOND


def test_a_turn_never_runs_in_a_block_that_stands_still() -> None:
    room = begun_room(3, CheckOut(id="w", title="w", minutes=5))
    paused = running.pause(running.onward(room, START), START)
    for change in (running.onward, skip_turn):
        assert block(change(paused, START), "w").timer.running
    second = running.pause(running.onward(paused, START), START)
    assert block(running.backward(second, START), "w").timer.running


def test_a_block_that_is_left_in_mid_turn_goes_on_where_it_was() -> None:
    room = begun_room(2, CheckOut(id="w", title="w", minutes=5), plenary("a"))
    room = running.next_block(running.onward(room, START), START + 20 * SECOND)
    assert not block(room, "w").timer.running
    room = running.backward(room, START + 5 * MINUTE)
    turn = block(room, "w").turn()
    assert turn is not None
    assert turn.elapsed(START + 5 * MINUTE + SECOND) == 21 * SECOND


def test_time_is_given_and_taken_never_below_nothing(three: Room) -> None:
    room = running.lengthen(three, START, by=MINUTE)
    assert block(room, "a").timer.length == 11 * MINUTE
    assert block(room, "a").planned == 10 * MINUTE
    room = running.lengthen(room, START, by=-timedelta(hours=1))
    assert block(room, "a").timer.length == ZERO


def test_a_block_that_moves_on_wants_to_once_its_time_is_up() -> None:
    room = begun_room(2, plenary("a", 1, moves_on=True), plenary("b", 1))
    assert not block(room, "a").wants_onward(START + 59 * SECOND)
    assert block(room, "a").wants_onward(START + MINUTE)
    assert not block(running.pause(room, START), "a").wants_onward(START + 9 * MINUTE)
    on = running.onward(room, START + MINUTE)
    assert not block(on, "b").wants_onward(START + 9 * MINUTE)
    back = running.backward(on, START + 2 * MINUTE)
    assert back.session.at == "a"
    assert not block(back, "a").wants_onward(START + 9 * MINUTE)


def test_turns_that_move_on_are_whole_and_the_block_waits_for_the_last() -> None:
    words = CheckOut(id="w", title="w", minutes=1, turn_seconds=60, moves_on=True)
    room = running.onward(begun_room(2, words, plenary("a")), START)
    given = []
    for second in range(1, 301):
        now = START + second * SECOND
        if block(room, "w").wants_onward(now):
            room = running.onward(room, now)
            given.append(second)
    assert given == [60, 120, 121]
    assert room.session.at == "a"


def test_sheets_that_move_on_leave_for_the_next_block() -> None:
    questions = tuple(Question(id=q, text=q) for q in "xyz")
    sheets = Sheets(id="s", title="s", minutes=1, questions=questions, moves_on=True)
    room = begun_room(2, sheets, plenary("a"))
    assert running.onward(room, START + MINUTE).session.at == "a"
    assert running.onward(room, START + SECOND).session.at == "s"


def test_sheets_come_one_after_the_other_and_back() -> None:
    questions = tuple(Question(id=q, text=q) for q in "xy")
    room = begun_room(2, Sheets(id="s", title="s", minutes=1, questions=questions), plenary("a"))
    second = running.onward(room, START)
    assert block(second, "s").timer.running
    assert isinstance(found := block(second, "s"), Sheets)
    assert found.at == 1
    assert running.backward(second, START) == room
    assert running.onward(second, START).session.at == "a"


def test_everybody_has_a_turn_in_every_block_of_turns(running_room: Room) -> None:
    for name in ("introductions", "halen", "words"):
        room, had = running.jump(running_room, START, block=name), []
        while room.session.at == name:
            room = running.onward(room, START)
            circle = getattr(block(room, name), "circle", None)
            if circle is not None and circle.current:
                had.append(circle.current)
        assert had == list(room.session.present)


def test_nobody_there_is_no_reason_to_get_stuck() -> None:
    room = begun_room(0, *one_of_each())
    seen = {room.session.at}
    for _ in range(len(room.session.blocks) + 2):
        room = running.onward(room, START)
        seen.add(room.session.at)
    assert room.session.block is None
    assert seen == {*ids(room), None}


def test_who_comes_in_joins_the_circle_of_this_block_and_of_the_next() -> None:
    room = begun_room(1, CheckOut(id="w", title="w", minutes=5), CheckOut(title="v", minutes=5))
    room = attendance.add(running.onward(room, START), START, name="Laat")
    late = room.session.present[-1]
    assert block(room, "w").circle.waiting == (late,)  # type: ignore[union-attr] # a check-out
    room = running.next_block(room, START)
    assert isinstance(there := room.session.block, CheckOut)
    assert there.circle.waiting == room.session.present


def test_new_ids_are_never_the_same() -> None:
    assert len({new_id() for _ in range(1000)}) == 1000

"""What the group calls out is kept as typed, and can be mended, moved and taken away."""

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions import capture, running
from sessions.blocks.introductions import TRAITS, introduce
from sessions.capture import Place
from sessions.errors import EmptyTextError, TextTooLongError
from sessions.room import Room
from sessions.session import Answer, Correction
from sessions.texts import LONGEST, clean
from tests.rooms import MINUTE, START, begun_room, one_of_each
from tests.strategies import hostile_texts

SUCCESS = Place(block="sheets", sheet="a", column="success")
FAIL = Place(block="sheets", sheet="b")


def kept(room: Room, *texts: str, place: Place = SUCCESS, by: str | None = None) -> Room:
    return capture.keep(room, START, place=place, texts=texts, by=by)


def texts(room: Room) -> list[str]:
    return [one.text for one in room.session.answers]


def the(room: Room, text: str) -> Answer:
    return next(one for one in room.session.answers if one.text == text)


@pytest.fixture
def three(running_room: Room) -> Room:
    """A room with three answers on one sheet."""
    return kept(running_room, "een", "twee", "drie", by="henk")


def test_answers_stand_where_they_were_said_and_in_their_order(three: Room) -> None:
    room = kept(three, "vier", place=FAIL)
    assert texts(room) == ["een", "twee", "drie", "vier"]
    assert [one.n for one in room.session.answers] == [0, 1, 2, 3]
    assert [one.text for one in room.session.answers_in("sheets", "a", "success")] == texts(three)
    assert room.session.answers_in("sheets", "a", "") == []
    assert len(room.session.answers_in("sheets")) == 4
    assert the(room, "een").by == "henk"
    assert the(room, "een").at == START


@given(st.lists(hostile_texts, max_size=5))
def test_several_are_kept_all_or_none(pasted: list[str]) -> None:
    room = begun_room(2, *one_of_each())
    try:
        after = kept(room, *pasted)
    except EmptyTextError:
        assert any(not clean(one) or not clean(one).isprintable() for one in pasted)
    else:
        assert texts(after) == [clean(one) for one in pasted]


def test_an_accident_is_refused_whole(three: Room) -> None:
    with pytest.raises(TextTooLongError):
        kept(three, "goed", "x" * (LONGEST + 1))
    with pytest.raises(EmptyTextError):
        kept(three, "goed", " ")


def test_a_mended_answer_keeps_its_place_and_who_said_it(three: Room) -> None:
    old = the(three, "twee")
    room = capture.mend(three, START + MINUTE, answer=old.id, text=" twee! ")
    assert texts(room) == ["een", "twee!", "drie"]
    assert the(room, "twee!") == old.but(text="twee!")
    room = capture.mend(room, START, answer=old.id, text="twee!", by="vera")
    assert the(room, "twee!").by == "vera"
    with pytest.raises(EmptyTextError):
        capture.mend(room, START, answer=old.id, text="")


def test_in_a_closed_session_a_mending_is_a_correction_kept_as_such(three: Room) -> None:
    room = running.close(three, START)
    old = the(room, "een").id
    room = capture.mend(room, START + MINUTE, answer=old, text="eén")
    room = capture.mend(room, START + 2 * MINUTE, answer=old, text="één")
    room = capture.mend(room, START + 3 * MINUTE, answer=old, text="één")
    assert the(room, "één").corrections == (
        Correction(at=START + MINUTE, text="een"),
        Correction(at=START + 2 * MINUTE, text="eén"),
    )
    assert the(three, "een").corrections == ()


def test_an_answer_is_confidential_until_it_is_said_to_be_open_again(three: Room) -> None:
    answer = three.session.answers[0]
    marked = capture.mark(three, START, answer=answer.id)
    assert marked.session.answers[0] == answer.but(confidential=True)
    assert capture.mark(marked, START, answer=answer.id) == three
    assert capture.mark(three, START, answer="gone") is three


def test_a_deleted_answer_leaves_the_others_in_place(three: Room) -> None:
    room = capture.delete(three, START, answer=the(three, "twee").id)
    assert texts(room) == ["een", "drie"]
    assert texts(kept(room, "vier")) == ["een", "drie", "vier"]


def test_a_moved_answer_takes_its_text_along(three: Room) -> None:
    old = the(three, "twee")
    room = capture.move(three, START, answer=old.id, place=FAIL)
    assert [one.text for one in room.session.answers_in("sheets", "b")] == ["twee"]
    back = capture.move(room, START, answer=old.id, place=SUCCESS)
    assert back == three


@pytest.mark.parametrize(
    "change",
    [
        partial(capture.mend, answer="none", text="x"),
        partial(capture.delete, answer="none"),
        partial(capture.move, answer="none", place=FAIL),
    ],
)
def test_what_is_not_there_is_left_alone(three: Room, change: Callable[..., Room]) -> None:
    assert change(three, START) == three


@pytest.mark.parametrize(("closed", "trait"), [(False, "Hartelijke"), (True, "Heldere")])
def test_a_trait_that_is_mended_in_a_closed_session_is_not_today_s(
    running_room: Room, *, closed: bool, trait: str
) -> None:
    place = Place(block="introductions", sheet=TRAITS)
    (said,) = capture.answers(running_room, START, place=place, texts=["Handige"], by="henk")
    room = introduce(running_room, START, answer=said, trait="Handige")
    if closed:
        henk = room.member("henk")
        assert henk is not None
        room = running.close(room, START).with_member(henk.but(trait="Heldere"))
    room = capture.mend(room, START + MINUTE, answer=said.id, text="Hartelijke")
    assert texts(room) == ["Hartelijke"]
    henk = room.member("henk")
    assert henk is not None
    assert henk.trait == trait

"""What a session yielded, counted."""

from datetime import date, timedelta

from sessions import attendance, capture, running
from sessions.actions import Change
from sessions.blocks import introductions
from sessions.blocks.action_review import review
from sessions.blocks.actions import agree
from sessions.blocks.next_date import fix
from sessions.blocks.take_and_bring import BRING, SHEET, TAKE
from sessions.capture import Place
from sessions.connecting import connect
from sessions.network import Met
from sessions.room import Room
from sessions.yields import yielded
from tests.rooms import MINUTE, START


def test_a_session_that_yielded_nothing_says_so(empty_room: Room) -> None:
    nothing = yielded(empty_room, START)
    assert (nothing.people, nothing.answers, nothing.acquaintance.share_now) == (0, 0, 1)
    assert not any((nothing.agreed, nothing.reviewed, nothing.lasted, nothing.gathered))
    assert nothing.next_date is None


def test_answers_are_counted_by_sheet(running_room: Room) -> None:
    room = running_room
    for place, texts in (
        (Place(block="sheets", sheet="a"), ["een", "twee"]),
        (Place(block="sheets", sheet="b"), ["drie"]),
        (Place(block="halen", sheet=SHEET, column=TAKE), ["tips"]),
        (Place(block="halen", sheet=SHEET, column=BRING), ["tijd"]),
    ):
        room = capture.keep(room, START, place=place, texts=texts)
    there = yielded(room, START)
    assert [(one.block.id, one.title, one.answers) for one in there.gathered] == [
        ("sheets", "Hoe begin ik?", 2),
        ("sheets", "En dan?", 1),
        ("halen", "", 2),
    ]
    assert there.answers == 5


def test_planned_stands_beside_what_it_took(running_room: Room) -> None:
    room = running.lengthen(running_room, START, by=5 * MINUTE)
    room = running.next_block(room, START + 7 * MINUTE)
    there = yielded(room, START + 9 * MINUTE)
    assert [(one.block.id, one.planned, one.took) for one in there.lasted] == [
        ("welcome", 5 * MINUTE, 7 * MINUTE),
        ("review", 10 * MINUTE, 2 * MINUTE),
    ]


def test_people_count_once_also_who_left(running_room: Room) -> None:
    room = attendance.leave(running_room, START, member="henk")
    room = attendance.come(room, START, member="henk")
    room = attendance.leave(room, START, member="vera")
    assert yielded(room, START).people == 7


def test_promises_and_connections_are_there(running_room: Room) -> None:
    room = agree(running_room, START, text="oud", owners=("henk", "vera"))
    room = room.in_network(actions=tuple(a.but(session="second") for a in room.network.actions))
    room = review(room, START, action=room.network.actions[0].id, change=Change.STILL_ON)
    room = agree(room, START, text="nieuw", owners=("henk",))
    room = fix(room, START, day=date(2026, 5, 7), at=None)
    room = connect(room, START, groups=[("henk", "vera")], met=Met.SPEED_DATE)
    room = connect(room, START, groups=[("henk", "vera")], met=Met.NEW_CONNECTION)
    there = yielded(room, START)
    assert [one.text for one in there.agreed] == ["nieuw"]
    assert [(a.text, change) for a, change in there.reviewed] == [("oud", Change.STILL_ON)]
    assert there.next_date is not None
    assert len(there.acquaintance.today) == 1
    assert round(there.acquaintance.share_now * 21) == 1


def test_it_stands_still_once_the_session_is_closed(running_room: Room) -> None:
    room = running.close(running_room, START + MINUTE)
    assert yielded(room, START + MINUTE) == yielded(room, START + timedelta(days=9))


def test_a_trait_stands_with_the_name(running_room: Room) -> None:
    place = Place(block="introductions", sheet=introductions.TRAITS)
    said = capture.answers(running_room, START, place=place, texts=["Handige"], by="henk")[0]
    room = introductions.introduce(running_room, START, answer=said, trait="Handige\n")
    member = room.member("henk")
    assert member is not None
    assert member.trait == "Handige"
    assert room.session.answers == (said,)
    nobody = said.but(by=None)
    assert introductions.introduce(running_room, START, answer=nobody, trait="x").network is (
        running_room.network
    )

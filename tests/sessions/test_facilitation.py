"""The facilitation on real databases: kept before it is shown, and there again after anything."""

from collections.abc import Sequence
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from time import perf_counter

import pytest

from sessions import attendance, capture, people, running
from sessions.blocks import Plenary
from sessions.capture import Place
from sessions.carrying import CARRIED, first_edits
from sessions.clock import ManualClock
from sessions.errors import EmptyTextError, StoreError
from sessions.facilitation import STEPS, Did, Facilitation
from sessions.records import Where, read_network
from sessions.room import Change, Room
from sessions.store.database import Database
from sessions.store.operations import Operation
from tests.rooms import MINUTE, START, Desk, one_of_each, planned_room

SHEET = Place(block="sheets", sheet="a")


def say(text: str) -> partial[Room]:
    return partial(capture.keep, place=SHEET, texts=[text])


def join(name: str) -> partial[Room]:
    return partial(attendance.add, name=name)


@pytest.fixture
def desk(room_with_people: Room) -> Desk:
    """A session in memory."""
    return Desk(room_with_people)


@pytest.fixture
def at_work(desk: Desk) -> Facilitation:
    """The same, begun, with an answer."""
    facilitation = desk.open()
    facilitation.do(Did.BEGIN, running.begin)
    facilitation.do(Did.ANSWER, say("een"), "een")
    return facilitation


def test_what_follows_from_a_step_is_undone_with_it_also_after_a_restart(
    desk: Desk, at_work: Facilitation
) -> None:
    before = at_work.room
    at_work.do(Did.ANSWER, say("twee"), "twee")
    at_work.follow(lambda room, _: room.in_network(spots=("gang",)))
    at_work.follow(lambda room, _: room)
    after = at_work.room
    assert after.network.spots == ("gang",)
    again = desk.open()
    assert again.room == after
    assert again.undo() is not None
    assert again.room == before
    assert again.redo() is not None
    assert again.room == after


def test_what_follows_and_cannot_be_kept_leaves_the_room_as_it_was(
    desk: Desk, at_work: Facilitation
) -> None:
    before = at_work.room
    desk.session.refuses = 1
    with pytest.raises(StoreError):
        at_work.follow(lambda room, _: room.in_network(spots=("gang",)))
    assert at_work.room is before


class OnDisk:
    """A session and its network in databases in a folder."""

    def __init__(self, folder: Path, room: Room) -> None:
        self.folder, self.clock, self.room = folder, ManualClock(START), room
        with self.databases() as (session, network):
            session.keep(first_edits(room)[Where.SESSION])
            network.keep(first_edits(room)[Where.NETWORK])

    def databases(self) -> "Open":
        return Open(self.folder)


class Open:
    """Both databases, as a context."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._open = folder, ExitStack()

    def __enter__(self) -> tuple[Database, Database]:
        session, network = (
            self._open.enter_context(closing(Database(self._folder / name, name, device="d1")))
            for name in (Where.SESSION, Where.NETWORK)
        )
        return session, network

    def __exit__(self, *_: object) -> None:
        self._open.close()


@pytest.fixture
def on_disk(tmp_path: Path, room_with_people: Room) -> OnDisk:
    """A planned session on disk."""
    return OnDisk(tmp_path, room_with_people)


def test_on_disk_every_step_is_there_after_each_opening(on_disk: OnDisk) -> None:
    does: list[tuple[Did, Change]] = [
        (Did.BEGIN, running.begin),
        (Did.PEOPLE, join("Piet")),
        (Did.JUMP, partial(running.jump, block="dates")),
        (Did.ONWARD, running.onward),
        (Did.ONWARD, running.onward),
        (Did.JUMP, partial(running.jump, block="sheets")),
        (Did.ANSWER, say("een [/b] \x1b[2J 👩‍👩‍👧")),
        (Did.INSERT, partial(running.insert, block=Plenary(title="Extra", minutes=5))),
    ]
    been = [on_disk.room]
    for did, change in does:
        with on_disk.databases() as both:
            facilitation = Facilitation(*both, on_disk.clock)
            assert facilitation.room == been[-1]
            on_disk.clock.forward(MINUTE)
            been.append(facilitation.do(did, change))
            assert not facilitation.behind
    for room in reversed(been[:-1]):
        with on_disk.databases() as both:
            facilitation = Facilitation(*both, on_disk.clock)
            facilitation.undo()
            assert facilitation.room == room
    with on_disk.databases() as both:
        facilitation = Facilitation(*both, on_disk.clock)
        assert facilitation.to_undo is None
        for room in been[1:]:
            facilitation.redo()
            assert facilitation.room == room


def test_on_disk_a_timer_is_right_after_the_program_was_away(on_disk: OnDisk) -> None:
    with on_disk.databases() as both:
        Facilitation(*both, on_disk.clock).do(Did.BEGIN, running.begin)
    on_disk.clock.forward(3 * MINUTE)
    with on_disk.databases() as both:
        block = Facilitation(*both, on_disk.clock).room.session.block
        assert block is not None
        assert block.timer.elapsed(on_disk.clock.now()) == 3 * MINUTE


def test_one_that_only_watches_sees_all_and_keeps_nothing(on_disk: OnDisk) -> None:
    with on_disk.databases() as both:
        working = Facilitation(*both, on_disk.clock)
        working.do(Did.BEGIN, running.begin)
        with ExitStack() as opened:
            session, network = (
                opened.enter_context(
                    closing(Database(on_disk.folder / name, name, device="d2", read_only=True))
                )
                for name in (Where.SESSION, Where.NETWORK)
            )
            watching = Facilitation(session, network, on_disk.clock)
            assert watching.room == working.room
            with pytest.raises(StoreError):
                watching.do(Did.ANSWER, say("een"))
            assert watching.room == working.room


def test_what_can_not_be_said_changes_nothing(at_work: Facilitation, desk: Desk) -> None:
    room, kept = at_work.room, desk.session.kept
    with pytest.raises(EmptyTextError):
        at_work.do(Did.ANSWER, say(" "))
    assert at_work.room is room
    assert desk.session.kept == kept


def test_what_can_not_be_kept_is_not_shown(at_work: Facilitation, desk: Desk) -> None:
    room, step = at_work.room, at_work.to_undo
    for change in (
        lambda: at_work.do(Did.ANSWER, say("twee")),
        lambda: at_work.do(Did.PEOPLE, join("Piet")),
        at_work.undo,
    ):
        desk.session.refuses = 1
        with pytest.raises(StoreError):
            change()
        assert at_work.room is room
        assert at_work.to_undo is step
        assert at_work.to_redo is None
        assert desk.open().room == room
        assert desk.network.documents(CARRIED) == []


def test_a_step_says_what_it_did_and_when(at_work: Facilitation, desk: Desk) -> None:
    step = at_work.to_undo
    assert step is not None
    assert (step.did, step.words, step.at) == (Did.ANSWER, "een", desk.clock.now())
    assert at_work.undo() == at_work.to_redo
    again = at_work.redo()
    assert again is not None
    assert again.id == step.id


def test_of_a_closed_session_only_the_closing_and_what_came_after_is_undone(
    at_work: Facilitation, desk: Desk
) -> None:
    going = at_work.room
    closed = at_work.do(Did.CLOSE, running.close)
    assert len(desk.session.documents(STEPS)) == 1
    corrected = at_work.do(Did.MEND, say("vergeten"))
    assert [at_work.undo() is not None for _ in range(3)] == [True, True, False]
    assert at_work.room == desk.open().room == going
    at_work.redo()
    assert at_work.room == closed
    at_work.redo()
    assert at_work.room == corrected


def test_a_network_that_is_behind_catches_up_with_the_next_step(
    at_work: Facilitation, desk: Desk
) -> None:
    desk.network.refuses = 2
    behind = []
    for did, change in (
        (Did.PEOPLE, join("Piet")),
        (Did.PEOPLE, join("Els")),
        (Did.ANSWER, say("twee")),
    ):
        at_work.do(did, change)
        behind.append(at_work.behind)
        same = read_network(desk.network.documents) == at_work.room.network
        assert same is not at_work.behind
    assert behind == [True, True, False]
    assert read_network(desk.network.documents) == at_work.room.network


def test_a_crash_between_the_two_databases_is_made_good_at_the_next_opening(
    at_work: Facilitation, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PowerCutError(Exception):
        pass

    def cut(_: Sequence[Operation]) -> None:
        raise PowerCutError

    with monkeypatch.context() as patch:
        patch.setattr(desk.network, "keep", cut)
        with pytest.raises(PowerCutError):
            at_work.do(Did.PEOPLE, join("Piet"))
    reopened = desk.open()
    assert [one.name for one in reopened.room.network.members][-1] == "Piet"
    assert read_network(desk.network.documents) == reopened.room.network
    reopened.undo()
    assert len(desk.open().room.network.members) == 7


def test_a_network_that_still_refuses_at_the_opening_is_shown_as_it_should_be(
    at_work: Facilitation, desk: Desk
) -> None:
    desk.network.refuses = 3
    at_work.do(Did.PEOPLE, join("Piet"))
    reopened = desk.open()
    assert reopened.behind
    assert reopened.room == at_work.room
    reopened.undo()
    assert reopened.behind
    desk.network.refuses = 0
    again = desk.open()
    assert not again.behind
    assert len(again.room.network.members) == 7
    assert read_network(desk.network.documents) == again.room.network


def test_what_was_carried_is_not_carried_again_over_what_came_later(
    at_work: Facilitation, desk: Desk
) -> None:
    at_work.do(Did.PEOPLE, join("Piet"))
    late = Desk(planned_room(7, blocks=one_of_each()).in_session(id="fourth"))
    late.network = desk.network
    other = late.open()
    pieter = other.room.network.members[-1].but(name="Pieter")
    other.do(Did.PERSON, partial(people.mend, member=pieter))
    assert desk.open().room.network.members[-1].name == "Pieter"


@pytest.fixture
def full(desk: Desk) -> Facilitation:
    """500 answers and 1,000 steps."""
    facilitation = desk.open()
    facilitation.do(Did.BEGIN, running.begin)
    for n in range(500):
        facilitation.do(Did.ANSWER, say(f"antwoord {n}"))
    for _ in range(499):
        facilitation.do(Did.PAUSE, running.pause_or_resume)
    return facilitation


def test_with_500_answers_and_1000_steps_one_more_takes_milliseconds(full: Facilitation) -> None:
    """Some 0.5 ms each on an idle machine; ten times that leaves room for a busy one."""
    took: dict[str, list[float]] = {"do": [], "undo": [], "redo": []}
    for _ in range(15):
        for what, call in (
            ("do", lambda: full.do(Did.ANSWER, say("nog een"))),
            ("undo", full.undo),
            ("redo", full.redo),
        ):
            began = perf_counter()
            call()
            took[what].append(perf_counter() - began)
    assert {what: min(times) < 0.005 for what, times in took.items()} == {
        "do": True,
        "undo": True,
        "redo": True,
    }

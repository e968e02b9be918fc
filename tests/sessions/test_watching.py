"""Who watches sees the room as it is kept, after anything that who runs it can do."""

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions import capture, meetings, people, running
from sessions.capture import Place
from sessions.cards import NetworkCard, SessionCard
from sessions.clock import ManualClock
from sessions.errors import KringError
from sessions.facilitation import Did, Facilitation
from sessions.library import Library
from sessions.lookout import Lookout
from sessions.room import Room
from sessions.store import system
from sessions.store.errors import MovedError, UnreadableError
from sessions.store.operations import Operation
from sessions.store.places import lock_path
from sessions.watching import RECENT, Watching
from tests.rooms import MINUTE, START, Desk, MemoryKeeper, one_of_each, planned_room
from tests.strategies import Move, begin, moves, rooms

SHEET = Place(block="sheets", sheet="a")


@pytest.fixture(scope="module", autouse=True)
def _quick() -> Iterator[None]:
    """No waiting for the disk, and plans of meetings that any search will do for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(system, "sync", lambda _descriptor: None)
        patch.setattr(system, "sync_folder", lambda _folder: None)
        patch.setattr(meetings, "plan", partial(meetings.plan, budget=0))
        yield


class Shared(MemoryKeeper):
    """A keeper of which others read what it had when they last looked."""

    def __init__(self, source: MemoryKeeper) -> None:
        super().__init__()
        self.source, self.held, self.closed = source, True, False
        self.others_wrote: datetime | None = None
        self.refresh()

    def refresh(self) -> bool:
        """Look."""
        if self.kept == self.source.kept:
            return False
        self.kept = self.source.kept
        self.tables = {name: dict(table) for name, table in self.source.tables.items()}
        return True

    def close(self) -> None:
        """Let go."""
        self.closed = True


def watch(desk: Desk) -> Watching:
    """Somebody who watches what is in memory."""
    return Watching(Shared(desk.session), Shared(desk.network), desk.clock, Path("memory"))


def _do(facilitation: Facilitation, clock: ManualClock, move: Move) -> None:
    clock.forward(move.later)
    try:
        facilitation.do(move.did, move.change(facilitation.room))
    except KringError:
        return


Act = Move | str
acts: st.SearchStrategy[list[Act]] = st.lists(
    st.one_of(moves, moves, moves, st.sampled_from(("undo", "redo"))), min_size=8, max_size=30
)


@settings(max_examples=60)
@given(rooms, acts, st.lists(st.integers(0, 2), min_size=30, max_size=30))
def test_who_watches_sees_what_is_kept(
    start: Room, sequence: list[Act], refuses: list[int]
) -> None:
    """Also while the network's keeper refuses, and between the two keepers."""
    desk = Desk(start)
    facilitation, watching = desk.open(), watch(desk)
    keep = desk.network.keep
    between: list[Room] = []

    def keep_while_watched(operations: Sequence[Operation]) -> None:
        watching.follow()
        between.append(watching.room)
        keep(operations)

    desk.network.keep = keep_while_watched  # type: ignore[method-assign]  # to look in between
    for act, refused in zip([begin, *sequence], refuses, strict=False):
        desk.network.refuses = refused
        if isinstance(act, Move):
            _do(facilitation, desk.clock, act)
        else:
            getattr(facilitation, act)()
        if between:
            assert between[-1] == facilitation.room
            between.clear()
        watching.follow()
        assert watching.room == facilitation.room
        assert not watching.follow()


# On disk ----------------------------------------------------------------------------------------


@contextmanager
def _placed() -> Iterator[Path]:
    """A folder for the data, with the state of the device in it."""
    with TemporaryDirectory() as made, pytest.MonkeyPatch.context() as patch:
        patch.setenv("KRING_STATE", f"{made}/state")
        patch.setenv("HOME", f"{made}/home")
        yield Path(made)


def _library(place: Path, room: Room | None = None) -> tuple[Library, SessionCard]:
    room = room or planned_room(7, blocks=one_of_each())
    library = Library(place / "data", device="d1")
    library.keep_network(room.network)
    return library, library.keep_session(next(library.networks()), room.session)


@pytest.fixture
def place() -> Iterator[Path]:
    with _placed() as made:
        yield made


def say(text: str) -> partial[Room]:
    return partial(capture.keep, place=SHEET, texts=[text])


@settings(max_examples=12)
@given(rooms, acts, st.integers(2, 9))
def test_on_disk_too_whatever_becomes_of_the_files(
    start: Room, sequence: list[Act], often: int
) -> None:
    """Two watch; the files are compacted, and the session is closed and opened again."""
    clock = ManualClock(START)
    with _placed() as place:
        library, card = _library(place, start)
        facilitation = library.open(card, clock)
        both = [library.watch(card, clock), library.watch(card, clock)]
        for n, act in enumerate([begin, *sequence]):
            if isinstance(act, Move):
                _do(facilitation, clock, act)
            else:
                getattr(facilitation, act)()
            for database in facilitation._databases[: n % often]:
                database.compact()
            if n % often == 1:
                facilitation.close()
                facilitation = library.open(card, clock)
            for watching in both[: 1 + n % 2]:
                watching.follow()
                assert watching.room == facilitation.room
        facilitation.close()
        for watching in both:
            watching.follow()
            assert watching.room == facilitation.room
            assert not watching.attended
            watching.close()


def test_every_room_that_is_seen_is_one_that_was(place: Path) -> None:
    """Somebody writes to both databases as fast as that goes, while somebody looks."""
    clock = ManualClock(START)
    library, card = _library(place)
    with closing(library.open(card, clock)) as facilitation:
        facilitation.do(Did.BEGIN, running.begin)
        been = [facilitation.room]
        henk = facilitation.room.network.members[0]

        looked = Event()

        def be_looked_at() -> None:
            """Until somebody looked from beginning to end: the first look may have begun before."""
            for _look in range(2):
                looked.clear()
                looked.wait()

        def write() -> None:
            for n in range(60):
                been.append(facilitation.do(Did.ANSWER, say(f"antwoord {n}")))
                rename = partial(people.mend, member=henk.but(name=f"Henk {n}"))
                been.append(facilitation.do(Did.PEOPLE, rename))
                if n % 20 == 19:
                    for database in facilitation._databases:
                        database.compact()
                if n % 10 == 9:
                    be_looked_at()

        with closing(library.watch(card, clock)) as watching:
            writer, seen = Thread(target=write, daemon=True), [watching.room]
            writer.start()
            while writer.is_alive():
                if watching.follow():
                    seen.append(watching.room)
                looked.set()
            writer.join()
            watching.follow()
            assert watching.room == facilitation.room
    order = [been.index(room) for room in seen]
    assert order == sorted(order)
    assert len(order) > 2


def test_nothing_at_all_is_written(place: Path) -> None:
    clock = ManualClock(START)
    library, card = _library(place)
    with closing(library.open(card, clock)) as facilitation:
        facilitation.do(Did.BEGIN, running.begin)

        def files() -> dict[Path, tuple[bytes, int]]:
            found = (path for path in place.rglob("*") if path.is_file())
            return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in found}

        before = files()
        lookout = Lookout(library, clock)
        with closing(lookout):
            assert lookout.follow()
            assert not lookout.follow()
            assert lookout.watching is not None
            assert lookout.watching.attended
        assert files() == before


def test_when_nobody_runs_it_any_more_that_is_seen_and_since_when(place: Path) -> None:
    clock = ManualClock(START)
    library, card = _library(place)
    facilitation = library.open(card, clock)
    with closing(library.watch(card, clock)) as watching:
        assert watching.last == START
        facilitation.do(Did.BEGIN, running.begin)
        clock.forward(MINUTE)
        assert (watching.follow(), watching.attended) == (True, True)
        clock.forward(MINUTE)
        facilitation.close()
        assert (watching.follow(), watching.attended) == (True, False)
        assert watching.last == START + MINUTE
        with closing(library.watch(card, clock)) as later:
            assert later.last == START
        again = library.open(card, clock)
        assert (watching.follow(), watching.attended) == (True, True)
        again.close()


def test_another_laptop_that_wrote_a_moment_ago_may_be_running_it(place: Path) -> None:
    """Of a session in a synced folder the journal is all that tells."""
    clock = ManualClock(START)
    library, card = _library(place)
    theirs = Library(place, device="another").open(card, clock)
    theirs.do(Did.BEGIN, running.begin)
    lock_path(card.folder, "session").unlink()
    wrote = (card.folder / "journal.another.jsonl", (START + MINUTE).timestamp())
    os.utime(wrote[0], (wrote[1], wrote[1]))
    with closing(library.watch(card, clock)) as watching:
        assert (watching.attended, watching.elsewhere) == (False, True)
        clock.set(START + MINUTE + RECENT)
        assert (watching.follow(), watching.elsewhere) == (True, False)
        clock.set(START + MINUTE)
        assert (watching.follow(), watching.elsewhere) == (True, True)
        theirs.close()
        watching.follow()
        assert not watching.elsewhere


def test_it_goes_along_when_the_disk_fails_and_back_home(place: Path) -> None:
    clock = ManualClock(START)
    library, card = _library(place)
    facilitation = library.open(card, clock)
    facilitation.do(Did.BEGIN, running.begin)
    with closing(library.watch(card, clock)) as watching:
        real = system.sync
        first = iter([OSError(errno.EIO, "Input/output error")])

        def fails_once(descriptor: int) -> None:
            for error in first:
                raise error
            real(descriptor)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(system, "sync", fails_once)
            with pytest.raises(MovedError):
                facilitation.do(Did.ANSWER, say("net niet"))
        facilitation.do(Did.ANSWER, say("elders"))
        assert watching.follow()
        assert watching.room == facilitation.room
        assert [one.text for one in watching.room.session.answers] == ["elders"]
        with closing(library.watch(card, clock)) as later:
            later.follow()
            assert later.room == facilitation.room
        facilitation.close()
        home = library.open(card, clock)
        home.do(Did.ANSWER, say("weer thuis"))
        watching.follow()
        assert watching.room == home.room
        home.close()


def test_what_can_not_be_read_is_told_and_what_was_seen_stands(place: Path) -> None:
    clock = ManualClock(START)
    library, card = _library(place)
    with (
        closing(library.open(card, clock)) as facilitation,
        closing(library.watch(card, clock)) as watching,
    ):
        before = watching.room
        facilitation.do(Did.BEGIN, running.begin)

        def refuses(path: Path) -> bytes:
            raise PermissionError(errno.EACCES, "Permission denied", path)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(system, "read_file", refuses)
            with pytest.raises(UnreadableError):
                watching.follow()
            assert watching.room is before
        assert watching.follow()
        assert watching.room == facilitation.room


# Which session -----------------------------------------------------------------------------------


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
def library(place: Path) -> Library:
    return _library(place)[0]


@pytest.fixture
def lookout(library: Library, clock: ManualClock) -> Iterator[Lookout]:
    """Somebody who watches whatever goes on."""
    with closing(Lookout(library, clock)) as made:
        yield made


def _plan(library: Library, id_: str) -> SessionCard:
    room = planned_room(blocks=one_of_each())
    network = next(library.networks())
    return library.keep_session(network, room.session.but(id=id_))


def _seen(lookout: Lookout) -> str:
    lookout.follow()
    return lookout.card.id if lookout.card and lookout.watching else ""


def test_it_waits_for_a_session_and_goes_on_to_the_next(
    library: Library, lookout: Lookout, clock: ManualClock
) -> None:
    assert _seen(lookout) == ""
    third = library.session("third")
    facilitation = library.open(third, clock)
    assert _seen(lookout) == ""
    facilitation.do(Did.BEGIN, running.begin)
    assert _seen(lookout) == "third"

    fourth = _plan(library, "fourth")
    assert _seen(lookout) == "third"
    facilitation.do(Did.CLOSE, running.close)
    assert _seen(lookout) == "third"
    assert lookout.watching
    assert lookout.watching.room.session.closed
    facilitation.undo()
    assert _seen(lookout) == "third"
    assert lookout.watching.room.session.running
    facilitation.redo()
    facilitation.close()
    assert _seen(lookout) == "third"

    with closing(library.open(fourth, clock)) as next_one:
        next_one.do(Did.BEGIN, running.begin)
        assert _seen(lookout) == "fourth"
        assert lookout.watching.room == next_one.room


def test_one_that_nobody_runs_gives_way_to_one_that_somebody_does(
    library: Library, lookout: Lookout, clock: ManualClock
) -> None:
    with closing(library.open(library.session("third"), clock)) as left:
        left.do(Did.BEGIN, running.begin)
    assert _seen(lookout) == "third"
    with closing(library.open(_plan(library, "fourth"), clock)) as going:
        going.do(Did.BEGIN, running.begin)
        assert _seen(lookout) == "fourth"


def test_it_looks_through_all_sessions_only_when_one_has_changed(
    library: Library, lookout: Lookout, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(library.open(_plan(library, "past"), clock)) as past:
        past.do(Did.BEGIN, running.begin)
        past.do(Did.CLOSE, running.close)
    looks: list[NetworkCard] = []
    networks = library.networks

    def looked() -> Iterator[NetworkCard]:
        looks.extend(found := list(networks()))
        return iter(found)

    monkeypatch.setattr(library, "networks", looked)
    assert [_seen(lookout) for _look in range(3)] == ["", "", ""]
    assert len(looks) == 1
    with closing(library.open(library.session("third"), clock)) as going:
        looks.clear()
        going.do(Did.BEGIN, running.begin)
        assert _seen(lookout) == "third"
        assert len(looks) == 1


def test_who_asked_for_one_stays_with_it(library: Library, clock: ManualClock) -> None:
    third, fourth = library.session("third"), _plan(library, "fourth")
    with closing(Lookout(library, clock, third)) as lookout:
        assert _seen(lookout) == "third"
        assert lookout.watching
        assert lookout.watching.room.session.planned
        with closing(library.open(fourth, clock)) as going:
            going.do(Did.BEGIN, running.begin)
            assert _seen(lookout) == "third"

"""The catalogue: what the index has and what the folders hold come to the same."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from sessions import catalogue as module
from sessions import running
from sessions.agenda import Agenda
from sessions.cards import NetworkCard, SessionCard
from sessions.catalogue import Catalogue
from sessions.clock import ManualClock
from sessions.errors import NotFoundError, StoreError
from sessions.facilitation import Did
from sessions.library import Library
from sessions.store import system
from sessions.store.database import Database
from sessions.store.index import Index, forget
from sessions.store.operations import Put
from sessions.store.places import index_path
from tests.rooms import START, network_of, one_of_each

AGENDA = Agenda(title="Leernetwerk", blocks=one_of_each())
Opened = Callable[[], Catalogue]


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Two networks with two sessions each; read without an index."""
    monkeypatch.setenv("KRING_CACHE", str(tmp_path / "cache"))
    library = Library(tmp_path / "data", device="d1")
    for name in ("Noord", "Zuid"):
        library.keep_network(network_of("Henk", "Vera").but(id=f"id-{name}", name=name))
    for network in library.networks():
        for month in (3, 4):
            plan(library, network, month)
    return library


def plan(library: Library, network: NetworkCard, month: int = 9) -> SessionCard:
    return library.plan_session(network, AGENDA, day=date(2026, month, 12), facilitator="Mia")


@pytest.fixture
def opened(library: Library) -> Opened:
    """The catalogue as the next process opens it."""
    return lambda: Catalogue(library.root, device="d1", index=Index(library.root))


@pytest.fixture
def indexed(library: Library, opened: Opened) -> tuple[NetworkCard, ...]:
    """The networks there are, once they are in the index."""
    networks = tuple(opened().networks())
    assert networks == tuple(library.networks())
    return networks


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the folders that are read from now on."""
    names: list[str] = []
    for what in ("read_network", "read_session"):
        read = getattr(module, what)

        def noted(folder: Path, device: str, read: Callable[..., object] = read) -> object:
            names.append(folder.name)
            return read(folder, device)

        monkeypatch.setattr(module, what, noted)
    return iter([names])


def test_the_index_has_it_at_once_and_nothing_is_read_again(
    indexed: tuple[NetworkCard, ...], opened: Opened, readings: Iterator[list[str]]
) -> None:
    again = opened()
    assert again.known == indexed
    assert tuple(again.networks()) == indexed
    assert again.known is again.known
    assert next(readings) == []


def test_only_what_changed_is_read(
    indexed: tuple[NetworkCard, ...],
    library: Library,
    opened: Opened,
    readings: Iterator[list[str]],
) -> None:
    session = indexed[0].sessions[0]
    facilitation = library.open(session, ManualClock(START))
    facilitation.do(Did.BEGIN, running.begin)
    later = opened()
    assert later.known == indexed
    (noord, zuid) = later.networks()
    assert noord.running
    assert noord.running.id == session.id
    assert zuid == indexed[1]
    facilitation.close()
    read = next(readings)
    assert set(read) <= {session.folder.name, noord.folder.name}


def test_what_is_gone_vanishes(indexed: tuple[NetworkCard, ...], opened: Opened) -> None:
    noord, zuid = indexed
    shutil.rmtree(noord.folder)
    shutil.rmtree(zuid.sessions[0].folder)
    for _time in range(2):
        again = opened()
        (left,) = again.networks()
        assert left.sessions == zuid.sessions[1:]
    assert opened().known == (left,)


def test_a_planned_session_is_there_at_once(
    indexed: tuple[NetworkCard, ...], library: Library, opened: Opened
) -> None:
    there = opened()
    made = plan(library, indexed[0])
    assert there.look_at(indexed[0].folder).sessions[0] == made
    assert opened().known == there.known


def test_what_is_planned_while_it_looks_stays(
    indexed: tuple[NetworkCard, ...], library: Library, opened: Opened
) -> None:
    forget(library.root)
    there = opened()
    looking = there.look()
    next(looking)
    next(looking)
    made = plan(library, indexed[0])
    assert made in there.look_at(indexed[0].folder).sessions
    other = library.make_network(START, name="Midden")
    there.look_at(library.folder_of(other))
    for _pause in looking:
        pass
    assert made in there.known[1].sessions
    assert [card.name for card in there.known] == ["Midden", "Noord", "Zuid"]


def test_to_look_at_a_network_that_is_gone(
    indexed: tuple[NetworkCard, ...], opened: Opened
) -> None:
    there = opened()
    shutil.rmtree(indexed[0].folder)
    with pytest.raises(NotFoundError):
        there.look_at(indexed[0].folder)
    assert there.known == indexed[1:]


def test_what_can_not_be_read_is_told_until_it_can(
    indexed: tuple[NetworkCard, ...], opened: Opened
) -> None:
    session = indexed[0].sessions[0]
    journal = session.folder / "journal.d1.jsonl"
    journal.unlink(missing_ok=True)
    journal.mkdir()
    for _time in range(2):
        there = opened()
        assert next(there.networks()).sessions == indexed[0].sessions[1:]
        (error,) = there.unreadable
        assert isinstance(error, StoreError)
    journal.rmdir()
    assert tuple(there.networks()) == indexed
    assert there.unreadable == ()


@pytest.mark.parametrize(
    ("key", "value"), [("title", 7), ("day", "never"), ("number", []), ("id", None)]
)
def test_a_head_that_a_hand_broke_is_told(
    indexed: tuple[NetworkCard, ...], opened: Opened, key: str, value: object
) -> None:
    session = indexed[0].sessions[0]
    with Database(session.folder, "session", device="d1") as database:
        (head,) = database.documents("session")
        database.keep([Put("session", session.id, head | {key: value})])
    there = opened()
    assert next(there.networks()).sessions == indexed[0].sessions[1:]
    assert [error.path for error in there.unreadable] == [session.folder]


def test_folders_that_can_not_be_listed_are_told(
    indexed: tuple[NetworkCard, ...], opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, closed = system.names, {indexed[0].folder / "sessions", indexed[1].folder}

    def names(folder: Path) -> list[str]:
        if folder in closed:
            raise PermissionError(13, "Permission denied", str(folder))
        return real(folder)

    monkeypatch.setattr(system, "names", names)
    there = opened()
    (noord,) = there.networks()
    assert noord.sessions == ()
    assert {error.path for error in there.unreadable} == closed
    closed.add(there.root / "networks")
    with pytest.raises(StoreError):
        list(there.networks())


def test_a_spoilt_index_changes_nothing(
    indexed: tuple[NetworkCard, ...], library: Library, opened: Opened
) -> None:
    index_path(library.root).write_bytes(b"SQLite format 3\0" + b"\xff" * 9000)
    assert opened().known == ()
    assert tuple(opened().networks()) == indexed
    assert opened().known == indexed


def test_cards_of_another_shape_are_read_again(
    indexed: tuple[NetworkCard, ...], library: Library, opened: Opened
) -> None:
    index = Index(library.root)
    key, entry = next(iter(index.entries().items()))
    index.change({key: entry._replace(card=b"[1")})
    assert opened().known == ()
    assert tuple(opened().networks()) == indexed


def test_nowhere_to_keep_an_index_is_no_matter(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: Opened
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("KRING_CACHE", str(tmp_path / "file"))
    assert tuple(opened().networks()) == tuple(library.networks())
    assert opened().known == ()


def test_more_than_go_into_the_index_at_once(
    library: Library, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 2)
    looking = opened().look()
    for _pause in range(3):
        next(looking)
    assert len(opened().known[0].sessions) == 1
    assert [len(card.sessions) for card in library.networks()] == [2, 2]

"""The data folder: networks and sessions, found, planned, opened and read."""

import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from sessions import running
from sessions.agenda import Agenda
from sessions.cards import NetworkCard, SessionCard, going_on
from sessions.clock import ManualClock
from sessions.errors import (
    AmbiguousError,
    EmptyTextError,
    NoNetworkError,
    NoSessionError,
    NotFoundError,
)
from sessions.facilitation import Did
from sessions.library import EARLIER, Library, slug
from sessions.store.database import Database
from sessions.store.errors import HeldError
from tests.rooms import START, network_of, one_of_each

DAY = date(2026, 3, 12)
AGENDA = Agenda(title="Leernetwerk", blocks=one_of_each())


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """An empty data folder."""
    return Library(tmp_path / "data", device="d1")


@pytest.fixture
def shelf(library: Library) -> Library:
    """A folder with one network of two people."""
    library.keep_network(network_of("Henk", "Vera"))
    return library


def the_network(library: Library) -> NetworkCard:
    return next(library.networks())


def planned(library: Library, day: date = DAY) -> SessionCard:
    return library.plan_session(the_network(library), AGENDA, day=day, facilitator="Mia")


def test_a_new_folder_is_empty(library: Library) -> None:
    assert list(library.networks()) == []
    assert going_on(library.networks()) is None
    with pytest.raises(NotFoundError):
        library.session("latest")


def test_a_network_is_made_and_found(library: Library) -> None:
    made = library.make_network(START, name=" Noord\n", goal="leren", why="samen")
    card = the_network(library)
    assert (card.id, card.name, card.members) == (made.id, "Noord", 0)
    assert library.found(card) == made
    assert card.folder.name == f"noord-{made.id[:8]}"
    with pytest.raises(EmptyTextError):
        library.make_network(START, name=" ")


def test_networks_come_by_name(library: Library) -> None:
    for name in ("zuid", "Éen", "Noord", "noord"):
        library.make_network(START, name=name)
    assert [card.name.casefold() for card in library.networks()] == [
        "noord",
        "noord",
        "zuid",
        "éen",
    ]


def test_a_session_goes_from_planned_to_running_to_past(shelf: Library) -> None:
    card = planned(shelf)
    assert card.planned
    assert the_network(shelf).planned == card
    opened = shelf.open(card, ManualClock(START))
    opened.do(Did.BEGIN, running.begin)
    assert going_on(shelf.networks()) == the_network(shelf).running
    opened.do(Did.CLOSE, running.close)
    opened.close()
    there = the_network(shelf)
    assert (there.planned, there.running) == (None, None)
    assert [one.id for one in there.past] == [card.id]
    assert shelf.room(there.past[0]) == opened.room
    assert shelf.session("latest") == there.past[0]


def test_no_two_sessions_have_a_number(shelf: Library) -> None:
    cards = [planned(shelf, date(2026, month, 1)) for month in (1, 2, 3)]
    assert [one.number for one in cards] == [1, 2, 3]
    shutil.rmtree(cards[1].folder)
    assert planned(shelf, date(2026, 4, 1)).number == 4


def test_the_sessions_before_one_are_at_hand(shelf: Library) -> None:
    cards = [planned(shelf, date(2026, month, 1)) for month in (1, 2, 3)]
    for kept in cards[0].folder.iterdir():
        kept.write_text("{", encoding="utf-8")
    clock = ManualClock(START)
    with closing(shelf.open(cards[2], clock)) as opened:
        assert [one.id for one in opened.earlier()] == [cards[1].id]
        assert opened.earlier() is opened.earlier(), "read once"
    many = [planned(shelf, date(2027, 1, day)) for day in range(1, EARLIER + 3)]
    newest_first = [one.id for one in reversed(many)]
    assert [one.id for one in shelf.earlier(cards[2])] == newest_first[:EARLIER]


def test_an_agenda_used_twice_gives_blocks_of_their_own(shelf: Library) -> None:
    one, two = (shelf.room(planned(shelf)).session for _ in range(2))
    assert {b.id for b in one.blocks}.isdisjoint(b.id for b in two.blocks)
    assert [b.kind for b in one.blocks] == [b.kind for b in AGENDA.blocks]


def test_a_session_is_found_by_id_and_by_folder(shelf: Library) -> None:
    card, other = planned(shelf), planned(shelf, date(2026, 5, 7))
    assert shelf.session(card.id) == card
    assert shelf.session(card.id[:10]) == card
    assert shelf.session(other.folder.name) == other
    assert shelf.session("2026-05") == other
    with pytest.raises(AmbiguousError) as caught:
        shelf.session("2026")
    assert set(caught.value.among) == {card.folder.name, other.folder.name}
    for wanted in ("", "nothing"):
        with pytest.raises(NotFoundError):
            shelf.session(wanted)


def test_nothing_is_made_where_what_is_opened_has_gone(shelf: Library) -> None:
    card, network = planned(shelf), the_network(shelf)
    shutil.rmtree(network.folder)
    with pytest.raises(NoNetworkError):
        shelf.tend(network, ManualClock(START))
    with pytest.raises(NoSessionError):
        shelf.open(card, ManualClock(START))
    assert not network.folder.exists()


def test_a_session_that_is_open_is_open_once_and_can_be_read(shelf: Library) -> None:
    card = planned(shelf)
    opened = shelf.open(card, ManualClock(START))
    with pytest.raises(HeldError):
        shelf.open(card, ManualClock(START))
    assert shelf.room(card) == opened.room
    opened.close()
    shelf.open(card, ManualClock(START)).close()


def test_a_session_that_can_not_be_opened_holds_nothing(shelf: Library) -> None:
    card = planned(shelf)
    held = Database(the_network(shelf).folder, "network", device="d2")
    with pytest.raises(HeldError):
        shelf.open(card, ManualClock(START))
    held.close()
    shelf.open(card, ManualClock(START)).close()


def test_what_was_cut_short_while_it_was_made_is_passed_over(shelf: Library) -> None:
    card = planned(shelf)
    network = the_network(shelf).folder
    Database(network / "sessions/2026/2026-03-13-cut", "session", device="d1").close()
    Database(network.with_name("cut"), "network", device="d1").close()
    assert [one.sessions for one in shelf.networks()] == [(card,)]


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Leernetwerk Noord", "leernetwerk-noord"),
        ("Zoë & co / ../x", "zoe-co-x"),
        ("שלום", "network"),
        ("…", "network"),
        ("a" * 90, "a" * 40),
        ("a" * 39 + " b", "a" * 39),
    ],
)
def test_a_folder_has_a_name_that_any_system_takes(name: str, folder: str) -> None:
    assert slug(name) == folder

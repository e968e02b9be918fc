"""The networks and sessions in a data folder, as cards: what a list shows, and where they are.

Reads the store's plain documents and no models: this is on the way to the first list.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from sessions.choosing import to_choose
from sessions.errors import StoreError
from sessions.store.database import Database
from sessions.store.errors import UnreadableError

T = TypeVar("T")
NETWORK, SESSION = "network", "session"
"""A database's name, and its table with the head."""


@dataclass(frozen=True)
class SessionCard:
    """A session on the shelf: what a list shows of it, and where it is."""

    id: str
    network: str
    title: str
    number: int
    day: date
    planned: bool
    running: bool
    answers: int
    folder: Path
    differing: int = 0
    """Things in it that laptops changed without knowing of each other (see `choosing`)."""


@dataclass(frozen=True)
class NetworkCard:
    """A network on the shelf, with its sessions, the newest first."""

    id: str
    name: str
    members: int
    open_actions: int
    sessions: tuple[SessionCard, ...]
    folder: Path
    differing: int = 0
    """Likewise, in the network itself."""

    @property
    def running(self) -> SessionCard | None:
        """The session that is going on."""
        return next((one for one in self.sessions if one.running), None)

    @property
    def planned(self) -> SessionCard | None:
        """The session that is ready to start; the first of them."""
        return next((one for one in reversed(self.sessions) if one.planned), None)

    @property
    def past(self) -> tuple[SessionCard, ...]:
        """The sessions that were closed."""
        return tuple(one for one in self.sessions if not one.planned and not one.running)


class Catalogue:
    """The data folder `root`, as this device (`device` is its id) reads it."""

    def __init__(self, root: Path, *, device: str) -> None:
        self.root = root
        self.unreadable: list[StoreError] = []
        self._device = device

    def networks(self) -> Iterator[NetworkCard]:
        """The networks, by name; what can't be read of them is left in `unreadable`."""
        self.unreadable = []
        folders = (self.root / "networks").glob("*/network.json")
        cards = (self._network_card(path.parent) for path in folders)
        found = (card for card in cards if card)
        yield from sorted(found, key=lambda card: (card.name.casefold(), card.id))

    def _database(self, folder: Path, name: str, *, read_only: bool = False) -> Database:
        return Database(folder, name, device=self._device, read_only=read_only)

    def _network_card(self, folder: Path) -> NetworkCard | None:
        return self._noted(folder, self._read_network)

    def _read_network(self, folder: Path) -> NetworkCard | None:
        (head, members, actions), differing = self._read(folder, NETWORK, "members", "actions")
        if not head:
            return None
        each = (
            self._noted(path.parent, self._read_session)
            for path in folder.glob("sessions/*/*/session.json")
        )
        cards = [card for card in each if card]
        return NetworkCard(
            id=head[0]["id"],
            name=head[0]["name"],
            members=sum(1 for one in members if not one["left"]),
            open_actions=sum(1 for one in actions if one["status"] == "open"),
            sessions=tuple(sorted(cards, key=lambda one: (one.day, one.number), reverse=True)),
            folder=folder,
            differing=differing,
        )

    def _read_session(self, folder: Path) -> SessionCard | None:
        (heads, answers), differing = self._read(folder, SESSION, "answers")
        card = _card(heads[0], len(answers), folder) if heads else None
        return replace(card, differing=differing) if card and differing else card

    def _read(
        self, folder: Path, name: str, *tables: str
    ) -> tuple[list[list[dict[str, Any]]], int]:
        """The tables of a database, its own (with the head) first; and how much there differs."""
        with closing(self._database(folder, name, read_only=True)) as database:
            documents = [database.documents(table) for table in (name, *tables)]
            return documents, len(to_choose(database))

    def _noted(self, folder: Path, read: Callable[[Path], T | None]) -> T | None:
        """The card of a folder; None where it was not made whole, or can't be read (noted)."""
        try:
            with readable(folder):
                return read(folder)
        except StoreError as error:
            self.unreadable.append(error)
            return None


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Documents that are not what they should be, a hand's work, end in a StoreError.

    Raises:
        UnreadableError: something is missing or of another kind.
    """
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableError(path, type(error).__name__) from error


def _card(head: dict[str, Any], answers: int, folder: Path) -> SessionCard:
    return SessionCard(
        id=head["id"],
        network=head["network"],
        title=head["title"],
        number=head["number"],
        day=date.fromisoformat(head["day"]),
        planned=head["begun"] is None,
        running=head["begun"] is not None and head["closed"] is None,
        answers=answers,
        folder=folder,
    )

"""The library: the networks and sessions in a data folder."""

import unicodedata
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sessions import facilitation
from sessions.agenda import Agenda
from sessions.base import new_id
from sessions.clock import Clock
from sessions.errors import AmbiguousError, NotFoundError, StoreError
from sessions.facilitation import Facilitation
from sessions.network import Network
from sessions.records import Where, read_network, read_session
from sessions.room import Room
from sessions.session import Session
from sessions.store.database import Database
from sessions.texts import clean, said

AGENDAS = "agendas"
SHORT = 8


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


@dataclass(frozen=True)
class NetworkCard:
    """A network on the shelf, with its sessions, the newest first."""

    id: str
    name: str
    members: int
    open_actions: int
    sessions: tuple[SessionCard, ...]
    folder: Path

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


class Library:
    """The data folder `root`, as this device (`device` is its id) reads and writes it."""

    def __init__(self, root: Path, *, device: str) -> None:
        self.root = root
        self._device = device
        self.unreadable: list[StoreError] = []

    @property
    def agendas(self) -> Path:
        """The folder for agendas of somebody's own."""
        return self.root / AGENDAS

    def networks(self) -> Iterator[NetworkCard]:
        """The networks, by name; what can't be read of them is left in `unreadable`."""
        self.unreadable = []
        folders = (self.root / "networks").glob("*/network.json")
        cards = (self._network_card(path.parent) for path in folders)
        found = (card for card in cards if card)
        yield from sorted(found, key=lambda card: (card.name.casefold(), card.id))

    def found(self, network: NetworkCard) -> Network:
        """The whole of a network."""
        with closing(self._database(network.folder, Where.NETWORK, read_only=True)) as database:
            return read_network(database.documents)

    def room(self, session: SessionCard) -> Room:
        """A session and its network, to read."""
        folder = _network_folder(session.folder)
        with (
            closing(self._database(session.folder, Where.SESSION, read_only=True)) as kept,
            closing(self._database(folder, Where.NETWORK, read_only=True)) as network,
        ):
            return Room(
                session=read_session(kept.documents), network=read_network(network.documents)
            )

    def running(self) -> SessionCard | None:
        """The session that was going on when the program last ran; the newest of them."""
        going = [card.running for card in self.networks()]
        return max((one for one in going if one), key=lambda one: one.day, default=None)

    def session(self, wanted: str) -> SessionCard:
        """The session whose id starts with `wanted`, or whose folder is called so.

        Raises:
            NotFoundError: there is none.
            AmbiguousError: there is more than one.
        """
        every = [session for network in self.networks() for session in network.sessions]
        if wanted in {"latest", "last"}:
            past = [one for one in every if not one.planned]
            found = [max(past, key=lambda one: (one.day, one.number))] if past else []
        else:
            found = [one for one in every if one.folder.name == wanted]
            found = found or [one for one in every if one.id.startswith(wanted)]
            found = found or [one for one in every if one.folder.name.startswith(wanted)]
        if not found or not wanted:
            raise NotFoundError(wanted)
        if len(found) > 1:
            raise AmbiguousError(wanted, tuple(one.folder.name for one in found))
        return found[0]

    def make_network(self, now: datetime, *, name: str, goal: str = "", why: str = "") -> Network:
        """A new network, kept."""
        network = Network(
            id=new_id(), name=said(name, most=200), goal=clean(goal), why=clean(why), made=now
        )
        self.keep_network(network)
        return network

    def keep_network(self, network: Network) -> Path:
        """Keep a network that is not there yet, in a folder that a person can find."""
        folder = self.root / "networks" / f"{slug(network.name)}-{network.id[:SHORT]}"
        room = Room(session=_nothing(network.id), network=network)
        with closing(self._database(folder, Where.NETWORK)) as database:
            database.keep(facilitation.first_edits(room)[Where.NETWORK])
        return folder

    def plan_session(
        self, network: NetworkCard, agenda: Agenda, *, day: date, facilitator: str
    ) -> SessionCard:
        """A session of that network, kept, ready to start."""
        session = Session(
            id=new_id(),
            network=network.id,
            title=agenda.title,
            agenda=agenda.title,
            number=len(network.past) + 1,
            day=day,
            facilitator=clean(facilitator),
            blocks=agenda.fresh(),
        )
        return self.keep_session(network, session)

    def keep_session(self, network: NetworkCard, session: Session) -> SessionCard:
        """Keep a session that is not there yet."""
        name = f"{session.day.isoformat()}-{session.id[:SHORT]}"
        folder = network.folder / "sessions" / f"{session.day.year:04}" / name
        room = Room(session=session, network=self.found(network))
        with closing(self._database(folder, Where.SESSION)) as database:
            database.keep(facilitation.first_edits(room)[Where.SESSION])
        return _session_card(folder, session)

    def open(self, session: SessionCard, clock: Clock) -> "OpenSession":
        """The session in the hands of a facilitator; the library is to `close` it."""
        folder = _network_folder(session.folder)
        with ExitStack() as opened:
            kept = opened.enter_context(closing(self._database(session.folder, Where.SESSION)))
            network = opened.enter_context(closing(self._database(folder, Where.NETWORK)))
            facilitated = OpenSession(kept, network, clock)
            opened.pop_all()
        return facilitated

    def _database(self, folder: Path, name: Where, *, read_only: bool = False) -> Database:
        return Database(folder, name, device=self._device, read_only=read_only)

    def _network_card(self, folder: Path) -> NetworkCard | None:
        """The network in that folder; None where it can't be read or was not made whole."""
        read = self._read(folder, Where.NETWORK, "members", "actions")
        if read is None:
            return None
        head, members, actions = read[0][0], read[1], read[2]
        each = (self._session_card(p.parent) for p in folder.glob("sessions/*/*/session.json"))
        cards = [card for card in each if card]
        return NetworkCard(
            id=head["id"],
            name=head["name"],
            members=sum(1 for one in members if not one["left"]),
            open_actions=sum(1 for one in actions if one["status"] == "open"),
            sessions=tuple(sorted(cards, key=lambda one: (one.day, one.number), reverse=True)),
            folder=folder,
        )

    def _read(self, folder: Path, name: Where, *tables: str) -> list[list[dict[str, Any]]] | None:
        """The tables of a database, its own (with the head) first."""
        try:
            with closing(self._database(folder, name, read_only=True)) as database:
                read = [database.documents(table) for table in (name, *tables)]
        except StoreError as error:
            self.unreadable.append(error)
            return None
        return read if read[0] else None

    def _session_card(self, folder: Path) -> SessionCard | None:
        """The session in that folder; None where it can't be read or was not made whole."""
        read = self._read(folder, Where.SESSION, "answers")
        if read is None:
            return None
        head, answers = read[0][0], len(read[1])
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


class OpenSession(Facilitation):
    """A facilitation with its databases open, until `close`."""

    def __init__(self, session: Database, network: Database, clock: Clock) -> None:
        super().__init__(session, network, clock)
        self._databases = (session, network)

    def close(self) -> None:
        """Close both databases."""
        for database in self._databases:
            database.close()


def slug(name: str) -> str:
    """A name as part of a folder's name: lower-case letters and digits, with hyphens between."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    return "-".join(words)[:40].strip("-") or "network"


def _network_folder(session: Path) -> Path:
    return session.parents[2]


def _session_card(folder: Path, session: Session) -> SessionCard:
    return SessionCard(
        id=session.id,
        network=session.network,
        title=session.title,
        number=session.number,
        day=session.day,
        planned=session.planned,
        running=session.running,
        answers=len(session.answers),
        folder=folder,
    )


def _nothing(network: str) -> Session:
    return Session(id=network, network=network, title="", agenda="", day=date.min)

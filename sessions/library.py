"""The library: the networks and sessions in a data folder."""

import unicodedata
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path

from sessions.agenda import Agenda
from sessions.base import new_id
from sessions.cards import NetworkCard, SessionCard, readable
from sessions.carrying import first_edits, kept_room
from sessions.catalogue import Catalogue
from sessions.clock import Clock
from sessions.errors import (
    AmbiguousError,
    NoNetworkError,
    NoSessionError,
    NotFoundError,
    StoreError,
)
from sessions.facilitation import Facilitation
from sessions.network import Network
from sessions.people import LONGEST
from sessions.records import Where, read_network, read_session
from sessions.room import Room
from sessions.session import Session
from sessions.store.database import Database
from sessions.store.errors import NewerFormatError, ReadOnlyError, Why
from sessions.store.names import NETWORKS, SESSIONS
from sessions.store.reports import NewerFormat, Report
from sessions.tending import Tending, no_session
from sessions.texts import clean, said
from sessions.watching import Watching

AGENDAS = "agendas"
SHORT = 8
EARLIER = 12
"""Sessions back that are looked at for what people asked, offered and said."""


class Library(Catalogue):
    """The data folder, as this device reads and writes it."""

    @property
    def agendas(self) -> Path:
        """The folder for agendas of somebody's own."""
        return self.root / AGENDAS

    def found(self, network: NetworkCard) -> Network:
        """The whole of a network."""
        with (
            closing(self._database(network.folder, Where.NETWORK, read_only=True)) as database,
            readable(network.folder),
        ):
            return read_network(database.documents, strict=False)

    def room(self, session: SessionCard) -> Room:
        """A session and its network, to read."""
        folder = session.network_folder
        with (
            closing(self._database(session.folder, Where.SESSION, read_only=True)) as kept,
            closing(self._database(folder, Where.NETWORK, read_only=True)) as network,
            readable(session.folder),
        ):
            return kept_room(kept.documents, network.documents, strict=False)

    def standing(self, network: NetworkCard) -> Room:
        """A network to read: as in the session that goes on, else as it is between sessions."""
        if network.running:
            return self.room(network.running)
        found = self.found(network)
        return Room(session=no_session(found), network=found)

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
            id=new_id(), name=said(name, most=LONGEST), goal=clean(goal), why=clean(why), made=now
        )
        self.keep_network(network)
        return network

    def folder_of(self, network: Network) -> Path:
        """Where a new network of that name is kept."""
        return self.root / NETWORKS / f"{slug(network.name)}-{network.id[:SHORT]}"

    def keep_network(self, network: Network) -> Path:
        """Keep a network that is not there yet, in a folder that a person can find."""
        folder = self.folder_of(network)
        room = Room(session=no_session(network), network=network)
        with closing(self._database(folder, Where.NETWORK)) as database:
            database.keep(first_edits(room)[Where.NETWORK])
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
            number=max((one.number for one in network.sessions), default=0) + 1,
            day=day,
            facilitator=clean(facilitator),
            blocks=agenda.fresh(),
        )
        return self.keep_session(network, session)

    def keep_session(self, network: NetworkCard, session: Session) -> SessionCard:
        """Keep a session that is not there yet."""
        name = f"{session.day.isoformat()}-{session.id[:SHORT]}"
        folder = network.folder / SESSIONS / f"{session.day.year:04}" / name
        room = Room(session=session, network=self.found(network))
        with closing(self._database(folder, Where.SESSION)) as database:
            database.keep(first_edits(room)[Where.SESSION])
        return _session_card(folder, session)

    def open(self, session: SessionCard, clock: Clock) -> "OpenSession":
        """The session in the hands of a facilitator; the library is to `close` it.

        One that was closed, and that can only be read, is there to be read.

        Raises:
            NoSessionError: it is not there any more.
            StoreError: it can't be opened, or be run.
        """
        if not session.folder.is_dir():
            raise NoSessionError(session.folder.name)
        folder = session.network_folder
        with ExitStack() as opened:
            kept = opened.enter_context(closing(self._to_keep(session.folder, Where.SESSION)))
            network = opened.enter_context(closing(self._to_keep(folder, Where.NETWORK)))
            with readable(session.folder):
                earlier = partial(self.earlier, session)
                facilitated = OpenSession(kept, network, clock, session, earlier)
            if not facilitated.room.session.closed:
                _must_be_kept_in(kept, network)
            opened.pop_all()
        return facilitated

    def tend(self, network: NetworkCard, clock: Clock) -> "OpenNetwork":
        """A network in the hands of a facilitator between sessions, who is to `close` it.

        Raises:
            NoNetworkError: it is not there any more.
            StoreError: it can't be opened, or nothing can be kept in it.
        """
        if not network.folder.is_dir():
            raise NoNetworkError(network.folder.name)
        with ExitStack() as opened:
            kept = opened.enter_context(closing(self._database(network.folder, Where.NETWORK)))
            _must_be_kept_in(kept)
            with readable(network.folder):
                tended = OpenNetwork(kept, clock)
            opened.pop_all()
        return tended

    def watch(self, session: SessionCard, clock: Clock) -> Watching:
        """The session, to be read while another process runs it; `close` ends it."""
        folder = session.network_folder
        with ExitStack() as opened:
            kept, network = (
                opened.enter_context(closing(self._database(where, name, read_only=True)))
                for where, name in ((session.folder, Where.SESSION), (folder, Where.NETWORK))
            )
            watching = Watching(kept, network, clock, session.folder)
            opened.pop_all()
        return watching

    def may_run_elsewhere(self, session: SessionCard, clock: Clock) -> bool:
        """Whether another laptop may be running it: that wrote a moment ago, nobody here.

        Raises:
            StoreError: it can't be read.
        """
        if not session.running:
            return False
        with closing(self.watch(session, clock)) as watching:
            return watching.elsewhere and not watching.attended

    def earlier(self, session: SessionCard) -> tuple[Session, ...]:
        """The last sessions of its network but that one, the newest first.

        One that can't be read is left out.
        """
        folders = session.network_folder.glob("sessions/*/*/session.json")
        others = sorted({path.parent for path in folders} - {session.folder}, reverse=True)
        found = (self._read_whole(folder) for folder in others[:EARLIER])
        return tuple(one for one in found if one)

    def _read_whole(self, folder: Path) -> Session | None:
        with (
            suppress(StoreError),
            closing(self._database(folder, Where.SESSION, read_only=True)) as kept,
            readable(folder),
        ):
            return read_session(kept.documents, strict=False)
        return None

    def _to_keep(self, folder: Path, name: str) -> Database:
        """A database to keep in; where the disk is read-only, to be read."""
        try:
            return self._database(folder, name)
        except ReadOnlyError:
            return self._database(folder, name, read_only=True)

    def _database(self, folder: Path, name: str, *, read_only: bool = False) -> Database:
        return Database(folder, name, device=self._device, read_only=read_only)


class OpenDatabases:
    """The databases that somebody has in hand, until `close`."""

    def __init__(self, *databases: Database) -> None:
        self._databases = databases

    @property
    def reports(self) -> tuple[Report, ...]:
        """What opening and tidying found that a person may want to know."""
        return tuple(report for database in self._databases for report in database.reports)

    @property
    def is_open(self) -> bool:
        """Whether something can still be kept in them."""
        return not any(database.read_only for database in self._databases)

    def compaction_due(self, *, quiet: bool) -> bool:
        """Whether it is time to `compact`: when nobody types (`quiet`), sooner."""
        return any(database.compaction_due(quiet=quiet) for database in self._databases)

    def compact(self, *, quiet: bool) -> None:
        """Make the journals short for which it is time, on a thread beside the one that keeps.

        A failure is a report, and nothing is lost by it.
        """
        for database in self._databases:
            if database.compaction_due(quiet=quiet):
                database.compact()

    def note_last(self) -> None:
        """Leave how far each has come for who opens it next: for when nobody waits."""
        for database in self._databases:
            database.note_last()

    def close(self) -> None:
        """Close them all."""
        for database in self._databases:
            database.close()


class OpenSession(OpenDatabases, Facilitation):
    """A facilitation with its databases open, until `close`; `earlier` reads those before it."""

    def __init__(
        self,
        session: Database,
        network: Database,
        clock: Clock,
        card: SessionCard,
        earlier: Callable[[], tuple[Session, ...]],
    ) -> None:
        OpenDatabases.__init__(self, session, network)
        Facilitation.__init__(self, session, network, clock, strict=self.is_open)
        self.card = card
        self._earlier = cache(earlier)

    def earlier(self) -> tuple[Session, ...]:
        """The last sessions of this network, the newest first; read once, on any thread."""
        return self._earlier()


class OpenNetwork(OpenDatabases, Tending):
    """A network that is tended with its database open, until `close`."""

    def __init__(self, network: Database, clock: Clock) -> None:
        OpenDatabases.__init__(self, network)
        Tending.__init__(self, network, clock)


def _must_be_kept_in(*databases: Database) -> None:
    """Something can be kept in all of them.

    Raises:
        NewerFormatError: a later version wrote one of them.
        ReadOnlyError: the disk is read-only.
    """
    for database in databases:
        for report in database.reports:
            if isinstance(report, NewerFormat):
                raise NewerFormatError(report.path, report.format)
        if database.read_only:
            raise ReadOnlyError(database.folder, Why.READ_ONLY)


def slug(name: str) -> str:
    """A name as part of a folder's name: lower-case letters and digits, with hyphens between."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    return "-".join(words)[:40].strip("-") or "network"


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
        place=str(folder),
    )

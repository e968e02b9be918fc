"""The library: the networks and sessions in a data folder."""

import unicodedata
from contextlib import ExitStack, closing
from datetime import date, datetime
from pathlib import Path

from sessions import facilitation
from sessions.agenda import Agenda
from sessions.base import new_id
from sessions.cards import Catalogue, NetworkCard, SessionCard, readable
from sessions.clock import Clock
from sessions.errors import AmbiguousError, NotFoundError
from sessions.facilitation import Facilitation
from sessions.network import Network
from sessions.records import Where, read_network
from sessions.room import Room
from sessions.session import Session
from sessions.store.database import Database
from sessions.tending import Tending, no_session
from sessions.texts import clean, said
from sessions.watching import Watching

AGENDAS = "agendas"
SHORT = 8


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
            return read_network(database.documents)

    def room(self, session: SessionCard) -> Room:
        """A session and its network, to read."""
        folder = _network_folder(session.folder)
        with (
            closing(self._database(session.folder, Where.SESSION, read_only=True)) as kept,
            closing(self._database(folder, Where.NETWORK, read_only=True)) as network,
            readable(session.folder),
        ):
            return facilitation.kept_room(kept.documents, network.documents)

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
        room = Room(session=no_session(network), network=network)
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
            with readable(session.folder):
                facilitated = OpenSession(kept, network, clock)
            opened.pop_all()
        return facilitated

    def tend(self, network: NetworkCard, clock: Clock) -> "OpenNetwork":
        """A network in the hands of a facilitator between sessions, who is to `close` it."""
        with ExitStack() as opened:
            kept = opened.enter_context(closing(self._database(network.folder, Where.NETWORK)))
            with readable(network.folder):
                tended = OpenNetwork(kept, clock)
            opened.pop_all()
        return tended

    def watch(self, session: SessionCard, clock: Clock) -> Watching:
        """The session, to be read while another process runs it; `close` ends it."""
        folder = _network_folder(session.folder)
        with ExitStack() as opened:
            kept, network = (
                opened.enter_context(closing(self._database(where, name, read_only=True)))
                for where, name in ((session.folder, Where.SESSION), (folder, Where.NETWORK))
            )
            watching = Watching(kept, network, clock, session.folder)
            opened.pop_all()
        return watching


class OpenSession(Facilitation):
    """A facilitation with its databases open, until `close`."""

    def __init__(self, session: Database, network: Database, clock: Clock) -> None:
        super().__init__(session, network, clock)
        self._databases = (session, network)

    def close(self) -> None:
        """Close both databases."""
        for database in self._databases:
            database.close()


class OpenNetwork(Tending):
    """A network that is tended with its database open, until `close`."""

    def __init__(self, network: Database, clock: Clock) -> None:
        super().__init__(network, clock)
        self._database = network

    def close(self) -> None:
        """Close the database."""
        self._database.close()


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

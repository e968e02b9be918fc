"""Erasing a person, an answer or a session from all the files of a network."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sessions.base import find
from sessions.cards import readable
from sessions.carrying import CARRIED, operation
from sessions.clock import Clock
from sessions.errors import NotFoundError, StoreError
from sessions.facilitation import Facilitation, forgetting
from sessions.forgetting import Erasure, Toll, toll_of_network, toll_of_session
from sessions.network import Network
from sessions.records import Where, edits_of, read_network, read_session
from sessions.session import Session
from sessions.store import places
from sessions.store.care import sessions_of
from sessions.store.copies import files_around, may_hold
from sessions.store.database import Database
from sessions.store.erasing import erase_all, holding
from sessions.store.errors import NotKeptError, Why
from sessions.store.index import forget
from sessions.store.names import is_journal
from sessions.store.operations import Drop, Operation, Put
from sessions.store.traces import Traces

_SNAPSHOTS = {f"{where}.json{ending}" for where in Where for ending in ("", ".bak")}


@dataclass(frozen=True)
class Left:
    """Where something is left of what was erased.

    `theirs` are files that other laptops write; `copies` are none of Kring's to change. `standing`
    are the texts with the first name `called`, perhaps somebody else's.
    """

    theirs: tuple[Path, ...] = ()
    copies: tuple[Path, ...] = ()
    called: str = ""
    standing: tuple[str, ...] = ()


class Eraser:
    """Erases on the network in `folder`, as this device; nothing of it may be open."""

    def __init__(self, folder: Path, *, device: str, clock: Clock) -> None:
        self._folder, self._device, self._clock = folder, device, clock

    def network(self) -> Network:
        """The network as it is kept."""
        with self._reading(self._folder, Where.NETWORK) as kept:
            return read_network(kept.documents)

    def session(self, id_: str) -> Session:
        """The session with that id, as it is kept.

        Raises:
            NotFoundError: it has none.
        """
        found = find(self._sessions(), id_)
        if found is None:
            raise NotFoundError(id_)
        return found

    def toll(self, erasure: Erasure) -> Toll:
        """What erasing would take; nothing is changed."""
        network = self.network()
        with readable(self._folder):
            toll = toll_of_network(network, erasure.network(network), erasure)
            for one in self._sessions():
                toll += toll_of_session(one, _without(one, erasure), erasure)
        return toll

    def erase(self, erasure: Erasure) -> Left:
        """Erase, in every file there is: what is left, and where.

        The network's own comes last, so that what was broken off can be done again. Where one
        session can't be read, the others are done all the same.

        Raises:
            HeldError: the network is open in another process; nothing was changed.
            StoreError: not done everywhere; it can be done again.
        """
        with self._open(self._folder, Where.NETWORK) as kept:
            found, failed = self._in_sessions(kept, erasure)
            with readable(self._folder):
                before = read_network(kept.documents)
                changes = edits_of(Where.NETWORK, before, erasure.network(before))
            done = [Drop(CARRIED, erasure.whole)] if erasure.whole else []
            found += _swept(kept, [*map(operation, changes), *done], erasure.traces)
            sought = erasure.traces.sure.but_for([kept.documents(table) for table in Where])
        forget(self._root)
        if failed:
            raise failed[0]
        return self._left(erasure, [*found, *self._copies(sought)])

    @property
    def _root(self) -> Path:
        """The data folder."""
        return self._folder.parents[1]

    def _copies(self, traces: Traces) -> Iterator[Path]:
        """The files in and beside the data that no database knows, and that may hold `traces`.

        Links are such, wherever they are. Of other networks, where somebody may be called the
        same, only what is this network's.
        """
        own = {self._folder, *self._session_folders(), places.quarantine_of(self._folder)}
        for path in files_around(self._root):
            above = path.parents
            is_others = self._folder.parent in above and self._folder not in above
            strange = path.parent not in own or path.is_symlink()
            if strange and may_hold(path, traces.own if is_others else traces):
                yield path

    def _left(self, erasure: Erasure, found: Sequence[Path]) -> Left:
        unique = dict.fromkeys(found)
        theirs = {path for path in unique if is_journal(path) and not path.is_symlink()}
        toll = self.toll(erasure)
        return Left(
            theirs=tuple(path for path in unique if path in theirs),
            copies=tuple(path for path in unique if path not in theirs),
            called=toll.called,
            standing=toll.standing,
        )

    def _in_sessions(
        self, network: Database, erasure: Erasure
    ) -> tuple[list[Path], list[StoreError]]:
        """The files that are another's, and why it is not done in one or the other session."""
        left: list[Path] = []
        failed: list[StoreError] = []
        for folder in self._session_folders():
            try:
                left += self._in_session(folder, network, erasure)
            except StoreError as error:
                failed.append(error)
        return left, failed

    def _in_session(self, folder: Path, network: Database, erasure: Erasure) -> Sequence[Path]:
        """Erase in a session; where no file says a word of it there is nothing to open."""
        there = (folder, *places.rescue_folders(folder, Where.SESSION))
        if not any(any(holding(place, erasure.traces.sure)) for place in there):
            return ()
        with self._open(folder, Where.SESSION) as kept:
            with readable(folder):
                facilitation = Facilitation(kept, network, self._clock)
            if facilitation.behind:
                raise NotKeptError(self._folder, Why.BEHIND)
            before = facilitation.room.session
            if before.id != erasure.whole:
                with readable(folder):
                    changes = list(edits_of(Where.SESSION, before, erasure.session(before)))
                steps = forgetting(kept, erasure.traces.sure, every=bool(changes))
                return _swept(kept, [*map(operation, changes), *steps], erasure.traces)
        led_to = erase_all(folder, Where.SESSION, erasure.traces)
        with suppress(OSError):
            folder.rmdir()
        return led_to

    def _sessions(self) -> Iterator[Session]:
        """Those that can be read."""
        for folder in self._session_folders():
            with suppress(StoreError), self._reading(folder, Where.SESSION) as kept:
                yield read_session(kept.documents)

    def _session_folders(self) -> Iterable[Path]:
        return [one.folder for one in sessions_of(self._folder)]

    @contextmanager
    def _reading(self, folder: Path, name: str) -> Iterator[Database]:
        kept = Database(folder, name, device=self._device, read_only=True)
        with closing(kept), readable(folder):
            yield kept

    @contextmanager
    def _open(self, folder: Path, name: str) -> Iterator[Database]:
        with closing(Database(folder, name, device=self._device)) as kept:
            yield kept


def _without(session: Session, erasure: Erasure) -> Session:
    """What an erasure makes of a session; of the one that goes whole, one with nothing in it."""
    return session.but(answers=()) if session.id == erasure.whole else erasure.session(session)


def _swept(kept: Database, done: Sequence[Operation], traces: Traces) -> tuple[Path, ...]:
    """Keep what is `done`, and erase `traces`; one that stands in what is left tells nothing.

    A snapshot, just written, says at most of an id that it was dropped: that is how it stays away.
    """
    kept.keep(done)
    rivals = [one for one in kept.differing if traces.in_documents(one.others)]
    kept.keep([Put(one.table, one.id, one.shown) for one in rivals])
    gone = traces.but_for([kept.documents(table) for table in kept.tables()])
    return tuple(path for path in kept.erase([], gone) if path.name not in _SNAPSHOTS)

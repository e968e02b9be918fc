"""Erasing a person, an answer or a session from all the files of a network."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sessions.base import find
from sessions.cards import readable
from sessions.clock import Clock
from sessions.errors import NotFoundError, StoreError
from sessions.facilitation import CARRIED, Facilitation, forgetting, operation, said_in
from sessions.forgetting import Erasure, Toll, toll_of_network, toll_of_session
from sessions.network import Network
from sessions.records import Where, edits_of, read_network, read_session
from sessions.session import Session
from sessions.store.care import sessions_of
from sessions.store.database import Database
from sessions.store.erasing import erase_all, holding
from sessions.store.errors import NotKeptError
from sessions.store.index import forget
from sessions.store.operations import Drop, Operation, Put
from sessions.store.places import rescue_folders

_SNAPSHOTS = {f"{where}.json{ending}" for where in Where for ending in ("", ".bak")}


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
        sessions = (toll_of_session(one, _without(one, erasure)) for one in self._sessions())
        return sum(sessions, toll_of_network(network, erasure.network(network)))

    def erase(self, erasure: Erasure) -> tuple[Path, ...]:
        """Erase, in every file there is: the files that are another device's to change.

        The network's own comes last, so that what was broken off can be done again. Where one
        session can't be read, the others are done all the same.

        Raises:
            HeldError: the network is open in another process; nothing was changed.
            StoreError: not done everywhere; it can be done again.
        """
        with self._open(self._folder, Where.NETWORK) as kept:
            left, failed = self._in_sessions(kept, erasure)
            with readable(self._folder):
                before = read_network(kept.documents)
            changes = edits_of(Where.NETWORK, before, erasure.network(before))
            done = [Drop(CARRIED, erasure.whole)] if erasure.whole else []
            left += _swept(kept, [*map(operation, changes), *done], erasure.words)
        forget(self._folder.parents[1])
        if failed:
            raise failed[0]
        return tuple(dict.fromkeys(left))

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
        places = (folder, *rescue_folders(folder, Where.SESSION))
        if not any(any(holding(place, erasure.words)) for place in places):
            return ()
        with self._open(folder, Where.SESSION) as kept:
            with readable(folder):
                facilitation = Facilitation(kept, network, self._clock)
            if facilitation.behind:
                raise NotKeptError(self._folder, "the network is behind its session")
            before = facilitation.room.session
            if before.id != erasure.whole:
                changes = list(edits_of(Where.SESSION, before, erasure.session(before)))
                steps = forgetting(kept, erasure.words, every=bool(changes))
                return _swept(kept, [*map(operation, changes), *steps], erasure.words)
        erase_all(folder, Where.SESSION, erasure.words)
        with suppress(OSError):
            folder.rmdir()
        return ()

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


def _swept(kept: Database, done: Sequence[Operation], words: Sequence[str]) -> tuple[Path, ...]:
    """Keep what is `done`, and erase `words`; one that stands in what is left tells nothing.

    A snapshot, just written, says at most of an id that it was dropped: that is how it stays away.
    """
    kept.keep(done)
    rivals = [one for one in kept.differing if any(said_in(one.others, words))]
    kept.keep([Put(one.table, one.id, one.shown) for one in rivals])
    left = set(said_in([kept.documents(table) for table in kept.tables()], words))
    found = kept.erase([], [word for word in words if word not in left])
    return tuple(path for path in found if path.name not in _SNAPSHOTS)

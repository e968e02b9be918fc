"""What is held of a database: its state in memory, and the journal that it is written to."""

from pathlib import Path
from threading import RLock

from sessions.store import files, places, snapshots, system
from sessions.store.errors import Why
from sessions.store.journal import Journal
from sessions.store.lock import Lock
from sessions.store.names import Names
from sessions.store.operations import ON_TABLES, Operation
from sessions.store.reports import Report, SnapshotDamaged, TwoVersions
from sessions.store.salvage import salvaged, sides
from sessions.store.state import Change, State


class Holding:
    """The database `name` in `folder`, as `device` holds it; threads take turns by `guard`."""

    def __init__(self, folder: Path, name: str, device: str) -> None:
        self.home = self.names = Names(folder, name)
        """Where it belongs, and where it is written: elsewhere once the disk at home failed."""
        self.rescue = tuple(Names(place, name) for place in places.rescue_folders(folder, name))
        self.device = device
        self.lock = Lock(places.lock_path(folder, name))
        self.guard = RLock()
        self.state = State()
        self.ahead = False
        """Whether the state is more than the snapshot holds."""
        self.journal: Journal | None = None
        self.held_after = 0
        """The journal holds every line of this device after this one."""
        self.tidied_to = 0
        """Bytes that were left in the journal when it was last made shorter, or that was tried."""
        self.reports: tuple[Report, ...] = ()
        self._aside: set[Path] = set()

    @property
    def last(self) -> int:
        """The number of this device's last line."""
        return self.state.seen.last(self.device)

    @property
    def rescued(self) -> list[Names]:
        """The places where something was saved when the disk failed."""
        return [names for names in self.rescue if system.names(names.folder)]

    @property
    def quarantine(self) -> Path:
        """Where what is damaged is copied to."""
        return places.quarantine_of(self.home.folder)

    def put_aside(self, name: str, data: bytes) -> Path:
        """Where in quarantine there is a copy of `data` that was in the file `name`."""
        copy = files.put_aside(self.quarantine, name, data)
        self._aside.add(copy)
        return copy

    def replaced(self, path: Path, damaged: bytes) -> None:
        """Put aside what another program left at `path`; take in what git could not merge."""
        known = set(self._aside)
        copy = self.put_aside(path.name, damaged)
        if copy in known:
            return
        if len(sides(damaged)) == 1:
            self.report(SnapshotDamaged(path, Why.WRITTEN, copy, whole=True))
            return
        found = salvaged(damaged)
        with self.guard:
            found.state.unite(self.state)
            self.state = found.state
        self.report(TwoVersions(path, copy, found.lost))

    def report(self, report: Report) -> None:
        """Have it among the reports."""
        with self.guard:
            self.reports = (*self.reports, report)

    def note_last(self) -> None:
        """Leave the number of the last line for who holds it next, to know that lines are gone."""
        self.lock.note(self.device, self.last)

    def change(self, operation: Operation) -> Change:
        """An operation by this device on what is here now."""
        if isinstance(operation, ON_TABLES):
            return Change(operation)
        return Change(operation, self.state.over((operation.table, operation.id), self.device))

    def move(self) -> Path | None:
        """Go on in a fresh place with all that was kept; where, or None when there is none."""
        self.let_go()
        for names in self.rescue:
            try:
                system.make_folder(names.folder)
                mark = files.mark_of(names.snapshot)
                snapshots.write_snapshot(names, None, self.state, mark)
                journal = Journal(names.journal(self.device))
                journal.cut(0)
            except OSError:
                continue
            self.names, self.journal, self.tidied_to = names, journal, 0
            self.held_after = self.last
            return names.folder
        return None

    def let_go(self) -> None:
        """Have no journal open any more."""
        if self.journal is not None:
            self.journal.close()
            self.journal = None

"""The keeper of a database: what it was handed is on the disk when it says so."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock

from sessions.store import following, lines, system
from sessions.store.compaction import Compaction
from sessions.store.errors import ReadOnlyError, Why
from sessions.store.holding import Holding
from sessions.store.names import Names
from sessions.store.operations import Operation
from sessions.store.reports import Report
from sessions.store.resuming import resume
from sessions.store.state import State
from sessions.store.writing import write


class Keeper:
    """A state in memory that is never ahead of the disk.

    Threads may share it: one keeps at a time, and compaction holds the others up only for the
    moment in which the journal is made shorter.
    """

    def __init__(self, folder: Path, name: str, *, device: str, read_only: bool = False) -> None:
        """Open the database `name` in `folder`, which `device` writes to unless `read_only`.

        Raises:
            HeldError: another process has it open to write.
            StoreError: it can't be read, or not be written to.
            ValueError: `device` is not letters and digits.
        """
        Names.check_device(device)
        self._holding = Holding(folder, name, device)
        self._compaction = Compaction(self._holding)
        self.read_only = read_only
        self._seen: following.Signature = ()
        if not read_only:
            self._holding.lock.acquire()
        try:
            if read_only:
                self._look()
            else:
                self.read_only = not resume(self._holding, self._compaction)
        except BaseException:
            self._release()
            raise

    # -- what is there

    @property
    def state(self) -> State:
        """What is kept."""
        return self._holding.state

    @property
    def reports(self) -> tuple[Report, ...]:
        """What opening and tidying found."""
        return self._holding.reports

    @property
    def guard(self) -> RLock:
        """Held by the thread that reads or changes the state."""
        return self._holding.guard

    @property
    def folder(self) -> Path:
        """Where the database is at home."""
        return self._holding.home.folder

    @property
    def quarantine(self) -> Path:
        """Where what is damaged is copied to."""
        return self._holding.quarantine

    @property
    def journals_of_others(self) -> list[tuple[str, Path]]:
        """What other devices wrote and has not left their journals, each with its device."""
        journals = self._holding.home.journals()
        journals.pop(self._holding.device, None)
        return [(device, path) for device, paths in journals.items() for path in paths]

    @property
    def others_wrote(self) -> datetime | None:
        """When one of those that are not empty was last written to."""
        written = []
        for _device, path in self.journals_of_others:
            with suppress(OSError):
                found = system.stat(path)
                written += [found.st_mtime] if found.st_size else []
        return datetime.fromtimestamp(max(written), UTC) if written else None

    @property
    def rescue_folders(self) -> tuple[Path, ...]:
        """Where it would go on if the disk failed, but for the place where it is."""
        here = self._holding.names.folder
        return tuple(n.folder for n in self._holding.rescue if n.folder != here)

    @property
    def moved_to(self) -> Path | None:
        """Where everything is kept since the disk at home failed; None while it has not."""
        holding = self._holding
        return None if holding.names is holding.home else holding.names.folder

    @property
    def held(self) -> bool:
        """Whether a process on this device has it open to write."""
        return self._holding.lock.held

    # -- keeping

    def keep(self, operations: Sequence[Operation]) -> None:
        """Do all of `operations`, or none: they are on the disk when this returns.

        Raises:
            NotKeptError: none of them is done.
        """
        holding = self._holding
        with holding.guard:
            if self.read_only:
                raise ReadOnlyError(holding.names.folder, Why.READ_ONLY)
            number = holding.last + 1
            changes = [holding.change(operation) for operation in lines.fold(operations)]
            raw, line = lines.encode(number, changes, holding.names.folder)
            write(holding, raw, line)
            holding.state.apply(holding.device, number, line.changes)
            holding.ahead = True

    def note_last(self) -> None:
        """Leave the number of the last line for who holds it next, to know that lines are gone.

        For when nobody waits: it is no part of keeping, and what was kept is there without it.
        """
        with self._holding.guard:
            self._holding.note_last()

    def due(self, *, quiet: bool) -> bool:
        """Whether it is time to compact: in a quiet moment, sooner."""
        return self._compaction.due(quiet=quiet)

    def compact(self) -> None:
        """Write the snapshot and shorten the journal; a failure is a report, nothing else."""
        with self._compaction.turn:
            if not self.read_only:
                self._compaction.compact()

    def settle(self) -> bool:
        """Have everything in both snapshots, and nothing in the journal; whether it is so."""
        return self._compaction.settle()

    def write_anew(self) -> None:
        """Both snapshots hold what is there now, and the journal nothing: for an erasure.

        Raises:
            NotKeptError: not everywhere; what was kept is kept.
        """
        self._compaction.write_anew()

    # -- following

    def refresh(self) -> bool:
        """Read what another process has kept since, when this one only reads; whether it has.

        What was read before stays, unless it was replaced since: it was kept, also when another
        program has put older files in the place of those that say so.
        """
        if not self.read_only or following.signature(self._everywhere) == self._seen:
            return False
        self._look()
        return True

    @property
    def _everywhere(self) -> tuple[Names, ...]:
        return self._holding.home, *self._holding.rescue

    def _look(self) -> None:
        holding = self._holding
        signature = following.signature(self._everywhere)
        state, reports = following.follow(
            holding.home, holding.rescued, holding.device, holding.state
        )
        with holding.guard:
            holding.state, holding.reports, self._seen = state, reports, signature

    # -- the end

    def close(self) -> None:
        """Have everything in both snapshots, so that the journal is empty; let another have it."""
        holding = self._holding
        with self._compaction.turn:
            try:
                if not self.read_only and holding.journal is not None:
                    if holding.ahead or holding.journal.end:
                        self.settle()
                    holding.note_last()
            finally:
                self._release()

    def _release(self) -> None:
        self._holding.let_go()
        self.read_only = True
        self._holding.lock.release()

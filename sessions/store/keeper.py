"""The keeper of a database: what it was handed is on the disk when it says so."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import RLock

from sessions.store import compaction, files, following, lines, places, snapshot, system
from sessions.store.compaction import Sound
from sessions.store.errors import MovedError, NotKeptError, ReadOnlyError
from sessions.store.journal import DisplacedError, Journal, UnsureError, reason_of
from sessions.store.lines import Line
from sessions.store.lock import Lock, alone_in
from sessions.store.names import Names
from sessions.store.opening import load
from sessions.store.operations import AddTable, Drop, DropTable, Operation, Put
from sessions.store.reports import (
    CompactionFailed,
    ConflictCopy,
    Displaced,
    Gap,
    Moved,
    Report,
    Reunited,
)
from sessions.store.state import Change, State

_TRIES = 3
"""How often the journal is put back where another program replaces it."""

_TRIES_AT_ONCE = 20
"""How often a snapshot is written anew where other devices write theirs at the same time."""

DUE = 256 << 10
"""Bytes of journal after which it is time to compact."""


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
        self.state = State()
        self.reports: tuple[Report, ...] = ()
        self.read_only = read_only
        self.guard = RLock()
        self._names = self._home = Names(folder, name)
        self._device = device
        self._journal: Journal | None = None
        self._compacted_at = 0
        self._kept_after = 0
        """The journal holds every line of this device after this one."""
        self._littered = False
        self._seen: following.Signature = ()
        self._ahead = False
        self._compacting = RLock()
        self._rescue = tuple(Names(f, name) for f in places.rescue_folders(folder, name))
        self._lock = Lock(places.lock_path(folder, name))
        if not read_only:
            self._lock.acquire()
        try:
            if read_only:
                self._look()
            else:
                self._open()
        except BaseException:
            self._release()
            raise

    # -- opening

    def _open(self) -> None:
        found = load(self._names, self._device, self._put_aside)
        self.state, self.reports, self._ahead = found.state, tuple(found.reports), found.ahead
        self._kept_after, self._littered = found.first - 1, found.littered
        if found.newer:
            self.read_only = True
            self._lock.release()
            return
        path = self._names.journal(self._device)
        try:
            self._tidy(path, found.good_end)
            self._reunite()
            self._skip_numbers_of_the_past()
            self._settle_copies(found.copies)
        except OSError as error:
            raise ReadOnlyError(path, reason_of(error)) from error

    def _tidy(self, path: Path, good_end: int) -> None:
        """Take away what a process that died left unfinished, and open the journal."""
        for leftover in self._names.leftovers(self._device):
            system.remove(leftover)
        self._journal = Journal(path)
        if self._journal.end > good_end:
            self._journal.cut(good_end)

    def _put_aside(self, name: str, data: bytes) -> Path:
        return files.put_aside(self.quarantine, name, data)

    def _reunite(self) -> None:
        """Bring home what was saved elsewhere when the disk failed."""
        for names in self._rescued():
            rescued = load(names, self._device, self._put_aside)
            self.state.unite(rescued.state)
            self._ahead = True
            self.reports = (*self.reports, *rescued.reports, Reunited(names.folder))
            if self.settle():
                for name in system.names(names.folder):
                    system.remove(names.folder / name)

    def _rescued(self) -> list[Names]:
        """The places where something was saved when the disk failed."""
        return [names for names in self._rescue if system.names(names.folder)]

    def _skip_numbers_of_the_past(self) -> None:
        """Give no line a number again, when an older state of the files was put back.

        Other devices may know the lines that had these numbers, and would not look at new ones.
        """
        seen, last, given = self.state.seen, self._last, self._lock.noted.get(self._device, 0)
        if seen.lasts.keys() - {self._device}:
            given = max(given, self.state.last(self._device))
        if seen.lasts and given > last:
            seen.skip_to(self._device, given)
            self._ahead = True
            self._report(Gap(self._names.journal(self._device), last, given + 1))

    def _settle_copies(self, copies: Mapping[Path, bytes]) -> None:
        """Put aside what sync programs copied, once it is in both snapshots."""
        if not copies or not self.settle():
            return
        for path, data in copies.items():
            self._report(ConflictCopy(path, self._put_aside(path.name, data)))
            system.remove(path)

    # -- keeping

    @property
    def _last(self) -> int:
        """The number of this device's last line."""
        return self.state.seen.last(self._device)

    @property
    def folder(self) -> Path:
        """Where the database is at home."""
        return self._home.folder

    @property
    def quarantine(self) -> Path:
        """Where what is damaged is copied to."""
        return places.quarantine_of(self._home.folder)

    @property
    def journals_of_others(self) -> list[tuple[str, Path]]:
        """What other devices wrote and has not left their journals, each with its device."""
        journals = self._home.journals()
        journals.pop(self._device, None)
        return [(device, path) for device, paths in journals.items() for path in paths]

    @property
    def rescue_folders(self) -> tuple[Path, ...]:
        """Where it would go on if the disk failed, but for the place where it is."""
        return tuple(n.folder for n in self._rescue if n.folder != self._names.folder)

    @property
    def moved_to(self) -> Path | None:
        """Where everything is kept since the disk at home failed; None while it has not."""
        return None if self._names is self._home else self._names.folder

    def keep(self, operations: Sequence[Operation]) -> None:
        """Do all of `operations`, or none: they are on the disk when this returns.

        Raises:
            NotKeptError: none of them is done.
        """
        with self.guard:
            if self.read_only:
                raise ReadOnlyError(self._names.folder, "open to be read only")
            number = self._last + 1
            changes = [self._change(operation) for operation in lines.fold(operations)]
            raw, line = lines.encode(number, changes, self._names.folder)
            self._append(raw, line)
            self.state.apply(self._device, number, line.changes)
            self._ahead = True

    def _change(self, operation: Operation) -> Change:
        if isinstance(operation, AddTable | DropTable):
            return Change(operation)
        return Change(operation, self.state.over((operation.table, operation.id), self._device))

    def _append(self, raw: bytes, line: Line) -> None:
        path = self._names.folder
        try:
            self._write(raw)
        except UnsureError as error:
            self._void(line)
            to = self._move()
            if to is None:
                raise NotKeptError(path, str(error)) from error
            raise MovedError(path, str(error), to) from error

    def _write(self, raw: bytes) -> None:
        for _ in range(_TRIES):
            if self._journal is None:
                raise UnsureError("nothing could be kept there")
            try:
                self._journal.append(raw)
            except DisplacedError:
                self._put_back(self._journal)
            else:
                return
        raise UnsureError("another program keeps replacing it")

    def _put_back(self, journal: Journal) -> None:
        """Put the journal in its place again, and keep a copy of what came there instead."""
        copy = None
        try:
            with suppress(FileNotFoundError):
                copy = self._put_aside(journal.path.name, system.read_file(journal.path))
            journal.rewrite(lambda data: data)
        except OSError as error:
            raise UnsureError(reason_of(error)) from error
        self._report(Displaced(journal.path, copy))

    def _void(self, line: Line) -> None:
        """Take the place of a line that may or may not be found in the file some day.

        What it would have changed is put again as it was, as the line after it: so the line is of
        no effect on any device, whether or not it turns up.
        """
        number = line.number + 1
        as_it_was = [
            Put(operation.table, operation.id, front.document)
            for change in line.changes
            if isinstance(operation := change.operation, Put | Drop)
            and (front := self.state.front((operation.table, operation.id))) is not None
            and front.document is not None
        ]
        self.state.seen.add(self._device, line.number)
        self.state.apply(self._device, number, [self._change(put) for put in as_it_was])

    def _move(self) -> Path | None:
        """Go on in a fresh place with all that was kept; where, or None when there is none."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None
        for names in self._rescue:
            try:
                system.make_folder(names.folder)
                mark = files.mark_of(names.snapshot)
                compaction.write_snapshot(names, None, self.state, mark)
                journal = Journal(names.journal(self._device))
                journal.cut(0)
            except OSError:
                continue
            self._names, self._journal, self._compacted_at = names, journal, 0
            self._kept_after = self._last
            return names.folder
        return None

    # -- compaction

    @property
    def due(self) -> bool:
        """Whether the journal has grown so long that it is time to compact."""
        return self._journal is not None and self._journal.end - self._compacted_at > DUE

    def compact(self) -> None:
        """Write the snapshot and shorten the journal; a failure is a report, nothing else."""
        if self._ahead and not self.read_only:
            self._write_down(both=False)

    def settle(self) -> bool:
        """Have everything in both snapshots, and nothing in the journal; whether it is so."""
        return self._write_down(both=True)

    def _write_down(self, *, both: bool) -> bool:
        with self._compacting:
            try:
                with alone_in(self._names.folder):
                    self._snapshot_over_all(both=both)
            except (OSError, snapshot.NewerError) as error:
                self._report(CompactionFailed(self._names.snapshot, reason_of(error)))
                return False
            return True

    def _snapshot_over_all(self, *, both: bool) -> None:
        """Write the snapshot until the one that is there holds all that was written.

        Another device may be writing its own in the same folder at this moment: each takes in what
        it finds, replaces just that, and looks again.
        """
        for left in reversed(range(_TRIES_AT_ONCE)):
            try:
                written = self._snapshot(both=both)
            except files.OvertakenError:
                if not left:
                    raise
            else:
                there = compaction.sound(self._names.snapshot)
                if there is not None and not written.seen.exceeds(there.state.seen):
                    return
                self._ahead = both = True
        raise files.OvertakenError("other programs keep replacing it")

    def _snapshot(self, *, both: bool) -> State:
        """Write what is there now, and shorten the journal: what was written."""
        names = self._names
        found = compaction.found(names.snapshot)
        before = found.sound
        with self.guard:
            self._take_in(before)
            state, self._ahead = self.state.copy(), False
        try:
            if both:
                compaction.write_both(names, state, found.mark)
            else:
                compaction.write_snapshot(names, self._if_it_joins(before), state, found.mark)
            self._shorten(names, compaction.sound(names.backup))
        except BaseException:
            self._ahead = True
            raise
        return state

    def _take_in(self, before: Sound | None) -> None:
        """What a sync program brought in while this was open."""
        if before is not None and before.state.seen.exceeds(self.state.seen):
            self.state.unite(before.state)

    def _if_it_joins(self, found: Sound | None) -> Sound | None:
        """`found`, when with the journal it is all there is: not when it came from the past."""
        if found is None:
            return None
        here, there = self.state.seen, found.state.seen
        lacks = here.exceeds(there, but=self._device, after=self._kept_after)
        return None if lacks else found

    def _shorten(self, names: Names, backup: Sound | None) -> None:
        """Take from the journal what both snapshots hold."""
        with self.guard:
            if self._journal is None or self._names is not names:
                return
            number = backup.state.seen.reaches(self._device, self.state.seen) if backup else 0
            try:
                if number > self._kept_after or self._littered:
                    self._journal.rewrite(lambda data: compaction.lines_after(data, number))
                    self._kept_after, self._littered = max(number, self._kept_after), False
            except UnsureError as error:
                self._report(Moved(names.folder, str(error), self._move()))
            else:
                self._compacted_at = self._journal.end
                self._lock.note(self._device, self._last)

    def write_anew(self) -> None:
        """Both snapshots hold what is there now, and the journal nothing: for an erasure.

        Raises:
            NotKeptError: not everywhere; what was kept is kept.
        """
        with self._compacting, self.guard:
            names, journal = self._names, self._journal
            if journal is None:
                raise ReadOnlyError(names.folder, "open to be read only")
            try:
                found = compaction.found(names.snapshot)
                self._take_in(found.sound)
                compaction.write_both(names, self.state, found.mark)
                journal.rewrite(lambda _: b"")
            except (OSError, snapshot.NewerError) as error:
                raise NotKeptError(names.folder, reason_of(error)) from error
            except UnsureError as error:
                self._report(Moved(names.folder, str(error), self._move()))
                raise NotKeptError(names.folder, str(error)) from error
            self._kept_after = self._last
            self._compacted_at, self._ahead = 0, False

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
        return self._home, *self._rescue

    def _look(self) -> None:
        signature = following.signature(self._everywhere)
        state, reports = following.follow(self._home, self._rescued(), self._device, self.state)
        with self.guard:
            self.state, self.reports, self._seen = state, reports, signature

    @property
    def held(self) -> bool:
        """Whether a process on this device has it open to write."""
        return self._lock.held

    # -- the rest

    def _report(self, report: Report) -> None:
        with self.guard:
            self.reports = (*self.reports, report)

    def close(self) -> None:
        """Have everything in both snapshots, so that the journal is empty; let another have it."""
        try:
            if not self.read_only and self._journal is not None:
                if self._ahead or self._journal.end:
                    self.settle()
                self._lock.note(self._device, self._last)
        finally:
            self._release()

    def _release(self) -> None:
        if self._journal is not None:
            self._journal.close()
            self._journal = None
        self.read_only = True
        self._lock.release()

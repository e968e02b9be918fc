"""Compaction: the state goes into the snapshot, and what both snapshots hold from the journal."""

from threading import RLock

from sessions.store import files, lines, snapshot, snapshots
from sessions.store.errors import NotKeptError, ReadOnlyError, Why
from sessions.store.holding import Holding
from sessions.store.journal import UnsureError, reason_of
from sessions.store.lock import alone_in
from sessions.store.names import Names
from sessions.store.reports import CompactionFailed, Moved
from sessions.store.snapshots import Found, Sound
from sessions.store.state import State

DUE = 256 << 10
"""Bytes of journal after which it is time to compact, whatever goes on."""

WORTH = 4 << 10
"""Bytes of journal that make it worth while when nobody types: a few answers.

What is compacted stands in a second file. With less, a slow round would have the whole snapshot
written anew, and synced to every colleague, after each single answer.
"""

_TRIES = 20
"""How often a snapshot is written anew where other devices write theirs at the same time."""


class Compaction:
    """Compacts what is held, on a thread that has its `turn`.

    Who keeps is held up only for the moment in which the journal is made shorter.
    """

    def __init__(self, holding: Holding) -> None:
        self._holding = holding
        self.turn = RLock()
        self.littered = False
        """Whether there are damaged lines in the journal, of which there is a copy."""

    def due(self, *, quiet: bool) -> bool:
        """Whether it is time for it: enough was written since it was last tried."""
        journal = self._holding.journal
        grown = journal.end - self._holding.tidied_to if journal else 0
        return grown > (WORTH if quiet else DUE)

    def compact(self) -> None:
        """Write the snapshot and shorten the journal; a failure is a report, nothing else."""
        if self._holding.ahead:
            self._write_down(both=False)

    def settle(self) -> bool:
        """Have everything in both snapshots, and nothing in the journal; whether it is so."""
        return self._write_down(both=True)

    def _write_down(self, *, both: bool) -> bool:
        holding = self._holding
        with self.turn:
            try:
                with alone_in(holding.names.folder):
                    self._snapshot_over_all(both=both)
            except (OSError, snapshot.NewerError) as error:
                holding.report(CompactionFailed(holding.names.snapshot, reason_of(error)))
                return False
            finally:
                with holding.guard:
                    holding.tidied_to = holding.journal.end if holding.journal else 0
            return True

    def _snapshot_over_all(self, *, both: bool) -> None:
        """Write the snapshot until the one that is there holds all that was written.

        Another device may be writing its own in the same folder at this moment: each takes in what
        it finds, replaces just that, and looks again.
        """
        for left in reversed(range(_TRIES)):
            try:
                written = self._snapshot(both=both)
            except files.OvertakenError:
                if not left:
                    raise
            else:
                there = snapshots.sound(self._holding.names.snapshot)
                if there is not None and not written.seen.exceeds(there.state.seen):
                    return
                self._holding.ahead = both = True
        raise files.OvertakenError(Why.ALL_REPLACED)

    def _snapshot(self, *, both: bool) -> State:
        """Write what is there now, and shorten the journal: what was written."""
        holding, names = self._holding, self._holding.names
        found, backup = snapshots.found(names.snapshot), snapshots.found(names.backup)
        with holding.guard:
            self._take_in(found, backup)
            state, holding.ahead = holding.state.copy(), False
        try:
            if both:
                snapshots.write_both(names, state, found.mark)
            else:
                before = found.sound if self._joins(found.sound, state) else None
                snapshots.write_snapshot(names, before, state, found.mark)
            self._shorten(names, snapshots.sound(names.backup))
        except BaseException:
            holding.ahead = True
            raise
        return state

    def _take_in(self, found: Found, backup: Found) -> None:
        """What another program brought in while this was open; what is damaged is put aside."""
        holding, names = self._holding, self._holding.names
        for path, one in ((names.backup, backup), (names.snapshot, found)):
            if one.damaged:
                holding.replaced(path, one.damaged)
        if found.sound and found.sound.state.seen.exceeds(holding.state.seen):
            holding.state.unite(found.sound.state)

    def _joins(self, found: Sound | None, state: State) -> bool:
        """Whether `found` with the journal is all of `state`: not when it came from the past."""
        if found is None:
            return False
        holding, there = self._holding, found.state.seen
        return not state.seen.exceeds(there, but=holding.device, after=holding.held_after)

    def _shorten(self, names: Names, backup: Sound | None) -> None:
        """Take from the journal what both snapshots hold."""
        holding = self._holding
        with holding.guard:
            if holding.journal is None or holding.names is not names:
                return
            seen = holding.state.seen
            number = backup.state.seen.reaches(holding.device, seen) if backup else 0
            try:
                if number > holding.held_after or self.littered:
                    holding.journal.rewrite(lambda data: lines.after(data, number))
                    holding.held_after = max(number, holding.held_after)
                    self.littered = False
            except UnsureError as error:
                holding.report(Moved(names.folder, str(error), holding.move()))
            else:
                holding.note_last()

    def write_anew(self) -> None:
        """Both snapshots hold what is there now, and the journal nothing: for an erasure.

        Raises:
            NotKeptError: not everywhere; what was kept is kept.
        """
        holding = self._holding
        with self.turn, holding.guard:
            names, journal = holding.names, holding.journal
            if journal is None:
                raise ReadOnlyError(names.folder, Why.READ_ONLY)
            try:
                found = snapshots.found(names.snapshot)
                self._take_in(found, snapshots.found(names.backup))
                snapshots.write_both(names, holding.state, found.mark)
                journal.rewrite(lambda _: b"")
            except (OSError, snapshot.NewerError) as error:
                raise NotKeptError(names.folder, reason_of(error)) from error
            except UnsureError as error:
                holding.report(Moved(names.folder, str(error), holding.move()))
                raise NotKeptError(names.folder, str(error)) from error
            holding.held_after = holding.last
            holding.tidied_to, holding.ahead = 0, False

"""A TinyDB that loses nothing."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from sessions.store.erasing import erase
from sessions.store.keeper import Keeper
from sessions.store.operations import Operation
from sessions.store.reports import Report
from sessions.store.storage import Differing, JournalStorage
from sessions.store.table import JournalTable
from sessions.store.traces import Traces


class Database(TinyDB):
    """A TinyDB on a snapshot and a journal: what `keep` returned from is kept."""

    table_class = JournalTable

    def __init__(self, folder: Path, name: str, *, device: str, read_only: bool = False) -> None:
        """Open `<folder>/<name>.json` with its journals; `device` is who writes here.

        Raises:
            HeldError: another process has it open; it can be opened with `read_only`.
            StoreError: it can't be read, or not be written to; nothing was changed.
        """
        storage = JournalStorage(folder, name, device=device, read_only=read_only)
        self._journal_storage = storage
        self._keeper: Keeper = storage.keeper
        super().__init__(storage=lambda: storage)

    def keep(self, operations: Sequence[Operation]) -> None:
        """Do all of `operations`, or none: they are on the disk when this returns.

        Raises:
            DocumentError: a document that JSON can't give back as it is.
            MovedError: the disk failed; not kept, and the next ones are kept elsewhere.
            NotKeptError: not kept, for any other reason.
        """
        if operations:
            self._keeper.keep(operations)

    def note_last(self) -> None:
        """Leave the number of the last line for who opens it next, to know that lines are gone.

        For when nobody waits: it is no part of keeping, and what was kept is there without it.
        """
        self._keeper.note_last()

    def documents(self, table: str) -> list[dict[str, Any]]:
        """All documents of `table`, in the order in which they were first put; copies."""
        return [document for _, document in self._journal_storage.documents(table)]

    def refresh(self) -> bool:
        """Read what the process that writes has kept since; whether there was anything.

        For a database that was opened with `read_only`: cheap enough to do at every tick.

        Raises:
            StoreError: it can't be read now; what was read before still stands.
        """
        return self._keeper.refresh()

    @property
    def held(self) -> bool:
        """Whether a process on this device, be it this one, has it open to write."""
        return self._keeper.held

    @property
    def others_wrote(self) -> datetime | None:
        """When a line of another device last came; None when its journal holds none any more.

        As the system says of the file: when it was written there, or when it was synced.
        """
        return self._keeper.others_wrote

    def erase(self, operations: Sequence[Operation], traces: Traces) -> tuple[Path, ...]:
        """Do `operations`, and leave no `traces` in any file of this database or quarantine.

        They go from what other devices wrote too, as far as that was read and `operations` take
        its place.
        Returns the files in which some are still to be found: what this device has not read yet,
        what can't be read, and documents that are still there. Copies that were made outside of
        the data are out of reach.

        Raises:
            NotKeptError: not done, or not everywhere: it can be done again.
        """
        return erase(self._keeper, operations, traces)

    @property
    def differing(self) -> tuple[Differing, ...]:
        """Documents that devices changed without knowing of each other: a person chooses.

        Keeping a `Put` or `Drop` of one is the choice.
        """
        return self._journal_storage.differing()

    def written_in(self, table: str, device: str, number: int) -> list[dict[str, Any]]:
        """The documents of `table` that are as line `number` of `device` wrote them; copies."""
        return self._journal_storage.written_in(table, device, number)

    @property
    def reports(self) -> tuple[Report, ...]:
        """What opening and tidying found that a person may want to know."""
        return self._keeper.reports

    @property
    def read_only(self) -> bool:
        """Whether nothing can be kept: opened so, of a newer format, or closed."""
        return self._keeper.read_only

    @property
    def folder(self) -> Path:
        """Where it is at home."""
        return self._keeper.folder

    @property
    def moved_to(self) -> Path | None:
        """Where everything is kept since the disk failed; None as long as it has not."""
        return self._keeper.moved_to

    def compaction_due(self, *, quiet: bool) -> bool:
        """Whether it is time to `compact`: when nobody types (`quiet`), sooner."""
        return self._keeper.due(quiet=quiet)

    def compact(self) -> None:
        """Write the snapshot and shorten the journal: on a thread beside the one that keeps.

        A failure is in `reports`; the journal still holds everything.
        """
        self._keeper.compact()

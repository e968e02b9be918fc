"""Resuming: the folder of a database is put in order, to be written to from here on."""

from collections.abc import Mapping
from pathlib import Path

from sessions.store import system
from sessions.store.compaction import Compaction
from sessions.store.errors import NewerFormatError, ReadOnlyError, UnreadableError, Why
from sessions.store.format import must_be_known
from sessions.store.holding import Holding
from sessions.store.journal import Journal, reason_of
from sessions.store.opening import load
from sessions.store.places import root_of
from sessions.store.reports import ConflictCopy, Gap, NewerFormat, Reunited


def resume(holding: Holding, compaction: Compaction) -> bool:
    """Hold all that is there, and a journal; False where a later version's format forbids it.

    Raises:
        StoreError: it can't be read, or not be written to.
    """
    found = load(holding.names, holding.device, holding.put_aside, alone=False)
    holding.state, holding.reports = found.state, tuple(found.reports)
    holding.ahead, holding.held_after = found.ahead, found.first - 1
    compaction.littered = found.littered
    if found.newer or _is_of_later_data(holding):
        holding.lock.release()
        return False
    path = holding.names.journal(holding.device)
    try:
        if found.lost and not holding.rescued:
            raise UnreadableError(holding.names.snapshot, Why.LOST)
        _tidy(holding, path, found.good_end)
        _reunite(holding, compaction)
        _skip_numbers_of_the_past(holding)
        _settle_copies(holding, compaction, found.copies)
    except OSError as error:
        raise ReadOnlyError(path, reason_of(error)) from error
    return True


def _is_of_later_data(holding: Holding) -> bool:
    """Whether a later version made the data folder that this is in, which is reported."""
    try:
        root = root_of(holding.home.folder)
        if root:
            must_be_known(root)
    except NewerFormatError as error:
        holding.report(NewerFormat(error.path, error.format))
        return True
    except OSError as error:
        raise UnreadableError(holding.home.folder, reason_of(error)) from error
    return False


def _tidy(holding: Holding, path: Path, good_end: int) -> None:
    """Take away what a process that died left unfinished, and open the journal."""
    for leftover in holding.names.leftovers(holding.device):
        system.remove(leftover)
    holding.journal = Journal(path)
    if holding.journal.end > good_end:
        holding.journal.cut(good_end)


def _reunite(holding: Holding, compaction: Compaction) -> None:
    """Bring home what was saved elsewhere when the disk failed."""
    for names in holding.rescued:
        rescued = load(names, holding.device, holding.put_aside)
        holding.state.unite(rescued.state)
        holding.ahead = True
        holding.reports = (*holding.reports, *rescued.reports, Reunited(names.folder))
        if compaction.settle():
            for name in system.names(names.folder):
                system.remove(names.folder / name)


def _skip_numbers_of_the_past(holding: Holding) -> None:
    """Give no line a number again, when the files are older than what was kept, and report it.

    So it is when an older state of them was put back, or the journal was deleted, while this was
    closed: this device left the number of its last line with its lock, outside of the data. What
    it left there is missed only beside a snapshot, for a folder may be made anew.
    Other devices may know the lines that had these numbers, and would not look at new ones.
    """
    device, seen, last = holding.device, holding.state.seen, holding.last
    given = holding.lock.noted.get(device, 0)
    if seen.lasts.keys() - {device}:
        given = max(given, holding.state.last(device))
    if seen.lasts and given > last:
        seen.skip_to(device, given)
        holding.ahead = True
        holding.report(Gap(holding.names.journal(device), last, given + 1))


def _settle_copies(holding: Holding, compaction: Compaction, copies: Mapping[Path, bytes]) -> None:
    """Put aside what sync programs copied, once it is in both snapshots."""
    if not copies or not compaction.settle():
        return
    for path, data in copies.items():
        holding.report(ConflictCopy(path, holding.put_aside(path.name, data)))
        system.remove(path)

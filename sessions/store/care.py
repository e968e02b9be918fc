"""Looking after all the data at once: is it whole, and mend what can be mended."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sessions.errors import StoreError
from sessions.store import places, snapshot, snapshots, system
from sessions.store.errors import Why
from sessions.store.keeper import Keeper
from sessions.store.names import Names
from sessions.store.opening import load, only_reading
from sessions.store.reports import Report, SnapshotDamaged

NETWORK, SESSION = "network", "session"
_SESSIONS, _QUARANTINE = "sessions", "quarantine"


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found of one database; `failed` when it could not even be read, or not be mended.

    `differing` has the table of each document of which several versions stand.
    """

    folder: Path
    name: str
    reports: tuple[Report, ...]
    differing: tuple[str, ...] = ()
    failed: StoreError | None = None


def databases(root: Path) -> Iterator[Names]:
    """The databases under `root`: every folder with a snapshot or a journal."""
    for folder in sorted({path.parent for path in root.rglob("*.json*") if path.is_file()}):
        inside = folder.relative_to(root).parts
        names = Names(folder, SESSION if _SESSIONS in inside else NETWORK)
        if _QUARANTINE not in inside and (names.journals() or names.snapshot.exists()):
            yield names


def check(root: Path, device: str) -> Iterator[Checked]:
    """Read everything under `root` and change nothing: what each database is like, one by one."""
    for names in databases(root):
        try:
            found = load(names, device, only_reading)
            reports = [*found.reports, *_backup(names)]
        except StoreError as error:
            yield Checked(names.folder, names.name, (), failed=error)
        else:
            differing = tuple(
                table
                for (table, _id), versions in found.state.others.items()
                if any(one.document is not None for one in versions)
            )
            yield Checked(names.folder, names.name, tuple(reports), differing)


def repair(root: Path, device: str) -> Iterator[Checked]:
    """Mend everything under `root`: what is damaged is put aside, and both snapshots made sound.

    The reports say what there was to mend; what is `failed` is as it was.
    """
    for names in databases(root):
        wrong_before = list(_backup(names))
        try:
            keeper = Keeper(names.folder, names.name, device=device)
            try:
                if keeper.reports or wrong_before:
                    keeper.settle()
            finally:
                keeper.close()
        except StoreError as error:
            yield Checked(names.folder, names.name, (), failed=error)
        else:
            yield Checked(names.folder, names.name, (*keeper.reports, *wrong_before))


def rescued(root: Path) -> Iterator[Path]:
    """Where words of `root` wait that were kept when its disk failed, to be with the rest again."""
    if any(system.names(place) for place in places.rescue_places()):
        for names in databases(root):
            for folder in places.rescue_folders(names.folder, names.name):
                if system.names(folder):
                    yield folder


def _backup(names: Names) -> Iterator[Report]:
    """What is wrong with the snapshot before the last; opening tells when it can't be read."""
    with suppress(OSError, snapshot.NewerError):
        there = names.backup.name in system.names(names.folder)
        if there and snapshots.sound(names.backup) is None:
            yield SnapshotDamaged(names.backup, Why.SUM, None, whole=True)

"""Looking after all the data at once: is it whole, and mend what can be mended."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sessions.errors import StoreError
from sessions.store import places, system
from sessions.store.keeper import Keeper
from sessions.store.names import NETWORKS, SESSIONS, Names
from sessions.store.opening import load, only_reading
from sessions.store.reports import Report

NETWORK, SESSION = "network", "session"


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
    """The databases under `root`: each network's, and those of its sessions.

    What is hidden, such as the older versions that a sync program puts away, is none of them.
    """
    for network in _folders(root / NETWORKS):
        yield from _there([Names(network, NETWORK)])
        yield from sessions_of(network)


def sessions_of(network: Path) -> Iterator[Names]:
    """The databases of the sessions of the network in that folder."""
    for year in _folders(network / SESSIONS):
        yield from _there(Names(folder, SESSION) for folder in _folders(year))


def _there(databases_: Iterable[Names]) -> Iterator[Names]:
    return (one for one in databases_ if one.journals() or one.snapshot.exists())


def _folders(folder: Path) -> list[Path]:
    there = (folder / name for name in system.names(folder) if not name.startswith("."))
    return [path for path in there if path.is_dir()]


def check(root: Path, device: str) -> Iterator[Checked]:
    """Read everything under `root` and change nothing: what each database is like, one by one."""
    for names in databases(root):
        try:
            found = load(names, device, only_reading)
        except StoreError as error:
            yield Checked(names.folder, names.name, (), failed=error)
        else:
            differing = tuple(
                table
                for (table, _id), versions in found.state.others.items()
                if any(one.document is not None for one in versions)
            )
            yield Checked(names.folder, names.name, tuple(found.reports), differing)


def repair(root: Path, device: str) -> Iterator[Checked]:
    """Mend everything under `root`: what is damaged is put aside, and both snapshots made sound.

    The reports say what there was to mend; what is `failed` is as it was.
    """
    for names in databases(root):
        try:
            keeper = Keeper(names.folder, names.name, device=device)
            try:
                if keeper.reports:
                    keeper.settle()
            finally:
                keeper.close()
        except StoreError as error:
            yield Checked(names.folder, names.name, (), failed=error)
        else:
            yield Checked(names.folder, names.name, keeper.reports)


def rescued(root: Path) -> Iterator[Path]:
    """Where words of `root` wait that were kept when its disk failed, to be with the rest again."""
    if any(system.names(place) for place in places.rescue_places()):
        for names in databases(root):
            for folder in places.rescue_folders(names.folder, names.name):
                if system.names(folder):
                    yield folder

"""Erasing: what is dropped is in no file of the database any more, as far as this device can."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from sessions.store import lines, places, system
from sessions.store.errors import NotKeptError, UnreadableError
from sessions.store.files import write_durably
from sessions.store.journal import reason_of
from sessions.store.keeper import Keeper
from sessions.store.lines import Line
from sessions.store.operations import Drop, Operation, Put
from sessions.store.state import Change, State
from sessions.store.traces import Traces


def erase(keeper: Keeper, operations: Sequence[Operation], traces: Traces) -> tuple[Path, ...]:
    """Do `operations`, rewrite the snapshots, drop the journal and whatever holds `traces`.

    What other devices wrote and this one knows to be replaced is taken from their journals. Each
    line stays, with its number. A colleague's Kring that is at work in one puts back what it had,
    and drops that itself when it closes.

    Returns the files in which some of them are still to be found.

    Raises:
        NotKeptError: not done, or not everywhere.
    """
    if operations:
        keeper.keep(operations)
    keeper.write_anew()
    try:
        for folder in (keeper.quarantine, *keeper.rescue_folders):
            for path in _holding(folder, traces):
                system.remove(path)
        for device, path in keeper.journals_of_others:
            if system.is_plain(path):
                _take_out(keeper.state, device, path, traces)
        return tuple(_holding(keeper.folder, traces))
    except OSError as error:
        raise NotKeptError(_place_of(error, keeper.folder), reason_of(error)) from error


def _take_out(state: State, device: str, path: Path, traces: Traces) -> None:
    """Take from the journal of `device` the replaced versions that hold `traces`."""
    before = system.read_file(path)
    after = b"".join(
        _cleared(raw, state, device, path) if traces.in_bytes(raw) else raw
        for raw in before.splitlines(keepends=True)
    )
    if after != before:
        write_durably(path, after)


def _cleared(raw: bytes, state: State, device: str, path: Path) -> bytes:
    """The line without what was replaced since; as it is when it can't be read, or is news."""
    try:
        line = lines.decode(raw)
    except ValueError:
        return raw
    if not state.seen.includes(device, line.number):
        return raw
    left = [change for change in line.changes if not _is_replaced(change, state, device, line)]
    return lines.encode(line.number, left, path)[0]


def _is_replaced(change: Change, state: State, device: str, line: Line) -> bool:
    operation = change.operation
    if not isinstance(operation, Put | Drop):
        return False
    standing = state.versions((operation.table, operation.id))
    return all(version.dot != (device, line.number) for version in standing)


def erase_all(folder: Path, name: str, traces: Traces) -> tuple[Path, ...]:
    """Take away the database `name` in `folder`, closed, and what in quarantine holds `traces`.

    Returns what links in it lead to, which is not the data's own, and as it was.

    Raises:
        NotKeptError: not everywhere; it can be done again.
    """
    try:
        doomed = list(_holding(places.quarantine_of(folder), traces))
        for place in (folder, *places.rescue_folders(folder, name)):
            doomed += (place / found for found in system.names(place))
        links = [path for path in doomed if system.call(os.path.islink, path)]
        led_to = tuple(path.resolve() for path in links if path.exists())
        for path in doomed:
            if path in links or not system.call(os.path.isdir, path):
                system.remove(path)
    except OSError as error:
        raise NotKeptError(_place_of(error, folder), reason_of(error)) from error
    return led_to


def holding(folder: Path, traces: Traces) -> Iterator[Path]:
    """The files in `folder` that hold one of `traces`, however it is written there.

    Raises:
        UnreadableError: one of them can't be read.
    """
    try:
        yield from _holding(folder, traces)
    except OSError as error:
        raise UnreadableError(_place_of(error, folder), reason_of(error)) from error


def _holding(folder: Path, traces: Traces) -> Iterator[Path]:
    for name in system.names(folder):
        path = folder / name
        if system.is_plain(path) and traces.in_bytes(system.read_file(path)):
            yield path


def _place_of(error: OSError, folder: Path) -> Path:
    """The file that the system would not give, as far as it says which."""
    return Path(error.filename) if isinstance(error.filename, Path | str) else folder

"""Erasing: what is dropped is in no file of the database any more, as far as this device can."""

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from sessions.store import jsontext, lines, places, system
from sessions.store.errors import NotKeptError
from sessions.store.files import write_durably
from sessions.store.journal import reason_of
from sessions.store.keeper import Keeper
from sessions.store.lines import Line
from sessions.store.operations import Drop, Operation, Put
from sessions.store.state import Change, State


def erase(
    keeper: Keeper, operations: Sequence[Operation], words: Sequence[str]
) -> tuple[Path, ...]:
    """Do `operations`, rewrite the snapshots, drop the journal and whatever holds one of `words`.

    What other devices wrote and this one knows to be replaced is taken from their journals. Each
    line stays, with its number. A colleague's Kring that is at work in one puts back what it had,
    and drops that itself when it closes.

    Returns the files in which some of the words are still to be found.

    Raises:
        NotKeptError: not done, or not everywhere.
    """
    if operations:
        keeper.keep(operations)
    keeper.write_anew()
    forms = [form for word in words for form in _forms(word)]
    try:
        for folder in (keeper.quarantine, *keeper.rescue_folders):
            for path in _holding(folder, forms):
                system.remove(path)
        for device, path in keeper.journals_of_others:
            _take_out(keeper.state, device, path, forms)
        return tuple(_holding(keeper.folder, forms))
    except OSError as error:
        raise NotKeptError(keeper.folder, reason_of(error)) from error


def _take_out(state: State, device: str, path: Path, forms: Sequence[bytes]) -> None:
    """Take from the journal of `device` the replaced versions that hold one of `forms`."""
    before = system.read_file(path)
    after = b"".join(
        _cleared(raw, state, device, path) if any(form in raw for form in forms) else raw
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


def erase_all(folder: Path, name: str, words: Sequence[str]) -> None:
    """Take away the database `name` in `folder`, closed, and what in quarantine holds `words`.

    Raises:
        OSError: not everywhere; it can be done again.
    """
    quarantine = places.quarantine_of(folder)
    forms = [form for word in words for form in _forms(word)]
    doomed = list(_holding(quarantine, forms))
    for place in (folder, *places.rescue_folders(folder, name)):
        doomed += (place / found for found in system.names(place))
    for path in doomed:
        if not system.call(os.path.isdir, path):
            system.remove(path)


def _forms(word: str) -> set[bytes]:
    """How `word` may be written in a file: as it is, and in JSON with and without escapes."""
    in_json = jsontext.encoded(word)[1:-1], json.dumps(word)[1:-1]
    return {form.encode() for form in (word, *in_json)}


def _holding(folder: Path, forms: Sequence[bytes]) -> Iterator[Path]:
    for name in system.names(folder):
        path = folder / name
        if system.call(os.path.isfile, path):
            data = system.read_file(path)
            if any(form in data for form in forms):
                yield path


def holding(folder: Path, words: Sequence[str]) -> Iterator[Path]:
    """The files in `folder` that hold one of `words`, however it is written there."""
    return _holding(folder, [form for word in words for form in _forms(word)])

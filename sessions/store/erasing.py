"""Erasing: what is dropped is in no file of the database any more, as far as this device can."""

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from sessions.store import jsontext, places, system
from sessions.store.errors import NotKeptError
from sessions.store.journal import reason_of
from sessions.store.keeper import Keeper
from sessions.store.operations import Operation


def erase(
    keeper: Keeper, operations: Sequence[Operation], words: Sequence[str]
) -> tuple[Path, ...]:
    """Do `operations`, rewrite the snapshots, drop the journal and whatever holds one of `words`.

    Returns the files that hold some of them and are another device's to change.

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
        return tuple(_holding(keeper.folder, forms))
    except OSError as error:
        raise NotKeptError(keeper.folder, reason_of(error)) from error


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

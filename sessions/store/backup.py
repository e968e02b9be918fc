"""One file with all the data in it, verified when it is made and again when it is used."""

import json
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from enum import StrEnum
from hashlib import sha256
from pathlib import Path, PurePosixPath

from sessions.errors import StoreError
from sessions.store import jsontext, places, system
from sessions.store.errors import Why
from sessions.store.files import TEMPORARY, temporary, write_durably
from sessions.store.journal import reason_of

MANIFEST = "kring-backup.json"
_UNPACKED = re.compile(rf"\.\d+{re.escape(TEMPORARY)}")
"""What stands behind the name of a folder that a backup is unpacked for."""

_FORMAT = 1
_NOT_A_ZIP = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError)
"""What the standard library says to a zip file that is damaged, in one place or another."""


class Fault(StrEnum):
    """What is the matter with a backup, or with where it is to go."""

    THERE = "there is a file of this name"
    NOT_EMPTY = "there is something in this folder"
    INSIDE = "it is in the folder that it would be a backup of"
    CHANGED = "it is no backup, or not as it was written"
    NO_BACKUP = "this is no backup of Kring"
    OTHER_FILES = "files were added or taken out"
    ELSEWHERE = "it has files that belong elsewhere"
    NAME = "its name is no text"


class BackupError(StoreError):
    """The backup could not be made or used; `reason` says why, a Fault or the system's own word.

    Nothing was changed.
    """


def backup(root: Path, target: Path, *, force: bool = False) -> int:
    """Make `target`, a zip file of everything under `root`: how many files are in it.

    What is at `target` is replaced only with `force`, and only when it is an ordinary file.

    A session may be running: journals are read before snapshots, which have what a journal is rid
    of, so that what is copied is all that was kept when it was begun.

    Raises:
        BackupError: it is not made, for example because there is a file at `target`.
    """
    if target.exists() and not (force and target.is_file()):
        raise BackupError(target, Fault.THERE)
    if target.resolve().is_relative_to(root.resolve()):
        raise BackupError(target, Fault.INSIDE)
    making = temporary(target)
    try:
        try:
            sums = _write(root, making)
            _verify(making, sums)
            system.replace(making, target)
            system.sync_folder(target.absolute().parent)
        finally:
            system.remove(making)
    except (OSError, *_NOT_A_ZIP) as error:
        reason = reason_of(error) if isinstance(error, OSError) else Why.READS_BACK
        raise BackupError(target, reason) from error
    return len(sums)


def _write(root: Path, making: Path) -> dict[str, str]:
    """Have the archive on the disk, its owner's only from the first moment: a sum by file."""
    system.remove(making)
    with (
        system.opened(making, system.NEW) as descriptor,
        os.fdopen(descriptor, "wb", closefd=False) as file,
    ):
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            sums = _fill(archive, root)
        file.flush()
        system.sync(descriptor)
    return sums


def _fill(archive: zipfile.ZipFile, root: Path) -> dict[str, str]:
    sums: dict[str, str] = {}
    for path in sorted(root.rglob("*"), key=_journals_first):
        if path.is_file() and not path.name.endswith(TEMPORARY):
            name, data = _name(path, root), system.read_file(path)
            archive.writestr(name, data)
            sums[name] = sha256(data).hexdigest()
    archive.writestr(MANIFEST, jsontext.indented({"format": _FORMAT, "files": sums}))
    return sums


def _name(path: Path, root: Path) -> str:
    """What a file is called in the archive."""
    name = path.relative_to(root).as_posix()
    try:
        name.encode()
    except UnicodeEncodeError as error:
        raise BackupError(path, Fault.NAME) from error
    return name


def _journals_first(path: Path) -> tuple[Path, bool, str]:
    return path.parent, path.suffix != ".jsonl", path.name


def _verify(archive_path: Path, sums: Mapping[str, str]) -> None:
    with zipfile.ZipFile(archive_path) as archive:
        for name, sum_ in sums.items():
            if sha256(archive.read(name)).hexdigest() != sum_:
                raise BackupError(archive_path, Fault.CHANGED)


def restore(source: Path, root: Path) -> int:
    """Put everything that is in the backup `source` in the empty or new folder `root`.

    It is put beside it first: whenever this breaks off, `root` has all of it, or nothing.

    Raises:
        BackupError: the backup is not whole, or there is something in `root`.
    """
    place = root.resolve()
    if system.names(place):
        raise BackupError(root, Fault.NOT_EMPTY)
    with unpacked(source, place) as (making, count):
        try:
            with suppress(FileNotFoundError):
                system.call(os.rmdir, place)  # Windows replaces no folder, be it an empty one
            system.replace(making, place)
            system.sync_folder(place.parent)
        except OSError as error:
            raise BackupError(root, reason_of(error)) from error
    return count


@contextmanager
def unpacked(source: Path, root: Path) -> Iterator[tuple[Path, int]]:
    """A folder beside `root` with all that is in the backup `source`; how many files that are.

    It is for the block to put in its place; what is left is taken away, also from times when this
    was broken off.
    This device gets a new id, so that what it writes from now on is never taken for what it wrote
    after the backup was made and other devices may know.

    Raises:
        BackupError: the backup is not whole, or there is no room for it.
    """
    for name in system.names(root.parent):
        if name.startswith(root.name) and _UNPACKED.fullmatch(name.removeprefix(root.name)):
            system.remove_tree(root.parent / name)
    making = temporary(root)
    try:
        yield making, _unpack(source, making)
    finally:
        system.remove_tree(making)


def _unpack(source: Path, making: Path) -> int:
    try:
        with zipfile.ZipFile(source) as archive:
            sums = _manifest(source, archive)
            _verify(source, sums)
            system.make_folder(making)
            for name in sums:
                path = making / name
                system.make_folder(path.parent)
                write_durably(path, archive.read(name))
        places.forget_device()
    except OSError as error:
        raise BackupError(source, reason_of(error)) from error
    except _NOT_A_ZIP as error:
        raise BackupError(source, Fault.CHANGED) from error
    return len(sums)


def _manifest(source: Path, archive: zipfile.ZipFile) -> dict[str, str]:
    try:
        said = json.loads(archive.read(MANIFEST))
        files = {str(name): str(sum_) for name, sum_ in said["files"].items()}
        present = set(archive.namelist())
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise BackupError(source, Fault.NO_BACKUP) from error
    if present != {*files, MANIFEST}:
        raise BackupError(source, Fault.OTHER_FILES)
    if not all(_inside(name) for name in files):
        raise BackupError(source, Fault.ELSEWHERE)
    return files


def _inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(parts) and not name.startswith("/") and ".." not in parts and "\\" not in name

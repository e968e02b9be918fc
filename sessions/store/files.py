"""Whole files, written so that after a crash there is the old one or the new one."""

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from sessions.store import system
from sessions.store.errors import Why

TEMPORARY = ".tmp"


def write_new(path: Path, data: bytes) -> int:
    """A new file at `path` with `data`, on the disk and read back: its descriptor.

    Raises:
        OSError: it can't be written, or reads back as something else; then it is gone again.
    """
    system.remove(path)
    descriptor = system.open_file(path, system.NEW)
    try:
        system.write_at(descriptor, data, 0)
        system.sync(descriptor)
        if system.read_from_start(descriptor) != data:
            raise OSError(Why.READS_BACK)  # noqa: TRY301 - as if it failed
    except BaseException:
        system.close(descriptor)
        with suppress(OSError):
            system.remove(path)
        raise
    return descriptor


def temporary(path: Path) -> Path:
    """The name a file has while it is not yet the one at `path`."""
    return path.with_name(f"{path.name}.{os.getpid()}{TEMPORARY}")


Mark = tuple[int, int, int]
"""What tells a file from the one that another program puts in its place: number, size, time."""


class OvertakenError(OSError):
    """Another program put a file there meanwhile."""


def mark_of(path: Path) -> Mark | None:
    """The mark of the file at `path`; None when there is none."""
    try:
        found = system.stat(path)
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def write_durably(path: Path, data: bytes) -> None:
    """`data` is what is at `path`, on the disk, when this returns.

    Raises:
        OSError: it is not certain that it is; there is the old file or the new one.
    """
    new = temporary(path)
    system.close(write_new(new, data))
    _name(new, path)


def write_over(path: Path, data: bytes, mark: Mark | None) -> None:
    """`data` is what is at `path`, in the place of the file of that `mark` (None: of no file).

    Raises:
        OvertakenError: there is another file at `path` by now; it is as it was.
        OSError: as with `write_durably`.
    """
    new = temporary(path)
    system.close(write_new(new, data))
    if mark_of(path) != mark:
        system.remove(new)
        raise OvertakenError(Why.OVERTAKEN)
    _name(new, path)


def _name(new: Path, path: Path) -> None:
    system.replace(new, path)
    system.sync_folder(path.parent)


def put_aside(quarantine: Path, name: str, data: bytes) -> Path:
    """Where in `quarantine` there is a copy of `data` that was in the file `name`."""
    copy = quarantine / f"{name}.{sha256(data).hexdigest()[:12]}"
    system.make_folder(quarantine)
    if not system.call(os.path.exists, copy):
        write_durably(copy, data)
    return copy

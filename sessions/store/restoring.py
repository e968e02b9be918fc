"""Restoring over data that is there, none of which is lost."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sessions.store import places, system
from sessions.store.backup import BackupError, unpacked
from sessions.store.care import databases
from sessions.store.journal import reason_of
from sessions.store.lock import Lock

_WHEN = "%Y-%m-%d-%H%M%S"
_STAMP = re.compile(r"-\d{4}-\d\d-\d\d-\d{6}")


def aside_of(root: Path, now: datetime) -> Path:
    """Where what is in `root` goes when something is put in its place now."""
    return root.with_name(f"{root.name}-{now.astimezone():{_WHEN}}")


def asides(root: Path) -> Iterator[Path]:
    """Where what was in `root` went, all the times that something was put in its place."""
    beside = root.absolute().parent
    for name in system.names(beside):
        if name.startswith(root.name) and _STAMP.fullmatch(name.removeprefix(root.name)):
            yield beside / name


def restore_over(source: Path, root: Path, aside: Path) -> int:
    """Put all that is in the backup `source` in `root`, and what is there in `aside`.

    The backup is unpacked and verified beside it first: how many files it has.

    Raises:
        HeldError: something in `root` is open.
        BackupError: it is not restored; what was there is there.
    """
    for names in databases(root):
        lock = Lock(places.lock_path(names.folder, names.name))
        lock.acquire()
        lock.release()
    with unpacked(source, root.absolute()) as (making, count):
        try:
            _swap(making, root, aside)
            system.sync_folder(root.absolute().parent)
        except OSError as error:
            raise BackupError(root, reason_of(error)) from error
    return count


def _swap(new: Path, root: Path, aside: Path) -> None:
    """Put `new` at `root`, and what was there at `aside`; or leave all as it was."""
    system.replace(root, aside)
    try:
        system.replace(new, root)
    except OSError:
        system.replace(aside, root)
        raise

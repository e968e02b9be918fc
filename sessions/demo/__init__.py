"""The demo network: people, two past sessions, and today's workshop, made by the product itself."""

import errno
import os
import shutil
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp

from sessions.errors import StoreError
from sessions.store import jsontext, system
from sessions.store.files import write_durably
from sessions.store.format import ensure_root
from sessions.store.index import forget
from sessions.store.places import lock_path

MARKER = "demo.json"
MAKING = ".making"
STALE = timedelta(hours=1)
"""Age of what an interrupted making left behind, after which it is swept up."""


def make_demo(root: Path, *, language: str, now: datetime, device: str) -> None:
    """Write the demo network to `root`, which is not there yet or empty: whole, or not at all.

    Raises:
        StoreError: there is something at `root` already, or it can't be written.
    """
    from sessions.demo.script import ENGLISH, LANGUAGES

    try:
        root = root.resolve()
        _sweep(root, now)
        _must_be_free(root)
        making = _beside(root)
        try:
            _write(making, language if language in LANGUAGES else ENGLISH, now, device)
            _move(making, root)
        finally:
            shutil.rmtree(making, ignore_errors=True)
    except OSError as error:
        raise StoreError(root, error.strerror or str(error)) from error


def is_demo(root: Path) -> bool:
    """Whether the folder `root` is a demo, which may be thrown away."""
    return (root / MARKER).is_file()


def remove_demo(root: Path) -> None:
    """Throw away the demo in `root`; a folder that is no demo stays.

    Raises:
        StoreError: it can't be taken away.
    """
    if not is_demo(root):
        return
    try:
        root = root.resolve()
        gone = _beside(root)
        system.replace(root, gone / root.name)
        shutil.rmtree(gone)
        forget(root)
    except OSError as error:
        raise StoreError(root, error.strerror or str(error)) from error


def _must_be_free(root: Path) -> None:
    if root.exists() and not (root.is_dir() and not system.names(root)):
        raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY))


def _beside(root: Path) -> Path:
    """A new folder beside `root`, for what is being made or thrown away."""
    system.make_folder(root.parent)
    return Path(mkdtemp(prefix=f".{root.name}-", suffix=MAKING, dir=root.parent))


def _sweep(root: Path, now: datetime) -> None:
    """Take away what was left beside `root` by somebody who was interrupted."""
    for name in system.names(root.parent):
        old = root.parent / name
        if name.startswith(f".{root.name}-") and name.endswith(MAKING):
            with suppress(FileNotFoundError):
                age = now.timestamp() - system.stat(old).st_mtime
                if age > STALE.total_seconds():
                    shutil.rmtree(old, ignore_errors=True)


def _move(making: Path, root: Path) -> None:
    if root.is_dir():
        root.rmdir()
    system.replace(making, root)
    system.sync_folder(root.parent)


def _write(root: Path, language: str, now: datetime, device: str) -> None:
    from sessions.demo.filling import fill
    from sessions.library import Library

    ensure_root(root)
    today = now.astimezone().date()
    try:
        network = fill(Library(root, device=device), language, today)
    finally:
        _forget_locks(root)
    marker = {"demo": network.id, "language": language, "made": now.isoformat()}
    write_durably(root / MARKER, jsontext.indented(marker).encode() + b"\n")


def _forget_locks(making: Path) -> None:
    """Take away what this device keeps about databases at a place they will not be at again."""
    for path in making.glob("networks/**/*.json"):
        system.remove(lock_path(path.parent, path.stem))

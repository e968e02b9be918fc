"""The one door to the operating system: a test that faults `call` has faulted the whole store."""

import errno
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISREG
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

FILE_MODE, FOLDER_MODE = 0o600, 0o700
_PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
READ = os.O_RDONLY | _PLAIN
APPEND = os.O_RDWR | os.O_CREAT | _PLAIN
NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | _PLAIN

_AT_ONCE = 1 << 20
_WINDOWS_PAUSES = (0.01, 0.05, 0.2, 0.5)
"""Seconds between the tries: a virus scanner or a sync client holds a file that long."""


def call(function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Every system call of the store goes through here."""
    return function(*args, **kwargs)


def open_file(path: Path, flags: int) -> int:
    """A descriptor of `path`, which is no symbolic link; a new file is for its owner only."""
    return call(os.open, path, flags, FILE_MODE)


def close(descriptor: int) -> None:
    """Let go of it; whatever the system says to that, it is gone."""
    with suppress(OSError):
        call(os.close, descriptor)


@contextmanager
def opened(path: Path, flags: int) -> Iterator[int]:
    """A descriptor of `path` for as long as the block lasts."""
    descriptor = open_file(path, flags)
    try:
        yield descriptor
    finally:
        close(descriptor)


def write_at(descriptor: int, data: bytes, at: int) -> None:
    """All of `data` from offset `at` on; a short write goes on where it stopped."""
    rest: bytes | memoryview = data
    while (written := call(_pwrite, descriptor, rest, at)) < len(rest):
        if not written:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        rest, at = memoryview(rest)[written:], at + written


def _seek_and_write(descriptor: int, data: bytes | memoryview, at: int) -> int:
    os.lseek(descriptor, at, os.SEEK_SET)
    return os.write(descriptor, data)


_pwrite: Callable[[int, bytes | memoryview, int], int] = getattr(os, "pwrite", _seek_and_write)


def read_from_start(descriptor: int, most: int | None = None) -> bytes:
    """What the file holds, at most `most` bytes of it."""
    call(os.lseek, descriptor, 0, os.SEEK_SET)
    parts = bytearray()
    while part := call(os.read, descriptor, _AT_ONCE):
        parts += part
    return bytes(parts[:most])


def read_file(path: Path) -> bytes:
    """What is in the file at `path`."""
    with opened(path, READ) as descriptor:
        return read_from_start(descriptor)


def truncate(descriptor: int, size: int) -> None:
    """Cut the file to `size` bytes."""
    call(os.ftruncate, descriptor, size)


def _way_to_sync() -> Callable[[int], Any]:
    """The call after which bytes are on the disk itself, not in its cache.

    On macOS that is another one than everywhere else: fsync leaves them in the cache.
    """
    with suppress(ImportError):
        import fcntl

        full = getattr(fcntl, "F_FULLFSYNC", None)
        if full is not None:
            return lambda descriptor: fcntl.fcntl(descriptor, full)
    return getattr(os, "fdatasync", os.fsync)


_sync = _way_to_sync()


def sync(descriptor: int) -> None:
    """Return when the file's bytes and its size are on the disk itself."""
    call(_sync, descriptor)


def sync_folder(folder: Path) -> None:
    """Return when the names in `folder` are on the disk; Windows does that by itself."""
    if os.name == "nt":
        return
    with opened(folder, os.O_RDONLY) as descriptor:
        call(os.fsync, descriptor)


def replace(source: Path, target: Path) -> None:
    """Give `source` the name `target`; on Windows, try again while another program holds it."""
    for pause in _WINDOWS_PAUSES if os.name == "nt" else ():
        try:
            call(os.replace, source, target)
        except PermissionError:
            call(time.sleep, pause)
        else:
            return
    call(os.replace, source, target)


def remove(path: Path) -> None:
    """Take `path` away, if it is there."""
    with suppress(FileNotFoundError):
        call(os.unlink, path)


def is_plain(path: Path) -> bool:
    """Whether there is a file at `path` itself, not a folder or a link to something elsewhere."""
    try:
        return S_ISREG(call(os.lstat, path).st_mode)
    except FileNotFoundError:
        return False


def remove_tree(folder: Path) -> None:
    """Take `folder` away with all that is in it, as far as the system allows."""
    with suppress(OSError):
        call(shutil.rmtree, folder)


def stat(path: Path | str) -> os.stat_result:
    """What the system knows of `path`."""
    return call(os.stat, path)


def size(descriptor: int) -> int:
    """The length in bytes of an open file."""
    return call(os.lseek, descriptor, 0, os.SEEK_END)


def names(folder: Path) -> list[str]:
    """What is in `folder`, sorted; nothing where there is no folder."""
    try:
        return sorted(call(os.listdir, folder))
    except (FileNotFoundError, NotADirectoryError):
        return []


def make_folder(folder: Path) -> None:
    """Make `folder`, and those above it, each for its owner only and known to the disk."""
    if call(os.path.isdir, folder):
        return
    make_folder(folder.parent)
    with suppress(FileExistsError):
        call(os.mkdir, folder, FOLDER_MODE)
    sync_folder(folder.parent)

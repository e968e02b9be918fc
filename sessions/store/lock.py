"""One process at a time: a lock of the system's own, which ends when its process does."""

import errno
import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from sessions.errors import StoreError
from sessions.store import jsontext, places, shapes, system
from sessions.store.errors import HeldError, Holder

_FAR = 1 << 30
"""Windows locks bytes, and nobody may read them then: one far past what the file says."""

_HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


def _lock(descriptor: int, *, shared: bool = False) -> None:
    try:
        import fcntl
    except ImportError:
        import msvcrt

        os.lseek(descriptor, _FAR, os.SEEK_SET)
        getattr(msvcrt, "locking")(descriptor, getattr(msvcrt, "LK_NBLCK"), 1)  # noqa: B009 - typed on Windows only
    else:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """While the block lasts no other process of this system, or of this share, is in it too.

    Where a folder can't be locked (Windows, some shares) it is as if nobody else were there.
    """
    with ExitStack() as held:
        with suppress(ImportError, OSError):
            import fcntl

            descriptor = held.enter_context(system.opened(folder, os.O_RDONLY))
            system.call(fcntl.flock, descriptor, fcntl.LOCK_EX)
        yield


def _numbers(said: object) -> dict[str, int]:
    with suppress(ValueError):
        return shapes.numbers(said)
    return {}


def is_held(folder: Path, name: str) -> bool:
    """Whether a process on this device has the database `name` in `folder` open to write."""
    return Lock(places.lock_path(folder, name)).held


class Lock:
    """The file at `path`, locked from `acquire` to `release`.

    It says who holds it, and the number that was last noted under each name.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None
        self._since: float | None = None
        self.noted: dict[str, int] = {}
        self._places: dict[str, int] = {}
        """Where in the file each of them stands, so that it can be changed by itself."""

    def acquire(self) -> None:
        """Hold it; what a process that died held is free.

        Raises:
            HeldError: another has it.
            StoreError: the file can't be made or locked.
        """
        try:
            system.make_folder(self._path.parent)
            descriptor = system.open_file(self._path, system.APPEND)
            try:
                system.call(_lock, descriptor)
                self.noted = _numbers(self._said().get("last"))
                self._sign(descriptor, since=None)
                self._sign(descriptor, since=system.stat(self._path).st_mtime)
            except BaseException:
                system.close(descriptor)
                raise
        except OSError as error:
            if error.errno in _HELD:
                raise HeldError(self._path, self.holder()) from error
            raise StoreError(self._path, error.strerror or str(error)) from error
        self._descriptor = descriptor

    def release(self) -> None:
        """Let another have it; nothing happens when it is not held."""
        if self._descriptor is not None:
            system.close(self._descriptor)
            self._descriptor = None

    def note(self, name: str, number: int) -> None:
        """Leave a number for who holds it next.

        It is not synced, for it is a help and no more: a kill leaves it, a power cut may not. What
        it counts was on the disk before it, so it never says too much.
        """
        if self._descriptor is not None and number != self.noted.get(name):
            self.noted[name] = number
            with suppress(OSError):
                if name in self._places:
                    system.write_at(self._descriptor, _wide(number), self._places[name])
                else:
                    self._sign(self._descriptor, since=self._since)

    @property
    def held(self) -> bool:
        """Whether a process has it now; a system that knows no shared locks has it while asked."""
        try:
            with system.opened(self._path, system.READ) as descriptor:
                system.call(partial(_lock, shared=True), descriptor)
        except OSError as error:
            return error.errno in _HELD
        return False

    def holder(self) -> Holder:
        """Who holds it, as the file says; process 0 where it says nothing we can read."""
        said, signed = self._said(), 0.0
        with suppress(OSError):
            signed = system.stat(self._path).st_mtime
        pid, host, since = said.get("pid"), said.get("host"), said.get("since")
        return Holder(
            pid if isinstance(pid, int) else 0,
            host if isinstance(host, str) else "",
            datetime.fromtimestamp(since if isinstance(since, float) else signed, UTC),
        )

    def _said(self) -> dict[str, Any]:
        with suppress(OSError, ValueError):
            said = jsontext.decoded(system.read_file(self._path))
            return said if isinstance(said, dict) else {}
        return {}

    def _sign(self, descriptor: int, since: float | None) -> None:
        who = {"pid": os.getpid(), "host": socket.gethostname(), "since": since}
        said = jsontext.encoded(who).encode().removesuffix(b"}") + b',"last":{'
        places = dict[str, int]()
        for name, number in self.noted.items():
            said += b"%s%s:" % (b"," if places else b"", jsontext.encoded(name).encode())
            places[name] = len(said)
            said += _wide(number)
        system.write_at(descriptor, said + b"}}", 0)
        system.truncate(descriptor, len(said) + 2)
        self._places, self._since = places, since


def _wide(number: int) -> bytes:
    """A number that takes as much room as any other."""
    return b"%20d" % number

"""One process at a time: a lock of the system's own, which ends when its process does."""

import errno
import os
import socket
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from sessions.errors import StoreError
from sessions.store import jsontext, system
from sessions.store.errors import HeldError, Holder

_FAR = 1 << 30
"""Windows locks bytes, and nobody may read them then: one far past what the file says."""

_HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


def _lock(descriptor: int) -> None:
    try:
        import fcntl
    except ImportError:
        import msvcrt

        os.lseek(descriptor, _FAR, os.SEEK_SET)
        getattr(msvcrt, "locking")(descriptor, getattr(msvcrt, "LK_NBLCK"), 1)  # noqa: B009 - typed on Windows only
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """The file at `path`, locked from `acquire` to `release`; it says who holds it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

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
                self._sign(descriptor)
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

    def holder(self) -> Holder:
        """Who holds it, as the file says; process 0 where it says nothing we can read."""
        said: object = None
        since = 0.0
        with suppress(OSError, ValueError):
            since = system.stat(self._path).st_mtime
            said = jsontext.decoded(system.read_file(self._path))
        said = said if isinstance(said, dict) else {}
        pid, host = said.get("pid"), said.get("host")
        return Holder(
            pid if isinstance(pid, int) else 0,
            host if isinstance(host, str) else "",
            datetime.fromtimestamp(since, UTC),
        )

    def _sign(self, descriptor: int) -> None:
        signature = jsontext.encoded({"pid": os.getpid(), "host": socket.gethostname()}).encode()
        system.truncate(descriptor, 0)
        system.write_at(descriptor, signature, 0)

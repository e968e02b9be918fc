"""One device's journal: a file that only grows, until a snapshot holds what it says."""

import os
from collections.abc import Callable
from pathlib import Path

from sessions.store import files, system
from sessions.store.errors import NotKeptError, Why

_NONE = -1
"""What no open file has for a descriptor."""


class UnsureError(Exception):
    """The disk failed where a retry would prove nothing: what is in the file is not certain."""


class DisplacedError(Exception):
    """The line is on the disk, in a file that the path no longer leads to."""


def reason_of(error: Exception) -> str:
    """What the system says of it, or what it says itself."""
    return getattr(error, "strerror", None) or str(error)


class Journal:
    """The journal at `path`, open to be written at `end`, its length in bytes."""

    def __init__(self, path: Path) -> None:
        """Open it, made where it is not there.

        Raises:
            OSError: it can't be opened or made.
        """
        self.path = path
        self._where = str(path)
        self._name_is_lasting = False
        system.make_folder(path.parent)
        self._open()

    def _open(self) -> None:
        self._descriptor = system.open_file(self.path, system.APPEND)
        try:
            found = system.call(os.fstat, self._descriptor)
        except BaseException:
            self.close()
            raise
        self._identity = (found.st_dev, found.st_ino)
        self.end = found.st_size

    def append(self, line: bytes) -> None:
        """Return when `line` is on the disk, at the end of the file that `path` leads to.

        Raises:
            NotKeptError: it is not, and the file is as it was.
            DisplacedError: it is not, for another program put another file in this one's place.
            UnsureError: what is on the disk is not certain.
        """
        self._check_end()
        if not self._name_is_lasting:
            self._make_name_last()
        try:
            system.write_at(self._descriptor, line, self.end)
        except OSError as error:
            self._take_back(error)
            raise NotKeptError(self.path, reason_of(error)) from error
        try:
            system.sync(self._descriptor)
        except OSError as error:
            raise UnsureError(reason_of(error)) from error
        self._check(self.end + len(line))
        self.end += len(line)

    def _make_name_last(self) -> None:
        """Have the disk know that there is a file of this name, before the first line in it."""
        try:
            system.sync_folder(self.path.parent)
        except OSError as error:
            raise NotKeptError(self.path, reason_of(error)) from error
        self._name_is_lasting = True

    def _check_end(self) -> None:
        """Nobody else wrote in the open file."""
        try:
            size = system.size(self._descriptor)
        except OSError as error:
            raise UnsureError(reason_of(error)) from error
        if size != self.end:
            raise UnsureError(Why.WRITTEN)

    def _check(self, size: int) -> None:
        """The path still leads to the open file, and nobody else wrote in it."""
        try:
            found = system.stat(self._where)
        except OSError as error:
            raise DisplacedError from error
        if (found.st_dev, found.st_ino) != self._identity:
            raise DisplacedError
        if found.st_size != size:
            raise UnsureError(Why.WRITTEN)

    def _take_back(self, cause: OSError) -> None:
        """Cut off what a failed write left, and have the disk know it."""
        try:
            self.cut(self.end)
        except OSError:
            raise UnsureError(reason_of(cause)) from cause

    def content(self) -> bytes:
        """What was kept in it, wherever the path leads by now.

        Raises:
            OSError: it can't be read, or another program cut it.
        """
        data = system.read_from_start(self._descriptor, self.end)
        if len(data) < self.end:
            raise OSError(Why.CUT)
        return data

    def cut(self, size: int) -> None:
        """Leave the first `size` bytes, and have the disk know it."""
        system.truncate(self._descriptor, size)
        system.sync(self._descriptor)
        self.end = size

    def rewrite(self, change: Callable[[bytes], bytes]) -> None:
        """Put a file with `change(content)` at `path`, and go on in that one.

        Raises:
            OSError: not done; the file is as it was.
            UnsureError: which of the two will be there after a crash is not certain.
        """
        new = files.temporary(self.path)
        system.close(files.write_new(new, change(self.content())))
        self.close()  # Windows replaces no file that is open
        try:
            failure = self._swap(new)
        except OSError as error:
            raise UnsureError(reason_of(error)) from error
        if failure is not None:
            raise failure

    def _swap(self, new: Path) -> OSError | None:
        """Give `new` the journal's name; why not, when the old file is still there and open."""
        before, failure = self._identity, None
        try:
            system.replace(new, self.path)
        except OSError as error:
            failure = error
        self._open()
        if failure is None:
            system.sync_folder(self.path.parent)
        elif self._identity != before:
            raise failure
        return failure

    def close(self) -> None:
        """Let go of the file; its number, which the system gives out again, is forgotten."""
        descriptor, self._descriptor = self._descriptor, _NONE
        system.close(descriptor)

"""TinyDB as it comes, under the harnesses of the store: what they must catch."""

import os
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self

from tinydb import TinyDB, where
from tinydb.storages import JSONStorage

from sessions.store import system
from sessions.store.errors import NotKeptError
from sessions.store.operations import Drop, Operation, Put


class Handle:
    """A file as JSONStorage uses it; what changes it goes through the one door to the system."""

    def __init__(self, path: Path) -> None:
        system.make_folder(path.parent)
        self._descriptor = system.open_file(path, system.APPEND)
        self._at, self._waiting = 0, ""

    def seek(self, at: int, whence: int = os.SEEK_SET) -> int:
        self._at = os.lseek(self._descriptor, at, whence)
        return self._at

    def tell(self) -> int:
        return self._at

    def read(self) -> str:
        return os.pread(self._descriptor, os.fstat(self._descriptor).st_size, 0).decode()

    def write(self, text: str) -> None:
        self._waiting = text

    def flush(self) -> None:
        data, self._waiting = self._waiting.encode(), ""
        system.write_at(self._descriptor, data, self._at)
        self._at += len(data)

    def truncate(self) -> None:
        system.truncate(self._descriptor, self._at)

    def fileno(self) -> int:
        return self._descriptor

    def close(self) -> None:
        system.close(self._descriptor)


class Storage(JSONStorage):
    """JSONStorage on such a file; a system call that fails is told as the store tells it."""

    def __init__(self, path: Path) -> None:
        self._mode = "r+"
        self.kwargs: dict[str, Any] = {}
        self._path = path
        self._handle: Any = Handle(path)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        try:
            super().write(data)
        except OSError as error:
            raise NotKeptError(self._path, str(error)) from error


class Stock:
    """TinyDB as it comes, in the words of the store's own `Database`."""

    def __init__(self, folder: Path, name: str, device: str = "") -> None:
        del device
        try:
            self._database = TinyDB(folder / f"{name}.json", storage=Storage)
        except OSError as error:
            raise NotKeptError(folder, str(error)) from error
        self._keeper = SimpleNamespace(read_only=False)

    def tables(self) -> set[str]:
        return self._database.tables()

    def documents(self, table: str) -> list[dict[str, Any]]:
        return [dict(document) for document in self._database.table(table)]

    def keep(self, operations: Sequence[Operation]) -> None:
        for operation in operations:
            assert isinstance(operation, Put | Drop)
            table, this = self._database.table(operation.table), where("id") == operation.id
            if isinstance(operation, Put):
                table.upsert(dict(operation.document), this)
            else:
                table.remove(this)

    def compact(self) -> None:
        """It is always one file."""

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

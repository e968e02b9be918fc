"""The index of a data folder: what was last read of each of its databases, for a list at once.

It is derived, and of use only as long as it is what it should be: one that is damaged, old or of
other data is thrown away and made again. Where it can't be read or written, that costs time and is
no error. An SQLite file: several processes may change a few entries of many, and it can carry a
search. SQLite finds no changed bits, so each entry has a sum of its own.
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from sessions.store import places, system

_MARKS = {"application_id": 0x4B72_6E67, "user_version": 1}
"""By what the file is known to be ours; the version is that of the table and of the cards."""

_TABLE = (
    "create table entries"
    " (folder blob primary key, seen blob, card blob, sum integer) without rowid"
)
_BUSY = 0.2
"""Seconds to wait for another process that writes."""

_PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
}
"""What says nothing against the file itself."""


class Entry(NamedTuple):
    """What was read of a database (`card`, JSON), and by what it is known to be so still."""

    seen: bytes
    card: bytes


class Index:
    """The index of the data in `root`; every method opens the file and closes it again."""

    def __init__(self, root: Path) -> None:
        self._path = places.index_path(root)
        self._root = os.fsencode(root.resolve())

    def entries(self) -> dict[str, Entry]:
        """The entries by folder, relative to the root; none where there is no sound index."""
        with self._tolerant(), self._opened("rw") as connection:
            if not _is_new(connection):
                rows = connection.execute("select folder, seen, card, sum from entries")
                return dict(map(self._entry, rows))
        return {}

    def change(self, entries: Mapping[str, Entry | None]) -> None:
        """Put in some entries, and take out those that are None."""
        rows = [(os.fsencode(key), entry) for key, entry in entries.items()]
        gone = [(folder,) for folder, entry in rows if entry is None]
        new = [(folder, *entry, self._sum(folder, *entry)) for folder, entry in rows if entry]
        with self._tolerant():
            system.make_folder(self._path.parent)
            system.close(system.open_file(self._path, system.APPEND))
            with self._opened("rwc") as connection:
                connection.execute("begin immediate")
                if _is_new(connection):
                    _make(connection)
                connection.executemany("delete from entries where folder = ?", gone)
                connection.executemany("replace into entries values (?, ?, ?, ?)", new)
                connection.execute("commit")

    def throw_away(self) -> None:
        """Have no index; what is in memory of it stays."""
        for path in (self._path, self._path.with_name(f"{self._path.name}-journal")):
            with suppress(OSError):
                system.remove(path)

    @contextmanager
    def _tolerant(self) -> Iterator[None]:
        """What fails is not done, and an index that is to blame for it is no more."""
        try:
            yield
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF not in _PASSING:
                self.throw_away()
        except (ValueError, TypeError):
            self.throw_away()
        except OSError:
            pass

    @contextmanager
    def _opened(self, mode: str) -> Iterator[sqlite3.Connection]:
        """A connection, which leaves nothing of what is taken out in the file."""
        name = f"{self._path.absolute().as_uri()}?mode={mode}"
        with closing(
            sqlite3.connect(name, timeout=_BUSY, isolation_level=None, uri=True)
        ) as connection:
            connection.execute("pragma synchronous = off")
            connection.execute("pragma secure_delete = on")
            yield connection

    def _entry(self, row: tuple[bytes, bytes, bytes, int]) -> tuple[str, Entry]:
        """A row as an entry.

        Raises:
            ValueError: it is not as it was written.
            TypeError: likewise.
        """
        folder, seen, card, sum_ = row
        if self._sum(folder, seen, card) != sum_:
            raise ValueError("its sum is another one")
        return os.fsdecode(folder), Entry(seen, card)

    def _sum(self, folder: bytes, seen: bytes, card: bytes) -> int:
        return crc32(b"\0".join((self._root, folder, seen, card)))


def _is_new(connection: sqlite3.Connection) -> bool:
    """Whether there is nothing in the file yet.

    Raises:
        ValueError: something else is in it than an index of this version.
    """
    marks = [connection.execute(f"pragma {name}").fetchone()[0] for name in _MARKS]
    if marks not in ([0, 0], list(_MARKS.values())):
        raise ValueError("not an index of this version")
    return marks == [0, 0]


def _make(connection: sqlite3.Connection) -> None:
    connection.execute(_TABLE)
    for name, value in _MARKS.items():
        connection.execute(f"pragma {name} = {value}")


def forget(root: Path) -> None:
    """Have no index of the data in `root`, after something in it was erased: it is made again."""
    Index(root).throw_away()

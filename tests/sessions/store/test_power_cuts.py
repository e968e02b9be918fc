"""A file system that forgets: after a power cut only what was synced is certain.

Every call a run makes is written down. A cut keeps of each file any selection of the writes since
its last sync, each whole, torn at a sector or not at all, and of each folder any selection of the
names that changed since its last sync: harsher than any journalling file system. To that the
store must open with all that was acknowledged before the cut.
"""

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import pytest
import tinydb.storages
from tinydb import TinyDB
from tinydb.storages import JSONStorage

from sessions.store import system
from sessions.store.database import Database
from sessions.store.errors import UnreadableError
from sessions.store.operations import Drop, Operation, Put

if TYPE_CHECKING:
    from tests.sessions.store.conftest import Call

SECTOR = 512
SYNCS = (os.fsync, os.fdatasync)
Names = dict[str, int]
Present = dict[str, str]


@dataclass
class Disk:
    """What is certain, and what is on its way, of the files under `root`."""

    root: Path
    files: dict[int, bytes] = field(default_factory=dict)
    names: Names = field(default_factory=dict)
    writes: list[tuple[int, int, bytes | None]] = field(default_factory=list)
    changes: list[tuple[str, Names, list[str]]] = field(default_factory=list)
    """For each folder in turn: names that are set, and names that are taken away."""

    def copy(self) -> "Disk":
        return Disk(
            self.root, dict(self.files), dict(self.names), list(self.writes), list(self.changes)
        )

    def after_a_cut(self, chance: random.Random) -> dict[str, bytes]:
        """By name, what is there when the power is back."""
        disk = self.copy()
        keep = chance.choice((0.0, 0.3, 0.7, 1.0))
        for write in self.writes:
            if chance.random() < keep:
                disk.do(_torn(write, chance))
        for change in self.changes:
            if chance.random() < keep:
                disk.rename(change)
        return {name: disk.files.get(number, b"") for name, number in disk.names.items()}

    def do(self, write: tuple[int, int, bytes | None]) -> None:
        number, at, data = write
        before = self.files.get(number, b"")
        if data is None:
            self.files[number] = before[:at].ljust(at, b"\0")
        else:
            self.files[number] = before[:at].ljust(at, b"\0") + data + before[at + len(data) :]

    def rename(self, change: tuple[str, Names, list[str]]) -> None:
        _, there, gone = change
        for name in gone:
            self.names.pop(name, None)
        self.names.update(there)

    def sync(self, number: int) -> None:
        for write in self.writes:
            if write[0] == number:
                self.do(write)
        self.writes = [write for write in self.writes if write[0] != number]

    def sync_folder(self, folder: str) -> None:
        for change in self.changes:
            if change[0] == folder:
                self.rename(change)
        self.changes = [change for change in self.changes if change[0] != folder]


def _torn(
    write: tuple[int, int, bytes | None], chance: random.Random
) -> tuple[int, int, bytes | None]:
    number, at, data = write
    if data is None or chance.random() < 0.5:
        return write
    whole = chance.randrange(0, len(data) // SECTOR + 1) * SECTOR
    torn = data[:whole] + (bytes(len(data) - whole) if chance.random() < 0.3 else b"")
    return number, at, torn


@dataclass
class Recorder:
    """Does each call, and tells the disk."""

    disk: Disk
    forgetful: bool = False
    """Syncs nothing: the store without its syncs, which must be caught."""
    paths: dict[int, Path] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)
    """By inode, which the system uses again, a number that it does not."""
    fresh: Iterator[int] = field(default_factory=count)

    def call(self, function: "Call", /, *args: Any) -> Any:
        if function in SYNCS:
            return None if self.forgetful else self.sync(args[0])
        moved = self.number(args[0].stat()) if function is os.replace else 0
        new = function is os.open and not Path(args[0]).exists()
        result = function(*args)
        if function is os.open:
            self.paths[result] = Path(args[0])
            if new:
                self.numbers[os.fstat(result).st_ino] = number = next(self.fresh)
                self.change(args[0], {str(args[0]): number}, [])
        elif function is system._pwrite:
            data = bytes(args[1][:result])
            self.disk.writes.append((self.number(os.fstat(args[0])), args[2], data))
        elif function is os.ftruncate:
            self.disk.writes.append((self.number(os.fstat(args[0])), args[1], None))
        elif function is os.replace:
            self.change(args[1], {str(args[1]): moved}, [str(args[0])])
        elif function is os.unlink:
            self.change(args[0], {}, [str(args[0])])
        return result

    def number(self, found: os.stat_result) -> int:
        return self.numbers[found.st_ino]

    def change(self, path: Path, there: Names, gone: list[str]) -> None:
        self.disk.changes.append((str(path.parent), there, gone))

    def sync(self, descriptor: int) -> None:
        path = self.paths[descriptor]
        if path.is_dir():
            self.disk.sync_folder(str(path))
        else:
            self.disk.sync(self.number(os.fstat(descriptor)))


@dataclass(frozen=True)
class Moment:
    """The disk between two calls, what was acknowledged by then, and what was being kept."""

    disk: Disk
    kept: Present
    wanted: Present


class Film:
    """A run with a moment for each call."""

    def __init__(self, root: Path, *, forgetful: bool = False) -> None:
        self.recorder = Recorder(Disk(root), forgetful)
        self.moments: list[Moment] = []
        self.kept: Present = {}
        self.wanted: Present = {}

    def call(self, function: "Call", /, *args: Any) -> Any:
        self.take()
        return self.recorder.call(function, *args)

    def take(self) -> None:
        disk = self.recorder.disk.copy()
        self.moments.append(Moment(disk, dict(self.kept), dict(self.wanted)))

    def keep(self, database: Database, operations: list[Operation]) -> None:
        for operation in operations:
            if isinstance(operation, Put):
                self.wanted[operation.id] = operation.document["text"]
            elif isinstance(operation, Drop):
                self.wanted.pop(operation.id, None)
        database.keep(operations)
        self.kept = dict(self.wanted)
        self.take()


@dataclass
class Handle:
    """A file as `open` gives it, whose bytes go through the recorder."""

    film: Film
    path: Path
    at: int = 0
    buffer: bytes = b""

    def __post_init__(self) -> None:
        self.descriptor = self.film.call(os.open, self.path, os.O_RDWR | os.O_CREAT, 0o600)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        return None

    def seek(self, at: int, whence: int = 0) -> None:
        self.flush()
        self.at = at + (os.fstat(self.descriptor).st_size if whence else 0)

    def tell(self) -> int:
        return self.at

    def read(self) -> str:
        return os.pread(self.descriptor, 1 << 20, self.at).decode()

    def write(self, text: str) -> None:
        self.buffer += text.encode()

    def flush(self) -> None:
        while self.buffer:
            page, self.buffer = self.buffer[:4096], self.buffer[4096:]
            self.film.call(system._pwrite, self.descriptor, memoryview(page), self.at)
            self.at += len(page)

    def fileno(self) -> int:
        return int(self.descriptor)

    def truncate(self) -> None:
        self.flush()
        self.film.call(os.ftruncate, self.descriptor, self.at)


def put(name: str, text: str) -> Put:
    return Put("answers", name, {"id": name, "text": text})


def run(film: Film, open_database: Callable[..., Database]) -> None:
    for session in range(3):
        database = open_database()
        for turn in range(4):
            long = "lang " * 300 if turn == 1 else "kort"
            film.keep(database, [put(f"{session}.{turn}", long), put("last", f"{session}.{turn}")])
            if turn == 2:
                database.compact()
                film.keep(database, [Drop("answers", f"{session}.0")])
        database.close()


def filmed(
    folder: Path,
    open_database: Callable[..., Database],
    monkeypatch: pytest.MonkeyPatch,
    *,
    forgetful: bool = False,
) -> list[Moment]:
    film = Film(folder, forgetful=forgetful)
    with monkeypatch.context() as patch:
        patch.setattr(system, "call", film.call)
        run(film, open_database)
    return film.moments


def cuts(moments: list[Moment], states: int) -> Iterator[tuple[int, Moment, dict[str, bytes]]]:
    chance = random.Random(3)
    for number in range(states):
        moment = chance.choice(moments)
        yield number, moment, moment.disk.after_a_cut(chance)


def lay_out(files: dict[str, bytes], root: Path, target: Path) -> None:
    for name, data in files.items():
        if Path(name).is_relative_to(root):
            path = target / Path(name).relative_to(root)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def found_in(database: Database) -> Present:
    return {document["id"]: document["text"] for document in database.documents("answers")}


@pytest.mark.parametrize("states", [400, pytest.param(10_000, marks=pytest.mark.slow)])
def test_what_was_acknowledged_survives_every_cut(
    states: int,
    folder: Path,
    scratch: Path,
    open_database: Callable[..., Database],
    through_a_door: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    moments = filmed(folder, open_database, monkeypatch)
    with through_a_door():
        for number, moment, files in cuts(moments, states):
            after = scratch / f"after-{number}"
            lay_out(files, folder, after)
            with open_database(folder=after) as database:
                assert found_in(database) in (moment.kept, moment.wanted), number
                database.keep([put("later", "en door")])
                expected = found_in(database)
            with open_database(folder=after) as database:
                assert found_in(database) == expected, number


def test_the_same_cuts_catch_a_store_that_does_not_sync(
    folder: Path,
    scratch: Path,
    open_database: Callable[..., Database],
    through_a_door: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    moments = filmed(folder, open_database, monkeypatch, forgetful=True)
    lost = 0
    with through_a_door():
        for number, moment, files in cuts(moments, 60):
            after = scratch / f"after-{number}"
            lay_out(files, folder, after)
            try:
                with open_database(folder=after) as database:
                    lost += found_in(database) not in (moment.kept, moment.wanted)
            except UnreadableError:
                lost += 1
    assert lost > 10


def test_the_same_cuts_catch_the_storage_that_comes_with_tinydb(
    scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = Film(scratch)
    path = scratch / "stock.json"

    with monkeypatch.context() as patch:
        patch.setattr(tinydb.storages, "open", lambda *_, **__: Handle(film, path), raising=False)
        patch.setattr(os, "fsync", lambda descriptor: film.call(SYNCS[0], descriptor))
        database = TinyDB("stock.json")
        film.recorder.disk.sync_folder(str(scratch))
        for turn in range(12):
            film.wanted[str(turn)] = "x" * 2000
            database.insert({"id": str(turn), "text": "x" * 2000})
            film.kept = dict(film.wanted)
            film.take()
    lost = 0
    for number, moment, files in cuts(film.moments, 200):
        copy = scratch / f"stock-{number}.json"
        copy.write_bytes(files.get(str(path), b""))
        try:
            with TinyDB(copy, storage=JSONStorage) as after:
                found = {document["id"]: document["text"] for document in after.all()}
        except ValueError:
            lost += 1
        else:
            lost += found not in (moment.kept, moment.wanted)
    assert lost > 10

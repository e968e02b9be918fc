"""What keeping an answer costs, beside what the disk and SQLite ask for the same bytes.

Every round keeps one answer in each way, in turn, so that all of them meet the same moments of the
same disk: a raw append with fdatasync, a commit of SQLite (WAL, synchronous=FULL), and ours, each
with as many answers before it and with what it is to keep in hand. SQLite is quicker once its log
was emptied and is written over. Ours is `Database.keep`, and what the room does:
`Facilitation.do`, which makes the answer and the room after it, and whose line also holds the step
that undo takes back. `TMPDIR` says which disk; a folder in memory measures no disk.
"""

import json
import os
import shutil
import sqlite3
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from uuid import UUID

from sessions import capture
from sessions.capture import Place
from sessions.clock import SystemClock
from sessions.facilitation import Did
from sessions.library import Library, OpenSession
from sessions.store.database import Database
from sessions.store.operations import Put
from sessions.store.places import device_id
from tests.benchmarks import prepared
from tests.benchmarks.crowded import crowd
from tests.benchmarks.figures import Figure, p50, p99

TIMES_RAW, TIMES_SQLITE, OPENED_IN = 1.5, 1.0, 15
BEFORE = 100, 1000
"""Answers that are in the session already."""
OTHERS = 1 << 32
"""From this number on, the answers that were there."""
SAID = "men kent elkaar, en weet wie waarvoor te bellen; dat scheelt veel zoeken en wachten"
Keep = Callable[[], object]
Way = Callable[[int], Keep]
"""Has the answer of that number in hand, for `Keep` to keep."""


def measure(folder: Path, rounds: int, each: int) -> Iterator[Figure]:
    """So many answers in each way, with 50 x `each` other sessions on the same disk."""
    crowd(folder / "crowd", prepared.demo(folder / "demo"), each)
    for before in BEFORE:
        place = folder / f"with-{before}"
        place.mkdir()
        for what, session in (("by Database.keep", database), ("as the room does", room)):
            with session(place / what.rpartition(" ")[2], before) as (keep, journal):
                many = min(rounds, 2 * before)  # a session is no longer than that
                yield from _kept(f"{before}: an answer {what}", keep, journal, before, many)
    yield from _opened(folder / "long", 1000)


@contextmanager
def database(folder: Path, before: int) -> Iterator[tuple[Way, Path]]:
    """A database of so many answers; what keeps one more, and its journal."""

    def put(number: int) -> Put:
        id_ = UUID(int=number).hex
        said = {"text": f"{SAID} ({number})", "at": "2026-11-23T17:00:50Z", "column": "succes"}
        return Put("answers", id_, {"id": id_, "block": UUID(int=7).hex, "source": None, **said})

    with Database(folder, "session", device=device_id()) as kept:
        if before:
            kept.keep([put(OTHERS + number) for number in range(before)])
        path = folder / f"journal.{device_id()}.jsonl"
        yield lambda number: partial(kept.keep, [put(number)]), path


@contextmanager
def room(folder: Path, before: int) -> Iterator[tuple[Way, Path]]:
    """A session that runs, in its sheets, with so many answers."""
    prepared.room(folder, "sheets", answers=before)
    library = Library(folder, device=device_id())
    card = next(card.running for card in library.networks() if card.running)
    with closing(library.open(card, SystemClock())) as session:
        yield (
            lambda number: partial(_say, session, number),
            card.folder / f"journal.{device_id()}.jsonl",
        )


def _say(session: OpenSession, number: int) -> None:
    block = session.room.session.block
    assert block is not None
    sheet = block.sheets[0]
    place = Place(block=block.id, sheet=sheet.id, column=sheet.columns[0].id)
    text = f"{SAID} ({number})"
    session.do(Did.ANSWER, partial(capture.keep, place=place, texts=[text]), text)


@contextmanager
def raw(path: Path, line: bytes) -> Iterator[Way]:
    """The floor: these bytes at the end of a file, and on the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    sync = getattr(os, "fdatasync", os.fsync)

    def keep() -> None:
        os.write(descriptor, line)
        sync(descriptor)

    yield lambda _number: keep
    os.close(descriptor)


@contextmanager
def sqlite(path: Path, line: bytes) -> Iterator[Way]:
    """The same bytes in a row of SQLite, committed so that they survive a power cut."""
    connection, text = sqlite3.connect(path, isolation_level=None), line.decode()
    connection.execute("pragma journal_mode=wal")
    connection.execute("pragma synchronous=full")
    connection.execute("create table answers (id text primary key, document text)")

    insert = partial(connection.execute, "insert into answers values (?, ?)")
    yield lambda number: partial(insert, (UUID(int=number).hex, text))
    connection.close()


def _kept(what: str, ours: Way, journal: Path, before: int, rounds: int) -> Iterator[Figure]:
    size = journal.stat().st_size
    ours(0)()
    line = journal.read_bytes()[size:]
    with ExitStack() as stack:
        floor = stack.enter_context(raw(journal.with_suffix(".raw"), line))
        peer = stack.enter_context(sqlite(journal.with_suffix(".sqlite"), line))
        for number in range(OTHERS, OTHERS + before):
            floor(number)()
            peer(number)()
        took = measured([floor, peer, ours], range(1, rounds + 1))
    beside = ("raw append, fdatasync", TIMES_RAW), ("SQLite, WAL, FULL", TIMES_SQLITE)
    for (name, most), floor_took in zip(beside, took, strict=False):
        title = f"{what}, {len(line)} bytes (floor: {name})"
        yield Figure(f"{title}, p50", p50(floor_took), p50(took[-1]), "ms", most_times=most)
        yield Figure(f"{title}, p99", p99(floor_took), p99(took[-1]), "ms")


def measured(ways: list[Way], numbers: range) -> list[list[float]]:
    """Milliseconds an answer, by way."""
    took: list[list[float]] = [[] for _way in ways]
    for number in numbers:
        order = list(zip(ways, took, strict=True))
        first = number % len(ways)
        for way, times in order[first:] + order[:first]:
            keep = way(number)
            begin = perf_counter()
            keep()
            times.append((perf_counter() - begin) * 1000)
    return took


def _opened(folder: Path, lines: int) -> Iterator[Figure]:
    """A session of so many journal lines, as the power left it."""
    with database(folder / "long", 0) as (keep, journal):
        for number in range(lines):
            keep(number)()
        shutil.copytree(folder / "long", folder / "crashed")
    took = [_opened_again(folder, journal.name, lines) for _time in range(15)]
    floor, opened = (list(times) for times in zip(*took, strict=True))
    title = f"opening {lines:,} journal lines (floor: their JSON)"
    yield Figure(title, median(floor), median(opened), "ms", most=OPENED_IN)
    size = (folder / "crashed" / journal.name).stat().st_size / 1e6
    tracemalloc.start()
    with Database(folder / "crashed", "session", device=device_id(), read_only=True):
        held = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    yield Figure("the same in memory (floor: the file)", size, held, "MB")


def _opened_again(folder: Path, journal: str, lines: int) -> tuple[float, float]:
    """Milliseconds to read what its lines say, and to open a copy of what the power left."""
    with TemporaryDirectory(dir=folder) as made:
        there = shutil.copytree(folder / "crashed", Path(made) / "session")
        data = (there / journal).read_bytes()
        begin = perf_counter()
        said = [json.loads(line.rpartition(b"\t")[0]) for line in data.splitlines()]
        read = perf_counter()
        database = Database(there, "session", device=device_id())
        opened = perf_counter()
        assert len(said) == len(database.documents("answers")) == lines
        database.close()
    return (read - begin) * 1000, (opened - read) * 1000

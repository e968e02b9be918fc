"""What keeping one answer costs, beside what the disk and SQLite ask for the same bytes.

    python tests/benchmarks/store.py [--folder DIR] [--answers 1000] [--sessions 10000]

Every round keeps one answer in each of the three ways, in turn, so that all of them meet the same
moments of the same disk: a raw append with fdatasync, a commit of SQLite (WAL, synchronous=FULL)
and `Database.keep`. `--folder` says which disk; a folder in memory measures no disk.
"""

import argparse
import os
import shutil
import sqlite3
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from uuid import UUID

from sessions.store.database import Database
from sessions.store.operations import Put

DEVICE = "0123456789ab"
Document = dict[str, str | None]
Keep = Callable[[Document], object]


def answer(number: int) -> Document:
    """An answer such as a room gives: some 300 bytes."""
    said = "men kent elkaar, en weet wie waarvoor te bellen; dat scheelt veel zoeken en wachten"
    return {
        "id": UUID(int=number).hex,
        "block": UUID(int=7).hex,
        "column": "succes",
        "text": f"{said} ({number})",
        "source": None,
        "at": "2026-11-23T17:00:50Z",
    }


def put(document: Document) -> Put:
    return Put("answers", str(document["id"]), document)


@contextmanager
def raw(path: Path, line: bytes) -> Iterator[Keep]:
    """The floor: these bytes at the end of a file, and on the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    sync = getattr(os, "fdatasync", os.fsync)

    def keep(_document: Document) -> None:
        os.write(descriptor, line)
        sync(descriptor)

    yield keep
    os.close(descriptor)


@contextmanager
def sqlite(path: Path, text: str) -> Iterator[Keep]:
    """The same bytes in a row of SQLite, committed so that they survive a power cut."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("pragma journal_mode=wal")
    connection.execute("pragma synchronous=full")
    connection.execute("create table answers (id text primary key, document text)")

    def keep(document: Document) -> None:
        connection.execute("insert into answers values (?, ?)", (document["id"], text))

    yield keep
    connection.close()


def keeping(folder: Path, rounds: int, before: int) -> dict[str, list[float]]:
    """Milliseconds an answer, by way; with `before` answers in the session."""
    with Database(folder / "session", "session", device=DEVICE) as database:
        database.keep([put(answer(number)) for number in range(before)])
        journal = folder / "session" / f"journal.{DEVICE}.jsonl"
        size = journal.stat().st_size
        database.keep([put(answer(before))])
        line = journal.read_bytes()[size:]
        text = line[: line.rindex(b"\t")].decode()
        with raw(folder / "raw", line) as append, sqlite(folder / "sqlite", text) as commit:
            ways: dict[str, Keep] = {
                "raw append + fdatasync": append,
                "SQLite, WAL, FULL": commit,
                "Database.keep": lambda document: database.keep([put(document)]),
            }
            return measured(ways, range(before + 1, before + 1 + rounds))


def measured(ways: dict[str, Keep], numbers: range) -> dict[str, list[float]]:
    took: dict[str, list[float]] = {way: [] for way in ways}
    for number in numbers:
        order = list(ways.items())
        for name, keep in order[number % 3 :] + order[: number % 3]:
            document = answer(number)
            begin = perf_counter()
            keep(document)
            took[name].append((perf_counter() - begin) * 1000)
    return took


def opening(folder: Path, lines: int) -> tuple[float, float, float]:
    """A session of `lines` journal lines: ms to open it, ms of CPU in that, and MB held."""
    with Database(folder / "long", "session", device=DEVICE) as database:
        for number in range(lines):
            database.keep([put(answer(number))])
        shutil.copytree(folder / "long", folder / "crashed")
    opened, worked = [], []
    for _ in range(15):
        shutil.copytree(folder / "crashed", folder / "again")
        begin, begin_cpu = perf_counter(), process_time()
        database = Database(folder / "again", "session", device=DEVICE)
        opened.append((perf_counter() - begin) * 1000)
        worked.append((process_time() - begin_cpu) * 1000)
        assert len(database.documents("answers")) == lines
        database.close()
        shutil.rmtree(folder / "again")
    tracemalloc.start()
    with Database(folder / "crashed", "session", device=DEVICE, read_only=True):
        held = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    return median(opened), median(worked), held


def crowd(folder: Path, sessions: int) -> None:
    """As many past sessions as `sessions` on the same disk, small and unsynced."""
    for number in range(sessions):
        session = folder / "networks" / str(number % 50) / "sessions" / "2026" / str(number)
        session.mkdir(parents=True)
        (session / "session.json").write_text('{"answers": {}}')


def report(title: str, took: dict[str, list[float]]) -> None:
    print(f"\n{title}\n{'':28}{'p50 ms':>9}{'p99 ms':>9}{'x raw':>8}{'x SQLite':>10}")
    floor, peer = (median(took[way]) for way in list(took)[:2])
    for way, times in took.items():
        middle, slow = median(times), quantiles(times, n=100)[98]
        print(f"{way:28}{middle:9.3f}{slow:9.3f}{middle / floor:8.2f}{middle / peer:10.2f}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--folder", type=Path, default=None, help="on the disk to measure")
    options.add_argument("--answers", type=int, default=1000, help="rounds of each measurement")
    options.add_argument("--sessions", type=int, default=10_000, help="others on the disk")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as made:
        folder = Path(made)
        os.environ["KRING_STATE"] = str(folder / "state")
        crowd(folder, given.sessions)
        print(f"Python {sys.version.split()[0]}, {given.sessions} other sessions on the disk")
        for before in (100, 1000):
            place = folder / f"with-{before}"
            place.mkdir()
            report(f"one answer, {before} in the session", keeping(place, given.answers, before))
        opened, worked, held = opening(folder, 1000)
        print(f"\nopening a session of 1000 journal lines: {opened:.1f} ms at the median,")
        print(f"of which {worked:.1f} ms of CPU; in memory: {held:.1f} MB")


if __name__ == "__main__":
    main()

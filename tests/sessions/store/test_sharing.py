"""Devices share a folder through a sync program: all come to hold everything, and nothing goes."""

import random
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from sessions.store import files, snapshots
from sessions.store.database import Database
from sessions.store.operations import Drop, Put
from sessions.store.reports import CompactionFailed, ConflictCopy, Gap, Unreadable
from sessions.store.state import Change, State
from sessions.store.storage import Differing
from tests.sessions.store.stock import Stock

Open = Callable[..., Database]
pytestmark = pytest.mark.usefixtures("quick")
MINE, THEIRS = "0123456789ab", "ffffffffffff"


def put(name: str, text: str) -> Put:
    return Put("answers", name, {"id": name, "text": text})


def texts(database: Database) -> dict[str, str]:
    return {document["id"]: document["text"] for document in database.documents("answers")}


NAMES = (
    "session (conflicted copy 2026-11-23 170050).json",
    "session (Anna's conflicted copy 2026-11-23).json",
    "session (conflicterende kopie van Anna 2026-11-23).json",
    "session.sync-conflict-20261123-170050-ABCDEFG.json",
    "session-LAPTOP.json",
    "session (1).json",
    "session.json~HEAD",
)


def two_that_knew_nothing_of_each_other(open_database: Open, one: Path, other: Path) -> None:
    with open_database(folder=one) as database:
        database.keep([put("a", "een"), put("b", "twee"), put("c", "drie")])
    other.mkdir()
    (other / "session.json").write_bytes((one / "session.json").read_bytes())
    with open_database(folder=one) as database:
        database.keep([put("a", "van mij"), Drop("answers", "b"), put("d", "vier")])
    with open_database(folder=other, device=THEIRS) as database:
        database.keep([put("a", "van hen"), put("e", "vijf")])


@pytest.mark.parametrize("name", NAMES)
def test_a_conflict_copy_is_united_and_what_differs_is_shown_to_a_person(
    name: str, open_database: Open, folder: Path, scratch: Path
) -> None:
    two_that_knew_nothing_of_each_other(open_database, folder, scratch / "theirs")
    copy = (scratch / "theirs" / "session.json").read_bytes()
    (folder / name).write_bytes(copy)
    with open_database() as database:
        found = texts(database)
        assert set(found) == {"a", "c", "d", "e"}
        (report,) = database.reports
        assert isinstance(report, ConflictCopy)
        assert report.path == folder / name
        assert report.quarantined is not None
        assert report.quarantined.read_bytes() == copy
        assert not (folder / name).exists()
        (differing,) = database.differing
        assert {differing.shown["text"], *(d["text"] for d in differing.others)} == {
            "van mij",
            "van hen",
        }
        assert (differing.table, differing.id, differing.shown["text"]) == (
            "answers",
            "a",
            found["a"],
        )
    with open_database() as database:
        assert database.differing == (differing,)
        database.keep([put("a", "van ons")])
        assert database.differing == ()
    with open_database(folder=scratch / "theirs", device=THEIRS) as colleague:
        (scratch / "theirs" / "session.json").write_bytes((folder / "session.json").read_bytes())
        colleague.keep([put("f", "zes")])
        colleague.compact()
        assert texts(colleague) == {**found, "a": "van ons", "f": "zes"}
        assert colleague.differing == ()


def test_a_reader_sees_what_conflict_copies_hold_and_leaves_them(
    open_database: Open, folder: Path, scratch: Path
) -> None:
    two_that_knew_nothing_of_each_other(open_database, folder, scratch / "theirs")
    (folder / NAMES[0]).write_bytes((scratch / "theirs" / "session.json").read_bytes())
    with open_database(read_only=True) as reader:
        assert set(texts(reader)) == {"a", "c", "d", "e"}
        assert isinstance(reader.differing[0], Differing)
    assert (folder / NAMES[0]).exists()


@pytest.mark.parametrize("content", [b"broken", b"{}", None])
def test_a_copy_that_can_not_be_read_is_told_and_left(
    content: bytes | None, open_database: Open, folder: Path
) -> None:
    with open_database() as database:
        database.keep([put("a", "een")])
    copy = folder / "session (1).json"
    copy.mkdir() if content is None else copy.write_bytes(content)
    with open_database() as database:
        (report,) = database.reports
        assert isinstance(report, Unreadable)
        assert texts(database) == {"a": "een"}
    assert copy.exists()


@pytest.mark.parametrize("device", [MINE, THEIRS])
def test_a_copy_of_a_journal_gives_the_lines_that_the_journal_lacks(
    device: str, open_database: Open, folder: Path
) -> None:
    with open_database(device=device) as database:
        for name in "abcd":
            database.keep([put(name, "tekst")])
        database._keeper.read_only = True
    path = folder / f"journal.{device}.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:2]))
    copy = folder / f"journal.{device} (conflicted copy 2026-11-23).jsonl"
    copy.write_bytes(b"".join(lines[1:]))
    with open_database() as database:
        assert list(texts(database)) == list("abcd")
        (report,) = database.reports
        assert isinstance(report, ConflictCopy)
        assert not copy.exists()
        database.keep([put("e", "tekst")])
    with open_database() as database:
        assert list(texts(database)) == list("abcde")
        assert database.reports == ()


def test_a_journal_of_which_there_is_only_a_copy_is_read(open_database: Open, folder: Path) -> None:
    with open_database() as database:
        database.keep([put("a", "een")])
        database._keeper.read_only = True
    path = folder / f"journal.{MINE}.jsonl"
    path.rename(folder / f"journal.{MINE} (1).jsonl")
    with open_database() as database:
        assert texts(database) == {"a": "een"}


def test_two_devices_write_in_one_folder(open_database: Open) -> None:
    """A share on the network: each its own journal, and the last to close has the snapshot."""
    for turn in range(4):
        mine = open_database()
        # Each device has a state folder of its own, and so does not see the other's lock.
        mine._keeper._holding.lock.release()
        theirs = open_database(device=THEIRS)
        mine.keep([put(f"m{turn}", "van mij"), put("a", f"mijn {turn}")])
        theirs.keep([put(f"t{turn}", "van hen")])
        (mine if turn % 2 else theirs).compact()
        mine.close()
        theirs.close()
    with open_database() as database:
        expected = {f"{who}{turn}" for who in "mt" for turn in range(4)} | {"a"}
        assert set(texts(database)) == expected
        assert texts(database)["a"] == "mijn 3"
        assert database.differing == ()


def test_a_snapshot_that_a_colleague_writes_at_the_same_moment_is_taken_in(
    open_database: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = open_database()
    mine._keeper._holding.lock.release()
    theirs = open_database(device=THEIRS)
    mine.keep([put("m", "van mij")])
    theirs.keep([put("t", "van hen")])
    real = files.write_new

    def slow(path: Path, data: bytes) -> int:
        monkeypatch.setattr(files, "write_new", real)
        theirs.close()
        return real(path, data)

    monkeypatch.setattr(files, "write_new", slow)
    monkeypatch.setattr(
        "sessions.store.compaction.alone_in", nullcontext
    )  # as where there are no locks
    mine.close()
    assert mine.reports == ()
    with open_database() as database:
        assert texts(database) == {"m": "van mij", "t": "van hen"}


@pytest.mark.parametrize("arrives", ["before", "after"])
def test_a_snapshot_that_others_keep_replacing_leaves_all_in_the_journal(
    arrives: str, open_database: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = open_database()
    database.keep([put("a", "een")])
    numbers = count()
    with monkeypatch.context() as patch:
        if arrives == "before":
            patch.setattr(files, "mark_of", lambda _: (next(numbers), 0, 0))
        else:
            patch.setattr(snapshots, "sound", lambda _: None)
        database.compact()
    (report,) = database.reports
    assert isinstance(report, CompactionFailed)
    database._keeper.read_only = True
    database.close()
    with open_database() as database:
        assert texts(database) == {"a": "een"}


def test_versions_that_a_later_one_replaced_stay_away_when_they_arrive_last() -> None:
    """C hears of A's first words after B, who had read them, wrote twice."""
    first = Change(put("x", "van A"))
    second, third = Change(put("x", "van B"), {"aaa": 1}), Change(put("x", "van B, beter"))
    state = State()
    state.apply("bbb", 1, [second])
    state.apply("bbb", 2, [third])
    state.apply("aaa", 1, [first])
    (version,) = state.versions(("answers", "x"))
    assert version.document == {"id": "x", "text": "van B, beter"}


def test_what_was_replaced_by_a_line_that_was_lost_stays_away() -> None:
    """C reads B's line, which is over A's by way of a colleague's that C never gets."""
    writer, reader = State(), State()
    writer.apply("ccc", 1, [Change(put("x", "van een collega"), {"aaa": 1})])
    place = ("answers", "x")
    better = Change(put("x", "van B"), writer.over(place, "bbb"))
    assert better.over == {"aaa": 1, "ccc": 1}
    reader.apply("aaa", 1, [Change(put("x", "van A"))])
    reader.apply("bbb", 1, [better])
    (version,) = reader.versions(place)
    assert version.document == {"id": "x", "text": "van B"}


def test_a_line_that_says_less_than_it_knew_is_helped_by_the_one_it_is_over() -> None:
    """As journals were once written: what is over another does not say what that was over."""
    state = State()
    state.apply("aaa", 1, [Change(put("x", "van A"))])
    state.apply("bbb", 1, [Change(put("x", "van B"), {"ccc": 1})])
    assert len(state.versions(("answers", "x"))) == 2
    state.apply("ccc", 1, [Change(put("x", "van C"), {"aaa": 1})])
    (version,) = state.versions(("answers", "x"))
    assert (version.device, version.over) == ("bbb", {"aaa": 1, "ccc": 1})


@dataclass
class Server:
    """Where the sync program keeps the files, each with the number of its last change."""

    files: dict[str, tuple[int, bytes | None]] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def put(self, name: str, data: bytes | None) -> tuple[int, bytes | None]:
        self.files[name] = (next(self.numbers), data)
        return self.files[name]


@dataclass
class Client:
    """A sync program on one device, which syncs each file when it likes."""

    folder: Path
    server: Server
    chance: random.Random
    seen: dict[str, tuple[int, bytes | None]] = field(default_factory=dict)

    def files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folder.iterdir() if path.is_file()}

    def sync(self, likely: float) -> None:
        here = self.files()
        for name in sorted({*here, *self.server.files, *self.seen}):
            if not name.endswith(".tmp") and self.chance.random() < likely:
                self.sync_one(name, here.get(name))

    def sync_one(self, name: str, here: bytes | None) -> None:
        there = self.server.files.get(name, (0, None))
        known = self.seen.get(name, (0, None))
        if here != known[1] and there[0] != known[0] and here != there[1]:
            self.conflict(name, here, there[1])
        elif here != known[1]:
            there = self.server.put(name, here)
        elif there[0] != known[0]:
            self.lay(name, there[1])
        self.seen[name] = self.server.files.get(name, there)

    def conflict(self, name: str, here: bytes | None, there: bytes | None) -> None:
        if there is None:
            self.server.put(name, here)
        elif here is None:
            self.lay(name, there)
        else:
            stem, _, ending = name.partition(".json")
            number = next(self.server.numbers)
            self.lay(f"{stem} (conflicted copy {number}).json{ending}", here)
            self.lay(name, there)

    def lay(self, name: str, data: bytes | None) -> None:
        path = self.folder / name
        if data is None:
            path.unlink(missing_ok=True)
        else:
            arriving = path.with_name("arriving")
            arriving.write_bytes(data)
            arriving.replace(path)


class Office:
    """Three devices that write in one session, and what a perfect memory knows of it."""

    def __init__(self, scratch: Path, open_database: Open, seed: int) -> None:
        self.chance = random.Random(seed)
        self.open_database = open_database
        server = Server()
        self.devices = [f"{number}" * 12 for number in (1, 2, 3)]
        self.clients = [Client(scratch / d, server, self.chance) for d in self.devices]
        for client in self.clients:
            client.folder.mkdir(parents=True)
        self.there: set[str] = set()
        self.dropped: set[str] = set()

    def open(self, who: int) -> Database:
        return self.open_database(folder=self.clients[who].folder, device=self.devices[who])

    def work(self, who: int) -> None:
        database = self.open(who)
        for _ in range(self.chance.randrange(4)):
            self.write(database, who)
            if self.chance.random() < 0.3:
                self.clients[who].sync(0.5)
            if self.chance.random() < 0.3:
                database.compact()
        if self.chance.random() < 0.3:
            database._keeper.read_only = True  # no time to compact: the machine was put to sleep
        database.close()

    def write(self, database: Database, who: int) -> None:
        known = sorted(texts(database))
        if known and self.chance.random() < 0.2:
            gone = self.chance.choice(known)
            database.keep([Drop("answers", gone)])
            self.dropped.add(gone)
        elif known and self.chance.random() < 0.3:
            changed = self.chance.choice(known)
            database.keep([put(changed, f"verbeterd door {who}")])
        else:
            name = f"{who}-{len(self.there)}"
            database.keep([put(name, f"van {who}")])
            self.there.add(name)

    def put_back(self, who: int, older: dict[str, bytes]) -> None:
        """A backup program brings back a file as it once was."""
        if older:
            name = self.chance.choice(sorted(older))
            (self.clients[who].folder / name).write_bytes(older[name])

    def throw_away(self, who: int) -> None:
        """Somebody tidies up: one of the files that are not copies goes."""
        files = sorted(self.clients[who].folder.iterdir())
        self.chance.choice([path for path in files if path.is_file()]).unlink()

    def come_together(self) -> list[dict[str, str]]:
        for _ in range(6):
            for who, client in enumerate(self.clients):
                client.sync(1)
                self.open(who).close()
                client.sync(1)
        found = []
        for who in range(3):
            with self.open(who) as database:
                found.append(texts(database))
        return found


def test_what_rotted_here_stays_with_a_colleague_who_has_it(
    open_database: Open, folder: Path, scratch: Path
) -> None:
    theirs = scratch / "theirs"
    with open_database() as database:
        for name in "abc":
            database.keep([put(name, "tekst")])
        database._keeper.read_only = True
    path = folder / f"journal.{MINE}.jsonl"
    theirs.mkdir()
    (theirs / path.name).write_bytes(path.read_bytes())
    with open_database(folder=theirs, device=THEIRS) as colleague:
        assert list(texts(colleague)) == list("abc")
    path.write_bytes(path.read_bytes().replace(b'"b","text":"tekst"', b'"b","text":"takst"'))
    with open_database() as database:
        assert list(texts(database)) == list("ac")
    mine, hers = folder / "session.json", theirs / "session.json"
    (theirs / "session (1).json").write_bytes(mine.read_bytes())
    with open_database(folder=theirs, device=THEIRS) as colleague:
        assert set(texts(colleague)) == set("abc")
    mine.write_bytes(hers.read_bytes())
    with open_database() as database:
        assert set(texts(database)) == set("abc")


def test_an_older_state_that_comes_back_gives_no_number_twice(
    open_database: Open, folder: Path, scratch: Path
) -> None:
    theirs = scratch / "theirs"
    with open_database() as database:
        database.keep([put("a", "een")])
    older = {path: path.read_bytes() for path in folder.iterdir()}
    with open_database() as database:
        database.keep([put("b", "twee")])
    theirs.mkdir()
    (theirs / "session.json").write_bytes((folder / "session.json").read_bytes())
    for path, data in older.items():
        path.write_bytes(data)
    with open_database() as database:
        assert database.reports == (Gap(folder / f"journal.{MINE}.jsonl", 1, 3),)
        database.keep([put("c", "drie")])
    (theirs / "session (1).json").write_bytes((folder / "session.json").read_bytes())
    with open_database(folder=theirs, device=THEIRS) as colleague:
        assert texts(colleague) == {"a": "een", "b": "twee", "c": "drie"}
    with open_database() as database:
        assert database.reports == ()
        assert texts(database) == {"a": "een", "c": "drie"}


def test_a_number_that_a_colleague_knows_is_given_to_no_other_line(
    open_database: Open, folder: Path
) -> None:
    with open_database() as database:
        database.keep([put("a", "een")])
        database.keep([put("a", "twee")])
        database._keeper.read_only = True
    with open_database(device=THEIRS) as colleague:
        colleague.keep([put("a", "van hen")])
        colleague._keeper.read_only = True
    journal = folder / f"journal.{MINE}.jsonl"
    journal.write_bytes(journal.read_bytes().splitlines(keepends=True)[0])
    with open_database() as database:
        assert database.reports == (Gap(journal, 1, 3),)
        assert texts(database) == {"a": "van hen"}
        database.keep([put("a", "drie")])
        assert database.differing == ()


def all_keep_everything(schedules: int, scratch: Path, open_database: Callable[..., Any]) -> None:
    """Schedules in which files come late, crosswise, as conflict copies, and as they once were."""
    for seed in range(schedules):
        office = Office(scratch / str(seed), open_database, seed)
        older = office.clients[0].files()
        for turn in range(12):
            who = office.chance.randrange(3)
            office.work(who)
            office.clients[who].sync(0.6)
            if turn == 5:
                older = office.clients[0].files()
        for _ in range(2):
            found = office.come_together()
            assert found[0] == found[1] == found[2], seed
            assert office.there - office.dropped <= set(found[0]), seed
            office.put_back(0, older)
            for who in (0, 1, 0):
                office.work(who)


@pytest.mark.parametrize("schedules", [25, pytest.param(500, marks=pytest.mark.slow)])
def test_whatever_the_sync_program_does_nothing_is_lost(
    schedules: int, scratch: Path, open_database: Open
) -> None:
    all_keep_everything(schedules, scratch, open_database)


def test_the_same_schedules_catch_stock(scratch: Path) -> None:
    with pytest.raises((AssertionError, ValueError)):
        all_keep_everything(25, scratch, lambda folder, device: Stock(folder, "session", device))


def test_the_same_schedules_catch_devices_that_write_one_journal(
    scratch: Path, open_database: Open
) -> None:
    def as_one(folder: Path, device: str) -> Database:
        del device
        return open_database(folder=folder, device=MINE)

    with pytest.raises(AssertionError):
        all_keep_everything(25, scratch, as_one)


@pytest.mark.parametrize("schedules", [25, pytest.param(500, marks=pytest.mark.slow)])
def test_whichever_one_file_is_thrown_away_nothing_is_lost(
    schedules: int, scratch: Path, open_database: Open
) -> None:
    """After closing, on one device, or on all once they are in step: a snapshot, a .bak, a journal.

    What all the files together hold is in any of them but one. Only what a device kept and did not
    compact, as when it was put to sleep, is in its journal alone; and what a colleague has not seen
    is lost where a file is thrown away while the sync program lays an older one over another.
    """
    for seed in range(schedules):
        office = Office(scratch / str(seed), open_database, seed)
        for turn in range(12):
            who = office.chance.randrange(3)
            office.work(who)
            office.open(who).close()
            if turn % 4 == 3:
                everywhere = office.chance.random() < 0.5
                if everywhere:
                    office.come_together()
                office.throw_away(who)
                for client in office.clients if everywhere else ():
                    client.sync(1)
                office.open(who).close()
            office.clients[who].sync(0.6)
        found = office.come_together()
        assert found[0] == found[1] == found[2], seed
        assert office.there - office.dropped <= set(found[0]), seed

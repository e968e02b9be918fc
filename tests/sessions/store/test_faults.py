"""Whatever a system call answers: what was kept is there, and what was not kept is not."""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sessions.errors import StoreError
from sessions.store import system
from sessions.store.database import Database
from sessions.store.errors import NotKeptError
from sessions.store.operations import Drop, Operation, Put
from sessions.store.traces import Traces
from tests.sessions.store.stock import Stock

if TYPE_CHECKING:
    from tests.sessions.store.conftest import Call, Door

Documents = dict[str, dict[str, Any]]
Step = list[Operation] | str
ERASED = "een naam"


def put(name: str, text: str) -> Put:
    return Put("answers", name, {"id": name, "text": text})


SHORT: list[Step] = [
    [put("a", "één"), put("b", "twee")],
    "compact",
    [put("a", "één, verbeterd"), Drop("answers", "b")],
    "reopen",
    [put("c", ERASED)],
    "erase",
]
LONG: list[Step] = [
    [put("a", "één"), put("b", "twee")],
    [put("c", "drie")],
    "compact",
    [put("a", "één, verbeterd"), Drop("answers", "b")],
    "compact",
    [put("d", "vier")],
    "reopen",
    [put("e", "vijf"), Put("people", "p", {"id": "p", "name": "Zoë"})],
    [Drop("answers", "c")],
    "compact",
    [put("f", "zes"), put("c", ERASED)],
    "reopen",
    [put("g", "zeven")],
    "erase",
    [put("h", "acht")],
]


class Run:
    """The script, with what was acknowledged and what may or may not be there."""

    def __init__(self, script: list[Step], open_database: Callable[..., Database]) -> None:
        self.script = script
        self.open_database = open_database
        self.kept: dict[tuple[str, str], Documents] = {}
        self.hanging: dict[tuple[str, str], Documents] | None = None
        self.database: Database | None = None
        self.erased = False

    def after(self, operations: list[Operation]) -> dict[tuple[str, str], Any]:
        wanted: dict[tuple[str, str], Any] = dict(self.kept)
        for operation in operations:
            assert isinstance(operation, Put | Drop)
            place = (operation.table, operation.id)
            if isinstance(operation, Put):
                wanted[place] = operation.document
            else:
                wanted.pop(place, None)
        return wanted

    def go(self) -> None:
        for step in self.script:
            self.take(step)
        if self.database is not None:
            self.database.close()
            self.database = None

    def take(self, step: Step) -> None:
        if step == "reopen" and self.database is not None:
            self.database.close()
            self.database = None
        for _ in range(2):  # an error says that nothing is done; then it is done again
            with suppress(StoreError):
                if self.database is None:
                    self.database = self.open_database()
                    assert present(self.database) == self.kept
                if step == "compact":
                    self.database.compact()
                elif step == "erase":
                    self.keep([Drop("answers", "c")])
                    self.erased = not self.database.erase([], Traces(names=(ERASED,)))
                elif isinstance(step, list):
                    self.keep(step)
                return
        pytest.fail("one fault makes one error")

    def keep(self, operations: list[Operation]) -> None:
        assert self.database is not None
        self.hanging = self.after(operations)
        try:
            self.database.keep(operations)
        except NotKeptError:
            self.hanging = None
            assert present(self.database) == self.kept
            raise
        self.kept, self.hanging = self.hanging, None
        assert present(self.database) == self.kept


def present(database: Database) -> dict[tuple[str, str], Any]:
    return {
        (table, document["id"]): document
        for table in database.tables()
        for document in database.documents(table)
    }


KINDS: dict[str, Callable[["Door"], Any]] = {
    "killed": lambda door: door.kill,
    "no room": lambda door: door.fail(errno.ENOSPC),
    "broken disk": lambda door: door.fail(errno.EIO),
    "interrupted": lambda door: door.fail(errno.EINTR),
    "not allowed": lambda door: door.fail(errno.EACCES),
    "short write": lambda door: door.fall_short,
    "half a write, then no room": lambda door: door.fill_up,
}


Runs = Callable[[str, list[Step], Callable[..., Any]], None]


@pytest.fixture
def a_fault_at_every_call(
    through_a_door: Callable[..., Any], afresh: Callable[[], None], scratch: Path
) -> Runs:
    """Runs a script with a fault of that kind at its first call, its second, until it is unharmed.

    Fails where what was kept is not there, or what was not kept is.
    """

    def runs(kind: str, script: list[Step], open_database: Callable[..., Any]) -> None:
        at = 1
        while harmed(kind, at, script, open_database):
            at += 1

    def harmed(kind: str, at: int, script: list[Step], open_database: Callable[..., Any]) -> bool:
        afresh()
        run = Run(script, open_database)
        with through_a_door() as door:
            door.only = system._pwrite if "write" in kind else None
            door.at, door.fault = at, KINDS[kind](door)
            try:
                run.go()
            except BaseException:
                if not door.dead:
                    raise
        with through_a_door():
            after = open_database()
            found = present(after)
            assert found in (run.kept, run.hanging), f"call {at}"
            after.keep([put("later", "en door")])
            after.close()
            again = open_database()
            assert present(again) == {
                **found,
                ("answers", "later"): put("later", "en door").document,
            }
            again.close()
        if run.erased:
            assert not holding(scratch, ERASED.encode()), f"call {at}"
        return bool(door.count >= at)

    return runs


@pytest.mark.parametrize("script", [SHORT, pytest.param(LONG, marks=pytest.mark.slow)])
@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_at_every_call(
    kind: str,
    script: list[Step],
    open_database: Callable[..., Database],
    a_fault_at_every_call: Runs,
) -> None:
    a_fault_at_every_call(kind, script, open_database)


@pytest.fixture
def open_stock(folder: Path) -> Callable[[], Stock]:
    """Opens TinyDB as it comes."""
    return lambda: Stock(folder, "session")


@pytest.fixture
def says_kept_anyhow(monkeypatch: pytest.MonkeyPatch) -> None:
    """The store acknowledges what could not be kept."""
    keep = Database.keep

    def keep_anyhow(self: Database, operations: list[Operation]) -> None:
        with suppress(NotKeptError):
            keep(self, operations)

    monkeypatch.setattr(Database, "keep", keep_anyhow)


WITHOUT_ERASING = SHORT[:-1]
LOST = (AssertionError, ValueError)
"""What a harness fails with: something else is there, or nothing that can be read."""


@pytest.mark.parametrize("kind", ["killed", "no room", "half a write, then no room"])
def test_the_same_faults_catch_stock(
    kind: str, open_stock: Callable[[], Stock], a_fault_at_every_call: Runs
) -> None:
    a_fault_at_every_call("interrupted", [], open_stock)
    with pytest.raises(LOST):
        a_fault_at_every_call(kind, WITHOUT_ERASING, open_stock)


@pytest.mark.usefixtures("says_kept_anyhow")
@pytest.mark.parametrize("kind", ["no room", "half a write, then no room"])
def test_the_same_faults_catch_what_is_acknowledged_and_not_kept(
    kind: str, open_database: Callable[..., Database], a_fault_at_every_call: Runs
) -> None:
    with pytest.raises(LOST):
        a_fault_at_every_call(kind, WITHOUT_ERASING, open_database)


def holding(folder: Path, word: bytes) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and word in path.read_bytes()]


class FullDisk:
    """A disk with room for so many bytes."""

    def __init__(self, door: "Door", room: int) -> None:
        self.door, self.room = door, room

    def call(self, function: "Call", /, *args: Any) -> Any:
        if function is not system._pwrite:
            return self.door.call(function, *args)
        descriptor, data, at = args
        fits = min(len(data), self.room)
        self.room -= fits
        if not fits:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return self.door.call(function, descriptor, data[:fits], at)


Fills = Callable[[int, Callable[..., Any]], None]


@pytest.fixture
def a_disk_fills_up(
    quick: "Door", afresh: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> Fills:
    """Answers on a disk with room for one step, two, until all fit; then it has room again."""

    def fills(step: int, open_database: Callable[..., Any]) -> None:
        room = step
        while refused(room, open_database):
            room += step

    def refused(room: int, open_database: Callable[..., Any]) -> bool:
        afresh()
        disk, kept, said_no = FullDisk(quick, room), dict[tuple[str, str], Any](), False
        with monkeypatch.context() as patch:
            patch.setattr(system, "call", disk.call)
            try:
                database = open_database()
            except StoreError:
                return True
            for number in range(12):
                operation = put(str(number), "woorden " * 20)
                try:
                    database.keep([operation])
                except NotKeptError:
                    said_no = True
                else:
                    kept["answers", str(number)] = operation.document
                if number % 5 == 4:
                    database.compact()
                assert present(database) == kept
            disk.room = 1 << 20
            database.keep([put("later", "er is weer plaats")])
            kept["answers", "later"] = put("later", "er is weer plaats").document
            database.close()
        with open_database() as again:
            assert present(again) == kept, room
        return said_no

    return fills


@pytest.mark.parametrize("step", [1024, pytest.param(64, marks=pytest.mark.slow)])
def test_a_disk_that_fills_up_and_stays_full_until_something_is_thrown_away(
    step: int, open_database: Callable[..., Database], a_disk_fills_up: Fills
) -> None:
    a_disk_fills_up(step, open_database)


def test_the_same_full_disk_catches_stock(
    open_stock: Callable[[], Stock], a_disk_fills_up: Fills
) -> None:
    with pytest.raises(LOST):
        a_disk_fills_up(1024, open_stock)


@pytest.mark.usefixtures("says_kept_anyhow")
def test_the_same_full_disk_catches_what_is_acknowledged_and_not_kept(
    open_database: Callable[..., Database], a_disk_fills_up: Fills
) -> None:
    with pytest.raises(LOST):
        a_disk_fills_up(1024, open_database)

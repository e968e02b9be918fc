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


@pytest.mark.parametrize("script", [SHORT, pytest.param(LONG, marks=pytest.mark.slow)])
@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_at_every_call(
    kind: str,
    script: list[Step],
    open_database: Callable[..., Database],
    through_a_door: Callable[..., Any],
    afresh: Callable[[], None],
    scratch: Path,
) -> None:
    at, unharmed = 0, False
    while not unharmed:
        at += 1
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
            unharmed = door.count < at
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


@pytest.mark.parametrize("step", [1024, pytest.param(64, marks=pytest.mark.slow)])
def test_a_disk_that_fills_up_and_stays_full_until_something_is_thrown_away(
    step: int,
    open_database: Callable[..., Database],
    quick: "Door",
    afresh: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    room, refused = 0, True
    while refused:
        room, refused = room + step, False
        afresh()
        disk, kept = FullDisk(quick, room), dict[tuple[str, str], Any]()
        with monkeypatch.context() as patch:
            patch.setattr(system, "call", disk.call)
            try:
                database = open_database()
            except StoreError:
                refused = True
                continue
            for number in range(12):
                operation = put(str(number), "woorden " * 20)
                try:
                    database.keep([operation])
                except NotKeptError:
                    refused = True
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

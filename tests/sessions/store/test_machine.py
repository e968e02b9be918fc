"""Any sequence of operations, with crashes and faults between, is as with TinyDB in memory."""

import errno
import os
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, ClassVar, cast

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from tinydb import TinyDB, where
from tinydb.storages import MemoryStorage

from sessions.store import system
from sessions.store.database import Database
from sessions.store.errors import NotKeptError
from sessions.store.operations import Drop, Operation, Put

DEVICE = "0123456789ab"
TABLES = st.sampled_from(("answers", "people"))
IDS = st.sampled_from("abcdef")
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(codec="utf-8"), max_size=12),
)
DOCUMENTS = st.dictionaries(
    st.text(st.characters(codec="utf-8"), max_size=4),
    st.recursive(VALUES, lambda inner: st.lists(inner, max_size=3), max_leaves=4),
    max_size=3,
)
PUTS = st.builds(Put, TABLES, IDS, DOCUMENTS)
OPERATIONS = st.lists(st.one_of(PUTS, st.builds(Drop, TABLES, IDS)), min_size=1, max_size=4)


class Machine(RuleBasedStateMachine):
    """A database, and beside it a TinyDB in memory that nothing happens to."""

    scratch: ClassVar[Path]
    fails_next: ClassVar[object] = None

    @classmethod
    def call(cls, function: Any, /, *args: Any) -> Any:
        if function is cls.fails_next:
            cls.fails_next = None
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return None if function in (os.fsync, os.fdatasync) else function(*args)

    def open(self) -> Database:
        return Database(self.folder, "session", device=DEVICE)

    @initialize()
    def start(self) -> None:
        self.memory = TinyDB(storage=MemoryStorage)
        self.folder = Path(mkdtemp(dir=self.scratch))
        self.database = self.open()
        self.set_aside: dict[str, bytes] = {}

    def teardown(self) -> None:
        if hasattr(self, "database"):
            self.database.close()

    def remember(self, operations: list[Operation]) -> None:
        tables = self.memory.storage.read() or {}
        for operation in operations:
            if isinstance(operation, Put):
                tables.setdefault(operation.table, {})[operation.id] = dict(operation.document)
            elif isinstance(operation, Drop):
                tables.get(operation.table, {}).pop(operation.id, None)
        self.memory.storage.write(tables)

    @rule(operations=OPERATIONS)
    def keep(self, operations: list[Operation]) -> None:
        self.database.keep(operations)
        self.remember(operations)

    @rule(operations=OPERATIONS, when=st.sampled_from((system._pwrite, os.fdatasync, os.stat)))
    def keep_while_a_call_fails(self, operations: list[Operation], when: object) -> None:
        Machine.fails_next = when
        try:
            self.database.keep(operations)
        except NotKeptError:
            return
        self.remember(operations)

    @rule(table=TABLES, name=IDS, fields=DOCUMENTS)
    def update_one(self, table: str, name: str, fields: dict[str, Any]) -> None:
        self.database.table(table).update(fields, doc_ids=cast("Any", [name]))
        tables = self.memory.storage.read() or {}
        tables.setdefault(table, {})
        if name in tables[table]:
            tables[table][name].update(fields)
        self.memory.storage.write(tables)

    @rule(table=TABLES)
    def remove_those_with_an_empty_key(self, table: str) -> None:
        removed = self.database.table(table).remove(where("").exists())
        tables = self.memory.storage.read() or {}
        tables.setdefault(table, {})
        for name in removed:
            assert "" in tables[table].pop(str(name))
        self.memory.storage.write(tables)

    @rule(table=TABLES)
    def truncate(self, table: str) -> None:
        self.database.table(table).truncate()
        tables = self.memory.storage.read() or {}
        tables[table] = {}
        self.memory.storage.write(tables)

    @rule(table=TABLES)
    def drop_table(self, table: str) -> None:
        self.database.drop_table(table)
        self.memory.drop_table(table)

    @rule()
    def compact(self) -> None:
        self.database.compact()

    @rule(when=st.sampled_from((system._pwrite, os.replace, os.fsync, os.read)))
    def compact_while_a_call_fails(self, when: object) -> None:
        Machine.fails_next = when
        self.database.compact()
        Machine.fails_next = None

    @rule(name=st.sampled_from(("session.json", f"journal.{DEVICE}.jsonl")))
    def a_sync_program_sets_a_file_aside(self, name: str) -> None:
        if (self.folder / name).exists():
            self.set_aside[name] = (self.folder / name).read_bytes()

    @rule(number=st.integers(1, 3))
    def it_lays_the_file_beside_as_a_conflict_copy(self, number: int) -> None:
        for name, data in self.set_aside.items():
            stem, _, ending = name.rpartition(".")
            (self.folder / f"{stem} ({number}).{ending}").write_bytes(data)

    @rule()
    def reopen(self) -> None:
        self.database.close()
        self.database = self.open()

    @rule()
    def crash(self) -> None:
        """All goes on from what is on the disk; the process that was is no more."""
        keeper = self.database._keeper
        keeper.read_only = True
        self.database.close()
        self.database = self.open()

    @invariant()
    def it_holds_the_same(self) -> None:
        expected = self.memory.storage.read() or {}
        tables = {table: documents for table, documents in expected.items() if documents}
        found = {
            table: documents
            for table, documents in (self.database.storage.read() or {}).items()
            if documents
        }
        assert found == tables

    @rule()
    def a_reader_sees_the_same(self) -> None:
        if self.database.moved_to is None:
            with Database(self.folder, "session", device="reader", read_only=True) as reader:
                assert reader.storage.read() == self.database.storage.read()


@pytest.mark.parametrize(
    ("examples", "steps"),
    [(200, 30), pytest.param(2_000, 50, marks=pytest.mark.slow)],
)
def test_it_is_as_in_memory(
    examples: int, steps: int, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Machine, "scratch", scratch, raising=False)
    monkeypatch.setattr(system, "call", Machine.call)
    run_state_machine_as_test(
        Machine, settings=settings(max_examples=examples, stateful_step_count=steps, deadline=None)
    )

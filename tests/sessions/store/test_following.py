"""Who watches sees what was kept: at any moment, wherever it is, whatever happens to the files."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sessions.store import system
from sessions.store.database import Database
from sessions.store.errors import MovedError
from sessions.store.operations import Drop, Operation, Put
from sessions.store.traces import Traces

if TYPE_CHECKING:
    from tests.sessions.store.conftest import Call, Door

if TYPE_CHECKING:
    from tests.sessions.store.conftest import Call, Door

Open = Callable[..., Database]
Texts = dict[str, str]


def put(name: str, text: str) -> Put:
    return Put("answers", name, {"id": name, "text": text})


def texts(database: Database) -> Texts:
    return {document["id"]: document["text"] for document in database.documents("answers")}


class Watched:
    """A database that a reader looks at before every system call of the one that writes."""

    def __init__(self, open_database: Open, door: "Door") -> None:
        self.open_database, self.door = open_database, door
        self.writer = open_database()
        self.reader = open_database(read_only=True)
        self.kept: Texts = {}
        self.wanted: Texts = {}
        self.looks = 0

    def call(self, function: "Call", /, *args: Any) -> Any:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(system, "call", self.door.do_at_once)
            self.look()
        return self.door.call(function, *args)

    def look(self) -> None:
        self.looks += 1
        self.reader.refresh()
        assert texts(self.reader) in (self.kept, self.wanted), self.looks
        assert self.reader.reports == ()

    def keep(self, *operations: Operation) -> None:
        for operation in operations:
            if isinstance(operation, Put):
                self.wanted[operation.id] = operation.document["text"]
            elif isinstance(operation, Drop):
                self.wanted.pop(operation.id, None)
        try:
            self.writer.keep(operations)
        except MovedError:
            self.wanted = dict(self.kept)
        self.kept = dict(self.wanted)

    def reopen(self) -> None:
        self.writer.close()
        self.writer = self.open_database()


def test_at_every_system_call_of_who_writes_the_reader_sees_what_was_kept(
    open_database: Open, own_state: Path, quick: "Door", monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = Watched(open_database, quick)
    monkeypatch.setattr(system, "call", watched.call)
    watched.keep(put("a", "één"), put("b", "twee"))
    watched.writer.compact()
    watched.keep(put("a", "één, verbeterd"), Drop("answers", "b"))
    watched.writer.compact()
    watched.keep(put("c", "drie"))
    watched.reopen()
    watched.keep(put("d", "vier"))
    del watched.wanted["a"]
    watched.writer.erase([Drop("answers", "a")], Traces(names=("één",)))
    watched.kept = dict(watched.wanted)
    quick.count, quick.at, quick.only = 0, 1, os.fdatasync
    quick.fault = quick.fail(errno.EIO)
    watched.keep(put("e", "niet bewaard"))
    assert watched.writer.moved_to
    watched.keep(put("e", "vijf"))
    watched.writer.compact()
    watched.keep(put("f", "zes"))
    watched.look()
    assert texts(watched.reader) == {"c": "drie", "d": "vier", "e": "vijf", "f": "zes"}
    watched.reopen()
    watched.look()
    watched.writer.close()
    assert not list(own_state.glob("rescued/*/*"))
    assert texts(watched.reader) == watched.kept
    assert watched.looks > 200


class Meddled:
    """A writer and a reader, and a sync program that puts files where it likes."""

    def __init__(self, open_database: Open, folder: Path) -> None:
        self.open_database, self.folder = open_database, folder
        self.writer = open_database(folder=folder)
        self.reader = open_database(folder=folder, read_only=True)
        self.older: list[dict[str, bytes]] = []
        self.past: dict[str, list[str | None]] = {name: [None] for name in NAMES}
        """What each answer was, one after the other."""
        self.at = dict.fromkeys(NAMES, 0)
        """How far the reader is in that."""
        self.keep("a")

    def files(self) -> list[Path]:
        return sorted(path for path in self.folder.iterdir() if path.is_file())

    def was(self, name: str, text: str | None) -> None:
        self.past[name].append(text)
        self.older.append({path.name: path.read_bytes() for path in self.files()})

    def keep(self, name: str) -> None:
        text = f"{name} {len(self.older)}"
        self.writer.keep([put(name, text)])
        self.was(name, text)

    def drop(self, name: str) -> None:
        self.writer.keep([Drop("answers", name)])
        self.was(name, None)

    def erase(self, name: str) -> None:
        self.writer.erase([Drop("answers", name)], Traces(names=(name,)))
        self.was(name, None)

    def compact(self, _name: str) -> None:
        self.writer.compact()

    def reopen(self, name: str) -> None:
        """Close with something to write, so that all is on the disk whatever was done to it."""
        self.keep(name)
        self.writer.close()
        self.writer = self.open_database(folder=self.folder)

    def bring_back(self, name: str) -> None:
        """One file as it was some time ago, in the place of the one that is there."""
        older = self.older[ord(name) % len(self.older)]
        chosen = sorted(older)[ord(name) % len(older)]
        arriving = self.folder / "arriving"
        arriving.write_bytes(older[chosen])
        arriving.replace(self.folder / chosen)

    def lay_a_copy(self, name: str) -> None:
        older = self.older[ord(name) % len(self.older)]
        for chosen, data in older.items():
            if chosen.endswith("l" if name in "abc" else ".json"):
                (self.folder / chosen.replace(".json", " (1).json")).write_bytes(data)

    def take_away(self, name: str) -> None:
        for path in self.files()[ord(name) % 4 :][:1]:
            path.unlink()

    def look(self) -> None:
        """The reader never goes back."""
        self.reader.refresh()
        seen = texts(self.reader)
        for name, past in self.past.items():
            assert seen.get(name) in past[self.at[name] :]
            self.at[name] = past.index(seen.get(name), self.at[name])


NAMES = "abcdef"
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ("keep", "drop", "erase", "compact", "reopen", "bring_back", "lay_a_copy", "take_away")
        ),
        st.sampled_from(NAMES),
        st.booleans(),
    ),
    max_size=20,
)


@pytest.mark.usefixtures("quick")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_a_sync_program_does_the_reader_never_goes_back(
    open_database: Open, scratch: Path, steps: list[tuple[str, str, bool]]
) -> None:
    with TemporaryDirectory(dir=scratch) as made:
        meddled = Meddled(open_database, Path(made))
        for what, name, looks in steps:
            getattr(meddled, what)(name)
            if looks:
                meddled.look()
        meddled.keep("a")
        meddled.writer.compact()
        meddled.look()
        assert texts(meddled.reader) == texts(meddled.writer)
        meddled.writer.close()


def test_who_reads_knows_whether_somebody_writes(open_database: Open) -> None:
    with open_database(read_only=True) as reader:
        assert not reader.held
        with open_database() as writer:
            assert reader.held
            assert writer.held
        assert not reader.held

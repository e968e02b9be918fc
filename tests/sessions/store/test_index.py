"""The index: what it gives back was put in, whatever happened to its file, or it gives nothing."""

import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from shutil import copyfile

import pytest
from platformdirs import user_cache_dir

from sessions.store.index import Entry, Index, forget
from sessions.store.places import index_path

ENTRIES = {
    f"networks/n{n % 5}/sessions/2026/s{n}": Entry(
        n.to_bytes(16), json.dumps([f"{n:032x}", "Zoë [/b]", n]).encode()
    )
    for n in range(60)
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder whose index is in a cache of its own."""
    monkeypatch.setenv("KRING_CACHE", str(tmp_path / "cache"))
    return tmp_path / "data"


@pytest.fixture
def index(root: Path) -> Index:
    """An index with entries in it."""
    made = Index(root)
    made.change(ENTRIES)
    return made


def sound(root: Path) -> bool:
    """Whether the index gives just what was put in, or part of it; it can be made again.

    Damage that shows only once something was written costs that, and is seen at the next look.
    """
    given = Index(root).entries()
    assert given.items() <= ENTRIES.items()
    for _time in range(3):
        Index(root).change(ENTRIES)
        given = Index(root).entries()
        assert given.items() <= ENTRIES.items()
    return given == ENTRIES


def test_what_was_put_in_is_there_for_the_next(root: Path, index: Index) -> None:
    assert index.entries() == Index(root).entries() == ENTRIES
    one, other, *_rest = ENTRIES
    index.change({one: None, other: Entry(b"new", b"[1]"), "gone": None})
    left = Index(root).entries()
    assert one not in left
    assert left[other] == Entry(b"new", b"[1]")
    assert len(left) == len(ENTRIES) - 1


def test_looking_makes_nothing(root: Path) -> None:
    assert Index(root).entries() == {}
    assert not index_path(root).exists()


def test_it_is_where_the_variable_says_or_the_platform_does(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert index_path(root).is_relative_to(tmp_path / "cache" / "index")
    monkeypatch.delenv("KRING_CACHE")
    assert index_path(root).is_relative_to(user_cache_dir("kring"))
    assert index_path(root) == index_path(root / ".." / root.name)
    assert index_path(root) != index_path(root / "other")


def test_it_is_for_its_owner_only(root: Path, index: Index) -> None:
    assert index.entries()
    assert index_path(root).stat().st_mode & 0o77 == 0
    assert index_path(root).parent.stat().st_mode & 0o77 == 0


def test_a_folder_of_any_name(root: Path) -> None:
    name = b"networks/\xff\xfe \xc3\xa9".decode(errors="surrogateescape")
    Index(root).change({name: Entry(b"1", b"null")})
    assert Index(root).entries() == {name: Entry(b"1", b"null")}


@pytest.mark.parametrize("flips", [300, pytest.param(10_000, marks=pytest.mark.slow)])
def test_flipped_bits_are_never_believed(root: Path, index: Index, flips: int) -> None:
    path, random = index_path(root), Random(flips)
    assert index.entries()
    whole = path.read_bytes()
    for _flip in range(flips):
        data = bytearray(whole)
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        path.write_bytes(data)
        assert sound(root)


@pytest.mark.parametrize("step", [97, pytest.param(1, marks=pytest.mark.slow)])
def test_a_file_that_was_cut_short_is_never_believed(root: Path, index: Index, step: int) -> None:
    path = index_path(root)
    assert index.entries()
    whole = path.read_bytes()
    for size in range(0, len(whole), step):
        path.write_bytes(whole[:size])
        assert sound(root)


def other_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("create table entries (x)")
    connection.close()


def other_version(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("pragma user_version = 99")
    connection.close()


def other_columns(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("drop table entries")
        connection.execute("create table entries (folder, card)")
    connection.close()


def other_types(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("update entries set card = 7")
    connection.close()


def other_bytes(path: Path) -> None:
    path.write_bytes(b"not a database at all, but long enough to be taken for one" * 99)


@pytest.mark.parametrize(
    "spoil", [other_database, other_version, other_columns, other_types, other_bytes]
)
def test_what_is_no_index_of_ours_is_thrown_away(
    root: Path, index: Index, spoil: Callable[[Path], None]
) -> None:
    if spoil is other_database:
        index.throw_away()
    spoil(index_path(root))
    assert Index(root).entries() == {}
    assert sound(root)


def test_the_index_of_other_data_is_thrown_away(root: Path, index: Index) -> None:
    other = root.with_name("other")
    copyfile(index_path(root), index_path(other))
    assert Index(other).entries() == {}
    assert not index_path(other).exists()
    assert index.entries() == ENTRIES


def test_while_another_writes_there_is_none_and_it_stays(root: Path, index: Index) -> None:
    holder = sqlite3.connect(index_path(root), isolation_level=None)
    holder.execute("begin exclusive")
    assert Index(root).entries() == {}
    index.change({"more": Entry(b"", b"null")})
    holder.execute("rollback")
    holder.close()
    assert index.entries() == ENTRIES


@pytest.mark.parametrize("code", [sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY])
def test_a_full_or_read_only_disk_costs_no_index(root: Path, index: Index, code: int) -> None:
    error = sqlite3.OperationalError("the disk says no")
    error.sqlite_errorcode = code
    with suppress(sqlite3.Error), index._tolerant():
        raise error
    assert Index(root).entries() == ENTRIES


def test_where_no_cache_can_be_there_is_no_index(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("KRING_CACHE", str(tmp_path / "file"))
    index = Index(root)
    index.change(ENTRIES)
    assert index.entries() == {}
    forget(root)


def test_forgotten_is_gone_from_the_disk(root: Path, index: Index) -> None:
    kept = index_path(root).parent
    assert any(b"Zo" in path.read_bytes() for path in kept.iterdir())
    forget(root)
    assert list(kept.iterdir()) == []
    assert index.entries() == {}
    forget(root)


def test_what_is_taken_out_leaves_no_trace(root: Path) -> None:
    index = Index(root)
    index.change({"a": Entry(b"", b'["erase me"]'), "b": Entry(b"", b'["erase me too"]')})
    index.change({"a": None, "b": Entry(b"", b'["other"]')})
    assert b"erase me" not in index_path(root).read_bytes()


WRITER = """
import sys
from pathlib import Path
from sessions.store.index import Entry, Index
index = Index(Path(sys.argv[1]))
print("ready", flush=True)
for n in range(int(sys.argv[3])):
    key = f"{sys.argv[2]}/{n % 50}"
    index.change({key: None if n % 7 == 6 else Entry(key.encode(), b"x" * (n % 900))})
"""


def writer(root: Path, name: str, rounds: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(root), name, str(rounds)], stdout=subprocess.PIPE
    )


def test_several_processes_write_at_once(root: Path) -> None:
    writers = [writer(root, name, 60) for name in "abc"]
    for process in writers:
        process.communicate()
        assert process.returncode == 0
    found = Index(root).entries()
    assert found
    assert all(key.encode() == entry.seen for key, entry in found.items())


def test_killed_while_writing_it_is_sound(root: Path) -> None:
    random = Random(7)
    for trial in range(6):
        process = writer(root, "k", 1_000_000)
        assert process.stdout is not None
        process.stdout.readline()
        while len(Index(root).entries()) < random.randrange(1, 30):
            assert process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.communicate()
        found = Index(root).entries()
        assert all(key.encode() == entry.seen for key, entry in found.items()), trial
        Index(root).change({"after": Entry(b"after", b"null")})
        assert "after" in Index(root).entries()

"""Where this device keeps its own, who holds a lock, and what a folder says of its format."""

import errno
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from platformdirs import user_state_dir

from sessions.errors import StoreError
from sessions.store import format as format_module
from sessions.store import places
from sessions.store.errors import HeldError, NewerFormatError, UnreadableError
from sessions.store.format import ensure_root
from sessions.store.lock import Lock, is_held

HOLD_AND_DIE = """
import os, pathlib, sys
from sessions.store.lock import Lock
Lock(pathlib.Path(sys.argv[1])).acquire()
os._exit(9)
"""


def test_the_state_is_where_the_variable_says_or_the_platform_does(
    own_state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert places.state_folder() == own_state
    monkeypatch.delenv("KRING_STATE")
    assert places.state_folder() == Path(user_state_dir("kring"))


def test_a_device_has_one_id(own_state: Path) -> None:
    made = places.device_id()
    assert len(made) == 12
    assert int(made, 16) >= 0
    assert places.device_id() == made
    (own_state / "device").write_bytes(b"\xff nonsense")
    assert places.device_id() != made


def test_a_database_has_one_lock_however_its_folder_is_named(scratch: Path) -> None:
    (scratch / "a").mkdir()
    (scratch / "b").symlink_to(scratch / "a")
    lock = places.lock_path(scratch / "a", "session")
    assert lock == places.lock_path(scratch / "b" / ".." / "a", "session")
    assert lock == places.lock_path(scratch / "b", "session")
    assert lock != places.lock_path(scratch / "a", "network")


def test_one_holds_it_and_others_are_told_who(scratch: Path) -> None:
    first, second = Lock(scratch / "locks" / "x"), Lock(scratch / "locks" / "x")
    first.acquire()
    with pytest.raises(HeldError) as caught:
        second.acquire()
    holder = caught.value.holder
    assert (holder.pid, bool(holder.host)) == (os.getpid(), True)
    made = datetime.fromtimestamp((scratch / "locks" / "x").stat().st_mtime, UTC)
    assert abs(holder.since - made) < timedelta(seconds=1)
    first.note("a", 41)
    os.utime(scratch / "locks" / "x", (0, 0))
    assert second.holder() == holder
    first.release()
    first.release()
    second.acquire()
    second.release()


def test_whether_it_is_held_can_be_asked_without_holding_it(scratch: Path) -> None:
    lock, other = Lock(places.lock_path(scratch, "session")), Lock(scratch / "x")
    assert not is_held(scratch, "session")
    lock.acquire()
    assert is_held(scratch, "session")
    assert lock.held
    assert not other.held
    lock.release()
    assert not is_held(scratch, "session")
    lock.acquire()
    lock.release()


def test_a_number_is_left_for_the_next_who_holds_it(scratch: Path) -> None:
    first, second = Lock(scratch / "x"), Lock(scratch / "x")
    first.note("a", 3)
    first.acquire()
    assert first.noted == {}
    first.note("a", 9)
    first.note("b", 2)
    since = first.holder().since
    first.note("a", 41_000)
    assert first.holder().since == since
    first.release()
    second.acquire()
    assert second.noted == {"a": 41_000, "b": 2}
    second.release()


def test_a_dead_process_holds_nothing(scratch: Path) -> None:
    path = scratch / "x"
    subprocess.run(
        [
            sys.executable,
            "-c",
            HOLD_AND_DIE,
            str(path),
        ],
        check=False,
    )
    assert Lock(path).holder().pid not in {0, os.getpid()}
    lock = Lock(path)
    lock.acquire()
    assert lock.holder().pid == os.getpid()
    lock.release()


@pytest.mark.parametrize("said", [b"", b"nonsense", b"[]", b'{"pid": "x", "host": 3, "last": 2}'])
def test_a_lock_that_says_nothing_is_nobody_s(said: bytes, scratch: Path) -> None:
    (scratch / "x").write_bytes(said)
    holder = Lock(scratch / "x").holder()
    assert (holder.pid, holder.host) == (0, "")
    lock = Lock(scratch / "x")
    lock.acquire()
    assert lock.noted == {}
    lock.release()
    assert Lock(scratch / "nowhere").holder().since == datetime.fromtimestamp(0, UTC)


def test_a_lock_that_can_not_be_made_is_an_error(scratch: Path) -> None:
    (scratch / "x").mkdir()
    with pytest.raises(StoreError) as caught:
        Lock(scratch / "x").acquire()
    assert caught.value.reason == os.strerror(errno.EISDIR)


def test_a_root_is_made_and_known_again(scratch: Path) -> None:
    root = scratch / "kring"
    ensure_root(root)
    made = (root / "format.json").read_bytes()
    assert made == b'{\n  "format": 1\n}\n'
    ensure_root(root)
    assert (root / "format.json").read_bytes() == made


def test_a_root_of_a_later_version_is_told(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(format_module, "FORMAT", 3)
        ensure_root(scratch)
    with pytest.raises(NewerFormatError) as caught:
        ensure_root(scratch)
    assert caught.value.format == 3


@pytest.mark.parametrize("said", [b"", b"[]", b"{}", b'{"format": 0}', b'{"format": "1"}'])
def test_a_root_that_says_no_format_is_left_alone(said: bytes, scratch: Path) -> None:
    (scratch / "format.json").write_bytes(said)
    with pytest.raises(UnreadableError):
        ensure_root(scratch)
    assert (scratch / "format.json").read_bytes() == said


def test_a_root_that_can_not_be_made_is_an_error(scratch: Path) -> None:
    (scratch / "kring").write_bytes(b"a file")
    with pytest.raises(UnreadableError):
        ensure_root(scratch / "kring" / "data")

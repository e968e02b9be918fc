"""The door to systems that this test may not be running on."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from sessions.store import system
from sessions.store.lock import Lock

if TYPE_CHECKING:
    from tests.sessions.store.conftest import Call


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    made: list[tuple[Any, ...]] = []

    def noting(function: "Call", /, *args: Any) -> Any:
        made.append((function, *args))
        return function(*args)

    monkeypatch.setattr(system, "call", noting)
    return made


def test_a_mac_is_asked_for_the_disk_itself(
    calls: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, int]] = []
    mac = SimpleNamespace(F_FULLFSYNC=51, fcntl=lambda *args: asked.append(args))
    monkeypatch.setitem(sys.modules, "fcntl", mac)
    monkeypatch.setattr(system, "_sync", system._way_to_sync())
    system.sync(7)
    assert asked == [(7, 51)]
    assert len(calls) == 1


def test_where_there_is_no_datasync_everything_is_synced(
    calls: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch, scratch: Path
) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.delattr(os, "fdatasync")
    monkeypatch.setattr(system, "_sync", system._way_to_sync())
    with (scratch / "x").open("wb") as file:
        system.sync(file.fileno())
    assert calls[0][0] is os.fsync


def test_where_there_is_no_pwrite_it_is_sought_and_written(
    monkeypatch: pytest.MonkeyPatch, scratch: Path
) -> None:
    monkeypatch.setattr(system, "_pwrite", system._seek_and_write)
    with system.opened(scratch / "x", system.APPEND) as descriptor:
        system.write_at(descriptor, b"0123456789", 0)
        system.write_at(descriptor, b"abc", 4)
    assert system.read_file(scratch / "x") == b"0123abc789"


def test_a_write_that_gets_nowhere_is_an_error(
    monkeypatch: pytest.MonkeyPatch, scratch: Path
) -> None:
    monkeypatch.setattr(system, "_pwrite", lambda *_: 0)
    with (
        system.opened(scratch / "x", system.APPEND) as descriptor,
        pytest.raises(OSError, match="output error"),
    ):
        system.write_at(descriptor, b"x", 0)


def test_windows_has_no_folders_to_sync(
    calls: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch, scratch: Path
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "name", "nt")
        system.sync_folder(scratch)
    assert calls == []


@pytest.mark.parametrize("times", [0, 2, 9])
def test_windows_is_given_time_to_let_go(
    times: int, monkeypatch: pytest.MonkeyPatch, scratch: Path
) -> None:
    slept: list[float] = []
    refusals = iter([PermissionError(13, "held")] * times)

    def refusing(function: Callable[..., Any], /, *args: Any) -> Any:
        if function is time.sleep:
            return slept.append(args[0])
        if (refusal := next(refusals, None)) is not None:
            raise refusal
        return function(*args)

    (scratch / "new").write_bytes(b"new")
    old = scratch / "old"
    with monkeypatch.context() as patch:
        patch.setattr(system, "call", refusing)
        patch.setattr(os, "name", "nt")
        if times > len(system._WINDOWS_PAUSES):
            with pytest.raises(PermissionError):
                system.replace(scratch / "new", old)
        else:
            system.replace(scratch / "new", old)
    assert len(slept) == min(times, len(system._WINDOWS_PAUSES))
    assert old.exists() == (times <= len(system._WINDOWS_PAUSES))


def test_windows_locks_a_byte_that_nobody_reads(
    monkeypatch: pytest.MonkeyPatch, scratch: Path
) -> None:
    locked: list[tuple[int, int]] = []

    def locking(descriptor: int, how: int, _size: int) -> None:
        locked.append((os.lseek(descriptor, 0, os.SEEK_CUR), how))

    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=locking, LK_NBLCK=2))
    lock = Lock(scratch / "x")
    lock.acquire()
    assert locked == [(1 << 30, 2)]
    assert lock.holder().pid == os.getpid()
    lock.release()


WHAT_COMES_ALONG = """
import sys
import sessions.store.database
print(*sorted({"pydantic", "textual", "asyncio"} & set(sys.modules)))
"""


def test_importing_the_store_is_light() -> None:
    child = [sys.executable, "-c", WHAT_COMES_ALONG]
    assert subprocess.run(child, capture_output=True, check=True).stdout.strip() == b""

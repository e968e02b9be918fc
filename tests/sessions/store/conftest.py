"""A database in a folder of its own, and a door to the system that fails where a test says."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from sessions.store import system
from sessions.store.database import Database

DEVICE = "0123456789ab"
SYNCS = (os.fsync, getattr(os, "fdatasync", os.fsync))
Call = Callable[..., Any]


class KilledError(BaseException):
    """The process is no more: nothing that runs on the way out may reach the system."""


@dataclass
class Door:
    """What stands in for `system.call`: counts, fails at one call, and syncs nothing for speed."""

    fault: Callable[[Call, tuple[Any, ...]], Any] | None = None
    at: int = 0
    only: Call | None = None
    count: int = 0
    dead: bool = False
    descriptors: set[int] = field(default_factory=set)

    def call(self, function: Call, /, *args: Any) -> Any:
        if self.dead:
            raise KilledError
        self.count += self.only in {None, function}
        if self.fault is not None and self.only in {None, function} and self.count == self.at:
            return self.fault(function, args)
        return self.do(function, args)

    def do(self, function: Call, args: tuple[Any, ...]) -> Any:
        if function in SYNCS:
            return None
        result = function(*args)
        if function is os.open:
            self.descriptors.add(result)
        elif function is os.close:
            self.descriptors.discard(args[0])
        return result

    def do_at_once(self, function: Call, /, *args: Any) -> Any:
        """A call that is not counted and does not fail."""
        return self.do(function, args)

    def kill(self, _function: Call, _args: tuple[Any, ...]) -> Any:
        self.dead = True
        raise KilledError

    def fail(self, number: int) -> Callable[[Call, tuple[Any, ...]], Any]:
        def fault(function: Call, args: tuple[Any, ...]) -> Any:
            if function is os.close:  # whatever it says, the descriptor is gone
                self.do(function, args)
            raise OSError(number, os.strerror(number))

        return fault

    def fall_short(self, function: Call, args: tuple[Any, ...]) -> Any:
        """Write half of it, and leave the rest to the next call."""
        descriptor, data, at = args
        return function(descriptor, data[: max(1, len(data) // 2)], at)

    def fill_up(self, function: Call, args: tuple[Any, ...]) -> Any:
        """Write half of it, and then there is no room."""
        descriptor, data, at = args
        function(descriptor, data[: len(data) // 2], at)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def let_go(self) -> None:
        """What the system does when a process ends."""
        for descriptor in self.descriptors:
            os.close(descriptor)
        self.descriptors.clear()


@pytest.fixture
def scratch() -> Iterator[Path]:
    """A folder in memory, where there is such a place."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as made:
        yield Path(made)


@pytest.fixture(autouse=True)
def own_state(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nobody's real state is touched."""
    monkeypatch.setenv("KRING_STATE", str(scratch / "state"))
    monkeypatch.setenv("HOME", str(scratch / "home"))
    return scratch / "state"


@pytest.fixture
def folder(scratch: Path) -> Path:
    return scratch / "data"


@pytest.fixture
def through_a_door(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """A context in which all system calls of the store go through the door it gives."""

    @contextmanager
    def use(door: Door | None = None) -> Iterator[Door]:
        used = door or Door()
        with monkeypatch.context() as patch:
            patch.setattr(system, "call", used.call)
            try:
                yield used
            finally:
                if used.dead:
                    used.let_go()

    return use


@pytest.fixture
def quick(through_a_door: Callable[..., Any]) -> Iterator[Door]:
    """No waiting for the disk."""
    with through_a_door() as door:
        yield door


@pytest.fixture
def open_database(folder: Path) -> Callable[..., Database]:
    """Opens the test's database, by default as the test's device."""

    def open_it(**changed: Any) -> Database:
        given: dict[str, Any] = {"folder": folder, "name": "session", "device": DEVICE}
        given.update(changed)
        return Database(**given)

    return open_it


@pytest.fixture
def afresh(folder: Path, own_state: Path, scratch: Path) -> Callable[[], None]:
    """Takes away everything the store made."""

    def clear() -> None:
        for made in (folder, own_state, scratch / "home"):
            shutil.rmtree(made, ignore_errors=True)

    return clear

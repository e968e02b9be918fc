"""Real processes, killed at any moment or two at a time: what they said was kept is there."""

import os
import random
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from sessions.store.database import Database
from sessions.store.errors import HeldError
from tests.sessions.store.writers import DEVICE, HELD, Server, complete

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
OTHER = "ffffffffffff"
Documents = list[dict[str, Any]]
Read = Callable[[Path], Documents]


@pytest.fixture
def server(scratch: Path) -> Iterator[Server]:
    with Server(scratch) as server:
        yield server


def in_ours(folder: Path) -> Documents:
    with Database(folder, "session", device="reader", read_only=True) as database:
        found: Documents = database.documents("answers")
    return found


def in_stock(folder: Path) -> Documents:
    with TinyDB(folder / "stock.json", create_dirs=True) as database:
        return [dict(document) for document in database.table("answers")]


def harm(way: str, read: Read, server: Server, scratch: Path, trials: int) -> Iterator[int]:
    """The trials after which not all is there that was acknowledged, or seen before."""
    chance = random.Random(7)
    acknowledged = -1
    for trial in range(trials):
        folder = scratch / f"{way}-{trial // 10}"
        if trial % 10 == 0:
            acknowledged = -1
        said = server.killed(way, folder, chance)
        acknowledged = max([acknowledged, *map(int, said)])
        try:
            found = read(folder)
        except ValueError:
            found = []
        if complete(found, DEVICE, acknowledged):
            acknowledged = len(found) - 1  # also what was kept and not yet said: it was seen
        else:
            yield trial


@pytest.mark.parametrize(
    "trials",
    [200, pytest.param(int(os.environ.get("KRING_KILLS", "1000")), marks=pytest.mark.slow)],
)
def test_what_a_killed_process_acknowledged_is_there(
    trials: int, server: Server, scratch: Path
) -> None:
    assert list(harm("ours", in_ours, server, scratch, trials)) == []


@pytest.mark.parametrize("way", ["stock", "cached"])
def test_the_same_kills_catch_what_tinydb_comes_with(
    way: str, server: Server, tmp_path: Path
) -> None:
    assert any(True for _ in harm(way, in_stock, server, tmp_path, 2000))


def two_at_once(way: str, folder: Path, server: Server) -> int:
    """Two devices that keep at the same time; how many answers they were told are kept."""
    writers = [server.start(way, folder, device=device, most=15) for device in (DEVICE, OTHER)]
    return sum(len(writer.end()) for writer in writers)


def test_two_devices_at_once_lose_nothing(server: Server, scratch: Path) -> None:
    kept = 0
    for run in range(100):
        folder = scratch / f"shared-{run // 5}"
        kept = kept * (run % 5 > 0) + two_at_once("ours", folder, server)
        assert kept == 30 * (run % 5 + 1)
        assert len(in_ours(folder)) == kept, run


def test_of_two_processes_of_one_device_one_keeps_and_the_other_is_told(
    server: Server, scratch: Path
) -> None:
    for run in range(100):
        folder = scratch / f"one-{run}"
        first = server.start("ours", folder)
        said = [first.hears()]
        assert server.start("ours", folder).end() == [HELD]
        os.kill(first.pid, signal.SIGKILL)
        said += first.end()
        assert complete(in_ours(folder), DEVICE, int(said[-1])), run


def test_two_at_once_catch_what_tinydb_comes_with(server: Server, scratch: Path) -> None:
    folders = [scratch / f"stock-{run}" for run in range(20)]
    told = [two_at_once("stock", folder, server) for folder in folders]

    def whole(folder: Path, kept: int) -> bool:
        try:
            return len(in_stock(folder)) == kept == 30
        except ValueError:
            return False

    assert not all(map(whole, folders, told))


def test_a_second_process_is_told_who_has_it_and_may_read(
    server: Server, folder: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KRING_STATE", str(scratch / f"state-{DEVICE}"))
    writer = server.start("ours", folder)
    assert writer.hears() == "0"
    with pytest.raises(HeldError) as caught:
        Database(folder, "session", device=DEVICE)
    assert caught.value.holder.pid == writer.pid
    assert in_ours(folder)
    os.kill(writer.pid, signal.SIGKILL)
    writer.end()

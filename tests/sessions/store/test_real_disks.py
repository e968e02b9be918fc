"""Real disks that are cut off from power or fill up: `pytest -m root`, as root on Linux.

A disk is an image on another disk, each an ext4 on a loop device. Power is cut at the outer one
(ext4's own shutdown, as its developers test it with): all that the inner one wrote and did not
flush is gone, but for pages that were put on the outer one by chance. So the inner one is a disk
with a cache that forgets, under a file system that knows nothing of it.
"""

import fcntl
import os
import random
import signal
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import CDLL, c_int64, c_uint, get_errno
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from sessions.store.database import Database
from sessions.store.errors import NotKeptError
from sessions.store.operations import Put

pytestmark = pytest.mark.root

SHUTDOWN = 0x8004587D
"""EXT4_IOC_SHUTDOWN, of <linux/ext4.h>."""
WITHOUT_FLUSH = struct.pack("I", 2)
WRITE_OUT = 1 | 2 | 4
"""Of <linux/fs.h>: SYNC_FILE_RANGE_WAIT_BEFORE, _WRITE and _WAIT_AFTER."""
PAGE = 4096
Document = dict[str, Any]
CUTS = int(os.environ.get("KRING_CUTS", "200"))

WRITER = """
import sys
from pathlib import Path
from sessions.store import system
from sessions.store.database import Database
from sessions.store.operations import Put
from tinydb import TinyDB

folder, how = Path(sys.argv[1]), sys.argv[2]
if how == "unsynced":
    system.sync = system.sync_folder = lambda _: None
if how == "stock":
    folder.mkdir(exist_ok=True)
    database = TinyDB(folder / "stock.json")
    answers = database.table("answers")
    first = len(answers)
else:
    database = Database(folder, "session", device="0123456789ab")
    first = len(database.documents("answers"))
for number in range(first, first + 100_000):
    document = {"id": str(number), "text": "woorden " * (number % 40)}
    if how == "stock":
        answers.insert(document)
    else:
        database.keep([Put("answers", str(number), document)])
    print(number, flush=True)
    if how != "stock" and number % 25 == 24:
        database.compact()
"""


def run(*command: str | Path) -> None:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"this needs root and loop devices: {' '.join(done.args)}: {done.stderr}")


class Disk:
    """An ext4 in a file in an ext4 in a file in memory."""

    def __init__(self, folder: Path) -> None:
        self.outer, self.inner = folder / "outer", folder / "inner"
        self.outside, self.image = folder / "outer.img", self.outer / "inner.img"
        for made in (self.outer, self.inner):
            made.mkdir()
        _blank(self.outside, megabytes=48)
        run("mkfs.ext4", "-q", "-F", self.outside)
        run("mount", "-o", "loop", self.outside, self.outer)
        _blank(self.image, megabytes=24)
        run("mkfs.ext4", "-q", "-F", self.image)
        run("mount", "-o", "loop", self.image, self.inner)

    def cut(self, chance: random.Random) -> None:
        """All that was not flushed is gone, but for what some pages of it hold."""
        forgotten = chance.choice((0, 0, 1, 8, 64))
        with self.image.open("rb+") as image:
            for _ in range(forgotten):
                at = chance.randrange(24 << 20) // PAGE * PAGE
                length = PAGE * chance.choice((1, 16, 256))
                _write_out(image.fileno(), at, length)
        descriptor = os.open(self.outer, os.O_RDONLY)
        fcntl.ioctl(descriptor, SHUTDOWN, WITHOUT_FLUSH)
        os.close(descriptor)

    def power_on(self) -> None:
        self.unplug()
        run("mount", "-o", "loop", self.outside, self.outer)
        run("mount", "-o", "loop", self.image, self.inner)

    def unplug(self) -> None:
        run("umount", self.inner)
        run("umount", self.outer)


def _blank(path: Path, *, megabytes: int) -> None:
    with path.open("wb") as image:
        for _ in range(megabytes):
            image.write(bytes(1 << 20))
        image.flush()
        os.fsync(image.fileno())


def _write_out(descriptor: int, at: int, length: int) -> None:
    system = CDLL(None, use_errno=True)
    if system.sync_file_range(descriptor, c_int64(at), c_int64(length), c_uint(WRITE_OUT)):
        raise OSError(get_errno(), "sync_file_range")


@pytest.fixture
def disk(scratch: Path) -> Iterator[Disk]:
    disk = Disk(scratch)
    yield disk
    disk.unplug()


def cut_after(disk: Disk, folder: Path, how: str, chance: random.Random) -> int:
    """The last answer that was said to be kept before the power went."""
    environment = os.environ | {"KRING_STATE": str(disk.inner / "state"), "HOME": str(disk.inner)}
    command = [sys.executable, "-c", WRITER, str(folder), how]
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    )
    assert child.stdout is not None
    with child, child.stdout:
        said = [int(child.stdout.readline()) for _ in range(chance.randrange(1, 60))]
        disk.cut(chance)
        child.send_signal(signal.SIGKILL)
        said += [int(line) for line in child.stdout if line.endswith("\n")]
    disk.power_on()
    return said[-1]


def lost(read: Callable[[Path], list[Document]], folder: Path, last: int) -> bool:
    """Whether an answer up to `last` is not there as it was, or nothing can be read at all."""
    try:
        found = read(folder)
    except ValueError:
        return True
    expected = [
        {"id": str(number), "text": "woorden " * (number % 40)} for number in range(len(found))
    ]
    return found != expected or len(found) not in (last + 1, last + 2)


def in_ours(folder: Path) -> list[Document]:
    with Database(folder, "session", device="reader", read_only=True) as database:
        found: list[Document] = database.documents("answers")
    return found


def in_stock(folder: Path) -> list[Document]:
    with TinyDB(folder / "stock.json") as database:
        return [dict(document) for document in database.table("answers")]


def test_what_was_acknowledged_survives_real_power_cuts(disk: Disk) -> None:
    chance = random.Random(11)
    for trial in range(CUTS):
        folder = disk.inner / f"kring-{trial // 10}"
        last = cut_after(disk, folder, "ours", chance)
        assert not lost(in_ours, folder, last), trial


@pytest.mark.parametrize(("how", "read"), [("unsynced", in_ours), ("stock", in_stock)])
def test_the_same_cuts_catch_what_is_not_safe(
    how: str, read: Callable[[Path], list[Document]], disk: Disk
) -> None:
    chance = random.Random(11)
    folders = (disk.inner / f"{how}-{trial}" for trial in range(CUTS))
    assert any(lost(read, here, cut_after(disk, here, how, chance)) for here in folders)


@contextmanager
def small_disk(at: Path, kilobytes: int) -> Iterator[Path]:
    at.mkdir()
    run("mount", "-t", "tmpfs", "-o", f"size={kilobytes}k,mode=700", "tmpfs", at)
    try:
        yield at
    finally:
        run("umount", at)


@pytest.mark.parametrize("seed", range(20))
def test_a_real_disk_that_fills_up(seed: int, scratch: Path) -> None:
    """Something else takes a kilobyte at a time until nothing is left, and then goes away."""
    chance = random.Random(seed)
    with small_disk(scratch / "small", 256) as disk, (disk / "else").open("wb", 0) as other:
        database = Database(disk / "data", "session", device="0123456789ab")
        kept: dict[str, str] = {}
        refused = freed = 0
        for number in range(400):
            text = "woorden " * chance.randrange(40)
            try:
                database.keep([Put("answers", str(number), {"id": str(number), "text": text})])
                kept[str(number)] = text
            except NotKeptError:
                refused += 1
            assert {d["id"]: d["text"] for d in database.documents("answers")} == kept
            if chance.random() < 0.1:
                database.compact()
            if refused == 50 and not freed:
                other.truncate(0)
                other.seek(0)
                freed = number
            try:
                other.write(bytes(1024))
            except OSError:
                continue
        assert freed
        assert any(int(name) > freed for name in kept)
        database.close()
        other.truncate(0)
        with Database(disk / "data", "session", device="0123456789ab") as again:
            assert {d["id"]: d["text"] for d in again.documents("answers")} == kept

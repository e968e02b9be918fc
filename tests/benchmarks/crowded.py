"""The list of networks when there are 10,000 sessions: with an index, without one, and its floors.

Every session is one of the demo's, with 44 answers and 42 kB, under another id and day.
"""

import json
import os
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from uuid import UUID

from sessions.catalogue import Catalogue
from sessions.store import jsontext, snapshot
from sessions.store.index import Index, forget
from sessions.store.lines import OWN_TABLE
from sessions.store.places import device_id, index_path
from tests.benchmarks import prepared
from tests.benchmarks.figures import Figure, p50
from tests.benchmarks.installed import Installed
from tests.benchmarks.start import WARM_UPS, Subject

NETWORKS = 50
FIRST = "Learning network 00"
TO_THE_LIST_AT_MOST = 1.5
"""Times what the list of the demo takes, which has two sessions."""


def measure(installed: Installed, folder: Path, trials: int, random: Random) -> Iterator[Figure]:
    """The list with `NETWORKS` x 200 sessions; with a tenth of them where trials are few."""
    each = 200 if trials > 5 else 20
    few = prepared.demo(folder / "few")
    root = crowd(folder / "crowd", few, each)
    many = f"{NETWORKS * each:,} sessions"
    yield from _rebuilding(root, many)
    yield from _looking(root, many)
    yield from _loading(root, many)
    yield from _starting(installed, (few, root), many, trials, random)


def crowd(root: Path, demo: Path, each: int) -> Path:
    """A data folder with `NETWORKS` networks of `each` past sessions, made of those in `demo`."""
    (network,) = (demo / "networks").iterdir()
    session = min(network.glob("sessions/*/*"))
    for n in range(NETWORKS):
        id_ = UUID(int=n).hex
        folder = root / "networks" / f"network-{n:02}"
        _write(folder, network / "network.json", id=id_, name=f"{FIRST[:-2]}{n:02}")
        for m in range(each):
            day = date(2001, 1, 1) + timedelta(weeks=m)
            place = folder / "sessions" / str(day.year) / f"{day}-{m:04}"
            facts = {"id": UUID(int=n * each + m).hex, "network": id_, "number": m + 1}
            _write(place, session / "session.json", **facts, day=day.isoformat())
    (root / "format.json").write_bytes((demo / "format.json").read_bytes())
    return root


def _write(folder: Path, like: Path, **facts: object) -> None:
    """A closed database as the one whose snapshot is `like`, with other facts in its head."""
    said = json.loads(like.read_bytes())
    for head in said[like.stem].values():
        head.update(facts)
    about = said[OWN_TABLE]["about"]
    del about["sha256"]
    about["sha256"] = snapshot._sum(said)
    folder.mkdir(parents=True)
    path = folder / like.name
    path.write_text(jsontext.indented(said) + "\n", encoding="utf-8")
    path.with_name(f"{like.name}.bak").hardlink_to(path)
    (folder / f"journal.{device_id()}.jsonl").touch()


def _rebuilding(root: Path, many: str) -> Iterator[Figure]:
    """Read all there is, with no index yet; it makes one."""
    floor = _took(lambda: _read(root))
    forget(root)
    ours = _took(lambda: list(_opened(root).networks()))
    yield Figure(f"{many}: all read (floor: the same bytes)", floor, ours, "ms")


def _looking(root: Path, many: str) -> Iterator[Figure]:
    """Look through all folders, none of which has changed."""
    floor = median(_took(lambda: _scan(root)) for _time in range(5))
    ours = median(_took(_opened(root).look, list) for _time in range(5))
    yield Figure(f"{many}: looked through (floor: scandir, stat)", floor, ours, "ms")


def _loading(root: Path, many: str) -> Iterator[Figure]:
    """The cards from the index, and what they take."""
    path = index_path(root)
    floor = median(_took(path.read_bytes) for _time in range(15))
    ours = median(_took(lambda: _opened(root).known) for _time in range(15))
    yield Figure(f"{many}: index loaded (floor: its bytes)", floor, ours, "ms")
    tracemalloc.start()
    held = _opened(root)
    size = tracemalloc.get_traced_memory()[0] / 1e6 if held.known else 0
    tracemalloc.stop()
    yield Figure(f"{many}: in memory (floor: the index)", path.stat().st_size / 1e6, size, "MB")


def _starting(
    installed: Installed, roots: tuple[Path, Path], many: str, trials: int, random: Random
) -> Iterator[Figure]:
    """The program on a terminal: the demo's list, the long one with an index, and without."""
    few, root = roots
    kring, index = installed.kring, index_path(root).read_bytes()

    def without() -> list[str]:
        forget(root)
        return kring("--data", str(root))

    def again() -> list[str]:
        forget(root)
        index_path(root).write_bytes(index)
        return kring("--data", str(root))

    name = prepared.name(few)
    floor = Subject(lambda: kring("demo", "--data", str(few)), name, name)
    warm, cold = Subject(again, FIRST, FIRST), Subject(without, FIRST, FIRST)
    for _trial in range(max(3, trials // 3) + WARM_UPS):
        for subject in random.sample([floor, warm, cold], 3):
            subject.start(installed)
    hello, *ours = (p50(one.usables[WARM_UPS:]) for one in (floor, warm, cold))
    start = f"{many}: start to the list"
    yield Figure(
        f"{start} (floor: the demo's)", hello, ours[0], "ms", most_times=TO_THE_LIST_AT_MOST
    )
    yield Figure(f"{start}, no index yet", hello, ours[1], "ms")


def _opened(root: Path) -> Catalogue:
    return Catalogue(root, device=device_id(), index=Index(root))


def _took(do: Callable[[], object], then: Callable[..., object] = bool) -> float:
    """Milliseconds."""
    begin = perf_counter()
    then(do())
    return (perf_counter() - begin) * 1000


def _scan(folder: Path | str) -> None:
    for entry in os.scandir(folder):
        if entry.is_dir():
            _scan(entry.path)
        else:
            entry.stat()


def _read(root: Path) -> None:
    for folder, _folders, names in os.walk(root):
        for name in names:
            Path(folder, name).read_bytes()

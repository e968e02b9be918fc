"""From the start of the process to the first paint, and to the networks on the screen."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.benchmarks import prepared
from tests.benchmarks.figures import Figure, p50, p95
from tests.benchmarks.floors import HELLO
from tests.benchmarks.installed import Installed
from tests.benchmarks.terminal import Terminal, shown_at
from tui import block_type

WARM_UPS = 2
FIRST_PAINT_AT_MOST = 1.5


@dataclass
class Subject:
    """A way to start, what its first paint and its last one show, and what was measured (ms)."""

    command: Callable[[], list[str]]
    paints: str
    usable: str
    painted: list[float] = field(default_factory=list)
    usables: list[float] = field(default_factory=list)

    def start(self, installed: Installed) -> None:
        """Start once, and note how long it took."""
        with Terminal(self.command(), installed.environment) as terminal:
            terminal.wait_for(self.usable)
            terminal.watch(0.05)
        chunks, began = terminal.chunks, terminal.started
        self.painted.append((shown_at(chunks, self.paints) - began) * 1000)
        self.usables.append((shown_at(chunks, self.usable) - began) * 1000)


def measure(installed: Installed, folder: Path, trials: int, random: Random) -> Iterator[Figure]:
    """The start, `trials` times each, in another order each time."""
    logo = block_type.draw("KRING", 1)[0].rstrip()
    there = prepared.demo(folder / "demo")
    network = prepared.name(there)
    fresh = (folder / f"fresh{n}" for n in range(10_000))
    floor = Subject(lambda: installed.floor("still"), HELLO, HELLO)
    kring = Subject(lambda: installed.kring("demo", "--data", str(there)), logo, network)
    first = Subject(lambda: installed.kring("demo", "--data", str(next(fresh))), logo, network)
    subjects = [floor, kring, first]
    for _trial in range(trials + WARM_UPS):
        for subject in random.sample(subjects, len(subjects)):
            subject.start(installed)
    for subject in subjects:
        del subject.painted[:WARM_UPS], subject.usables[:WARM_UPS]
    hello = p50(floor.painted)
    yield Figure(
        "start to first paint, p50", hello, p50(kring.painted), "ms", most_times=FIRST_PAINT_AT_MOST
    )
    yield Figure("start to first paint, p95", p95(floor.painted), p95(kring.painted), "ms")
    yield Figure("start to the list of networks, p50", hello, p50(kring.usables), "ms")
    yield Figure("the same, the demo still to be made, p50", hello, p50(first.usables), "ms")

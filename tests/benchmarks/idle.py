"""What a timer costs that runs while nobody touches anything."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter

from tests.benchmarks import prepared
from tests.benchmarks.figures import Figure
from tests.benchmarks.floors import HELLO
from tests.benchmarks.installed import Installed
from tests.benchmarks.terminal import Terminal

BLOCKS = "plenary", "sheets"
CPU_AT_MOST = 1
"""Percent of a core."""
BYTES_AT_MOST = 600
"""To the terminal, each second."""
SETTLES = 3.0
STEP = 0.02


def measure(installed: Installed, folder: Path, seconds: float) -> Iterator[Figure]:
    """A block of each of the `BLOCKS`, who watches the last, and the floor, side by side."""
    commands = [(installed.floor("ticking"), HELLO)]
    for kind in BLOCKS:
        title = prepared.room(folder / kind, kind)
        commands.append((installed.kring("--data", str(folder / kind)), title))
    commands.append((installed.kring("watch", "--data", str(folder / kind)), title))
    with ExitStack() as stack:
        terminals = [
            stack.enter_context(Terminal(command, installed.environment)) for command, _ in commands
        ]
        for terminal, (_, sign) in zip(terminals, commands, strict=True):
            terminal.wait_for(sign)
        _watch(terminals, SETTLES)
        used = [terminal.cpu() for terminal in terminals]
        began = perf_counter()
        _watch(terminals, seconds)
        took = perf_counter() - began
        used = [terminal.cpu() - before for terminal, before in zip(terminals, used, strict=True)]
        came = [_bytes(terminal, began, began + took) for terminal in terminals]
    names = (*(f"idle in a {kind} block" for kind in BLOCKS), "idle while watching it")
    for place, name in enumerate(names, start=1):
        yield Figure(
            f"{name}, of a core",
            used[0] / took * 100,
            used[place] / took * 100,
            "%",
            most=CPU_AT_MOST,
        )
        yield Figure(
            f"{name}, to the terminal",
            came[0] / took,
            came[place] / took,
            "B/s",
            most=BYTES_AT_MOST,
        )


def _watch(terminals: list[Terminal], seconds: float) -> None:
    end = perf_counter() + seconds
    while perf_counter() < end:
        for terminal in terminals:
            terminal.watch(STEP)


def _bytes(terminal: Terminal, start: float, end: float) -> int:
    return sum(len(chunk.data) for chunk in terminal.chunks if start <= chunk.at < end)

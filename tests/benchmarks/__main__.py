"""How fast the room is, each figure beside its floor, which is measured in the same run.

From the checkout, in the environment with the dev extra, on Linux:

    python -m tests.benchmarks           some seven minutes
    python -m tests.benchmarks --quick   a minute and a half: enough to see that nothing is far off

It builds the wheel of this checkout, installs it with byte code in an environment of its own, and
runs that in a pty, as a terminal would: every chunk that comes is stamped when it is read, and
replayed in an emulator afterwards. Subjects take turns, gaps vary, warm-ups don't count.
"""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.benchmarks import crowded, echo, idle, start, store
from tests.benchmarks.figures import Figure, table
from tests.benchmarks.installed import Installed, install

PARTS = "start", "echo", "idle", "list", "store"


def main() -> int:
    """Measure, and print the table; 1 when an aim is not met."""
    asked = _asked()
    with _folder(asked.keep) as kept, TemporaryDirectory() as scratch:
        installed = install(kept)
        os.environ.update(installed.environment)  # the data is prepared in this process
        print(installed.versions(), "·", os.cpu_count(), "cores")
        figures = [*_measured(asked, installed, Path(scratch))]
    print(table(figures))
    return int(any(figure.met is False for figure in figures))


def _measured(asked: Namespace, installed: Installed, folder: Path) -> Iterator[Figure]:
    random = Random(asked.seed)
    if "start" in asked.parts:
        yield from start.measure(installed, folder, 5 if asked.quick else 25, random)
    if "echo" in asked.parts:
        yield from echo.measure(installed, folder, 50 if asked.quick else 400, random)
    if "idle" in asked.parts:
        yield from idle.measure(installed, folder, 8 if asked.quick else 60)
    if "list" in asked.parts:
        yield from crowded.measure(installed, folder, 5 if asked.quick else 25, random)
    if "store" in asked.parts:
        few = asked.quick
        yield from store.measure(folder / "store", 200 if few else 1000, 20 if few else 200)


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    """Where the environment is made."""
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.resolve()
    else:
        with TemporaryDirectory() as folder:
            yield Path(folder)


def _asked() -> Namespace:
    parser = ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"what to measure of {', '.join(PARTS)}: all")
    parser.add_argument("--quick", action="store_true", help="few trials")
    parser.add_argument("--seed", type=int, default=2, help="for the order and the gaps")
    parser.add_argument("--keep", type=Path, help="keep the environment in this folder, for again")
    asked = parser.parse_args()
    asked.parts = asked.parts or PARTS
    if not set(asked.parts) <= set(PARTS):
        parser.error(f"the parts are {', '.join(PARTS)}")
    return asked


if __name__ == "__main__":
    sys.exit(main())

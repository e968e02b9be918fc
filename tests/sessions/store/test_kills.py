"""A real process, killed at any moment: what it said was kept is there."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sessions.store.database import Database
from sessions.store.operations import Put

CHILD = """
import sys
from pathlib import Path
from sessions.store.database import Database
from sessions.store.operations import Put

database = Database(Path(sys.argv[1]), "session", device="0123456789ab")
first = len(database.documents("answers"))
for number in range(first, first + 100_000):
    text = "woorden " * (number % 40)
    database.keep([Put("answers", str(number), {"id": str(number), "text": text})])
    print(number, flush=True)
    if number % 25 == 24:
        database.compact()
"""


@pytest.mark.parametrize(
    "trials",
    [6, pytest.param(int(os.environ.get("KRING_KILLS", "200")), marks=pytest.mark.slow)],
)
def test_what_a_killed_process_acknowledged_is_there(
    trials: int, folder: Path, open_database: Callable[..., Database]
) -> None:
    chance = random.Random(7)
    acknowledged = -1
    for _ in range(trials):
        said = _killed_after(folder, lines=chance.randrange(1, 60))
        acknowledged = max([acknowledged, *said])
        with open_database(read_only=True) as database:
            _complete(database, acknowledged)
    with open_database() as database:
        _complete(database, acknowledged)


def _killed_after(folder: Path, *, lines: int) -> list[int]:
    """What the process said until it was killed, which is right after so many lines."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    with child, child.stdout:
        said = [int(child.stdout.readline()) for _ in range(lines)]
        child.send_signal(signal.SIGKILL)
        said += [int(line) for line in child.stdout if line.endswith("\n")]
    assert child.returncode == -signal.SIGKILL
    return said


def _complete(database: Database, acknowledged: int) -> None:
    found: list[dict[str, Any]] = database.documents("answers")
    assert len(found) in (acknowledged + 1, acknowledged + 2)
    for number, document in enumerate(found):
        assert document == {"id": str(number), "text": "woorden " * (number % 40)}


SECOND = """
import sys
from pathlib import Path
from sessions.store.database import Database
from sessions.store.errors import HeldError

try:
    Database(Path(sys.argv[1]), "session", device="0123456789ab")
except HeldError as error:
    print(error.holder.pid)
reader = Database(Path(sys.argv[1]), "session", device="0123456789ab", read_only=True)
print(len(reader.documents("answers")))
"""


def test_a_second_process_is_told_of_the_first_and_may_read(
    folder: Path, open_database: Callable[..., Database]
) -> None:
    with open_database() as database:
        database.keep([Put("answers", "a", {"id": "a"})])
        second = [sys.executable, "-c", SECOND, str(folder)]
        said = subprocess.run(second, capture_output=True, text=True, check=True).stdout
        assert said.split() == [str(os.getpid()), "1"]

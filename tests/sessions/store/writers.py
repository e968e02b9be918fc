"""Processes that keep answers, each forked from one that has imported all it needs.

A process may be given a time to live: SIGALRM, which nothing handles, is then to the system what
`kill -9` is. What it acknowledged is in a pipe that outlives it.
"""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tinydb import TinyDB
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import JSONStorage
from tinydb.table import Document as TinyDocument

from sessions.store.database import Database
from sessions.store.errors import HeldError
from sessions.store.operations import Put

HELD = "held"
DEVICE = "0123456789ab"
Say = Callable[[object], None]
Document = dict[str, str]


def answer(name: str, number: int) -> Document:
    return {"id": name, "text": "woorden " * (number % 40)}


def note(number: int) -> Document:
    """One document that is now long and now short."""
    return {"text": "lang " * 1000 * (number % 2)}


def ours(say: Say, folder: str, device: str, most: int) -> None:
    """Keep `most` answers more, and compact now and then; or say that another has it open."""
    try:
        database = Database(Path(folder), "session", device=device)
    except HeldError:
        say(HELD)
        return
    mine = [one for one in database.documents("answers") if one["id"].startswith(device)]
    for number in range(len(mine), len(mine) + most):
        name = f"{device} {number}"
        database.keep([Put("answers", name, answer(name, number)), Put("notes", "1", note(number))])
        say(number)
        if number % 25 == 24:
            database.compact()
    database.close()


def stock(say: Say, folder: str, device: str, most: int) -> None:
    """The same with what TinyDB comes with."""
    _with(TinyDB(Path(folder) / "stock.json", create_dirs=True), say, device, most)


def cached(say: Say, folder: str, device: str, most: int) -> None:
    """The same with what TinyDB says is quicker."""
    storage: Any = CachingMiddleware(JSONStorage)  # type: ignore[no-untyped-call]  # TinyDB's
    _with(TinyDB(Path(folder) / "stock.json", create_dirs=True, storage=storage), say, device, most)


def _with(database: TinyDB, say: Say, device: str, most: int) -> None:
    answers = database.table("answers")
    first = len(answers)
    for number in range(first, first + most):
        answers.insert(answer(f"{device} {number}", number))
        database.table("notes").upsert(TinyDocument(note(number), doc_id=1))
        say(number)
    database.close()


WAYS: Mapping[str, Callable[[Say, str, str, int], None]] = {
    "ours": ours,
    "stock": stock,
    "cached": cached,
}


def serve() -> None:
    """Fork a process for each line on the input; say when each has ended."""
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["wait"]:
            os.waitpid(asked["wait"], 0)
            print(flush=True)  # noqa: T201 - how this process answers
        elif not (pid := os.fork()):
            _become(asked)
        else:
            print(pid, flush=True)  # noqa: T201 - how this process answers


def _become(asked: dict[str, Any]) -> None:
    try:
        os.environ["KRING_STATE"] = asked["state"]
        pipe = os.open(asked["pipe"], os.O_WRONLY)
        if asked["lives"]:
            signal.setitimer(signal.ITIMER_REAL, asked["lives"])

        def say(what: object) -> None:
            os.write(pipe, f"{what}\n".encode())

        WAYS[asked["way"]](say, asked["folder"], asked["device"], asked["most"])
    finally:
        os._exit(0)


class Writer:
    """A process that keeps answers in `folder`."""

    def __init__(self, server: "Server", asked: dict[str, Any]) -> None:
        self._server = server
        self._path = Path(asked["pipe"])
        os.mkfifo(self._path)
        self.pid = int(server.ask(**asked, wait=0))
        self._said = self._path.open()

    def hears(self) -> str:
        """The next that it says; nothing when it is no more."""
        return self._said.readline().strip()

    def end(self) -> list[str]:
        """All that it says, when it has come to its end."""
        with self._said:
            said = [line.strip() for line in self._said if line.endswith("\n")]
        self._server.ask(wait=self.pid)
        self._path.unlink()
        return said


class Server:
    """The process from which writers are forked."""

    def __init__(self, scratch: Path) -> None:
        self._scratch, self._count = scratch, 0
        code = "from tests.sessions.store.writers import serve; serve()"
        root = str(Path(__file__).parents[3])
        self._process = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=root,
            env=os.environ | {"PYTHONPATH": root},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._process.communicate()

    def ask(self, **asked: Any) -> str:
        """What the process says to that."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()

    def start(
        self, way: str, folder: Path, *, device: str = DEVICE, most: int = 10_000, lives: float = 0
    ) -> Writer:
        """A writer that `lives` so many seconds, or until it has kept `most` answers.

        Devices have each a state folder of their own, as they have on machines of their own.
        """
        self._count += 1
        asked: dict[str, Any] = {"way": way, "folder": str(folder), "device": device}
        asked |= {"most": most, "lives": lives, "state": str(self._scratch / f"state-{device}")}
        return Writer(self, asked | {"pipe": str(self._scratch / f"pipe-{self._count}")})

    def killed(self, way: str, folder: Path, chance: random.Random) -> list[str]:
        """What a writer acknowledged until it was killed."""
        return self.start(way, folder, lives=chance.uniform(0.0005, 0.025)).end()


def complete(found: Sequence[Mapping[str, Any]], device: str, acknowledged: int) -> bool:
    """Whether all up to `acknowledged` is there as it was, and at most one more."""
    expected = [answer(f"{device} {number}", number) for number in range(len(found))]
    return list(map(dict, found)) == expected and len(found) - acknowledged in (1, 2)

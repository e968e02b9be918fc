"""The real program on a terminal of its own, in a process that can be killed like any other.

A fresh start costs a second, most of it imports. So there is a second way to start it: a small
process with one thread that has imported all of it, and forks a child onto each terminal. The child
runs the same `main` with the same arguments.
"""

import fcntl
import gc
import json
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from threading import active_count
from time import perf_counter
from typing import Any, Protocol

from sessions.clock import SystemClock
from sessions.store import compaction
from sessions.store.journal import Journal
from tests.tui.hand import PATIENCE
from tui import app

HOUSE = Path(__file__).parents[2]
PLACES = ("KRING_STATE", "KRING_CONFIG", "KRING_CACHE")
PROGRAM = "import sys; from tui.command_line import main; sys.exit(main())"
SERVER = "from tests.tui.programs import serve; serve()"
OFTEN = 1024
"""Bytes of journal, two answers."""

KILLED = -signal.SIGKILL


class Process(Protocol):
    """A program that was started."""

    pid: int

    def wait(self, timeout: float, /) -> int:
        """How it ended, once it has: its exit code, or less than 0, the signal that ended it."""
        ...


Start = Callable[[str, list[str]], Process]
"""Starts the program on the terminal of that name, with those arguments."""


def fresh(tty: str, arguments: list[str]) -> Process:
    """The program in a process that has yet to import all of it."""
    with Path(tty).open("r+b", buffering=0) as theirs:
        return subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=os.environ | {"TERM": "xterm-256color"},
            start_new_session=True,
        )


class Terminal:
    """`kring` on a terminal of 80 x 24; `start` says in what kind of process."""

    def __init__(self, root: Path, start: Start = fresh) -> None:
        self._keys, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.written = b""
        self._ended = False
        self._process = start(os.ttyname(theirs), ["--data", str(root), "--lang", "en"])
        os.close(theirs)

    def until(self, true: Callable[[], bool]) -> None:
        """Read what it writes until `true` is."""
        begun = perf_counter()
        while not true():
            assert perf_counter() - begun < PATIENCE, self.written[-2000:]
            self._read(0.05)

    def lives(self, seconds: float) -> None:
        """Read what it writes for so long, from now on."""
        end = perf_counter() + seconds
        while (left := end - perf_counter()) > 0 and self._read(left):
            pass

    def _read(self, seconds: float) -> bool:
        """Read once, or wait for so long; False when nothing will come any more."""
        if select.select([self._keys], [], [], seconds)[0]:
            try:
                new = os.read(self._keys, 1 << 16)
            except OSError:  # how Linux says that nobody has the other end open
                return False
            self.written += new
            return bool(new)
        return True

    def shows(self, words: str) -> None:
        """Until it has written `words`."""
        self.until(lambda: words.encode() in self.written)

    @property
    def counted(self) -> int:
        """How many answers it last said there are on the sheet."""
        words = re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", self.written)
        return max([0, *map(int, re.findall(rb"Answers +(\d+)", words))])

    def counts(self, answers: int) -> None:
        """Until it has said that there are so many."""
        self.until(lambda: self.counted >= answers)

    def write(self, keys: str) -> None:
        """As from a keyboard."""
        os.write(self._keys, keys.encode())

    def hang_up(self) -> int:
        """As when its window is closed: the terminal is gone. Returns how the program ended."""
        os.close(self._keys)
        self._ended = True
        os.kill(self._process.pid, signal.SIGHUP)
        return self._process.wait(PATIENCE)

    def kill(self) -> int:
        """As the battery does it; all that it has shown by then is `written`. How it ended."""
        self._ended = True
        os.kill(self._process.pid, signal.SIGKILL)
        ended = self._process.wait(PATIENCE)
        self.lives(PATIENCE)
        os.close(self._keys)
        return ended

    def end(self) -> None:
        """Have no more of it, if there is."""
        if not self._ended:
            self.kill()


class Forked:
    """A program that the server forked."""

    def __init__(self, server: "Server", pid: int) -> None:
        self._server, self.pid = server, pid

    def wait(self, _timeout: float, /) -> int:
        """As with a process of one's own."""
        return int(self._server.ask(wait=self.pid))


class Server:
    """The process that has imported the program, `altered` in one of the ways below."""

    def __init__(self, altered: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", SERVER, altered],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=HOUSE,
            env=os.environ | {"PYTHONPATH": str(HOUSE), "TERM": "xterm-256color"},
        )

    def start(self, tty: str, arguments: list[str]) -> Process:
        """A `Start`."""
        places = {name: os.environ[name] for name in PLACES}
        return Forked(self, int(self.ask(tty=tty, arguments=arguments, places=places)))

    def ask(self, **asked: Any) -> str:
        """What the process says to that."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()

    def end(self) -> None:
        """Have no more of it."""
        self._process.communicate()


@contextmanager
def served(altered: str) -> Iterator[Server]:
    """A server, for as long as the block lasts."""
    server = Server(altered)
    try:
        yield server
    finally:
        server.end()


def serve() -> None:
    """Fork a program for each line on the input that asks for one; say how each has ended."""
    from exports.language import clock_time, speak

    speak("en")
    clock_time(SystemClock().now())  # its imports wait until somebody asks for the time
    for package in ("sessions", "exports", "tui"):
        for module in walk_packages([str(HOUSE / package)], f"{package}."):
            import_module(module.name)
    ALTERED[sys.argv[1]]()
    assert active_count() == 1, "a process with threads can't be forked"
    gc.freeze()  # a child that looks for garbage in what it was given has to copy all of it
    for line in sys.stdin:
        asked = json.loads(line)
        if "wait" in asked:
            _, status = os.waitpid(asked["wait"], 0)
            print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201 - how it answers
        elif pid := os.fork():
            print(pid, flush=True)  # noqa: T201 - how it answers
        else:
            _become(asked)


def _compacts_often() -> None:
    """Compaction is due after two answers, whoever types; no more than that.

    So it happens while answers come in, which is harder than it ever is.
    """
    compaction.DUE = OFTEN
    app.LOOK = timedelta(milliseconds=10)


def _says_so_too_early() -> None:
    """An answer is shown as kept when it is not, and on the disk with the next line: a lie."""
    append = Journal.append
    waiting: list[bytes] = []

    def later(journal: Journal, line: bytes) -> None:
        if b'["put","answers"' in line and not waiting:
            waiting.append(line)
        else:
            append(journal, b"".join([*waiting, line]))
            waiting.clear()

    setattr(Journal, "append", later)  # noqa: B010 - to mypy a method is no attribute


ALTERED: Mapping[str, Callable[[], None]] = {
    "compacts often": _compacts_often,
    "says so too early": _says_so_too_early,
}


def _become(asked: Mapping[str, Any]) -> None:
    """In the child: the program on that terminal, as after a login there."""
    code = 1
    with suppress(BaseException):
        os.setsid()
        terminal = os.open(asked["tty"], os.O_RDWR)
        fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
        for stream in (sys.stdin, sys.stdout, sys.stderr):
            os.dup2(terminal, stream.fileno())
        os.environ.update(asked["places"])
        from tui.command_line import main

        code = main(asked["arguments"])
    os._exit(code)

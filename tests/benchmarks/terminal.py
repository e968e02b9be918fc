"""A terminal for a program to run on: a pty that answers queries and stamps what it is sent.

What came is replayed in an emulator afterwards, so that the emulator's cost is in no figure.
"""

import os
import pty
import re
import select
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fcntl import ioctl
from pathlib import Path
from struct import pack
from termios import TIOCSWINSZ
from time import perf_counter
from typing import Self

import pyte

COLUMNS, ROWS = 80, 24
LONGEST_QUERY = 16
ANSWERS = (
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[5n"), b"\x1b[0n"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
    (re.compile(rb"\x1b\]10;\?"), b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\"),
    (re.compile(rb"\x1b\]11;\?"), b"\x1b]11;rgb:0000/0000/0000\x1b\\"),
)
"""What a terminal is asked (DA1, DSR, DECRQM of synchronized output, OSC 10 and 11), and says."""


class SilentError(Exception):
    """The program did not show in time what it was to show."""


@dataclass(frozen=True)
class Chunk:
    """Bytes that came in one read, and when (seconds of `perf_counter`)."""

    at: float
    data: bytes


class Terminal:
    """A terminal of 80x24 on which `command` runs from the moment it is made."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.command = command
        self.chunks: list[Chunk] = []
        self._unread = b""
        self.started = perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            _become(command, environment)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.quit()

    def press(self, keys: str) -> float:
        """Send `keys` as a terminal sends them; when."""
        at = perf_counter()
        os.write(self._fd, keys.encode())
        return at

    def watch(self, seconds: float) -> None:
        """Take what comes for so long."""
        end = perf_counter() + seconds
        while (left := end - perf_counter()) > 0 and self._take(left):
            pass

    def wait_for(self, sign: str, *, seconds: float = 20) -> None:
        """Take what comes until `sign` was among it, in one piece.

        Raises:
            SilentError: it did not come in time.
        """
        end = perf_counter() + seconds
        wanted, start = sign.encode(), len(self.chunks)
        while wanted not in b"".join(chunk.data for chunk in self.chunks[start:]):
            if perf_counter() > end or not self._take(end - perf_counter()):
                raise SilentError(f"{' '.join(self.command)}: no {sign!r}: {self.screen()}")

    def settle(self, *, quiet: float = 0.5) -> None:
        """Take what comes until nothing comes for `quiet` seconds."""
        while self._take(quiet):
            pass

    def screen(self) -> str:
        """What is on the screen now."""
        return "\n".join(list(shows(self.chunks))[-1][1]) if self.chunks else ""

    def cpu(self) -> float:
        """Seconds of a core that the program has used so far, in all its threads (Linux only)."""
        tasks = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9

    def quit(self) -> None:
        """End the program: by ctrl+q, and by force when that does not help within a second."""
        with suppress(OSError):
            self.press("\x11")
            end = perf_counter() + 1
            while (left := end - perf_counter()) > 0 and self._take(left):
                pass
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)

    def _take(self, seconds: float) -> bool:
        """Take one chunk; whether one came within `seconds`."""
        if not select.select([self._fd], [], [], max(0.0, seconds))[0]:
            return False
        try:
            data = os.read(self._fd, 65536)
        except OSError:  # Linux says so that nobody is there any more
            return False
        self.chunks.append(Chunk(perf_counter(), data))
        self._answer(data)
        return bool(data)

    def _answer(self, data: bytes) -> None:
        seen = self._unread + data
        last = 0
        for query, answer in ANSWERS:
            for found in query.finditer(seen):
                os.write(self._fd, answer)
                last = max(last, found.end())
        self._unread = seen[last:][-LONGEST_QUERY:]


def _become(command: Sequence[str], environment: Mapping[str, str]) -> None:
    """In the child: the program, on a terminal of the right size."""
    try:
        ioctl(0, TIOCSWINSZ, pack("HHHH", ROWS, COLUMNS, 0, 0))
        os.execve(command[0], list(command), dict(environment))  # noqa: S606 - the tests' own
    finally:
        os._exit(127)


def shows(chunks: Sequence[Chunk]) -> Iterator[tuple[float, list[str]]]:
    """When each chunk came, and the lines of the screen after it."""
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.ByteStream(screen)
    for chunk in chunks:
        stream.feed(chunk.data)
        yield chunk.at, list(screen.display)


def shown_at(chunks: Sequence[Chunk], sign: str) -> float:
    """When `sign` was first on the screen.

    Raises:
        SilentError: it never was.
    """
    for at, lines in shows(chunks):
        if any(sign in line for line in lines):
            return at
    raise SilentError(f"{sign!r} was never on the screen")

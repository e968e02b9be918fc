"""The program killed in the middle of a session, and opened again."""

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from time import perf_counter

import pytest

from sessions.blocks import Sheets
from sessions.blocks.sheets import Question
from sessions.clock import ManualClock, SystemClock
from sessions.errors import StoreError
from sessions.library import Library
from sessions.room import Room
from sessions.timer import Timer
from tests.rooms import MINUTE
from tests.tui.conftest import Opening, Staging
from tests.tui.hand import PATIENCE
from tui.screens.room import RoomScreen
from tui.screens.watched import WatchedRoom
from tui.widgets.clock_face import figures

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed")

PROGRAM = "import sys; from tui.command_line import main; sys.exit(main())"


class Terminal:
    """`kring` in a process of its own, on a terminal of its own."""

    def __init__(self, root: Path) -> None:
        self._keys, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, "--data", str(root), "--lang", "en"],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=os.environ | {"TERM": "xterm-256color"},
            start_new_session=True,
        )
        os.close(theirs)
        self.written = b""

    def until(self, true: Callable[[], bool]) -> None:
        """Read what it writes until `true` is."""
        begun = perf_counter()
        while not true():
            assert perf_counter() - begun < PATIENCE, self.written[-2000:]
            if select.select([self._keys], [], [], 0.05)[0]:
                self.written += os.read(self._keys, 1 << 16)

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
        self.process.send_signal(signal.SIGHUP)
        return self.process.wait(PATIENCE)

    def kill(self) -> None:
        """As the battery does it."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        os.close(self._keys)


@pytest.fixture
def terminal(root: Path, staging: Staging) -> Iterator[Terminal]:
    """The program in another process, on a session of question sheets."""
    questions = (Question(id="a", text="Hoe begin ik?"), Question(id="b", text="En dan?"))
    staging(Sheets(id="sheets", title="Vellen", minutes=15, questions=questions))
    opened = Terminal(root)
    yield opened
    if opened.process.poll() is None:
        opened.kill()


def _on_disk(root: Path) -> Room | None:
    library = Library(root, device="another")
    try:
        return library.room(next(s for n in library.networks() for s in n.sessions))
    except (StoreError, StopIteration):
        return None


async def test_killed_and_opened_again(
    terminal: Terminal, root: Path, opening: Opening, clock: ManualClock
) -> None:
    def kept() -> list[str]:
        room = _on_disk(root)
        return [one.text for one in room.session.answers] if room else []

    terminal.shows("ready to start")
    terminal.write("\r")
    terminal.shows("people are here")
    terminal.write("\r")
    terminal.until(lambda: bool((room := _on_disk(root)) and room.session.running))
    terminal.shows("Answers")
    terminal.write("een duidelijk doel\r")
    terminal.until(lambda: kept() == ["een duidelijk doel"])
    many = [f"antwoord {n}" for n in range(30)]
    terminal.write("".join(f"{text}\r" for text in many))
    terminal.until(lambda: len(kept()) > 3)
    terminal.kill()

    answers = kept()
    assert answers == ["een duidelijk doel", *many][: len(answers)]
    before = _on_disk(root)
    assert before is not None
    assert before.session.begun is not None
    clock.set(SystemClock().now() + MINUTE)
    async with opening() as hand:
        await hand.on(RoomScreen)
        assert hand.room == before
        assert hand.board == answers
        block = hand.room.session.block
        assert block is not None
        timer: Timer = block.timer
        assert timer.begun == before.session.begun
        assert timer.elapsed(clock.now()) == clock.now() - before.session.begun
        assert figures(timer, clock.now()).startswith(("13:", "14:0"))
        await hand.press("ctrl+z")
        assert hand.board == answers[:-1]
        await hand.press("ctrl+y")
        await hand.say("en verder")
        assert hand.board == [*answers, "en verder"]


@pytest.mark.parametrize(
    "times",
    [3, pytest.param(int(os.environ.get("KRING_PROGRAM_KILLS", "200")), marks=pytest.mark.slow)],
)
def test_what_the_room_saw_is_kept_however_often_the_program_is_killed(
    times: int, terminal: Terminal, root: Path
) -> None:
    chance = Random(5)
    terminal.shows("ready to start")
    terminal.write("\r")
    terminal.shows("people are here")
    terminal.write("\r")
    said: list[str] = []
    for _ in range(times):
        terminal.shows("Answers")
        more = [f"antwoord {len(said) + n}" for n in range(25)]
        wanted = len(said) + chance.randrange(1, 20)
        terminal.write("".join(f"{text}\r" for text in more))
        terminal.counts(wanted)
        terminal.kill()
        room = _on_disk(root)
        assert room is not None
        found = [answer.text for answer in room.session.answers]
        assert found == [*said, *more][: len(found)]
        assert len(found) >= terminal.counted
        said = found
        terminal = Terminal(root)
    terminal.kill()


def test_the_window_is_closed(terminal: Terminal, root: Path) -> None:
    """The program ends with it, and what was said is kept."""
    terminal.shows("ready to start")
    terminal.write("\r")
    terminal.shows("people are here")
    terminal.write("\r")
    terminal.shows("Answers")
    terminal.write("een duidelijk doel\r")
    terminal.counts(1)
    assert terminal.hang_up() == 0
    room = _on_disk(root)
    assert room is not None
    assert [answer.text for answer in room.session.answers] == ["een duidelijk doel"]


async def test_killed_while_somebody_watches(
    terminal: Terminal, root: Path, opening: Opening, clock: ManualClock
) -> None:
    """Who watches is told that it is gone, and goes on where the room was."""
    clock.set(SystemClock().now())
    terminal.shows("ready to start")
    terminal.write("\r")
    terminal.shows("people are here")
    async with opening(watches=True) as hand:
        terminal.write("\r")
        terminal.shows("Answers")
        terminal.write("een duidelijk doel\r")
        await hand.on(WatchedRoom)
        await hand.until(lambda: hand.board == ["een duidelijk doel"])
        assert "Enter: run it here" not in hand.words
        terminal.kill()
        await hand.until(lambda: "Enter: run it here" in hand.words)
        await hand.press("enter")
        await hand.on(RoomScreen)
        assert hand.room == _on_disk(root)
        await hand.say("en verder")
        assert hand.board == ["een duidelijk doel", "en verder"]

"""From a key press to its echo in the capture line, with a full sheet in front of the room."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.benchmarks import prepared
from tests.benchmarks.figures import Figure, p50, p95
from tests.benchmarks.floors import HELLO
from tests.benchmarks.installed import Installed
from tests.benchmarks.terminal import SilentError, Terminal, shows

ANSWERS = 500
LETTERS = "bcdfghjklmnpqrstvwxz"
LINE = 24
"""Letters on a line before it is emptied; the first few are warm-ups, and make it stand out."""
WARM_UPS = 4
GAPS = 0.04, 0.24
PAUSE = 0.5
"""Before and after a line is emptied, so that its last letter has been shown."""
EMPTY_LINE = "\x15"
ECHO_AT_MOST = 1.3


@dataclass(frozen=True)
class Typed:
    """A letter: when it was pressed, and the line that shows it."""

    at: float
    line: str
    warm_up: bool


@dataclass
class Typist:
    """Types letters on a terminal, line after line."""

    terminal: Terminal
    random: Random
    line: str = ""
    typed: list[Typed] = field(default_factory=list)

    def press(self) -> None:
        """Type one letter, and wait as long as a person might."""
        if len(self.line) == LINE:
            self.line = ""
            self.terminal.watch(PAUSE)
            self.terminal.press(EMPTY_LINE)
            self.terminal.watch(PAUSE)
        letter = self.random.choice(LETTERS)
        self.line += letter
        at = self.terminal.press(letter)
        self.typed.append(Typed(at, self.line, len(self.line) <= WARM_UPS))
        self.terminal.watch(self.random.uniform(*GAPS))

    def echoes(self) -> list[float]:
        """How long each letter but the warm-ups took to be shown, in ms.

        Raises:
            SilentError: one was never shown.
        """
        waiting = deque(self.typed)
        took: list[float] = []
        for at, lines in shows(self.terminal.chunks):
            while waiting and waiting[0].at < at and _shown(waiting[0], lines):
                letter = waiting.popleft()
                took += [] if letter.warm_up else [(at - letter.at) * 1000]
        if waiting:
            raise SilentError(f"{waiting[0].line!r} was never on the screen")
        return took


def measure(installed: Installed, folder: Path, keys: int, random: Random) -> Iterator[Figure]:
    """Key press to echo, `keys` keys each, by turns."""
    title = prepared.room(folder / "room", "sheets", answers=ANSWERS)
    kring = installed.kring("--data", str(folder / "room"))
    with (
        Terminal(installed.floor("line"), installed.environment) as bare,
        Terminal(kring, installed.environment) as room,
    ):
        bare.wait_for(HELLO[1:])  # the cursor is on the first letter
        room.wait_for(title)
        room.settle()
        typists = [Typist(bare, random), Typist(room, random)]
        for _key in range(keys):
            for typist in random.sample(typists, len(typists)):
                typist.press()
        for typist in typists:
            typist.terminal.watch(PAUSE)
    floor, ours = (typist.echoes() for typist in typists)
    for words, percentile in (("p50", p50), ("p95", p95)):
        yield Figure(
            f"key to echo with {ANSWERS} answers, {words}",
            percentile(floor),
            percentile(ours),
            "ms",
            most_times=ECHO_AT_MOST,
        )


def _shown(typed: Typed, lines: Sequence[str]) -> bool:
    return any(typed.line in line for line in lines)

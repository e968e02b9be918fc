"""The program killed in the middle of a session, and opened again."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import pytest

from sessions.blocks import Sheets
from sessions.blocks.sheets import Question
from sessions.clock import ManualClock, SystemClock
from sessions.errors import StoreError
from sessions.library import Library
from sessions.room import Room
from sessions.store.places import device_id
from sessions.timer import Timer
from tests.rooms import MINUTE
from tests.tui.conftest import Opening, Staging
from tests.tui.programs import KILLED, Start, Terminal, served
from tui.screens.room import RoomScreen
from tui.screens.watched import WatchedRoom
from tui.widgets.clock_face import figures

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed")

TIMES = 25
"""Kills of one session; what is kept of it grows with each."""
KILLS = int(os.environ.get("KRING_PROGRAM_KILLS", "1000"))
IN_THE_PLAIN_RUN = 200
SEEDS = range((IN_THE_PLAIN_RUN + KILLS) // TIMES)
FOR_LONG = [
    pytest.param(seed, marks=pytest.mark.slow if seed >= IN_THE_PLAIN_RUN // TIMES else ())
    for seed in SEEDS
]
AT_ONCE = 9
QUIT = "\x11"

AT_ITS_START, AT_ITS_END = 0.2, 0.3
"""How much of the kills come while it opens; and of the others, while it closes."""
OPENING, KEEPING, CLOSING = 0.2, 0.1, 0.1
"""Seconds within which the moment is."""


@pytest.fixture
def planned(staging: Staging) -> None:
    """A session of question sheets, ready to start."""
    questions = (Question(id="a", text="Hoe begin ik?"), Question(id="b", text="En dan?"))
    staging(Sheets(id="sheets", title="Vellen", minutes=15, questions=questions))


@pytest.fixture
def terminal(root: Path, planned: None) -> Iterator[Terminal]:
    """The program in another process, freshly started."""
    del planned
    opened = Terminal(root)
    yield opened
    opened.end()


@pytest.fixture(scope="module")
def compacting() -> Iterator[Start]:
    """Starts the program so that it compacts while answers come in."""
    with served("compacts often") as server:
        yield server.start


def _into_the_room(terminal: Terminal) -> None:
    terminal.shows("ready to start")
    terminal.write("\r")
    terminal.shows("people are here")
    terminal.write("\r")
    terminal.shows("Answers")


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
    async with opening(device=device_id()) as hand:
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


def _lives_a_while(terminal: Terminal, answers: Sequence[str], chance: Random) -> None:
    """Take the program to some moment: of opening, of keeping `answers`, of closing."""
    if chance.random() < AT_ITS_START:
        terminal.lives(chance.uniform(0, OPENING))
        return
    terminal.shows("Answers")
    known = terminal.counted
    terminal.write("".join(f"{text}\r" for text in answers))
    if chance.random() < AT_ITS_END:
        terminal.counts(known + len(answers))
        terminal.write(QUIT)
        terminal.lives(chance.uniform(0, CLOSING))
    else:
        terminal.lives(chance.uniform(0, KEEPING))


def _harm(root: Path, start: Start, chance: Random, times: int) -> Iterator[str]:
    """What is wrong with what is kept after each time that the program is killed."""
    begun = Terminal(root, start)
    _into_the_room(begun)
    begun.kill()
    said: list[str] = []
    for time in range(times):
        more = [f"antwoord {len(said) + n}" for n in range(chance.randrange(1, AT_ONCE))]
        terminal = Terminal(root, start)
        _lives_a_while(terminal, more, chance)
        ended = terminal.kill()
        room = _on_disk(root)
        found = [answer.text for answer in room.session.answers] if room else []
        if ended not in {KILLED, 0}:
            yield f"time {time}: it ended by itself, with {ended}"
        if found != [*said, *more][: len(found)]:
            yield f"time {time}: {found} after {said}"
        if len(found) < max(len(said), terminal.counted):
            yield f"time {time}: {len(found)} of {terminal.counted}"
        said = found


@pytest.mark.usefixtures("planned")
@pytest.mark.parametrize("seed", FOR_LONG)
def test_what_the_room_saw_is_kept_however_often_the_program_is_killed(
    seed: int, root: Path, compacting: Start
) -> None:
    (snapshot,) = root.glob("networks/*/sessions/*/*/session.json")
    before = snapshot.read_bytes()
    assert list(_harm(root, compacting, Random(seed), TIMES)) == []
    assert snapshot.read_bytes() != before


@pytest.mark.usefixtures("planned")
def test_the_same_kills_catch_a_program_that_says_so_too_early(root: Path) -> None:
    with served("says so too early") as server:
        assert any(_harm(root, server.start, Random(5), TIMES))


def test_the_window_is_closed(terminal: Terminal, root: Path) -> None:
    """The program ends with it, and what was said is kept."""
    _into_the_room(terminal)
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

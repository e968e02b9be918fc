"""What the room looks like, as pictures.

Renew them with `pytest tests/tui/test_pictures.py --snapshot-update`.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from sessions.blocks import Introductions, Plenary, Sheets, SpeedDates
from sessions.blocks.sheets import Question
from sessions.clock import ManualClock
from sessions.rounds import Group, Round
from sessions.settings import Settings
from tests.rooms import NAMES
from tests.tui.conftest import DEVICE, Staging, into_the_room
from tests.tui.hand import Hand
from tui.app import Kring
from tui.screens.room import RoomScreen

Compare = Callable[..., bool]
Steps = Callable[[Hand], Awaitable[None]]

FACTORS = Question(
    id="factors",
    text="Wat zijn succesfactoren voor een leernetwerk, wat zijn faalfactoren?",
    columns=["Succes", "Faal"],  # type: ignore[arg-type]  # a title is enough
)


@pytest.fixture
def picture(
    snap_compare: Compare, staging: Staging, root: Path, clock: ManualClock
) -> Callable[..., None]:
    """Compares the room, after these blocks were staged and these steps done, with its picture."""

    def compared(steps: Steps, *blocks: object, size: tuple[int, int], people: int = 12) -> None:
        staging(*blocks, people=people)
        settings = Settings(facilitator="Marijke")
        app = Kring(root=root, device=DEVICE, clock=clock, settings=settings)

        async def before(pilot: Pilot[None]) -> None:
            hand = Hand(app, pilot, clock)
            await hand.until(lambda: app.keeping.shelf is not None)
            await into_the_room(hand)
            await steps(hand)

        assert snap_compare(app, terminal_size=size, run_before=before)

    return compared


@pytest.mark.parametrize("spoken", ["nl"], indirect=True)
def test_a_sheet_with_columns(picture: Callable[..., None]) -> None:
    async def steps(hand: Hand) -> None:
        await hand.say("leden zijn bereikbaar", "men kent elkaar @Zoë", "er is diversiteit")
        await hand.press("tab")
        await hand.say("veel wisselingen in wie meedoet")
        await hand.later(minutes=6)
        await hand.write("nieuwe leden brengen iets mee")

    picture(steps, Sheets(id="s", title="Vellen", minutes=15, questions=(FACTORS,)), size=(120, 40))


@pytest.mark.parametrize("spoken", ["nl"], indirect=True)
def test_a_round_of_speed_dates(picture: Callable[..., None]) -> None:
    async def steps(hand: Hand) -> None:
        await hand.press("pagedown", "pagedown")
        await hand.later(seconds=40)

    people = [name.lower() for name in NAMES[:9]]
    trio, *pairs = (people[:3], people[3:5], people[5:7], people[7:])
    groups = tuple(Group(people=tuple(one), spot=str(n)) for n, one in enumerate([trio, *pairs], 1))
    dates = SpeedDates(
        id="d", title="Speeddates", minutes=15, rounds=1, prompt="Wat wil jij hier leren?",
        plan=(Round(groups=groups),),
    )  # fmt: skip
    picture(steps, dates, size=(80, 24), people=9)


@pytest.mark.parametrize("spoken", ["nl"], indirect=True)
def test_whose_turn_it_is_on_a_small_screen(picture: Callable[..., None]) -> None:
    async def steps(hand: Hand) -> None:
        await hand.press("pagedown")
        await hand.say("Handige")
        await hand.press("pagedown")
        await hand.later(seconds=12)

    turns = Introductions(id="i", title="Kennismaken", minutes=8, turn_seconds=15)
    picture(steps, turns, size=(60, 18))


def test_over_time_in_a_bright_room(picture: Callable[..., None]) -> None:
    async def steps(hand: Hand) -> None:
        await hand.press("ctrl+t")
        await hand.later(minutes=7, seconds=5)
        await hand.on(RoomScreen)

    picture(
        steps,
        Plenary(id="w", title="Welcome", minutes=5, prompt="Good to have you here."),
        Plenary(id="b", title="Break", minutes=8, is_break=True),
        size=(120, 40),
    )

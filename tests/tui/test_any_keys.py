"""Any keys, faster than the screen, on terminals of any size: nothing ends, nothing is lost."""

import os
from pathlib import Path
from random import Random

import pytest

from sessions.library import Library, OpenSession
from sessions.room import Room
from sessions.store.care import check
from tests.tui.conftest import DEVICE, Opening, into_the_room
from tests.tui.hand import Hand
from tui.screens.home import HomeScreen

SIZES = [(80, 24), (60, 18), (120, 40), (20, 5), (200, 60), (45, 12)]
OFTEN = ["escape", "enter", "pagedown", "up", "down", "ctrl+z"]
KEYS = [
    *(4 * OFTEN),
    *(2 * [f"f{n}" for n in range(1, 13)]),
    *("pageup", "ctrl+pagedown", "ctrl+pageup", "tab", "shift+tab", "left", "right", "home", "end"),
    *("space", "backspace", "delete", "plus", "minus", "ctrl+up", "ctrl+down", "at", "comma"),
    *("ctrl+n", "ctrl+o", "ctrl+l", "ctrl+y", "ctrl+t", "ctrl+p", "ctrl+b", "1", "2", "3"),
    *("a", "p", "n", "h", "e"),
]
TEXTS = [
    *("Henk", "henk, zoe", "een doel @hen", "8 april 14:00, hier", "Nieuwe Persoon, Vitalis"),
    *("[/b] x", "@", "morgen", "yes", "ja"),
]
STEPS = 60
IN_THE_PLAIN_RUN = 2
LONG = int(os.environ.get("KRING_KEYS", "60"))
SEEDS = [
    pytest.param(
        seed, ("en", "nl")[seed % 2], marks=pytest.mark.slow if seed >= IN_THE_PLAIN_RUN else ()
    )
    for seed in range(IN_THE_PLAIN_RUN + LONG)
]
in_either_language = pytest.mark.parametrize(("seed", "spoken"), SEEDS, indirect=["spoken"])


async def _something(hand: Hand, chance: Random) -> None:
    """A burst of keys; else words, another size, or time."""
    match chance.choices(("keys", "words", "size", "time"), (16, 2, 1, 1))[0]:
        case "keys":
            await hand.burst(*chance.choices(KEYS, k=chance.randrange(1, 6)))
        case "words":
            await hand.write(chance.choice(TEXTS))
            await hand.burst("enter", *chance.choices(KEYS, k=chance.randrange(3)))
        case "size":
            await hand.resize(*chance.choice(SIZES))
        case _:
            await hand.later(minutes=chance.choice((1, 3, 10)))


def _nothing_is_lost(data: Path, kept: Room | None) -> None:
    assert [one for one in check(data, DEVICE) if one.reports or one.failed] == []
    if kept:
        library = Library(data, device=DEVICE)
        assert library.room(library.session(kept.session.id)) == kept


def _kept(hand: Hand) -> Room | None:
    opened = hand.app.keeping.facilitation
    return opened.room if isinstance(opened, OpenSession) else None


@in_either_language
async def test_any_keys_in_any_haste(seed: int, demo_data: Path, opening: Opening) -> None:
    chance = Random(seed)
    async with opening() as hand:
        await hand.on(HomeScreen)
        if seed % 4 != 3:
            await into_the_room(hand)
        for _step in range(STEPS):
            await _something(hand, chance)
        kept = _kept(hand)
    _nothing_is_lost(demo_data, kept)


@in_either_language
async def test_any_keys_of_who_runs_it_and_of_who_watches(
    seed: int, demo_data: Path, opening: Opening
) -> None:
    chance = Random(seed)
    async with opening() as first, opening(watches=bool(seed % 3)) as second:
        await into_the_room(first)
        for _step in range(STEPS):
            await _something(chance.choice((first, second)), chance)
        kept = _kept(first) or _kept(second)
    _nothing_is_lost(demo_data, kept)

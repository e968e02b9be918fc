"""What every test runs with."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import settings

from sessions.demo import make_demo

# On CI the same examples each time: what is found by chance is found where it can be looked at.
settings.register_profile("kring", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("kring")

# Apps and screens are made and left by the thousand: looking for garbage after each few hundred
# objects, as Python does, takes a fifth of the time of the whole run.
gc.set_threshold(100_000, 50, 100)


def pytest_collection_finish() -> None:
    """What is there by now stays till the end: it need not be looked through again."""
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Look for garbage once: pytest does so five times when it ends, through all that is there."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _state_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the state and the cache of the person who runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KRING_STATE", str(tmp_path_factory.mktemp("state")))
        patch.setenv("KRING_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


Demos = Callable[[Path, str, datetime, str], Path]
"""Puts the demo in a folder: in that language, as made at that moment by that device."""


@pytest.fixture(scope="session")
def demo_in(tmp_path_factory: pytest.TempPathFactory) -> Demos:
    """The demo costs a quarter of a second: each is made once, and copied."""
    made: dict[tuple[str, datetime, str], Path] = {}

    def put(root: Path, language: str, now: datetime, device: str) -> Path:
        which = language, now, device
        if which not in made:
            made[which] = tmp_path_factory.mktemp("demo") / language
            make_demo(made[which], language=language, now=now, device=device)
        return Path(shutil.copytree(made[which], root))

    return put

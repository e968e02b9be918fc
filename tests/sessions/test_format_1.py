"""A data folder of the first format, as the first version left it in mid-session: read for ever."""

import shutil
from pathlib import Path

import pytest

from sessions.blocks import KINDS
from sessions.clock import ManualClock
from sessions.library import Library
from sessions.store.care import check
from tests.rooms import START

DEVICE = "0123456789ab"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KRING_STATE", str(tmp_path / "state"))
    return Path(shutil.copytree(Path(__file__).parent / "format_1", tmp_path / "data"))


def test_the_first_format_is_listed_checked_and_opened(root: Path) -> None:
    library = Library(root, device=DEVICE)
    (network,) = library.networks()
    assert library.unreadable == ()
    assert all(not one.reports and not one.failed for one in check(root, DEVICE))
    running, *past = network.sessions
    assert running.running
    assert (running.folder / f"journal.{DEVICE}.jsonl").stat().st_size
    assert {block.kind for block in library.room(running).session.blocks} == set(KINDS)
    assert [one.answers for one in past] == [49, 44]
    with_actions = library.found(network)
    assert (len(with_actions.members), len(with_actions.actions) > 0) == (network.members, True)
    for card in network.sessions:
        before = library.room(card)
        opened = library.open(card, ManualClock(START))
        assert opened.room == before
        assert opened.reports == ()
        opened.close()
        assert library.room(card) == before

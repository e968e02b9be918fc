"""What a later version wrote: read as far as it is understood, and never written to."""

from pathlib import Path

import pytest

from sessions.cards import SessionCard
from sessions.clock import ManualClock
from sessions.errors import StoreError
from sessions.library import Library
from sessions.store.errors import NewerFormatError, ReadOnlyError, UnreadableError, Why
from sessions.store.format import ensure_root, must_be_known
from tests.conftest import Demos
from tests.later import FORMAT, make_later
from tests.rooms import START

DEVICE = "0123456789ab"


@pytest.fixture(autouse=True)
def _nobodys_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KRING_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


@pytest.fixture
def root(tmp_path: Path, demo_in: Demos) -> Path:
    return demo_in(tmp_path / "data", "nl", START, DEVICE)


def files(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def cards(root: Path) -> tuple[Library, tuple[SessionCard, ...]]:
    library = Library(root, device=DEVICE)
    (network,) = library.networks()
    return library, network.sessions


@pytest.mark.parametrize("inside", [True, False])
def test_data_of_a_later_version_is_read_and_nothing_is_written(root: Path, inside: bool) -> None:
    _library, before = cards(root)
    make_later(root, inside=inside)
    there = files(root)
    library, found = cards(root)
    assert found == before
    planned, *past = found
    for card in past:
        room = library.room(card)
        assert len(room.session.answers) == card.answers
        assert room.session.blocks
        assert {block.kind for block in room.session.blocks} <= {
            block.kind for block in library.room(planned).session.blocks
        } | {"plenary"}
        opened = library.open(card, ManualClock(START))
        assert not opened.is_open
        assert opened.room == room
        opened.close()
    with pytest.raises(NewerFormatError) as caught:
        library.open(planned, ManualClock(START))
    assert caught.value.format == FORMAT
    (network,) = library.networks()
    with pytest.raises(NewerFormatError):
        library.tend(network, ManualClock(START))
    assert files(root) == there


def test_in_a_later_folder_no_network_is_made(root: Path) -> None:
    make_later(root, inside=False)
    there = files(root)
    with pytest.raises(NewerFormatError):
        ensure_root(root)
    with pytest.raises(ReadOnlyError):
        Library(root, device=DEVICE).make_network(START, name="Zuid")
    assert files(root) == there


@pytest.mark.parametrize("said", [b"", b"[]", b"{}", b'{"format": true}', b'{"format": 1e999}'])
def test_a_folder_that_says_no_format_is_told(root: Path, said: bytes) -> None:
    (root / "format.json").write_bytes(said)
    with pytest.raises(UnreadableError, match=Why.NO_FORMAT):
        must_be_known(root)


def test_a_folder_of_ours_is_closed_to_others(tmp_path: Path) -> None:
    root = tmp_path / "data"
    root.mkdir(mode=0o755)
    ensure_root(root)
    assert root.stat().st_mode & 0o777 == 0o700
    root.chmod(0o500)
    ensure_root(root)
    assert root.stat().st_mode & 0o777 == 0o500


def test_on_a_disk_that_is_read_only_a_past_session_is_read(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, (planned, past, *_others) = cards(root)

    def refused(path: Path) -> None:
        raise OSError(30, "Read-only file system", str(path))

    monkeypatch.setattr("sessions.store.resuming.Journal", refused)
    opened = library.open(past, ManualClock(START))
    assert not opened.is_open
    assert len(opened.room.session.answers) == past.answers
    opened.close()
    with pytest.raises(StoreError):
        library.open(planned, ManualClock(START))


def test_a_mark_that_is_no_file_is_told(root: Path) -> None:
    (root / "format.json").unlink()
    (root / "format.json").mkdir()
    with pytest.raises(UnreadableError, match="directory"):
        must_be_known(root)

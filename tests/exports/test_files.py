"""A document comes into a file whole, and over nothing unasked."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from exports.files import FileError, FileThereError, FolderThereError, OddFileError, to_file


@pytest.fixture
def mask() -> Iterator[None]:
    """Files that are made here are for their owner, and for others to read."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.mark.usefixtures("mask")
def test_a_new_file_is_whole_and_as_any_other(tmp_path: Path) -> None:
    to_file(tmp_path / "a.md", b"text", force=False)
    assert (tmp_path / "a.md").read_bytes() == b"text"
    assert (tmp_path / "a.md").stat().st_mode & 0o777 == 0o644
    assert names(tmp_path) == ["a.md"]


def test_a_file_that_is_there_stays_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"mine")
    path.chmod(0o640)
    with pytest.raises(FileThereError):
        to_file(path, b"text", force=False)
    assert path.read_bytes() == b"mine"
    to_file(path, b"text", force=True)
    assert path.read_bytes() == b"text"
    assert path.stat().st_mode & 0o777 == 0o640


def test_what_is_no_file_is_never_written_over(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, Path(os.devnull)):
        with pytest.raises(OddFileError):
            to_file(path, b"text", force=True)
    assert pipe.is_fifo()
    assert not Path(os.devnull).is_file()


def test_a_folder_is_never_written_over(tmp_path: Path) -> None:
    with pytest.raises(FolderThereError):
        to_file(tmp_path, b"text", force=True)


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        to_file(tmp_path / "gone" / "a.md", b"text", force=False)
    assert caught.value.reason


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.md"
    path.write_bytes(b"mine")
    with monkeypatch.context() as patch:
        patch.setattr(os if call == "fsync" else Path, call, full)
        with pytest.raises(FileError, match="No space left"):
            to_file(path, b"text", force=True)
    assert path.read_bytes() == b"mine"
    assert names(tmp_path) == ["a.md"]


def test_a_name_that_the_system_does_not_take_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / f"{'x' * 300}.md", tmp_path / ("y" * 300) / "x.md"):
        with pytest.raises(FileError, match="too long"):
            to_file(path, b"text", force=False)
    assert names(tmp_path) == []

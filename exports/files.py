"""A document in a file: whole, or not at all."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from sessions.errors import KringError

_PERMISSIONS = 0o777
_READ_WRITE = 0o666


class FileError(KringError):
    """Nothing was written to `path`; `reason` is the system's own word, where it has one."""

    def __init__(self, path: Path, reason: str = "") -> None:
        super().__init__(f"{path}: {reason}")
        self.path, self.reason = path, reason


class FileThereError(FileError):
    """There is a file already, which is not written over unasked."""


class FolderThereError(FileError):
    """It is a folder."""


class OddFileError(FileError):
    """It is there and neither a file nor a folder: a device, a pipe."""


def to_file(path: Path, data: bytes, *, force: bool) -> None:
    """`data` in the file at `path`; over what is there only with `force`.

    Raises:
        FolderThereError: `path` is a folder.
        FileThereError: there is a file, and no `force`.
        OddFileError: what is there is no ordinary file, which is never written over.
        FileError: it can't be written; what was there is as it was.
    """
    try:
        _refuse(path, force=force)
        _replace(path, data)
    except OSError as error:
        raise FileError(path, error.strerror or str(error)) from error


def _refuse(path: Path, *, force: bool) -> None:
    if path.is_dir():
        raise FolderThereError(path)
    if path.exists() and not force:
        raise FileThereError(path)
    if path.exists() and not path.is_file():
        raise OddFileError(path)


def _replace(path: Path, data: bytes) -> None:
    folder = path.absolute().parent
    with NamedTemporaryFile(dir=folder, prefix=".kring-", delete=False) as file:
        new = Path(file.name)
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            file.close()
            new.chmod(_mode(path))
            new.replace(path)
        except BaseException:
            file.close()
            new.unlink(missing_ok=True)
            raise


def _mode(path: Path) -> int:
    """The permissions of the file that is there, else those that a new one gets here."""
    if path.exists():
        return path.stat().st_mode & _PERMISSIONS
    mask = os.umask(0)
    os.umask(mask)
    return _READ_WRITE & ~mask

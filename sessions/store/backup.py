"""One file with all the data in it, verified when it is made and again when it is used."""

import json
import struct
import zipfile
import zlib
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath

from sessions.errors import StoreError
from sessions.store import jsontext, places, system
from sessions.store.files import TEMPORARY, temporary, write_durably
from sessions.store.journal import reason_of

MANIFEST = "kring-backup.json"
_FORMAT = 1
_NOT_A_ZIP = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError)
"""What the standard library says to a zip file that is damaged, in one place or another."""


class BackupError(StoreError):
    """The backup could not be made or used; `reason` says why. Nothing was changed."""


def backup(root: Path, target: Path) -> int:
    """Make `target`, a zip file of everything under `root`: how many files are in it.

    A session may be running: journals are read before snapshots, which have what a journal is rid
    of, so that what is copied is all that was kept when it was begun.

    Raises:
        BackupError: it is not made, for example because there is a file at `target`.
    """
    if target.exists():
        raise BackupError(target, "there is a file of this name")
    making = temporary(target)
    try:
        try:
            sums = _write(root, making)
            with system.opened(making, system.APPEND) as descriptor:
                system.sync(descriptor)
            _verify(making, sums)
            system.replace(making, target)
            system.sync_folder(target.absolute().parent)
        finally:
            system.remove(making)
    except (OSError, *_NOT_A_ZIP) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        raise BackupError(target, reason) from error
    return len(sums)


def _write(root: Path, making: Path) -> dict[str, str]:
    sums: dict[str, str] = {}
    with zipfile.ZipFile(making, "x", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(root.rglob("*"), key=_journals_first):
            if path.is_file() and not path.name.endswith(TEMPORARY):
                data = system.read_file(path)
                name = path.relative_to(root).as_posix()
                archive.writestr(name, data)
                sums[name] = sha256(data).hexdigest()
        archive.writestr(MANIFEST, jsontext.indented({"format": _FORMAT, "files": sums}))
    making.chmod(system.FILE_MODE)
    return sums


def _journals_first(path: Path) -> tuple[Path, bool, str]:
    return path.parent, path.suffix != ".jsonl", path.name


def _verify(archive_path: Path, sums: Mapping[str, str]) -> None:
    with zipfile.ZipFile(archive_path) as archive:
        for name, sum_ in sums.items():
            if sha256(archive.read(name)).hexdigest() != sum_:
                raise BackupError(archive_path, f"{name} is not as it was written")


def restore(source: Path, root: Path) -> int:
    """Put everything that is in the backup `source` in the empty or new folder `root`.

    This device gets a new id, so that what it writes from now on is never taken for what it wrote
    after the backup was made and other devices may know.

    Raises:
        BackupError: the backup is not whole, or there is something in `root`.
    """
    if system.names(root):
        raise BackupError(root, "there is something in this folder")
    try:
        with zipfile.ZipFile(source) as archive:
            sums = _manifest(source, archive)
            _verify(source, sums)
            for name in sums:
                path = root / name
                system.make_folder(path.parent)
                write_durably(path, archive.read(name))
        places.forget_device()
    except (OSError, *_NOT_A_ZIP) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        raise BackupError(source, reason) from error
    return len(sums)


def _manifest(source: Path, archive: zipfile.ZipFile) -> dict[str, str]:
    try:
        said = json.loads(archive.read(MANIFEST))
        files = {str(name): str(sum_) for name, sum_ in said["files"].items()}
        present = set(archive.namelist())
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise BackupError(source, "this is no backup of Kring") from error
    if present != {*files, MANIFEST}:
        raise BackupError(source, "files were added or taken out")
    if not all(_inside(name) for name in files):
        raise BackupError(source, "it has files that belong elsewhere")
    return files


def _inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(parts) and not name.startswith("/") and ".." not in parts and "\\" not in name

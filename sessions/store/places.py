"""Where this device keeps what is its own and must not be synced: its id, locks, index."""

import os
import re
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from platformdirs import user_cache_dir, user_state_dir

from sessions.store import system
from sessions.store.files import write_durably

STATE_VARIABLE = "KRING_STATE"
"""The environment variable that puts the state elsewhere."""

CACHE_VARIABLE = "KRING_CACHE"
"""The environment variable that puts elsewhere what can be made again."""

ROOT_MARK = "format.json"
_DEVICE = re.compile(r"[0-9a-f]{12}")


def state_folder() -> Path:
    """The folder of this device: `KRING_STATE`, or the platform's place for it."""
    return Path(os.environ.get(STATE_VARIABLE) or user_state_dir("kring"))


def index_path(root: Path) -> Path:
    """The index of the data in `root`: in `KRING_CACHE`, or the platform's place for caches."""
    cache = Path(os.environ.get(CACHE_VARIABLE) or user_cache_dir("kring"))
    return cache / "index" / f"{key_of(root, 'index')}.db"


def device_id() -> str:
    """The id of this device, 12 hex digits, made on first use.

    Raises:
        OSError: it can neither be read nor made.
    """
    path = _device_path()
    try:
        known = system.read_file(path).decode(errors="replace").strip()
    except FileNotFoundError:
        known = ""
    if _DEVICE.fullmatch(known):
        return known
    made = uuid4().hex[:12]
    system.make_folder(path.parent)
    write_durably(path, made.encode() + b"\n")
    return made


def forget_device() -> None:
    """Have `device_id` make a new id when it is next asked.

    Raises:
        OSError: the id can't be taken away.
    """
    system.remove(_device_path())


def _device_path() -> Path:
    return state_folder() / "device"


def key_of(folder: Path, name: str) -> str:
    """What this device calls the database `name` in `folder`: the same for every way there."""
    return sha256(f"{folder.resolve()}\0{name}".encode(errors="surrogateescape")).hexdigest()[:24]


def lock_path(folder: Path, name: str) -> Path:
    """The file that is locked while a process has the database open."""
    return state_folder() / "locks" / f"{key_of(folder, name)}.lock"


def rescue_folders(folder: Path, name: str) -> tuple[Path, ...]:
    """Where the database goes on when the disk it is on fails, the best first."""
    key = key_of(folder, name)
    return tuple(place / key for place in rescue_places())


def rescue_places() -> tuple[Path, ...]:
    """The folders in which databases go on whose disk failed, the best first."""
    return state_folder() / "rescued", Path.home() / "kring-rescued"


def root_of(folder: Path) -> Path | None:
    """The data folder that `folder` is in; None when it is in none."""
    for above in (folder, *folder.parents):
        if system.call(os.path.exists, above / ROOT_MARK):
            return above
    return None


def quarantine_of(folder: Path) -> Path:
    """The quarantine of the data that `folder` is in; beside it when it is in none."""
    return (root_of(folder) or folder) / "quarantine"

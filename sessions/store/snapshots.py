"""The two snapshots of a database, as files: the last one, and the one before it."""

from dataclasses import dataclass
from pathlib import Path

from sessions.store import files, snapshot, system
from sessions.store.names import Names
from sessions.store.state import State


@dataclass(frozen=True, slots=True)
class Sound:
    """A snapshot that is as it was written."""

    state: State
    data: bytes


@dataclass(frozen=True, slots=True)
class Found:
    """What was in the place of a snapshot: a file, which may be a sound one."""

    mark: files.Mark | None
    sound: Sound | None


def found(path: Path) -> Found:
    """What is at `path`; errors as with `sound`."""
    return Found(files.mark_of(path), sound(path))


def sound(path: Path) -> Sound | None:
    """The snapshot at `path`; None when there is none, or it is damaged.

    Raises:
        OSError: it can't be read now.
        NewerError: a later version of Kring wrote it, so that it is not ours to replace.
    """
    try:
        data = system.read_file(path)
        return Sound(snapshot.decode(data).state, data)
    except (FileNotFoundError, snapshot.DamagedError):
        return None


def write_snapshot(
    names: Names, before: Sound | None, state: State, mark: files.Mark | None
) -> None:
    """`state` is in the snapshot, and `before`, which was there, in the one before it.

    Raises:
        OvertakenError: there is another snapshot than that of `mark`; it is as it was.
        OSError: not done, or not certain to be; a sound one is there all the same.
    """
    if before is not None:
        files.write_durably(names.backup, before.data)
    files.write_over(names.snapshot, snapshot.encode(state), mark)


def write_both(names: Names, state: State, mark: files.Mark | None) -> None:
    """`state` is in the snapshot and in the one before it: the journal is needed for neither.

    Errors as with `write_snapshot`.
    """
    data = snapshot.encode(state)
    files.write_over(names.snapshot, data, mark)
    files.write_durably(names.backup, data)

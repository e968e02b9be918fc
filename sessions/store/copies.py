"""Copies: files in and beside the data that other programs, or a restore, made."""

import os
from collections.abc import Iterator
from pathlib import Path

from sessions.store import system
from sessions.store.restoring import asides
from sessions.store.traces import Traces


def files_around(root: Path) -> Iterator[Path]:
    """Every file in the data folder, and in what a restore put beside it; hidden ones too.

    And every link to a folder, which is as strange as a file.
    """
    for place in (root, *asides(root)):
        for folder, folders, names in system.call(os.walk, place):
            yield from (Path(folder) / name for name in sorted(names))
            below = (Path(folder) / name for name in sorted(folders))
            yield from (path for path in below if path.is_symlink())


def may_hold(path: Path, traces: Traces) -> bool:
    """Whether a file holds `traces`, or can't be read, so that nobody knows."""
    try:
        return traces.in_bytes(system.read_file(path))
    except OSError:
        return True

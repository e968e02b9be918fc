"""By what a folder is known to be as it was, without reading what is in it."""

import os
from contextlib import suppress
from pathlib import Path

from sessions.store import system

Signature = tuple[tuple[str, int, int, int], ...]
"""Of each file its name, inode, size in bytes and time of change in nanoseconds, by name."""


def signature(folder: Path) -> Signature:
    """What changes whenever a file in `folder` does; nothing where there is no folder.

    Raises:
        OSError: the folder can't be listed.
    """
    found = []
    for name in system.names(folder):
        with suppress(OSError):
            stat = system.stat(os.path.join(folder, name))  # noqa: PTH118 - tens of thousands
            found.append((name, stat.st_ino, stat.st_size, stat.st_mtime_ns))
    return tuple(found)

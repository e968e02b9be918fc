"""`format.json`: what says of a folder that it is Kring's data, and in which format."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from sessions.store import jsontext, shapes, system
from sessions.store.errors import NewerFormatError, UnreadableError, Why
from sessions.store.files import write_durably
from sessions.store.journal import reason_of
from sessions.store.places import ROOT_MARK
from sessions.store.snapshot import FORMAT


def ensure_root(root: Path) -> None:
    """`root` is a folder for Kring's data, in this version's format; made where it is not there.

    One that is ours and that others on this computer can look into is closed to them.

    Raises:
        NewerFormatError: a later version of Kring made it; it can be read, not written to.
        UnreadableError: it can't be read or made, or its `format.json` says no format.
    """
    path = root / ROOT_MARK
    try:
        system.make_folder(root)
        _close_to_others(root)
        if path.name not in system.names(root):
            write_durably(path, jsontext.indented({"format": FORMAT}).encode() + b"\n")
    except OSError as error:
        raise UnreadableError(path, reason_of(error)) from error
    must_be_known(root)


def must_be_known(root: Path) -> None:
    """The data in `root`, if any, is in a format of which this version knows how to write it.

    Raises:
        NewerFormatError: a later version of Kring made it.
        UnreadableError: its `format.json` can't be read, or says no format.
    """
    path = root / ROOT_MARK
    try:
        found = shapes.number(shapes.mapping(jsontext.decoded(system.read_file(path)))["format"])
    except FileNotFoundError:
        return
    except (ValueError, KeyError) as error:
        raise UnreadableError(path, Why.NO_FORMAT) from error
    except OSError as error:
        raise UnreadableError(path, reason_of(error)) from error
    if found > FORMAT:
        raise NewerFormatError(path, found)


def _close_to_others(root: Path) -> None:
    """Leave the folder to its owner; what can't be done, as on a share, is left as it is."""
    with suppress(OSError, AttributeError):
        found = system.stat(root)
        if found.st_uid == os.getuid() and stat.S_IMODE(found.st_mode) & ~system.FOLDER_MODE:
            system.call(os.chmod, root, system.FOLDER_MODE)

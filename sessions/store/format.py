"""`format.json`: what says of a folder that it is Kring's data, and in which format."""

from pathlib import Path

from sessions.store import jsontext, system
from sessions.store.errors import NewerFormatError, UnreadableError, Why
from sessions.store.files import write_durably
from sessions.store.journal import reason_of
from sessions.store.places import ROOT_MARK
from sessions.store.snapshot import FORMAT


def ensure_root(root: Path) -> None:
    """`root` is a folder for Kring's data, in this version's format; made where it is not there.

    Raises:
        NewerFormatError: a later version of Kring made it; it can be read, not written to.
        UnreadableError: it can't be read or made, or its `format.json` says no format.
    """
    path = root / ROOT_MARK
    try:
        system.make_folder(root)
        try:
            found = _format(system.read_file(path), path)
        except FileNotFoundError:
            write_durably(path, jsontext.indented({"format": FORMAT}).encode() + b"\n")
            return
    except OSError as error:
        raise UnreadableError(path, reason_of(error)) from error
    if found > FORMAT:
        raise NewerFormatError(path, found)


def _format(data: bytes, path: Path) -> int:
    try:
        said = jsontext.decoded(data)
    except ValueError as error:
        raise UnreadableError(path, Why.NO_FORMAT) from error
    match said:
        case {"format": int(number)} if number > 0:
            return number
    raise UnreadableError(path, Why.NO_FORMAT)

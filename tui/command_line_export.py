"""A session as a document, to a file or to the screen."""

import io
import os
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile

from exports.formats import written
from exports.language import _
from exports.minutes import session_document
from sessions.clock import Clock
from sessions.library import Library
from tui.command_line_options import UsageError
from tui.command_line_places import PlaceError


def document(library: Library, session: str, format_: str, clock: Clock) -> bytes:
    """The session that `session` names, in that format.

    Raises:
        KringError: there is no such session, or it can't be read.
    """
    room = library.room(library.session(session))
    return written(session_document(room, clock.now()), format_)


def to_file(path: Path, data: bytes, *, force: bool) -> None:
    """`data` in the file at `path`: whole, or not at all.

    Raises:
        UsageError: the file is there already, and may not be written over.
        PlaceError: it can't be written.
    """
    if path.is_dir():
        raise UsageError(_("{path} is a folder; name a file in it.").format(path=path))
    if path.exists() and not force:
        text = _("{path} is there already; --force writes over it.")
        raise UsageError(text.format(path=path))
    try:
        _replace(path, data)
    except OSError as error:
        text = _("{path} can't be written: {reason}.")
        raise PlaceError(text.format(path=path, reason=error.strerror or error)) from error


def to_screen(data: bytes) -> None:
    """`data`, UTF-8, on standard output, byte for byte where that takes bytes."""
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        sys.stdout.write(data.decode())
        sys.stdout.flush()


def _replace(path: Path, data: bytes) -> None:
    new = Path()
    try:
        with NamedTemporaryFile(dir=path.absolute().parent, prefix=".kring-", delete=False) as file:
            new = Path(file.name)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.chmod(_mode(path))
        new.replace(path)
    except BaseException:
        if new.name:
            new.unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The mode of the file that is there, else what a new file gets here."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask

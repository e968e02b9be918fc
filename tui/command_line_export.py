"""A session as a document, to a file (`exports.files`) or to the screen."""

import errno
import io
import os
import sys

from exports.formats import written
from exports.minutes import session_document
from sessions.clock import Clock
from sessions.library import Library
from tui.text import printed


def document(library: Library, session: str, format_: str, clock: Clock) -> bytes:
    """The session that `session` names, in that format.

    Raises:
        KringError: there is no such session, or it can't be read.
    """
    room = library.room(library.session(session))
    return written(session_document(room, clock.now()), format_)


def to_screen(data: bytes) -> None:
    """`data`, UTF-8, on standard output: byte for byte, but for what would act on a terminal."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        sys.stdout.write(f"{printed(data.decode())}\n")
        sys.stdout.flush()

"""Writing a line to the journal, whatever becomes of the disk or of the file meanwhile."""

from contextlib import suppress

from sessions.store import system
from sessions.store.errors import MovedError, NotKeptError, Why
from sessions.store.holding import Holding
from sessions.store.journal import DisplacedError, Journal, UnsureError, reason_of
from sessions.store.lines import Line
from sessions.store.operations import Drop, Put
from sessions.store.reports import Displaced

_TRIES = 3
"""How often the journal is put back where another program replaces it."""


def write(holding: Holding, raw: bytes, line: Line) -> None:
    """Return when `raw`, which says `line`, is on the disk.

    Raises:
        MovedError: the disk failed; it is not kept, and what comes next is kept elsewhere.
        NotKeptError: it is not kept.
    """
    path = holding.names.folder
    try:
        _append(holding, raw)
    except UnsureError as error:
        _void(holding, line)
        to = holding.move()
        if to is None:
            raise NotKeptError(path, str(error)) from error
        raise MovedError(path, str(error), to) from error


def _append(holding: Holding, raw: bytes) -> None:
    for _ in range(_TRIES):
        if holding.journal is None:
            raise UnsureError(Why.NOWHERE)
        try:
            holding.journal.append(raw)
        except DisplacedError:
            _put_back(holding, holding.journal)
        else:
            return
    raise UnsureError(Why.REPLACED)


def _put_back(holding: Holding, journal: Journal) -> None:
    """Put the journal in its place again, and keep a copy of what came there instead."""
    copy = None
    try:
        with suppress(FileNotFoundError):
            copy = holding.put_aside(journal.path.name, system.read_file(journal.path))
        journal.rewrite(lambda data: data)
    except OSError as error:
        raise UnsureError(reason_of(error)) from error
    holding.report(Displaced(journal.path, copy))


def _void(holding: Holding, line: Line) -> None:
    """Take the place of a line that may or may not be found in the file some day.

    What it would have changed is put again as it was, as the line after it: so the line is of
    no effect on any device, whether or not it turns up.
    """
    state, number = holding.state, line.number + 1
    as_it_was = [
        Put(operation.table, operation.id, front.document)
        for change in line.changes
        if isinstance(operation := change.operation, Put | Drop)
        and (front := state.front((operation.table, operation.id))) is not None
        and front.document is not None
    ]
    state.seen.add(holding.device, line.number)
    state.apply(holding.device, number, [holding.change(put) for put in as_it_was])

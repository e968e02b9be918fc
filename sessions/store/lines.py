"""A line of a journal: JSON, a tab, the CRC-32 of the JSON as 8 hex digits, a line feed.

`{"seq":7,"ops":[["put","answers","<id>",{…}]]}`; an operation that takes the place of what other
devices wrote ends in its past, for each of them the last line that is in it:
`["drop","answers","<id>",{"<device>":12}]`.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from sessions.store import jsontext, shapes
from sessions.store.errors import DocumentError, Why
from sessions.store.operations import ON_TABLES, AddTable, Drop, DropTable, Operation, Put
from sessions.store.state import Change

LONGEST = 16 << 20
"""Bytes of one line: a whole session in one stroke fits many times."""

DEEPEST = jsontext.DEEPEST - 10
"""Levels of a line: what fits in a line fits in a snapshot, which wraps it deeper."""

_DEEPEST_DOCUMENT = DEEPEST - 3
"""In a line it is in an operation, in the list of them, in the line."""

_NOT_AN_OPERATION = "not an operation"

OWN_TABLE = "_kring"
"""The name under which a snapshot says what it is; no table of documents has it."""


class Line(NamedTuple):
    """What one line says."""

    number: int
    changes: tuple[Change, ...]


def encode(number: int, changes: Sequence[Change], path: Path) -> tuple[bytes, Line]:
    """The bytes of a line, and the line as reading those bytes gives it.

    Raises:
        DocumentError: reading would give something else than was asked to be kept at `path`.
    """
    try:
        line = Line(number, tuple(map(_as_read, changes)))
        said = {"seq": number, "ops": list(map(_said, line.changes))}
        data = jsontext.encoded(said).encode()
    except ValueError as error:
        raise DocumentError(path, Why.NOT_JSON) from error
    if len(data) > LONGEST:
        raise DocumentError(path, Why.TOO_LONG)
    return b"%s\t%08x\n" % (data, crc32(data)), line


def _as_read(change: Change) -> Change:
    """What reading what was said of `change` gives."""
    operation, over = change
    if isinstance(operation, Put):
        document = operation.document
        plain = document if type(document) is dict else dict(document)
        read = jsontext.as_read(plain, deepest=_DEEPEST_DOCUMENT)
        return Change(Put(operation.table, operation.id, read), over)
    return change


def decode(raw: bytes) -> Line:
    """The line that `raw` is, with or without its line end.

    Raises:
        ValueError: it is damaged.
    """
    data, _, checksum = raw.rstrip(b"\r\n").removeprefix(b"\xef\xbb\xbf").rpartition(b"\t")
    if checksum != b"%08x" % crc32(data):
        raise ValueError("the checksum is another one")
    return _line(jsontext.decoded(data, deepest=DEEPEST))


def after(data: bytes, number: int) -> bytes:
    """The good lines of a journal that come after line `number`."""
    return b"".join(raw for raw in data.splitlines(keepends=True) if _is_after(raw, number))


def _is_after(raw: bytes, number: int) -> bool:
    try:
        return decode(raw).number > number
    except ValueError:
        return False


def _said(change: Change) -> list[object]:
    operation, over = change
    table: object = operation.table
    id_: object = "" if isinstance(operation, ON_TABLES) else operation.id
    if not (isinstance(table, str) and isinstance(id_, str) and _named(table)):
        raise ValueError(_NOT_AN_OPERATION)
    past = [dict(over)] if over else ()
    if isinstance(operation, Put):
        return ["put", table, id_, operation.document, *past]
    if isinstance(operation, Drop):
        return ["drop", table, id_, *past]
    return ["table" if isinstance(operation, AddTable) else "untable", table]


def _line(said: Any) -> Line:
    if isinstance(said, dict):
        number, operations = said.get("seq"), said.get("ops")
        if isinstance(operations, list):
            return Line(shapes.number(number), tuple(map(_change, operations)))
    raise ValueError("not a line of a journal")


def _change(said: object) -> Change:
    match said:  # `str() as table` is thrice as quick as `str(table)`, and a journal is long
        case ["put", str() as table, str() as id_, dict() as document] if _named(table):
            return Change(Put(table, id_, document))
        case ["put", str() as table, str() as id_, dict() as document, over] if _named(table):
            return Change(Put(table, id_, document), shapes.numbers(over))
        case ["drop", str() as table, str() as id_] if _named(table):
            return Change(Drop(table, id_))
        case ["drop", str() as table, str() as id_, over] if _named(table):
            return Change(Drop(table, id_), shapes.numbers(over))
        case ["table", str() as table] if _named(table):
            return Change(AddTable(table))
        case ["untable", str() as table] if _named(table):
            return Change(DropTable(table))
    raise ValueError(_NOT_AN_OPERATION)


def _named(table: str) -> bool:
    return table != OWN_TABLE


def fold(operations: Sequence[Operation]) -> list[Operation]:
    """The same effect, with at most one operation for each document."""
    if len(operations) == 1:
        return list(operations)
    last: dict[tuple[object, ...], Operation] = {}
    for operation in operations:
        match operation:
            case Put(table, id_) | Drop(table, id_):
                last[table, id_] = operation
            case _:
                last[operation.table, None, len(last)] = operation
    return list(last.values())

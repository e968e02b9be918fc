"""Salvage: what can be read of a snapshot that is not as it was written, document by document.

No sum vouches for any of it, so what is found covers no line: it takes nothing away from what is
known otherwise.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, NamedTuple
from zlib import crc32

from sessions.store import jsontext, shapes, snapshot
from sessions.store.lines import OWN_TABLE
from sessions.store.state import Document, State, Version

_OPENS = re.compile(r'^([ \t]+)"((?:[^"\\\n]|\\.)*)": (\{.*)$', re.MULTILINE)
"""A line with which a table or a document begins: how far it is indented, its name, the rest."""

_LOOSE_COMMA = re.compile(r",(?=\s*\n\s*[}\]])")
"""A comma after the last of a list; no text has a line end in it, so it is in none."""


class Salvage(NamedTuple):
    """What was read, and how many documents could not be."""

    state: State
    lost: int


def salvaged(data: bytes) -> Salvage:
    """What there is in a damaged file; of one with both sides of a merge, what is in either."""
    state, lost = State(), 0
    for side in sides(data):
        try:
            state.unite(snapshot.decode(side).state)
        except (snapshot.DamagedError, snapshot.NewerError):
            part, missing = _read(side)
            part.unite(state)
            state, lost = part, max(lost, missing)
    return Salvage(state, lost)


def sides(data: bytes) -> list[bytes]:
    """Both versions of a file in which git could not merge them; else the file as it is."""
    both: tuple[list[bytes], list[bytes]] = ([], [])
    into: tuple[list[bytes], ...] = both
    for line in data.splitlines(keepends=True):
        match line[:7]:
            case b"<<<<<<<":
                into = both[:1]
            case b"|||||||":
                into = ()
            case b"=======":
                into = both[1:]
            case b">>>>>>>":
                into = both
            case _:
                for side in into:
                    side.append(line)
    ours, theirs = map(b"".join, both)
    return [data] if ours == theirs else [ours, theirs]


def _read(data: bytes) -> tuple[State, int]:
    """What is in a file of which not all need be JSON, and how many documents are not."""
    found, about, lost = list[tuple[str, str, Document]](), dict[str, Any](), 0
    for table, id_, document in _documents(data):
        if table == OWN_TABLE:
            about = document or {}
        elif document is None:
            lost += 1
        else:
            found.append((table, id_, document))
    state = State()
    for table, id_, document in found:
        _take_in(state, table, id_, document, _marks(about, table))
    with suppress(ValueError, KeyError):
        for (table, id_), version in snapshot.versions_beside(about):
            state.unite(_alone(table, id_, version))
    return state, lost


def _marks(about: Mapping[str, Any], table: str) -> Mapping[str, Any]:
    with suppress(ValueError, KeyError):
        return shapes.mapping(shapes.mapping(about["marks"])[table])
    return {}


def _take_in(
    state: State, table: str, id_: str, document: Document, marks: Mapping[str, Any]
) -> None:
    """Put a document where it belongs; one with the id of another stands beside that."""
    own = document.get("id")
    if state.front((table, id_)) and isinstance(own, str) and not state.front((table, own)):
        id_ = own
    if state.front((table, id_)):
        state.unite(_alone(table, id_, _by_hand(document)))
        return
    try:
        version = snapshot.version_of(marks.get(id_), document)
    except ValueError:
        version = _by_hand(document)
    state.tables.setdefault(table, {})[id_] = version


def _by_hand(document: Document) -> Version:
    """A document of which nothing says who wrote it; another text is by another hand."""
    return Version(f"hand{crc32(jsontext.encoded(document).encode()):08x}", 1, document)


def _alone(table: str, id_: str, version: Version) -> State:
    """A state with one version in it, be it that of a document that was dropped."""
    state = State()
    if version.document is None:
        state.others[table, id_] = (version,)
    else:
        state.tables[table] = {id_: version}
    return state


def _documents(data: bytes) -> Iterator[tuple[str, str, Document | None]]:
    """Each document with its table and id, None for one that can't be read.

    By the way a snapshot is indented, so that none depends on another; on one line, all or nothing.
    """
    pieces = list(_pieces(data.decode(errors="replace")))
    if pieces:
        yield from ((_name(table), _name(id_), _document(text)) for table, id_, text in pieces)
        return
    with suppress(ValueError):
        for table, documents in shapes.mapping(jsontext.decoded(data)).items():
            for id_, document in documents.items() if isinstance(documents, dict) else ():
                yield table, id_, document if isinstance(document, dict) else None


def _name(text: str) -> str:
    """A name without the escapes that JSON has for it."""
    with suppress(ValueError):
        return shapes.text(jsontext.decoded(f'"{text}"'.encode()))
    return text


def _document(text: str) -> Document | None:
    with suppress(ValueError):
        plain = _LOOSE_COMMA.sub("", text.rstrip().removesuffix(","))
        return shapes.mapping(jsontext.decoded(plain.encode()))
    return None


def _pieces(text: str) -> Iterator[tuple[str, str, str]]:
    """The text of each document, with its table and id; where one of these is lost, no text."""
    text = text.replace("\r\n", "\n")
    first = _OPENS.search(text)
    if first is None:
        return
    unit, table = first[1], ""
    end, end_of_table = f"\n{unit * 2}}}", f"\n{unit}}}"
    opening = [one for one in _OPENS.finditer(text) if one[1] in {unit, unit * 2}]
    for one, following in zip(opening, [*opening[1:], None], strict=True):
        piece = text[one.start(3) : following.start() if following else None]
        document, *ended = piece.split(end)
        if one[1] == unit:
            table = one[2]
        elif table:
            yield table, one[2], f"{document}\n}}" if ended else one[3]
            ended = ended[1:]
        yield from ((table, "", "") for _beheaded in ended)
        if end_of_table in piece:
            table = ""

"""A snapshot: all that a database holds, as the JSON that TinyDB writes, checked by a sum.

`{"answers": {"<id>": {…}}, …, "_kring": {"about": {…}}}`. The about says the format, what the
snapshot covers (for each device the last line it has, and which before that are missing), which
line of which device each document is from (its mark), the versions that stand beside those, and the
SHA-256 of all the rest. The sum is over what the file says, not how: a byte order mark, other line
ends or another indentation are no damage.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sessions.store import jsontext
from sessions.store.errors import Why
from sessions.store.lines import OWN_TABLE
from sessions.store.seen import Seen
from sessions.store.state import Document, State, Version

FORMAT = 1

Said = dict[str, Any]
STEPS: dict[int, Callable[[Said], Said]] = {}
"""For each format before this one, what makes of its file one of the next format."""


_BY_HAND = "hand:1"
"""The mark of a document that has none."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a file holds, and the format it was in."""

    state: State
    format: int


class DamagedError(ValueError):
    """A snapshot that does not say what was written."""

    def __init__(self, reason: Why) -> None:
        super().__init__(reason)
        self.reason = reason


class NewerError(ValueError):
    """A snapshot of a later version of Kring, in `format`."""

    reason = Why.NEWER

    def __init__(self, format_: int) -> None:
        super().__init__(self.reason)
        self.format = format_


def encode(state: State) -> bytes:
    """The file that holds `state`."""
    tables = {
        table: {id_: version.document for id_, version in documents.items()}
        for table, documents in state.tables.items()
    }
    others = [
        [*place, _mark(version), version.document]
        for place, versions in state.others.items()
        for version in versions
        if version.document is not None or state.awaits(version)
    ]
    about: Said = {"format": FORMAT, "covers": state.seen.lasts}
    about["missing"] = state.seen.missing
    about["marks"] = _marks(state)
    about["others"] = others
    said: Said = {**tables, OWN_TABLE: {"about": about}}
    about["sha256"] = _sum(said)
    return jsontext.indented(said).encode() + b"\n"


def decode(data: bytes, *, trusting: bool = False) -> Snapshot:
    """What the file holds; when `trusting`, also where its sum or its format is another one.

    What can't be checked covers no line: it takes nothing away from what else is known.

    Raises:
        DamagedError: the file is not as it was written.
        NewerError: a later version wrote it.
    """
    try:
        said = jsontext.decoded(data)
        about = said.setdefault(OWN_TABLE, {}).setdefault("about", {})
        format_ = int(about.get("format", FORMAT))
        as_written = about.pop("sha256", "") == _sum(said)
        if trusting:
            return Snapshot(_state(said) if as_written else _unchecked(said), format_)
        _check(format_, as_written=as_written)
        for older in range(format_, FORMAT):
            said = STEPS[older](said)
        return Snapshot(_state(said), format_)
    except (DamagedError, NewerError):
        raise
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedError(Why.SHAPE) from error


def _unchecked(said: Said) -> State:
    marks, state = said.pop(OWN_TABLE)["about"].get("marks", {}), State()
    for table, documents in said.items():
        known = marks.get(table, {})
        state.tables[table] = {
            id_: _version(known.get(id_, _BY_HAND), document)
            for id_, document in documents.items()
            if isinstance(document, dict)
        }
    return state


def _check(format_: int, *, as_written: bool) -> None:
    if not as_written:
        raise DamagedError(Why.SUM)
    if format_ > FORMAT:
        raise NewerError(format_)


def _sum(said: Said) -> str:
    return sha256(jsontext.encoded(said).encode()).hexdigest()


def _marks(state: State) -> dict[str, dict[str, str]]:
    return {
        table: {id_: _mark(version) for id_, version in documents.items()}
        for table, documents in state.tables.items()
    }


def _mark(version: Version) -> str:
    """`device:number`, and after that what it is over."""
    over = [f"{d}:{n}" for d, n in version.over.items()]
    return " ".join([f"{version.device}:{version.number}", *over])


def _version(mark: str, document: Document | None) -> Version:
    dots = [dot.rpartition(":") for dot in mark.split(" ")]
    (device, _, number), *over = dots
    return Version(device, int(number), document, {d: int(n) for d, _, n in over})


def _state(said: Said) -> State:
    state = State()
    about = said.pop(OWN_TABLE)["about"]
    for table, documents in said.items():
        marks = about["marks"][table]
        state.tables[table] = {id_: _version(marks[id_], d) for id_, d in documents.items()}
    for table, id_, mark, document in about["others"]:
        place = (table, id_)
        state.others[place] = (*state.others.get(place, ()), _version(mark, document))
    state.seen = Seen(about["covers"], about["missing"])
    return state

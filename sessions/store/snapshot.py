"""A snapshot: all that a database holds, as the JSON that TinyDB writes, checked by a sum.

`{"answers": {"<id>": {…}}, …, "_kring": {"about": {…}}}`. The about says the format, what the
snapshot covers (for each device the last line it has, and which before that are missing), which
line of which device each document is from (its mark), the versions that stand beside those, and the
SHA-256 of all the rest. The sum is over what the file says, not how: a byte order mark, other line
ends or another indentation are no damage.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sessions.store import jsontext, shapes
from sessions.store.errors import Why
from sessions.store.lines import OWN_TABLE
from sessions.store.seen import Seen
from sessions.store.state import NOTHING, Document, Place, State, Version

FORMAT = 1

Said = dict[str, Any]
STEPS: dict[int, Callable[[Said], Said]] = {}
"""For each format before this one, what makes of its file one of the next format."""


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


def decode(data: bytes, *, newer: bool = False, vouched: bool = False) -> Snapshot:
    """What the file holds; of a `newer` format too, as far as this version understands it.

    Where another file has `vouched` for it, byte for byte, its sum is not made.

    Raises:
        DamagedError: the file is not as it was written.
        NewerError: a later version wrote it.
    """
    try:
        said = shapes.mapping(jsontext.decoded(data))
        about = said[OWN_TABLE]["about"]
        format_ = shapes.number(about["format"])
        sum_ = about.pop("sha256")
        if not vouched and sum_ != _sum(said):
            raise DamagedError(Why.SUM)  # noqa: TRY301 - as if it were not JSON
        if format_ > FORMAT and not newer:
            raise NewerError(format_)  # noqa: TRY301 - likewise
        for older in range(format_, FORMAT):
            said = STEPS[older](said)
        return Snapshot(_state(said), format_)
    except (DamagedError, NewerError):
        raise
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedError(Why.SHAPE) from error


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


def version_of(mark: object, document: Document | None) -> Version:
    """The version that has that mark.

    Raises:
        ValueError: it is no mark.
    """
    own, *over = shapes.text(mark).split(" ")
    device, number = _dot(own)
    return Version(device, number, document, dict(map(_dot, over)) if over else NOTHING)


def _dot(said: str) -> tuple[str, int]:
    device, _, number = said.rpartition(":")
    return device, shapes.number(int(number))


def versions_beside(about: Said) -> Iterator[tuple[Place, Version]]:
    """The versions that stand beside those in the tables; errors as with `version_of`."""
    for said in shapes.listed(about["others"]):
        table, id_, mark, document = shapes.listed(said)
        place = shapes.text(table), shapes.text(id_)
        yield place, version_of(mark, None if document is None else shapes.mapping(document))


def _state(said: Said) -> State:
    state = State()
    about = said.pop(OWN_TABLE)["about"]
    for table, documents in said.items():
        marks = about["marks"][table]
        state.tables[table] = {
            id_: version_of(marks[id_], shapes.mapping(document))
            for id_, document in shapes.mapping(documents).items()
        }
    for place, version in versions_beside(about):
        state.others[place] = (*state.others.get(place, ()), version)
    state.seen = Seen(shapes.numbers(about["covers"]), shapes.ranges(about["missing"]))
    return state

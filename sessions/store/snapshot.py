"""A snapshot: all that a database holds, as the JSON that TinyDB writes, checked by a sum.

`{"answers": {"<id>": {…}}, …, "_kring": {"about": {…}}}`. The about says the format, what the
snapshot covers (for each device the last line it has), which line of which device each document
is from (its mark), the versions that stand beside those, and the SHA-256 of all the rest. The sum
is over what the file says, not how: a byte order mark, other line ends or another indentation are
no damage.
"""

from hashlib import sha256
from typing import Any

from sessions.store import jsontext
from sessions.store.lines import OWN_TABLE
from sessions.store.state import State, Version

FORMAT = 1


class DamagedError(ValueError):
    """A snapshot that does not say what was written; `tables` is what of it can be read."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NewerError(ValueError):
    """A snapshot of a later version of Kring, in `format`."""

    def __init__(self, format_: int) -> None:
        super().__init__(f"format {format_}")
        self.format = format_


def encode(state: State) -> bytes:
    """The file that holds `state`."""
    tables = {
        table: {id_: version.document for id_, version in documents.items()}
        for table, documents in state.tables.items()
    }
    about: dict[str, Any] = {"format": FORMAT, "covers": state.covers, "marks": _marks(state)}
    about["others"] = [
        [*place, _mark(state, version), version.document]
        for place, versions in state.others.items()
        for version in versions
    ]
    about["sha256"] = _sum(tables, about)
    return jsontext.indented({**tables, OWN_TABLE: {"about": about}}).encode() + b"\n"


def decode(data: bytes) -> State:
    """The state that the file holds.

    Raises:
        DamagedError: the file is not as it was written.
        NewerError: a later version wrote it.
    """
    try:
        said = jsontext.decoded(data)
        about = said.pop(OWN_TABLE)["about"]
        if about["format"] > FORMAT:
            raise NewerError(about["format"])
        if about.pop("sha256") != _sum(said, about):
            raise DamagedError("its sum is another one")
        return _state(said, about)
    except NewerError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedError(str(error)) from error


def _sum(tables: dict[str, Any], about: dict[str, Any]) -> str:
    return sha256(jsontext.encoded([tables, about]).encode()).hexdigest()


def _marks(state: State) -> dict[str, dict[str, str]]:
    return {
        table: {id_: _mark(state, version) for id_, version in documents.items()}
        for table, documents in state.tables.items()
    }


def _mark(state: State, version: Version) -> str:
    """`device:number`, and after that what it is over, as far as that has yet to arrive."""
    over = [f"{d}:{n}" for d, n in version.over.items() if state.covers.get(d, 0) < n]
    return " ".join([f"{version.device}:{version.number}", *over])


def _version(mark: str, document: dict[str, Any] | None) -> Version:
    dots = [dot.rpartition(":") for dot in mark.split(" ")]
    (device, _, number), *over = dots
    return Version(device, int(number), document, {d: int(n) for d, _, n in over})


def _state(tables: dict[str, Any], about: dict[str, Any]) -> State:
    state = State()
    marks = about["marks"]
    for table, documents in tables.items():
        of_table = marks[table]
        state.tables[table] = {id_: _version(of_table[id_], d) for id_, d in documents.items()}
    for table, id_, mark, document in about["others"]:
        place = (table, id_)
        state.others[place] = (*state.others.get(place, ()), _version(mark, document))
    state.covers = about["covers"]
    return state

"""Choosing: what laptops changed without knowing of each other, for a person to decide on.

Plain documents and no models, as in `cards`: this is on the way to the first list.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sessions.store.database import Database
from sessions.store.operations import Put
from sessions.store.storage import Differing

NETWORK, SESSION = "network", "session"
CHOSEN = frozenset(
    {NETWORK, SESSION, "blocks", "answers", "members", "actions", "connections", "dates"}
)
"""The tables in which a person chooses."""

_STEPS = "steps"
"""The table that says of a session's lines when they were written."""

_TITLES = ("name", "title")


@dataclass(frozen=True)
class Version:
    """A document as the laptop `device` has it; `at`, ISO, is when it made it so, if known."""

    device: str
    document: Mapping[str, Any]
    at: str | None = None


@dataclass(frozen=True)
class Choice:
    """A document, of `table`, of which there are several versions; the one shown so far first.

    It is in the database `name` in `folder`: that of the network called `network`, or of its
    session `number`. `called` says what the people and blocks are called that have an id in it.
    """

    folder: Path
    name: str
    table: str
    id: str
    versions: tuple[Version, ...]
    network: str = ""
    number: int | None = None
    called: Mapping[str, str] = field(default_factory=dict)

    @property
    def differ(self) -> tuple[str, ...]:
        """The fields in which the versions differ, in the order in which they are kept."""
        first, *others = (one.document for one in self.versions)
        fields = dict.fromkeys(key for one in (first, *others) for key in one)
        return tuple(k for k in fields if any(o.get(k) != first.get(k) for o in others))


def to_choose(database: Database) -> tuple[Differing, ...]:
    """What differs there and means something to a person: how far undo is does not."""
    return tuple(one for one in database.differing if one.table in CHOSEN)


def in_network(folder: Path, device: str) -> Iterator[Choice]:
    """What there is to choose in the network in `folder` itself.

    Raises:
        StoreError: it can't be read.
    """
    with closing(Database(folder, NETWORK, device=device, read_only=True)) as kept:
        around = {"network": _network_name(kept), "called": _called(kept, "members")}
        yield from (_choice(folder, NETWORK, kept, one, around) for one in to_choose(kept))


def in_session(folder: Path, network: Path, device: str) -> Iterator[Choice]:
    """What there is to choose in the session in `folder`, of the network in `network`.

    Raises:
        StoreError: it can't be read.
    """
    with (
        closing(Database(network, NETWORK, device=device, read_only=True)) as around_it,
        closing(Database(folder, SESSION, device=device, read_only=True)) as kept,
    ):
        heads = kept.documents(SESSION)
        around = {
            "network": _network_name(around_it),
            "number": heads[0].get("number") if heads else None,
            "called": _called(around_it, "members") | _called(kept, "blocks"),
        }
        yield from (_choice(folder, SESSION, kept, one, around) for one in to_choose(kept))


def choose(choice: Choice, version: Version, device: str) -> None:
    """Keep that version, on every device; another one may be chosen after it.

    Raises:
        StoreError: it is not kept.
    """
    with closing(Database(choice.folder, choice.name, device=device)) as kept:
        kept.keep([Put(choice.table, choice.id, version.document)])


def _choice(
    folder: Path, name: str, kept: Database, one: Differing, around: Mapping[str, Any]
) -> Choice:
    documents = (one.shown, *one.others)
    versions = tuple(
        Version(device, document, _at(kept, device, number, document))
        for device, number, document in zip(one.devices, one.numbers, documents, strict=True)
    )
    return Choice(folder, name, one.table, one.id, versions, **around)


def _at(kept: Database, device: str, number: int, document: Mapping[str, Any]) -> str | None:
    """When that line was written: by the step that stands in it, or by the correction it makes."""
    steps = kept.written_in(_STEPS, device, number)
    taken = [step for step in steps if not step.get("undone")]
    corrected = [one for one in document.get("corrections") or () if isinstance(one, dict)]
    told = (one.get("at") for one in (*taken, *reversed(corrected)))
    return next((str(at) for at in told if at), None)


def _network_name(network: Database) -> str:
    heads = network.documents(NETWORK)
    return str(heads[0].get("name", "")) if heads else ""


def _called(database: Database, table: str) -> dict[str, str]:
    """What the documents of a table are called, by id."""
    return {
        str(one.get("id")): str(next((one[key] for key in _TITLES if key in one), ""))
        for one in database.documents(table)
    }

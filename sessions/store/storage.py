"""The keeper as TinyDB sees it: a storage that is complete in itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from sessions.store.jsontext import cloned
from sessions.store.keeper import Keeper
from sessions.store.operations import AddTable, Drop, DropTable, Operation, Put
from sessions.store.state import Document, Place, Version

Tables = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Differing:
    """A document of which there are several versions: the one shown, and the `others`.

    `devices` wrote them, in that order, each in its line of that number.
    """

    table: str
    id: str
    shown: Document
    others: tuple[Document, ...]
    devices: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()


class JournalStorage(Storage):
    """Keeps what TinyDB writes; a table that knows this storage hands it just what changed."""

    def __init__(self, folder: Path, name: str, *, device: str, read_only: bool = False) -> None:
        """As a `Keeper` is made; errors likewise."""
        super().__init__()
        self.keeper = Keeper(folder, name, device=device, read_only=read_only)

    def read(self) -> Tables | None:
        """A copy of all documents by table and id; None when there is no table."""
        with self.keeper.guard:
            tables = self.keeper.state.tables
            return {table: dict(self.documents(table)) for table in tables} or None

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Make the database hold just `data`, journalling what is different.

        Raises:
            NotKeptError: nothing was changed.
        """
        with self.keeper.guard:
            operations = list(_difference(self.read() or {}, data))
            if operations:
                self.keeper.keep(operations)

    def documents(self, table: str) -> Iterator[tuple[str, Document]]:
        """A copy of each document of `table`, with its id, in the order they were first put."""
        with self.keeper.guard:
            versions = list(self.keeper.state.tables.get(table, {}).items())
        return ((id_, cloned(version.document)) for id_, version in versions)

    def differing(self) -> tuple[Differing, ...]:
        """The documents of which several versions stand; copies."""
        with self.keeper.guard:
            state = self.keeper.state
            standing = [(place, state.versions(place)) for place in state.others]
        return tuple(
            _differing(place, said)
            for place, versions in standing
            if len(said := [v for v in versions if v.document is not None]) > 1
        )

    def written_in(self, table: str, device: str, number: int) -> list[Document]:
        """The documents of `table` as that line of `device` wrote them; copies."""
        with self.keeper.guard:
            versions = list(self.keeper.state.tables.get(table, {}).values())
        return [cloned(v.document) for v in versions if v.dot == (device, number)]

    def close(self) -> None:
        """Compact, and let another process have the database."""
        self.keeper.close()


def _differing(place: Place, versions: Sequence[Version]) -> Differing:
    shown, *others = (cloned(version.document) for version in versions)
    dots = [version.dot for version in versions]
    devices, numbers = (tuple(part) for part in zip(*dots, strict=True))
    return Differing(*place, shown, tuple(others), devices, numbers)


def _difference(before: Tables, after: Mapping[str, Mapping[Any, Any]]) -> Iterator[Operation]:
    for table in before.keys() - after.keys():
        yield from (Drop(table, id_) for id_ in before[table])
        yield DropTable(table)
    for table, documents in after.items():
        if table not in before:
            yield AddTable(table)
        known, wanted = before.get(table, {}), {str(id_): d for id_, d in documents.items()}
        yield from (Drop(table, id_) for id_ in known if id_ not in wanted)
        for id_, document in wanted.items():
            if known.get(id_) != document:
                yield Put(table, id_, document)

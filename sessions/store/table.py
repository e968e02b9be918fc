"""TinyDB's table on a journal: string ids of our own, and just the delta is written."""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from typing import Any, cast
from uuid import uuid4

from tinydb.storages import Storage
from tinydb.table import Document, Table

from sessions.store.jsontext import cloned
from sessions.store.operations import AddTable, Drop, Operation, Put
from sessions.store.state import Version
from sessions.store.storage import JournalStorage


class View(Mapping[str, dict[str, Any]]):
    """The documents of a table; each one read is a copy."""

    def __init__(self, versions: Mapping[str, Version]) -> None:
        self._versions = versions

    def __getitem__(self, id_: str) -> dict[str, Any]:
        return cast("dict[str, Any]", cloned(self._versions[id_].document))

    def __iter__(self) -> Iterator[str]:
        return iter(self._versions)

    def __len__(self) -> int:
        return len(self._versions)


class Draft(MutableMapping[str, dict[str, Any]]):
    """A table as TinyDB's updaters may change it, none of which has happened yet."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._touched: dict[str, dict[str, Any] | None] = {}

    def __getitem__(self, id_: object) -> dict[str, Any]:
        key = str(id_)
        if key not in self._touched:
            self._touched[key] = self._view[key]
        document = self._touched[key]
        if document is None:
            raise KeyError(key)
        return document

    def __setitem__(self, id_: object, document: dict[str, Any]) -> None:
        self._touched[str(id_)] = document

    def __delitem__(self, id_: object) -> None:
        if id_ not in self:
            raise KeyError(str(id_))
        self._touched[str(id_)] = None

    def __contains__(self, id_: object) -> bool:
        key = str(id_)
        return self._touched[key] is not None if key in self._touched else key in self._view

    def __iter__(self) -> Iterator[str]:
        yield from (id_ for id_ in self._view if id_ in self)
        yield from (id_ for id_ in self._touched if id_ not in self._view and id_ in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Take all documents out."""
        for id_ in list(self):
            self._touched[id_] = None

    def operations(self, table: str) -> Iterator[Operation]:
        """What makes of the table the one that was drafted."""
        for id_, document in self._touched.items():
            if document is None:
                if id_ in self._view:
                    yield Drop(table, id_)
            elif id_ not in self._view or self._view[id_] != document:
                yield Put(table, id_, document)


class JournalTable(Table):
    """A TinyDB table whose documents go by strings: by their own "id", or by a fresh UUID.

    No results are cached, so none is ever older than what is kept.
    """

    document_id_class: Any = str

    def __init__(
        self,
        storage: Storage,
        name: str,
        cache_size: int = 0,
        persist_empty: bool = False,  # noqa: FBT002 - TinyDB's own signature
    ) -> None:
        if not isinstance(storage, JournalStorage):
            raise TypeError("a JournalTable is kept in a JournalStorage")
        super().__init__(storage, name, cache_size)
        self._journal = storage
        if persist_empty and name not in storage.keeper.state.tables:
            storage.keeper.keep([AddTable(name)])

    def insert(self, document: Mapping[str, Any]) -> Any:
        """Put a new document in the table: its id.

        Raises:
            ValueError: the document is no mapping, or its id is taken.
            NotKeptError: nothing was changed.
        """
        return super().insert(_named(document))

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[Any]:
        """Put new documents in the table, all or none: their ids; errors as with `insert`."""
        return super().insert_multiple(_named(document) for document in documents)

    def _read_table(self) -> Any:
        keeper = self._journal.keeper
        with keeper.guard:
            return View(dict(keeper.state.tables.get(self.name, {})))

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        keeper = self._journal.keeper
        with keeper.guard:
            draft = Draft(self._read_table())
            updater(draft)
            operations: list[Operation] = list(draft.operations(self.name))
            if self.name not in keeper.state.tables:
                operations.insert(0, AddTable(self.name))
            if operations:
                keeper.keep(operations)
        self.clear_cache()


def _named(document: Any) -> Any:
    if not isinstance(document, Mapping):
        return document
    given = document.doc_id if isinstance(document, Document) else document.get("id")
    name = str(given) if given not in {None, ""} else uuid4().hex
    return Document(document, cast("Any", name))

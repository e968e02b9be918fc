"""Carrying: what is done in a session is kept in its journal, also what is of its network.

One line of one journal holds a whole step, so no part of it can be lost; from there the network's
database is brought what it is owed, now or when the session is next opened.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from sessions.base import new_id
from sessions.errors import StoreError
from sessions.records import Edit, Reader, Where, edits, patched, read_network, read_session
from sessions.room import Room
from sessions.store.operations import Drop, Operation, Put

CARRIED = "carried"


class Keeper(Protocol):
    """What a facilitation asks of a database."""

    def keep(self, operations: Sequence[Operation]) -> None:
        """Keep all of them durably, or none and raise a StoreError."""
        ...

    def documents(self, table: str) -> list[dict[str, Any]]:
        """All documents of a table."""
        ...


class Carrying:
    """The databases of a session and of its network."""

    def __init__(self, session: Keeper, network: Keeper) -> None:
        self._session, self._network = session, network
        self._owed = left_owed(session.documents, network.documents)
        self._carry_over()

    @property
    def behind(self) -> bool:
        """Whether the network's database lacks something that was done in the session."""
        return bool(self._owed)

    def keep(self, changes: Sequence[Edit], more: Sequence[Operation]) -> None:
        """One line in the session's journal holds it all; the network's is written after it."""
        session = [operation(one) for one in changes if one.where is Where.SESSION]
        owed = (*self._owed, *(one for one in changes if one.where is Where.NETWORK))
        carried = [_carried(owed)] if len(owed) > len(self._owed) else []
        self._session.keep([*session, *more, *carried])
        self._owed = owed
        self._carry_over()

    def _carry_over(self) -> None:
        """Bring to the network what it is owed; where that fails it stays owed."""
        if not self._owed:
            return
        mark = self._session.documents(CARRIED)[0]["mark"]
        id_ = str(self._session.documents(Where.SESSION)[0]["id"])
        has = Put(CARRIED, id_, {"id": id_, "mark": mark})
        try:
            self._network.keep([*map(operation, self._owed), has])
        except StoreError:
            return
        self._owed = ()


def kept_room(session: Reader, network: Reader, *, strict: bool = True) -> Room:
    """The room in a session's database and its network's, be the latter behind.

    `strict` is as in `read_session`.
    """
    room = Room(
        session=read_session(session, strict=strict), network=read_network(network, strict=strict)
    )
    return patched(room, left_owed(session, network))


def left_owed(session: Reader, network: Reader) -> tuple[Edit, ...]:
    """What the session's journal carries for the network and the network does not have."""
    carried = next(iter(session(CARRIED)), None)
    if carried is None:
        return ()
    if {"id": session(Where.SESSION)[0]["id"], "mark": carried["mark"]} in network(CARRIED):
        return ()
    return tuple(Edit(Where(where), *rest) for where, *rest in carried["edits"])


def first_edits(room: Room) -> dict[Where, list[Operation]]:
    """The operations that keep a new session and its network, by database."""
    kept: dict[Where, list[Operation]] = {Where.SESSION: [], Where.NETWORK: []}
    for edit in edits(None, room):
        kept[edit.where].append(operation(edit))
    return kept


def operation(edit: Edit) -> Operation:
    """What keeps an edit in its database."""
    _, table, id_, document = edit
    return Drop(table, id_) if document is None else Put(table, id_, document)


def _carried(owed: Iterable[Edit]) -> Put:
    edits_ = [[one.where.value, one.table, one.id, one.document] for one in owed]
    return Put(CARRIED, CARRIED, {"id": CARRIED, "mark": new_id(), "edits": edits_})

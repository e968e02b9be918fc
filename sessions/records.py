"""A room as documents in tables, and back: what the store keeps of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from sessions.base import Document, L, Listed
from sessions.network import Network
from sessions.room import Room
from sessions.session import Session


class Where(StrEnum):
    """In which of the two databases a document is kept."""

    SESSION = "session"
    NETWORK = "network"


class Edit(NamedTuple):
    """A document as it should be kept; None when it should be gone."""

    where: Where
    table: str
    id: str
    document: dict[str, Any] | None


LISTS: dict[Where, tuple[str, ...]] = {
    Where.SESSION: ("blocks", "answers"),
    Where.NETWORK: ("members", "actions", "connections", "dates"),
}
"""The lists of a session and of a network, each a table of the same name."""

Owner = Session | Network
M = TypeVar("M", Session, Network)
_Documents = dict[str, dict[str, Any] | None]

Reader = Callable[[str], Sequence[Mapping[str, Any]]]
"""All documents of a table."""


def edits(old: Room | None, new: Room) -> list[Edit]:
    """What must be kept for `new`, where `old` is kept already."""
    return [
        *edits_of(Where.SESSION, old.session if old else None, new.session),
        *edits_of(Where.NETWORK, old.network if old else None, new.network),
    ]


def read_session(read: Reader, *, strict: bool = True) -> Session:
    """The session in a database; not `strict`, without what this version does not know.

    Only what is never written back is read so.
    """
    head = read(Where.SESSION)[0]
    lists = {name: read(name) for name in LISTS[Where.SESSION]}
    return _session(head, lists, strict=strict)


def read_network(read: Reader, *, strict: bool = True) -> Network:
    """The network in a database, likewise."""
    head = read(Where.NETWORK)[0]
    lists = {name: read(name) for name in LISTS[Where.NETWORK]}
    return _network(head, lists, strict=strict)


def patched(room: Room, changes: Iterable[Edit]) -> Room:
    """The room after `changes` to its documents; what they don't touch is not read anew."""
    tables: dict[Where, dict[str, _Documents]] = {where: {} for where in Where}
    for where, table, id_, document in changes:
        tables[where].setdefault(table, {})[id_] = document
    session, network = tables[Where.SESSION], tables[Where.NETWORK]
    if session:
        room = room.but(session=_session(*_merged(Where.SESSION, room.session, session)))
    if network:
        room = room.but(network=_network(*_merged(Where.NETWORK, room.network, network)))
    return room


def reverse(old: Room, changes: Iterable[Edit]) -> list[Edit]:
    """The edits that bring `old` back after `changes`."""
    return [one._replace(document=_as_kept(old, one)) for one in changes]


def _session(head: Mapping[str, Any], lists: Mapping[str, Any], *, strict: bool = True) -> Session:
    fields = dict(head)
    order = {id_: place for place, id_ in enumerate(fields.pop("agenda_order"))}
    session = _validated(Session, fields, lists, strict=strict)
    blocks = sorted(session.blocks, key=lambda block: order.get(block.id, len(order)))
    return session.but(blocks=tuple(blocks), answers=_in_order(session.answers))


def _network(head: Mapping[str, Any], lists: Mapping[str, Any], *, strict: bool = True) -> Network:
    network = _validated(Network, head, lists, strict=strict)
    return network.but(**{name: _in_order(getattr(network, name)) for name in lists})


def _validated(
    model: type[M], head: Mapping[str, Any], lists: Mapping[str, Any], *, strict: bool
) -> M:
    """The model of a head and its lists; not `strict`, without fields and items it can't have.

    Raises:
        ValidationError: it can't be made of them.
    """
    if strict:
        return model.model_validate({**head, **lists})
    try:
        return model.model_validate({**head, **lists}, extra="ignore")
    except ValidationError as error:
        unknown = {one["loc"][:2] for one in error.errors()}
        known = {
            name: [one for n, one in enumerate(items) if (name, n) not in unknown]
            for name, items in lists.items()
        }
        return model.model_validate({**head, **known}, extra="ignore")


def _merged(
    where: Where, owner: Session | Network, changed: Mapping[str, _Documents]
) -> tuple[Mapping[str, Any], dict[str, Any]]:
    """The head and the lists of `owner` after what `changed`: models where it did not."""
    head = changed.get(where, {}).get(owner.id) or _head(where, owner)
    lists: dict[str, Any] = {}
    for name in LISTS[where]:
        held = {one.id: one for one in getattr(owner, name)}
        every = (held | changed.get(name, {})).values()
        lists[name] = [one for one in every if one is not None]
    return head, lists


def _as_kept(room: Room, edit: Edit) -> dict[str, Any] | None:
    owner: Session | Network = room.session if edit.where is Where.SESSION else room.network
    if edit.table == edit.where:
        return _head(edit.where, owner)
    held: Sequence[Document] = getattr(owner, edit.table)
    if _comes_after(held, edit.document):
        return None
    return next((_dump(one) for one in held if one.id == edit.id), None)


def _comes_after(held: Sequence[Document], document: dict[str, Any] | None) -> bool:
    """Whether it is a later item than all that are held, and so none of them."""
    last = held[-1] if held else None
    return isinstance(last, Listed) and document is not None and document["n"] > last.n


def edits_of(where: Where, old: Owner | None, new: Owner) -> Iterable[Edit]:
    """What must be kept in the one database for `new`, where `old` is kept already."""
    if old is new:
        return
    if old is None or not _same_head(where, old, new):
        yield Edit(where, where.value, new.id, _head(where, new))
    for name in LISTS[where]:
        held: Sequence[Document] = getattr(old, name) if old else ()
        yield from _list_edits(where, name, held, getattr(new, name))


def _list_edits(
    where: Where, table: str, old: Sequence[Document], new: Sequence[Document]
) -> Iterable[Edit]:
    same = len(old) if tuple(old) == tuple(new[: len(old)]) else 0
    before = {one.id: one for one in old[same:]}
    for one in new[same:]:
        had = before.pop(one.id, None)
        if had is not one and had != one:
            yield Edit(where, table, one.id, _dump(one))
    for gone in before:
        yield Edit(where, table, gone, None)


def _same_head(where: Where, old: Owner, new: Owner) -> bool:
    """Whether all is the same but for what is in the lists."""
    fields = type(new).model_fields.keys() - set(LISTS[where])
    same = all(getattr(old, name) == getattr(new, name) for name in fields)
    return same and _order(old) == _order(new)


def _order(owner: Session | Network) -> list[str]:
    return [block.id for block in owner.blocks] if isinstance(owner, Session) else []


def _head(where: Where, owner: Session | Network) -> dict[str, Any]:
    head = owner.model_dump(mode="json", exclude=set(LISTS[where]))
    if isinstance(owner, Session):
        head["agenda_order"] = _order(owner)
    return head


def _dump(one: Document) -> dict[str, Any]:
    return one.model_dump(mode="json")


def _in_order(items: Iterable[L]) -> tuple[L, ...]:
    return tuple(sorted(items, key=lambda one: (one.n, one.id)))

"""What every model shares: frozen, checked, and named by an id of our own."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Annotated, Self, TypeVar
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
ZERO = timedelta()


def new_id() -> str:
    """An id that nothing else has, also on another laptop: a UUID as 32 hex digits."""
    return uuid4().hex


class Frozen(BaseModel):
    """A value: it never changes; what can happen to it gives a new one."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_timedelta="iso8601")

    def but(self, **changes: object) -> Self:
        """The same value with `changes`; the caller hands in values of the right type."""
        return self.model_copy(update=changes)


class Document(Frozen):
    """A value that is kept under an id of its own."""

    id: Annotated[str, Field(min_length=1)]


class Listed(Document):
    """A document with a place in a list: `n` counts up in the order of being made, and stays."""

    n: int = 0


L = TypeVar("L", bound=Listed)
D = TypeVar("D", bound=Document)


def after(items: Sequence[Listed]) -> int:
    """The `n` of what comes next in a list that is in order."""
    return items[-1].n + 1 if items else 0


def with_item(items: tuple[L, ...], item: L) -> tuple[L, ...]:
    """`items` with `item` in its place: instead of the one with its id, or where its `n` says."""
    if not items or items[-1].n < item.n:
        return (*items, item)
    rest = (one for one in items if one.id != item.id)
    return tuple(sorted((*rest, item), key=lambda one: (one.n, one.id)))


def without(items: tuple[D, ...], id_: str) -> tuple[D, ...]:
    """`items` but the one with that id."""
    return tuple(one for one in items if one.id != id_)


def find(items: Iterable[D], id_: str | None) -> D | None:
    """The one with that id, or None."""
    return next((one for one in items if one.id == id_), None)

"""What every model shares: frozen, checked, and named by an id of our own."""

from datetime import timedelta
from typing import Annotated, Self
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field

MINUTE = timedelta(minutes=1)
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

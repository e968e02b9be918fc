"""What can be done to a database: the words its journal is written in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Put:
    """Keep `document` under `id` in `table`, in place of what was there."""

    table: str
    id: str
    document: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Drop:
    """Keep nothing under `id` in `table` any more."""

    table: str
    id: str


@dataclass(frozen=True, slots=True)
class AddTable:
    """There is a table of this name, be it empty."""

    table: str


@dataclass(frozen=True, slots=True)
class DropTable:
    """There is no table of this name; what it held was dropped before."""

    table: str


Operation = Put | Drop | AddTable | DropTable
ON_TABLES = AddTable, DropTable
"""Those that are about a table and no document."""

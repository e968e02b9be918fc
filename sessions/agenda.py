"""Agendas: blocks in order, read from TOML files and checked."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from sessions.base import Frozen, new_id
from sessions.blocks import KINDS, Block
from sessions.errors import AgendaFileError, Expected
from sessions.texts import clean

BUILT_IN = "leernetwerk"
OF_SEVERAL_LINES = frozenset({"notes", "prompt", "source", "summary"})
"""The keys whose text may have line ends; a title, a question or a spot is one line."""

MOST_BLOCKS = 200
"""More than this no meeting gets through, and no screen can show: it is an accident."""


class Agenda(Frozen):
    """A named list of blocks; `source` credits the method it follows."""

    title: Annotated[str, Field(min_length=1)]
    summary: str = ""
    source: str = ""
    blocks: Annotated[tuple[Block, ...], Field(min_length=1, max_length=MOST_BLOCKS)]

    @property
    def minutes(self) -> float:
        """The minutes planned, in all."""
        return sum(block.minutes for block in self.blocks)

    def fresh(self) -> tuple[Block, ...]:
        """The blocks for a new session, with ids of their own."""
        return tuple(block.but(id=new_id()) for block in self.blocks)


@dataclass(frozen=True)
class AgendaFile:
    """An agenda by its name, which is that of its file without language and ending."""

    name: str
    path: Path
    agenda: Agenda


def read_agenda(path: Path) -> Agenda:
    """The agenda in a TOML file.

    Raises:
        AgendaFileError: it can't be used; names the file, the key and what was expected.
    """
    try:
        data = _cleaned(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except (ValueError, RecursionError) as error:
        raise AgendaFileError(path.name, "", Expected.TOML, str(error)) from error
    except OSError as error:
        raise AgendaFileError(path.name, "", Expected.VALID, error.strerror or "") from error
    try:
        agenda = Agenda.model_validate(data)
    except ValidationError as error:
        raise _first_fault(path, error) from error
    _refuse_running_state(path, data, agenda)
    return agenda


def built_in(language: str) -> tuple[AgendaFile, ...]:
    """The agendas that come with Kring, in that language."""
    folder = Path(str(files("sessions"))) / "agendas"
    paths = sorted(folder.glob(f"*.{language}.toml"))
    return tuple(AgendaFile(p.name.split(".")[0], p, read_agenda(p)) for p in paths)


def in_folder(folder: Path) -> tuple[tuple[AgendaFile, ...], tuple[AgendaFileError, ...]]:
    """The agendas in somebody's own `folder`, and what is wrong with the others there."""
    read: list[AgendaFile] = []
    wrong: list[AgendaFileError] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            read.append(AgendaFile(path.stem, path, read_agenda(path)))
        except AgendaFileError as error:
            wrong.append(error)
    return tuple(read), tuple(wrong)


_FAULTS = {
    "missing": Expected.KEY,
    "extra_forbidden": Expected.NO_KEY,
    "string_type": Expected.TEXT,
    "string_too_short": Expected.SOMETHING,
    "too_short": Expected.SOMETHING,
    "too_long": Expected.FEWER,
    "float_type": Expected.NUMBER,
    "float_parsing": Expected.NUMBER,
    "finite_number": Expected.NUMBER,
    "int_type": Expected.WHOLE_NUMBER,
    "int_parsing": Expected.WHOLE_NUMBER,
    "int_from_float": Expected.WHOLE_NUMBER,
    "bool_type": Expected.YES_OR_NO,
    "bool_parsing": Expected.YES_OR_NO,
    "tuple_type": Expected.LIST,
    "list_type": Expected.LIST,
    "model_type": Expected.TABLE,
    "model_attributes_type": Expected.TABLE,
    "greater_than": Expected.MORE_THAN,
    "greater_than_equal": Expected.AT_LEAST,
    "less_than_equal": Expected.AT_MOST,
    "enum": Expected.ONE_OF,
    "union_tag_invalid": Expected.ONE_OF,
    "union_tag_not_found": Expected.ONE_OF,
}
_CHOICE = re.compile(r"'([^']*)'")
"""A value that Pydantic would take, as it tells it."""
_LIMITS = ("gt", "ge", "le", "max_length")
_KIND_AT = 2
"""Where Pydantic puts the kind in the place of a fault: `("blocks", 0, "plenary", "minutes")`."""


def _cleaned(value: Any, key: str = "") -> Any:
    """What a file has under `key`, with every text in it through the gate."""
    if isinstance(value, str):
        return clean(value, lines=key in OF_SEVERAL_LINES)
    if isinstance(value, list):
        return [_cleaned(one, key) for one in value]
    if isinstance(value, dict):
        return {inner: _cleaned(one, inner) for inner, one in value.items()}
    return value


def _refuse_running_state(path: Path, data: dict[str, Any], agenda: Agenda) -> None:
    """An agenda says what is planned; how far a block is belongs to a session."""
    for at, block in enumerate(agenda.blocks):
        for key in sorted(block.of_session() & data["blocks"][at].keys()):
            raise AgendaFileError(path.name, _key(("blocks", at, key)), Expected.NO_KEY)


def _first_fault(path: Path, error: ValidationError) -> AgendaFileError:
    fault = error.errors(include_url=False, include_input=False)[0]
    expected = _FAULTS.get(fault["type"], Expected.VALID)
    context: dict[str, Any] = fault.get("ctx", {})
    detail = next((f"{context[limit]:g}" for limit in _LIMITS if limit in context), "")
    place = [part for at, part in enumerate(fault["loc"]) if at != _KIND_AT]
    if fault["type"] == "enum":
        detail = ", ".join(_CHOICE.findall(context["expected"]))
    elif expected is Expected.ONE_OF:
        detail = ", ".join(KINDS)
        place.append("kind")
    return AgendaFileError(path.name, _key(place), expected, detail)


def _key(place: Iterable[str | int]) -> str:
    """A place in a file as a person counts: `blocks[2].minutes` is that of the second block."""
    key = ""
    for part in place:
        key += f"[{part + 1}]" if isinstance(part, int) else f"{key and '.'}{clean(part)}"
    return key

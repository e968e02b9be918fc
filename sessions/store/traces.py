"""Traces: what tells that a file or a document holds something of what is to be erased."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

from sessions.store import jsontext

_ESCAPES = re.compile(r"((?:\\u[0-9a-fA-F]{4})+)|\\(.)", re.DOTALL)
_SPACES = frozenset("bfnrt")
"""Behind a backslash these are no letters."""


@dataclass(frozen=True)
class Traces:
    """`ids` count wherever they stand, `names` as words in a text, `texts` as the whole of one.

    Capitals do not matter, but in a name of one word: that may be an ordinary word as well.
    """

    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()

    @cached_property
    def name(self) -> re.Pattern[str] | None:
        """Finds one of the names in a text; None where there are none."""
        either = "|".join(map(_as_words, filter(None, self.names)))
        return re.compile(rf"(?<!\w)(?:{either})(?!\w)") if either else None

    @cached_property
    def sure(self) -> Self:
        """Without the texts: others may have said the same."""
        return replace(self, texts=())

    @cached_property
    def own(self) -> Self:
        """The ids alone, which nothing else has."""
        return replace(self, names=(), texts=())

    def but_for(self, documents: Sequence[Any]) -> Self:
        """Without what stands in `documents`, which stay."""
        data = _written(documents)
        return replace(
            self,
            ids=tuple(one for one in self.ids if not Traces(ids=(one,)).in_bytes(data)),
            names=tuple(one for one in self.names if not Traces(names=(one,)).in_bytes(data)),
            texts=tuple(one for one in self.texts if not Traces(texts=(one,)).in_bytes(data)),
        )

    def in_documents(self, documents: Sequence[Any]) -> bool:
        """Whether one of them stands in `documents`."""
        return self.in_bytes(_written(documents))

    def in_bytes(self, data: bytes) -> bool:
        """Whether a file with `data`, damaged or not, holds one of them."""
        if any(form in data for form in self._forms):
            return True
        return self.name is not None and self.name.search(_unescaped(data)) is not None

    @cached_property
    def _forms(self) -> tuple[bytes, ...]:
        texts = {form for one in self.texts for form in (jsontext.encoded(one), json.dumps(one))}
        return tuple(one.encode() for one in (*self.ids, *texts))


def _as_words(name: str) -> str:
    words = r"\s+".join(map(re.escape, name.split()))
    return words if name.isalpha() else f"(?i:{words})"


def _written(documents: Sequence[Any]) -> bytes:
    return jsontext.encoded(documents).encode()


def _unescaped(data: bytes) -> str:
    """What a file says, with the escapes of JSON as what they stand for."""
    return _ESCAPES.sub(_character, data.decode(errors="replace"))


def _character(escape: re.Match[str]) -> str:
    in_hex, plain = escape.groups()
    if in_hex:
        return str(json.loads(f'"{in_hex}"'))
    return " " if plain in _SPACES else str(plain)

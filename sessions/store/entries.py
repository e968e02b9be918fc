"""What the bytes of a journal say, the good lines and the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

from sessions.store import lines
from sessions.store.lines import Line


@dataclass(slots=True)
class Entries:
    """What a journal says: its good lines by number, and what of it is no good."""

    lines: list[Line]
    good_end: int = 0
    bad: Sequence[bytes] = ()
    tail: bytes = b""


def entries(data: bytes) -> Entries:
    """What the bytes of a journal say; a line without its end was never acknowledged."""
    good: list[Line] = []
    bad: list[bytes] = []
    good_end = at = bad_before = 0
    for raw in data.splitlines(keepends=True):
        at += len(raw)
        if raw.isspace():
            continue
        line = _line(raw)
        if line is None:
            bad.append(raw)
        else:
            good.append(line)
            good_end, bad_before = at, len(bad)
    good.sort(key=lambda line: line.number)
    return Entries(good, good_end, bad[:bad_before], b"".join(bad[bad_before:]))


def _line(raw: bytes) -> Line | None:
    try:
        return lines.decode(raw) if raw.endswith(b"\n") else None
    except ValueError:
        return None

"""Following what another process keeps, from its files alone.

Whatever happens to the files while they are read, what was read of them was kept: it stays, unless
a later version replaced it. So the files may be in between two states, and another program may put
older ones in their place, or take them away for a moment.
"""

from collections.abc import Sequence
from contextlib import suppress

from sessions.store import system
from sessions.store.names import Names
from sessions.store.opening import load
from sessions.store.reports import BadTail, Report
from sessions.store.state import State

Signature = tuple[tuple[str, int, int, int, int], ...]
"""For each file its name, number, size, and when it was changed."""


def signature(places: Sequence[Names]) -> Signature:
    """What changes whenever a file in one of `places` does."""
    found = []
    for names in places:
        for name in system.names(names.folder):
            with suppress(OSError):
                stat = system.stat(names.folder / name)
                times = stat.st_mtime_ns, stat.st_ctime_ns
                found.append((name, stat.st_ino, stat.st_size, *times))
    return tuple(found)


def follow(
    home: Names, rescued: Sequence[Names], device: str, known: State
) -> tuple[State, tuple[Report, ...]]:
    """`known` with what the files say by now, and what is wrong with those at home.

    Of what moves from one place to another the first place is read first: what was rescued is at
    home before it is taken away, as a line is in the snapshot before it leaves the journal.

    Raises:
        StoreError: they can't be read now.
    """
    saved = [load(names, device, _nowhere).state for names in rescued]
    found = load(home, device, _nowhere, alone=not rescued)
    for state in (*saved, known):
        found.state.unite(state)
    return found.state, tuple(r for r in found.reports if not _may_be_at_work(r))


def _may_be_at_work(report: Report) -> bool:
    """Whether it may be about a line that is being written at this moment."""
    return isinstance(report, BadTail)


def _nowhere(_name: str, _data: bytes) -> None:
    """Copies nothing."""

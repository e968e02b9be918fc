"""The lookout: finds the session that goes on, and turns to the next one when that is over."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from sessions.cards import SESSION, SessionCard
from sessions.clock import Clock
from sessions.library import Library
from sessions.store.lock import is_held
from sessions.watching import Watching

ABOVE = ("*", "*/sessions", "*/sessions/*")
"""The folders that sessions are in, from the folder of all networks down."""

Stamp = tuple[str, int, int]
"""A path, its size and when it changed: another one when what is there does."""


class Lookout:
    """Watches the session `only`; without one whichever goes on, from when it begins."""

    def __init__(self, library: Library, clock: Clock, only: SessionCard | None = None) -> None:
        self._library, self._clock, self._only = library, clock, only
        self.watching: Watching | None = None
        self.card = only
        self._going: SessionCard | None = None
        self._shelves: tuple[Stamp, ...] = ()
        self._folders: tuple[Path, ...] = ()
        self._seen: tuple[tuple[Stamp, ...], dict[Path, tuple[Stamp, ...]]] = ((), {})
        self._past: frozenset[Path] = frozenset()

    def follow(self) -> bool:
        """See what was kept since; whether anything is other than it was. Cheap when not.

        Raises:
            StoreError: it can't be read now; what was seen before still stands.
        """
        card = self._only or self._next()
        if card and (self.watching is None or self.card is None or card.id != self.card.id):
            self._turn_to(card)
            return True
        return self.watching is not None and self.watching.follow()

    def close(self) -> None:
        """Watch nothing any more."""
        if self.watching is not None:
            self.watching.close()
            self.watching = None

    def _turn_to(self, card: SessionCard) -> None:
        watching = self._library.watch(card, self._clock)
        self.close()
        self.card, self.watching = card, watching

    def _next(self) -> SessionCard | None:
        """The session to turn to; none as long as somebody runs the one that is watched."""
        watching = self.watching
        if watching is not None and watching.attended and not watching.room.session.closed:
            return None
        shelves, files = seen = self._stamps()
        if seen != self._seen:
            self._look()
            self._seen = shelves, {one: files[one] for one in files if one not in self._past}
        return self._going

    def _look(self) -> None:
        every = [card for network in self._library.networks() for card in network.sessions]
        self._past = frozenset(one.folder for one in every if not (one.planned or one.running))
        going = [one for one in every if one.running]
        self._going = max(going, key=_most_likely, default=None)

    def _stamps(self) -> tuple[tuple[Stamp, ...], dict[Path, tuple[Stamp, ...]]]:
        """What changes when a session is planned, begun or closed; past ones are left alone.

        That is of the folders that sessions are in, and of the files of each session.
        """
        networks = self._library.root / "networks"
        above = (one for level in ABOVE for one in networks.glob(level))
        shelves = _stamps((networks, *above))
        if shelves != self._shelves:
            self._shelves, self._folders = shelves, tuple(networks.glob("*/sessions/*/*"))
        open_ = (folder for folder in self._folders if folder not in self._past)
        return shelves, {folder: _stamps(folder.glob("*")) for folder in open_}


def _most_likely(card: SessionCard) -> tuple[bool, object]:
    """Of several that were never closed: one that a process runs, else the newest."""
    return is_held(card.folder, SESSION), card.day


def _stamps(paths: Iterable[Path]) -> tuple[Stamp, ...]:
    found = []
    for path in paths:
        with suppress(OSError):
            stat = path.stat()
            found.append((str(path), stat.st_size, stat.st_mtime_ns))
    return tuple(found)

"""Watching: a session that another process runs, read again and again and never written to."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from sessions.cards import readable
from sessions.carrying import kept_room
from sessions.clock import Clock
from sessions.facilitation import STEPS
from sessions.room import Room

TRIES = 5
"""Times that both databases are read again while somebody writes, before it waits its turn."""

RECENT = timedelta(minutes=10)
"""So long after what another device wrote last it may still be at work: a room can be quiet."""


class Followed(Protocol):
    """What watching asks of a database that is open to be read."""

    @property
    def held(self) -> bool:
        """Whether a process on this device has it open to write."""
        ...

    @property
    def others_wrote(self) -> datetime | None:
        """When another device last wrote in it, and has it open still as far as is known."""
        ...

    def documents(self, table: str) -> Sequence[Mapping[str, Any]]:
        """All documents of a table."""
        ...

    def refresh(self) -> bool:
        """Read what came since; whether there was anything."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class Watching:
    """A session and its network as they stood at the last `follow`.

    `attended` tells whether a process on this device ran it then; `elsewhere`, whether another
    device wrote in it so recently that it may be running it.
    """

    def __init__(self, session: Followed, network: Followed, clock: Clock, folder: Path) -> None:
        """Watch what is in two open databases; `folder` is what an error names.

        Raises:
            StoreError: it can't be read.
        """
        self.clock, self._folder = clock, folder
        self._session, self._network = session, network
        self._unread = False
        self._room = self._read()
        self._last = self._last_step() or clock.now()
        self.attended, self.elsewhere = session.held, self._is_elsewhere()

    @property
    def room(self) -> Room:
        """The room as it is kept."""
        return self._room

    @property
    def last(self) -> datetime:
        """When the last of it came: since then nothing was heard."""
        return self._last

    def follow(self) -> bool:
        """See what was kept since; whether anything is other than it was. Cheap when not.

        Raises:
            StoreError: it can't be read now; what was seen before still stands.
        """
        before, whose = self._room, (self.attended, self.elsewhere)
        self.attended, self.elsewhere = self._session.held, self._is_elsewhere()
        self._unread |= self._refresh()
        if self._unread and self._at_rest():
            self._room, self._unread = self._read(), False
        changed = self._room != before
        if changed:
            self._last = self.clock.now()
        return changed or (self.attended, self.elsewhere) != whose

    def close(self) -> None:
        """Let go of both databases."""
        self._session.close()
        self._network.close()

    def _is_elsewhere(self) -> bool:
        wrote = self._session.others_wrote
        return wrote is not None and abs(self.clock.now() - wrote) < RECENT

    def _refresh(self) -> bool:
        network, session = self._network.refresh(), self._session.refresh()
        return network or session

    def _at_rest(self) -> bool:
        """Whether the two were read as they stood at one moment: neither changed meanwhile."""
        return any(not self._refresh() for _try in range(TRIES))

    def _read(self) -> Room:
        with readable(self._folder):
            return kept_room(self._session.documents, self._network.documents, strict=False)

    def _last_step(self) -> datetime | None:
        with readable(self._folder):
            taken = (datetime.fromisoformat(step["at"]) for step in self._session.documents(STEPS))
            return max(taken, default=None)

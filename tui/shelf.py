"""The shelf: the data folder as the screens hold it; looked at on the thread that keeps.

This is on the way to the first list: what brings in Pydantic is imported where it is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from exports.language import language
from sessions.cards import NetworkCard, SessionCard, going_on
from sessions.catalogue import Catalogue
from sessions.clock import Clock
from sessions.demo import is_demo
from sessions.store.care import rescued
from sessions.store.errors import NewerFormatError
from sessions.store.format import ensure_root
from sessions.store.index import Index

if TYPE_CHECKING:
    from datetime import datetime

    from sessions.agenda import AgendaFile
    from sessions.choosing import Choice
    from sessions.errors import AgendaFileError, StoreError
    from sessions.library import Library
    from sessions.lookout import Lookout


PIECE = 25
"""Readings (half a millisecond each) after which others have their turn on the thread."""


class Shelf:
    """The networks and sessions in a data folder, as they were when last looked at.

    At first that is as the index has them: there at once, and not always right.
    """

    def __init__(self, root: Path, device: str, clock: Clock, *, demo: bool) -> None:
        if demo and not is_demo(root):
            from sessions.demo import make_demo

            make_demo(root, language=language(), now=clock.now(), device=device)
        self._later: tuple[StoreError, ...] = ()
        try:
            ensure_root(root)
        except NewerFormatError as error:
            self._later = (error,)
        self._catalogue = Catalogue(root, device=device, index=Index(root))
        self._device, self._clock = device, clock
        self.networks = self._catalogue.known
        self.waiting: tuple[Path, ...] = ()
        """Where words wait that were kept when a disk failed."""

    @cached_property
    def library(self) -> Library:
        """What opens and makes them."""
        from sessions.library import Library

        return Library(self._catalogue.root, device=self._device)

    def lookout(self, only: SessionCard | None) -> Lookout:
        """Who looks out for sessions, with a library of its own that knows what the index does."""
        from sessions.library import Library
        from sessions.lookout import Lookout

        root = self._catalogue.root
        library = Library(root, device=self._device, index=Index(root))
        return Lookout(library, self._clock, only)

    @property
    def unreadable(self) -> tuple[StoreError, ...]:
        """What could not be read when last looked at, or can only be read."""
        return (*self._later, *self._catalogue.unreadable)

    def looking(self) -> Iterator[bool]:
        """Look again what there is, a piece at each step; True says there is more.

        Raises:
            StoreError: the data folder can't be read.
        """
        for number, _pause in enumerate(self._catalogue.look(), 1):
            if not number % PIECE:
                self.networks = self._catalogue.known
                yield True
        self.networks = self._catalogue.known
        self.waiting = tuple(rescued(self._catalogue.root))

    def look_at(self, folder: Path) -> NetworkCard:
        """The network in that folder, as it is now.

        Raises:
            NoNetworkError: there is none, or none that can be read.
        """
        try:
            return self._catalogue.look_at(folder)
        finally:
            self.networks = self._catalogue.known

    def make_network(self, now: datetime, *, name: str, goal: str, why: str) -> NetworkCard:
        """A new network, kept."""
        network = self.library.make_network(now, name=name, goal=goal, why=why)
        return self.look_at(self.library.folder_of(network))

    @property
    def running(self) -> SessionCard | None:
        """The session that was going on when the program last ran; the newest of them."""
        return going_on(self.networks)

    def network(self, id_: str) -> NetworkCard | None:
        """The network with that id; None when it has gone since it was shown."""
        return next((card for card in self.networks if card.id == id_), None)

    def session(self, id_: str) -> SessionCard | None:
        """The session with that id, likewise."""
        every = (one for card in self.networks for one in card.sessions)
        return next((one for one in every if one.id == id_), None)

    def choices(self) -> tuple[Choice, ...]:
        """What laptops changed without knowing of each other, for a person to choose.

        Raises:
            StoreError: some of it can't be read.
        """
        from sessions.choosing import in_network, in_session

        found: list[Choice] = []
        for network in self.networks:
            if network.differing:
                found += in_network(network.folder, self._device)
            for session in network.sessions:
                if session.differing:
                    found += in_session(session.folder, network.folder, self._device)
        return tuple(found)

    @property
    def differing(self) -> int:
        """How many things there are to choose."""
        sessions = sum(one.differing for card in self.networks for one in card.sessions)
        return sessions + sum(card.differing for card in self.networks)

    def agendas(self) -> tuple[tuple[AgendaFile, ...], tuple[AgendaFileError, ...]]:
        """The agendas to choose from, somebody's own first; and what is wrong with others."""
        from sessions.agenda import built_in, in_folder

        own, wrong = in_folder(self.library.agendas)
        return (*own, *built_in(language())), wrong

"""The catalogue: the cards of a data folder, as the index has them, and looked at afresh.

Looking goes folder by folder, and reads only where a file has changed since the card was made.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from sessions.cards import (
    NETWORK,
    SESSION,
    Card,
    NetworkCard,
    Read,
    SessionCard,
    from_written,
    read_network,
    read_session,
    written,
)
from sessions.errors import NoNetworkError, StoreError
from sessions.store import system
from sessions.store.errors import UnreadableError
from sessions.store.following import signature
from sessions.store.index import Entry, Index
from sessions.store.journal import reason_of
from sessions.store.names import NETWORKS, SESSIONS, Names

AT_ONCE = 500
"""So many cards go into the index together."""


class Looked(NamedTuple):
    """What a folder was like: its signature (empty: read it again), its card, what is wrong."""

    seen: bytes
    card: Card | None
    error: StoreError | None = None


@dataclass(slots=True)
class _Network:
    """The folders of one network, by name from the root; `card` and `errors` sum them up."""

    looked: dict[str, Looked] = field(default_factory=dict)
    card: NetworkCard | None = None
    errors: tuple[StoreError, ...] = ()

    def sum_up(self, folder: str) -> None:
        """Make the card of what there is; `folder` is the network's own."""
        head = self.looked[folder].card if folder in self.looked else None
        cards = [one.card for one in self.looked.values()]
        sessions = (card for card in cards if isinstance(card, SessionCard))
        self.card = head.holding(sessions) if isinstance(head, NetworkCard) else None
        self.errors = tuple(one.error for one in self.looked.values() if one.error)


class Catalogue:
    """The data folder `root`, as this device (`device` is its id) reads it.

    `index` makes it quick where there is much; without one every database is read.
    """

    def __init__(self, root: Path, *, device: str, index: Index | None = None) -> None:
        self.root = root
        self._device = device
        self._index = index
        self._changed: dict[str, Entry | None] = {}
        self._networks: dict[str, _Network] = {}
        self._stale: set[str] = set()
        self._known: tuple[NetworkCard, ...] = ()
        if index:
            self._take_in(index)

    @property
    def known(self) -> tuple[NetworkCard, ...]:
        """The networks by name, as they were when last looked at; the same as long as they are."""
        if self._stale:
            for folder in self._stale & self._networks.keys():
                self._networks[folder].sum_up(folder)
            self._stale.clear()
            cards = (network.card for network in self._networks.values())
            found = (card for card in cards if card)
            self._known = tuple(sorted(found, key=lambda card: (card.name.casefold(), card.id)))
        return self._known

    @property
    def unreadable(self) -> tuple[StoreError, ...]:
        """What could not be read when last looked at."""
        return tuple(error for network in self._networks.values() for error in network.errors)

    def networks(self) -> Iterator[NetworkCard]:
        """The networks by name, as they are now."""
        for _pause in self.look():
            pass
        yield from self.known

    def look(self) -> Iterator[None]:
        """Look at every folder, and read where something changed; pauses after each reading.

        In a pause one network may be looked at, or something be planned in it.

        Raises:
            StoreError: the folder with the networks can't be listed.
        """
        for folder in self._folders(NETWORKS):
            yield from self._look_at(folder)
            yield
        for folder in self._networks.keys() - set(self._folders(NETWORKS)):
            self._set_aside(folder, *self._networks[folder].looked)
        self._keep()

    def look_at(self, place: Path) -> NetworkCard:
        """The network in that folder, as it is now.

        Raises:
            NoNetworkError: there is none, or none that can be read.
        """
        folder = place.relative_to(self.root).as_posix()
        for _pause in self._look_at(folder):
            pass
        self._keep()
        found = next((card for card in self.known if card.folder == place), None)
        if found is None:
            raise NoNetworkError(place.name)
        return found

    def _look_at(self, network: str) -> Iterator[None]:
        """Look at a network and its sessions."""
        for folder in [network, *self._sessions(network)]:
            if self._look_into(network, folder):
                yield
        if network in self._networks:
            there = {network, *self._sessions(network)}
            self._set_aside(network, *(self._networks[network].looked.keys() - there))

    def _look_into(self, network: str, folder: str) -> bool:
        """Look at a folder: whether it had to be read."""
        known = self._networks.setdefault(network, _Network()).looked
        try:
            seen = _digest(Names(self.root / folder, NETWORK if folder == network else SESSION))
            if folder in known and known[folder].seen == seen:
                return False
            if not seen:
                self._set_aside(network, folder)
                return False
            looked = Looked(seen, *self._read(network, folder))
        except StoreError as error:
            looked = Looked(b"", None, error)
        known[folder] = looked
        self._note(network, folder, None if looked.error else Entry(seen, written(looked.card)))
        return True

    def _read(self, network: str, folder: str) -> Read:
        read = read_network if folder == network else read_session
        return read(self.root / folder, self._device)

    def _set_aside(self, network: str, *folders: str) -> None:
        """Know no more of folders that are gone."""
        known = self._networks[network].looked
        for folder in folders:
            if known.pop(folder, None):
                self._note(network, folder, None)
        if not known:
            del self._networks[network]
            self._stale.add(network)

    def _sessions(self, network: str) -> Iterator[str]:
        """The folders of its sessions; one that can't be listed itself, for that to be told."""
        for year in self._listed(f"{network}/{SESSIONS}"):
            yield from self._listed(year)

    def _listed(self, folder: str) -> list[str]:
        try:
            return self._folders(folder)
        except UnreadableError:
            return [folder]

    def _folders(self, folder: str) -> list[str]:
        """What is in a folder, each by its path from the root.

        Raises:
            UnreadableError: it can't be listed.
        """
        try:
            return [f"{folder}/{name}" for name in system.names(self.root / folder)]
        except OSError as error:
            raise UnreadableError(self.root / folder, reason_of(error)) from error

    # -- the index

    def _take_in(self, index: Index) -> None:
        """What the index knows."""
        entries = index.entries()
        try:
            cards = from_written({f"{self.root}/{key}": entries[key].card for key in entries})
        except (TypeError, ValueError):
            index.throw_away()
            return
        for (folder, entry), card in zip(entries.items(), cards.values(), strict=True):
            network = "/".join(folder.split("/", 2)[:2])
            known = self._networks.setdefault(network, _Network()).looked
            known[folder] = Looked(entry.seen, card)
            self._stale.add(network)

    def _note(self, network: str, folder: str, entry: Entry | None) -> None:
        """The card of `folder` is another one now."""
        self._stale.add(network)
        self._changed[folder] = entry
        if len(self._changed) >= AT_ONCE:
            self._keep()

    def _keep(self) -> None:
        """Have the index know what changed."""
        if self._index and self._changed:
            self._index.change(self._changed)
        self._changed.clear()


def _digest(names: Names) -> bytes:
    """The signature of a database, in few bytes; empty where there are no files.

    Raises:
        UnreadableError: it can't be listed.
    """
    try:
        files = signature([names])
    except OSError as error:
        raise UnreadableError(names.folder, reason_of(error)) from error
    return sha256(repr(files).encode()).digest()[:16] if files else b""

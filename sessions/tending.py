"""Tending a network between its sessions: its people come, are mended, leave and come back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sessions.carrying import Carrying, Keeper, first_edits, operation
from sessions.clock import Clock
from sessions.facilitation import Facilitation
from sessions.network import Network
from sessions.records import Edit, Where, read_network
from sessions.room import Room
from sessions.session import Session
from sessions.store.operations import Operation, Put


class Tending(Facilitation):
    """A network in the facilitator's hands while no session of it is open.

    What happens to its people is the same change as in a session, kept in the network's own
    database; the steps can be undone until it is put away.
    """

    def __init__(self, network: Keeper, clock: Clock) -> None:
        never = _NoSession(read_network(network.documents))
        super().__init__(never, network, clock)
        self._kept = _OfNetwork(never, network)


class _OfNetwork(Carrying):
    """What is kept when there is no session to carry it."""

    def keep(self, changes: Sequence[Edit], more: Sequence[Operation]) -> None:
        """All of it is the network's; the steps live as long as this."""
        del more
        network = [operation(one) for one in changes if one.where is Where.NETWORK]
        self._network.keep(network)


class _NoSession:
    """Where a session would be kept: it holds one that never begins, and keeps nothing."""

    def __init__(self, network: Network) -> None:
        room = Room(session=no_session(network), network=network)
        self._head = first_edits(room)[Where.SESSION]

    def keep(self, operations: Sequence[Operation]) -> None:
        """Nothing is to be kept here."""

    def documents(self, table: str) -> list[dict[str, Any]]:
        """The head of the session; nothing else."""
        puts = (one for one in self._head if isinstance(one, Put))
        return [dict(one.document) for one in puts if one.table == table]


def no_session(network: Network) -> Session:
    """A session that never begins, for a network of which none is open."""
    return Session(id=network.id, network=network.id, title="", agenda="", day=date.min)

"""Who has spoken to whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import combinations
from typing import TYPE_CHECKING

from sessions.base import after, new_id
from sessions.meetings import Pair
from sessions.network import Connection, Met, Network

if TYPE_CHECKING:
    from sessions.room import Room


def spoken(network: Network) -> frozenset[Pair]:
    """The pairs who ever spoke, by member id."""
    return frozenset(frozenset(c.people) for c in network.connections)


def times_spoken(network: Network, *, but: str = "") -> dict[Pair, int]:
    """How often each pair spoke, the session `but` left out."""
    times: dict[Pair, int] = {}
    for connection in network.connections:
        if connection.session != but:
            pair = frozenset(connection.people)
            times[pair] = times.get(pair, 0) + 1
    return times


def not_spoken(network: Network, people: Collection[str]) -> tuple[Pair, ...]:
    """The pairs among `people` who never spoke, in the order of `people`."""
    known = spoken(network)
    pairs = (frozenset(two) for two in combinations(people, 2))
    return tuple(pair for pair in pairs if pair not in known)


def share_known(network: Network, people: Collection[str]) -> float:
    """The share, 0 to 1, of all pairs among `people` who have spoken; 1 when there is no pair."""
    pairs = len(people) * (len(people) - 1) // 2
    return 1 - len(not_spoken(network, people)) / pairs if pairs else 1.0


def connect(room: Room, now: datetime, *, groups: Iterable[Collection[str]], met: Met) -> Room:
    """The room after the people of each group spoke; a pair counts once in a session and way."""
    had = {(frozenset(c.people), c.met) for c in room.met_today}
    made: list[Connection] = []
    n = after(room.network.connections)
    for group in groups:
        for a, b in combinations(group, 2):
            if (frozenset((a, b)), met) not in had:
                had.add((frozenset((a, b)), met))
                made.append(_connection(room, now, n + len(made), (a, b), met))
    return room.in_network(connections=(*room.network.connections, *made))


def disconnect(room: Room, now: datetime, *, pair: Pair, met: Met) -> Room:
    """The room without that connection of this session: it did not take place."""
    del now
    gone = {c.id for c in room.met_today if frozenset(c.people) == pair and c.met is met}
    kept = tuple(c for c in room.network.connections if c.id not in gone)
    return room.in_network(connections=kept)


def _connection(room: Room, now: datetime, n: int, people: tuple[str, str], met: Met) -> Connection:
    return Connection(id=new_id(), n=n, people=people, session=room.session.id, at=now, met=met)

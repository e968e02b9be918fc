"""Who has spoken to whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
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


def days_since_spoken(network: Network, today: date) -> dict[Pair, int]:
    """How many days ago each pair who ever spoke did so last."""
    last = {frozenset(c.people): c.at for c in network.connections}
    return {two: max(0, (today - at.astimezone().date()).days) for two, at in last.items()}


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

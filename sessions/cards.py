"""Cards: what a list shows of a network and of a session, and how they are read from a folder.

Made of the store's plain documents, with no models: this is on the way to the first list.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from sessions.errors import StoreError
from sessions.store.errors import PartlyReadError, UnreadableError, Why

if TYPE_CHECKING:
    from sessions.store.state import Version

NETWORK, SESSION = "network", "session"
"""A database's name, and its table with the head."""


@dataclass(frozen=True, slots=True)
class SessionCard:
    """A session on the shelf: what a list shows of it, and where it is."""

    id: str
    network: str
    title: str
    number: int
    day: date
    planned: bool
    running: bool
    answers: int
    place: str
    """The folder; as a text, for there are thousands of cards."""
    differing: int = 0
    """Things in it that laptops changed without knowing of each other (see `choosing`)."""

    @property
    def folder(self) -> Path:
        """Where it is."""
        return Path(self.place)

    @property
    def network_folder(self) -> Path:
        """Where its network is."""
        return self.folder.parents[2]


@dataclass(frozen=True, slots=True)
class NetworkCard:
    """A network on the shelf, with its sessions, the newest first."""

    id: str
    name: str
    members: int
    open_actions: int
    place: str
    sessions: tuple[SessionCard, ...] = ()
    differing: int = 0
    """Likewise, in the network itself."""

    @property
    def folder(self) -> Path:
        """Where it is."""
        return Path(self.place)

    @property
    def running(self) -> SessionCard | None:
        """The session that is going on."""
        return next((one for one in self.sessions if one.running), None)

    @property
    def planned(self) -> SessionCard | None:
        """The session that is ready to start; the first of them."""
        return next((one for one in reversed(self.sessions) if one.planned), None)

    @property
    def past(self) -> tuple[SessionCard, ...]:
        """The sessions that were closed."""
        return tuple(one for one in self.sessions if not one.planned and not one.running)

    def holding(self, sessions: Iterable[SessionCard]) -> Self:
        """The network with these sessions."""
        newest_first = sorted(sessions, key=lambda one: (one.day, one.number), reverse=True)
        return replace(self, sessions=tuple(newest_first))


Card = NetworkCard | SessionCard


def going_on(networks: Iterable[NetworkCard]) -> SessionCard | None:
    """The session that was going on when the program last ran; the newest of them."""
    going = (card.running for card in networks)
    return max((one for one in going if one), key=lambda one: one.day, default=None)


Read = tuple[Card | None, StoreError | None]
"""A card, None where nothing was made whole yet; and why it may not tell all there was."""


def read_network(folder: Path, device: str) -> Read:
    """The card of the network in `folder`, without its sessions.

    Raises:
        StoreError: it can't be read.
    """
    with readable(folder):
        (heads, members, actions), differing, fault = _tables(
            folder, device, NETWORK, "members", "actions"
        )
        card = _network_card(heads[0], members, actions, folder) if heads else None
        return replace(card, differing=differing) if card else None, fault


def read_session(folder: Path, device: str) -> Read:
    """The card of the session in `folder`; errors as for a network."""
    with readable(folder):
        (heads, answers), differing, fault = _tables(folder, device, SESSION, "answers")
        card = _session_card(heads[0], len(answers), folder) if heads else None
        return replace(card, differing=differing) if card else None, fault


def written(card: Card | None) -> bytes:
    """A card as JSON, without its place and its sessions."""
    match card:
        case SessionCard():
            facts: Sequence[object] | None = [
                *(card.id, card.network, card.title, card.number, card.day.isoformat()),
                *(card.planned, card.running, card.answers, card.differing),
            ]
        case NetworkCard():
            facts = [card.id, card.name, card.members, card.open_actions, card.differing]
        case None:
            facts = None
    return json.dumps(facts).encode()


def from_written(cards: Mapping[str, bytes]) -> dict[str, Card | None]:
    """Cards by place, from what was `written` of them."""
    said = json.loads(b"[%s]" % b",".join(cards.values()))
    return {place: _card(facts, place) for place, facts in zip(cards, said, strict=True)}


def _card(facts: Any, place: str) -> Card | None:
    match facts:
        case [id_, network, title, number, day, planned, running, answers, differing]:
            session = id_, network, title, number, date.fromisoformat(day)
            return SessionCard(*session, planned, running, answers, place, differing)
        case [id_, name, members, open_actions, differing]:
            return NetworkCard(id_, name, members, open_actions, place, differing=differing)
    return None


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Documents that are not what they should be, a hand's work, end in a StoreError.

    Raises:
        UnreadableError: something is missing or of another kind.
    """
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        missing = isinstance(error, IndexError)
        raise UnreadableError(path, Why.NO_HEAD if missing else Why.SHAPE) from error


def _tables(
    folder: Path, device: str, name: str, *others: str
) -> tuple[list[list[dict[str, Any]]], int, StoreError | None]:
    """The tables of a database, its own (with the head) first, and how much of it differs.

    No other may keep a copy. Also what was wrong with it, where it may not be all.

    Raises:
        UnreadableError: there is something, and no head.
    """
    from sessions.choosing import CHOSEN
    from sessions.store.names import Names
    from sessions.store.opening import load, only_reading

    found = load(Names(folder, name), device, only_reading, listing=True)
    state = found.state
    documents = [
        [one.document for one in state.tables.get(table, {}).values() if one.document is not None]
        for table in (name, *others)
    ]
    if not documents[0] and any(state.tables.values()):
        raise UnreadableError(folder, Why.NO_HEAD)
    several = [v for v in state.others if v[0] in CHOSEN and _stand(state.versions(v))]
    return documents, len(several), None if found.whole else PartlyReadError(folder)


def _stand(versions: Iterable[Version]) -> bool:
    """Whether more than one of them has a document."""
    return sum(one.document is not None for one in versions) > 1


def _network_card(
    head: dict[str, Any], members: list[dict[str, Any]], actions: list[dict[str, Any]], folder: Path
) -> NetworkCard:
    return NetworkCard(
        id=_text(head["id"]),
        name=_text(head["name"]),
        members=sum(1 for one in members if not (one["left"] or one.get("guest"))),
        open_actions=sum(1 for one in actions if one["status"] == "open"),
        place=str(folder),
    )


def _session_card(head: dict[str, Any], answers: int, folder: Path) -> SessionCard:
    return SessionCard(
        id=_text(head["id"]),
        network=_text(head["network"]),
        title=_text(head["title"]),
        number=int(head["number"]),
        day=date.fromisoformat(head["day"]),
        planned=head["begun"] is None,
        running=head["begun"] is not None and head["closed"] is None,
        answers=answers,
        place=str(folder),
    )


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise TypeError(type(value).__name__)

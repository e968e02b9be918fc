"""Forgetting: what a network and its sessions are without a person, an answer or a session.

Who is erased is nobody any more: their name and what is known of them go, and so do the
connections they made, what was told about them, and what they said of themselves. What else they
said belongs to the group and stays, without a name. Where others wrote the name in full, or a first
name that nobody else has, stands HIDDEN. A session goes with all that was agreed in it; an answer
goes with how it read before, and an action that came from it stays.

A first name may be somebody else's too, and in small letters an ordinary word: where one is left is
told.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from sessions import partners
from sessions.actions import ActionItem
from sessions.alliteration.beginnings import called
from sessions.base import find, without
from sessions.names import plain
from sessions.network import Member, Network
from sessions.records import LISTS, Where
from sessions.session import Answer, Session
from sessions.store.traces import Traces

HIDDEN = "…"
_TEXTS = {
    *("text", "title", "prompt", "notes", "reason", "before", "by", "facilitator", "place", "word"),
    *("goal", "why", "role", "reach", "organisation", "trait", "spots", "spot", "agenda"),
}
"""The keys under which a name may stand in what somebody typed; `name` is a member's own."""
_OWN = {"reach", "trait"}
"""Of these what is said of a member is theirs: a first name in it is theirs too."""
_ADDRESS = re.compile(r"[@\d]")
"""What a way to reach somebody has when it is theirs: “by mail” is anybody's."""
_PAIR = 2
Owner = TypeVar("Owner", Network, Session)


@dataclass(frozen=True)
class Erasure:
    """What is to go: what stays of a network and of a session, and the `traces` of what goes.

    The session `whole` goes whole; `called` is the first name of who goes.
    """

    traces: Traces
    network: Callable[[Network], Network]
    session: Callable[[Session], Session]
    whole: str = ""
    called: str = ""


@dataclass(frozen=True)
class Toll:
    """How much an erasure takes: what goes, and in what stays what is changed.

    `standing` are the texts in which the first name `called` is left, perhaps somebody else's.
    """

    answers: int = 0
    unnamed: int = 0
    hidden: int = 0
    connections: int = 0
    actions: int = 0
    called: str = ""
    standing: tuple[str, ...] = ()

    def __add__(self, other: Self) -> Self:
        return type(self)(
            self.answers + other.answers,
            self.unnamed + other.unnamed,
            self.hidden + other.hidden,
            self.connections + other.connections,
            self.actions + other.actions,
            self.called or other.called,
            tuple(dict.fromkeys((*self.standing, *other.standing))),
        )


def of_person(network: Network, member: Member) -> Erasure:
    """Without that member, wherever they stand."""
    traces = Traces(ids=(member.id,), names=_names(network, member))

    def in_network(network: Network) -> Network:
        left = network.but(
            name=_hide(network.name, traces.name),
            members=without(network.members, member.id),
            connections=tuple(c for c in network.connections if member.id not in c.people),
        )
        return Network.model_validate(_rid(left.model_dump(mode="json"), member.id, traces.name))

    def in_session(session: Session) -> Session:
        left = session.but(
            here=tuple(one for one in session.here if one.member != member.id),
            answers=tuple(one for one in session.answers if not _tells(session, one, member.id)),
            proposed=partners.without(session.proposed, member.id),
        )
        return Session.model_validate(_rid(left.model_dump(mode="json"), member.id, traces.name))

    return Erasure(traces, in_network, in_session, called=called(member.name))


def of_answer(answer: Answer) -> Erasure:
    """Without that answer; an action that came from it no longer says so."""

    def in_network(network: Network) -> Network:
        return network.but(actions=tuple(_parted(one, answer.id) for one in network.actions))

    def in_session(session: Session) -> Session:
        return session.but(answers=without(session.answers, answer.id))

    said = (answer.text, *(one.text for one in answer.corrections))
    return Erasure(Traces(ids=(answer.id,), texts=said), in_network, in_session)


def of_session(session: Session) -> Erasure:
    """Without that session, and what was agreed and who met in it."""

    def in_network(network: Network) -> Network:
        agreed = (one for one in network.actions if one.session != session.id)
        return network.but(
            actions=tuple(_unsaid(one, session.id) for one in agreed),
            connections=tuple(c for c in network.connections if c.session != session.id),
            dates=tuple(one for one in network.dates if one.session != session.id),
        )

    ids = (session.id, *(one.id for one in session.answers))
    return Erasure(Traces(ids=ids), in_network, lambda other: other, whole=session.id)


def toll_of_network(before: Network, after: Network, erasure: Erasure) -> Toll:
    """What an erasure took of a network."""
    return _toll(Where.NETWORK, before, after, erasure) + Toll(
        connections=len(before.connections) - len(after.connections),
        actions=len(before.actions) - len(after.actions),
    )


def toll_of_session(before: Session, after: Session, erasure: Erasure) -> Toll:
    """What an erasure took of a session."""
    return _toll(Where.SESSION, before, after, erasure) + Toll(
        answers=len(before.answers) - len(after.answers),
        unnamed=sum(1 for had, has in _both(before.answers, after.answers) if had.by != has.by),
    )


def _toll(where: Where, before: Owner, after: Owner, erasure: Erasure) -> Toll:
    """In how many texts a name is hidden, and which are left with the first name in them."""
    both = {one: _both(getattr(before, one), getattr(after, one)) for one in LISTS[where]}
    stays = before.but(**{name: tuple(had for had, _has in one) for name, one in both.items()})
    name, first = erasure.traces.name, _first_name(erasure.called)
    return Toll(
        hidden=sum(1 for text in _texts(stays, _TEXTS) if name and name.search(text)),
        called=erasure.called,
        standing=tuple(
            text for text in _texts(after, _TEXTS - _OWN) if first and first.search(plain(text))
        ),
    )


def _first_name(name: str) -> re.Pattern[str] | None:
    """Finds a first name in a `plain` text, also as the one whose something is."""
    return re.compile(rf"(?<!\w){re.escape(plain(name))}s?(?!\w)") if name else None


def _texts(owner: Network | Session, keys: Collection[str]) -> Iterator[str]:
    """All that somebody typed under those keys, and the name of a network."""
    if isinstance(owner, Network):
        yield owner.name
    yield from _texts_in(owner.model_dump(mode="json"), keys)


def _texts_in(value: Any, keys: Collection[str], key: str = "") -> Iterator[str]:
    match value:
        case str() if key in keys:
            yield value
        case list():
            for one in value:
                yield from _texts_in(one, keys, key)
        case dict():
            for inner, one in value.items():
                yield from _texts_in(one, keys, inner)


def _both(before: Iterable[Any], after: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    stays = {one.id: one for one in after}
    return ((had, stays[had.id]) for had in before if had.id in stays)


def _names(network: Network, member: Member) -> tuple[str, ...]:
    """What only they are called, in full and by the first name, and where to reach only them."""
    others = [one for one in network.members if one.id != member.id]
    taken = {"", *(word for one in others for word in (one.name, *one.name.split(), one.reach))}
    address = member.reach if _ADDRESS.search(member.reach) else ""
    names = dict.fromkeys((member.name, called(member.name), address))
    return tuple(name for name in names if name not in taken)


def _tells(session: Session, answer: Answer, person: str) -> bool:
    """Whether an answer is about somebody, by them or by another."""
    block = find(session.blocks, answer.block)
    of_themselves = answer.by == person and block is not None and block.is_about_who_speaks
    return answer.about == person or of_themselves


def _rid(value: Any, person: str, name: re.Pattern[str] | None, key: str = "") -> Any:
    """A document without a person: in a list they go, else there is nobody, or HIDDEN in a text."""
    match value:
        case str():
            return None if value == person else _hide(value, name) if key in _TEXTS else value
        case list():
            stay = [one for one in value if one != person and not _halved(one, person)]
            return [_rid(one, person, name, key) for one in stay]
        case dict():
            return {k: _rid(one, person, name, k) for k, one in value.items() if k != person}
    return value


def _hide(text: str, name: re.Pattern[str] | None) -> str:
    return name.sub(HIDDEN, text) if name else text


def _halved(value: Any, person: str) -> bool:
    """Whether a pair of people loses one of them: then it is no pair."""
    return isinstance(value, list) and person in value and len(value) <= _PAIR


def _parted(action: ActionItem, answer: str) -> ActionItem:
    return action.but(answer=None) if action.answer == answer else action


def _unsaid(action: ActionItem, session: str) -> ActionItem:
    """An action without what was said of it in that session; where it stands stays."""
    history = tuple(one for one in action.history if one.session != session)
    return action if history == action.history else action.but(history=history)

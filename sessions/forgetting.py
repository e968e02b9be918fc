"""Forgetting: what a network and its sessions are without a person, an answer or a session.

Who is erased is nobody any more: their name and what is known of them go, and so do the
connections they made, what was told about them, and what they said of themselves. What else they
said belongs to the group and stays, without a name. Where others wrote the name in full, or a first
name that nobody else has, stands HIDDEN. A session goes with all that was agreed in it; an answer
goes with how it read before, and an action that came from it stays.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Self

from sessions.actions import ActionItem
from sessions.alliteration.beginnings import called
from sessions.base import find, without
from sessions.network import Member, Network
from sessions.session import Answer, Session

HIDDEN = "…"
_TEXTS = {"text", "title", "prompt", "notes", "reason", "before", "by", "facilitator", "place"}
"""The keys under which a name may stand in what somebody typed."""
_PAIR = 2


@dataclass(frozen=True)
class Erasure:
    """What is to go: what stays of a network and of a session, and the `words` of what goes.

    `words` (ids, names, texts) tell that a file holds some of it. The session `whole` goes whole.
    """

    words: tuple[str, ...]
    network: Callable[[Network], Network]
    session: Callable[[Session], Session]
    whole: str = ""


@dataclass(frozen=True)
class Toll:
    """How much an erasure takes: what goes, and in what stays what is changed."""

    answers: int = 0
    unnamed: int = 0
    hidden: int = 0
    connections: int = 0
    actions: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(
            self.answers + other.answers,
            self.unnamed + other.unnamed,
            self.hidden + other.hidden,
            self.connections + other.connections,
            self.actions + other.actions,
        )


def of_person(network: Network, member: Member) -> Erasure:
    """Without that member, wherever they stand."""
    names = _called(network, member)
    name = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, names))})(?!\w)") if names else None
    reach = filter(None, (member.reach,))

    def in_network(network: Network) -> Network:
        met = tuple(c for c in network.connections if member.id not in c.people)
        left = network.but(members=without(network.members, member.id), connections=met)
        return Network.model_validate(_rid(left.model_dump(mode="json"), member.id, name))

    def in_session(session: Session) -> Session:
        left = session.but(
            here=tuple(one for one in session.here if one.member != member.id),
            answers=tuple(one for one in session.answers if not _tells(session, one, member.id)),
            proposed=tuple(one for one in session.proposed if member.id not in one.people),
            passed=tuple(people for people in session.passed if member.id not in people),
        )
        return Session.model_validate(_rid(left.model_dump(mode="json"), member.id, name))

    return Erasure((member.id, *names, *reach), in_network, in_session)


def of_answer(answer: Answer) -> Erasure:
    """Without that answer; an action that came from it no longer says so."""

    def in_network(network: Network) -> Network:
        return network.but(actions=tuple(_parted(one, answer.id) for one in network.actions))

    def in_session(session: Session) -> Session:
        return session.but(answers=without(session.answers, answer.id))

    return Erasure((answer.id, *_texts(answer)), in_network, in_session)


def of_session(session: Session) -> Erasure:
    """Without that session, and what was agreed and who met in it."""

    def in_network(network: Network) -> Network:
        agreed = (one for one in network.actions if one.session != session.id)
        return network.but(
            actions=tuple(_unsaid(one, session.id) for one in agreed),
            connections=tuple(c for c in network.connections if c.session != session.id),
            dates=tuple(one for one in network.dates if one.session != session.id),
        )

    said = (word for one in session.answers for word in (one.id, *_texts(one)))
    return Erasure((session.id, *said), in_network, lambda other: other, whole=session.id)


def toll_of_network(before: Network, after: Network) -> Toll:
    """What an erasure took of a network."""
    return Toll(
        connections=len(before.connections) - len(after.connections),
        actions=len(before.actions) - len(after.actions),
        hidden=sum(1 for had, has in _both(before.actions, after.actions) if had.text != has.text),
    )


def toll_of_session(before: Session, after: Session) -> Toll:
    """What an erasure took of a session."""
    both = list(_both(before.answers, after.answers))
    return Toll(
        answers=len(before.answers) - len(after.answers),
        unnamed=sum(1 for had, has in both if had.by != has.by),
        hidden=sum(1 for had, has in both if had.text != has.text),
    )


def _both(before: Iterable[Any], after: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    stays = {one.id: one for one in after}
    return ((had, stays[had.id]) for had in before if had.id in stays)


def _called(network: Network, member: Member) -> tuple[str, ...]:
    """What only they are called: the name in full, and the first name."""
    others = [one.name for one in network.members if one.id != member.id]
    taken = {"", *others, *(word for name in others for word in name.split())}
    names = dict.fromkeys((member.name, called(member.name)))
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


def _texts(answer: Answer) -> tuple[str, ...]:
    return (answer.text, *(one.text for one in answer.corrections))


def _parted(action: ActionItem, answer: str) -> ActionItem:
    return action.but(answer=None) if action.answer == answer else action


def _unsaid(action: ActionItem, session: str) -> ActionItem:
    """An action without what was said of it in that session; where it stands stays."""
    history = tuple(one for one in action.history if one.session != session)
    return action if history == action.history else action.but(history=history)

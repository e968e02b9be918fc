"""Who speaks when: as they sit, by lot, or whom the room heard least first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sessions.session import Session


class Order(StrEnum):
    """In which order people get the floor; an agenda file names it by its value."""

    SEATED = "seated"
    """As they sit: in the order of coming."""

    LOT = "lot"

    LEAST_HEARD = "least_heard"
    """Whoever said the least so far, today and in the sessions that are looked at."""


def times_heard(sessions: Iterable[Session]) -> Counter[str]:
    """How many answers of each were taken down, by member id."""
    return Counter(a.by for session in sessions for a in session.answers if a.by)


def in_order(
    people: Sequence[str], order: Order, *, heard: Mapping[str, int], seed: str
) -> tuple[str, ...]:
    """`people`, who are in the order of coming, as they speak; the same `seed` draws the same lot.

    Those who were `heard` as often speak in the order of coming.
    """
    if order is Order.LOT:
        return tuple(Random(seed).sample(people, len(people)))  # noqa: S311 - a lot
    if order is Order.LEAST_HEARD:
        return tuple(sorted(people, key=lambda person: heard.get(person, 0)))
    return tuple(people)

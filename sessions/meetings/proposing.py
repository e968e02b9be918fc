"""New connections: who could be brought together now, and why."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations
from random import Random
from types import MappingProxyType

from sessions.meetings.model import Pair, Person, pair


class Reason(StrEnum):
    """Why two should meet; the strongest first."""

    ASK_MEETS_OFFER = "ask_meets_offer"
    OTHER_ORGANISATION = "other_organisation"
    NEWCOMER_WITH_OLD_HAND = "newcomer_with_old_hand"
    NEVER_SPOKE = "never_spoke"
    AGAIN = "again"  # they spoke before, longest ago, and nobody new is left for them


_WEIGHT = {
    Reason.NEVER_SPOKE: 1 << 54,
    Reason.ASK_MEETS_OFFER: 1 << 30,
    Reason.OTHER_ORGANISATION: 1 << 22,
    Reason.NEWCOMER_WITH_OLD_HAND: 1 << 14,
    Reason.AGAIN: 0,
}
_FRESH, _STALE = 1 << 46, 1 << 38
"""What a pair is worth that was not proposed before, or once: more than all reasons together of
one that was, in a room of 200."""
_LONGEST_AGO = 1 << 13
"""What a pair who spoke longest ago is worth beside one who spoke last."""
_JITTER = 1 << 6
_NEW, _OLD = timedelta(days=365), timedelta(days=730)


@dataclass(frozen=True)
class Proposal:
    """Two people, or three, to bring together, with the reasons, strongest first."""

    people: tuple[str, ...]
    reasons: tuple[Reason, ...]


class _Reasons:
    """Tells why two should meet."""

    def __init__(
        self, people: Sequence[Person], spoken: Collection[Pair], asks: Collection[Pair]
    ) -> None:
        self._spoken, self._asks = frozenset(spoken), frozenset(asks)
        known = [person.since for person in people if person.since]
        self._latest: date | None = max(known, default=None)

    def _new_with_old(self, one: Person, other: Person) -> bool:
        if not (self._latest and one.since and other.since):
            return False
        first, last = sorted((one.since, other.since))
        return self._latest - last < _NEW and self._latest - first >= _OLD

    def of(self, one: Person, other: Person) -> tuple[Reason, ...]:
        """The reasons, strongest first; never none."""
        two = pair(one.id, other.id)
        if two in self._spoken:
            return (Reason.AGAIN,)
        differ = one.organisation and other.organisation and one.organisation != other.organisation
        holds = {
            Reason.ASK_MEETS_OFFER: two in self._asks,
            Reason.OTHER_ORGANISATION: bool(differ),
            Reason.NEWCOMER_WITH_OLD_HAND: self._new_with_old(one, other),
            Reason.NEVER_SPOKE: True,
        }
        return tuple(reason for reason, true in holds.items() if true)


def _weight(reasons: tuple[Reason, ...]) -> int:
    return sum(_WEIGHT[reason] for reason in reasons)


_NEVER: Mapping[Pair, int] = MappingProxyType({})


def _longest_ago(ago: Mapping[Pair, int]) -> dict[Pair, int]:
    """What each pair who spoke is worth: the longer ago, the more, in even steps."""
    steps = {days: at for at, days in enumerate(sorted(set(ago.values())))}
    most = max(1, len(steps) - 1)
    return {two: _LONGEST_AGO * steps[days] // most for two, days in ago.items()}


def propose(
    people: Sequence[Person],
    *,
    spoken: Collection[Pair],
    seed: int = 0,
    asks: Collection[Pair] = frozenset(),
    ago: Mapping[Pair, int] = _NEVER,
    passed: Mapping[Pair, int] = _NEVER,
) -> tuple[Proposal, ...]:
    """A partner for everybody at once: as many new pairs as can be, the strongest reasons first.

    `spoken` are the pairs who have spoken, ever; `asks` those of whom one asks what the other
    offers. `passed` counts how often a pair was proposed before without having met: others come
    first. An odd one joins a pair. Two who have spoken meet `AGAIN` when nobody new is left: those
    first who spoke the most days `ago`.
    """
    import rustworkx

    if len(people) < 2:
        return ()
    random, why = Random(seed), _Reasons(people, spoken, asks)  # noqa: S311 - a lot
    longest = _longest_ago(ago)

    def worth(one: Person, other: Person) -> int:
        two = pair(one.id, other.id)
        times = passed.get(two, 0)
        fresh = _STALE // times if times else _FRESH
        return _weight(why.of(one, other)) + fresh + longest.get(two, 0)

    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(len(people)))
    graph.add_edges_from(
        [
            (i, j, worth(people[i], people[j]) + random.randrange(_JITTER))
            for i, j in combinations(range(len(people)), 2)
        ]
    )
    matching = rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int)
    groups = [tuple(sorted(two)) for two in matching]
    placed = {one for group in groups for one in group}
    for odd in set(range(len(people))) - placed:
        at = max(
            range(len(groups)),
            key=lambda g: (
                sum(worth(people[odd], people[one]) for one in groups[g]),
                groups[g],
            ),
        )
        groups[at] = (*groups[at], odd)
    return _proposals(people, groups, why)


def _proposals(
    people: Sequence[Person], groups: list[tuple[int, ...]], why: _Reasons
) -> tuple[Proposal, ...]:
    order = list(Reason)
    found = []
    for group in groups:
        reasons = {
            reason for i, j in combinations(group, 2) for reason in why.of(people[i], people[j])
        }
        if len(reasons) > 1:
            reasons.discard(Reason.AGAIN)
        strongest = tuple(sorted(reasons, key=order.index))
        found.append((-_weight(strongest), group, strongest))
    return tuple(
        Proposal(tuple(people[one].id for one in group), reasons)
        for _, group, reasons in sorted(found)
    )

"""Rounds: who meets whom at the same time, and where; and who comes or leaves in the middle."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Self

from sessions.base import Frozen
from sessions.meetings import Pair, pair
from sessions.meetings.seating import spot_names

PAIR = 2


class Group(Frozen):
    """People (member ids) who meet, and the spot where."""

    people: tuple[str, ...]
    spot: str = ""

    def with_person(self, person: str) -> Self:
        """With one more, who comes last."""
        return self.but(people=(*self.people, person))


class Round(Frozen):
    """Who meets whom at the same time; who is `out` looks on."""

    groups: tuple[Group, ...] = ()
    out: tuple[str, ...] = ()

    @property
    def people(self) -> list[str]:
        """All it has a place for, sorted."""
        return sorted((*self.out, *(person for group in self.groups for person in group.people)))

    def group(self, person: str) -> Group | None:
        """The group that somebody is in; None when they look on."""
        return next((group for group in self.groups if person in group.people), None)


class Regrouping:
    """A round while it goes on, fitted to who is `here` now.

    Who was left alone and who came late meet each other, or somebody who looked on, else they join
    the smallest group; those kept `apart` never. The others stay with whom they are.
    """

    def __init__(
        self, now: Round, here: Sequence[str], apart: Collection[Pair], spots: Sequence[str]
    ) -> None:
        stay = [
            group.but(people=tuple(p for p in group.people if p in here)) for group in now.groups
        ]
        self._groups = [group for group in stay if len(group.people) >= PAIR]
        self._alone = [group for group in stay if len(group.people) == 1]
        self._late = [p for p in here if p not in now.people]
        self._out = [p for p in now.out if p in here]
        self._apart, self._spots = apart, spots

    def round(self) -> tuple[Round, tuple[str, ...]]:
        """The round as it goes on, and who has other company now."""
        before = {p: group.people for group in self._groups for p in group.people}
        for one in (*(Group(people=(person,)) for person in self._late), *self._alone):
            self._place(one)
        after = {p: group.people for group in self._groups for p in group.people}
        news = tuple(p for p, company in after.items() if company != before.get(p))
        return Round(groups=tuple(self._groups), out=tuple(self._out)), news

    def _place(self, one: Group) -> None:
        """Somebody with whoever looks on, else in the smallest group that takes them."""
        person = one.people[0]
        partner = next((p for p in self._out if self._may(person, (p,))), None)
        hosts = [group for group in self._groups if self._may(person, group.people)]
        if partner is not None:
            self._out.remove(partner)
            spot = one.spot or self._free_spot()
            self._groups.append(Group(people=(*one.people, partner), spot=spot))
        elif hosts and not self._waits_for_another(person):
            host = min(hosts, key=lambda group: len(group.people))
            self._groups[self._groups.index(host)] = host.with_person(person)
        else:
            self._out.append(person)

    def _waits_for_another(self, person: str) -> bool:
        """Whether somebody comes after them whom they can meet, so that both get a partner."""
        coming = [*self._late, *(p for group in self._alone for p in group.people)]
        later = coming[coming.index(person) + 1 :]
        return any(self._may(person, (other,)) for other in later)

    def _may(self, person: str, company: Sequence[str]) -> bool:
        return all(pair(person, other) not in self._apart for other in company)

    def _free_spot(self) -> str:
        taken = {group.spot for group in self._groups}
        names = spot_names(self._spots, len(self._groups) + 1)
        return next(name for name in names if name not in taken)

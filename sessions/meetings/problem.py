"""The question a plan answers, in numbers: people are indices 0 to n-1 in the order given."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sessions.meetings.model import Odd, Pair, Person, Round, Wishes

Draft = list[list[tuple[int, ...]]]
"""Rounds of groups of people by index; who is in no group of a round sits out."""

Matrix = list[list[int]]
"""n x n counts, symmetric."""


@dataclass(frozen=True)
class Shape:
    """How a round is divided: the size of each group, and how many sit out."""

    sizes: tuple[int, ...]
    out: int = 0
    trio: bool = False  # pairs, and three who are one trio


def shape_of(n: int, size: int, odd: Odd) -> Shape:
    """How `n` people divide in groups of `size`.

    A group differs by one from `size` where that is enough; a room smaller than one group is one.
    """
    if n < 2:
        return Shape((), n)
    groups, over = divmod(n, size)
    if not groups:
        return Shape((n,))
    if odd is Odd.SIT_OUT:
        return Shape((size,) * groups, over)
    if over > groups:
        groups += 1
    small, larger = divmod(n, groups)
    trio = size == 2 and larger > 0
    return Shape((small + 1,) * larger + (small,) * (groups - larger), trio=trio)


@dataclass(frozen=True)
class Problem:
    """People, wishes and what has been, as matrices; nothing in it changes while searching."""

    people: tuple[str, ...]
    rounds: int
    size: int
    shape: Shape
    past: Matrix  # meetings in earlier sessions
    today: Matrix  # meetings in the rounds held
    apart: Matrix  # 1 where two are kept apart
    colleagues: Matrix  # 1 where two are of one organisation, if that matters
    must: frozenset[tuple[int, int]]  # still to meet, the smaller index first
    turns: tuple[int, ...]  # times out (or in a trio) in the rounds held
    seats: frozenset[int]
    held: int  # rounds that have been

    @property
    def n(self) -> int:
        """How many people."""
        return len(self.people)

    @property
    def keeps_apart(self) -> bool:
        """Whether any two are kept apart."""
        return any(map(any, self.apart))


def _matrix(n: int) -> Matrix:
    return [[0] * n for _ in range(n)]


def copied(matrix: Matrix) -> Matrix:
    """The same counts, to be changed."""
    return [row[:] for row in matrix]


def _indices(pairs: Iterator[tuple[Pair, int]], index: Mapping[str, int]) -> Iterator[list[int]]:
    for two, count in pairs:
        here = sorted(index[one] for one in two if one in index)
        if len(here) == 2:
            yield [*here, count]


def _filled(pairs: Iterator[tuple[Pair, int]], index: Mapping[str, int]) -> Matrix:
    matrix = _matrix(len(index))
    for i, j, count in _indices(pairs, index):
        matrix[i][j] += count
        matrix[j][i] += count
    return matrix


def meetings(
    held: Sequence[Round], missed: Collection[Pair] = frozenset()
) -> Iterator[tuple[Pair, int]]:
    """Each meeting of two people in `held` but of those who `missed` it, with the count 1."""
    for done in held:
        for group in done.groups:
            for two in map(frozenset, combinations(group.people, 2)):
                if two not in missed:
                    yield two, 1


def _turns(people: Sequence[Person], held: Sequence[Round], size: int, odd: Odd) -> tuple[int, ...]:
    """Who has had how many turns; a latecomer starts level with whoever had the fewest."""
    turns = dict.fromkeys((person.id for person in people), 0)
    seen = set[str]()
    for done in held:
        for group in done.groups:
            seen.update(group.people)
        seen.update(done.out)
        extra = [g.people for g in done.groups if len(g.people) > size]
        taken = [done.out] if odd is Odd.SIT_OUT else extra
        for one in (one for some in taken for one in some if one in turns):
            turns[one] += 1
    start = min((turns[one] for one in turns if one in seen), default=0)
    return tuple(turns[one] if one in seen else start for one in turns)


def _colleagues(people: Sequence[Person]) -> Matrix:
    matrix = _matrix(len(people))
    teams: dict[str, list[int]] = {}
    for i, person in enumerate(people):
        if person.organisation:
            teams.setdefault(person.organisation, []).append(i)
    for team in teams.values():
        for i in team:
            for j in team:
                matrix[i][j] = int(i != j)
    return matrix


@dataclass(frozen=True)
class Before:
    """What has been: meetings in earlier sessions with their counts, and the rounds held today.

    Who were together in those and `missed` each other have not met.
    """

    history: Mapping[Pair, int]
    held: Sequence[Round]
    missed: Collection[Pair] = frozenset()


def state(
    people: Sequence[Person], rounds: int, size: int, before: Before, wishes: Wishes
) -> Problem:
    """The question in numbers; pairs with somebody who is not here are left aside."""
    index = {person.id: i for i, person in enumerate(people)}
    today = _filled(meetings(before.held, before.missed), index)
    apart = _filled(((two, 1) for two in wishes.keep_apart), index)
    must = [(i, j) for i, j, _ in _indices(((two, 1) for two in wishes.must_meet), index)]
    return Problem(
        people=tuple(index),
        rounds=rounds,
        size=size,
        shape=shape_of(len(people), size, wishes.odd),
        past=_filled(((two, max(0, count)) for two, count in before.history.items()), index),
        today=today,
        apart=apart,
        colleagues=_colleagues(people) if wishes.other_organisation else _matrix(len(people)),
        must=frozenset((i, j) for i, j in must if not today[i][j] and not apart[i][j]),
        turns=_turns(people, before.held, size, wishes.odd),
        seats=frozenset(i for i, person in enumerate(people) if person.seat),
        held=len(before.held),
    )

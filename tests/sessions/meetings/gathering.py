"""Rooms full of people, and a count made independently."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from random import Random

from hypothesis import strategies as st

from sessions.meetings import Odd, Pair, Person, Plan, Round, Wishes, pair, plan


def people(n: int, organisations: int = 0, seats: int = 0) -> list[Person]:
    return [
        Person(f"p{i:03}", f"o{i % organisations}" if organisations else "", seat=i < seats)
        for i in range(n)
    ]


def pairs_of(ids: Iterable[str]) -> list[Pair]:
    return [pair(*two) for two in combinations(sorted(ids), 2)]


def met_before(room: list[Person], share: float, seed: int) -> dict[Pair, int]:
    """A history in which `share` of all pairs have met, a few of them more than once."""
    random = Random(seed)
    every = pairs_of(person.id for person in room)
    return {
        two: random.choice((1, 1, 2, 3)) for two in random.sample(every, int(share * len(every)))
    }


@dataclass(frozen=True)
class Case:
    """All that is handed to the planner but for the budget."""

    room: list[Person]
    rounds: int
    size: int = 2
    history: Mapping[Pair, int] = field(default_factory=dict)
    held: tuple[Round, ...] = ()
    wishes: Wishes = field(default_factory=Wishes)
    spots: tuple[str, ...] = ()
    seed: int = 0

    def planned(self, budget: int = 50_000) -> Plan:
        return plan(
            self.room,
            self.rounds,
            size=self.size,
            spots=self.spots,
            history=self.history,
            held=self.held,
            wishes=self.wishes,
            seed=self.seed,
            budget=budget,
        )


def meetings(rounds: Iterable[Round]) -> Counter[Pair]:
    return Counter(
        two for done in rounds for group in done.groups for two in pairs_of(group.people)
    )


def sat_out(rounds: Iterable[Round], room: list[Person]) -> list[int]:
    out = Counter(one for done in rounds for one in done.out)
    return [out[person.id] for person in room]


@st.composite
def cases(draw: st.DrawFn, *, most: int = 20) -> Case:
    """Any room with any wishes, often contradictory ones."""
    room = people(
        draw(st.integers(1, most)), draw(st.sampled_from((0, 2, 3))), draw(st.integers(0, 3))
    )
    every = pairs_of(person.id for person in room)
    some = (
        st.frozensets(st.sampled_from(every), max_size=5) if every else st.just(frozenset[Pair]())
    )
    size, odd = draw(st.integers(2, 5)), draw(st.sampled_from(Odd))
    seed = draw(st.integers(0, 99))
    held = plan(
        room[draw(st.integers(0, 2)) :],
        draw(st.integers(0, 2)),
        size=size,
        wishes=Wishes(odd=odd),
        seed=seed,
        budget=2_000,
    )
    return Case(
        room=room[: len(room) - draw(st.integers(0, 1))] or room,
        rounds=draw(st.integers(0, 6)),
        size=size,
        history=met_before(room, draw(st.sampled_from((0.0, 0.3, 0.8, 1.0))), seed),
        held=held.rounds,
        wishes=Wishes(draw(some), draw(some), draw(st.booleans()), odd),
        spots=draw(st.sampled_from(((), ("corridor", "corner", "window")))),
        seed=seed,
    )

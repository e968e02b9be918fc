"""What goes into a plan of meetings and what comes out: values only, no sentences."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

Pair = frozenset[str]
"""Two people, by id, in no order; `pair` makes one."""


def pair(one: str, other: str) -> Pair:
    """The two ids as a pair."""
    return frozenset((one, other))


class Odd(StrEnum):
    """What happens when the people don't divide evenly."""

    TRIO = "trio"  # a few groups are one larger
    SIT_OUT = "sit_out"  # those over sit out, in fair turn


@dataclass(frozen=True)
class Person:
    """Somebody who is here; an empty organisation is nobody's colleague."""

    id: str
    organisation: str = ""
    since: date | None = None
    seat: bool = False  # keeps their seat: others come to them


@dataclass(frozen=True)
class Wishes:
    """What the facilitator asks of the plan."""

    must_meet: frozenset[Pair] = frozenset()
    keep_apart: frozenset[Pair] = frozenset()
    other_organisation: bool = False
    odd: Odd = Odd.TRIO


@dataclass(frozen=True)
class Group:
    """People who meet, by id, and where: a name of the spots, else its number from "1"."""

    people: tuple[str, ...]
    spot: str


@dataclass(frozen=True)
class Round:
    """Everybody once: in a group, or out."""

    groups: tuple[Group, ...]
    out: tuple[str, ...] = ()


class WarningKind(StrEnum):
    """What a facilitator should know of a plan; each says which values come with it."""

    ALONE = "alone"  # people: the one who is here
    TWO = "two"  # people: the two, who meet in each of `count` rounds
    THREE = "three"  # people: the three, who are one trio, or of whom one sits out
    REPEATS = "repeats"  # count: pairs who meet though they met today already
    TRIO_ROUNDS = "trio_rounds"  # count: most rounds without a repeat with a trio
    SIT_OUT_ROUNDS = "sit_out_rounds"  # count: the same if one sits out instead, in turn
    ALL_MET = "all_met"  # everybody has met everybody: the least often met come first
    MUST_MEET_TOO_MANY = "must_meet_too_many"  # people: one; count: must-meets over the rounds
    MUST_MEET_UNMET = "must_meet_unmet"  # people: a pair that the plan does not bring together
    MUST_MEET_ABSENT = "must_meet_absent"  # people: a pair of which somebody is not here
    CONTRADICTION = "contradiction"  # people: a pair that must meet and is to be kept apart
    APART_FROM_ALL = "apart_from_all"  # people: one kept apart from everybody; count: rounds out
    LEFT_OUT = "left_out"  # people: one who sits out for being kept apart; count: rounds
    ONE_ORGANISATION = "one_organisation"  # count: meetings of colleagues that can't be avoided
    SEATS = "seats"  # people: keep their seat, but have to walk
    FEW_SPOTS = "few_spots"  # count: spots that have no name
    FEWER_THAN_GROUP = "fewer_than_group"  # count: people, too few to fill one group


@dataclass(frozen=True)
class PlanWarning:
    """One thing to know, as values: the words are made elsewhere."""

    kind: WarningKind
    people: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True)
class Least:
    """Bounds that no plan can beat, given what has been held; 0 where nothing better is known.

    Those of `past` and `walking` are of plans with no more repeats than this one.
    """

    repeats: int = 0
    past: int = 0
    same_organisation: int = 0
    walking: int = 0


@dataclass(frozen=True)
class Reached:
    """What a plan came to; meetings are counted per two people per round.

    Counted over the rounds planned, not over those held; `walking` counts the times somebody's
    spot differs from the one they had last.
    """

    repeats: int = 0
    past: int = 0
    same_organisation: int = 0
    trios: int = 0  # groups larger than was asked
    sit_outs: int = 0
    walking: int = 0
    unmet: tuple[Pair, ...] = ()
    moved: tuple[str, ...] = ()
    least: Least = Least()
    settled: bool = False  # nothing better exists, or the search ended before its budget


@dataclass(frozen=True)
class Plan:
    """The rounds to come, what they reach, and what to know of them."""

    rounds: tuple[Round, ...]
    reached: Reached
    warnings: tuple[PlanWarning, ...] = field(default=())

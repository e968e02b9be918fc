"""What can't be had of speed dates, in words for the room."""

from collections.abc import Callable
from dataclasses import dataclass

from exports.language import _, ngettext
from sessions.blocks.speed_dates import SpeedDates
from sessions.meetings import WarningKind
from sessions.planning import Caution
from tui.blocks.moment import Moment


def caution_words(m: Moment[SpeedDates]) -> tuple[str, ...]:
    """Each caution of the plan as a sentence; why two are kept apart is nobody's business."""
    return tuple(dict.fromkeys(_sentence(m, one) for one in m.block.cautions))


def lost_words(m: Moment[SpeedDates]) -> tuple[str, ...]:
    """What the rounds to come can't have any more: nobody meeting twice."""
    lost = (one for one in m.block.cautions if one.kind is WarningKind.REPEATS)
    return tuple(_sentence(m, one) for one in lost)


@dataclass(frozen=True)
class _Values:
    """What a sentence is about: the rounds and the people here, whom it names, and how many."""

    rounds: int
    people: int
    names: str
    n: int


def _sentence(m: Moment[SpeedDates], caution: Caution) -> str:
    names = " + ".join(filter(None, map(m.first_name, caution.people)))
    return _SAID[caution.kind](_Values(m.block.rounds, len(m.present), names, caution.count))


def _repeats(v: _Values) -> str:
    some = ngettext("{n} pair meets", "{n} pairs meet", v.n)
    return _("In {rounds} rounds with {people} people {some} more than once.").format(
        rounds=v.rounds, people=v.people, some=some
    )


def _looks_on(v: _Values) -> str:
    times = ngettext("{n} time", "{n} times", v.n)
    return _("{name} looks on, {times}.").format(name=v.names, times=times)


def _unmet(v: _Values) -> str:
    return _("{names} can’t be brought together.").format(names=v.names)


_SAID: dict[WarningKind, Callable[[_Values], str]] = {
    WarningKind.ALONE: lambda _v: _("Somebody is here alone."),
    WarningKind.TWO: lambda _v: _("With two people every round is with each other."),
    WarningKind.THREE: lambda _v: _("With three people the company is the same each round."),
    WarningKind.REPEATS: _repeats,
    WarningKind.TRIO_ROUNDS: lambda v: ngettext(
        "With three in one group, {n} round goes without meeting twice.",
        "With three in one group, {n} rounds go without meeting twice.",
        v.n,
    ),
    WarningKind.SIT_OUT_ROUNDS: lambda v: ngettext(
        "If one looks on each time (F3), {n} round goes without meeting twice.",
        "If one looks on each time (F3), {n} rounds go without meeting twice.",
        v.n,
    ),
    WarningKind.ALL_MET: lambda _v: _(
        "Everybody has met everybody: who spoke least often comes first."
    ),
    WarningKind.MUST_MEET_TOO_MANY: lambda v: _(
        "{name} is to meet more people than there are rounds."
    ).format(name=v.names),
    WarningKind.MUST_MEET_UNMET: _unmet,
    WarningKind.MUST_MEET_ABSENT: lambda v: _("{names}: not both are here.").format(names=v.names),
    WarningKind.CONTRADICTION: _unmet,
    WarningKind.APART_FROM_ALL: _looks_on,
    WarningKind.LEFT_OUT: _looks_on,
    WarningKind.ONE_ORGANISATION: lambda v: ngettext(
        "{n} conversation is between colleagues: one organisation is large.",
        "{n} conversations are between colleagues: one organisation is large.",
        v.n,
    ),
    WarningKind.SEATS: lambda v: _("{names} can’t keep their seat all the time.").format(
        names=v.names
    ),
    WarningKind.FEW_SPOTS: lambda v: ngettext(
        "{n} spot has no name yet: it goes by its number.",
        "{n} spots have no name yet: they go by their number.",
        v.n,
    ),
    WarningKind.FEWER_THAN_GROUP: lambda _v: _("Too few for one group: all talk together."),
}

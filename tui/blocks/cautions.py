"""What can't be had of speed dates, in words for the room."""

from collections.abc import Callable

from exports.language import _, ngettext
from sessions.blocks.speed_dates import SpeedDates
from sessions.meetings import WarningKind
from sessions.planning import Caution
from tui.blocks.moment import Moment

Told = Callable[[Moment[SpeedDates], Caution], str]


def caution_words(m: Moment[SpeedDates]) -> tuple[str, ...]:
    """Each caution of the plan as a sentence; why two are kept apart is nobody's business."""
    return tuple(dict.fromkeys(_SAID[one.kind](m, one) for one in m.block.cautions))


def lost_words(m: Moment[SpeedDates]) -> tuple[str, ...]:
    """What the rounds to come can't have any more: nobody meeting twice."""
    lost = (one for one in m.block.cautions if one.kind is WarningKind.REPEATS)
    return tuple(_SAID[one.kind](m, one) for one in lost)


def _names(m: Moment[SpeedDates], caution: Caution) -> str:
    return " + ".join(map(m.first_name, caution.people))


def _repeats(m: Moment[SpeedDates], caution: Caution) -> str:
    some = ngettext("{n} pair meets", "{n} pairs meet", caution.count)
    return _("In {rounds} rounds with {people} people {some} more than once.").format(
        rounds=m.block.rounds, people=len(m.present), some=some
    )


def _trio_rounds(_m: Moment[SpeedDates], caution: Caution) -> str:
    return ngettext(
        "With three in one group, {n} round goes without meeting twice.",
        "With three in one group, {n} rounds go without meeting twice.",
        caution.count,
    )


def _sit_out_rounds(_m: Moment[SpeedDates], caution: Caution) -> str:
    return ngettext(
        "If one looks on each time (F3), {n} round goes without meeting twice.",
        "If one looks on each time (F3), {n} rounds go without meeting twice.",
        caution.count,
    )


def _looks_on(m: Moment[SpeedDates], caution: Caution) -> str:
    times = ngettext("{n} time", "{n} times", caution.count)
    return _("{name} looks on, {times}.").format(name=_names(m, caution), times=times)


def _one_organisation(_m: Moment[SpeedDates], caution: Caution) -> str:
    return ngettext(
        "{n} conversation is between colleagues: one organisation is large.",
        "{n} conversations are between colleagues: one organisation is large.",
        caution.count,
    )


def _few_spots(_m: Moment[SpeedDates], caution: Caution) -> str:
    return ngettext(
        "{n} spot has no name yet: it goes by its number.",
        "{n} spots have no name yet: they go by their number.",
        caution.count,
    )


def _too_many(m: Moment[SpeedDates], caution: Caution) -> str:
    return _("{name} is to meet more people than there are rounds.").format(name=_names(m, caution))


def _unmet(m: Moment[SpeedDates], caution: Caution) -> str:
    return _("{names} can’t be brought together.").format(names=_names(m, caution))


_SAID: dict[WarningKind, Told] = {
    WarningKind.ALONE: lambda _m, _c: _("Somebody is here alone."),
    WarningKind.TWO: lambda _m, _c: _("With two people every round is with each other."),
    WarningKind.THREE: lambda _m, _c: _("With three people the company is the same each round."),
    WarningKind.REPEATS: _repeats,
    WarningKind.TRIO_ROUNDS: _trio_rounds,
    WarningKind.SIT_OUT_ROUNDS: _sit_out_rounds,
    WarningKind.ALL_MET: lambda _m, _c: _(
        "Everybody has met everybody: who spoke least often comes first."
    ),
    WarningKind.MUST_MEET_TOO_MANY: _too_many,
    WarningKind.MUST_MEET_UNMET: _unmet,
    WarningKind.MUST_MEET_ABSENT: lambda m, c: _("{names}: not both are here.").format(
        names=_names(m, c)
    ),
    WarningKind.CONTRADICTION: _unmet,
    WarningKind.APART_FROM_ALL: _looks_on,
    WarningKind.LEFT_OUT: _looks_on,
    WarningKind.ONE_ORGANISATION: _one_organisation,
    WarningKind.SEATS: lambda m, c: _("{names} can’t keep their seat all the time.").format(
        names=_names(m, c)
    ),
    WarningKind.FEW_SPOTS: _few_spots,
    WarningKind.FEWER_THAN_GROUP: lambda _m, _c: _("Too few for one group: all talk together."),
}

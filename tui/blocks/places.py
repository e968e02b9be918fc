"""Who goes where: each finds their own name, or each spot its people."""

from exports.language import _
from sessions.blocks.speed_dates import SpeedDates
from sessions.names import plain
from sessions.rounds import Round
from tui.blocks.base import Moment
from tui.widgets.board import Row


def by_name(m: Moment[SpeedDates], who: Round) -> tuple[Row, ...]:
    """A row for each: *Anna → tafel 3: Bob*; sorted by first name.

    In block type only where to go: the other one is there too.
    """
    names = {person: m.first_name(person) for person in who.people}
    rows = [
        _row(names[person], person, group.spot, [names[p] for p in group.people if p != person])
        for group in who.groups
        for person in group.people
    ]
    aside = _("looks on")
    rows += [Row(f"{names[person]} → {aside}", person) for person in who.out]
    return tuple(sorted(rows, key=lambda row: plain(row.text)))


def by_spot(m: Moment[SpeedDates], who: Round) -> tuple[Row, ...]:
    """A row for each spot: *tafel 3: Anna — Bob*."""
    return tuple(
        Row(_to(group.spot, [" — ".join(map(m.first_name, group.people))]), group.people[0])
        for group in who.groups
    )


def _row(name: str, person: str, spot: str, others: list[str]) -> Row:
    where = _to(_called(spot), others)
    return Row(f"{name} → {where}", person, brief=f"{name} → {spot or where}")


def _to(spot: str, names: list[str]) -> str:
    return f"{spot}: {' + '.join(names)}" if spot else " + ".join(names)


def _called(spot: str) -> str:
    """A spot as it is spoken of: one without a name goes by its number."""
    return _("spot {n}").format(n=spot) if spot.isdecimal() else spot

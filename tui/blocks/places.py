"""Who goes where: each finds their own name, or each spot its people."""

from exports.language import _
from sessions.blocks.speed_dates import SpeedDates
from sessions.names import plain
from sessions.rounds import Round
from tui.blocks.base import Moment
from tui.widgets.board import Row


def by_name(m: Moment[SpeedDates], who: Round) -> tuple[Row, ...]:
    """A row for each: *Anna → tafel 3: Bob*; sorted by first name."""
    names = {person: m.first_name(person) for person in who.people}
    rows = [
        (names[person], _to(group.spot, [names[p] for p in group.people if p != person]), person)
        for group in who.groups
        for person in group.people
    ]
    rows += [(names[person], _("looks on"), person) for person in who.out]
    rows.sort(key=lambda one: plain(one[0]))
    return tuple(Row(f"{name} → {there}", person) for name, there, person in rows)


def by_spot(m: Moment[SpeedDates], who: Round) -> tuple[Row, ...]:
    """A row for each spot: *tafel 3: Anna — Bob*."""
    return tuple(
        Row(_to(group.spot, [" — ".join(map(m.first_name, group.people))]), group.people[0])
        for group in who.groups
    )


def _to(spot: str, names: list[str]) -> str:
    return f"{spot}: {' + '.join(names)}" if spot else " + ".join(names)

"""The way along the agenda, as the top of the room shows it."""

from datetime import datetime
from typing import Any

from exports.language import _, clock_time, ngettext
from sessions import pace
from sessions.blocks import Block
from sessions.session import Session
from tui.blocks import VIEWS
from tui.blocks.moment import Moment
from tui.widgets.where import BEEN, COMING, HERE, SKIPPED, Stop, Way


def way(m: Moment[Any]) -> Way:
    """Where the room is at a moment, and when it ends."""
    session = m.room.session
    now = pace.pace(session, m.now)
    return Way(
        title=_("{network} · session {n}").format(network=m.room.network.name, n=session.number),
        clock=clock_time(m.now),
        ends=_("ends {time}").format(time=clock_time(now.ends)),
        late=lateness(pace.minutes_late(now)),
        is_late=pace.minutes_late(now) > 0,
        stops=tuple(_stop(m, session, block) for block in session.blocks),
        at=session.position,
    )


def coming_up(session: Session, now: datetime) -> str:
    """The block after this one, and when it begins at this pace."""
    coming = {block.id for block in pace.coming(session)[:1]}
    for block, start in pace.schedule(session, now):
        if block.id in coming and start:
            return _("Next: {title}, {time}").format(title=block.title, time=clock_time(start))
    return _("This is the last block")


def lateness(minutes: int) -> str:
    """How late, in words; empty when on time."""
    if minutes > 0:
        return ngettext("{n} minute late", "{n} minutes late", minutes)
    if minutes < 0:
        return ngettext("{n} minute early", "{n} minutes early", -minutes)
    return _("on time")


def _stop(m: Moment[Any], session: Session, block: Block) -> Stop:
    if block.id == session.at:
        return Stop(block.title, HERE, VIEWS[block.kind].note(m))
    sign = SKIPPED if block.skipped else BEEN if block.entered else COMING
    return Stop(block.title, sign)

"""Who is in the network: somebody joins, is mended, leaves it, and comes back."""

from datetime import date, datetime

from sessions.actions import ActionItem
from sessions.base import after, find, new_id
from sessions.errors import DayError, DayIs
from sessions.network import Away, Member, Network
from sessions.room import Room
from sessions.texts import said

LONGEST = 200
"""Characters of a name, an organisation, a way to reach somebody: it is to stand in a list."""

LINES = ("organisation", "role", "reach", "trait")
"""What else is said of a member, in a line each; any may be empty."""


def join(
    room: Room, now: datetime, *, name: str, organisation: str = "", guest: bool = False
) -> Room:
    """Somebody new, in the network or as a guest; here only once they are ticked."""
    member = new_member(room.network, now, name=name, organisation=organisation)
    return room.with_member(member.but(guest=guest))


def new_member(network: Network, now: datetime, *, name: str, organisation: str = "") -> Member:
    """Somebody who joins the network today."""
    return Member(
        id=new_id(),
        n=after(network.members),
        name=said(name, most=LONGEST),
        organisation=_short(organisation),
        since=_today(now),
    )


def mend(room: Room, now: datetime, *, member: Member) -> Room:
    """The room with somebody as they are mended, everywhere; a guest joins on the day of that."""
    old = find(room.network.members, member.id)
    if old is None or old == member:
        return room
    return room.with_member(mended(old, member, now))


def mended(old: Member, member: Member, now: datetime) -> Member:
    """What `old` is once they are mended to `member`.

    Raises:
        EmptyTextError: they have no name.
        TextTooLongError: something is longer than a line.
        DayError: a day that has yet to come, or one of leaving before that of coming.
    """
    texts = {one: _short(getattr(member, one)) for one in LINES}
    joins = old.guest and not member.guest and member.since == old.since
    member = member.but(name=said(member.name, most=LONGEST), **texts)
    member = member.but(since=_today(now)) if joins else member
    _check(member, _today(now))
    return member


def leave_network(room: Room, now: datetime, *, member: str) -> Room:
    """Somebody is no longer of the network, from today."""
    there = find(room.network.members, member)
    return room if there is None else room.with_member(there.but(left=_today(now)))


def come_back(room: Room, now: datetime, *, member: str) -> Room:
    """Somebody who had left the network is one of it again from today; when they left is kept."""
    there = find(room.network.members, member)
    if there is None or there.left is None:
        return room
    away = Away(left=there.left, back=_today(now))
    gone = (away,) if away.left < away.back else ()
    return room.with_member(there.but(left=None, away=(*there.away, *gone)))


def open_actions(network: Network, member: str) -> tuple[ActionItem, ...]:
    """What somebody still has to do for the network."""
    return tuple(one for one in network.actions if one.is_open and member in one.owners)


def _check(member: Member, today: date) -> None:
    for day in filter(None, (member.since, member.left)):
        if day > today:
            raise DayError(DayIs.TO_COME, day)
    if member.since and member.left and member.left < member.since:
        raise DayError(DayIs.BEFORE_COMING, member.left)


def _short(text: str) -> str:
    return said(text, most=LONGEST) if text.strip() else ""


def _today(now: datetime) -> date:
    return now.astimezone().date()

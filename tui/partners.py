"""Partners for everybody, at any moment: the rows of a board, and what the keys do with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol, TypeVar

from exports.language import _, day_short
from exports.words import reason_word
from sessions.connecting import connect
from sessions.facilitation import Did
from sessions.meetings import Reason
from sessions.names import Names
from sessions.network import Member, Met
from sessions.partners import Proposed, come_round, confirm, proposals, propose, strike
from sessions.room import Change, Room
from sessions.session import Session
from tui.widgets.board import Board, Lane, Row

T = TypeVar("T")
OPEN_MARK, STRUCK_MARK = "○", "✗"
BETWEEN = " — "


class Desk(Protocol):
    """What is asked of the screen on which partners are proposed."""

    def change(self, did: Did, change: Change, words: str = "") -> None:
        """Have the facilitation make a change; the screen shows it once it is kept."""
        ...

    def say(self, sentence: str) -> None:
        """Tell the facilitator something."""
        ...

    def earlier(self) -> tuple[Session, ...]:
        """The last sessions of this network, the newest first; slow, so for `work_out`."""
        ...

    def work_out(self, task: Callable[[], T], then: Callable[[T], None]) -> None:
        """Have `task` done on a thread of its own; `then` gets the result."""
        ...


# What is shown ----------------------------------------------------------------------------------


def partners_board(room: Room) -> Board:
    """Who is proposed to whom, and why."""
    names = Names(room.network.members)
    rows = tuple(_row(room, names, one) for one in room.session.proposed)
    return Board((Lane(rows),), flows=True, top=True)


def waiting(session: Session) -> tuple[Proposed, ...]:
    """The proposals that wait to be confirmed."""
    return tuple(one for one in session.proposed if not one.struck)


def together(names: Names, room: Room, people: Sequence[str]) -> str:
    """People by their first names, beside one another."""
    members = filter(None, map(room.member, people))
    return BETWEEN.join(names.short(one, trait=False) for one in members)


def _row(room: Room, names: Names, one: Proposed) -> Row:
    people = together(names, room, one.people)
    if one.struck:
        return Row(people, one.key, note=_("did not meet"), mark=STRUCK_MARK, style="$quiet")
    why = " · ".join(_reason(room, names, one, reason) for reason in _telling(one))
    return Row(people, one.key, note=why, mark=OPEN_MARK)


def _telling(one: Proposed) -> tuple[Reason, ...]:
    """The reasons that say something: that two never spoke goes without saying beside another."""
    others = tuple(reason for reason in one.reasons if reason is not Reason.NEVER_SPOKE)
    return others or one.reasons


def _reason(room: Room, names: Names, one: Proposed, reason: Reason) -> str:
    if reason is Reason.ASK_MEETS_OFFER and one.match:
        match = one.match
        return _("{asks} asks, {offers} offers: {word}").format(
            asks=together(names, room, [match.asks]),
            offers=together(names, room, [match.offers]),
            word=match.word,
        )
    if reason is Reason.AGAIN:
        two = set(one.people)
        last = [c.at for c in room.network.connections if two >= set(c.people)]
        if last:
            day = day_short(last[-1].astimezone().date())
            return _("spoke last on {day}").format(day=day)
    return reason_word(reason)


# What the keys do -------------------------------------------------------------------------------


def propose_all(desk: Desk, room: Room) -> None:
    """A partner for everybody, others than before where there are, beside the thread that keeps."""
    if len(room.present) < 2:
        desk.say(_("Two people or more are needed."))
        return

    def planned(found: tuple[Proposed, ...]) -> None:
        desk.change(Did.PROPOSE, partial(propose, planned=found))
        if come_round(room.session, found):
            desk.say(_("Nobody else is left: these were proposed before."))
        else:
            desk.say(_("Enter: all took place · ↑↓ and F8: this pair did not"))

    desk.work_out(lambda: proposals(room, desk.earlier()), planned)


def confirm_all(desk: Desk, room: Room) -> None:
    """All that was proposed took place, but for what was struck."""
    desk.change(Did.CONNECT, confirm, str(len(waiting(room.session))))


def strike_one(desk: Desk, room: Room, key: str) -> bool:
    """These did not meet; struck again, they did. Whether there is such a proposal."""
    one = next((one for one in room.session.proposed if one.key == key), None)
    if one:
        names = together(Names(room.network.members), room, one.people)
        desk.change(Did.STRIKE, partial(strike, key=key), names)
    return one is not None


def note_spoken(desk: Desk, people: Sequence[Member]) -> None:
    """Those people spoke."""
    names = BETWEEN.join(one.name for one in people)
    spoke = partial(connect, groups=[[one.id for one in people]], met=Met.NEW_CONNECTION)
    desk.change(Did.CONNECT, spoke, names)
    desk.say(_("Noted: {names}").format(names=names))

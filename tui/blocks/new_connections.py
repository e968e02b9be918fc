"""New connections in the room: a partner for everybody and why, and what came of it."""

from functools import partial
from typing import ClassVar

from exports.language import N_, _, day_short, ngettext, percent
from exports.words import reason_word
from sessions.acquaintance import acquaintance
from sessions.base import find
from sessions.blocks.new_connections import (
    NewConnections,
    Proposed,
    confirm,
    proposals,
    propose,
    strike,
)
from sessions.connecting import connect, disconnect
from sessions.facilitation import Did
from sessions.meetings import Reason
from sessions.names import several
from sessions.network import Connection, Met
from tui.blocks.base import DONE_MARK, STRUCK_MARK, BlockView, Desk, Moment, Stance
from tui.commands import Command
from tui.widgets.board import Board, Lane, Row
from tui.widgets.headline import Words

OPEN_MARK = "○"
BETWEEN = " — "


class NewConnectionsView(BlockView[NewConnections]):
    """One key proposes, Enter confirms, two names typed add a connection."""

    stance: ClassVar[Stance] = Stance.BOARD
    pointed: ClassVar[str] = N_("Del or F8: these did not meet")
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "new_connections.propose",
            "f3",
            "in_block('propose')",
            N_("Propose"),
            N_("A partner for everybody, among those who have not spoken yet"),
        ),
        Command(
            "new_connections.strike",
            "f8",
            "in_block('strike')",
            N_("Did not meet"),
            N_("Strike the pair that is picked with the arrows: it did not take place"),
        ),
    )

    def captures(self, m: Moment[NewConnections]) -> bool:
        """Always."""
        del m
        return True

    def words(self, m: Moment[NewConnections]) -> Words:
        """What to do, and how far the group is."""
        knows = acquaintance(m.room)
        below = _("{made} · {share} of all pairs know each other").format(
            made=ngettext("{n} new connection", "{n} new connections", len(knows.first)),
            share=percent(knows.share_now),
        )
        return Words(m.block.prompt or m.block.title, below=(below,))

    def board(self, m: Moment[NewConnections]) -> Board:
        """Who is proposed to whom, and why; else who connected."""
        if m.block.proposed:
            rows = tuple(_proposed_row(m, one) for one in m.block.proposed)
        else:
            rows = tuple(
                Row(BETWEEN.join(map(m.first_name, c.people)), c.id, mark=DONE_MARK)
                for c in _made(m)
            )
        empty = _("F3 proposes a partner for everybody.")
        return Board((Lane(rows),), flows=True, top=bool(m.block.proposed), empty=empty)

    def prompt(self, m: Moment[NewConnections]) -> str:
        """What Enter does."""
        if not m.block.proposed:
            return _("Two names")
        struck = any(one.struck for one in m.block.proposed)
        return _("Enter: the others met") if struck else _("Enter: all took place")

    def entered(self, desk: Desk, m: Moment[NewConnections], text: str) -> None:
        """Nothing typed confirms what was proposed; names typed connect those people."""
        if not text:
            if m.block.proposed and not m.aim.by:
                met = sum(not one.struck for one in m.block.proposed)
                desk.change(Did.CONNECT, confirm, str(met))
            return
        people = several(m.present, text)
        if people is None or len(people) < 2:
            desk.say(_("Type two names of people who are here, such as: Henk, Zoë."))
            return
        pair = tuple(p.id for p in people)
        change = partial(connect, groups=[pair], met=Met.NEW_CONNECTION)
        names = BETWEEN.join(p.name for p in people)
        desk.change(Did.CONNECT, change, names)
        desk.say(_("Noted: {names}").format(names=names))

    def struck(self, desk: Desk, m: Moment[NewConnections]) -> None:
        """These did not meet: what was proposed is struck, what was made is undone."""
        proposed = next((one for one in m.block.proposed if one.key == m.aim.picked), None)
        made = find(_made(m), m.aim.picked)
        if proposed:
            names = BETWEEN.join(map(m.first_name, proposed.people))
            desk.change(Did.STRIKE, partial(strike, key=proposed.key), names)
        elif made:
            names = BETWEEN.join(map(m.first_name, made.people))
            gone = partial(disconnect, pair=frozenset(made.people), met=made.met)
            desk.change(Did.STRIKE, gone, names)
        else:
            desk.say(_("Pick a pair with the arrows first."))

    def on_strike(self, desk: Desk, m: Moment[NewConnections]) -> None:
        """As Delete does."""
        self.struck(desk, m)

    def on_propose(self, desk: Desk, m: Moment[NewConnections]) -> None:
        """A partner for everybody, worked out beside the thread that keeps."""
        if len(m.present) < 2:
            desk.say(_("Two people or more are needed."))
            return

        def planned(found: tuple[Proposed, ...]) -> None:
            desk.change(Did.PROPOSE, partial(propose, planned=found))
            desk.say(_("Enter: all took place · ↑↓ and Del: this pair did not"))

        desk.work_out(lambda: proposals(m.room, desk.earlier()), planned)


def _made(m: Moment[NewConnections]) -> tuple[Connection, ...]:
    return tuple(c for c in m.room.met_today if c.met is Met.NEW_CONNECTION)


def _proposed_row(m: Moment[NewConnections], one: Proposed) -> Row:
    names = BETWEEN.join(map(m.first_name, one.people))
    if one.struck:
        return Row(names, one.key, note=_("did not meet"), mark=STRUCK_MARK, style="$quiet")
    why = " · ".join(_reason(m, one, reason) for reason in _telling(one))
    return Row(names, one.key, note=why, mark=OPEN_MARK)


def _telling(one: Proposed) -> tuple[Reason, ...]:
    """The reasons that say something: that two never spoke goes without saying beside another."""
    others = tuple(reason for reason in one.reasons if reason is not Reason.NEVER_SPOKE)
    return others or one.reasons


def _reason(m: Moment[NewConnections], one: Proposed, reason: Reason) -> str:
    if reason is Reason.ASK_MEETS_OFFER and one.match:
        match = one.match
        return _("{asks} asks, {offers} offers: {word}").format(
            asks=m.first_name(match.asks), offers=m.first_name(match.offers), word=match.word
        )
    if reason is Reason.AGAIN:
        two = set(one.people)
        last = [c.at for c in m.room.network.connections if two >= set(c.people)]
        if last:
            day = day_short(last[-1].astimezone().date())
            return _("spoke last on {day}").format(day=day)
    return reason_word(reason)

"""New connections in the room: a partner for everybody and why, and what came of it."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from exports.language import N_, _, ngettext, percent
from sessions.acquaintance import acquaintance
from sessions.base import find
from sessions.blocks.new_connections import NewConnections
from sessions.connecting import disconnect
from sessions.facilitation import Did
from sessions.names import several
from sessions.network import Connection, Met
from tui.blocks.base import BlockView, Stance
from tui.blocks.desk import Desk
from tui.blocks.moment import Moment
from tui.blocks.rows import DONE_MARK
from tui.commands import Command
from tui.partners import (
    BETWEEN,
    confirm_all,
    note_spoken,
    partners_board,
    propose_all,
    strike_one,
    waiting,
)
from tui.widgets.board import Board, Lane, Row
from tui.widgets.headline import Words


class NewConnectionsView(BlockView[NewConnections]):
    """One key proposes, Enter confirms, two names typed add a connection."""

    stance: ClassVar[Stance] = Stance.BOARD
    pointed: ClassVar[str] = N_("F8: these did not meet")
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "new_connections.propose",
            "f3",
            "in_block('propose')",
            N_("Propose"),
            N_("A partner for everybody, among those who have not spoken yet; again: others"),
        ),
        Command(
            "new_connections.strike",
            "f8",
            "in_block('strike')",
            N_("Did not meet"),
            N_("Strike the pair that is picked with the arrows: it did not take place"),
        ),
    )

    def stance_at(self, m: Moment[NewConnections]) -> Stance:
        """What to do; then who goes to whom, and who spoke."""
        return Stance.BOARD if m.room.session.proposed or _made(m) else Stance.QUESTION

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
        return Words(m.block.prompt or m.block.title, below=(below,), insist=True)

    def board(self, m: Moment[NewConnections]) -> Board:
        """Who is proposed to whom, and why; else who connected."""
        if m.room.session.proposed:
            return partners_board(m.room)
        rows = tuple(
            Row(BETWEEN.join(map(m.first_name, c.people)), c.id, mark=DONE_MARK) for c in _made(m)
        )
        empty = _("F3 proposes a partner for everybody.")
        return Board((Lane(rows),), flows=True, empty=empty)

    def prompt(self, m: Moment[NewConnections]) -> str:
        """What Enter does."""
        proposed = m.room.session.proposed
        if not proposed:
            return _("Two names")
        struck = any(one.struck for one in proposed)
        return _("Enter: the others met") if struck else _("Enter: all took place")

    def entered(self, desk: Desk, m: Moment[NewConnections], text: str) -> None:
        """Nothing typed confirms what was proposed; names typed connect those people."""
        if not text:
            if m.room.session.proposed and not m.aim.by:
                confirm_all(desk, m.room)
            return
        people = several(m.present, text)
        if people is None or len(people) < 2:
            desk.say(_("Type two names of people who are here, such as: Henk, Zoë."))
        else:
            note_spoken(desk, people)

    def on_strike(self, desk: Desk, m: Moment[NewConnections]) -> None:
        """These did not meet: what was proposed is struck, what was made is undone."""
        made = find(_made(m), m.aim.picked)
        if strike_one(desk, m.room, m.aim.picked):
            return
        if made:
            names = BETWEEN.join(map(m.first_name, made.people))
            gone = partial(disconnect, pair=frozenset(made.people), met=made.met)
            desk.change(Did.STRIKE, gone, names)
        else:
            desk.say(_("Pick a pair with the arrows first."))

    def has_open(self, m: Moment[NewConnections]) -> bool:
        """Whether somebody was proposed of whom it was not said that they met."""
        return bool(waiting(m.room.session))

    def settle(self, desk: Desk, m: Moment[NewConnections], go: Callable[[], None]) -> None:
        """Ask whether they met."""
        from tui.screens.open_partners import OpenPartners

        def settled(met: bool) -> None:
            if met:
                confirm_all(desk, m.room)
            go()

        desk.ask(OpenPartners(m.room), settled)

    def on_propose(self, desk: Desk, m: Moment[NewConnections]) -> None:
        """A partner for everybody."""
        propose_all(desk, m.room)


def _made(m: Moment[NewConnections]) -> tuple[Connection, ...]:
    return tuple(c for c in m.room.met_today if c.met is Met.NEW_CONNECTION)

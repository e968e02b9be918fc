"""New connections in the room: a partner for everybody, and what came of it."""

from functools import partial
from typing import ClassVar

from exports.language import N_, _, ngettext, percent
from sessions.blocks.new_connections import NewConnections, confirm, propose
from sessions.connecting import connect
from sessions.facilitation import Did
from sessions.names import several
from sessions.network import Met
from sessions.yields import yielded
from tui.blocks.base import DONE_MARK, BlockView, Desk, Moment, Stance
from tui.commands import Command
from tui.widgets.board import Board, Lane, Row
from tui.widgets.headline import Words


class NewConnectionsView(BlockView[NewConnections]):
    """One key proposes, Enter confirms, two names typed add a connection."""

    stance: ClassVar[Stance] = Stance.BOARD
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "new_connections.propose",
            "f3",
            "in_block('propose')",
            N_("Propose"),
            N_("A partner for everybody, among those who have not spoken yet"),
        ),
    )

    def captures(self, m: Moment[NewConnections]) -> bool:
        """Always."""
        del m
        return True

    def words(self, m: Moment[NewConnections]) -> Words:
        """What to do, and how far the group is."""
        so_far = yielded(m.room, m.now)
        made = so_far.first_times
        below = _("{made} · {share} of all pairs know each other").format(
            made=ngettext("{n} new connection", "{n} new connections", made),
            share=percent(so_far.known),
        )
        return Words(m.block.prompt or m.block.title, below=(below,))

    def board(self, m: Moment[NewConnections]) -> Board:
        """Who is proposed to whom; else who connected."""
        if m.block.proposed:
            rows = tuple(
                Row(" — ".join(map(m.first_name, pair)), mark="○") for pair in m.block.proposed
            )
            return Board((Lane(rows),), flows=True, top=True)
        made = [c for c in m.room.met_today if c.met is Met.NEW_CONNECTION]
        rows = tuple(
            Row(" — ".join(map(m.first_name, c.people)), c.id, mark=DONE_MARK) for c in made
        )
        return Board((Lane(rows),), flows=True, empty=_("F3 proposes a partner for everybody."))

    def prompt(self, m: Moment[NewConnections]) -> str:
        """What Enter does."""
        return _("Enter: all took place") if m.block.proposed else _("Two names")

    def entered(self, desk: Desk, m: Moment[NewConnections], text: str) -> None:
        """Nothing typed confirms what was proposed; names typed connect those people."""
        if not text:
            if m.block.proposed:
                desk.change(Did.CONNECT, confirm, str(len(m.block.proposed)))
            return
        people = several(m.present, text)
        if people is None or len(people) < 2:
            desk.say(_("Type two names of people who are here, such as: Henk, Zoë."))
            return
        pair = tuple(p.id for p in people)
        change = partial(connect, groups=[pair], met=Met.NEW_CONNECTION)
        names = " — ".join(p.name for p in people)
        desk.change(Did.CONNECT, change, names)
        desk.say(_("Noted: {names}").format(names=names))

    def on_propose(self, desk: Desk, m: Moment[NewConnections]) -> None:
        """A partner for everybody."""
        if len(m.present) < 2:
            desk.say(_("Two people or more are needed."))
            return
        desk.change(Did.PROPOSE, propose)

"""How the room sees a block in which everybody has the floor once."""

from collections.abc import Mapping
from functools import partial
from typing import ClassVar, TypeVar

from exports.language import N_, _
from exports.words import order_word
from sessions.blocks.base import InTurn, arrange, give_floor
from sessions.facilitation import Did
from sessions.turns import Order, times_heard
from tui.blocks.base import BlockView, Stance
from tui.blocks.desk import Desk
from tui.blocks.moment import Moment
from tui.blocks.rows import DONE_MARK, TURN_MARK, WAIT_MARK
from tui.commands import Command
from tui.widgets.headline import Words

IT = TypeVar("IT", bound=InTurn)


class InTurnView(BlockView[IT]):
    """Who has the floor in large type; what is typed is said by them."""

    stance: ClassVar[Stance] = Stance.TURN
    pointed: ClassVar[str] = N_("Enter: this one has the floor")
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "in_turn.order",
            "ctrl+l",
            "in_block('order')",
            N_("Order"),
            N_("Who speaks when: as you sit, by lot, or whoever was heard least first"),
        ),
    )

    def stance_at(self, m: Moment[IT]) -> Stance:
        """Before anybody had the floor, what is asked."""
        circle = m.block.circle
        return Stance.TURN if circle.current or circle.heard else Stance.QUESTION

    def note(self, m: Moment[IT]) -> str:
        """How many were heard, of how many."""
        circle = m.block.circle
        return f"{len(circle.heard)}/{len(circle.order)}" if circle.order else ""

    def words(self, m: Moment[IT]) -> Words:
        """Who has the floor; before that what we do, after that that everybody was heard."""
        circle = m.block.circle
        if circle.current:
            waiting = next((m.label(p) for p in circle.waiting), "")
            full = m.label(circle.current)
            after = _("Next: {name}").format(name=waiting) if waiting else _("The last one")
            big = m.short(circle.current)
            names = [] if big == full else [full]
            below = (*names, after)
            brief = m.first_name(circle.current)
            return Words(big, above=m.block.prompt, below=below, insist=True, brief=brief)
        if circle.heard and circle.done:
            return Words(_("Everybody was heard"), above=m.block.title)
        first = (_("First: {name}").format(name=m.label(p)) for p in circle.waiting[:1])
        return Words(m.block.prompt or m.block.title, below=tuple(first), insist=True)

    def here(self, m: Moment[IT]) -> str:
        """Whose turn it is."""
        return m.block.circle.current or ""

    def source(self, m: Moment[IT]) -> str | None:
        """Who has the floor, unless somebody is named."""
        return m.aim.by or m.block.circle.current

    def entered(self, desk: Desk, m: Moment[IT], text: str) -> None:
        """A name alone, or picked on the board, gets the floor; nobody named, the group says it."""
        wanted = m.aim.by or m.aim.picked
        if not text and wanted in m.block.circle.order:
            desk.change(Did.SKIP_TURN, partial(give_floor, person=wanted), m.name(wanted))
        else:
            super().entered(desk, m, text)

    def on_order(self, desk: Desk, m: Moment[IT]) -> None:
        """The next of the orders; who was heard stays heard."""
        orders = list(Order)
        order = orders[(orders.index(m.block.order) + 1) % len(orders)]

        def arranged(heard: Mapping[str, int]) -> None:
            words = order_word(order)
            desk.change(Did.ORDER, partial(arrange, order=order, heard=heard), words)
            desk.say(_("Order: {order}").format(order=words))

        desk.work_out(lambda: times_heard((m.room.session, *desk.earlier())), arranged)


def circle_mark(m: Moment[IT], person: str) -> str:
    """Whether somebody was heard, has the floor, or waits."""
    circle = m.block.circle
    if person == circle.current:
        return TURN_MARK
    return DONE_MARK if person in circle.heard else WAIT_MARK

"""Actions in the room: what is agreed, by whom, by when."""

from exports.language import _, day_short
from sessions.actions import ActionItem
from sessions.blocks.actions import Actions
from tui.blocks.base import BlockView, Stance
from tui.blocks.desk import Desk
from tui.blocks.moment import B, Moment
from tui.widgets.board import Board, Lane, Row
from tui.widgets.headline import Words


class ActionsView(BlockView[Actions]):
    """Each line typed becomes an action item, with owners and a date."""

    def stance_at(self, m: Moment[Actions]) -> Stance:
        """What is asked; then what was agreed."""
        return Stance.ANSWERS if m.room.agreed_today else Stance.QUESTION

    def captures(self, m: Moment[Actions]) -> bool:
        """Always."""
        del m
        return True

    def words(self, m: Moment[Actions]) -> Words:
        """What we do, and how many there are."""
        return Words(m.block.prompt or m.block.title)

    def board(self, m: Moment[Actions]) -> Board:
        """The action items of today."""
        rows = tuple(action_row(m, action) for action in m.room.agreed_today)
        return Board((Lane(rows),), empty=_("No actions yet. Type one, then say by whom."))

    def prompt(self, m: Moment[Actions]) -> str:
        """What is asked for."""
        del m
        return _("What")

    def entered(self, desk: Desk, m: Moment[Actions], text: str) -> None:
        """On to the owners and the date."""
        from tui.screens.action import agree_on

        if text:
            agree_on(desk, m.room, text=text, owner=self.source(m))


def action_row(m: Moment[B], action: ActionItem, mark: str = "") -> Row:
    """An action item with its owners and its date."""
    owners = " + ".join(map(m.name, action.owners))
    due = day_short(action.due) if action.due else ""
    return Row(action.text, action.id, mark=mark, aside=" · ".join(filter(None, (owners, due))))

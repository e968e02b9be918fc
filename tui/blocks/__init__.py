"""How the room sees each kind of block: one room each, by the same name in every wing."""

from typing import Any

from tui.blocks.action_review import ActionReviewView
from tui.blocks.actions import ActionsView
from tui.blocks.base import BlockView
from tui.blocks.check_out import CheckOutView
from tui.blocks.introductions import IntroductionsView
from tui.blocks.new_connections import NewConnectionsView
from tui.blocks.next_date import NextDateView
from tui.blocks.plenary import PlenaryView
from tui.blocks.sheets import SheetsView
from tui.blocks.speed_dates import SpeedDatesView
from tui.blocks.take_and_bring import TakeAndBringView

VIEWS: dict[str, BlockView[Any]] = {
    "plenary": PlenaryView(),
    "introductions": IntroductionsView(),
    "speed_dates": SpeedDatesView(),
    "sheets": SheetsView(),
    "take_and_bring": TakeAndBringView(),
    "action_review": ActionReviewView(),
    "actions": ActionsView(),
    "next_date": NextDateView(),
    "new_connections": NewConnectionsView(),
    "check_out": CheckOutView(),
}
"""The view of each kind, by the kind's name."""

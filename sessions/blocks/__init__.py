"""The kinds of block: one room each, by the same name in every wing."""

from typing import Annotated, get_args

from pydantic import Field

from sessions.blocks.action_review import ActionReview
from sessions.blocks.actions import Actions
from sessions.blocks.check_out import CheckOut
from sessions.blocks.introductions import Introductions
from sessions.blocks.new_connections import NewConnections
from sessions.blocks.next_date import NextDate
from sessions.blocks.plenary import Plenary
from sessions.blocks.sheets import Sheets
from sessions.blocks.speed_dates import SpeedDates
from sessions.blocks.take_and_bring import TakeAndBring

__all__ = [
    "KINDS",
    "ActionReview",
    "Actions",
    "Block",
    "CheckOut",
    "Introductions",
    "NewConnections",
    "NextDate",
    "Plenary",
    "Sheets",
    "SpeedDates",
    "TakeAndBring",
]

Block = Annotated[
    Plenary
    | Introductions
    | SpeedDates
    | Sheets
    | TakeAndBring
    | ActionReview
    | Actions
    | NextDate
    | NewConnections
    | CheckOut,
    Field(discriminator="kind"),
]

KINDS: tuple[str, ...] = tuple(
    kind.model_fields["kind"].default for kind in get_args(get_args(Block)[0])
)
"""The names of the kinds, in the order in which a menu shows them."""

"""What the kinds of block leave in a document: one room each, by the same name in every wing."""

from collections.abc import Callable
from typing import Any

from exports.blocks import (
    action_review,
    actions,
    check_out,
    introductions,
    new_connections,
    next_date,
    plenary,
    sheets,
    speed_dates,
    take_and_bring,
)
from exports.document import Part
from sessions.blocks import Block
from sessions.room import Room

KINDS: dict[str, Callable[[Room, Any], tuple[Part, ...]]] = {
    "plenary": plenary.parts,
    "introductions": introductions.parts,
    "speed_dates": speed_dates.parts,
    "sheets": sheets.parts,
    "take_and_bring": take_and_bring.parts,
    "action_review": action_review.parts,
    "actions": actions.parts,
    "next_date": next_date.parts,
    "new_connections": new_connections.parts,
    "check_out": check_out.parts,
}


def parts(room: Room, block: Block) -> tuple[Part, ...]:
    """What `block` leaves in a document, without its title and prompt."""
    return KINDS[block.kind](room, block)

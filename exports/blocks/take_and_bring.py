"""What take and bring leaves: what everybody takes and brings, and the advice."""

from exports import answers
from exports.document import Part
from sessions.blocks.take_and_bring import TakeAndBring
from sessions.room import Room


def parts(room: Room, block: TakeAndBring) -> tuple[Part, ...]:
    """A column for each, everybody's name before what they said."""
    return tuple(answers.on_sheet(room, block, sheet, by_turn=True) for sheet in block.sheets)

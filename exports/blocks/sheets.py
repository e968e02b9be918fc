"""What question sheets leave: each question with its answers in their columns."""

from exports import answers
from exports.document import Heading, Part
from sessions.blocks.sheets import Sheets
from sessions.room import Room


def parts(room: Room, block: Sheets) -> tuple[Part, ...]:
    """The questions, one after the other."""
    return tuple(
        part
        for sheet in block.sheets
        for part in (Heading(sheet.title, 3), answers.on_sheet(room, block, sheet))
    )

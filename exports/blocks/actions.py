"""What the agreeing of actions leaves: how many; they stand in a chapter of their own."""

from exports.document import Paragraph, Part
from exports.language import ngettext
from sessions.blocks.actions import Actions
from sessions.room import Room


def parts(room: Room, block: Actions) -> tuple[Part, ...]:
    """The number of actions."""
    del block
    text = ngettext(
        "{n} action was agreed; it stands at the top of this document.",
        "{n} actions were agreed; they stand at the top of this document.",
        len(room.agreed_today),
    )
    return (Paragraph(text),)

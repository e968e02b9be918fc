"""What new connections leave: how many there were."""

from exports.document import Paragraph, Part
from exports.language import ngettext
from sessions.blocks.new_connections import NewConnections
from sessions.network import Met
from sessions.room import Room


def parts(room: Room, block: NewConnections) -> tuple[Part, ...]:
    """The number of conversations; who spoke to whom stands in a chapter of its own."""
    del block
    made = [one for one in room.met_today if one.met is Met.NEW_CONNECTION]
    text = ngettext(
        "{n} conversation between people who walked up to one another.",
        "{n} conversations between people who walked up to one another.",
        len(made),
    )
    return (Paragraph(text),)

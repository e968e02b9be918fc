"""What the fixing of the next date leaves; who said yes stands in a chapter of its own."""

from exports.document import Paragraph, Part
from exports.language import _, day_words
from sessions.blocks.next_date import NextDate, agreed
from sessions.room import Room


def parts(room: Room, block: NextDate) -> tuple[Part, ...]:
    """The day."""
    del block
    fixed = agreed(room)
    if fixed is None:
        return (Paragraph(_("No next date was fixed.")),)
    return (Paragraph(_("The next date was fixed: {day}.").format(day=day_words(fixed.day))),)

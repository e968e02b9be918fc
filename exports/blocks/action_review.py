"""What a review of actions leaves: how many came by; they stand in a chapter of their own."""

from exports.document import Paragraph, Part
from exports.language import _, ngettext
from sessions.blocks.action_review import ActionReview, to_review
from sessions.room import Room


def parts(room: Room, block: ActionReview) -> tuple[Part, ...]:
    """The number of actions that were spoken of."""
    del block
    spoken = [one for one in to_review(room) if one.last_change(room.session.id)]
    if not spoken:
        return (Paragraph(_("No earlier action came by.")),)
    text = ngettext(
        "{n} earlier action came by; what became of it stands at the top of this document.",
        "{n} earlier actions came by; what became of them stands at the top of this document.",
        len(spoken),
    )
    return (Paragraph(text),)

"""What introductions leave: the trait that each gave their name."""

from exports import answers
from exports.document import Bullets, Part
from sessions.blocks.introductions import Introductions
from sessions.room import Room


def parts(room: Room, block: Introductions) -> tuple[Part, ...]:
    """Everybody with their trait, in the order in which they were heard."""
    told = room.session.answers_in(block.id)
    return (Bullets(answers.in_turn(room, told)) if told else answers.nothing(),)

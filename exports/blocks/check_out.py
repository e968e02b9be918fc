"""What a check-out leaves: a word from everyone."""

from exports import answers
from exports.document import Bullets, Part
from sessions.blocks.check_out import CheckOut
from sessions.room import Room


def parts(room: Room, block: CheckOut) -> tuple[Part, ...]:
    """Everybody with their word, in the order in which they were heard."""
    told = room.session.answers_in(block.id)
    return (Bullets(answers.in_turn(room, told)) if told else answers.nothing(),)

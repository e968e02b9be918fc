"""What a plenary part leaves: nothing beside its title and instruction."""

from exports.document import Part
from sessions.blocks.plenary import Plenary
from sessions.room import Room


def parts(room: Room, block: Plenary) -> tuple[Part, ...]:
    """Nothing of its own."""
    del room, block
    return ()

"""Take and bring in the room: who speaks, and what is asked and offered."""

from sessions.blocks.take_and_bring import TakeAndBring
from tui.blocks.in_turn import InTurnView


class TakeAndBringView(InTurnView[TakeAndBring]):
    """Everybody in turn says both; advice beside."""

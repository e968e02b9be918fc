"""Plenary: everybody listens, or has a break."""

from typing import Literal

from sessions.blocks.base import BlockBase


class Plenary(BlockBase):
    """A welcome, an explanation or a break: an instruction and a clock.

    `shows_purpose` puts the network's goal and shared why in sight.
    """

    kind: Literal["plenary"] = "plenary"
    shows_purpose: bool = False
    is_break: bool = False

    @property
    def gives_first(self) -> bool:
        """Breaks are the first to give time."""
        return self.is_break

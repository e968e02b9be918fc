"""A share as a bar of block characters, which reads without colour and in any font."""

FULL, EMPTY = "█", "░"
WIDTH = 20
"""Characters of a bar: a twentieth of a group is still to be seen."""


def bar(share: float, width: int = WIDTH) -> str:
    """`share`, 0 to 1, of `width` characters; neither all nor nothing unless it is."""
    full = round(share * width)
    if 0 < share < 1:
        full = min(max(full, 1), width - 1)
    return FULL * full + EMPTY * (width - full)

"""What JSON must look like that anybody may have written; whatever else it is, is a ValueError."""

from typing import Any

from sessions.store.seen import Range

MOST = 1 << 53
"""No number of a line reaches this: up to here every program reads the same in JSON."""


def number(said: object) -> int:
    """A number that a line or a format can have."""
    if type(said) is int and 0 < said < MOST:
        return said
    raise ValueError("not a number from 1 up")


def numbers(said: object) -> dict[str, int]:
    """Numbers by name."""
    return {name: number(one) for name, one in mapping(said).items()}


def ranges(said: object) -> dict[str, list[Range]]:
    """Ranges of numbers by name."""
    return {name: [_range(one) for one in listed(some)] for name, some in mapping(said).items()}


def _range(said: object) -> Range:
    first, until = map(number, listed(said))
    if first <= until:
        return first, until
    raise ValueError("not a range of numbers")


def mapping(said: object) -> dict[str, Any]:
    """Something by name."""
    if isinstance(said, dict):
        return said
    raise ValueError("not a mapping")


def listed(said: object) -> list[Any]:
    """A list of something."""
    if isinstance(said, list):
        return said
    raise ValueError("not a list")


def text(said: object) -> str:
    """A text."""
    if isinstance(said, str):
        return said
    raise ValueError("not a text")

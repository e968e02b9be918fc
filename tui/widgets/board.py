"""What stands on a board: rows in lanes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A line on the board: a mark before it, and beside it who said it or where it is.

    A `note` says more, in plain text also below block type; it goes where there is no room.
    The `brief` words stand for all of it where those fit and it does not. One that is `small` is a
    remark, in plain text also among others in block type.
    """

    text: str
    id: str = ""
    aside: str = ""
    note: str = ""
    mark: str = ""
    style: str = ""
    brief: str = ""
    small: bool = False


@dataclass(frozen=True)
class Lane:
    """A column of the board, with a title and how many there are."""

    rows: tuple[Row, ...]
    title: str = ""
    count: int | None = None


@dataclass(frozen=True)
class Board:
    """Lanes side by side; the rows of one that `flows` go on in as many columns as fit.

    `aim` is the lane in which the next answer lands. A board read from the `top` shows its first
    rows when not all fit, another its last; the row in `focus` is in sight. The one lane of a board
    with `pages` comes in pages when it does not fit.
    """

    lanes: tuple[Lane, ...] = ()
    flows: bool = False
    aim: int | None = None
    top: bool = False
    large: bool = True
    focus: str = ""
    empty: str = ""
    pages: bool = False

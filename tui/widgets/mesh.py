"""The picture of who knows whom: a square with a cell for every two people."""

from textual.content import Content
from textual.widget import Widget

from sessions.acquaintance import Acquaintance
from sessions.meetings import Pair

Grid = list[list[float | None]]
"""The share, 0 to 1, of the pairs in a cell that have spoken; None where there is no pair."""

_BOTH = {(True, True): "█", (True, False): "▀", (False, True): "▄"}
_NONE, _SOME, _MANY, _ALL = "░▒▓█"
HALF = 0.5


def drawn(knows: Acquaintance, columns: int, rows: int) -> list[str]:
    """The square in at most so many columns and rows: full is spoken, shaded is not yet.

    Its lower left is how it was before the session, its upper right how it is by now; whoever
    knows the most is first. Where there are more people than cells, some of them share one: the
    more of their pairs have spoken, the darker.
    """
    grid, count = _grid(knows), len(knows.people)
    if count < 2 or columns < 2 or rows < 1:
        return []
    scale = min(columns // count, 2 * rows // count)
    if scale:
        return _halved(_magnified(grid, scale))
    return _shaded(_gathered(grid, min(columns // 2, rows)))


def _grid(knows: Acquaintance) -> Grid:
    people = sorted(knows.people, key=lambda person: -knows.knows[person])
    place = {person: at for at, person in enumerate(people)}
    grid: Grid = [[None if x == y else 0.0 for x in place.values()] for y in place.values()]

    def mark(two: Pair, *, now: bool) -> None:
        first, last = sorted(place[person] for person in two)
        y, x = (first, last) if now else (last, first)
        grid[y][x] = 1.0

    for two in knows.before:
        mark(two, now=False)
    for two in knows.before | knows.today:
        mark(two, now=True)
    return grid


def _magnified(grid: Grid, scale: int) -> Grid:
    """Every cell `scale` pixels wide and high."""
    return [[cell for cell in line for _ in range(scale)] for line in grid for _ in range(scale)]


def _halved(pixels: Grid) -> list[str]:
    """Two rows of pixels in one of characters."""
    blank: list[float | None] = [None] * len(pixels[0])
    return [
        "".join(map(_half, upper, lower))
        for upper, lower in zip(pixels[::2], [*pixels[1::2], blank], strict=False)
    ]


def _half(upper: float | None, lower: float | None) -> str:
    if upper is None and lower is None:
        return " "
    return _BOTH.get((bool(upper), bool(lower)), _NONE)


def _gathered(grid: Grid, size: int) -> Grid:
    """The same in `size` x `size` cells, each for several people."""
    sums: list[list[list[float]]] = [[[] for _ in range(size)] for _ in range(size)]
    for y, line in enumerate(grid):
        for x, cell in enumerate(line):
            if cell is not None:
                sums[y * size // len(grid)][x * size // len(grid)].append(cell)
    return [
        [None if x == y else sum(cells) / len(cells) for x, cells in enumerate(line)]
        for y, line in enumerate(sums)
    ]


def _shaded(grid: Grid) -> list[str]:
    return ["".join(2 * _shade(cell) for cell in line) for line in grid]


def _shade(share: float | None) -> str:
    if share is None:
        return " "
    if share in {0, 1}:
        return _ALL if share else _NONE
    return _SOME if share < HALF else _MANY


class Mesh(Widget):
    """Shows the picture as large as there is room."""

    DEFAULT_CSS = """
    Mesh { color: $primary; }
    """

    def __init__(self, knows: Acquaintance | None = None) -> None:
        super().__init__()
        self.knows = knows

    def show(self, knows: Acquaintance) -> None:
        """Show another one."""
        if knows != self.knows:
            self.knows = knows
            self.refresh()

    def render(self) -> Content:
        """The square."""
        if self.knows is None:
            return Content("")
        return Content("\n".join(drawn(self.knows, *self.content_size)))

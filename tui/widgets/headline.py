"""The headline: what we do now, in the largest type that fits."""

from dataclasses import dataclass
from typing import NamedTuple

from textual.content import Content
from textual.widget import Widget

from tui import block_type
from tui.text import shown

ELLIPSIS = "…"
MOST_ROWS = 100
"""More rows than any screen has for words."""


@dataclass(frozen=True)
class Words:
    """What the room reads: a line above, the words that matter, and lines below them.

    Where the words don't fit in large type, the `brief` ones may. For large type the line above
    goes where it must, and where the words `insist` so do the lines below.
    """

    big: str
    above: str = ""
    below: tuple[str, ...] = ()
    insist: bool = False
    brief: str = ""


class Headline(Widget):
    """Words in block type where there is room, else plain and bold."""

    DEFAULT_CSS = """
    Headline { padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.words = Words("")

    def show(self, words: Words) -> None:
        """Show other words."""
        if words != self.words:
            self.words = words
            self.refresh()

    def render(self) -> Content:
        """As much as fits: the words that matter win."""
        width, height = self.content_size
        if width < 1 or height < 1:
            return Content("")
        lines = laid_out(self.words, width, height)
        if len(lines) > height:
            last = lines[height - 1].truncate(width - 1)
            lines = [*lines[: height - 1], Content.assemble(last, ELLIPSIS)]
        return Content("\n").join(lines)


def rows_wanted(words: Words, width: int) -> int:
    """The rows that `words` would like at that width: the big ones in the smallest type."""
    around = [line for text in (words.above, *words.below) for line in _plain(text, width, "")]
    drawn = block_type.headline(shown(words.big), width, MOST_ROWS, most=1)
    rows = len(drawn) if drawn else len(_plain(words.big, width, ""))
    return rows + len(around) + bool(words.below)


def type_scale(words: Words, width: int, height: int) -> int:
    """The scale of the big words there; 0 where they, and the brief ones, are in plain text."""
    set_ = _in_type(words, width, height)
    return set_.scale if set_ else 0


def laid_out(words: Words, width: int, height: int) -> list[Content]:
    """`words` in lines of at most `width`, in `height` rows where they can."""
    set_ = _in_type(words, width, height)
    if set_ is None:
        above, below = _around(words, width)
        big = _plain(words.big, width, "bold $primary")
        stacked = _stack(above, big, below)
        return stacked if len(stacked) <= height else [*above, *big, *below]
    drawn = block_type.headline(set_.big, width, set_.room) or []
    return _stack(set_.above, [Content.styled(row, "$primary") for row in drawn], set_.below)


class _InType(NamedTuple):
    """Words in type, in so many rows, with those lines round them for which there is room."""

    big: str
    scale: int
    room: int
    above: list[Content]
    below: list[Content]


def _in_type(words: Words, width: int, height: int) -> _InType | None:
    above, below = _around(words, width)
    tries: list[tuple[list[Content], list[Content]]] = [(above, below), ([], below)]
    if words.insist:
        tries += [(above, []), ([], [])]
    for big in map(shown, filter(None, (words.big, words.brief))):
        for before, after in tries:
            room = height - len(before) - len(after) - bool(after)
            scale = block_type.headline_scale(big, width, room) if room > 0 else 0
            if scale:
                return _InType(big, scale, room, before, after)
    return None


def _around(words: Words, width: int) -> tuple[list[Content], list[Content]]:
    """The lines above and below the big words."""
    below = [line for text in words.below for line in _plain(text, width, "")]
    return _plain(words.above, width, "$quiet"), below


def _plain(text: str, width: int, style: str) -> list[Content]:
    return Content.styled(shown(text), style).wrap(width) if text else []


def _stack(above: list[Content], big: list[Content], below: list[Content]) -> list[Content]:
    return [*above, *big, *([Content("")] if below else []), *below]

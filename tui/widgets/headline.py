"""The headline: what we do now, in the largest type that fits."""

from dataclasses import dataclass

from textual.content import Content
from textual.widget import Widget

from tui import block_type
from tui.text import shown

MOST_ROWS = 100
"""More rows than any screen has for words."""


@dataclass(frozen=True)
class Words:
    """What the room reads: a line above, the words that matter, and lines below them.

    Where the words don't fit in large type, the `brief` ones may. Words that `insist` are in large
    type even when the lines round them must go for it.
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
        return Content("\n").join(laid_out(self.words, width, height)[:height])


def rows_wanted(words: Words, width: int) -> int:
    """The rows that `words` would like at that width: the big ones in the smallest type."""
    around = [line for text in (words.above, *words.below) for line in _plain(text, width, "")]
    drawn = block_type.headline(shown(words.big), width, MOST_ROWS, most=1)
    rows = len(drawn) if drawn else len(_plain(words.big, width, ""))
    return rows + len(around) + bool(words.below)


def laid_out(words: Words, width: int, height: int) -> list[Content]:
    """`words` in lines of at most `width`, in `height` rows where they can."""
    above = _plain(words.above, width, "$quiet")
    below = [line for text in words.below for line in _plain(text, width, "")]
    tries: list[tuple[list[Content], list[Content]]] = [(above, below)]
    if words.insist:
        tries += [([], below), (above, []), ([], [])]
    for big in filter(None, (words.big, words.brief)):
        for before, after in tries:
            room = height - len(before) - len(after) - bool(after)
            drawn = block_type.headline(shown(big), width, room) if room > 0 else None
            if drawn:
                return _stack(before, [Content.styled(row, "$primary") for row in drawn], after)
    return _stack(above, _plain(words.big, width, "bold $primary"), below)


def _plain(text: str, width: int, style: str) -> list[Content]:
    return Content.styled(shown(text), style).wrap(width) if text else []


def _stack(above: list[Content], big: list[Content], below: list[Content]) -> list[Content]:
    return [*above, *big, *([Content("")] if below else []), *below]

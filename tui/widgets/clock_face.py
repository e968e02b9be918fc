"""The clock of the room: a timer in block type, readable from the back row."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import repeat

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from exports.language import N_, _
from sessions.base import MINUTE, SECOND
from sessions.timer import Phase, Timer, last_stretch
from tui import block_type

Rows = tuple[str, ...]
NOTHING: tuple[Rows, str] = ((), "")

BAR = "█", "░"
EDGE = "▄"
AROUND = 3
"""Rows round the figures: an edge above, the word and the bar below."""
STRIP = 3
"""Rows of a clock that is a strip: the figures at their smallest, beside them word and bar."""
WIDEST = "00:00"
MOST_MINUTES = 100
"""Minutes from which hours are shown too."""

_LEFT = {
    Phase.CALM: N_("to go"),
    Phase.ENDING: N_("running out"),
    Phase.LAST: N_("almost time"),
    Phase.OVER: N_("OVER TIME"),
}
_SIGN = {Phase.CALM: "", Phase.ENDING: "▸", Phase.LAST: "▸▸", Phase.OVER: "■"}


@dataclass(frozen=True)
class Reading:
    """What the clock shows: figures, a word, how much is left (0 to 1), and the phase."""

    figures: str
    word: str
    share: float
    phase: Phase
    running: bool


def read(timer: Timer, now: datetime) -> Reading:
    """A timer as the clock shows it; a second counts until it has passed."""
    phase = timer.phase(now)
    return Reading(
        figures=figures(timer, now),
        word=word(timer, phase),
        share=timer.left(now) / timer.length if timer.length else 0.0,
        phase=phase,
        running=timer.running,
    )


def figures(timer: Timer, now: datetime) -> str:
    """Minutes and seconds, hours too from a hundred minutes on; `+` before overtime."""
    over = timer.over(now)
    left = -(-timer.left(now) // SECOND)
    seconds = over // SECOND if over else left
    minutes, seconds = divmod(int(seconds), 60)
    long = f"{minutes // 60}:{minutes % 60:02}" if minutes >= MOST_MINUTES else f"{minutes}"
    return f"{'+' if over else ''}{long}:{seconds:02}"


def word(timer: Timer, phase: Phase) -> str:
    """What the phase is called."""
    if not timer.running:
        return _("PAUSED") if timer.begun else _("not started")
    if phase is Phase.LAST and last_stretch(timer.length) == MINUTE:
        return _("last minute")
    return _(_LEFT[phase])


class Part(Widget):
    """Rows of the face in one style.

    Textual sends a row that changed from where its widget begins, so what changes each second is
    a widget of its own.
    """

    def __init__(self) -> None:
        super().__init__()
        self._rows: Rows = ()
        self._style = ""
        self.styles.width, self.styles.height = _extent(self._rows)

    def show(self, rows: Rows, style: str) -> None:
        """Show other rows, all of one width; repaints only what differs."""
        before, self._rows = self._rows, rows
        if style != self._style or _extent(rows) != _extent(before):
            self._style = style
            self.styles.width, self.styles.height = _extent(rows)
            self.refresh()
            return
        changed = tuple(_differences(before, rows))
        if changed:
            self.refresh(*changed)

    def render(self) -> Content:
        """The rows."""
        return Content.styled("\n".join(self._rows), self._style)


class ClockFace(Vertical):
    """A timer at the largest scale that fits, with a word and a bar below it."""

    DEFAULT_CSS = """
    ClockFace { align: center middle; }
    ClockFace Horizontal { width: auto; height: auto; }
    """

    class Clicked(Message):
        """Somebody clicked on the clock."""

    def __init__(self) -> None:
        super().__init__()
        self._reading: Reading | None = None

    def compose(self) -> ComposeResult:
        """An edge, the figures but for two, each of those, the word and the bar."""
        yield Part()
        with Horizontal():
            yield Part()
            yield Part()
            yield Part()
        yield Part()
        yield Part()

    def show(self, timer: Timer | None, now: datetime) -> None:
        """Show a timer as it is at `now`; repaints only what looks different."""
        reading = read(timer, now) if timer else None
        if reading != self._reading:
            self._reading = reading
            self._draw()

    def on_resize(self) -> None:
        """Draw at the scale that fits now."""
        self._draw()

    def on_click(self) -> None:
        """Tell that the clock was clicked."""
        self.post_message(self.Clicked())

    def _draw(self) -> None:
        drawn = _drawn(self._reading, self.size) if self._reading else repeat(NOTHING)
        for part, (rows, style) in zip(self.query(Part), drawn, strict=False):
            part.show(rows, style)


def _drawn(reading: Reading, size: Size) -> Iterator[tuple[Rows, str]]:
    """Each part's rows and style; the figures are plain where there is no room for type."""
    if size.height <= STRIP:
        yield from _strip(reading, size.width)
        return
    scale = _scale(reading.figures, size)
    most, tens, units = reading.figures[:-2], reading.figures[-2], reading.figures[-1]
    gap = " " * scale
    figures = (
        _framed(most, scale, before=" ", after=gap),
        _framed(tens, scale, after=gap),
        _framed(units, scale, after=" "),
    )
    width = sum(len(rows[0]) for rows in figures)
    spare = size.height - len(figures[0])
    ground, filled = _styles(reading.phase)
    yield (EDGE * width,) if spare > 2 else (), ground
    for rows in figures:
        yield rows, filled
    yield (_caption(reading, width),) if spare > 0 else (), f"bold {filled}"
    yield (_bar(reading.share, width),) if spare > 1 else (), ground


def _strip(reading: Reading, width: int) -> Iterator[tuple[Rows, str]]:
    """The figures in type, and right of them the word and how much is left, to the other side."""
    _ground, filled = _styles(reading.phase)
    parts = reading.figures[:-2], reading.figures[-2], reading.figures[-1]
    most, tens, units = (block_type.draw(part, 1) for part in parts)
    beside = width - sum(len(rows[0]) for rows in (most, tens, units)) - len(" " * 6)
    caption = _caption(reading, 0)[:beside].ljust(beside)
    right = caption, " " * beside, _bar(reading.share, beside)
    yield NOTHING
    yield tuple(f" {row} " for row in most), filled
    yield tuple(f"{row} " for row in tens), filled
    yield tuple(f"{row}  {one} " for row, one in zip(units, right, strict=True)), f"bold {filled}"
    yield NOTHING
    yield NOTHING


def _styles(phase: Phase) -> tuple[str, str]:
    """The colour of a phase as a line, and filled."""
    return f"$phase-{phase}", f"$on-phase-{phase} on $phase-{phase}"


def _scale(figures: str, size: Size) -> int:
    widest = max((WIDEST, figures), key=len)
    return block_type.fit(widest, size.width - 2, size.height - (AROUND if size.height > 5 else 1))


def _framed(text: str, scale: int, *, before: str = "", after: str) -> Rows:
    drawn = block_type.draw(text, scale) if scale else [text]
    return tuple(f"{before}{row}{after}" for row in drawn)


def _extent(rows: Rows) -> tuple[int, int]:
    return max(map(len, rows), default=0), len(rows)


def _differences(before: Rows, after: Rows) -> Iterator[Region]:
    """In each row that differs, the cells up to the last that does: Textual sends no less."""
    for y, (old, new) in enumerate(zip(before, after, strict=True)):
        places = [x for x, (one, other) in enumerate(zip(old, new, strict=True)) if one != other]
        if places:
            yield Region(0, y, places[-1] + 1, 1)


def _caption(reading: Reading, width: int) -> str:
    sign = _SIGN[reading.phase] if reading.running else "❚❚"
    return f"{sign} {reading.word} {sign}".strip().center(width)


def _bar(share: float, width: int) -> str:
    full = round(share * width)
    return BAR[0] * full + BAR[1] * (width - full)

"""The clock of the room: a timer in block type, readable from the back row."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from exports.language import N_, _
from sessions.base import MINUTE
from sessions.timer import Phase, Timer, last_stretch
from tui import block_type

SECOND = timedelta(seconds=1)
BAR = "█", "░"
WIDEST = "00:00"

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
    """Minutes and seconds, with hours where there are; `+` before overtime."""
    over = timer.over(now)
    left = -(-timer.left(now) // SECOND)
    seconds = over // SECOND if over else left
    hours, seconds = divmod(int(seconds), 3600)
    rest = (
        f"{seconds // 60:02}:{seconds % 60:02}" if hours else f"{seconds // 60}:{seconds % 60:02}"
    )
    return ("+" if over else "") + (f"{hours}:{rest}" if hours else rest)


def word(timer: Timer, phase: Phase) -> str:
    """What the phase is called."""
    if not timer.running:
        return _("PAUSED") if timer.begun else _("not started")
    if phase is Phase.LAST and last_stretch(timer.length) == MINUTE:
        return _("last minute")
    return _(_LEFT[phase])


class ClockFace(Widget):
    """A timer at the largest scale that fits, with a bar and a word below it."""

    DEFAULT_CSS = """
    ClockFace { content-align: center middle; }
    """

    class Clicked(Message):
        """Somebody clicked on the clock."""

    def __init__(self) -> None:
        super().__init__()
        self._reading: Reading | None = None

    def show(self, timer: Timer | None, now: datetime) -> None:
        """Show a timer as it is at `now`; repaints only when that looks different."""
        reading = read(timer, now) if timer else None
        if reading == self._reading:
            return
        before, self._reading = self._reading, reading
        same_shape = before is not None and reading is not None
        if same_shape and self._looks(before) == self._looks(reading):
            return
        self.refresh()

    def _looks(self, reading: Reading | None) -> tuple[str, ...]:
        return tuple(line.plain for line in self._lines(reading)) if reading else ()

    def on_click(self) -> None:
        """Tell that the clock was clicked."""
        self.post_message(self.Clicked())

    def render(self) -> Content:
        """The figures in block type; plain where there is no room for type."""
        if self._reading is None:
            return Content("")
        return Content("\n").join(self._lines(self._reading))

    def _lines(self, reading: Reading) -> list[Content]:
        width, height = self.size
        widest = max((WIDEST, reading.figures), key=len)
        rows = height - 2 if height > 4 else height - 1
        scale = block_type.fit(widest, width - 2, rows)
        style = f"$on-phase-{reading.phase} on $phase-{reading.phase}"
        drawn = block_type.draw(reading.figures, scale) if scale else [reading.figures]
        inner = max(len(line) for line in drawn) + 2
        lines = [Content.styled(f" {line} ".center(inner), style) for line in drawn]
        if height > len(drawn):
            lines.append(Content.styled(_caption(reading, inner), "bold"))
        if height > len(drawn) + 1:
            lines.append(Content.styled(_bar(reading.share, inner), f"$phase-{reading.phase}"))
        return lines


def _caption(reading: Reading, width: int) -> str:
    sign = _SIGN[reading.phase] if reading.running else "❚❚"
    return f"{sign} {reading.word} {sign}".strip().center(width)


def _bar(share: float, width: int) -> str:
    full = round(share * width)
    return BAR[0] * full + BAR[1] * (width - full)

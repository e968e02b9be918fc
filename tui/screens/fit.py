"""Fitting the rest of the agenda into the time left: first what it would do."""

from datetime import timedelta
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from exports.language import N_, _, clock_time
from sessions.pace import Fit, Pace, Share, minutes_late
from tui.commands import Command, bindings
from tui.screens.question import Question
from tui.screens.room_way import lateness
from tui.text import shown

FIT = (Command("fit.do", "enter", "do", N_("Fit"), N_("Give the blocks these times")),)


class FitScreen(Question[bool]):
    """Enter does it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(FIT)

    def __init__(self, fit: Fit, pace: Pace) -> None:
        super().__init__(
            _("Fit the rest before {time}? Now it ends {late}.").format(
                time=clock_time(pace.promised), late=lateness(minutes_late(pace))
            )
        )
        self._fit = fit

    def parts(self) -> list[Widget]:
        """Each block to come, with the time it has and the time it would get."""
        lines = [_line(share) for share in self._fit.shares]
        if self._fit.short:
            short = _("Even so it ends {minutes} later than promised: every block has its least.")
            lines += ["", short.format(minutes=_length(self._fit.short))]
        return [Static(Content("\n".join(lines)))]

    def keys(self) -> str:
        """What the keys do."""
        return _("Enter: do it · Esc: leave it as it is")

    def action_do(self) -> None:
        """Yes."""
        self.dismiss(True)


def nothing_to_fit(pace: Pace) -> str:
    """Why there is nothing to fit."""
    if pace.late > timedelta():
        return _("Every block to come already has the least it needs.")
    return _("The rest fits in the time that is left.")


def _line(share: Share) -> str:
    has, gets = _length(share.has), _length(share.gets)
    change = f"{has:>6} → {gets:>6}" if share.has != share.gets else f"{has:>6}         "
    return f"{change}  {shown(share.block.title)}"


def _length(time: timedelta) -> str:
    minutes, seconds = divmod(round(time.total_seconds()), 60)
    return f"{minutes}:{seconds:02}"

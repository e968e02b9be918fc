"""The room, and what the session yielded, as who watches along sees them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar, Protocol

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from exports.language import N_, _, clock_time, day_words
from sessions.watching import Watching
from tui.blocks.moment import Moment
from tui.commands import Command, bindings
from tui.screens.leaves import Leaves
from tui.screens.room_way import coming_up
from tui.screens.room_zones import Zones
from tui.screens.yields import Yields
from tui.text import shown
from tui.widgets.board import Board

PAGE = 5
"""Rows that a page key goes on."""

RUN = Command(
    "watch.run",
    "enter",
    "run_here",
    N_("Run it here"),
    N_("Go on with the session in this Kring, now that no other one runs it"),
)
LEAVE = Command(
    "watch.leave",
    "ctrl+o,escape",
    "leave",
    N_("Networks"),
    N_("Watch no longer; to the networks"),
)
WATCHED = (
    RUN,
    replace(LEAVE, keys="ctrl+o"),
    Command(
        "watch.blank",
        "full_stop,b,ctrl+b",
        "blank",
        N_("Blank screen"),
        N_("Nothing on the screen until a key is pressed; the clock goes on"),
    ),
    Command("watch.up", "up", "walk(-1)", N_("Up"), N_("The row above")),
    Command("watch.down", "down", "walk(1)", N_("Down"), N_("The row below"), shown=False),
    Command(
        "watch.page_up", "pageup", f"walk({-PAGE})", N_("Page up"), N_("Rows further up"), False
    ),
    Command(
        "watch.page_down",
        "pagedown",
        f"walk({PAGE})",
        N_("Page down"),
        N_("Rows further down"),
        False,
    ),
    Command(
        "watch.let_go", "escape", "let_go", N_("Let go"), N_("Pick nothing any more"), shown=False
    ),
)


class Follower(Protocol):
    """The screen that follows, as those in front of it know it."""

    wrong: str
    """Why it can't be read now; empty as long as it can."""

    def leave(self) -> None:
        """Watch no longer."""
        ...

    def run_here(self) -> None:
        """Go on with the session here."""
        ...


class Watched(Leaves[None]):
    """A screen of who watches: the session can be run here once no other Kring runs it.

    A base that comes second: Textual takes the style of the first.
    """

    watching: Watching
    follower: Follower

    @property
    def wrong(self) -> str:
        """What keeps one from seeing what happens; empty when nothing does."""
        return self.follower.wrong or (_left_alone(self.watching) if self.may_run else "")

    @property
    def may_run(self) -> bool:
        """Whether the session goes on and nobody runs it."""
        return self.watching.room.session.running and not self.watching.attended

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where somebody runs the session, or it is closed, it can't be run here."""
        if action == "run_here":
            return self.may_run
        return super().check_action(action, parameters)

    def action_run_here(self) -> None:
        """Go on here."""
        self.follower.run_here()

    def action_leave(self) -> None:
        """Watch no longer."""
        self.follower.leave()


def _left_alone(watching: Watching) -> str:
    last, now = watching.last.astimezone(), watching.clock.now().astimezone()
    at = _("at {time}") if last.date() == now.date() else _("on {day} at {time}")
    when = at.format(day=day_words(last.date(), year=False), time=clock_time(last))
    here = _(
        "Nobody runs this session now, as far as Kring can see; the last came {when}. "
        "Enter: run it here."
    )
    elsewhere = _(
        "Another laptop may be running this session; the last came {when}. Enter: run it here."
    )
    return (elsewhere if watching.elsewhere else here).format(when=when)


class WatchedRoom(Zones, Watched):
    """The same zones; below them a sentence, where who runs the session has a line to type in."""

    CSS_PATH = "room.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(WATCHED)

    sentence = getters.query_one("#sentence", Static)

    def __init__(self, watching: Watching, follower: Follower) -> None:
        super().__init__(watching)
        self.watching, self.follower = watching, follower

    def below(self) -> ComposeResult:
        """That this screen watches."""
        yield Static(id="sentence", markup=False)

    def show_below(self, m: Moment[Any]) -> None:
        """That this screen watches and what is next, or what is the matter."""
        wrong = self.wrong
        coming = coming_up(m.room.session, m.now)
        watching = _("Watching along")
        self.sentence.update(shown(wrong) or f"{watching} · {shown(coming)}")
        self.sentence.set_class(bool(wrong), "-says")

    def board(self, m: Moment[Any]) -> Board:
        """What came; nothing is typed here, so no lane is aimed at and no key is spoken of."""
        return replace(super().board(m), aim=None, empty="")

    def ring(self) -> None:
        """The other screen rings; two bells would not be one signal."""

    def action_blank(self) -> None:
        """Nothing on the screen."""
        from tui.screens.blank import Blank

        self.app.push_screen(Blank())

    def action_let_go(self) -> None:
        """Pick nothing: what came last is in sight."""
        self.pick("")


class WatchedYields(Yields, Watched):
    """What it yielded, from the end of the last block on, until another session begins."""

    BINDINGS: ClassVar[list[BindingType]] = bindings((RUN, LEAVE))

    def __init__(self, watching: Watching, follower: Follower) -> None:
        super().__init__(watching)
        self.watching, self.follower = watching, follower

    def show(self) -> None:
        """Draw it anew."""
        self.refresh(recompose=True)

    def says(self) -> str:
        """How the session stands, or what is the matter."""
        closed = self.watching.room.session.closed
        said = _("Watching along · the session is closed") if closed else _("Watching along")
        return shown(self.wrong) or said

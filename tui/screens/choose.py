"""Choosing between what laptops changed without knowing of each other, one thing after another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from exports.choices import facts, laptop, made, subject
from exports.language import N_, _
from sessions.choosing import Choice, choose
from tui.commands import Command, bindings
from tui.screens.leaves import Tells
from tui.text import shown
from tui.widgets.board import Board, Lane, Row
from tui.widgets.board_view import BoardView
from tui.widgets.keys import Keys

CHOOSE = (
    Command(
        "choose.keep", "enter", "keep", N_("Keep this one"), N_("This version stays, everywhere")
    ),
    Command(
        "choose.other",
        "right,down",
        "aim(1)",
        N_("The other"),
        N_("The version beside it"),
    ),
    Command(
        "choose.other_back",
        "left,up",
        "aim(-1)",
        N_("The one before"),
        N_("The version on the other side"),
        shown=False,
    ),
    Command(
        "choose.before",
        "pageup,ctrl+z",
        "go(-1)",
        N_("Choose again"),
        N_("Back to what was chosen before this, to choose otherwise"),
    ),
    Command(
        "choose.later", "pagedown", "go(1)", N_("Later"), N_("On, and leave this as it is for now")
    ),
    Command("choose.back", "escape", "back", N_("Back"), N_("Back to the networks")),
)


class Choose(Tells[None]):
    """The versions of a thing beside each other; Enter keeps the one that is lit."""

    CSS_PATH = "lines.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(CHOOSE)

    board_view = getters.query_one(BoardView)
    hint = getters.query_one("#hint", Static)

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__(classes="lines")
        self._choices = choices
        self._at = self._aim = 0
        self._chosen: dict[int, int] = {}

    def compose(self) -> ComposeResult:
        """What it is, its versions, and what is asked."""
        yield Static(id="title", markup=False)
        yield BoardView()
        yield Static(id="hint", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        """The first thing."""
        self.show()

    def show(self) -> None:
        """The versions side by side, each with the laptop it comes from."""
        choice = self._choices[self._at]
        title = f"{self._at + 1}/{len(self._choices)} · {subject(choice)}"
        self.query_one("#title", Static).update(shown(title))
        lanes = tuple(self._lane(choice, n) for n in range(len(choice.versions)))
        self.board_view.show(Board(lanes, aim=self._aim, top=True))
        self.hint.update(
            _("Two laptops changed this without knowing of each other. Which one is right?")
        )
        self.refresh_bindings()

    def _lane(self, choice: Choice, n: int) -> Lane:
        version = choice.versions[n]
        rows = [
            Row(f"{fact.label}: {fact.text}", style="bold" if differs else "$quiet")
            for fact, differs in facts(choice, version)
        ]
        if when := made(version):
            rows.append(Row(when, style="$quiet"))
        chosen = "✓ " if self._chosen.get(self._at) == n else ""
        return Lane(tuple(rows), title=chosen + laptop(version, self.app.device))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Before the first thing there is none to choose again."""
        if action == "go" and parameters == (-1,):
            return self._at > 0
        return super().check_action(action, parameters)

    def action_aim(self, by: int) -> None:
        """The version beside it."""
        self._aim = (self._aim + by) % len(self._choices[self._at].versions)
        self.show()

    def action_go(self, by: int) -> None:
        """Another thing; past the last one there is nothing more to choose."""
        at = max(0, self._at + by)
        if at >= len(self._choices):
            self.dismiss(None)
            return
        self._at, self._aim = at, self._chosen.get(at, 0)
        self.show()

    def action_keep(self) -> None:
        """Keep the one that is lit."""
        self.app.run_worker(self._keep(self._at, self._aim))

    async def _keep(self, at: int, version: int) -> None:
        choice = self._choices[at]
        chosen = choice.versions[version]
        done = self.app.keeping.do(partial(choose, choice, chosen, self.app.device))
        if not await self.succeeds(done):
            self.app.ring()
            return
        self._chosen[at] = version
        if at == self._at:
            self.action_go(1)

    @on(BoardView.Scrolled)
    def _scrolled(self, message: BoardView.Scrolled) -> None:
        self.action_aim(message.by)

    def action_back(self) -> None:
        """Back to the networks."""
        self.dismiss(None)

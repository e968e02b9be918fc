"""The program: which screen is in front, and what works on every one."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from itertools import islice
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from textual import events, on
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.screen import Screen

from exports.language import LANGUAGES, N_, _
from sessions.clock import Clock
from sessions.settings import Settings
from tui.commands import QUIT, Command, bindings
from tui.in_turn import after
from tui.keeping import Keeping
from tui.preferences import Prefers
from tui.screens.home import HomeScreen
from tui.widgets.line import Line
from tui.widgets.options import Palette

if TYPE_CHECKING:
    from tui.shelf import Shelf

LOOK = timedelta(seconds=5)
"""How often is looked whether there is something to tidy."""

OF_APP = (
    Command(
        "app.help",
        "f1,ctrl+g",
        "help",
        N_("Help"),
        N_("Every key of this screen"),
        priority=True,
    ),
    Command(
        "app.palette",
        "ctrl+p",
        "command_palette",
        N_("Find a command"),
        N_("Find any command by its name"),
        shown=False,
    ),
    Command(
        "app.quit",
        QUIT,
        "quit",
        N_("Quit"),
        N_("Quit; everything is kept"),
        shown=False,
        priority=True,
    ),
)


@runtime_checkable
class Speaks(Protocol):
    """A screen that can say something to who presses the keys."""

    def tell(self, words: str) -> None:
        """Say it."""
        ...


class Kring(Prefers):
    """Kring on a terminal: `root` is the data folder, `device` the id of this laptop.

    `notice` is told on the first screen.
    """

    CSS_PATH: ClassVar[list[str | PurePath]] = ["themes.tcss", "app.tcss"]
    TITLE = "Kring"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = bindings(OF_APP)

    def __init__(
        self,
        *,
        root: Path,
        device: str,
        clock: Clock,
        settings: Settings,
        demo: bool = False,
        notice: str = "",
    ) -> None:
        super().__init__(settings)
        self.notice = notice
        self.root, self.device, self.clock, self.demo = root, device, clock, demo
        self.watches = False
        """Whether it begins by watching along, instead of in the session that is going on."""
        self.keeping = Keeping(self._shelved, clock, self.tell)

    def on_mount(self) -> None:
        """The first screen; it fills as the data is read."""
        for told, then in (("SIGTERM", self._quit), ("SIGHUP", self._hung_up)):
            with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
                number = getattr(signal, told)
                asyncio.get_running_loop().add_signal_handler(number, self.call_later, then)
        self.wear_theme()
        self.push_screen(HomeScreen())
        self.set_interval(LOOK.total_seconds(), self.tidy)

    async def on_event(self, event: events.Event) -> None:
        """Note when the facilitator last touched anything."""
        if isinstance(event, events.InputEvent):
            self.keeping.touched()
        await super().on_event(event)

    def tidy(self) -> None:
        """Shorten the journal, if it is time to."""
        if tidying := self.keeping.tidying():
            self.run_worker(tidying, group="keep")

    def on_ready(self) -> None:
        """After the first paint: read what there is, and go on where the room was."""
        if isinstance(self.screen, HomeScreen):
            self.screen.fill(go_on=True)

    def on_unmount(self) -> None:
        """The thread that keeps ends with the program."""
        self.keeping.close()

    def _shelved(self) -> Shelf:
        from tui.shelf import Shelf

        return Shelf(self.root, self.device, self.clock, demo=self.demo)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Neither help nor the palette is asked for help."""
        if action == "help" and (self.screen.has_class("help") or isinstance(self.screen, Palette)):
            return False
        return super().check_action(action, parameters)

    async def action_help(self) -> None:
        """Every key of the screen in front."""
        from tui.screens.help import Help

        await self.push_screen(Help(self.screen))

    def action_command_palette(self) -> None:
        """Find a command by its name."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(placeholder=_("Find a command…")))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every command that works on the screen, by its name."""
        for _node, binding, enabled, tooltip in screen.active_bindings.values():
            if enabled and tooltip:
                yield SystemCommand(
                    _(binding.description), _(tooltip), _runner(screen, binding.action)
                )
        for language, name in LANGUAGES.items():
            speaks = _("Speak this language from now on")
            yield SystemCommand(name, speaks, partial(self.action_language, language))

    def tell(self, words: str) -> None:
        """Say something on the first screen that can by now, from the front to the back."""
        able = (s for s in reversed(self.screen_stack) if s.is_mounted and isinstance(s, Speaks))
        for screen in islice(able, 1):
            screen.tell(words)

    @on(Line.SignsTook)
    def _signs_took(self) -> None:
        self.tell(_("What was pasted had control characters in it: they stand there as signs now."))

    async def action_quit(self) -> None:
        """Put the session away, and quit, after all that was typed before is kept."""
        after(self.focused or self.screen, self._quit_unless_typing)

    async def _hung_up(self) -> None:
        """The terminal is gone: have everything kept, and end without a word to it.

        Textual's own way out waits for ever for the thread that writes to the terminal.
        """
        await self.keeping.end()
        os._exit(0)

    async def _quit_unless_typing(self) -> None:
        """What stands in the line of the room is kept first, and quits once it is."""
        from tui.widgets.capture_line import CaptureLine

        line = self.focused
        if not (isinstance(line, CaptureLine) and line.says_before(QUIT)):
            await self._quit()

    async def _quit(self) -> None:
        await self.keeping.end()
        self.exit()


def _runner(screen: Screen[object], action: str) -> Callable[[], object]:
    return lambda: screen.call_later(screen.run_action, action)

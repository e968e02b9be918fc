"""The program: which screen is in front, and the one thread that keeps what happens."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from functools import partial
from itertools import islice
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar, runtime_checkable

from textual import events, on
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.screen import Screen

from exports.language import LANGUAGES, N_, _, speak
from sessions.clock import Clock
from sessions.settings import Settings, SettingsFileError, save_settings
from tui.commands import Command, bindings
from tui.in_turn import after
from tui.screens.home import HomeScreen
from tui.stylesheet import ReadOnce
from tui.themes import DARK, LIGHT, own_variables
from tui.widgets.line import Line
from tui.widgets.options import Palette

if TYPE_CHECKING:
    from sessions.cards import NetworkCard, SessionCard
    from sessions.library import Library, OpenNetwork, OpenSession
    from sessions.store.reports import Report
    from tui.shelf import Shelf

T = TypeVar("T")
Opened = TypeVar("Opened", "OpenSession", "OpenNetwork")
LOOK = timedelta(seconds=5)
"""How often is looked whether it is quiet."""
QUIET = timedelta(seconds=20)
"""After this long without a key nobody is in the middle of a word."""

EVERYWHERE = (
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
        "app.theme",
        "ctrl+t",
        "light_or_dark",
        N_("Light or dark"),
        N_("The light theme for a bright room, the dark one for a dim room"),
        shown=False,
    ),
    Command(
        "app.bell",
        "ctrl+r",
        "bell_on_or_off",
        N_("Sound on or off"),
        N_("Whether the terminal's bell rings when time runs out"),
        shown=False,
    ),
    Command(
        "app.quit",
        "ctrl+q",
        "quit",
        N_("Quit"),
        N_("Quit; everything is kept"),
        shown=False,
        priority=True,
    ),
)


@runtime_checkable
class Shows(Protocol):
    """A screen that can draw itself anew."""

    def show(self) -> None:
        """Draw what there is."""
        ...


@runtime_checkable
class Speaks(Protocol):
    """A screen that can say something to who presses the keys."""

    def tell(self, words: str) -> None:
        """Say it."""
        ...


class Kring(App[None]):
    """Kring on a terminal: `root` is the data folder, `device` the id of this laptop.

    `notice` is told on the first screen.
    """

    CSS_PATH: ClassVar[list[str | PurePath]] = ["themes.tcss", "app.tcss"]
    TITLE = "Kring"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = bindings(EVERYWHERE)

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
        super().__init__()
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.set_reactive(Kring.theme, DARK.name)  # before its styles are read, so only once
        self.stylesheet = ReadOnce(variables=self.get_css_variables())
        self.notice = notice
        self.root, self.device, self.clock, self.demo = root, device, clock, demo
        self.settings = settings
        self.watches = False
        """Whether it begins by watching along, instead of in the session that is going on."""
        self.shelf: Shelf | None = None
        self.found: tuple[Report, ...] = ()
        self._told: tuple[Report, ...] = ()
        self._touched = clock.now()
        self._facilitation: OpenSession | OpenNetwork | None = None
        self._is_tidying = False
        self._keeping = ThreadPoolExecutor(max_workers=1, thread_name_prefix="keep")

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The variables of our own, for themes that lack them."""
        return own_variables()

    def on_mount(self) -> None:
        """The first screen; it fills as the data is read."""
        for told, then in (("SIGTERM", self._quit), ("SIGHUP", self._hung_up)):
            with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
                number = getattr(signal, told)
                asyncio.get_running_loop().add_signal_handler(number, self.call_later, then)
        if self.settings.theme in self.available_themes:
            self.theme = self.settings.theme
        self.push_screen(HomeScreen())
        self.set_interval(LOOK.total_seconds(), self.tidy)

    async def on_event(self, event: events.Event) -> None:
        """Note when the facilitator last touched anything."""
        if isinstance(event, events.InputEvent):
            self._touched = self.clock.now()
        await super().on_event(event)

    def tidy(self) -> None:
        """Shorten the journal, when it is long or nobody has touched anything for a while."""
        opened = self._facilitation
        quiet = self.clock.now() - self._touched >= QUIET
        if opened and opened.compaction_due(quiet=quiet) and not self._is_tidying:
            self.run_worker(self._tidied(opened, quiet=quiet), group="keep")

    async def _tidied(self, opened: OpenSession | OpenNetwork, *, quiet: bool) -> None:
        """Done beside the thread that keeps: who answers meanwhile need not wait for it."""
        self._is_tidying = True
        try:
            await asyncio.to_thread(opened.compact, quiet=quiet)
        finally:
            self._is_tidying = False
        self._look_for_news()

    def on_ready(self) -> None:
        """After the first paint: read what there is, and go on where the room was."""
        if isinstance(self.screen, HomeScreen):
            self.screen.fill(go_on=True)

    def on_unmount(self) -> None:
        """The thread that keeps ends with the program, once it has done all it was given."""
        self._keeping.shutdown(wait=False)

    def keep(self, task: Callable[[], T]) -> asyncio.Future[T]:
        """Have `task` run on the one thread that keeps, after those before.

        What the store found meanwhile is told once it is done.
        """
        kept = asyncio.get_running_loop().run_in_executor(self._keeping, task)
        kept.add_done_callback(self._look_for_news)
        return kept

    async def settled(self) -> None:
        """When all that was pressed before has been kept."""
        await self.keep(_nothing)

    def ring(self) -> None:
        """The terminal's bell, unless it was turned off."""
        if self.settings.bell:
            self.bell()

    async def open_session(self, card: SessionCard) -> OpenSession:
        """A session in the facilitator's hands; the one before is put away.

        Raises:
            KringError: it can't be opened.
        """
        return await self._open(lambda library: library.open(card, self.clock))

    async def open_network(self, card: NetworkCard) -> OpenNetwork:
        """A network between its sessions in the facilitator's hands.

        Raises:
            KringError: it can't be opened.
        """
        return await self._open(lambda library: library.tend(card, self.clock))

    async def _open(self, opens: Callable[[Library], Opened]) -> Opened:
        await self.put_away()
        library = (await self.library()).library
        self._facilitation = opened = await self.keep(lambda: opens(library))
        self._note(opened.reports)
        return opened

    async def put_away(self) -> None:
        """Close the session that is open; what is kept stays."""
        facilitation, self._facilitation = self._facilitation, None
        if facilitation:
            await self.keep(facilitation.close)
            self._note(facilitation.reports)

    def _note(self, reports: Iterable[Report]) -> bool:
        """Have these among what was found: whether one of them is new."""
        new = [one for one in dict.fromkeys(reports) if one not in self.found]
        self.found = (*self.found, *new)
        return bool(new)

    def _look_for_news(self, _kept: object = None) -> None:
        """Tell what the store has found since, while it was in somebody's hands."""
        if self._facilitation and self._note(self._facilitation.reports):
            self.tell(self.news())

    def news(self) -> str:
        """What was found in the data since this was last asked, in short; else nothing."""
        new = [one for one in self.found if one not in self._told]
        self._told = self.found
        if not new:
            return ""
        from exports.reports import in_short

        return in_short(new)

    async def library(self) -> Shelf:
        """The networks and sessions there are; read when they were not yet."""
        if self.shelf is None:
            from tui.shelf import Shelf

            self.shelf = await self.keep(
                lambda: Shelf(self.root, self.device, self.clock, demo=self.demo)
            )
        return self.shelf

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

    def action_light_or_dark(self) -> None:
        """The other of the two themes."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name
        self.change_settings(theme=self.theme)

    def action_language(self, language: str) -> None:
        """Speak another language, from now on."""
        speak(language)
        self.change_settings(language=language)
        for screen in self.screen_stack:
            if isinstance(screen, Shows):
                screen.show()
            screen.refresh_bindings()

    def action_bell_on_or_off(self) -> None:
        """Ring, or not."""
        self.change_settings(bell=not self.settings.bell)
        self.ring()

    def change_settings(self, **changes: object) -> None:
        """Change settings, and keep them."""
        self.settings = self.settings.but(**changes)
        self.run_worker(self._keep_settings(self.settings), group="keep")

    async def _keep_settings(self, settings: Settings) -> None:
        try:
            await self.keep(partial(save_settings, settings))
        except SettingsFileError as error:
            from exports.sentences import sentence

            self.tell(sentence(error))

    def tell(self, words: str) -> None:
        """Say something on the first screen that can by now, from the front to the back."""
        able = (s for s in reversed(self.screen_stack) if s.is_mounted and isinstance(s, Speaks))
        for screen in islice(able, 1):
            screen.tell(words)

    @on(Line.SignsTook)
    def _signs_took(self) -> None:
        self.tell(_("What was pasted had control characters in it: they stand there as signs now."))

    async def action_quit(self) -> None:
        """Put the session away, and quit, after all that was typed before."""
        after(self.focused or self.screen, self._quit)

    async def _hung_up(self) -> None:
        """The terminal is gone: have everything kept, and end without a word to it.

        Textual's own way out waits for ever for the thread that writes to the terminal.
        """
        await self.settled()
        await self.put_away()
        os._exit(0)

    async def _quit(self) -> None:
        await self.settled()
        await self.put_away()
        self.exit()


def _nothing() -> None:
    """Takes its turn on the thread that keeps, and is done."""


def _runner(screen: Screen[object], action: str) -> Callable[[], object]:
    return lambda: screen.call_later(screen.run_action, action)

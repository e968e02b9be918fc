"""What who runs it prefers, the theme, the language and the sound: changed by keys, and kept."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Protocol, runtime_checkable

from textual.app import App
from textual.binding import BindingType

from exports.language import N_, speak
from sessions.settings import Settings, SettingsFileError, save_settings
from tui.commands import Command, bindings
from tui.keeping import Keeping
from tui.stylesheet import ReadOnce
from tui.themes import DARK, LIGHT, own_variables

PREFERENCES = (
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
)


@runtime_checkable
class Shows(Protocol):
    """A screen that can draw itself anew."""

    def show(self) -> None:
        """Draw what there is."""
        ...


class Prefers(App[None]):
    """An app in the theme, with the sound, of its `settings`; it keeps them when they change."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(PREFERENCES)
    keeping: Keeping

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.set_reactive(Prefers.theme, DARK.name)  # before its styles are read, so only once
        self.stylesheet = ReadOnce(variables=self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The variables of our own, for themes that lack them."""
        return own_variables()

    def wear_theme(self) -> None:
        """The theme of last time."""
        if self.settings.theme in self.available_themes:
            self.theme = self.settings.theme

    def ring(self) -> None:
        """The terminal's bell, unless it was turned off."""
        if self.settings.bell:
            self.bell()

    def action_light_or_dark(self) -> None:
        """The other of the two themes."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name
        self._change(theme=self.theme)

    def action_language(self, language: str) -> None:
        """Speak another language, from now on."""
        speak(language)
        self._change(language=language)
        for screen in self.screen_stack:
            if isinstance(screen, Shows):
                screen.show()
            screen.refresh_bindings()

    def action_bell_on_or_off(self) -> None:
        """Ring, or not."""
        self._change(bell=not self.settings.bell)
        self.ring()

    def _change(self, **changes: object) -> None:
        self.settings = self.settings.but(**changes)
        self.run_worker(self._keep(self.settings), group="keep")

    async def _keep(self, settings: Settings) -> None:
        try:
            await self.keeping.do(partial(save_settings, settings))
        except SettingsFileError as error:
            from exports.sentences import sentence

            self.keeping.tell(sentence(error))

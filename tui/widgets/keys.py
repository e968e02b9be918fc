"""The footer: the keys of this moment, in one line, the most useful first."""

from textual.binding import ActiveBinding
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from exports.language import _
from tui.keynames import key_name

HELP = "help"


class Keys(Widget):
    """As many of the keys that work now as fit, `F1` always among them; each can be clicked."""

    DEFAULT_CSS = """
    Keys {
        dock: bottom;
        height: 1;
        background: $footer-background;
        color: $footer-foreground;
        link-color: $footer-foreground;
        link-style: none;
        link-background: $footer-background;
    }
    """
    can_focus = False
    shown: reactive[tuple[tuple[str, str, str], ...]] = reactive(())
    _will_look = False

    def on_mount(self) -> None:
        """Follow what can be pressed."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self._look_soon())
        self._look_soon()

    def _look_soon(self) -> None:
        """Look once, however often that is asked for until the screen is drawn."""
        if not self._will_look:
            self._will_look = True
            self.call_after_refresh(self.look)

    def look(self) -> None:
        """See which keys work now; it may have gone since that was asked."""
        self._will_look = False
        if not self.is_attached:
            return
        works = self.screen.active_bindings.values()
        shown = sorted((one for one in works if one.binding.show and one.enabled), key=self._rank)
        seen: dict[str, tuple[str, str, str]] = {}
        for one in shown:
            key = one.binding.key
            seen.setdefault(one.binding.action, (key_name(key), _(one.binding.description), key))
        self.shown = tuple(seen.values())

    def _rank(self, one: ActiveBinding) -> int:
        """First what goes on, then what the block does, what the line does, and the rest."""
        if one.binding.action == "onward":
            return 0
        if one.binding.action.startswith("in_block"):
            return 1
        return 2 if one.node is self.screen.focused else 3

    def render(self) -> Content:
        """The keys, each with its word, as far as there is room."""
        kept, width = [], self.size.width
        helps = [one for one in self.shown if one[2] == "f1"]
        others = [one for one in self.shown if one[2] != "f1"]
        width -= sum(_width(one) for one in helps)
        for one in others:
            if _width(one) <= width:
                width -= _width(one)
                kept.append(one)
        return Content("").join(self._part(*one) for one in (*kept, *helps))

    def _part(self, key: str, word: str, press: str) -> Content:
        click = Style.from_meta({"@click": f"app.simulate_key({press!r})"})
        part = Content.assemble((f" {key} ", "bold $footer-key-foreground"), f"{word} ")
        return part.stylize(click)


def _width(one: tuple[str, str, str]) -> int:
    return len(one[0]) + len(one[1]) + 3

"""What stands on the keys."""

from exports.language import N_, _

_NAMES = {
    "pagedown": N_("PgDn"),
    "pageup": N_("PgUp"),
    "enter": N_("Enter"),
    "escape": N_("Esc"),
    "space": N_("space"),
    "tab": N_("Tab"),
    "delete": N_("Del"),
    "home": N_("Home"),
    "end": N_("End"),
    "insert": N_("Ins"),
    "backspace": N_("Backspace"),
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "full_stop": ".",
    "comma": ",",
    "plus": "+",
    "minus": "-",
    "question_mark": "?",
    "slash": "/",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
}
_WITH = {"ctrl": N_("Ctrl"), "shift": N_("Shift"), "alt": N_("Alt")}


def key_name(key: str) -> str:
    """The name of a key as it stands on the keyboard: `ctrl+pagedown` is *Ctrl+PgDn*."""
    *with_, last = key.split("+")
    name = _NAMES.get(last)
    shown = _(name) if name and name.isascii() and name.isalpha() else name
    shown = shown or (last.upper() if with_ or last[1:].isdigit() else last)
    return "+".join([*(_(_WITH.get(one, one)) for one in with_), shown])

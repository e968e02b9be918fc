"""The display's own guard: what a person typed is shown as typed and does nothing.

Kept text has passed `sessions.texts` already; a file that a hand changed has not, and Textual and
Rich pass escape sequences on to the terminal.
"""

from unicodedata import category

from sessions.texts import clean

_BIDI = {
    0x202A: "‹LRE›",
    0x202B: "‹RLE›",
    0x202C: "‹PDF›",
    0x202D: "‹LRO›",
    0x202E: "‹RLO›",
    0x2066: "‹LRI›",
    0x2067: "‹RLI›",
    0x2068: "‹FSI›",
    0x2069: "‹PDI›",
}
TURN = "⇄"
"""Stands for a bidi control in a line that is being typed."""

ACTING = {"Cc", "Cs", "Zl", "Zp"}


def shown(text: str) -> str:
    """`text` fit for a screen: one line, control characters and bidi controls made visible."""
    return clean(text).translate(_BIDI)


def one_each(text: str) -> str:
    """`text` fit for a line that is being typed: one character for each, none of which acts."""
    if text.isprintable():
        return text
    return "".join(_sign(character) for character in text)


def _sign(character: str) -> str:
    if ord(character) in _BIDI:
        return TURN
    return clean(f".{character}.")[1] if category(character) in ACTING else character

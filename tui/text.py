"""The display's own guard: what a person typed is shown as typed and does nothing.

Kept text has passed `sessions.texts` already; a file that a hand changed has not, and Textual and
Rich pass escape sequences on to the terminal.
"""

import re
from typing import Any
from unicodedata import category

from sessions.texts import clean

_BIDI = {
    0x061C: "‹ALM›",
    0x200E: "‹LRM›",
    0x200F: "‹RLM›",
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

_IN_JSON = re.compile(f"[\x7f-\x9f\u2028\u2029\ud800-\udfff{''.join(map(chr, _BIDI))}]")
"""What JSON has as it is and acts on a terminal; the other control characters it escapes itself."""

ACTING = {"Cc", "Cs", "Zl", "Zp"}


def shown(text: str) -> str:
    """`text` fit for a screen: one line, control characters and bidi controls made visible."""
    return clean(text).translate(_BIDI)


def brief(text: str, most: int = 40) -> str:
    """`text` as it is quoted in a sentence that has to fit: its beginning, where it is long."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def printed(text: str) -> str:
    """`text` fit for a terminal without a screen: its lines as they are, otherwise as `shown`."""
    return clean(text, lines=True).translate(_BIDI)


def as_json(value: Any) -> str:
    """`value` as JSON for a program, on a terminal as well: what could act stands as its escape."""
    import json

    return _IN_JSON.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=2))


def _escaped(character: re.Match[str]) -> str:
    return f"\\u{ord(character[0]):04x}"


def one_each(text: str) -> str:
    """`text` fit for a line that is being typed: one character for each, none of which acts."""
    if text.isprintable():
        return text
    return "".join(_sign(character) for character in text)


def _sign(character: str) -> str:
    if ord(character) in _BIDI:
        return TURN
    return clean(f".{character}.")[1] if category(character) in ACTING else character

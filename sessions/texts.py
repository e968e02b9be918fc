"""The one gate for text: what a person typed or pasted becomes safe to keep, to show, to send.

Words stay as typed in any script. What could act on a terminal is made visible instead: control
characters become the pictures Unicode has for them (U+2400), other controls and lone surrogates
the replacement character. Bidi controls are kept; the display shows them.
"""

import re
import unicodedata

from sessions.errors import EmptyTextError, TextTooLongError

LONGEST = 20_000
"""Characters: a thousand take a minute to say; more than this is an accident."""

_LINE_END = re.compile("\r\n?|[\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]")
_UNSEEN = {"Cf", "Zs"}
_PICTURES = 0x2400
_DELETE = 0x7F
_DELETE_PICTURE = "␡"
_REPLACED = "\N{REPLACEMENT CHARACTER}"


def _visible(character: str) -> str:
    code = ord(character)
    if code < ord(" "):
        return chr(_PICTURES + code)
    if code == _DELETE:
        return _DELETE_PICTURE
    return _REPLACED


def clean(text: str, *, lines: bool = False) -> str:
    """`text` with every control character made visible, and no space around it.

    Line ends and tabs become one space each, or stay when `lines`.
    """
    text = _LINE_END.sub("\n", text)
    if not lines:
        text = text.replace("\n", " ").replace("\t", " ")
    kept = "\n\t" if lines else ""
    if not text.isascii() or not text.isprintable():
        text = "".join(
            _visible(c) if c not in kept and unicodedata.category(c) in {"Cc", "Cs"} else c
            for c in text
        )
    return text.strip()


def said(text: str, *, most: int = LONGEST, lines: bool = False) -> str:
    """`clean(text)`, which must say something and not be longer than `most` characters.

    Raises:
        EmptyTextError: nothing that can be seen is left of it.
        TextTooLongError: it is longer; nothing is ever cut.
    """
    cleaned = clean(text, lines=lines)
    if all(unicodedata.category(character) in _UNSEEN for character in cleaned):
        raise EmptyTextError
    if len(cleaned) > most:
        raise TextTooLongError(len(cleaned), most)
    return cleaned

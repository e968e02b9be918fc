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

_ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""What Unicode calls Cc and Cs, but for the line feed and the tab."""
_LINE_END = re.compile("\r\n?|[\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]")
_UNSEEN = {"Cf", "Zs"}
_PICTURES = 0x2400
_DELETE = 0x7F
_DELETE_PICTURE = "␡"
_REPLACED = "\N{REPLACEMENT CHARACTER}"


def _visible(character: re.Match[str]) -> str:
    code = ord(character[0])
    if code < ord(" "):
        return chr(_PICTURES + code)
    if code == _DELETE:
        return _DELETE_PICTURE
    return _REPLACED


def replaces(text: str) -> bool:
    """Whether `clean` has to put other signs in the place of some; spaces are no news."""
    return _ACTING.search(_LINE_END.sub(" ", text)) is not None


def clean(text: str, *, lines: bool = False) -> str:
    """`text` with every control character made visible, and no space around it.

    Line ends and tabs become one space each, or stay when `lines`.
    """
    text = _LINE_END.sub("\n", text) if lines else _spaced(text)
    return _ACTING.sub(_visible, text).strip()


def _spaced(text: str) -> str:
    """`text` on one line."""
    return _LINE_END.sub(" ", text).replace("\n", " ").replace("\t", " ")


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

"""Letters as they are compared: small, from the first one on, with or without their accents."""

import unicodedata

_BASE = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
        "ħ": "h", "ə": "e",
    }
)  # fmt: skip


def small(word: str) -> str:
    """`word` in small letters from its first letter on, accents kept; empty where it has none."""
    word = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", word).casefold())
    return word[next((at for at, c in enumerate(word) if c.isalpha()), len(word)) :]


def bare(word: str) -> str:
    """`word`, which is small, without accents and other marks: ö is o, ø too, ç is c."""
    parts = unicodedata.normalize("NFKD", word.translate(_BASE))
    return "".join(c for c in parts if not unicodedata.combining(c))

"""Where a name or a trait begins: its first word, with particles and titles aside."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sessions.alliteration.letters import bare, small
from sessions.alliteration.sounds import sounds

_ASIDE = frozenset(
    {
        *("van", "von", "vom", "de", "der", "den", "'t", "het", "ten", "ter", "te", "op", "zu"),
        *("zum", "zur", "del", "della", "degli", "dos", "das", "du", "des", "la", "bint", "bin"),
        *("ibn", "abu", "af", "av", "al", "el", "le", "di", "da", "vd", "v/d"),
        *("dr", "drs", "prof", "mr", "mrs", "ms", "mw", "mevr", "dhr", "ir"),
    }
)
_NAMES_TOO = frozenset({"Van", "Bin", "Al", "El", "Le", "La", "Di", "Da", "Des", "Te", "Abu"})
"""With a capital these may be a first name as well, so that both beginnings count."""

_JOINED = re.compile(r"(?i:[odl]'|al-|el-|mc)(?=[^\W\d_])|Mac(?=[A-Z])")
_DUTCH_IJ = re.compile(r"ij(?![aeiouy])")


@dataclass(frozen=True)
class Beginning:
    """How a word begins: its letter, small and without accents, and what it may sound like.

    The letter `ij` is one in Dutch, unless a vowel follows as in Ijeoma.
    """

    letter: str
    sounds: frozenset[str]


def _beginning(word: str, language: str) -> Beginning:
    word = small(word)
    plain = bare(word)
    letter = "ij" if language == "nl" and _DUTCH_IJ.match(plain) else plain[:1]
    return Beginning(letter, sounds(word, language))


def _first_words(text: str) -> Iterator[str]:
    """The words that `text` may be said to begin with; each has a letter."""
    words = [word for word in text.replace("’", "'").split() if small(word)]
    while len(words) > 1 and words[0].casefold().strip(".,") in _ASIDE:
        if words[0] in _NAMES_TOO:
            yield words[0]
        del words[0]
    if words:
        yield words[0]
        if joined := _JOINED.match(words[0]):
            yield words[0][joined.end() :]


def called(name: str) -> str:
    """The word that somebody of that name is called by: the first that is no particle or title."""
    words = (word for word in name.split() if small(word))
    return next((word for word in words if word.casefold().strip(".,") not in _ASIDE), "")


def beginnings(text: str, language: str) -> list[Beginning]:
    """How `text` may be said to begin in `language` (nl, else English); none without a letter.

    More than one where a particle may be part of the name: McDonald begins with m and with d.
    """
    language = language if language == "nl" else "en"
    return [_beginning(word, language) for word in _first_words(text)]

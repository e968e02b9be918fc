"""Who asks for what somebody else offers: by the words that their take and their bring share.

Words are compared by their stems, plural or not, and a compound with its last part. The Snowball
stemmers were weighed (20 ms and 2 MB): they do more endings, and leave compounds alone.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sessions.blocks.take_and_bring import BRING, TAKE
from sessions.meetings import Pair, pair
from sessions.names import plain

if TYPE_CHECKING:
    from sessions.session import Answer

SHORTEST = 5
"""Letters of a word that says something."""

_WORD = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")
_ENDING = 3
"""Letters that one of two words of a family may have more: begeleiden, begeleiding."""
_BEGINNING = 4
"""Letters that two words have to begin with to be compared."""
_HEAD, _MODIFIER = 7, 3
"""Letters of the last part of a compound, which says what it is, and of what comes before it."""
_NO_MODIFIERS = frozenset(
    {"aan", "bege", "door", "her", "mis", "onder", "ont", "over", "samen", "uit", "voor"}
)
"""With these before it a word is another one, and no kind of it: leiding, begeleiding."""

_COMMON = """
aandacht alles altijd ander andere beter bijeenkomst collega contact deelnemer eigen elkaar ervaring
goede graag groep hebben helpen hoeveel ideeen iedereen iemand kennen kennis kijken kunnen
leernetwerk leren maken manier meer mensen moeten netwerk nieuwe onderwerp organisatie samen sessie
soort tijdens tussen vanuit vinden voorbeeld vraag vragen waaraan waarin waarmee waarom weten willen
worden wordt zeggen zelfs zoals zonder

about always another because before being better between colleague contact could every everybody
everyone example experience finding from getting giving groups having ideas knowing knowledge learn
learning making maybe member might network nobody organisation other participant people question
really session should somebody someone something their there these thing think those through
together topics using wants where which while without would
"""
"""Dutch and English words that say little, as nearly everybody in a learning network uses them."""


def _stem(word: str) -> str:
    """What forms of a word have in common: its plural, and how Dutch spells it before an ending.

    *Verhaal* and *verhalen*, *brief* and *brieven*, *cursus* and *cursussen*; *story*, *stories*.
    """
    bare = _PLURAL.sub("", word)
    if bare != word:
        bare = _DOUBLED.sub(r"\1", bare)
    for spelt, said in _SPELT:
        bare = bare[: -len(spelt)] + said if bare.endswith(spelt) else bare
    return _LONG.sub(r"\1", bare)


_PLURAL = re.compile(r"(?<=.{3})(?:en|es|e|(?<![isu])s)$")
_DOUBLED = re.compile(r"([bdfgklmnprst])\1$")
_LONG = re.compile(r"([aeou])\1")
_SPELT = (("v", "f"), ("z", "s"), ("y", "i"), ("hed", "heid"))

_SAYS_LITTLE = frozenset(map(_stem, _COMMON.split()))


@dataclass(frozen=True)
class Match:
    """A member (by id) asks for what another offers; `word` is what both speak of, as asked."""

    asks: str
    offers: str
    word: str


def matches(answers: Iterable["Answer"], people: Collection[str]) -> dict[Pair, Match]:
    """What pairs of `people` could talk about, of what they came to take and to bring.

    What was said in confidence does not count. Of several words the longest counts.
    """
    asked: dict[tuple[str, str], str] = {}
    offered: dict[str, dict[tuple[str, str], None]] = {}
    for one in answers:
        if one.by and one.by in people and not one.confidential:
            for word, typed in _words(one.text):
                if one.column == TAKE:
                    asked.setdefault((word, one.by), typed)
                elif one.column == BRING:
                    for key in _keys(word):
                        offered.setdefault(key, {})[word, one.by] = None
    found: dict[Pair, Match] = {}
    for (word, by), typed in sorted(asked.items(), key=lambda one: len(one[1])):
        near = dict.fromkeys(one for key in _keys(word) for one in offered.get(key, ()))
        for other, offers in near:
            if offers != by and _same(word, other):
                found[pair(by, offers)] = Match(by, offers, typed)
    return found


def _words(text: str) -> Iterator[tuple[str, str]]:
    """The words that say something: their stems, and as they were typed, in small letters."""
    for typed in _WORD.findall(text.casefold()):
        word = _stem(plain(typed))
        if word not in _SAYS_LITTLE:
            yield word, typed


def _keys(word: str) -> Iterator[str]:
    """The beginnings by which it is found: its own, and those of what it can be a kind of."""
    return (one[:_BEGINNING] for one in (word, *_heads(word)))


def _same(one: str, other: str) -> bool:
    """Whether two stems are of one word, or one is the last part of the other."""
    short, long = sorted((one, other), key=len)
    return (long.startswith(short) and len(long) - len(short) <= _ENDING) or short in _heads(long)


def _heads(word: str) -> list[str]:
    """What the word can be a kind of: *teamcoaching* of *coaching*."""
    return [
        word[at:]
        for at in range(_MODIFIER, len(word) - _HEAD + 1)
        if word[:at] not in _NO_MODIFIERS
    ]

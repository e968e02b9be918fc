"""Who asks for what somebody else offers: by the words that their take and their bring share.

Words are compared by their stems, plural or not, and a compound with its first part and its last.
Two compounds are not compared part by part: without a dictionary what they share may be no word
(*begeleiding* and *opleiding*). The Snowball stemmers were weighed (20 ms and 2 MB): they do more
endings, and leave compounds alone.
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
_PART, _OTHER_PART = 7, 3
"""Letters of the part of a compound that is a word on both sides, and of the other part."""
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

_ENDINGS = """
baar baarheid heid lijk lijkheid ling loos loosheid matig schap ster zaam zaamheid
ful less ment ness ship
"""
"""With these after it a word is another one, and no compound: vertrouwen, vertrouwelijk."""


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

_LINKED = re.compile(rf"(e[ns]?|s|)([^aeiou].{{{_OTHER_PART - 1},}})")
"""What links two parts, and the second one; what begins with a vowel mostly is an ending."""

_SAYS_LITTLE = frozenset(map(_stem, _COMMON.split()))
_NO_WORDS = frozenset(map(_stem, _ENDINGS.split()))


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
    """Whether two stems are of one word, or one is the first or the last part of the other."""
    short, long = sorted((one, other), key=len)
    if short in _heads(long):
        return True
    rest = long.removeprefix(short)
    return rest != long and (len(rest) <= _ENDING or _second_part(short, rest))


def _second_part(first: str, rest: str) -> bool:
    """Whether the `rest` of a word that begins with `first` is one too: *dementie-zorg*."""
    found = _LINKED.fullmatch(rest)
    if not found or _NO_WORDS.intersection((rest, found[2])):
        return False
    return len(first + found[1]) >= _PART


def _heads(word: str) -> list[str]:
    """What the word can be a kind of: *teamcoaching* of *coaching*."""
    return [
        word[at:]
        for at in range(_OTHER_PART, len(word) - _PART + 1)
        if word[:at] not in _NO_MODIFIERS
    ]

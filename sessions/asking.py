"""Who asks for what somebody else offers: by the words that their take and their bring share."""

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
"""Letters by which two forms of a word may differ: werkvorm, werkvormen."""

_COMMON = """
aandacht ander andere anderen alles altijd beter contact eigen elkaar ervaring ervaringen graag
goede groep hebben helpen hoeveel ideeen iedereen iemand kennen kennis kijken kunnen leren
leernetwerk maken manier meer mensen moeten netwerk nieuwe onderwerp onderwerpen samen soort
tijdens tussen vanuit vinden voorbeeld voorbeelden vraag vragen waarom waaraan waarin waarmee
weten willen wordt worden zelfs zonder zoals zeggen

about always another because before being better between contact could every everybody everyone
example examples experience experiences finding from getting giving groups having ideas knowing
knowledge learn learning making maybe might network nobody other others people question questions
really should somebody someone something their there these thing things think those through
together topics using wants where which while without would
"""
"""Dutch and English words that say little, as nearly everybody in a learning network uses them."""

_SAYS_LITTLE = frozenset(_COMMON.split())


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
                    offered.setdefault(word[:SHORTEST], {})[word, one.by] = None
    found: dict[Pair, Match] = {}
    for (word, by), typed in sorted(asked.items(), key=lambda one: len(one[1])):
        for other, offers in offered.get(word[:SHORTEST], ()):
            if offers != by and _same(word, other):
                found[pair(by, offers)] = Match(by, offers, typed)
    return found


def _words(text: str) -> Iterator[tuple[str, str]]:
    """The words that say something: to be compared, and as they were typed, in small letters."""
    for typed in _WORD.findall(text.casefold()):
        word = plain(typed)
        if word not in _SAYS_LITTLE:
            yield word, typed


def _same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and len(long) - len(short) <= _ENDING

"""Who asks for what somebody else offers: by the words that their take and their bring share."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sessions.base import Frozen
from sessions.blocks.take_and_bring import BRING, TAKE
from sessions.meetings import Pair, pair
from sessions.names import plain

if TYPE_CHECKING:
    from sessions.session import Answer

_WORD = re.compile(r"[^\W\d_]{5,}")
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
_SAYS_LITTLE = frozenset(_COMMON.split())


class Match(Frozen):
    """A member (by id) asks for what another offers; `word` is what both speak of, as asked."""

    asks: str
    offers: str
    word: str


def matches(answers: Iterable["Answer"]) -> dict[Pair, Match]:
    """What each pair could talk about, of what people came to take and to bring.

    What was said in confidence or by nobody does not count. Of several words the longest counts,
    of several answers the first.
    """
    told = [one for one in answers if one.by and not one.confidential]
    offers = [(word, a.by) for a in told if a.column == BRING for word, _ in _words(a.text)]
    known: dict[str, list[tuple[str, str]]] = {}
    for word, by in offers:
        known.setdefault(word[:5], []).append((word, by or ""))
    found: dict[Pair, Match] = {}
    for ask in (one for one in told if one.column == TAKE):
        for match in _offered(ask, known):
            best = found.setdefault(pair(match.asks, match.offers), match)
            if len(match.word) > len(best.word):
                found[pair(match.asks, match.offers)] = match
    return found


def _offered(ask: "Answer", known: dict[str, list[tuple[str, str]]]) -> Iterator[Match]:
    for word, typed in _words(ask.text):
        for other, by in known.get(word[:5], ()):
            if by != ask.by and _same(word, other):
                yield Match(asks=ask.by or "", offers=by, word=typed)


def _words(text: str) -> Iterator[tuple[str, str]]:
    """The words that say something: to be compared, and as they were typed, in small letters."""
    for typed in _WORD.findall(text.casefold()):
        word = plain(typed)
        if word not in _SAYS_LITTLE:
            yield word, typed


def _same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and len(long) - len(short) <= _ENDING

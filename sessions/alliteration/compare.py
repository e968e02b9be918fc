"""Whether a trait begins like the name: by letter, by sound, or nearly."""

from enum import StrEnum

from sessions.alliteration.beginnings import Beginning, beginnings
from sessions.alliteration.letters import bare, small
from sessions.alliteration.sounds import near

_ARTICLES = frozenset({"de", "het", "een", "'n", "the", "a", "an"})
_AROUND = " ,;:.!-–—\"'()"


class Alliteration(StrEnum):
    """How alike the beginnings of a trait and a name are, the best first."""

    LETTER = "letter"
    """The same letter, accents aside, whatever it sounds like: Creatieve Cindy."""

    SOUND = "sound"
    """Another letter for the same sound: Charmante Sharon, Kundige Quinten, IJverige Eise."""

    NEAR = "near"
    """Almost the same sound: f and v, s and z, b and p, d and t, s and sj, in Dutch g and h, v and
    w, and by its looks ij and i; in English g and k."""

    NONE = "none"
    """No likeness, or letters of two scripts."""


def _alike(one: Beginning, other: Beginning, language: str) -> Alliteration:
    if one.letter == other.letter:
        return Alliteration.LETTER
    if one.sounds & other.sounds:
        return Alliteration.SOUND
    if near(one.sounds, other.sounds, language) or {one.letter, other.letter} == {"ij", "i"}:
        return Alliteration.NEAR
    return Alliteration.NONE


def _told(words: list[str]) -> list[str]:
    stripped = (word.strip(_AROUND) for word in words)
    return [bare(small(word)) or word for word in stripped]


def trait_of(said: str, name: str) -> str:
    """The trait in `said`, where the name may stand after or before it: Handige in Handige Henk.

    Empty where the name is all that was said. Letters stay as they were typed.
    """
    words, names = said.split(), name.split()
    for length in range(len(names), 0, -1):
        if _told(words[-length:]) == _told(names[:length]):
            words = words[:-length]
            break
        if _told(words[:length]) == _told(names[:length]):
            words = words[length:]
            break
    if len(words) > 1 and words[0].casefold() in _ARTICLES:
        del words[0]
    return " ".join(words).strip(_AROUND)


def compare(trait: str, name: str, *, language: str) -> Alliteration:
    """How alike `trait` (the name may be with it) and `name` begin, by the ear of `language`.

    `language` is "nl"; anything else is taken for English. Of a double first name the first counts.
    """
    language = language if language == "nl" else "en"
    pairs = (
        _alike(one, other, language)
        for one in beginnings(trait_of(trait, name), language)
        for other in beginnings(name, language)
    )
    return min(pairs, key=list(Alliteration).index, default=Alliteration.NONE)

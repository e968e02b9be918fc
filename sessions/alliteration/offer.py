"""Kind adjectives for who is stuck: three that begin like the name, from lists of our own."""

from collections.abc import Collection
from functools import cache
from hashlib import blake2b
from importlib.resources import files

from sessions.alliteration.beginnings import Beginning, beginnings

_NOT_ALIKE = 3


@cache
def traits(language: str) -> tuple[str, ...]:
    """All traits of `language` (nl, else English), in small letters, in the form before a name."""
    file = "nl.txt" if language == "nl" else "en.txt"
    lines = files("sessions").joinpath("traits", file).read_text(encoding="utf-8").splitlines()
    lists = (line.partition(":")[2] for line in lines if not line.startswith("#"))
    return tuple(trait.strip() for some in lists for trait in some.split(",") if trait.strip())


@cache
def _begun(language: str) -> tuple[tuple[str, Beginning], ...]:
    return tuple((trait, beginnings(trait, language)[0]) for trait in traits(language))


def _distance(one: Beginning, other: Beginning) -> int:
    """0 for the same letter and sound, 1 for the letter alone, 2 for the sound alone."""
    same_letter, same_sound = one.letter == other.letter, bool(one.sounds & other.sounds)
    if same_letter:
        return 0 if same_sound else 1
    return 2 if same_sound else _NOT_ALIKE


def _drawn(*parts: object) -> bytes:
    """What `parts` are sorted by, so that the same seed draws the same lots on every machine."""
    return blake2b("\0".join(map(str, parts)).encode(errors="surrogatepass")).digest()


def _capital(trait: str) -> str:
    length = 2 if trait.startswith("ij") else 1
    return trait[:length].upper() + trait[length:]


def fitting(name: str, *, language: str) -> dict[str, int]:
    """Every trait that begins like `name` in letter or sound, in small letters, with how far off.

    0 is the same letter and sound, 1 the letter alone, 2 the sound alone. Empty for a name that
    begins with no Latin letter.
    """
    names = beginnings(name, language)
    far = {
        trait: min((_distance(begun, other) for other in names), default=_NOT_ALIKE)
        for trait, begun in _begun(language)
    }
    return {trait: distance for trait, distance in far.items() if distance < _NOT_ALIKE}


def offer(
    name: str,
    *,
    language: str,
    seed: int,
    count: int = 3,
    but: Collection[str] = (),
    before: Collection[str] = (),
) -> tuple[str, ...]:
    """At most `count` traits for `name`, with a capital: ("Handige", "Hartelijke", "Heldere").

    Those of the same letter and sound come first. What is in `but` (somebody has it) never comes;
    what was offered `before` only when there is nothing else. The same `seed` gives the same offer.
    `language` is "nl"; anything else is taken for English. Empty for a name that begins with no
    Latin letter.
    """
    taken = {trait.casefold() for trait in but}
    known = {trait.casefold() for trait in before}
    fits = fitting(name, language=language)
    free = (trait for trait in fits if trait not in taken)
    ordered = sorted(free, key=lambda t: (t in known, fits[t], _drawn(seed, name, t)))
    return tuple(_capital(trait) for trait in ordered[: max(count, 0)])

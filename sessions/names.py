"""People by their names: found by a few letters, and told apart when they are called the same."""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from sessions.network import Member

_BRACKETS = str.maketrans("", "", "()")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Lower case and without accents: how names are compared."""
    folded = _folded(_folded(text))
    return "".join(c for c in folded if not unicodedata.combining(c)).strip()


def _folded(text: str) -> str:
    """Twice of it is a caseless match as Unicode has it (The Unicode Standard, D146)."""
    return unicodedata.normalize("NFKD", text.casefold())


def matching(people: Iterable[Member], typed: str) -> tuple[Member, ...]:
    """Those whom what was typed can mean; whose first name begins so come first.

    Words of the trait and the organisation count as well: *anne zon* is the Anne of De Zonnedauw.
    """
    wanted = plain(typed.translate(_BRACKETS))
    if not wanted:
        return ()
    found = [(rank, m) for m in people if (rank := _rank(m, wanted)) is not None]
    return tuple(member for _, member in sorted(found, key=lambda one: one[0]))


def exactly(people: Iterable[Member], typed: str) -> Member | None:
    """The only one who is meant: by the whole name or label, else by the only thing that fits."""
    people = tuple(people)
    wanted = plain(typed)
    whole = [m for m in people if wanted in {plain(m.name), plain(label(m, people, trait=False))}]
    found = whole or matching(people, typed)
    return found[0] if len(found) == 1 else None


def meant(people: Sequence[Member], typed: str) -> tuple[Member, ...]:
    """Who a few letters mean: the first that fits; all of that name where several share it."""
    one = exactly(people, typed)
    found = (one,) if one else matching(people, typed)
    return tuple(m for m in found if plain(m.name) == plain(found[0].name))


def label(member: Member, among: Iterable[Member] = (), *, trait: bool = True) -> str:
    """The name as the room knows it: *Handige Henk*; with the organisation when two share it."""
    same = [m for m in among if plain(m.name) == plain(member.name) and m.id != member.id]
    name = f"{member.trait} {member.name}" if trait and member.trait else member.name
    return f"{name} ({member.organisation})" if same and member.organisation else name


def short(member: Member, among: Iterable[Member] = (), *, trait: bool = True) -> str:
    """The first name, with the trait: *Handige Henk*; more when somebody else is called so.

    The trait tells two people apart, else the last name, else the organisation.
    """
    same = [m for m in among if plain(_first(m)) == plain(_first(member)) and m.id != member.id]
    ways = (_first, _with_trait, _with_last, lambda m: label(m, [*same, member]))
    for way in ways[1:] if trait else ways:
        if all(plain(way(member)) != plain(way(other)) for other in same):
            return way(member)
    return label(member, same, trait=trait)


def _first(member: Member) -> str:
    return member.name.split()[0]


def _with_trait(member: Member) -> str:
    return f"{member.trait} {_first(member)}" if member.trait else _first(member)


def _with_last(member: Member) -> str:
    return member.name


def several(people: Sequence[Member], typed: str) -> tuple[Member, ...] | None:
    """The people named in a line such as *Henk, Zoë* or *Henk Zoë*; None when one is unclear."""
    parts = [part.strip() for part in typed.replace("+", ",").replace("&", ",").split(",")]
    named = [exactly(people, part) for part in parts if part]
    if len(named) == 1 and named[0] is None:
        named = _spaced(people, typed.split())
    if not named or any(one is None for one in named):
        return None
    return tuple(dict.fromkeys(one for one in named if one is not None))


def _spaced(people: Sequence[Member], words: list[str]) -> list[Member | None]:
    """Names with only spaces between: the longest run of words that is one name, then the rest."""
    if not words:
        return []
    for size in range(len(words), 0, -1):
        first = exactly(people, " ".join(words[:size]))
        if first is not None:
            return [first, *_spaced(people, words[size:])]
    return [None]


def _rank(member: Member, wanted: str) -> int | None:
    name = plain(member.name)
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if any(word.startswith(wanted) for word in name.split()):
        return 2
    own = plain(f"{member.trait} {member.name}").split()
    every = (*own, *plain(member.organisation).split())
    parts = wanted.split()
    named = any(word.startswith(part) for word in own for part in parts)
    fits = all(any(word.startswith(part) for word in every) for part in parts)
    return 3 if named and fits else None

"""People by their names: found by a few letters, and told apart when they are called the same."""

import unicodedata
from collections.abc import Iterable, Sequence

from sessions.network import Member


def plain(text: str) -> str:
    """Lower case and without accents: how names are compared."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).strip()


def matching(people: Iterable[Member], typed: str) -> tuple[Member, ...]:
    """Those one of whose names begins with what was typed; whose first name does come first."""
    wanted = plain(typed)
    if not wanted:
        return ()
    found = [(rank, m) for m in people if (rank := _rank(plain(m.name), wanted)) is not None]
    return tuple(member for _, member in sorted(found, key=lambda one: one[0]))


def exactly(people: Iterable[Member], typed: str) -> Member | None:
    """The only one who is meant: by the whole name, else by the only beginning that fits."""
    found = matching(people, typed)
    whole = [m for m in found if plain(m.name) == plain(typed)]
    found = tuple(whole) or found
    return found[0] if len(found) == 1 else None


def label(member: Member, among: Iterable[Member] = (), *, trait: bool = True) -> str:
    """The name as the room knows it: *Handige Henk*; with the organisation when two share it."""
    same = [m for m in among if plain(m.name) == plain(member.name) and m.id != member.id]
    name = f"{member.trait} {member.name}" if trait and member.trait else member.name
    return f"{name} ({member.organisation})" if same and member.organisation else name


def short(member: Member, among: Iterable[Member] = (), *, trait: bool = True) -> str:
    """The first name, with the trait: *Handige Henk*; the whole label when two share that name."""
    first = member.name.split()[0]
    same = [m for m in among if plain(m.name.split()[0]) == plain(first) and m.id != member.id]
    if same:
        return label(member, same, trait=trait)
    return f"{member.trait} {first}" if trait and member.trait else first


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


def _rank(name: str, wanted: str) -> int | None:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    return 2 if any(word.startswith(wanted) for word in name.split()) else None

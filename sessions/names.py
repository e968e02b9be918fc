"""People by their names: found by a few letters, and told apart when they are called the same."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from sessions.network import Member

_SIGNS = str.maketrans("", "", "(),")
"""What stands round an organisation that is typed after a name."""


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
    wanted = plain(typed.translate(_SIGNS))
    if not wanted:
        return ()
    people = tuple(people)
    called = told_apart(people)
    found = [(rank, m) for m in people if (rank := _rank(m, called[m.id], wanted)) is not None]
    return tuple(member for _, member in sorted(found, key=lambda one: one[0]))


def exactly(people: Iterable[Member], typed: str) -> Member | None:
    """The only one who is meant: by the whole name or label, else by the only thing that fits."""
    people = tuple(people)
    wanted = plain(typed)
    called = told_apart(people)
    whole = [m for m in people if wanted in {plain(m.name), plain(called[m.id])}]
    found = whole or matching(people, typed)
    return found[0] if len(found) == 1 else None


def meant(people: Sequence[Member], typed: str) -> tuple[Member, ...]:
    """Who a few letters mean: the first that fits; all of that name where several share it."""
    one = exactly(people, typed)
    found = (one,) if one else matching(people, typed)
    return tuple(m for m in found if plain(m.name) == plain(found[0].name))


class Names:
    """What each of some people is called, told apart from all the others."""

    def __init__(self, people: Iterable[Member]) -> None:
        everyone = {one.id: one for one in people}.values()
        self._called = told_apart(everyone)
        self._times = [Counter(plain(way(one)) for one in everyone) for way in _WAYS]

    def label(self, member: Member, *, trait: bool = True) -> str:
        """The name as the room knows it: *Handige Henk*; with more when two share it."""
        name = self._called.get(member.id, member.name)
        return f"{member.trait} {name}" if trait and member.trait else name

    def short(self, member: Member, *, trait: bool = True) -> str:
        """The first name, with the trait: *Handige Henk*; more when somebody else is called so.

        The trait tells two people apart, else the last name, else what `label` adds.
        """
        ways = list(zip(_WAYS, self._times, strict=True))
        for way, times in ways[1:] if trait else ways:
            if times[plain(way(member))] <= 1:
                return way(member)
        return self.label(member, trait=trait)


def told_apart(people: Iterable[Member]) -> dict[str, str]:
    """The name of each of `people` by id; who shares one has the organisation, else a number."""
    people = tuple(people)
    shared = Counter(plain(one.name) for one in people)
    names = {
        one.id: f"{one.name} ({one.organisation})"
        if one.organisation and shared[plain(one.name)] > 1
        else one.name
        for one in people
    }
    return _numbered(names)


def namesakes(people: Iterable[Member], name: str) -> tuple[Member, ...]:
    """Those who are called exactly so."""
    wanted = plain(name)
    return tuple(one for one in people if plain(one.name) == wanted)


def label(member: Member, among: Iterable[Member] = (), *, trait: bool = True) -> str:
    """What one person is called `among` others; for more than a few, `Names` is made once."""
    return Names((*among, member)).label(member, trait=trait)


def _numbered(names: Mapping[str, str]) -> dict[str, str]:
    times = Counter(map(plain, names.values()))
    seen: Counter[str] = Counter()
    numbered = {}
    for person, name in names.items():
        seen[plain(name)] += 1
        several = times[plain(name)] > 1
        numbered[person] = f"{name} ({seen[plain(name)]})" if several else name
    return numbered


def _first(member: Member) -> str:
    return member.name.split()[0]


def _with_trait(member: Member) -> str:
    return f"{member.trait} {_first(member)}" if member.trait else _first(member)


def _with_last(member: Member) -> str:
    return member.name


_WAYS = (_first, _with_trait, _with_last)
"""How short a name can be, the shortest first."""


def several(
    people: Sequence[Member], typed: str, everybody: Sequence[Member] = ()
) -> tuple[Member, ...] | None:
    """The people named in a line such as *Henk, Zoë* or *Henk Zoë*; None when one is unclear.

    Who is not one of `people` is looked for among `everybody`.
    """
    parts = [part.strip() for part in typed.replace("+", ",").replace("&", ",").split(",")]
    among = (people, everybody)
    named = [_first_of(among, part) for part in parts if part]
    if len(named) == 1 and named[0] is None:
        named = _spaced(among, typed.split())
    if not named or any(one is None for one in named):
        return None
    return tuple(dict.fromkeys(one for one in named if one is not None))


def _first_of(among: Iterable[Sequence[Member]], typed: str) -> Member | None:
    return next(filter(None, (exactly(people, typed) for people in among)), None)


def _spaced(among: Sequence[Sequence[Member]], words: list[str]) -> list[Member | None]:
    """Names with only spaces between: the longest run of words that is one name, then the rest."""
    if not words:
        return []
    for size in range(len(words), 0, -1):
        first = _first_of(among, " ".join(words[:size]))
        if first is not None:
            return [first, *_spaced(among, words[size:])]
    return [None]


def _rank(member: Member, called: str, wanted: str) -> int | None:
    name = plain(member.name)
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if any(word.startswith(wanted) for word in name.split()):
        return 2
    parts = wanted.split()
    own = [*plain(member.trait).split(), *name.split()]
    if not any(word.startswith(part) for word in own for part in parts):
        return None
    told = plain(called).translate(_SIGNS).split()
    every = (*own, *told, *plain(member.organisation).split())
    fits = all(any(word.startswith(part) for word in every) for part in parts)
    return 3 if fits else None

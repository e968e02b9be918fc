"""What a database holds: documents, who wrote each last, and how devices' writings unite.

Every line a device writes has a number, so (device, number) names each version of a document. A
version also names what it took the place of: for each other device the last version in its past,
be it that its writer only knew of that one from a version that was over it. With that, journals
and snapshots can arrive in any order, and more than once, and still give one state: a version
gives way only to one that has it in its past. Two that knew nothing of each other both stay, the
same one in front on every device. (A multi-value register, with a version vector for each value,
in a map of observed removes; see Shapiro et al., "A comprehensive study of Convergent and
Commutative Replicated Data Types", 2011.)
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from types import MappingProxyType
from typing import Any, NamedTuple

from sessions.store.operations import AddTable, Drop, DropTable, Put
from sessions.store.seen import Seen

Document = dict[str, Any]
Place = tuple[str, str]
"""A table and an id in it."""
_NO_TABLE: Mapping[str, "Version"] = MappingProxyType({})
NOTHING: Mapping[str, int] = MappingProxyType({})
"""What a version is over when it takes the place of no other device's."""


class Version(NamedTuple):
    """A document as line `number` of `device` has it; None when that line drops it.

    `over` is its past on other devices: of each the last line that it, or what it took the place
    of, was written in knowledge of.
    """

    device: str
    number: int
    document: Document | None
    over: Mapping[str, int] = NOTHING

    @property
    def dot(self) -> tuple[str, int]:
        """What no other version of this document has."""
        return self.device, self.number

    def knew(self, other: "Version") -> bool:
        """Whether `other` is in the past of this one, or is this one."""
        if self.device == other.device:
            return self.number >= other.number
        return self.over.get(other.device, 0) >= other.number

    def after(self, known: Iterable["Version"]) -> "Version":
        """The same, with the past of the `known` ones in its own."""
        over = _past(known, self.device, self.over)
        return self if over == self.over else self._replace(over=over)


class Change(NamedTuple):
    """An operation, with what it takes the place of on other devices."""

    operation: Put | Drop | AddTable | DropTable
    over: Mapping[str, int] = NOTHING


def _past(
    versions: Iterable[Version], device: str, over: Mapping[str, int] = NOTHING
) -> Mapping[str, int]:
    """`over`, and the past of `versions` with themselves, as a version of `device` says it."""
    past = dict(over)
    for version in versions:
        for other, number in ((version.device, version.number), *version.over.items()):
            if other != device and past.get(other, 0) < number:
                past[other] = number
    return past or NOTHING


def _joined(standing: Sequence[Version], new: Version) -> Sequence[Version]:
    """Those of `standing` and `new` that are in the past of no other one.

    A version that comes after one that has it in its past says what was before it: that is in the
    past of the other too.
    """
    left = [v for v in standing if not new.knew(v)]
    new = new.after(v for v in standing if new.knew(v))
    if any(v.knew(new) for v in left):
        return [v.after([new]) if v.knew(new) else v for v in left]
    return [new, *left]


def _rank(version: Version) -> tuple[bool, int, str]:
    return version.document is not None, version.number, version.device


class State:
    """The documents of a database; changed by the lines of journals and by other states."""

    def __init__(self) -> None:
        self.tables: dict[str, dict[str, Version]] = {}
        """By table and id, the version in front; each holds a document."""
        self.others: dict[Place, tuple[Version, ...]] = {}
        """Versions that stand beside the one in front, and drops of what has yet to arrive."""
        self.seen = Seen()
        """The lines of each device that are in here, be it to have been replaced since."""

    def front(self, place: Place) -> Version | None:
        """The version at `place` that is shown."""
        table, id_ = place
        return self.tables.get(table, _NO_TABLE).get(id_)

    def versions(self, place: Place) -> tuple[Version, ...]:
        """All that stand at `place`, the one in front first."""
        front = self.front(place)
        others = self.others.get(place, ()) if self.others else ()
        return others if front is None else (front, *others)

    def places(self) -> Iterator[Place]:
        """Wherever something stands."""
        for table, documents in self.tables.items():
            for id_ in documents:
                yield table, id_
        for place in self.others:
            if place[1] not in self.tables.get(place[0], {}):
                yield place

    def has_seen(self, version: Version) -> bool:
        """Whether what this state knows includes `version`, be it to have dropped it since."""
        return self.seen.includes(version.device, version.number)

    def over(self, place: Place, device: str) -> Mapping[str, int]:
        """What a change by `device` at `place` takes the place of."""
        versions = self.versions(place)
        return _past(versions, device) if versions else NOTHING

    def apply(self, device: str, number: int, changes: Sequence[Change]) -> None:
        """Take in line `number` of `device`."""
        self.seen.add(device, number)
        for operation, over in changes:
            if isinstance(operation, Put):
                version = Version(device, number, dict(operation.document), over)
                self._settle((operation.table, operation.id), version)
            elif isinstance(operation, Drop):
                version = Version(device, number, None, over)
                self._settle((operation.table, operation.id), version)
            elif isinstance(operation, AddTable):
                self.tables.setdefault(operation.table, {})
            else:
                self._drop_table(operation.table)

    def _drop_table(self, table: str) -> None:
        """Forget a table that nothing is left in."""
        if not self.tables.get(table, True):
            del self.tables[table]

    def _settle(self, place: Place, new: Version) -> None:
        standing = self.versions(place)
        if standing:
            self._stand(place, _joined(standing, new))
        elif new.document is None:
            self._stand(place, (new,))
        else:  # as with most
            table, id_ = place
            self.tables.setdefault(table, {})[id_] = new

    def _stand(self, place: Place, versions: Sequence[Version]) -> None:
        table, id_ = place
        standing = sorted(versions, key=_rank, reverse=True) if len(versions) > 1 else versions
        front = standing[0] if standing and standing[0].document is not None else None
        if front is not None:
            self.tables.setdefault(table, {})[id_] = front
        elif id_ in self.tables.get(table, {}):
            del self.tables[table][id_]
        if self.others or len(standing) > 1 or front is None:
            self._stand_beside(place, front, standing)

    def _stand_beside(
        self, place: Place, front: Version | None, standing: Sequence[Version]
    ) -> None:
        others = tuple(
            v for v in standing if v is not front and (v.document is not None or self.awaits(v))
        )
        if others:
            self.others[place] = others
        else:
            self.others.pop(place, None)

    def awaits(self, version: Version) -> bool:
        """Whether a version that this one took the place of may yet arrive."""
        seen = self.seen
        return not seen.includes_all(version.device, version.number) or not all(
            seen.includes_all(device, number) for device, number in version.over.items()
        )

    def unite(self, other: "State") -> None:
        """Take in all that `other` holds and has seen, as if its lines had been read."""
        for table in other.tables:
            self.tables.setdefault(table, {})
        for place in dict.fromkeys([*self.places(), *other.places()]):
            mine, theirs = self.versions(place), other.versions(place)
            if mine == theirs:
                continue
            in_mine, in_theirs = {v.dot for v in mine}, {v.dot for v in theirs}
            kept = [v for v in mine if v.dot in in_theirs or not other.has_seen(v)]
            kept += [v for v in theirs if v.dot in in_mine or not self.has_seen(v)]
            self._stand(place, reduce(_joined, kept, ()))
        self.seen.unite(other.seen)

    def last(self, device: str) -> int:
        """The highest number of `device` on anything in here, that was seen, or is in a past."""
        numbers = (
            v.number if v.device == device else v.over.get(device, 0)
            for place in self.places()
            for v in self.versions(place)
        )
        return max(self.seen.last(device), max(numbers, default=0))

    def copy(self) -> "State":
        """The same state, which no longer changes with this one."""
        twin = State()
        twin.tables = {table: dict(documents) for table, documents in self.tables.items()}
        twin.others, twin.seen = dict(self.others), self.seen.copy()
        return twin

"""What a database holds: documents, who wrote each last, and how devices' writings unite.

Every line a device writes has a number, so (device, number) names each version of a document. A
version also names the versions of other devices it took the place of. With that, journals and
snapshots can arrive in any order, and more than once, and still give one state: a version gives
way only to one that was written in knowledge of it. Two that knew nothing of each other both stay,
the same one in front on every device. (A multi-value register in a map of observed removes; see
Shapiro et al., "A comprehensive study of Convergent and Commutative Replicated Data Types", 2011.)
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from sessions.store.operations import AddTable, Drop, DropTable, Put
from sessions.store.seen import Seen

Document = dict[str, Any]
Place = tuple[str, str]
"""A table and an id in it."""
NOTHING: Mapping[str, int] = MappingProxyType({})
"""What a version is over when it takes the place of no other device's."""


class Version(NamedTuple):
    """A document as line `number` of `device` has it; None when that line drops it.

    `over` names what it took the place of: for each other device the last line it knew.
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
        """Whether this was written in knowledge of `other`."""
        if self.device == other.device:
            return self.number >= other.number
        return self.over.get(other.device, 0) >= other.number


class Change(NamedTuple):
    """An operation, with what it takes the place of on other devices."""

    operation: Put | Drop | AddTable | DropTable
    over: Mapping[str, int] = NOTHING


def _latest(one: Mapping[str, int], other: Mapping[str, int]) -> Mapping[str, int]:
    return {d: max(one.get(d, 0), other.get(d, 0)) for d in one.keys() | other.keys()}


def _standing(versions: Iterable[Version]) -> list[Version]:
    """Those that no other one knew; a drop stands only as long as nothing else does."""
    found = list(versions)
    standing = [
        v
        for i, v in enumerate(found)
        if not any(o.knew(v) and (not v.knew(o) or j < i) for j, o in enumerate(found) if i != j)
    ]
    return sorted(standing, key=_rank, reverse=True)


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
        return self.tables.get(place[0], {}).get(place[1])

    def versions(self, place: Place) -> tuple[Version, ...]:
        """All that stand at `place`, the one in front first."""
        front = self.front(place)
        others = self.others.get(place, ())
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
        """What a change by `device` at `place` would take the place of."""
        versions = self.versions(place)
        return {v.device: v.number for v in versions if v.device != device} or NOTHING

    def apply(self, device: str, number: int, changes: Sequence[Change]) -> None:
        """Take in line `number` of `device`."""
        self.seen.add(device, number)
        for change in changes:
            match change.operation:
                case Put(table, id_, document):
                    version = Version(device, number, dict(document), change.over)
                    self._settle((table, id_), version)
                case Drop(table, id_):
                    self._settle((table, id_), Version(device, number, None, change.over))
                case AddTable(table):
                    self.tables.setdefault(table, {})
                case _:
                    self._drop_table(change.operation.table)

    def _drop_table(self, table: str) -> None:
        """Forget a table that nothing is left in."""
        if not self.tables.get(table, True):
            del self.tables[table]

    def _settle(self, place: Place, new: Version) -> None:
        present = self.versions(place)
        over = new.over
        for version in present:
            if version.knew(new):
                return
            if version.over and new.knew(version):
                over = _latest(over, version.over)
        new = new if over is new.over else new._replace(over=over)
        self._stand(place, (new, *present))

    def _stand(self, place: Place, versions: Sequence[Version]) -> None:
        table, id_ = place
        standing = _standing(versions) if len(versions) > 1 else versions
        front = next((v for v in standing if v.document is not None), None)
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
            kept += [v for v in theirs if v.dot not in in_mine and not self.has_seen(v)]
            self._stand(place, kept)
        self.seen.unite(other.seen)

    def last(self, device: str) -> int:
        """The highest number of `device` on anything in here, or that was seen."""
        numbers = (v.number for p in self.places() for v in self.versions(p) if v.device == device)
        return max(self.seen.last(device), max(numbers, default=0))

    def copy(self) -> "State":
        """The same state, which no longer changes with this one."""
        twin = State()
        twin.tables = {table: dict(documents) for table, documents in self.tables.items()}
        twin.others, twin.seen = dict(self.others), self.seen.copy()
        return twin

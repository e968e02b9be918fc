"""Reading a database from its folder: the snapshot or the one before it, then the journals.

A snapshot with the journals is all there is, and so is the snapshot before it with the journals:
a journal keeps its lines until both hold them. So any one file can be lost, and nothing with it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sessions.store import snapshot, system
from sessions.store.entries import Entries, entries
from sessions.store.errors import NewerFormatError, UnreadableError, Why
from sessions.store.journal import reason_of
from sessions.store.names import Names
from sessions.store.reports import (
    BadLines,
    BadTail,
    Gap,
    Migrated,
    NewerFormat,
    Report,
    SnapshotDamaged,
    TwoVersions,
    Unreadable,
)
from sessions.store.salvage import Salvage, salvaged, sides
from sessions.store.state import State

PutAside = Callable[[str, bytes], Path | None]
"""Copies bytes to the quarantine: name and bytes to where; None when only reading."""


@dataclass(slots=True)
class Opened:
    """What a folder holds.

    `ahead` tells whether that is more than the snapshot holds; this device's journal is good up
    to byte `good_end`, and has every line from number `first` on, `littered` with bad ones or not.
    """

    state: State
    ahead: bool = False
    first: int = 1
    littered: bool = False
    copies: dict[Path, bytes] = field(default_factory=dict)
    """What sync programs copied, of which all that is sound is in the state."""
    reports: list[Report] = field(default_factory=list)
    good_end: int = 0
    newer: bool = False
    lost: bool = False
    """Whether there are snapshots, and nothing in them can be read."""

    @property
    def whole(self) -> bool:
        """Whether all that a damaged snapshot held was read, there or elsewhere."""
        damaged = (one for one in self.reports if isinstance(one, SnapshotDamaged | TwoVersions))
        return all(one.whole for one in damaged)


def load(
    names: Names, device: str, put_aside: PutAside, *, alone: bool = True, listing: bool = False
) -> Opened:
    """All that the folder holds, with `device` the one whose journal is this device's own.

    With `alone` there is no other place to have it from, should it be lost here. For a `listing`
    two snapshots that are the same, byte for byte, vouch for each other: no disk damages both
    alike, and what somebody changed alike in both is found when it is opened or checked.

    Raises:
        UnreadableError: a file of this device can't be read, or what is damaged not be copied; or
            nothing can be read in what is there.
        NewerFormatError: a later version wrote it, in a shape that says nothing to this one.
    """
    try:
        found = _Loading(names, device, put_aside, listing=listing).opened()
    except OSError as error:
        raise UnreadableError(names.snapshot, reason_of(error)) from error
    if found.lost and alone:
        raise UnreadableError(names.snapshot, Why.LOST)
    return found


@dataclass(frozen=True, slots=True)
class _Damaged:
    """A snapshot that is not as it was written, for `reason`; no data where it is gone."""

    path: Path
    reason: str
    data: bytes

    @property
    def merged(self) -> bool:
        """Whether git left both sides of a merge in it."""
        return len(sides(self.data)) > 1


class _Loading:
    """One reading of a folder, which gathers what it found."""

    def __init__(
        self, names: Names, device: str, put_aside: PutAside, *, listing: bool = False
    ) -> None:
        self._names, self._device, self._put_aside = names, device, put_aside
        self._listing = listing
        self._found = Opened(State())
        self._damaged: list[_Damaged] = []
        self._sound = False
        self._salvaged = False

    def opened(self) -> Opened:
        """All that is there, and what is wrong with it.

        Journals are read before snapshots: what another process takes from a journal meanwhile is
        in the snapshot by then.
        """
        found = self._found
        journals = self._journals()
        self._before(self._base())
        if self._damaged:
            sound = self._sound or _from_the_start(journals)
            self._salvage(whole=sound and _joins(found.state, journals))
        self._unite_copies()
        for device, entries_ in journals.items():
            self._replay(device, entries_)
        own = journals[self._device]
        self._own_damage(own)
        last = found.state.seen.last(self._device)
        found.good_end, found.first = own.good_end, own.lines[0].number if own.lines else last + 1
        found.lost = found.lost and not found.copies
        return found

    def _report(self, report: Report) -> None:
        self._found.reports.append(report)

    def _base(self) -> bytes:
        """Take in the snapshot; its bytes."""
        path = self._names.snapshot
        try:
            data = system.read_file(path)
        except FileNotFoundError:
            if self._names.backup.name in system.names(self._names.folder):
                self._damaged.append(_Damaged(path, Why.GONE, b""))
            return b""
        read = self._decoded(path, data, vouched=self._listing and self._is_twin(data))
        if read is None:
            return data
        if read.format < snapshot.FORMAT:
            copy = self._put_aside(f"{path.name}.format-{read.format}", data)
            self._report(Migrated(path, read.format, copy))
            self._found.ahead = True
        self._found.state = read.state
        return data

    def _is_twin(self, data: bytes) -> bool:
        """Whether the snapshot before it is the very same."""
        try:
            return system.read_file(self._names.backup) == data
        except OSError:
            return False

    def _before(self, base: bytes) -> None:
        """Take in the snapshot before `base`, if it has what that lacks.

        It does where that one is damaged, or is an older one that another program brought back.
        """
        path = self._names.backup
        try:
            data = system.read_file(path)
        except FileNotFoundError:
            return
        except OSError as error:
            if self._damaged:
                raise
            self._report(Unreadable(path, reason_of(error)))
            return
        read = self._decoded(path, data) if data != base else None
        if read and read.state.seen.exceeds(self._found.state.seen):
            self._found.state.unite(read.state)
            self._found.ahead = True

    def _decoded(
        self, path: Path, data: bytes, *, vouched: bool = False
    ) -> snapshot.Snapshot | None:
        """What a snapshot says; None where it is no sound one, which is noted.

        Raises:
            NewerFormatError: a later version wrote it, in a shape that says nothing to this one.
        """
        try:
            read = snapshot.decode(data, vouched=vouched)
        except snapshot.NewerError as error:
            return self._newer(path, data, error.format)
        except snapshot.DamagedError as error:
            self._damaged.append(_Damaged(path, error.reason, data))
            return None
        self._sound = True
        return read

    def _newer(self, path: Path, data: bytes, format_: int) -> snapshot.Snapshot:
        self._put_aside = only_reading
        self._found.newer = self._sound = True
        self._report(NewerFormat(path, format_))
        try:
            return snapshot.decode(data, newer=True)
        except snapshot.DamagedError as error:
            raise NewerFormatError(path, format_) from error

    def _salvage(self, *, whole: bool) -> None:
        """Put damaged snapshots aside, and use what they say where nothing else does."""
        known, found = self._found.state, State()
        for one in self._damaged:
            copy = self._put_aside(one.path.name, one.data) if one.data else None
            part = salvaged(one.data) if one.merged or not whole else Salvage(State(), 0)
            found.unite(part.state)
            self._report(
                TwoVersions(one.path, copy, part.lost)
                if one.merged
                else SnapshotDamaged(one.path, one.reason, copy, whole, part.lost)
            )
        self._found.ahead = True
        self._found.lost = not (whole or self._sound or any(found.tables.values()))
        self._salvaged = not whole
        found.unite(known)
        self._found.state = found

    def _unite_copies(self) -> None:
        for path in self._names.copies():
            try:
                self._unite_copy(path, system.read_file(path))
            except OSError as error:
                self._report(Unreadable(path, reason_of(error)))
            except (snapshot.DamagedError, snapshot.NewerError) as error:
                self._report(Unreadable(path, error.reason))

    def _unite_copy(self, path: Path, data: bytes) -> None:
        merged = len(sides(data)) > 1
        self._found.state.unite(salvaged(data).state if merged else snapshot.decode(data).state)
        self._found.copies[path] = data

    def _journals(self) -> dict[str, Entries]:
        """What each device wrote, this one first; what can't be read is reported."""
        paths = self._names.journals()
        own = self._names.journal(self._device)
        found = {self._device: Entries([])}
        if own in paths.get(self._device, ()):
            found[self._device] = entries(system.read_file(own))
        for device, (first, *copies) in paths.items():
            others = copies if device in found and first == own else [first, *copies]
            for path in others:
                into = found.setdefault(device, Entries([]))
                self._add(into, path, is_copy=path != self._names.journal(device))
        return found

    def _add(self, into: Entries, path: Path, *, is_copy: bool) -> None:
        """Take in the lines of a file that this device does not write, as far as they are new."""
        try:
            data = system.read_file(path)
        except OSError as error:
            self._report(Unreadable(path, reason_of(error)))
            return
        found = entries(data)
        known = {line.number for line in into.lines}
        into.lines += (line for line in found.lines if line.number not in known)
        into.lines.sort(key=lambda line: line.number)
        if found.bad:
            self._report(Unreadable(path, Why.LINES))
        elif is_copy:
            self._found.copies[path] = data

    def _replay(self, device: str, found: Entries) -> None:
        state = self._found.state
        for line in found.lines:
            if state.seen.includes(device, line.number):
                continue
            last = state.seen.last(device)
            begun = device == self._device or last >= found.lines[0].number
            if begun and line.number > last + 1:
                self._report(Gap(self._names.journal(device), last, line.number))
            state.apply(device, line.number, line.changes)
            self._found.ahead = True

    def _own_damage(self, found: Entries) -> None:
        """Copy what is damaged in this device's journal; no number of it must come back."""
        path, state = self._names.journal(self._device), self._found.state
        if found.bad:
            self._found.littered = self._found.ahead = True
            copy = self._put_aside(path.name, b"".join(found.bad))
            self._report(BadLines(path, len(found.bad), copy))
        if found.tail:
            copy = self._put_aside(path.name, found.tail)
            self._report(BadTail(path, len(found.tail), copy))
        last = state.last(self._device) if self._salvaged else state.seen.last(self._device)
        state.seen.skip_to(self._device, last + found.tail.count(b"\n"))


def _from_the_start(journals: dict[str, Entries]) -> bool:
    """Whether a journal holds every line that its device ever wrote."""
    return any(found.lines and found.lines[0].number == 1 for found in journals.values())


def _joins(state: State, journals: dict[str, Entries]) -> bool:
    """Whether each journal goes on where `state` ends, or before."""
    return all(
        not found.lines or found.lines[0].number <= state.seen.last(device) + 1
        for device, found in journals.items()
    )


def only_reading(_name: str, _data: bytes) -> None:
    """Copies nothing: puts aside for who only reads."""

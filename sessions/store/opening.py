"""Reading a database from its folder: the snapshot or the one before it, then the journals.

A snapshot with the journals is all there is, and so is the snapshot before it with the journals:
a journal keeps its lines until both hold them. So any one file can be lost, and nothing with it.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sessions.store import lines, snapshot, system
from sessions.store.errors import NewerFormatError, UnreadableError, Why
from sessions.store.journal import reason_of
from sessions.store.lines import Line
from sessions.store.names import Names
from sessions.store.reports import (
    BadLines,
    BadTail,
    Gap,
    Migrated,
    NewerFormat,
    Report,
    SnapshotDamaged,
    Unreadable,
)
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


@dataclass(slots=True)
class Entries:
    """What a journal says: its good lines by number, and what of it is no good."""

    lines: list[Line]
    good_end: int = 0
    bad: Sequence[bytes] = ()
    tail: bytes = b""


def entries(data: bytes) -> Entries:
    """What the bytes of a journal say; a line without its end was never acknowledged."""
    good: list[Line] = []
    bad: list[bytes] = []
    good_end = at = bad_before = 0
    for raw in data.splitlines(keepends=True):
        at += len(raw)
        if raw.isspace():
            continue
        line = _line(raw)
        if line is None:
            bad.append(raw)
        else:
            good.append(line)
            good_end, bad_before = at, len(bad)
    good.sort(key=lambda line: line.number)
    return Entries(good, good_end, bad[:bad_before], b"".join(bad[bad_before:]))


def _line(raw: bytes) -> Line | None:
    try:
        return lines.decode(raw) if raw.endswith(b"\n") else None
    except ValueError:
        return None


def load(names: Names, device: str, put_aside: PutAside) -> Opened:
    """All that the folder holds, with `device` the one whose journal is this device's own.

    Raises:
        UnreadableError: a file of this device can't be read, or what is damaged not be copied.
        NewerFormatError: a later version wrote it, in a shape that says nothing to this one.
    """
    try:
        return _Loading(names, device, put_aside).opened()
    except OSError as error:
        raise UnreadableError(names.snapshot, reason_of(error)) from error


class _Loading:
    """One reading of a folder, which gathers what it found."""

    def __init__(self, names: Names, device: str, put_aside: PutAside) -> None:
        self._names, self._device, self._put_aside = names, device, put_aside
        self._found = Opened(State())
        self._bytes = b""
        self._salvaged = False

    def opened(self) -> Opened:
        """All that is there, and what is wrong with it.

        Journals are read before snapshots: what another process takes from a journal meanwhile is
        in the snapshot by then.
        """
        found = self._found
        journals = self._journals()
        damage = self._base()
        sound = self._before(needed=damage is not None) or _from_the_start(journals)
        if damage:
            self._salvage(damage, whole=sound and _joins(found.state, journals))
        self._unite_copies()
        for device, entries_ in journals.items():
            self._replay(device, entries_)
        own = journals[self._device]
        self._own_damage(own)
        last = found.state.seen.last(self._device)
        found.good_end, found.first = own.good_end, own.lines[0].number if own.lines else last + 1
        return found

    def _report(self, report: Report) -> None:
        self._found.reports.append(report)

    def _base(self) -> tuple[str, bytes] | None:
        """Take in the snapshot; what is wrong with it, and its bytes, when it can't be used."""
        path = self._names.snapshot
        try:
            data = self._bytes = system.read_file(path)
        except FileNotFoundError:
            missing = self._names.backup.name in system.names(self._names.folder)
            return (Why.GONE, b"") if missing else None
        try:
            read = snapshot.decode(data)
        except snapshot.NewerError as error:
            self._newer(data, error.format)
            return None
        except snapshot.DamagedError as error:
            return error.reason, data
        if read.format < snapshot.FORMAT:
            copy = self._put_aside(f"{path.name}.format-{read.format}", data)
            self._report(Migrated(path, read.format, copy))
            self._found.ahead = True
        self._found.state = read.state
        return None

    def _newer(self, data: bytes, format_: int) -> None:
        path = self._names.snapshot
        self._put_aside = only_reading
        self._found.newer = True
        self._report(NewerFormat(path, format_))
        try:
            self._found.state = snapshot.decode(data, trusting=True).state
        except snapshot.DamagedError as error:
            raise NewerFormatError(path, format_) from error

    def _before(self, *, needed: bool) -> bool:
        """Take in the snapshot before this one, if it has what this lacks; whether it is sound.

        It does where this one is damaged, or is an older one that another program brought back.
        """
        try:
            data = system.read_file(self._names.backup)
            if data == self._bytes:
                return False
            before = snapshot.decode(data).state
        except (FileNotFoundError, snapshot.DamagedError, snapshot.NewerError):
            return False
        except OSError as error:
            if needed:
                raise
            self._report(Unreadable(self._names.backup, reason_of(error)))
            return False
        if before.seen.exceeds(self._found.state.seen):
            self._found.state.unite(before)
            self._found.ahead = True
        return True

    def _salvage(self, damage: tuple[str, bytes], *, whole: bool) -> None:
        """Keep a copy of the damaged snapshot, and use what it says where nothing else does."""
        reason, data = damage
        state, path = self._found.state, self._names.snapshot
        copy = self._put_aside(path.name, data) if data else None
        self._report(SnapshotDamaged(path, reason, copy, whole))
        self._found.ahead = True
        if whole:
            return
        self._salvaged = True
        with suppress(snapshot.DamagedError):
            state.unite(snapshot.decode(data, trusting=True).state)

    def _unite_copies(self) -> None:
        for path in self._names.copies():
            try:
                data = system.read_file(path)
                self._found.state.unite(snapshot.decode(data).state)
            except OSError as error:
                self._report(Unreadable(path, reason_of(error)))
            except (snapshot.DamagedError, snapshot.NewerError) as error:
                self._report(Unreadable(path, error.reason))
            else:
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
            if line.number > last + 1 and device == self._device:
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

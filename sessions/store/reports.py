"""What opening or tidying a database found, as values: `exports.sentences` puts them in words."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Report:
    """Something found at `path`."""

    path: Path


@dataclass(frozen=True, slots=True)
class BadLines(Report):
    """`count` damaged lines amid good ones: copied to `quarantined`, and read past."""

    count: int
    quarantined: Path | None


@dataclass(frozen=True, slots=True)
class BadTail(Report):
    """A last line that was never finished, of `size` bytes: copied to `quarantined`."""

    size: int
    quarantined: Path | None


@dataclass(frozen=True, slots=True)
class Gap(Report):
    """Between line `after` and line `before` of this device's journal there should be others."""

    after: int
    before: int


@dataclass(frozen=True, slots=True)
class SnapshotDamaged(Report):
    """A snapshot that is not as it was written: copied to `quarantined`.

    `whole` tells whether all of it was there in the snapshot before it and the journals; where it
    was not, `lost` documents in it could not be read.
    """

    reason: str
    quarantined: Path | None
    whole: bool
    lost: int = 0


@dataclass(frozen=True, slots=True)
class TwoVersions(Report):
    """Git left both sides of a merge in one file: they are united, and it is at `quarantined`.

    What could not be read on one side or the other is `lost` documents.
    """

    quarantined: Path | None
    lost: int = 0

    @property
    def whole(self) -> bool:
        """Whether all that either side held could be read."""
        return not self.lost


@dataclass(frozen=True, slots=True)
class NewerFormat(Report):
    """Written by a later version of Kring: it can be read, not changed."""

    format: int


@dataclass(frozen=True, slots=True)
class Migrated(Report):
    """Brought over from an older format; the file as it was is at `copy`."""

    format: int
    copy: Path | None


@dataclass(frozen=True, slots=True)
class Unreadable(Report):
    """Another device's file that can't be read now, for `reason`; it is left alone."""

    reason: str


@dataclass(frozen=True, slots=True)
class CompactionFailed(Report):
    """The snapshot could not be written, for `reason`; the journal still holds everything."""

    reason: str


@dataclass(frozen=True, slots=True)
class Displaced(Report):
    """Another program had replaced the journal: its copy is at `quarantined`, ours is back."""

    quarantined: Path | None


@dataclass(frozen=True, slots=True)
class Moved(Report):
    """The disk at `path` failed, for `reason`: everything is in `to`, or nowhere (None)."""

    reason: str
    to: Path | None


@dataclass(frozen=True, slots=True)
class Reunited(Report):
    """What was saved at `path` when the disk failed is with the rest again."""


@dataclass(frozen=True, slots=True)
class ConflictCopy(Report):
    """A sync program made a copy, at `path`: it is united with the rest, and at `quarantined`."""

    quarantined: Path | None

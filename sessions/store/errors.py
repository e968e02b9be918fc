"""What can go wrong in the store, as types."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sessions.errors import StoreError


class Why(StrEnum):
    """Why something could not be kept or read, where the system has no word for it."""

    BEHIND = "the network is behind its session"
    READ_ONLY = "open to be read only"
    NOWHERE = "nothing could be kept there"
    REPLACED = "another program keeps replacing it"
    ALL_REPLACED = "other programs keep replacing it"
    OVERTAKEN = "another program has just replaced it"
    WRITTEN = "another program wrote in it"
    CUT = "another program cut it"
    READS_BACK = "it reads back as something else"
    SUM = "its sum is another one"
    GONE = "it is gone"
    LOST = "nothing in it can be read, and there is no sound copy"
    NO_HEAD = "what it begins with is missing"
    NO_FORMAT = "it says no format"
    NEWER = "a later version wrote it"
    NOT_JSON = "JSON has no way to write it"
    LINES = "there are damaged lines in it"
    SHAPE = "it says something else than it should"
    TOO_LONG = "it is too much at once"


class NotKeptError(StoreError):
    """It was not kept and nothing of it stays behind; the database is as it was, and usable."""


class DocumentError(NotKeptError):
    """A document that would not come back from disk as it is; `reason` says why."""


class ReadOnlyError(NotKeptError):
    """It can only be read: opened so, of a newer format, closed, or in a folder of that kind."""


class MovedError(NotKeptError):
    """The disk at `path` can't be trusted any more: all that was kept is now at `to` as well.

    The operation that found this out was not kept; the next ones are, in `to`.
    """

    def __init__(self, path: Path, reason: str, to: Path) -> None:
        super().__init__(path, f"{reason}; all that was kept is now in {to}")
        self.to = to


class UnreadableError(StoreError):
    """What is at `path` can't be read, and nothing was changed there."""


class PartlyReadError(StoreError):
    """What is at `path` is damaged, and could only be read in part."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "only part of it can be read")


class NewerFormatError(UnreadableError):
    """The data at `path` was written by a later version of Kring, in `format`."""

    def __init__(self, path: Path, format_: int) -> None:
        super().__init__(path, f"format {format_} is newer than this version of Kring")
        self.format = format_


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that has something open: which, on what machine, since when (UTC)."""

    pid: int
    host: str
    since: datetime


class HeldError(StoreError):
    """Another process has this open, for `holder`; it can be opened to be read."""

    def __init__(self, path: Path, holder: Holder) -> None:
        super().__init__(path, f"open in process {holder.pid} on {holder.host}")
        self.holder = holder

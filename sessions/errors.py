"""What can go wrong, as types; `exports.sentences` says each in the reader's language."""

from datetime import date
from enum import StrEnum
from pathlib import Path


class KringError(Exception):
    """Something a person should be told, in one sentence."""


class Expected(StrEnum):
    """What should have stood at a place in a file."""

    TOML = "toml"
    KEY = "key"
    NO_KEY = "no_key"
    TEXT = "text"
    NUMBER = "number"
    WHOLE_NUMBER = "whole_number"
    YES_OR_NO = "yes_or_no"
    LIST = "list"
    TABLE = "table"
    ONE_OF = "one_of"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    FEWER = "fewer"
    SOMETHING = "something"
    VALID = "valid"


class AgendaFileError(KringError):
    """An agenda file that can't be used: which file, which key, and what was expected there.

    `detail` is what goes with `expected`: a limit, the kinds there are, a line of the file.
    """

    def __init__(self, file: str, key: str, expected: Expected, detail: str = "") -> None:
        super().__init__(f"{file}: {key}: {expected} {detail}")
        self.file, self.key, self.expected, self.detail = file, key, expected, detail


class NotFoundError(KringError):
    """There is no session by that name or id."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NoSessionError(NotFoundError):
    """The session in the folder of that name is not there any more."""


class NoNetworkError(NotFoundError):
    """There is no network in the folder of that name, or none that can be read."""


class AmbiguousError(KringError):
    """More than one answers to what was asked for."""

    def __init__(self, name: str, among: tuple[str, ...]) -> None:
        super().__init__(f"{name}: {', '.join(among)}")
        self.name, self.among = name, among


class TextTooLongError(KringError):
    """A text of `length` characters where `most` are taken."""

    def __init__(self, length: int, most: int) -> None:
        super().__init__(f"{length} characters where at most {most} are taken")
        self.length, self.most = length, most


class EmptyTextError(KringError):
    """A text with nothing in it where something must be said."""


class DayIs(StrEnum):
    """Why a day can't be one on which somebody came or left."""

    TO_COME = "to_come"
    BEFORE_COMING = "before_coming"


class DayError(KringError):
    """A day on which somebody can't have come to the network, or left it."""

    def __init__(self, wrong: DayIs, day: date) -> None:
        super().__init__(f"{wrong}: {day}")
        self.wrong, self.day = wrong, day


class StoreError(KringError):
    """What was asked could not be kept or read at `path`; `reason` is the system's own word."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path, self.reason = path, reason

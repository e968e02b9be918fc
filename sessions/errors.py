"""What can go wrong, as types; `exports.sentences` says each in the reader's language."""

from pathlib import Path


class KringError(Exception):
    """Something a person should be told, in one sentence."""


class AgendaFileError(KringError):
    """An agenda file that can't be used: which file, which key, and what was expected there."""

    def __init__(self, file: str, key: str, expected: str) -> None:
        super().__init__(f"{file}: {key}: {expected}")
        self.file, self.key, self.expected = file, key, expected


class TextTooLongError(KringError):
    """A text of `length` characters where `most` are taken."""

    def __init__(self, length: int, most: int) -> None:
        super().__init__(f"{length} characters where at most {most} are taken")
        self.length, self.most = length, most


class EmptyTextError(KringError):
    """A text with nothing in it where something must be said."""


class StoreError(KringError):
    """What was asked could not be kept or read at `path`; `reason` is the system's own word."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path, self.reason = path, reason

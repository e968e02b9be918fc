"""What opening or tidying data found, each in one sentence."""

from collections.abc import Iterable
from functools import singledispatch
from pathlib import Path

from exports.language import _, ngettext
from exports.words import why
from sessions.store.reports import (
    BadLines,
    BadTail,
    CompactionFailed,
    ConflictCopy,
    Displaced,
    Gap,
    Migrated,
    Moved,
    NewerFormat,
    Report,
    Reunited,
    SnapshotDamaged,
    TwoVersions,
    Unreadable,
)


@singledispatch
def report_sentence(report: Report) -> str:
    """One sentence for a person, in the language spoken now."""
    return _("Something was found at {path}.").format(path=report.path)


@report_sentence.register
def _bad_lines(report: BadLines) -> str:
    said = ngettext(
        "{n} damaged line in {{path}} was passed over.",
        "{n} damaged lines in {{path}} were passed over.",
        report.count,
    )
    return said.format(path=report.path) + _copy(report.quarantined)


@report_sentence.register
def _bad_tail(report: BadTail) -> str:
    said = _("The last line in {path} was never finished and was passed over.")
    return said.format(path=report.path) + _copy(report.quarantined)


@report_sentence.register
def _gap(report: Gap) -> str:
    said = _("Between line {after} and line {before} of {path} something is missing.")
    return said.format(after=report.after, before=report.before, path=report.path)


@report_sentence.register
def _snapshot(report: SnapshotDamaged) -> str:
    if report.whole:
        said = _("{path} was damaged; all of it was still there in its copies.")
    else:
        said = _("{path} was damaged; what could be read is here.")
    return said.format(path=report.path) + _lost(report.lost) + _copy(report.quarantined)


@report_sentence.register
def _two_versions(report: TwoVersions) -> str:
    said = _("{path} held two versions that git could not merge: what is in either is here.")
    return said.format(path=report.path) + _lost(report.lost) + _copy(report.quarantined)


@report_sentence.register
def _newer(report: NewerFormat) -> str:
    said = _("{path} was written by a later version of Kring: it can be read here, not changed.")
    return said.format(path=report.path)


@report_sentence.register
def _migrated(report: Migrated) -> str:
    said = _("{path} was brought over from an older version; the file as it was is {copy}.")
    return said.format(path=report.path, copy=report.copy)


@report_sentence.register
def _unreadable(report: Unreadable) -> str:
    said = _("{path}, from another computer, can't be read now and was left alone: {reason}.")
    return said.format(path=report.path, reason=why(report.reason))


@report_sentence.register
def _compaction(report: CompactionFailed) -> str:
    said = _("{path} could not be tidied: {reason}; everything is kept all the same.")
    return said.format(path=report.path, reason=why(report.reason))


@report_sentence.register
def _displaced(report: Displaced) -> str:
    said = _("Another program replaced {path}: ours is back.")
    return said.format(path=report.path) + _copy(report.quarantined)


@report_sentence.register
def _moved(report: Moved) -> str:
    if report.to is None:
        said = _(
            "The disk failed at {path}: {reason}; keep Kring open and write down what it shows."
        )
        return said.format(path=report.path, reason=why(report.reason))
    said = _("The disk failed at {path}: {reason}; all that was kept is safe in {to}.")
    return said.format(path=report.path, reason=why(report.reason), to=report.to)


@report_sentence.register
def _reunited(report: Reunited) -> str:
    said = _("What was saved at {path} when the disk failed is with the rest again.")
    return said.format(path=report.path)


@report_sentence.register
def _conflict_copy(report: ConflictCopy) -> str:
    said = _("A sync program made the copy {path}: what it held is with the rest.")
    return said.format(path=report.path) + _copy(report.quarantined)


def in_short(reports: Iterable[Report]) -> str:
    """What a room that is at work needs to know of them; each thing is said once."""
    return " ".join(dict.fromkeys(map(_short_sentence, reports)))


@singledispatch
def _short_sentence(_report: Report) -> str:
    return _("Something was found in what is kept; F3 on the first screen tells what.")


@_short_sentence.register
def _displaced_in_short(_report: Displaced) -> str:
    return _("Another program replaced a file of this session: ours is back, with every word.")


@_short_sentence.register
def _compaction_in_short(report: CompactionFailed) -> str:
    said = _("A file could not be tidied: {reason}. Every word is kept all the same.")
    return said.format(reason=why(report.reason))


@_short_sentence.register
def _moved_in_short(report: Moved) -> str:
    if report.to is None:
        return report_sentence(report)
    return _("The disk failed; every word that was kept is safe in {to}.").format(to=report.to)


def waiting_sentence(folder: Path) -> str:
    """Where words wait that were kept when a disk failed."""
    said = _(
        "What was kept when the disk failed waits in {folder}; it joins the rest when its session"
        " is opened."
    )
    return said.format(folder=folder)


def _lost(count: int) -> str:
    """How much of it could not be read; nothing where all could."""
    if not count:
        return ""
    return " " + ngettext("{n} part was unreadable.", "{n} parts were unreadable.", count)


def _copy(quarantined: Path | None) -> str:
    """Where a copy of what was found is; nothing where none was made."""
    return " " + _("A copy is in {copy}.").format(copy=quarantined) if quarantined else ""

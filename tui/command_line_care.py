"""Checking, mending, backing up and restoring, without a screen; each returns what to say."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from exports.language import _, ngettext
from exports.reports import report_sentence, waiting_sentence
from exports.sentences import sentence
from sessions.cards import readable
from sessions.choosing import CHOSEN
from sessions.errors import StoreError
from sessions.records import Where, read_network, read_session
from sessions.store import care
from sessions.store.backup import backup, restore
from sessions.store.care import Checked
from sessions.store.database import Database
from sessions.store.format import must_be_known
from sessions.store.reports import NewerFormat
from sessions.store.restoring import aside_of, restore_over
from tui.command_line_options import UsageError, named_path
from tui.text import as_json as written

ALL_WELL, FOUND = 0, 1
Said = tuple[str, int]
"""What to say, and the exit code."""


def check(root: Path, device: str, *, as_json: bool) -> Said:
    """What everything under `root` is like; nothing is changed."""
    checked = [_understood(one, device) for one in care.check(root, device)]
    waiting = tuple(care.rescued(root))
    later = list(_later(root))
    if as_json:
        said = {"databases": [_json(root, one) for one in checked], "waiting": _strings(waiting)}
        said["folder"] = later
        code = FOUND if later else _code(checked, waiting)
        return written(said), code
    found = [*later, *_lines(root, checked), *map(waiting_sentence, waiting)]
    if not found:
        return _all_well(len(checked)), ALL_WELL
    if waiting or any(one.reports or one.failed for one in checked):
        found += ["", _("“kring check --repair” mends what can be mended.")]
    return "\n".join(found), FOUND


def repair(root: Path, device: str, *, as_json: bool) -> Said:
    """Mend what can be mended under `root`, and say what is left."""
    mended = list(care.repair(root, device))
    if as_json:
        left, code = check(root, device, as_json=True)
        done = [_json(root, one) for one in mended if _is_found(one)]
        told = {"mended": done, "left": json.loads(left)}
        return written(told), code
    failed = [one for one in mended if one.failed]
    again = (_understood(one, device) for one in care.check(root, device))
    checked = [one for one in again if one.folder not in _folders(failed)]
    said = list(_lines(root, [one for one in mended if not one.failed]))
    if said:
        said.insert(0, _("This was found and mended:"))
    still = [*_lines(root, [*failed, *checked]), *map(waiting_sentence, care.rescued(root))]
    if still:
        return "\n".join([*said, _("This could not be mended:"), *still]), FOUND
    return "\n".join([*said, _all_well(len(mended))]), ALL_WELL


def make_backup(root: Path, file: str, *, force: bool) -> Said:
    """Everything under `root` in one file."""
    target = _named(file)
    if not root.is_dir():
        raise UsageError(_("There is no folder {path}.").format(path=root))
    count = backup(root, target, force=force)
    said = ngettext(
        "{n} file is in {{file}}, read back and whole.",
        "{n} files are in {{file}}, read back and whole.",
        count,
    )
    return said.format(file=target), ALL_WELL


def use_backup(root: Path, file: str, now: datetime, *, force: bool) -> Said:
    """Everything back from one file; what is there is put beside it when `force` says so."""
    source = _named(file)
    aside = aside_of(root, now)
    over = force and root.is_dir() and any(root.iterdir())
    count = restore_over(source, root, aside) if over else restore(source, root)
    said = ngettext(
        "{n} file is back in {{root}}.", "{n} files are back in {{root}}.", count
    ).format(root=root)
    if over:
        said += " " + _("What was there is now in {aside}.").format(aside=aside)
    return said, ALL_WELL


def _understood(one: Checked, device: str) -> Checked:
    """What is whole, but says nothing that a session or a network can be made of, has failed."""
    if one.failed:
        return one
    read = read_session if one.name == Where.SESSION else read_network
    strict = not any(isinstance(report, NewerFormat) for report in one.reports)
    try:
        kept = Database(one.folder, one.name, device=device, read_only=True)
        with closing(kept), readable(one.folder):
            read(kept.documents, strict=strict)
    except StoreError as error:
        return replace(one, failed=error)
    return one


def _later(root: Path) -> Iterator[str]:
    """Why nothing may be written to this folder, if that is so."""
    try:
        must_be_known(root)
    except StoreError as error:
        yield sentence(error)


def _named(file: str) -> Path:
    if not file:
        raise UsageError(_("Which file? Write its name behind the command."))
    return named_path(file)


def _all_well(count: int) -> str:
    return ngettext(
        "All is well: {n} network or session was read, and it is whole.",
        "All is well: {n} networks and sessions were read, and all are whole.",
        count,
    )


def _lines(root: Path, checked: Iterable[Checked]) -> Iterator[str]:
    """A heading for each in which something was found, and what that is."""
    for one in checked:
        found = list(_found(one))
        if found:
            yield str(one.folder.relative_to(root))
            yield from (f"  {_briefly(root, one, line)}" for line in found)


def _briefly(root: Path, one: Checked, line: str) -> str:
    """A sentence with its paths from the folder that stands above it, or from `root`."""
    return line.replace(f"{one.folder}{os.sep}", "").replace(f"{root}{os.sep}", "")


def _found(one: Checked) -> Iterator[str]:
    yield from map(report_sentence, one.reports)
    if one.failed:
        yield sentence(one.failed)
    if choices := _choices(one):
        yield ngettext(
            "{n} thing was changed on two laptops: choose in Kring, with F3 on the first screen.",
            "{n} things were changed on two laptops: choose in Kring, with F3 on the first screen.",
            choices,
        )


def _choices(one: Checked) -> int:
    return sum(1 for table in one.differing if table in CHOSEN)


def _json(root: Path, one: Checked) -> dict[str, Any]:
    return {
        "folder": str(one.folder.relative_to(root)),
        "kind": one.name,
        "found": [
            {
                "what": type(report).__name__,
                "path": str(report.path),
                "says": report_sentence(report),
            }
            for report in one.reports
        ],
        "differing": _choices(one),
        "failed": sentence(one.failed) if one.failed else None,
    }


def _code(checked: Iterable[Checked], waiting: Sequence[Path]) -> int:
    return FOUND if waiting or any(map(_is_found, checked)) else ALL_WELL


def _is_found(one: Checked) -> bool:
    return bool(one.reports or _choices(one) or one.failed)


def _folders(checked: Iterable[Checked]) -> set[Path]:
    return {one.folder for one in checked}


def _strings(paths: Iterable[Path]) -> list[str]:
    return [str(path) for path in paths]

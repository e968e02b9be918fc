"""The folder in which the data is, or what is wrong with it in one sentence."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from exports.language import _
from tui.command_line_options import RefusalError, UsageError

VARIABLE = "KRING_DATA"
"""The environment variable that says where the data is."""

ROOT_MARK = "format.json"
"""The file by which a folder is known as data (`sessions.store.places.ROOT_MARK`, likewise)."""

DEMO_MARKER = "demo.json"
"""The file by which a folder is known as the demo (`sessions.demo.MARKER`, at no cost)."""


class PlaceError(RefusalError):
    """A folder, a file or a terminal that can't be used."""


class Place(NamedTuple):
    """A data folder, and whether somebody `named` it."""

    path: Path
    named: bool = False


def place_of_data(asked: Path | None, environment: Mapping[str, str]) -> Place:
    """Where the data is: as asked, else as `KRING_DATA` says, else the platform's place for it."""
    if asked is not None:
        return Place(asked, named=True)
    if environment.get(VARIABLE):
        return Place(Path(environment[VARIABLE]), named=True)
    from platformdirs import user_data_dir

    return Place(Path(user_data_dir("kring")))


def place_of_demo(asked: Path | None) -> Place:
    """Where the demo is: as asked, else a folder of its own; never that of somebody's data."""
    if asked is not None:
        return Place(asked, named=True)
    from platformdirs import user_data_dir

    return Place(Path(user_data_dir("kring-demo")))


def to_read(place: Place) -> Path:
    """The folder, which can be read; the platform's own may still be missing.

    Raises:
        UsageError: there is no such folder.
        PlaceError: it can't be read.
    """
    _no_file(place.path)
    if not place.path.exists():
        if place.named:
            raise UsageError(_("There is no folder {path}.").format(path=place.path))
        return place.path
    if not os.access(place.path, os.R_OK | os.X_OK):
        raise PlaceError(_("The folder {path} can't be read.").format(path=place.path))
    return place.path


def to_write(place: Place) -> Path:
    """The folder, which is there and can be written to.

    Raises:
        UsageError: there is no folder to make it in.
        PlaceError: it can't be made, or can't be written to.
    """
    path = place.path
    _no_file(path)
    if not path.exists():
        if place.named and not path.absolute().parent.is_dir():
            text = _("There is no folder {parent}, so {path} can't be made in it.")
            raise UsageError(text.format(parent=path.absolute().parent, path=path.name))
        _make(path)
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        text = _("The folder {path} is read-only; choose another one with --data.")
        raise PlaceError(text.format(path=path))
    return path


def to_open(place: Place) -> Path:
    """The folder: one that is there to be read, with what is in it, is opened to be read.

    Raises:
        UsageError: there is no folder to make it in.
        PlaceError: it can't be read, or not be made.
    """
    if (place.path / ROOT_MARK).is_file():
        return to_read(place)
    return to_write(place)


def to_be_demo(place: Place) -> Path:
    """The folder, which holds the demo or in which the demo can be made.

    Raises:
        UsageError: it holds something else, or there is no folder to make it in.
        PlaceError: it can't be made or written to.
    """
    path = place.path
    _no_file(path)
    if not path.exists():
        parent = path.absolute().parent
        to_write(Place(parent, named=place.named))
        return path
    if any(path.iterdir()) and not (path / DEMO_MARKER).is_file():
        text = _("{path} holds something else than the demo; choose another folder.")
        raise UsageError(text.format(path=path))
    return to_write(place)


def _make(path: Path) -> None:
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        text = _("The folder {path} can't be made: {reason}.")
        raise PlaceError(text.format(path=path, reason=error.strerror or error)) from error


def _no_file(path: Path) -> None:
    if path.exists() and not path.is_dir():
        raise PlaceError(_("{path} is a file where a folder should be.").format(path=path))

"""What can be asked on the command line: the commands and their options."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from exports.formats import FORMATS, MARKDOWN
from exports.language import LANGUAGES, _

PROGRAM = "kring"


class RefusalError(Exception):
    """What was asked is not done; why, in one sentence for a person."""

    code = 1


class UsageError(RefusalError):
    """It can't be asked like this."""

    code = 2


class Asked(argparse.Namespace):
    """What was asked; the values are those of who asks for nothing."""

    command: str = ""
    data: Path | None = None
    lang: str = ""
    mouse: bool = True
    version: bool = False
    completion: str = ""
    reset: bool = False
    make: Path | None = None
    json: bool = False
    session: str = ""
    format: str = MARKDOWN
    output: Path | None = None
    force: bool = False
    file: str = ""
    repair: bool = False
    person: str = ""
    answer: str = ""
    network: str = ""
    yes: bool = False
    notice: str = ""


class Option(NamedTuple):
    """An option: what it is called and what it is for; `value` names what goes with it."""

    names: tuple[str, ...]
    help: str
    value: str = ""
    extra: Mapping[str, Any] = MappingProxyType({})


class Command(NamedTuple):
    """A command: what it is for, its options, and what it is told without one."""

    help: str
    options: tuple[Option, ...]
    argument: Option | None = None


def commands() -> dict[str, Command]:
    """All there are, by name, described in the language spoken now."""
    demo = (
        Option(("--reset",), _("make the demo afresh"), extra=_FLAG),
        Option(
            ("--make",),
            _("only write the demo to FOLDER, and open nothing"),
            _("FOLDER"),
            {"type": named_path},
        ),
    )
    write_over = Option(("--force",), _("write over FILE when it is there already"), extra=_FLAG)
    export = (
        Option(
            ("-f", "--format"),
            _("what to write: {formats}").format(formats=", ".join(FORMATS)),
            _("FORMAT"),
            {"type": _one_of(FORMATS), "choices": FORMATS},
        ),
        Option(
            ("-o", "--output"),
            _("write to FILE; else to the screen"),
            _("FILE"),
            {"type": named_path},
        ),
        write_over,
    )
    json = Option(("--json",), _("as JSON, for a program"), extra=_FLAG)
    which = _("a session: (the beginning of) its id or its folder's name, or “latest”")
    session = Option(("session",), which, _("SESSION"))
    return {
        "demo": Command(_("open a network to try things on"), demo),
        "watch": Command(_("watch along on a second screen, and change nothing"), ()),
        "list": Command(
            _("list the networks and their sessions"),
            (json,),
        ),
        "export": Command(_("write a session as a document"), export, session),
        "check": Command(
            _("look whether all that is kept is whole"),
            (Option(("--repair",), _("mend what can be mended"), extra=_FLAG), json),
        ),
        "backup": Command(
            _("make one file of all that is kept"),
            (write_over,),
            Option(("file",), _("where the backup goes"), _("FILE")),
        ),
        "restore": Command(
            _("put everything back from a backup"),
            (Option(("--force",), _("also over data, which is put beside"), extra=_FLAG),),
            Option(("file",), _("the backup"), _("FILE")),
        ),
        "erase": Command(_("erase a person, an answer or a session, for good"), _erase(), session),
    }


def _erase() -> tuple[Option, ...]:
    """What can be erased but a session, and without being asked."""
    return (
        Option(("--person",), _("the member of that name"), _("NAME")),
        Option(("--network",), _("of the network of that name"), _("NAME")),
        Option(("--answer",), _("the answer of SESSION that begins so"), _("TEXT")),
        Option(("--yes",), _("without asking first"), extra=_FLAG),
    )


def everywhere() -> tuple[Option, ...]:
    """The options that may stand before and after a command."""
    languages = ", ".join(f"{short} ({name})" for short, name in LANGUAGES.items())
    return (
        Option(
            ("--data",), _("the folder in which the data is"), _("FOLDER"), {"type": named_path}
        ),
        Option(
            ("--lang",),
            _("the language: {languages}").format(languages=languages),
            _("LANGUAGE"),
            {"type": _one_of(tuple(LANGUAGES)), "choices": tuple(LANGUAGES)},
        ),
        Option(
            ("--no-mouse",),
            _("leave the mouse to the terminal"),
            extra={"action": "store_false", "dest": "mouse"},
        ),
        Option(("-h", "--help"), _("show this help"), extra={"action": "help"}),
    )


def only_first() -> tuple[Option, ...]:
    """The options that stand before a command, or without one."""
    return (
        Option(("--version",), _("show the version"), extra=_FLAG),
        Option(
            ("--completion",),
            _("print what makes a shell complete this command: bash, zsh, tcsh …"),
            _("SHELL"),
        ),
    )


_FLAG = {"action": "store_true"}


def named_path(value: str) -> Path:
    """The file or folder of that name.

    Raises:
        UsageError: it is no name.
    """
    if not value:
        raise UsageError(_("A file or folder has a name; this is empty."))
    try:
        return Path(value).expanduser()
    except RuntimeError:
        return Path(value)


def _one_of(choices: tuple[str, ...]) -> Callable[[str], str]:
    def chosen(value: str) -> str:
        if value not in choices:
            text = _("“{value}” is not there to choose; there is {choices}.")
            raise UsageError(text.format(value=value, choices=", ".join(choices)))
        return value

    return chosen

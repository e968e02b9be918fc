"""What can be asked on the command line, and the one sentence for what can't be."""

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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


class _Option(NamedTuple):
    """An option: what it is called and what it is for; `value` names what goes with it."""

    names: tuple[str, ...]
    help: str
    value: str = ""
    extra: Mapping[str, Any] = MappingProxyType({})


class _Command(NamedTuple):
    """A command: what it is for, its options, and what it is told without one."""

    help: str
    options: tuple[_Option, ...]
    argument: _Option | None = None


def parse(arguments: Sequence[str]) -> Asked:
    """What `arguments` ask.

    Raises:
        UsageError: they ask what there is not.
        SystemExit: they asked for help, which has been printed.
    """
    commands = _commands()
    known = {name: o for o in _all(commands) for name in o.names}
    _refuse_unknown(arguments, known)
    try:
        asked, rest = parser(commands).parse_known_args(arguments, Asked())
    except argparse.ArgumentError as error:
        raise UsageError(_fault(error, arguments, known, commands)) from error
    if rest:
        raise UsageError(_too_much(rest[0], asked.command))
    return asked


def language_in(arguments: Sequence[str]) -> str:
    """The language that is asked for; empty for none that there is."""
    for argument, after in zip(arguments, (*arguments, "")[1:], strict=True):
        name, _sign, value = argument.partition("=")
        if name == "--lang" and (value or after) in LANGUAGES:
            return value or after
    return ""


def parser(
    commands: dict[str, _Command] | None = None, completes: Mapping[str, Any] | None = None
) -> argparse.ArgumentParser:
    """The parser, with its help in the language spoken now.

    `completes` is what a shell completes a value with, by what the help calls the value.
    """
    commands = commands or _commands()
    completes = completes or {}
    main = _parser(PROGRAM, _("Run a learning network in the room."))
    main.usage = _("kring [options] [command]")
    main.epilog = _("Without a command Kring opens.")
    kinds = main.add_subparsers(
        title=_("commands"),
        dest="command",
        metavar=_("COMMAND"),
        prog=PROGRAM,
        parser_class=_Parser,
    )
    for name, command in commands.items():
        said = f"{command.help[0].upper()}{command.help[1:]}."
        one = kinds.add_parser(name, help=command.help, **_settings(said))
        if command.argument:
            group = one.add_argument_group(_("what"))
            action = group.add_argument(
                *command.argument.names,
                nargs="?",
                metavar=command.argument.value,
                help=command.argument.help,
            )
            _completed(action, command.argument, completes)
        _add(one, (*command.options, *_everywhere()), completes)
    _add(main, (*_everywhere(), *_only_first()), completes)
    return main


def _commands() -> dict[str, _Command]:
    demo = (
        _Option(("--reset",), _("make the demo afresh"), extra=_FLAG),
        _Option(
            ("--make",),
            _("only write the demo to FOLDER, and open nothing"),
            _("FOLDER"),
            {"type": named_path},
        ),
    )
    export = (
        _Option(
            ("-f", "--format"),
            _("what to write: {formats}").format(formats=", ".join(FORMATS)),
            _("FORMAT"),
            {"type": _one_of(FORMATS), "choices": FORMATS},
        ),
        _Option(
            ("-o", "--output"),
            _("write to FILE; else to the screen"),
            _("FILE"),
            {"type": named_path},
        ),
        _Option(("--force",), _("write over FILE when it is there already"), extra=_FLAG),
    )
    json = _Option(("--json",), _("as JSON, for a program"), extra=_FLAG)
    which = _("a session: (the beginning of) its id or its folder's name, or “latest”")
    session = _Option(("session",), which, _("SESSION"))
    return {
        "demo": _Command(_("open a network to try things on"), demo),
        "watch": _Command(_("watch along on a second screen, and change nothing"), ()),
        "list": _Command(
            _("list the networks and their sessions"),
            (json,),
        ),
        "export": _Command(_("write a session as a document"), export, session),
        "check": _Command(
            _("look whether all that is kept is whole"),
            (_Option(("--repair",), _("mend what can be mended"), extra=_FLAG), json),
        ),
        "backup": _Command(
            _("make one file of all that is kept"),
            (_Option(("--force",), _("write over FILE when it is there already"), extra=_FLAG),),
            _Option(("file",), _("where the backup goes"), _("FILE")),
        ),
        "restore": _Command(
            _("put everything back from a backup"),
            (_Option(("--force",), _("also over data, which is put beside"), extra=_FLAG),),
            _Option(("file",), _("the backup"), _("FILE")),
        ),
        "erase": _Command(_("erase a person, an answer or a session, for good"), _erase(), session),
    }


def _erase() -> tuple[_Option, ...]:
    """What can be erased but a session, and without being asked."""
    return (
        _Option(("--person",), _("the member of that name"), _("NAME")),
        _Option(("--network",), _("of the network of that name"), _("NAME")),
        _Option(("--answer",), _("the answer of SESSION that begins so"), _("TEXT")),
        _Option(("--yes",), _("without asking first"), extra=_FLAG),
    )


def _everywhere() -> tuple[_Option, ...]:
    """The options that may stand before and after a command."""
    languages = ", ".join(f"{short} ({name})" for short, name in LANGUAGES.items())
    return (
        _Option(
            ("--data",), _("the folder in which the data is"), _("FOLDER"), {"type": named_path}
        ),
        _Option(
            ("--lang",),
            _("the language: {languages}").format(languages=languages),
            _("LANGUAGE"),
            {"type": _one_of(tuple(LANGUAGES)), "choices": tuple(LANGUAGES)},
        ),
        _Option(
            ("--no-mouse",),
            _("leave the mouse to the terminal"),
            extra={"action": "store_false", "dest": "mouse"},
        ),
        _Option(("-h", "--help"), _("show this help"), extra={"action": "help"}),
    )


def _only_first() -> tuple[_Option, ...]:
    return (
        _Option(("--version",), _("show the version"), extra=_FLAG),
        _Option(
            ("--completion",),
            _("print what makes a shell complete this command: bash, zsh, tcsh …"),
            _("SHELL"),
        ),
    )


_FLAG = {"action": "store_true"}


class _Formatter(argparse.HelpFormatter):
    """Help whose first word is in the language spoken now."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """The line that shows how the command is written."""
        super().add_usage(usage, actions, groups, _("usage: ") if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """A parser that raises what it would print."""

    def error(self, message: str) -> Any:
        """Not understood.

        Raises:
            UsageError: always.
        """
        raise UsageError(_("This can't be understood: {message}.").format(message=message))


def _parser(name: str, description: str) -> _Parser:
    return _Parser(prog=name, **_settings(description))


def _settings(description: str) -> dict[str, Any]:
    return {
        "description": description,
        "formatter_class": _Formatter,
        "argument_default": argparse.SUPPRESS,
        "add_help": False,
        "allow_abbrev": False,
        "exit_on_error": False,
    }


def _add(
    one: argparse.ArgumentParser, options: Iterable[_Option], completes: Mapping[str, Any]
) -> None:
    group = one.add_argument_group(_("options"))
    for option in options:
        more = dict(option.extra) | ({"metavar": option.value} if option.value else {})
        action = group.add_argument(*option.names, help=option.help, **more)
        _completed(action, option, completes)


def _completed(action: argparse.Action, option: _Option, completes: Mapping[str, Any]) -> None:
    if option.value in completes:
        setattr(action, "complete", completes[option.value])  # noqa: B010 - shtab's, not argparse's


def _all(commands: dict[str, _Command]) -> Iterator[_Option]:
    yield from (*_everywhere(), *_only_first())
    for command in commands.values():
        yield from command.options


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


def _refuse_unknown(arguments: Sequence[str], known: dict[str, _Option]) -> None:
    for argument in arguments:
        if argument == "--":
            return
        name = argument.partition("=")[0] if argument.startswith("--") else argument[:2]
        if argument.startswith("-") and argument != "-" and name not in known:
            raise UsageError(_unknown(name if argument.startswith("--") else argument, known))


def _unknown(name: str, known: Iterable[str]) -> str:
    close = _closest(name, known)
    if close:
        return _("There is no option {name}; did you mean {close}?").format(name=name, close=close)
    return _("There is no option {name}; “kring --help” shows those there are.").format(name=name)


def _no_command(name: str, commands: Iterable[str]) -> str:
    close = _closest(name, commands)
    if close:
        return _("There is no command “{name}”; did you mean “{close}”?").format(
            name=name, close=close
        )
    return _("There is no command “{name}”; there is {commands}.").format(
        name=name, commands=", ".join(commands)
    )


def _closest(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, list(known), 1)), "")


def _fault(
    error: argparse.ArgumentError,
    arguments: Sequence[str],
    known: dict[str, _Option],
    commands: Iterable[str],
) -> str:
    """What is wrong, by the name of the argument that argparse stopped at."""
    name = (error.argument_name or "").split("/")[-1]
    option = known.get(name)
    if option is None:
        return _no_command(_first_word(arguments, known), commands)
    if option.value:
        return _("{name} needs {value} behind it.").format(name=name, value=option.value)
    return _("{name} takes nothing behind it.").format(name=name)


def _first_word(arguments: Sequence[str], known: dict[str, _Option]) -> str:
    """The first argument that is neither an option nor its value."""
    of_option = False
    for argument in arguments:
        if of_option:
            of_option = False
        elif argument.startswith("-") and argument != "-":
            option = known.get(argument)
            of_option = bool(option and option.value)
        else:
            return argument
    return ""


def _too_much(argument: str, command: str) -> str:
    asked = f"{PROGRAM} {command}".strip()
    if argument.startswith("-"):
        name = argument.partition("=")[0]
        return _("{name} does not go with “{command}”.").format(name=name, command=asked)
    return _("“{argument}” is one word too many for “{command}”.").format(
        argument=argument, command=asked
    )

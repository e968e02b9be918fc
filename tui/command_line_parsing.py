"""Reading a command line, and the one sentence for what can't be asked like that."""

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from exports.language import LANGUAGES, _
from tui.command_line_options import (
    PROGRAM,
    Asked,
    Command,
    Option,
    UsageError,
    commands,
    everywhere,
    only_first,
)


def parse(arguments: Sequence[str]) -> Asked:
    """What `arguments` ask.

    Raises:
        UsageError: they ask what there is not.
        SystemExit: they asked for help, which has been printed.
    """
    there = commands()
    known = {name: o for o in _all(there) for name in o.names}
    _refuse_unknown(arguments, known)
    try:
        asked, rest = parser(there).parse_known_args(arguments, Asked())
    except argparse.ArgumentError as error:
        raise UsageError(_fault(error, arguments, known, there)) from error
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
    there: dict[str, Command] | None = None, completes: Mapping[str, Any] | None = None
) -> argparse.ArgumentParser:
    """The parser, with its help in the language spoken now.

    `completes` is what a shell completes a value with, by what the help calls the value.
    """
    there = there or commands()
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
    for name, command in there.items():
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
        _add(one, (*command.options, *everywhere()), completes)
    _add(main, (*everywhere(), *only_first()), completes)
    return main


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
    one: argparse.ArgumentParser, options: Iterable[Option], completes: Mapping[str, Any]
) -> None:
    group = one.add_argument_group(_("options"))
    for option in options:
        more = dict(option.extra) | ({"metavar": option.value} if option.value else {})
        action = group.add_argument(*option.names, help=option.help, **more)
        _completed(action, option, completes)


def _completed(action: argparse.Action, option: Option, completes: Mapping[str, Any]) -> None:
    if option.value in completes:
        setattr(action, "complete", completes[option.value])  # noqa: B010 - shtab's, not argparse's


def _all(there: dict[str, Command]) -> Iterator[Option]:
    yield from (*everywhere(), *only_first())
    for command in there.values():
        yield from command.options


def _refuse_unknown(arguments: Sequence[str], known: dict[str, Option]) -> None:
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
    known: dict[str, Option],
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


def _first_word(arguments: Sequence[str], known: dict[str, Option]) -> str:
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

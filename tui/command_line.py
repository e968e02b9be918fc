"""The `kring` command: opens the program, and does without a screen what needs none."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from exports.language import LANGUAGES, _, language, of_the_system, speak
from sessions.errors import KringError, StoreError
from sessions.settings import Settings, read_settings, settings_folder
from tui.command_line_options import Asked, RefusalError, UsageError
from tui.command_line_parsing import language_in, parse, parser
from tui.command_line_places import (
    Place,
    PlaceError,
    place_of_data,
    place_of_demo,
    to_be_demo,
    to_open,
    to_read,
    to_write,
)
from tui.text import printed, shown

FAILED, INTERRUPTED = 1, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what `arguments` (those of the process) ask; the exit code."""
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    except RefusalError as error:
        return _failed(str(error), error.code)
    except KringError as error:
        return _failed(_sentence(error))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        return _failed(_system_said(error))
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(arguments: Sequence[str]) -> int:
    settings, wrong = read_settings(settings_folder(os.environ))
    speak(language_in(arguments) or _known(settings.language) or of_the_system(os.environ))
    asked = parse(arguments)
    if wrong:
        asked.notice = _sentence(wrong)
        _tell(asked.notice)
    if asked.version:
        return _say(f"Kring {_version()}")
    if asked.completion:
        return _say(_completion(asked.completion))
    return _COMMANDS[asked.command](asked, settings)


def _open(asked: Asked, settings: Settings) -> int:
    _on_a_terminal()
    root = to_open(place_of_data(asked.data, os.environ))
    return _open_program(root, asked, settings)


def _demo(asked: Asked, settings: Settings) -> int:
    if asked.make is not None:
        return _make_demo(Place(asked.make, named=True), reset=asked.reset)
    _on_a_terminal()
    place = place_of_demo(asked.data)
    root = to_be_demo(place)
    if asked.reset:
        _remove_demo(root)
    return _open_program(root, asked, settings, demo=True)


def _watch(asked: Asked, settings: Settings) -> int:
    _on_a_terminal()
    root = to_read(place_of_data(asked.data, os.environ))
    return _open_program(root, asked, settings, watches=True)


def _open_program(
    root: Path, asked: Asked, settings: Settings, *, demo: bool = False, watches: bool = False
) -> int:
    """The screens are imported here, once the language is known in which they speak."""
    from asyncio import CancelledError

    from sessions.clock import SystemClock
    from sessions.store.places import device_id
    from tui.app import Kring

    app = Kring(
        root=root,
        device=device_id(),
        clock=SystemClock(),
        settings=settings,
        demo=demo,
        notice=asked.notice,
    )
    app.watches = watches
    with suppress(CancelledError):  # Textual's own way out raised it once, when all was kept
        app.run(mouse=asked.mouse and settings.mouse)
    return app.return_code or 0


def _make_demo(place: Place, *, reset: bool) -> int:
    from sessions.clock import SystemClock
    from sessions.demo import make_demo
    from sessions.store.places import device_id

    root = to_be_demo(place)
    if reset:
        _remove_demo(root)
    elif root.exists() and any(root.iterdir()):
        text = _("The demo is in {path} already; --reset makes it afresh.")
        raise UsageError(text.format(path=root))
    make_demo(root, language=language(), now=SystemClock().now(), device=device_id())
    return _say(_("The demo is in {path}.").format(path=root))


def _remove_demo(root: Path) -> None:
    from sessions.demo import remove_demo

    remove_demo(root)


def _list(asked: Asked, settings: Settings) -> int:
    del settings
    from sessions.catalogue import Catalogue
    from sessions.store.index import Index
    from sessions.store.places import device_id
    from tui.command_line_list import as_json, lines

    root = to_read(place_of_data(asked.data, os.environ))
    _mind_its_format(root)
    catalogue = Catalogue(root, device=device_id(), index=Index(root))
    networks = catalogue.networks()
    code = _say(as_json(networks) if asked.json else lines(networks, root))
    for error in catalogue.unreadable:
        code = _failed(_sentence(error))
    return code


def _export(asked: Asked, settings: Settings) -> int:
    del settings
    if not asked.session:
        raise UsageError(_("Which session? “kring list” shows them; “latest” is the last one."))
    root = to_read(place_of_data(asked.data, os.environ))
    from exports.files import FileThereError, to_file
    from sessions.clock import SystemClock
    from sessions.library import Library
    from sessions.store.index import Index
    from sessions.store.places import device_id
    from tui.command_line_export import document, to_screen

    _mind_its_format(root)
    library = Library(root, device=device_id(), index=Index(root))
    data = document(library, asked.session, asked.format, SystemClock())
    if asked.output is None or asked.output == Path("-"):
        to_screen(data)
        return 0
    try:
        to_file(asked.output, data, force=asked.force)
    except FileThereError as error:
        text = _("{path} is there already; --force writes over it.")
        raise UsageError(text.format(path=error.path)) from error
    return 0


def _mind_its_format(root: Path) -> None:
    """Say it when a later version made the data: what this one can't know is left out."""
    from sessions.store.format import must_be_known

    try:
        must_be_known(root)
    except StoreError as error:
        _tell(_sentence(error))


def _check(asked: Asked, settings: Settings) -> int:
    del settings
    from sessions.store.format import must_be_known
    from sessions.store.places import device_id
    from tui.command_line_care import check, repair

    look = repair if asked.repair else check
    root = to_read(place_of_data(asked.data, os.environ))
    if asked.repair:
        must_be_known(root)
    return _say(*look(root, device_id(), as_json=asked.json))


def _backup(asked: Asked, settings: Settings) -> int:
    del settings
    from tui.command_line_care import make_backup

    root = to_read(place_of_data(asked.data, os.environ))
    return _say(*make_backup(root, asked.file, force=asked.force))


def _restore(asked: Asked, settings: Settings) -> int:
    del settings
    from sessions.clock import SystemClock
    from tui.command_line_care import use_backup

    root = to_write(place_of_data(asked.data, os.environ))
    return _say(*use_backup(root, asked.file, SystemClock().now(), force=asked.force))


def _erase(asked: Asked, settings: Settings) -> int:
    del settings
    from sessions.clock import SystemClock
    from sessions.store.format import must_be_known
    from sessions.store.places import device_id
    from tui.command_line_erase import erase

    root = to_read(place_of_data(asked.data, os.environ))
    must_be_known(root)
    return _say(erase(root, device_id(), SystemClock(), asked))


_COMMANDS = {
    "": _open,
    "demo": _demo,
    "watch": _watch,
    "list": _list,
    "export": _export,
    "check": _check,
    "backup": _backup,
    "restore": _restore,
    "erase": _erase,
}


def _on_a_terminal() -> None:
    """The program needs a terminal to read keys from and to draw on."""
    if not has_terminal() or os.environ.get("TERM") == "dumb":
        text = _("Kring opens on a terminal, and this is none; “{list}” and “{export}” work here.")
        raise PlaceError(text.format(list="kring list", export="kring export"))


def has_terminal() -> bool:
    """Whether keys come from a terminal, and all that is written goes there."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(stream is not None and stream.isatty() for stream in streams)


def _completion(shell: str) -> str:
    import shtab

    if shell not in shtab.SUPPORTED_SHELLS:
        text = _("There is no completion for “{shell}”; there is for {shells}.")
        raise UsageError(text.format(shell=shell, shells=", ".join(shtab.SUPPORTED_SHELLS)))
    completes = {_("FOLDER"): shtab.DIRECTORY, _("FILE"): shtab.FILE}
    return str(shtab.complete(parser(completes=completes), shell)).rstrip()


def _version() -> str:
    from importlib.metadata import version

    return version("kring")


def _known(wanted: str) -> str:
    return wanted if wanted in LANGUAGES else ""


def _sentence(error: KringError) -> str:
    from exports.sentences import sentence

    return sentence(error)


def _system_said(error: OSError) -> str:
    reason = error.strerror or str(error)
    if error.filename is None:
        return _("The system refused: {reason}.").format(reason=reason)
    return _("{path}: the system refused: {reason}.").format(path=error.filename, reason=reason)


def _failed(text: str, code: int = FAILED) -> int:
    _tell(text)
    return code


def _tell(text: str) -> None:
    sys.stderr.write(f"kring: {shown(text)}\n")


def _say(text: str, code: int = 0) -> int:
    from tui.command_line_export import to_screen

    to_screen(f"{printed(text)}\n".encode())
    return code

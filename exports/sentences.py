"""What went wrong, in one sentence: what it is, where, and what to do."""

import re
from functools import singledispatch

from exports.files import FileError, FileThereError, FolderThereError, OddFileError
from exports.language import N_, _, clock_time, day_words, listed
from exports.words import did_word, why
from sessions.errors import (
    AgendaFileError,
    AmbiguousError,
    DayError,
    DayIs,
    EmptyTextError,
    Expected,
    KringError,
    NoNetworkError,
    NoSessionError,
    NotFoundError,
    StoreError,
    TextTooLongError,
)
from sessions.facilitation import StepError
from sessions.settings import SettingsFileError
from sessions.store.backup import BackupError, Fault
from sessions.store.errors import (
    DocumentError,
    HeldError,
    MovedError,
    NewerFormatError,
    NotKeptError,
    PartlyReadError,
    ReadOnlyError,
    UnreadableError,
)

EXPECTED = {
    Expected.TOML: N_("this is no TOML."),
    Expected.KEY: N_("this is missing."),
    Expected.NO_KEY: N_("there is no such setting; take it out, or look how it is spelled."),
    Expected.TEXT: N_("write a text here, between quotation marks."),
    Expected.NUMBER: N_("write a number here, such as 10 or 2.5."),
    Expected.WHOLE_NUMBER: N_("write a whole number here, such as 10."),
    Expected.YES_OR_NO: N_("write true or false here."),
    Expected.LIST: N_("write a list here, between square brackets."),
    Expected.TABLE: N_("write a table here, with keys and values."),
    Expected.ONE_OF: N_("write one of these here: {detail}."),
    Expected.AT_LEAST: N_("write a number here that is {detail} or more."),
    Expected.MORE_THAN: N_("write a number here that is more than {detail}."),
    Expected.FEWER: N_("this is more than the {detail} that one agenda can have."),
    Expected.AT_MOST: N_("write a number here that is {detail} or less."),
    Expected.SOMETHING: N_("this is empty; write something here."),
    Expected.VALID: N_("this can't be used."),
}
"""What to do about a place in an agenda file, by what should have stood there."""

DAYS = {
    DayIs.TO_COME: N_("{day} is still to come; type a day that has been."),
    DayIs.BEFORE_COMING: N_("Nobody leaves before they came: {day} is too early."),
}
"""What is wrong with a day on which somebody came or left."""

SETTINGS = {"str": N_("a text between quotation marks"), "bool": N_("true or false")}
"""What a setting takes, by the name of its type."""

FAULTS: dict[str, str] = {
    Fault.THERE: N_("there is a file of this name already; --force writes over an ordinary one"),
    Fault.NOT_EMPTY: N_(
        "there is something in this folder already; --force puts that beside it first"
    ),
    Fault.INSIDE: N_("choose a place outside of the data that it is a backup of"),
    Fault.CHANGED: N_("this is no backup, or it is damaged; nothing of it was used"),
    Fault.NO_BACKUP: N_("this is no backup of Kring"),
    Fault.OTHER_FILES: N_("files were added to this backup or taken out, so nothing was used"),
    Fault.ELSEWHERE: N_("this backup has files that belong elsewhere, so nothing was used"),
    Fault.NAME: N_("the name of this file has letters that are none, so give it another one first"),
}
"""What is the matter with a backup, and what to do."""


@singledispatch
def sentence(error: KringError) -> str:
    """One sentence for a person, in the language spoken now."""
    return _("Something went wrong: {reason}.").format(reason=error)


@sentence.register
def _agenda(error: AgendaFileError) -> str:
    said = _(EXPECTED[error.expected]).format(detail=error.detail)
    if error.detail and error.expected in {Expected.TOML, Expected.VALID}:
        said += f" ({error.detail})"
    place = error.key or _line(error.detail)
    if not place:
        return _("The agenda {file} can't be read: {said}").format(file=error.file, said=said)
    return _("In the agenda {file}, at {place}: {said}").format(
        file=error.file, place=place, said=said
    )


def _line(detail: str) -> str:
    """Where in a file it went wrong, as Python's reader of TOML tells it; empty when it doesn't."""
    found = re.search(r"line (\d+), column (\d+)", detail)
    if not found:
        return ""
    return _("line {line}, column {column}").format(line=found[1], column=found[2])


@sentence.register
def _not_found(error: NotFoundError) -> str:
    if error.name in {"latest", "last", ""}:
        return _("There is no session yet.")
    return _("There is no session “{name}”; “kring list” shows those there are.").format(
        name=error.name
    )


@sentence.register
def _no_session(error: NoSessionError) -> str:
    return _("The session “{name}” is not there any more.").format(name=error.name)


@sentence.register
def _no_network(error: NoNetworkError) -> str:
    said = _("The network “{name}” is not there any more, or can't be read.")
    return said.format(name=error.name)


@sentence.register
def _ambiguous(error: AmbiguousError) -> str:
    return _("More than one session is called “{name}”: {among}; type more of the name.").format(
        name=error.name, among=listed(list(error.among))
    )


@sentence.register
def _too_long(error: TextTooLongError) -> str:
    return _("This text has {length} characters; at most {most} fit here.").format(
        length=error.length, most=error.most
    )


@sentence.register
def _step(error: StepError) -> str:
    return _("This can’t be undone: what was noted of “{what}” is damaged.").format(
        what=did_word(error.did)
    )


@sentence.register
def _empty(error: EmptyTextError) -> str:
    del error
    return _("There is nothing to keep yet: type something first.")


@sentence.register
def _day(error: DayError) -> str:
    return _(DAYS[error.wrong]).format(day=day_words(error.day))


@sentence.register
def _settings(error: SettingsFileError) -> str:
    if error.key:
        wanted = _(SETTINGS[error.reason])
        said = _("In the settings {path}, “{key}” is not used: it takes {wanted}.")
        return said.format(path=error.path, key=error.key, wanted=wanted)
    if error.aside:
        said = _(
            "The settings could not be read and are now in {aside}; Kring starts without them."
        )
        return said.format(aside=error.aside)
    return _("The settings {path} can't be read or kept: {reason}.").format(
        path=error.path, reason=why(error.reason)
    )


@sentence.register
def _store(error: StoreError) -> str:
    return _("{path} can't be read or kept: {reason}.").format(
        path=error.path, reason=why(error.reason)
    )


@sentence.register
def _not_kept(error: NotKeptError) -> str:
    return _("This was not kept, and all from before is as it was: {reason} ({path}).").format(
        path=error.path, reason=why(error.reason)
    )


@sentence.register
def _backup(error: BackupError) -> str:
    fault = FAULTS.get(error.reason)
    said = _(fault) if fault else _("the system refused: {reason}").format(reason=why(error.reason))
    return f"{error.path}: {said}."


@sentence.register
def _document(error: DocumentError) -> str:
    return _("This was not kept, as it would not come back the same: {reason}.").format(
        reason=why(error.reason)
    )


@sentence.register
def _read_only(error: ReadOnlyError) -> str:
    return _("This is open to be read only, so nothing was kept: {path}.").format(path=error.path)


@sentence.register
def _moved(error: MovedError) -> str:
    return _(
        "The disk failed. All that was kept is safe, and so is what you keep from now on; only"
        " what you did last is to be done again. It is now in {to}."
    ).format(to=error.to)


@sentence.register
def _unreadable(error: UnreadableError) -> str:
    return _("{path} can't be read, and nothing was changed there: {reason}.").format(
        path=error.path, reason=why(error.reason)
    )


@sentence.register
def _partly_read(error: PartlyReadError) -> str:
    said = _("{path} is damaged: what could be read of it is here, and “kring check” tells more.")
    return said.format(path=error.path)


@sentence.register
def _newer(error: NewerFormatError) -> str:
    said = _("{path} was written by a later version of Kring: it can be read here, not changed.")
    return said.format(path=error.path)


@sentence.register
def _held(error: HeldError) -> str:
    since = error.holder.since.astimezone()
    said = _("This is open in another Kring, on {host}, since {day} at {time}.")
    return said.format(
        host=error.holder.host or _("an unknown computer"),
        day=day_words(since.date(), year=False),
        time=clock_time(since),
    )


@sentence.register
def _file(error: FileError) -> str:
    return _("{path} can't be written: {reason}.").format(path=error.path, reason=why(error.reason))


@sentence.register
def _odd_file(error: OddFileError) -> str:
    return _("{path} is no ordinary file, so nothing is written over it; name another one.").format(
        path=error.path
    )


@sentence.register
def _file_there(error: FileThereError) -> str:
    return _("{path} is there already; choose another name.").format(path=error.path)


@sentence.register
def _folder_there(error: FolderThereError) -> str:
    return _("{path} is a folder; name a file in it.").format(path=error.path)

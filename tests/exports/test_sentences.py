"""Every error and every finding is one clear sentence, in every language."""

import inspect
from collections.abc import Iterator
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

import pytest

from exports import files, words
from exports.files import FileError, FileThereError, FolderThereError, OddFileError
from exports.language import LANGUAGES, speak
from exports.reports import report_sentence
from exports.sentences import EXPECTED, FAULTS, SETTINGS, sentence
from sessions import errors, settings
from sessions.agenda import read_agenda
from sessions.cards import readable
from sessions.errors import AgendaFileError, AmbiguousError, Expected, KringError, NotFoundError
from sessions.facilitation import Did
from sessions.settings import SettingsFileError
from sessions.store import backup, reports
from sessions.store import errors as store_errors
from sessions.store.backup import BackupError, Fault
from sessions.store.errors import HeldError, Holder, MovedError, NewerFormatError, Why

PATH, TO = Path("folder/file"), Path("elsewhere")
SINCE = datetime(2027, 3, 12, 12, 0, tzinfo=UTC)
MADE: list[KringError] = [
    KringError("odd"),
    AgendaFileError("a.toml", "blocks[2].minutes", Expected.NUMBER),
    NotFoundError("xyz"),
    NotFoundError("latest"),
    errors.NoSessionError("2026-11-29-1a2b3c4d"),
    errors.NoNetworkError("noord-1a2b"),
    AmbiguousError("2027", ("2027-01", "2027-02")),
    errors.TextTooLongError(30_000, 20_000),
    errors.EmptyTextError(),
    *(errors.DayError(wrong, date(2027, 3, 12)) for wrong in errors.DayIs),
    errors.StoreError(PATH, "disk full"),
    store_errors.NotKeptError(PATH, "disk full"),
    store_errors.DocumentError(PATH, "not a number"),
    store_errors.ReadOnlyError(PATH, "by choice"),
    MovedError(PATH, "disk full", TO),
    store_errors.UnreadableError(PATH, "locked"),
    store_errors.UnreadableError(PATH, store_errors.Why.LOST),
    store_errors.PartlyReadError(PATH),
    NewerFormatError(PATH, 9),
    HeldError(PATH, Holder(7, "laptop", SINCE)),
    HeldError(PATH, Holder(0, "", SINCE)),
    FileError(PATH, "disk full"),
    FileThereError(PATH),
    OddFileError(PATH),
    BackupError(PATH, "disk full"),
    *(BackupError(PATH, fault) for fault in Fault),
    FolderThereError(PATH),
    SettingsFileError(PATH, "denied"),
    SettingsFileError(PATH, "bool", key="bell"),
    SettingsFileError(PATH, "broken", aside=TO),
]
FOUND: list[reports.Report] = [
    reports.Report(PATH),
    reports.BadLines(PATH, 1, TO),
    reports.BadLines(PATH, 3, None),
    reports.BadTail(PATH, 10, None),
    reports.Displaced(PATH, None),
    reports.ConflictCopy(PATH, None),
    reports.BadTail(PATH, 10, TO),
    reports.Gap(PATH, 3, 7),
    reports.SnapshotDamaged(PATH, "checksum", TO, whole=True),
    reports.SnapshotDamaged(PATH, "checksum", TO, whole=False),
    reports.SnapshotDamaged(PATH, "checksum", TO, whole=False, lost=2),
    reports.TwoVersions(PATH, TO),
    reports.NewerFormat(PATH, 9),
    reports.Migrated(PATH, 1, TO),
    reports.Unreadable(PATH, "denied"),
    reports.CompactionFailed(PATH, "disk full"),
    reports.Displaced(PATH, TO),
    reports.Moved(PATH, "disk full", TO),
    reports.Moved(PATH, "disk full", None),
    reports.Reunited(PATH),
    reports.ConflictCopy(PATH, TO),
]


def classes(base: type, *modules: object) -> Iterator[type]:
    for module in modules:
        for _name, one in inspect.getmembers(module, inspect.isclass):
            if issubclass(one, base):
                yield one


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("error", MADE, ids=lambda one: type(one).__name__)
def test_an_error_is_one_filled_in_sentence(error: KringError, language: str) -> None:
    speak(language)
    said = sentence(error)
    assert said[-1] in ".?)"
    assert "{" not in said
    assert "\n" not in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("report", FOUND, ids=lambda one: type(one).__name__)
def test_a_finding_is_one_filled_in_sentence(report: reports.Report, language: str) -> None:
    speak(language)
    said = report_sentence(report)
    assert said.endswith(".")
    assert "{" not in said


def test_every_type_of_error_has_a_sentence_of_its_own() -> None:
    for one in classes(KringError, errors, store_errors, settings, files, backup):
        assert one is KringError or one in sentence.registry, one
        assert any(type(made) is one for made in MADE), one


def test_every_type_of_finding_has_a_sentence_of_its_own() -> None:
    for one in classes(reports.Report, reports):
        assert one is reports.Report or one in report_sentence.registry, one
        assert any(type(made) is one for made in FOUND), one


def test_every_expectation_says_what_to_do() -> None:
    assert set(EXPECTED) == set(Expected)
    assert set(SETTINGS) == {"str", "bool"}
    assert set(FAULTS) == set(Fault)
    assert set(words.WHYS) == set(Why)


@pytest.mark.parametrize("reason", Why)
def test_no_reason_of_ours_is_left_in_english(reason: Why) -> None:
    speak("nl")
    for said in (
        sentence(store_errors.NotKeptError(PATH, str(reason))),
        sentence(store_errors.UnreadableError(PATH, reason)),
        report_sentence(reports.CompactionFailed(PATH, str(reason))),
    ):
        assert str(reason) not in said
        assert words.why(reason) in said


def test_what_a_hand_broke_is_told_without_the_words_of_python(tmp_path: Path) -> None:
    speak("nl")
    for broken in (KeyError("begun"), TypeError("int"), ValueError("Invalid isoformat string")):
        with pytest.raises(store_errors.UnreadableError) as caught, readable(tmp_path):
            raise broken
        said = sentence(caught.value)
        assert not any(word in said for word in ("Error", "begun", "int", "isoformat"))


def test_every_value_has_a_word() -> None:
    for table in (
        words.STATUSES,
        words.CHANGES,
        words.STEPS,
    ):
        (kind,) = {type(key) for key in table}
        assert issubclass(kind, StrEnum)
        assert set(table) == set(kind)
    speak("nl")
    assert words.did_word(Did.ANSWER) == "antwoord"


def agenda_error(folder: Path, text: str) -> str:
    file = folder / "mijn.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(AgendaFileError) as caught:
        read_agenda(file)
    return sentence(caught.value)


def test_a_broken_agenda_says_file_line_and_column(tmp_path: Path) -> None:
    said = agenda_error(tmp_path, 'title = "x"\nblocks [')
    assert said.startswith("In the agenda mijn.toml, at line 2, column ")


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ('kind = "plenary"\nminutes = 5', "at blocks[1].title: this is missing."),
        ('kind = "plenary"\ntitle = "x"\nminutes = 0', "is more than 0."),
        ('kind = "plenary"\ntitle = "x"\nminutes = 9999', "that is 1440 or less."),
        ('kind = "plenary"\ntitle = "x"\nminutes = "veel"', "write a number here"),
        ('kind = "plenary"\ntitle = "x"\nminutes = 5\nkleur = 1', "kleur: there is no such"),
        ('kind = "dansen"\ntitle = "x"\nminutes = 5', "kind: write one of these here: plenary"),
    ],
)
def test_a_wrong_agenda_says_key_and_what_to_write(tmp_path: Path, block: str, said: str) -> None:
    assert said in agenda_error(tmp_path, f'title = "x"\n[[blocks]]\n{block}\n')


def test_an_agenda_that_is_gone_says_why(tmp_path: Path) -> None:
    with pytest.raises(AgendaFileError) as caught:
        read_agenda(tmp_path / "weg.toml")
    assert sentence(caught.value).startswith(
        "The agenda weg.toml can't be read: this can't be used."
    )

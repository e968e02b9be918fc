"""Both languages are complete, and the script that says so would say it if they were not."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from exports.language import CATALOGUES, LANGUAGES, _, ngettext, speak
from scripts import words


def test_nothing_is_untranslated_fuzzy_or_out_of_date() -> None:
    assert words.check() == []


def test_the_script_knows_the_languages_of_the_program() -> None:
    assert set(words.LANGUAGES) == set(LANGUAGES)
    assert words.CATALOGUES == CATALOGUES


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with two messages, and catalogues that are up to date but for the Dutch."""
    for folder in words.SOURCES:
        (tmp_path / folder).mkdir()
    (tmp_path / "tui" / "a.py").write_text(
        '_("Hello {name}")\nngettext("{n} day", "{n} days", 3)\n', encoding="utf-8"
    )
    update(tmp_path)
    return tmp_path


def update(project: Path) -> None:
    for path, data, _catalogue in words.files(project, project / "locale"):
        words.write(path, data)


def dutch(project: Path) -> Path:
    return project / "locale" / "nl" / "LC_MESSAGES" / "kring.po"


def translate(project: Path, *replacements: tuple[str, str]) -> None:
    text = dutch(project).read_text(encoding="utf-8")
    for before, after in replacements:
        assert before in text
        text = text.replace(before, after)
    dutch(project).write_text(text, encoding="utf-8")


HELLO = ('"Hello {name}"\nmsgstr ""', '"Hello {name}"\nmsgstr "Hallo {name}"')
DAYS = ('msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "{n} dag"\nmsgstr[1] "{n} dagen"')


def check(project: Path) -> list[str]:
    return words.check(project, project / "locale")


def test_a_message_that_only_later_pythons_find_is_named(project: Path) -> None:
    translate(project, HELLO, DAYS)
    update(project)
    (project / "exports" / "b.py").write_text("f\"{_('Hello {name}')}!\"\n", encoding="utf-8")
    assert "in an f-string: exports/b.py, line 1" in check(project)


def test_what_is_untranslated_is_named(project: Path) -> None:
    assert check(project) == ["nl: untranslated: 'Hello {name}'", "nl: untranslated: '{n} day'"]


def test_translated_and_compiled_is_well(project: Path) -> None:
    translate(project, HELLO, DAYS)
    assert check(project) == ["out of date: nl/LC_MESSAGES/kring.mo"]
    update(project)
    assert check(project) == []


def test_running_it_again_changes_nothing(project: Path) -> None:
    translate(project, HELLO, DAYS)
    update(project)
    before = {path: path.read_bytes() for path in (project / "locale").rglob("*.*o")}
    update(project)
    assert len(before) == 4
    assert before == {path: path.read_bytes() for path in before}
    assert str(project).encode() not in b"".join(before.values())


def test_a_new_message_makes_the_words_out_of_date(project: Path) -> None:
    translate(project, HELLO, DAYS)
    update(project)
    (project / "exports" / "b.py").write_text('N_("New")\n', encoding="utf-8")
    assert "out of date: en/LC_MESSAGES/kring.po" in check(project)
    update(project)
    assert check(project) == ["nl: untranslated: 'New'"]


def test_a_message_that_is_gone_is_forgotten(project: Path) -> None:
    translate(project, HELLO, DAYS)
    (project / "tui" / "a.py").write_text('_("Hello {name}")\n', encoding="utf-8")
    update(project)
    assert check(project) == []
    assert "dagen" not in dutch(project).read_text(encoding="utf-8")


def test_a_fuzzy_message_is_named(project: Path) -> None:
    translate(
        project,
        HELLO,
        DAYS,
        (
            '#: tui/a.py\n#, python-brace-format\nmsgid "Hello',
            '#: tui/a.py\n#, fuzzy\nmsgid "Hello',
        ),
    )
    update(project)
    assert "nl: fuzzy: 'Hello {name}'" in check(project)


@pytest.mark.parametrize("wrong", ["Hallo", "Hallo {naam}", "Hallo {name", "{name} {name2}"])
def test_other_placeholders_are_named(project: Path, wrong: str) -> None:
    translate(project, (HELLO[0], HELLO[1].replace("Hallo {name}", wrong)), DAYS)
    update(project)
    assert check(project) == ["nl: other placeholders: 'Hello {name}'"]


def test_a_message_that_became_plural_is_translated_anew(project: Path) -> None:
    translate(project, HELLO, DAYS)
    (project / "tui" / "a.py").write_text(
        'ngettext("Hello {name}", "Hello {name}", 2)\n', encoding="utf-8"
    )
    update(project)
    assert check(project) == ["nl: untranslated: 'Hello {name}'"]


def test_the_original_says_what_stands_in_the_source() -> None:
    catalogue = words.updated("en", words.found(), Path("none"))
    assert list(words.faults(catalogue)) == []
    assert isinstance(catalogue, Catalog)


def test_the_command_says_what_is_wrong_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(words, "check", list)
    assert words.main(["--check"]) == 0
    assert capsys.readouterr().out == "all words are there\n"
    monkeypatch.setattr(words, "check", lambda: ["nl: untranslated: 'x'"])
    assert words.main(["--check"]) == 1
    assert capsys.readouterr().err == "nl: untranslated: 'x'\n"


def test_the_program_speaks_them() -> None:
    speak("nl")
    assert _("Learning network") == "Leernetwerk"
    assert ngettext("{n} answer", "{n} answers", 1) == "1 antwoord"
    assert ngettext("{n} answer", "{n} answers", 2) == "2 antwoorden"
    speak("en")
    assert _("Learning network") == "Learning network"

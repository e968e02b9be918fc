"""The `kring` command: what needs no screen, and one sentence for whatever can't be done."""

import json
import os
import subprocess
import sys
from asyncio import CancelledError
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from exports.language import speak
from sessions import demo
from sessions.settings import FILE, Settings
from tui import command_line, command_line_places
from tui.command_line import main
from tui.command_line_parsing import language_in


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo network in Dutch, made by the command itself, for tests that only read."""
    root = tmp_path_factory.mktemp("demo") / "data"
    assert main(["demo", "--make", str(root), "--lang", "nl"]) == 0
    return root


@pytest.fixture(autouse=True)
def _nobodys_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """English, with settings, data and home of its own."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "KRING_DATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("KRING_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "data"))
    yield
    speak("en")


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


@pytest.fixture
def kring(capfd: pytest.CaptureFixture[str]) -> Any:
    """Runs the command in this process."""

    def run(*arguments: str | Path) -> Ran:
        try:
            code = main([str(one) for one in arguments])
        except SystemExit as left:
            code = int(left.code or 0)
        said = capfd.readouterr()
        return Ran(code, said.out, said.err)

    return run


@dataclass
class Opened:
    """What the program was opened with, instead of a screen."""

    root: Path | None = None
    demo: bool | None = None
    mouse: bool | None = None
    watches: bool | None = None
    settings: Settings | None = None
    ends: BaseException | None = None
    """What comes out of it at its end."""


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """On a terminal, with a program that only says how it was opened."""
    seen = Opened()

    class Program:
        return_code = 0
        watches = False

        def __init__(self, *, root: Path, settings: Settings, demo: bool, **_more: object) -> None:
            seen.root, seen.settings, seen.demo = root, settings, demo

        def run(self, *, mouse: bool) -> None:
            seen.mouse, seen.watches = mouse, self.watches
            if seen.ends:
                raise seen.ends

    monkeypatch.setattr("tui.app.Kring", Program)
    monkeypatch.setattr(command_line, "has_terminal", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    return seen


# What is told without a screen ---------------------------------------------------------------


def test_the_list_shows_networks_and_sessions(kring: Any, made: Path) -> None:
    ran = kring("list", "--data", made)
    network, *sessions = ran.out.splitlines()
    assert ran.code == 0
    assert "members" in network
    assert "open actions" in network
    assert len(sessions) == 3
    assert sessions[0].endswith("planned · 0 answers")
    assert "closed" in sessions[1]


def test_the_list_is_json_for_a_program(kring: Any, made: Path) -> None:
    (network,) = json.loads(kring("--data", made, "list", "--json").out)
    assert [one["state"] for one in network["sessions"]] == ["planned", "closed", "closed"]
    assert all(Path(one["folder"]).is_dir() for one in network["sessions"])
    assert network["sessions"][1]["answers"] > 0


def test_a_folder_with_nothing_in_it_has_no_networks(kring: Any, tmp_path: Path) -> None:
    assert kring("list", "--data", tmp_path).out.startswith("There is no network in ")
    assert json.loads(kring("list", "--data", tmp_path, "--json").out) == []


def test_without_data_anywhere_the_list_is_empty_and_makes_nothing(
    kring: Any, tmp_path: Path
) -> None:
    assert kring("list").code == 0
    assert not (tmp_path / "home").exists()


def test_the_environment_says_where_the_data_is(
    kring: Any, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KRING_DATA", str(made))
    assert len(kring("list").out.splitlines()) == 4


@pytest.mark.parametrize("how", ["id", "beginning", "folder", "latest"])
def test_a_session_is_exported_by_whatever_names_it(kring: Any, made: Path, how: str) -> None:
    (network,) = json.loads(kring("list", "--json", "--data", made).out)
    session = network["sessions"][1]
    names = {
        "id": session["id"],
        "beginning": session["id"][:7],
        "folder": Path(session["folder"]).name,
        "latest": "latest",
    }
    ran = kring("export", names[how], "--data", made, "--format", "markdown")
    assert ran.code == 0
    assert ran.out.startswith(f"# {network['name']}, session {session['number']}\n")
    assert ran.out.endswith("|\n")


def test_the_export_is_in_the_language_that_is_asked_for(kring: Any, made: Path) -> None:
    assert ", bijeenkomst 2\n" in kring("--lang", "nl", "export", "latest", "--data", made).out
    assert ", bijeenkomst 2\n" in kring("export", "latest", "--data", made, "--lang=nl").out


def test_the_export_goes_into_a_file_whole(kring: Any, made: Path, tmp_path: Path) -> None:
    target = tmp_path / "minutes.md"
    ran = kring("export", "latest", "--data", made, "--output", target)
    assert (ran.code, ran.out) == (0, "")
    assert target.read_text(encoding="utf-8") == kring("export", "latest", "--data", made).out
    assert [path.name for path in tmp_path.iterdir()] == ["minutes.md"]


def test_a_file_that_is_there_is_not_written_over(kring: Any, made: Path, tmp_path: Path) -> None:
    target = tmp_path / "minutes.md"
    target.write_text("mine", encoding="utf-8")
    ran = kring("export", "latest", "--data", made, "-o", target)
    assert ran.code == 2
    assert "is there already; --force writes over it." in ran.err
    assert target.read_text(encoding="utf-8") == "mine"
    assert kring("export", "latest", "--data", made, "-o", target, "--force").code == 0
    assert target.read_text(encoding="utf-8").startswith("# ")


def test_a_file_that_cannot_be_written_is_told(kring: Any, made: Path, tmp_path: Path) -> None:
    gone = kring("export", "latest", "--data", made, "-o", tmp_path / "gone" / "x.md")
    assert (gone.code, gone.err.count("\n")) == (1, 1)
    assert "can't be written" in gone.err
    folder = kring("export", "latest", "--data", made, "-o", tmp_path)
    assert (folder.code, "is a folder" in folder.err) == (1, True)


def test_the_version_is_that_of_the_package(kring: Any) -> None:
    ran = kring("--version")
    assert ran.code == 0
    assert ran.out.startswith("Kring ")


def test_help_is_in_the_language_that_is_spoken(kring: Any) -> None:
    english, dutch = kring("--help"), kring("--help", "--lang", "nl")
    assert (english.code, dutch.code) == (0, 0)
    assert english.out.startswith("usage: kring [options]")
    assert dutch.out.startswith("gebruik: kring [opties]")
    for word in ("options", "usage", "show", "folder", "FOLDER"):
        assert word not in dutch.out
    assert kring("export", "--help").out.startswith("usage: kring export ")


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_a_shell_can_complete_it(kring: Any, shell: str) -> None:
    ran = kring("--completion", shell)
    assert ran.code == 0
    for word in ("demo", "export", "--data" if shell != "tcsh" else "data"):
        assert word in ran.out


# What can't be done ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--dta", "x", "list"], "There is no option --dta; did you mean --data?"),
        (["list", "--jsn"], "There is no option --jsn; did you mean --json?"),
        (["--zzzzz"], "There is no option --zzzzz; “kring --help” shows those there are."),
        (["-x"], "There is no option -x; "),
        (["lst"], "There is no command “lst”; did you mean “list”?"),
        (
            ["--lang", "en", "dansen"],
            "There is no command “dansen”; there is demo, watch, list, export, ",
        ),
        (["list", "--reset"], "--reset does not go with “kring list”."),
        (["list", "more"], "“more” is one word too many for “kring list”."),
        (["list", "--data"], "--data needs FOLDER behind it."),
        (["list", "--data", ""], "A file or folder has a name; this is empty."),
        (["list", "--json=3"], "--json takes nothing behind it."),
        (["list", "--lang", "fr"], "“fr” is not there to choose; there is nl, en."),
        (["export", "x", "-f", "pdf"], "“pdf” is not there to choose; there is markdown."),
        (["export"], "Which session? “kring list” shows them; “latest” is the last one."),
        (["--completion", "cmd"], "There is no completion for “cmd”; there is for bash, "),
        (["list", "--data", "/no/such/folder"], "There is no folder /no/such/folder."),
        (["export", "latest", "--data", "/no/such/folder"], "There is no folder /no/such/folder."),
    ],
)
def test_what_cannot_be_asked_is_one_sentence_and_code_2(
    kring: Any, arguments: list[str], said: str
) -> None:
    ran = kring(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"kring: {said}")
    assert ran.err.count("\n") == 1


def test_it_refuses_in_dutch_too(kring: Any) -> None:
    ran = kring("--lang", "nl", "--dta")
    assert ran.err == "kring: De optie --dta bestaat niet; bedoel je --data?\n"


def test_a_session_that_is_not_there_is_told(kring: Any, made: Path, tmp_path: Path) -> None:
    ran = kring("export", "zzz", "--data", made)
    assert (ran.code, ran.err) == (
        1,
        "kring: There is no session “zzz”; “kring list” shows those there are.\n",
    )
    assert kring("export", "latest", "--data", tmp_path).err == "kring: There is no session yet.\n"


def test_a_name_that_fits_several_sessions_is_told(kring: Any, made: Path) -> None:
    ran = kring("export", "20", "--data", made)
    assert ran.code == 1
    assert "More than one session is called “20”" in ran.err


def test_a_file_where_a_folder_should_be_is_told(kring: Any, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    ran = kring("list", "--data", file)
    assert (ran.code, ran.err) == (1, f"kring: {file} is a file where a folder should be.\n")


def test_what_a_terminal_would_obey_is_made_visible(kring: Any) -> None:
    ran = kring("list", "--data", "/gone/\x1b]0;x\x07")
    assert "\x1b" not in ran.err
    assert "\x07" not in ran.err


def test_a_refusal_of_the_system_is_one_sentence(
    kring: Any, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied", "there")

    monkeypatch.setattr(command_line, "to_read", refuse)
    ran = kring("list", "--data", made)
    assert (ran.code, ran.err) == (1, "kring: there: the system refused: Permission denied.\n")


def test_ctrl_c_is_no_traceback(kring: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "to_read", interrupt)
    assert kring("list") == Ran(130, "", "")


def test_settings_that_are_broken_are_told_and_set_aside(kring: Any, tmp_path: Path) -> None:
    config = tmp_path / "config"
    config.mkdir()
    (config / FILE).write_text("{", encoding="utf-8")
    ran = kring("list")
    assert ran.code == 0
    assert ran.err.startswith("kring: The settings could not be read and are now in ")
    assert kring("list").err == ""


# Opening the program ---------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [[], ["demo"], ["watch"]])
def test_without_a_terminal_it_says_so(kring: Any, arguments: list[str], tmp_path: Path) -> None:
    ran = kring(*arguments)
    assert ran.code == 1
    assert ran.err.startswith("kring: Kring opens on a terminal, and this is none; “kring list”")
    assert not (tmp_path / "home").exists()


@pytest.mark.usefixtures("opened")
def test_a_dumb_terminal_is_none(kring: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert kring().code == 1


def test_it_opens_the_data_of_this_person(kring: Any, opened: Opened, tmp_path: Path) -> None:
    assert kring().code == 0
    assert opened.root == tmp_path / "home" / "data" / "kring"
    assert opened.root.is_dir()
    assert (opened.demo, opened.mouse, opened.watches) == (False, True, False)


def test_a_second_screen_watches_what_is_there(
    kring: Any, opened: Opened, made: Path, tmp_path: Path
) -> None:
    assert kring("watch", "--data", made).code == 0
    assert (opened.root, opened.demo, opened.watches) == (made, False, True)
    assert kring("watch", "--data", tmp_path / "none").code == 2
    assert not (tmp_path / "none").exists()


def test_a_folder_that_is_named_is_made_where_it_can_be(
    kring: Any, opened: Opened, tmp_path: Path
) -> None:
    assert kring("--data", tmp_path / "new").code == 0
    assert opened.root == tmp_path / "new"
    assert opened.root.is_dir()
    ran = kring("--data", tmp_path / "gone" / "new")
    assert (ran.code, "so new can't be made in it" in ran.err) == (2, True)


@pytest.mark.usefixtures("opened")
def test_a_read_only_folder_is_told(
    kring: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda _path, mode: not mode & os.W_OK)
    ran = kring("--data", tmp_path)
    assert ran.code == 1
    assert ran.err == (
        f"kring: The folder {tmp_path} is read-only; choose another one with --data.\n"
    )
    assert kring("list", "--data", tmp_path).code == 0


@pytest.mark.usefixtures("opened")
def test_a_folder_that_cannot_be_made_is_told(kring: Any, tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    ran = kring()
    assert ran.code == 1
    assert "can't be made: " in ran.err


def test_what_textual_cancels_on_its_way_out_does_not_spoil_the_end(
    kring: Any, opened: Opened, tmp_path: Path
) -> None:
    opened.ends = CancelledError()
    ran = kring("--data", tmp_path)
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_the_mouse_can_be_left_to_the_terminal(kring: Any, opened: Opened, tmp_path: Path) -> None:
    kring("--no-mouse")
    assert opened.mouse is False
    kring("demo", "--no-mouse")
    assert opened.mouse is False
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / FILE).write_text('{"mouse": false}', encoding="utf-8")
    kring()
    assert opened.mouse is False


def test_the_demo_has_a_folder_of_its_own_and_is_made_by_the_program(
    kring: Any, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KRING_DATA", str(tmp_path / "mine"))
    assert kring("demo").code == 0
    assert opened.demo is True
    assert opened.root == tmp_path / "home" / "data" / "kring-demo"
    assert not opened.root.exists()
    assert not (tmp_path / "mine").exists()


def test_the_demo_is_never_opened_over_something_else(
    kring: Any, opened: Opened, tmp_path: Path
) -> None:
    (tmp_path / "diary.txt").touch()
    for more in ([], ["--reset"], ["--make", str(tmp_path)]):
        ran = kring("demo", "--data", tmp_path, *more)
        assert (ran.code, "holds something else than the demo" in ran.err) == (2, True)
    assert opened.root is None
    assert (tmp_path / "diary.txt").exists()


def test_the_demo_can_only_be_written(
    kring: Any, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (made / command_line_places.DEMO_MARKER).is_file()
    again = kring("demo", "--make", made)
    assert (again.code, "--reset makes it afresh" in again.err) == (2, True)
    languages: list[str] = []
    monkeypatch.setattr(demo, "make_demo", lambda _root, language, **_: languages.append(language))
    ran = kring("demo", "--make", tmp_path / "demo", "--lang", "nl")
    assert (ran.code, ran.out) == (0, f"De demo staat in {tmp_path / 'demo'}.\n")
    assert languages == ["nl"]


def test_the_demo_is_reset_only_where_it_is_the_demo(
    kring: Any, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []
    monkeypatch.setattr(demo, "make_demo", lambda root, **_more: made.append(root))
    target = tmp_path / "demo"
    target.mkdir()
    (target / demo.MARKER).touch()
    assert kring("demo", "--data", target, "--reset").code == 0
    assert opened.root == target
    assert not target.exists()
    target.mkdir()
    (target / demo.MARKER).touch()
    assert kring("demo", "--make", target, "--reset").code == 0
    assert made == [target]
    assert not target.exists()


def test_the_demo_is_known_by_the_marker_that_it_makes() -> None:
    assert command_line_places.DEMO_MARKER == demo.MARKER


def test_the_language_is_set_before_the_screens(kring: Any, opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / FILE).write_text('{"language": "nl"}', encoding="utf-8")
    kring()
    assert opened.settings is not None
    assert opened.settings.language == "nl"
    assert kring("--zzz").err.startswith("kring: De optie")
    assert kring("--zzz", "--lang", "en").err.startswith("kring: There is no option")


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["--lang", "nl"], "nl"),
        (["list", "--lang=en"], "en"),
        (["--lang"], ""),
        (["--lang", "fr"], ""),
        ([], ""),
    ],
)
def test_the_language_is_found_before_the_rest(arguments: list[str], language: str) -> None:
    assert language_in(arguments) == language


# In a process of its own -----------------------------------------------------------------------


def test_nothing_of_a_screen_is_loaded_for_a_list_and_an_export(made: Path) -> None:
    code = (
        "import sys; from tui.command_line import main\n"
        "codes = [main(['list', '--data', sys.argv[1]]),"
        " main(['export', 'latest', '--data', sys.argv[1]])]\n"
        "loaded = {'textual', 'rich'} & set(sys.modules)\n"
        "print(codes, sorted(loaded), file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(made)], capture_output=True, text=True, check=True
    )
    assert ran.stderr == "[0, 0] []\n"


def test_on_the_way_to_a_refusal_nothing_heavy_is_loaded() -> None:
    code = (
        "import sys; from tui.command_line import main; main(['demo'])\n"
        "heavy = {'pydantic', 'babel', 'tinydb', 'textual', 'json', 'shtab', 'dateparser'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    assert ran.stdout == "[]\n"


def test_a_reader_that_stops_reading_is_no_traceback(made: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = "import sys; from tui.command_line import main; sys.exit(main())"
    ran = subprocess.run(
        [sys.executable, "-c", command, "export", "latest", "--data", str(made)],
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writer)
    assert (ran.returncode, ran.stderr) == (1, "")

"""Checking, backing up, restoring and erasing by a plain command."""

import io
import json
import os
import shutil
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from exports.language import speak
from sessions.clock import SystemClock
from sessions.library import Library
from sessions.store.database import Database
from sessions.store.operations import Drop, Put
from sessions.store.places import device_id, lock_path, rescue_folders
from tests.conftest import Demos
from tests.later import make_later
from tests.test_command_line import Ran
from tui.command_line import _COMMANDS, main

NOW = datetime(2026, 3, 12, 12, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _nobodys_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "KRING_DATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("KRING_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("KRING_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr("sys.stdin", io.StringIO())
    yield
    speak("en")


@pytest.fixture
def data(demo_in: Demos, tmp_path: Path) -> Path:
    return demo_in(tmp_path / "data", "en", NOW, "0123456789ab")


@pytest.fixture
def kring(capfd: pytest.CaptureFixture[str], data: Path) -> Any:
    """Runs the command on the data, in this process."""

    def run(*arguments: str | Path) -> Ran:
        code = main([*(str(one) for one in arguments), "--data", str(data)])
        said = capfd.readouterr()
        return Ran(code, said.out, said.err)

    return run


def sessions(data: Path) -> list[Path]:
    return sorted(path.parent for path in data.rglob("session.json"))


def files(root: Path) -> dict[str, bytes]:
    paths = (path for path in root.rglob("*") if path.is_file())
    return {str(path.relative_to(root)): path.read_bytes() for path in paths}


def damage(path: Path) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[:300] + b"x" + raw[301:])


def holding(tmp_path: Path, word: str) -> list[str]:
    return [name for name, raw in files(tmp_path).items() if word.encode() in raw]


# Checking ---------------------------------------------------------------------------------------


def test_whole_data_is_well_and_nothing_is_changed(kring: Any, data: Path) -> None:
    before = files(data)
    ran = kring("check")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "All is well: 4 networks and sessions were read, and all are whole.\n"
    assert files(data) == before
    said = json.loads(kring("check", "--json").out)
    assert [one["failed"] for one in said["databases"]] == [None] * 4
    assert said["waiting"] == []


def test_damage_is_found_mended_and_then_gone(kring: Any, data: Path) -> None:
    folder = sessions(data)[0]
    damage(folder / "session.json")
    ran = kring("check")
    assert ran.code == 1
    assert ran.out.splitlines()[:2] == [
        str(folder.relative_to(data)),
        "  session.json was damaged; all of it was still there in its copies.",
    ]
    said = json.loads(kring("check", "--json").out)
    assert [one["found"][0]["what"] for one in said["databases"] if one["found"]] == [
        "SnapshotDamaged"
    ]
    ran = kring("check", "--repair")
    assert ran.code == 0
    assert ran.out.startswith("This was found and mended:\n")
    assert "A copy is in quarantine" in ran.out
    assert kring("check").code == 0


def test_repair_says_in_json_what_it_mended_and_what_is_left(kring: Any, data: Path) -> None:
    damage(sessions(data)[0] / "session.json")
    ran = kring("check", "--repair", "--json")
    said = json.loads(ran.out)
    assert (ran.code, len(said["mended"]), said["left"]["waiting"]) == (0, 1, [])


def test_what_can_not_be_mended_is_said(kring: Any, data: Path) -> None:
    library = Library(data, device=device_id())
    (card,) = library.networks()
    damage(card.sessions[0].folder / "session.json")
    with closing(library.open(card.sessions[1], SystemClock())):
        ran = kring("check", "--repair")
    assert ran.code == 1
    mended, _sign, left = ran.out.partition("This could not be mended:\n")
    assert card.sessions[0].folder.name in mended
    assert card.sessions[1].folder.name in left
    assert "This is open in another Kring" in left


def test_documents_that_say_nothing_are_found_too(kring: Any, data: Path) -> None:
    folder = sessions(data)[0]
    with closing(Database(folder, "session", device=device_id())) as kept:
        answer = kept.documents("answers")[0]
        kept.keep([Put("answers", answer["id"], {"id": answer["id"]})])
    ran = kring("check")
    assert ran.code == 1
    assert "can't be read" in ran.out


def test_what_two_laptops_changed_is_found(kring: Any, data: Path) -> None:
    folder = sessions(data)[0]
    ours = Database(folder, "session", device=device_id())
    lock_path(folder, "session").unlink()
    theirs = Database(folder, "session", device="colleague")
    for kept in (ours, theirs):
        answer = kept.documents("answers")[0]
        kept.keep([Put("answers", answer["id"], answer | {"text": str(kept)})])
        kept.keep([Put("steps", "a", {"id": "a", "by": str(kept)})])
    ours.close()
    theirs.close()
    ran = kring("check")
    assert ran.code == 1
    assert "1 thing was changed on two laptops" in ran.out
    assert "--repair" not in ran.out


def test_words_that_wait_since_a_disk_failed_are_found(kring: Any, data: Path) -> None:
    folder = sessions(data)[0]
    rescue = rescue_folders(folder, "session")[0]
    shutil.copytree(folder, rescue)
    ran = kring("check")
    assert ran.code == 1
    assert f"waits in {rescue}" in ran.out
    assert json.loads(kring("check", "--json").out)["waiting"] == [str(rescue)]
    assert kring("check", "--repair").code == 0
    assert kring("check").code == 0


def test_it_speaks_dutch(kring: Any) -> None:
    assert kring("check", "--lang", "nl").out.startswith("Alles is in orde: 4 ")


# A backup and back --------------------------------------------------------------------------------


def test_a_backup_and_back(kring: Any, data: Path, tmp_path: Path) -> None:
    before, file = files(data), tmp_path / "kring.zip"
    ran = kring("backup", file)
    assert (ran.code, ran.out) == (0, f"{len(before)} files are in {file}, read back and whole.\n")
    damage(sessions(data)[0] / "session.json")
    changed = files(data)

    ran = kring("restore", file)
    assert ran.code == 1
    assert "--force puts that beside it first" in ran.err
    assert files(data) == changed
    ran = kring("restore", file, "--force")
    assert ran.code == 0
    assert files(data) == before
    (aside,) = tmp_path.glob("data-*")
    assert str(aside) in ran.out
    assert files(aside) == changed

    shutil.rmtree(data)
    assert kring("restore", file).code == 0
    assert files(data) == before


def test_a_backup_writes_over_nothing_unasked(kring: Any, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "kring.zip"
    file.write_text("mine")
    assert kring("backup", file).code == 1
    assert file.read_text() == "mine"
    assert kring("backup", file, "--force").code == 0
    assert kring("backup", data / "kring.zip").code == 1
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert kring("backup", pipe, "--force").code == 1
    assert pipe.is_fifo()


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_file_must_be_named(kring: Any, command: str) -> None:
    ran = kring(command)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("kring: Which file?")


def test_a_damaged_backup_changes_nothing(kring: Any, data: Path, tmp_path: Path) -> None:
    before, file = files(data), tmp_path / "kring.zip"
    for raw in (b"no zip at all", b"PK\x05\x06" + bytes(18)):
        file.write_bytes(raw)
        ran = kring("restore", file, "--force")
        assert ran.code == 1
        assert "this is no backup" in ran.err
        assert files(data) == before
    assert [path.name for path in tmp_path.iterdir() if "data" in path.name] == ["data"]


def test_a_running_session_is_not_restored_over(kring: Any, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "kring.zip"
    assert kring("backup", file).code == 0
    library = Library(data, device=device_id())
    (card,) = library.networks()
    with closing(library.open(card.sessions[0], SystemClock())):
        before = files(data)
        ran = kring("restore", file, "--force")
        assert ran.code == 1
        assert "This is open in another Kring" in ran.err
        assert files(data) == before
        assert kring("backup", tmp_path / "while.zip").code == 0


# Erasing ------------------------------------------------------------------------------------------

BEYOND = "Backups, exports, and laptops that have not synced yet still have it."


def test_a_person_is_erased(kring: Any, tmp_path: Path) -> None:
    assert holding(tmp_path, "Sharon")
    assert kring("erase", "--person", "sharon", "--yes").code == 2
    ran = kring("erase", "--person", "Sharon Peters", "--yes")
    assert (ran.code, ran.out) == (0, f"Erased: Sharon Peters.\n{BEYOND}\n")
    assert holding(tmp_path, "Sharon") == []
    assert kring("check").code == 0


def test_two_of_one_name_are_told_apart(kring: Any) -> None:
    ran = kring("erase", "--person", "Anne Taylor", "--yes")
    assert ran.code == 2
    assert "Anne Taylor (Sundew Living)" in ran.err
    ran = kring("erase", "--person", "Anne Taylor (Sundew Living)", "--yes")
    erased, standing, beyond = ran.out.splitlines()
    assert (ran.code, erased, beyond) == (0, "Erased: Anne Taylor (Sundew Living).", BEYOND)
    assert standing.startswith("“Anne” alone still stands in 1 text, perhaps of somebody else")
    assert "There’s another Anne!" in standing


def test_an_answer_and_then_its_session_are_erased(kring: Any, data: Path, tmp_path: Path) -> None:
    folder = sessions(data)[0]
    with closing(Database(folder, "session", device=device_id(), read_only=True)) as kept:
        answer, other = (one for one in kept.documents("answers")[:2])
    assert kring("erase", folder.name, "--answer", answer["text"][:4], "--yes").code == 2
    assert kring("erase", folder.name, "--answer", answer["text"], "--yes").code == 0
    assert holding(tmp_path, answer["id"]) == []
    assert holding(tmp_path, other["id"])
    assert kring("erase", "latest", "--yes").code == 2
    ran = kring("erase", folder.name, "--yes")
    assert (ran.code, ran.out) == (0, f"Erased: {folder.name}.\n{BEYOND}\n")
    assert holding(tmp_path, other["id"]) == []
    assert not folder.exists()
    assert kring("check").code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "What is to be erased?"),
        (["--person", "Nobody Known"], "There is no “Nobody Known”."),
        (["--person", "Sharon Peters", "--network", "another"], "There is no “Sharon Peters”."),
        (["--person", "Sharon"], "Nobody can be asked here"),
        (["latest", "--answer", "xyzzy"], "There is no “xyzzy”."),
    ],
)
def test_what_is_unclear_is_not_erased(
    kring: Any, data: Path, arguments: list[str], says: str
) -> None:
    before = files(data)
    ran = kring("erase", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert files(data) == before


class Typing(io.StringIO):
    """A terminal on which somebody types."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("typed", "gone"), [("yes\n", True), ("no\n", False), ("", False)])
def test_somebody_is_asked_first(
    kring: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, *, gone: bool
) -> None:
    monkeypatch.setattr("sys.stdin", Typing(typed))
    ran = kring("erase", "--person", "sharon")
    assert "Erase Sharon Peters for good?" in ran.err
    assert "can't be undone" in ran.err
    assert BEYOND in ran.err
    assert ran.out == ("Erased: Sharon Peters.\n" if gone else "Nothing was erased.\n")
    assert bool(holding(tmp_path, "Sharon Peters")) is not gone


def test_what_another_laptop_still_has_is_named(kring: Any, data: Path, tmp_path: Path) -> None:
    folder = sessions(data)[0]
    (folder / "journal.colleague.jsonl").write_text('{"half a line of": "Sharon Peters')
    ran = kring("erase", "--person", "Sharon Peters", "--yes")
    assert ran.code == 0
    assert f"It still stands in {folder / 'journal.colleague.jsonl'}" in ran.out
    assert holding(tmp_path, "Sharon") == [
        f"data/{folder.relative_to(data)}/journal.colleague.jsonl"
    ]


def session_of(root: Path) -> Path:
    """The newest session's folder."""
    return max(root.glob("networks/*/sessions/*/*"))


def test_a_session_of_which_nothing_can_be_read_is_told_everywhere(kring: Any, data: Path) -> None:
    lost = session_of(data)
    for name in ("session.json", "session.json.bak"):
        (lost / name).write_bytes(b"broken")
    for command in (["list"], ["check"], ["check", "--repair"], ["list", "--json"]):
        ran = kring(*command)
        assert ran.code == 1
        assert "session.json can't be read, and nothing was changed there" in ran.out + ran.err
        assert "no sound copy" in ran.out + ran.err
        assert "what could be read is here" not in ran.out
    assert {path.read_bytes() for path in lost.glob("session.json*")} == {b"broken"}


def test_a_session_of_which_part_can_be_read_is_listed_and_told(kring: Any, data: Path) -> None:
    hurt = session_of(data)
    path = hurt / "session.json"
    path.write_bytes(path.read_bytes().replace(b'"minutes": ', b'"minutes": NaN, "x": ', 1))
    (hurt / "session.json.bak").unlink()
    whole = (hurt / "session.json").read_bytes()
    ran = kring("list")
    assert ran.code == 1
    assert hurt.name in ran.out
    assert "is damaged: what could be read of it is here" in ran.err
    assert "1 part was unreadable." in kring("check").out
    assert "1 part was unreadable." in kring("check", "--repair").out
    assert any(copy.read_bytes() == whole for copy in (data / "quarantine").iterdir())
    assert kring("list").code == 0


def test_a_session_without_its_head_says_so_in_words(kring: Any, data: Path) -> None:
    path = session_of(data)
    with closing(Database(path, "session", device=device_id())) as database:
        database.keep([Drop("session", one["id"]) for one in database.documents("session")])
    for command in ("list", "check"):
        ran = kring(command)
        assert ran.code == 1
        assert "what it should begin with is missing" in ran.out + ran.err
        assert "IndexError" not in ran.out + ran.err


def test_what_a_sync_program_hides_away_is_not_data(kring: Any, data: Path) -> None:
    kept = session_of(data)
    hidden = data / ".stversions" / kept.relative_to(data)
    shutil.copytree(kept, hidden)
    (hidden / "session.json").write_bytes(b"an older version, cut short")
    (hidden / "session.json.bak").unlink()
    before = {path: path.read_bytes() for path in hidden.iterdir()}
    assert kring("check").code == 0
    assert kring("check", "--repair").code == 0
    assert {path: path.read_bytes() for path in hidden.iterdir()} == before


@pytest.mark.parametrize("inside", [True, False])
def test_data_of_a_later_version_is_said_and_left_as_it_is(
    kring: Any, data: Path, tmp_path: Path, inside: bool
) -> None:
    make_later(data, inside=inside)
    before = files(data)
    said = "was written by a later version of Kring: it can be read here, not changed."
    newest = session_of(data).name
    for refused in (["erase", newest, "--yes"], ["check", "--repair"], ["check"]):
        ran = kring(*refused)
        assert ran.code == 1
        assert said in ran.out + ran.err
    for read in (["list"], ["export", "latest"], ["backup", tmp_path / "kring.zip"]):
        ran = kring(*read)
        assert ran.code == 0
        assert said in ran.err or "backup" in read
    assert kring("list").out.count("closed") == 2
    assert json.loads(kring("check", "--json").out)["folder"]
    assert files(data) == before


BIDI = "\u202e\u200f\u061c\u202c"
HOSTILE = f"\x1b]0;x\x07\x9b31m{BIDI}\x7fé"
DOCUMENT = ["latest"]
"""What is exported into a pipe keeps the directions of its words, closed at the end of each."""
ON_A_SCREEN = {"", "watch"}


@pytest.fixture
def hostile(data: Path, tmp_path: Path) -> Path:
    """Data whose folders, networks, sessions and people are called so that a terminal would act."""
    root = data.rename(tmp_path / f"data{HOSTILE}")
    (network,) = (root / "networks").iterdir()
    network = network.rename(network.with_name(f"n{HOSTILE}"))
    folder = max(sessions(root))
    folder = folder.rename(folder.with_name(f"{folder.name}{HOSTILE}"))
    device = device_id()
    for name, where in (("network", network), ("session", folder)):
        with closing(Database(where, name, device=device)) as kept:
            (head,) = kept.documents(name)
            called = {"name": f"N{HOSTILE}", "title": f"T{HOSTILE}"}
            head |= {key: said for key, said in called.items() if key in head}
            kept.keep([Put(name, head["id"], head)])
    with closing(Database(network, "network", device=device)) as kept:
        member = kept.documents("members")[0] | {"name": f"Jan{HOSTILE}"}
        kept.keep([Put("members", member["id"], member)])
    damage(min(sessions(root)) / "session.json")
    return root


@pytest.mark.parametrize("command", sorted(_COMMANDS.keys() - ON_A_SCREEN))
def test_no_command_prints_what_acts_on_a_terminal(
    command: str, hostile: Path, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = str(tmp_path / f"file{HOSTILE}")
    asked = {
        "demo": [["--make", file]],
        "list": [[], ["--json"]],
        "check": [[], ["--json"], ["--repair", "--json"], ["--repair"]],
        "backup": [[file], [file]],
        "restore": [[file], [file, "--force"]],
        "export": [[], DOCUMENT, [f"x{HOSTILE}"], ["latest", "--output", f"{file}/x.md"]],
        "erase": [["--person", f"x{HOSTILE}"], ["--person", f"Jan{HOSTILE}", "--yes"]],
    }[command]
    if command == "restore":
        main(["backup", file, "--data", str(hostile)])
    for arguments in asked:
        main([command, *arguments, *([] if command == "demo" else ["--data", str(hostile)])])
        said = "".join(capfd.readouterr())
        assert said
        turns = BIDI if arguments == DOCUMENT else ""
        assert all(c.isprintable() or c in f"\n\t{turns}" for c in said), arguments
    if command == "list":
        assert json.loads(said)[0]["name"] == f"N{HOSTILE}"

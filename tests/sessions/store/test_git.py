"""Colleagues share a folder through git, with git itself: what it could not merge is united."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sessions.store.care import check, repair
from sessions.store.database import Database
from sessions.store.operations import Drop, Put
from sessions.store.reports import ConflictCopy, TwoVersions

GIT = shutil.which("git")
pytestmark = [
    pytest.mark.usefixtures("quick"),
    pytest.mark.skipif(GIT is None, reason="there is no git here"),
]
Open = Callable[..., Database]
OURS, THEIRS = "aaaaaaaaaaaa", "bbbbbbbbbbbb"
SESSION = Path("networks") / "noord-1a2b" / "sessions" / "2026" / "2026-11-23-bb"


def put(name: str, text: str) -> Put:
    return Put("answers", name, {"id": name, "text": text})


def texts(database: Database) -> dict[str, str]:
    return {document["id"]: document["text"] for document in database.documents("answers")}


def git(folder: Path, *arguments: str, fails: bool = False) -> None:
    who = ("-c", "user.name=Mia", "-c", "user.email=mia@example.org", "-c", "core.autocrlf=false")
    command = [str(GIT), "-C", str(folder), *who, *arguments]
    done = subprocess.run(command, check=False, capture_output=True)
    assert (done.returncode != 0) == fails, done.stdout + done.stderr


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "what was said")


@pytest.fixture
def ours(scratch: Path, open_database: Open) -> Path:
    """A repository with a session of three answers."""
    root = scratch / "ours"
    with open_database(folder=root / SESSION, device=OURS) as database:
        database.keep([put(name, f"antwoord {name}") for name in "abc"])
    (root / "format.json").write_text('{"format": 1}')
    git(root, "init", "-q")
    commit(root)
    return root


@pytest.fixture
def merged(ours: Path, scratch: Path, open_database: Open) -> Path:
    """A colleague's repository after a pull that git could not merge."""
    theirs = scratch / "theirs"
    git(scratch, "clone", "-q", str(ours), str(theirs))
    with open_database(folder=ours / SESSION, device=OURS) as database:
        database.keep([put("d", "van ons"), put("a", "beter, van ons")])
    commit(ours)
    with open_database(folder=theirs / SESSION, device=THEIRS) as database:
        database.keep([put("e", "van hen"), put("b", "beter, van hen"), Drop("answers", "c")])
    commit(theirs)
    git(theirs, "pull", "-q", "--no-rebase", fails=True)
    for name in ("session.json", "session.json.bak"):
        assert b"<<<<<<<" in (theirs / SESSION / name).read_bytes()
    return theirs


ALL = {"a": "beter, van ons", "b": "beter, van hen", "d": "van ons", "e": "van hen"}


def test_a_merge_that_failed_gives_what_both_said(merged: Path, open_database: Open) -> None:
    path = merged / SESSION / "session.json"
    conflict = path.read_bytes()
    (found,) = check(merged, THEIRS)
    assert {type(report) for report in found.reports} == {TwoVersions}
    with open_database(folder=merged / SESSION, device=THEIRS) as database:
        assert ALL.items() <= texts(database).items()
        assert all(isinstance(one, TwoVersions) and one.whole for one in database.reports)
        database.keep([put("f", "en door")])
    assert conflict in [path.read_bytes() for path in (merged / "quarantine").iterdir()]
    with open_database(folder=merged / SESSION, device=THEIRS) as database:
        assert database.reports == ()
        assert (ALL | {"f": "en door"}).items() <= texts(database).items()


def test_after_mending_and_pushing_all_have_the_same(
    merged: Path, ours: Path, open_database: Open
) -> None:
    assert all(one.failed is None for one in repair(merged, THEIRS))
    commit(merged)
    git(ours, "pull", "-q", "--no-rebase", str(merged))
    with (
        open_database(folder=ours / SESSION, device=OURS) as one,
        open_database(folder=merged / SESSION, device=THEIRS) as other,
    ):
        assert texts(one) == texts(other)
        assert ALL.items() <= texts(one).items()
        assert one.differing == other.differing


@pytest.mark.parametrize("ending", ["~HEAD", "~a1b2c3d (what was said)", ".orig"])
def test_the_files_that_git_leaves_beside_are_read(
    ending: str, ours: Path, open_database: Open
) -> None:
    with open_database(folder=ours / SESSION, device=THEIRS) as database:
        database.keep([put("g", "van hen")])
        database._keeper.read_only = True
    journal = ours / SESSION / f"journal.{THEIRS}.jsonl"
    journal.rename(journal.with_name(f"{journal.name}{ending}"))
    with open_database(folder=ours / SESSION, device=OURS) as database:
        assert texts(database)["g"] == "van hen"
        assert [type(report) for report in database.reports] == [ConflictCopy]


def test_a_copy_with_both_sides_in_it_is_united(
    merged: Path, ours: Path, open_database: Open
) -> None:
    conflict = (merged / SESSION / "session.json").read_bytes()
    (ours / SESSION / "session.json.orig").write_bytes(conflict)
    with open_database(folder=ours / SESSION, device=OURS) as database:
        assert ALL.items() <= texts(database).items()
        assert [type(report) for report in database.reports] == [ConflictCopy]

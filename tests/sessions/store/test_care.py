"""Erasing, checking, mending, a backup and back, and following along."""

import json
import os
import shutil
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sessions.errors import StoreError
from sessions.store import lines, places, snapshot, system
from sessions.store.backup import MANIFEST, BackupError, backup, restore
from sessions.store.care import check, repair
from sessions.store.database import Database
from sessions.store.erasing import erase_all
from sessions.store.errors import HeldError, MovedError, NotKeptError, ReadOnlyError
from sessions.store.format import ensure_root
from sessions.store.operations import AddTable, Drop, Put
from sessions.store.reports import NewerFormat, SnapshotDamaged, Unreadable
from sessions.store.restoring import restore_over
from sessions.store.state import Change
from sessions.store.traces import Traces
from tests.sessions.store.conftest import Door, KilledError

if TYPE_CHECKING:
    from tests.sessions.store.conftest import Call

Open = Callable[..., Database]
MINE, THEIRS = "0123456789ab", "ffffffffffff"


def put(name: str, text: str) -> Put:
    return Put("answers", name, {"id": name, "text": text})


def texts(database: Database) -> dict[str, str]:
    return {document["id"]: document["text"] for document in database.documents("answers")}


def holding(root: Path, word: bytes) -> set[str]:
    return {path.name for path in root.rglob("*") if path.is_file() and word in path.read_bytes()}


def test_what_is_erased_is_in_no_file_that_is_ours(
    open_database: Open, folder: Path, own_state: Path, quick: "Door"
) -> None:
    with open_database(device=THEIRS) as colleague:
        colleague.keep([put("x", 'van "Sharon"')])
        colleague._keeper.read_only = True
    with open_database() as database:
        database.keep([put("a", 'zei "Sharon"'), put("b", "blijft")])
        database.compact()
        database.keep([put("a", 'zei "Sharon", later')])
    torn = folder / f"journal.{MINE}.jsonl"
    with torn.open("ab") as journal:
        journal.write(b'half a line with \\"Sharon\\"')
    with open_database() as database:
        database.keep([put("c", "ook nog")])
        assert len(holding(folder, b"Sharon")) >= 4
        left = database.erase(
            [Drop("answers", "a"), Drop("answers", "x")], Traces(names=('"Sharon"',))
        )
        assert left == ()
        assert holding(folder, b"Sharon") == set()
        assert texts(database) == {"b": "blijft", "c": "ook nog"}
        assert database.erase([], Traces(names=("Nobody",))) == ()
    with open_database(device=THEIRS) as colleague:
        assert texts(colleague) == {"b": "blijft", "c": "ook nog"}
        for turn in range(3):
            colleague.keep([put("d", f"meer {turn}")])
            colleague.compact()
    assert holding(folder, b"Sharon") == set()
    assert holding(own_state, b"Sharon") == set()
    with open_database() as database:
        assert database.reports == ()
        assert set(texts(database)) == {"b", "c", "d"}
    assert quick.count


def test_what_a_colleague_wrote_is_erased_and_the_rest_of_it_stays(
    open_database: Open, folder: Path, scratch: Path
) -> None:
    theirs = folder / f"journal.{THEIRS}.jsonl"
    with open_database(device=THEIRS) as colleague:
        colleague.keep([AddTable("answers"), put("x", "Sharon"), put("y", "blijft")])
        colleague.keep([put("z", "blijft ook")])
        colleague._keeper.read_only = True
    with open_database() as database:
        with theirs.open("ab") as journal:
            journal.write(b"damaged, with Sharon\n")
            journal.write(lines.encode(3, [Change(put("n", "nieuws van Sharon"))], theirs)[0])
        assert database.erase([Drop("answers", "x")], Traces(names=("Sharon",))) == (theirs,)
    said = theirs.read_bytes().splitlines(keepends=True)
    assert lines.decode(said[0]).changes == (
        Change(AddTable("answers")),
        Change(put("y", "blijft")),
    )
    assert [lines.decode(line).number for line in (said[1], said[3])] == [2, 3]
    with open_database() as database:
        assert texts(database) == {"y": "blijft", "z": "blijft ook", "n": "nieuws van Sharon"}
        assert database.erase([Drop("answers", "n")], Traces(names=("Sharon",))) == (theirs,)
        theirs.write_bytes(theirs.read_bytes().replace(said[2], b""))
        assert database.erase([], Traces(names=("Sharon",))) == ()
    elsewhere = scratch / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / theirs.name).write_bytes(theirs.read_bytes())
    with open_database(folder=elsewhere) as other:
        assert texts(other) == {"y": "blijft", "z": "blijft ook"}


def test_a_colleague_who_is_at_work_keeps_every_word_when_another_is_erased(
    open_database: Open, folder: Path
) -> None:
    with open_database(device=THEIRS) as colleague:
        colleague.keep([put("x", "Sharon")])
        colleague._keeper._holding.lock.release()  # on a machine of her own there is another one
        with open_database() as database:
            assert database.erase([Drop("answers", "x")], Traces(names=("Sharon",))) == ()
        colleague.keep([put("y", "blijft")])
    assert holding(folder, b"Sharon") == set()
    with open_database() as database:
        assert texts(database) == {"y": "blijft"}


def test_nothing_is_erased_by_who_only_reads(open_database: Open) -> None:
    with open_database() as database:
        database.keep([put("a", "een")])
    with open_database(read_only=True) as reader, pytest.raises(ReadOnlyError):
        reader.erase([], Traces(names=("een",)))


@pytest.mark.parametrize("when", [os.replace, os.fsync, os.unlink], ids=lambda call: call.__name__)
def test_an_erasure_that_fails_is_told_and_can_be_done_again(
    when: "Call", open_database: Open, folder: Path, quick: "Door", monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_database() as database:
        database.keep([put("a", "Sharon"), put("b", "blijft")])
        database.compact()
        (folder / "quarantine").mkdir()
        (folder / "quarantine" / "x").write_bytes(b"Sharon")
        calls = [0]

        def failing(function: "Call", /, *args: Any) -> Any:
            if function is when and (
                function is not os.unlink or args[0].parent.name == "quarantine"
            ):
                calls[0] += 1
                if function is os.unlink or calls[0] == 3:
                    raise OSError(5, "Input/output error")
            return quick.call(function, *args)

        with monkeypatch.context() as patch:
            patch.setattr(system, "call", failing)
            with pytest.raises(NotKeptError, match="Input/output error"):
                database.erase([Drop("answers", "a")], Traces(names=("Sharon",)))
        assert texts(database) == {"b": "blijft"}
        try:
            database.keep([put("c", "verder")])
        except MovedError:
            database.keep([put("c", "verder")])
        database.erase([], Traces(names=("Sharon",)))
    with open_database() as database:
        assert texts(database) == {"b": "blijft", "c": "verder"}


def test_a_session_is_erased_whole(open_database: Open, folder: Path, quick: "Door") -> None:
    ensure_root(folder)
    one, other = folder / "een", folder / "twee"
    for session in (one, other):
        with open_database(folder=session) as database:
            database.keep([put("a", f"in {session.name}")])
            database._keeper.read_only = True
        with next(session.glob("journal.*")).open("ab") as journal:
            journal.write(f"half, in {session.name}".encode())
        open_database(folder=session).close()
    (one / "kept").mkdir()
    erase_all(one, "session", Traces(names=("in een",)))
    assert [path.name for path in one.iterdir()] == ["kept"]
    assert holding(folder, b"in een") == set()
    assert len(list((folder / "quarantine").iterdir())) == 1
    with open_database(folder=other) as database:
        assert texts(database) == {"a": "in twee"}
    assert quick.count


@pytest.fixture
def data(open_database: Open, folder: Path) -> Path:
    """A network with two sessions, as they lie in the data folder."""
    ensure_root(folder)
    network = folder / "networks" / "noord-1a2b"
    with open_database(folder=network, name="network") as database:
        database.keep([Put("people", "p", {"id": "p", "name": "Zoë"})])
    for day in ("2026-11-20-aa", "2026-11-23-bb"):
        for _ in range(2):
            with open_database(folder=network / "sessions" / "2026" / day) as database:
                database.keep([put(str(len(texts(database))), day)])
    return folder


def test_whole_data_is_found_whole(data: Path) -> None:
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    found = list(check(data, MINE))
    assert [(one.name, one.reports, len(one.differing), one.failed) for one in found] == [
        ("network", (), 0, None),
        ("session", (), 0, None),
        ("session", (), 0, None),
    ]
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before


def test_what_is_wrong_is_found_and_mended(data: Path, open_database: Open) -> None:
    first, second = sorted((data / "networks" / "noord-1a2b" / "sessions" / "2026").iterdir())
    (first / "session.json").write_bytes(b"broken")
    (second / "session.json.bak").write_bytes(b"broken too")
    _, one, other = check(data, MINE)
    for found, path in ((one, first / "session.json"), (other, second / "session.json.bak")):
        (report,) = found.reports
        assert isinstance(report, SnapshotDamaged)
        assert (report.path, report.quarantined) == (path, None)
    assert (first / "session.json").read_bytes() == b"broken"
    _, one, other = repair(data, MINE)
    assert [type(report) for report in (*one.reports, *other.reports)] == [SnapshotDamaged] * 2
    assert all(found.reports == () for found in check(data, MINE))
    assert b"broken" in [path.read_bytes() for path in (data / "quarantine").iterdir()]
    for session in (first, second):
        with open_database(folder=session) as database:
            assert len(texts(database)) == 2


def test_what_can_not_be_read_or_is_open_is_told(
    data: Path, open_database: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = data / "networks" / "noord-1a2b"
    (network / f"journal.{MINE}.jsonl").unlink()
    (network / f"journal.{MINE}.jsonl").mkdir()
    session = network / "sessions" / "2026" / "2026-11-20-aa"
    with open_database(folder=session):
        mended = list(repair(data, MINE))
    assert isinstance(mended[0].failed, StoreError)
    assert isinstance(mended[1].failed, HeldError)
    assert isinstance(next(check(data, MINE)).failed, StoreError)
    (session / "session.json.bak").unlink()
    (session / "session.json.bak").mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(snapshot, "FORMAT", 0)
        *_, last = check(data, MINE)
        assert [type(report) for report in last.reports] == [NewerFormat]
    _, one, _ = check(data, MINE)
    assert any(isinstance(report, Unreadable) for report in one.reports)


def test_a_backup_brings_everything_back(data: Path, scratch: Path, open_database: Open) -> None:
    before = {
        path.relative_to(data): path.read_bytes() for path in data.rglob("*") if path.is_file()
    }
    target, again = scratch / "kring.zip", scratch / "terug"
    device = places.device_id()
    assert backup(data, target) == len(before)
    assert target.stat().st_mode & 0o777 == 0o600
    assert restore(target, again) == len(before)
    after = {
        path.relative_to(again): path.read_bytes() for path in again.rglob("*") if path.is_file()
    }
    assert after == before
    assert places.device_id() != device
    assert all(found.reports == () for found in check(again, MINE))
    session = again / "networks" / "noord-1a2b" / "sessions" / "2026" / "2026-11-20-aa"
    with open_database(folder=session, device=places.device_id()) as database:
        assert len(texts(database)) == 2


def test_a_backup_of_a_session_that_is_closed_meanwhile_has_all_of_it(
    data: Path, scratch: Path, open_database: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = data / "networks" / "noord-1a2b" / "sessions" / "2026" / "2026-11-20-aa"
    database = open_database(folder=session)
    database.keep([put("later", "net bewaard")])
    real, read = system.read_file, set[Path]()

    def closing_in_between(path: Path) -> bytes:
        found = real(path)
        if path.parent == session and not read:
            read.add(path)
            with monkeypatch.context() as patch:
                patch.setattr(system, "read_file", real)
                database.close()
        return found

    with monkeypatch.context() as patch:
        patch.setattr(system, "read_file", closing_in_between)
        backup(data, scratch / "kring.zip")
    restore(scratch / "kring.zip", scratch / "terug")
    with open_database(folder=scratch / "terug" / session.relative_to(data)) as again:
        assert texts(again)["later"] == "net bewaard"


def test_a_backup_overwrites_nothing(data: Path, scratch: Path) -> None:
    (scratch / "kring.zip").write_bytes(b"mine")
    with pytest.raises(BackupError, match="a file of this name"):
        backup(data, scratch / "kring.zip")
    backup(data, scratch / "other.zip")
    with pytest.raises(BackupError, match="something in this folder"):
        restore(scratch / "other.zip", data)
    assert (scratch / "kring.zip").read_bytes() == b"mine"


def test_a_backup_that_can_not_be_made_leaves_nothing(data: Path, scratch: Path) -> None:
    with pytest.raises(BackupError):
        backup(data, scratch / "nowhere" / "kring.zip")
    assert not (scratch / "nowhere").exists()


def test_a_backup_that_does_not_read_back_is_none(
    data: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(_archive: zipfile.ZipFile, _name: str) -> bytes:
        return b"something else"

    monkeypatch.setattr(zipfile.ZipFile, "read", wrong)
    with pytest.raises(BackupError, match="not as it was written"):
        backup(data, scratch / "kring.zip")
    assert list(scratch.glob("kring*")) == []


@pytest.mark.parametrize("fails", [1, 2])
def test_a_restore_that_can_not_be_finished_leaves_what_was_there(
    fails: int, data: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(data, scratch / "kring.zip")
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    there, replace, moved = set(data.parent.iterdir()), system.replace, list[Path]()

    def failing(source: Path, target: Path) -> None:
        if data in {source, target}:
            moved.append(source)
            if len(moved) == fails:
                raise OSError(28, "No space left on device")
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(system, "replace", failing)
        with pytest.raises(BackupError, match="No space left"):
            restore_over(scratch / "kring.zip", data, scratch / "aside")
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before
    assert set(data.parent.iterdir()) == there
    assert restore_over(scratch / "kring.zip", data, scratch / "aside") == len(before)


def test_a_restore_that_is_killed_at_any_call_leaves_all_or_nothing(
    data: Path, scratch: Path, through_a_door: Callable[..., Any]
) -> None:
    target, place = scratch / "kring.zip", scratch / "terug"
    backup(data, target)
    there = set(scratch.iterdir())
    whole = {path.relative_to(data) for path in data.rglob("*") if path.is_file()}
    ends, at, unharmed = set(), 0, False
    while not unharmed:
        at += 1
        door = Door(at=at)
        door.fault = door.kill
        with through_a_door(door), suppress(KilledError):
            restore(target, place)
        found = {path.relative_to(place) for path in place.rglob("*") if path.is_file()}
        assert found in (set(), whole)
        ends.add(len(found))
        unharmed = not door.dead
        if not found:
            assert restore(target, place) == len(whole)
            assert set(scratch.iterdir()) == {*there, place, scratch / "state"}
        assert all(found.reports == () for found in check(place, MINE))
        shutil.rmtree(place)
        place.mkdir()
    assert ends == {0, len(whole)}
    assert at > len(whole)


def test_nobody_else_may_look_into_a_backup_while_it_is_made(
    data: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes: set[int] = set()
    read = system.read_file

    def looking(path: Path) -> bytes:
        modes.update(one.stat().st_mode & 0o777 for one in scratch.glob("kring.zip*"))
        return read(path)

    monkeypatch.setattr(system, "read_file", looking)
    backup(data, scratch / "kring.zip")
    assert modes == {0o600}


def test_a_backup_says_which_name_can_not_be_in_it(data: Path, scratch: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(data) + b"/caf\xe9"))
    odd.touch()
    with pytest.raises(BackupError, match="its name is no text") as caught:
        backup(data, scratch / "kring.zip")
    assert caught.value.path == odd
    assert list(scratch.glob("kring*")) == []


def test_a_damaged_backup_is_not_restored(data: Path, scratch: Path) -> None:
    target = scratch / "kring.zip"
    backup(data, target)
    whole = target.read_bytes()
    for at in range(0, len(whole), 11):
        damaged = bytearray(whole)
        damaged[at] ^= 0xFF
        target.write_bytes(damaged)
        try:
            restore(target, scratch / str(at))
        except BackupError:
            assert not (scratch / str(at)).exists()
        else:
            assert all(found.reports == () for found in check(scratch / str(at), MINE))
    for size in range(0, len(whole), 501):
        target.write_bytes(whole[:size])
        with pytest.raises(BackupError):
            restore(target, scratch / "terug")
    assert not (scratch / "terug").exists()


@pytest.mark.parametrize(
    ("names", "manifest", "reason"),
    [
        ([], None, "no backup of Kring"),
        ([], b"{}", "no backup of Kring"),
        (["a"], b'{"files": {}}', "added or taken out"),
        (["../a"], b'{"files": {"../a": "x"}}', "belong elsewhere"),
        (["/a"], b'{"files": {"/a": "x"}}', "belong elsewhere"),
    ],
)
def test_what_is_no_backup_is_not_restored(
    names: list[str], manifest: bytes | None, reason: str, scratch: Path
) -> None:
    with zipfile.ZipFile(scratch / "x.zip", "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
        if manifest is not None:
            archive.writestr(MANIFEST, manifest)
    with pytest.raises(BackupError, match=reason):
        restore(scratch / "x.zip", scratch / "terug")
    assert not (scratch / "terug").exists()


def test_who_reads_follows_who_writes(
    open_database: Open, folder: Path, quick: "Door", monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_database() as writer, open_database(read_only=True) as reader:
        assert not reader.refresh()
        for number in range(4):
            writer.keep([put(str(number), "tekst")])
            assert reader.refresh()
            assert not reader.refresh()
            assert texts(reader) == texts(writer)
            writer.compact()
            assert reader.refresh()
            assert texts(reader) == texts(writer)
        assert not writer.refresh()
        (folder / "session.json.bak").unlink()
        real = system.stat

        def vanishing(path: Path) -> os.stat_result:
            if path.suffix == ".json":
                raise FileNotFoundError(2, "No such file")
            return real(path)

        with monkeypatch.context() as patch:
            patch.setattr(system, "stat", vanishing)
            assert reader.refresh()
        assert json.loads((folder / "session.json").read_bytes())
    assert quick.count


def test_a_restore_onto_what_can_not_be_replaced_says_why(
    data: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(data, scratch / "kring.zip")
    replace = system.replace

    def busy(source: Path, target: Path) -> None:
        if target == scratch / "new":
            raise OSError(16, "Device or resource busy")
        replace(source, target)

    monkeypatch.setattr(system, "replace", busy)
    with pytest.raises(BackupError, match="busy"):
        restore(scratch / "kring.zip", scratch / "new")
    assert not (scratch / "new").exists()


def test_where_a_trace_stands_is_found_in_documents() -> None:
    traces = Traces(names=("Zoë",))
    assert traces.in_documents([{"text": "van Zoë"}])
    assert not traces.in_documents([{"text": "van Zoëtje"}, {}])


def test_a_file_that_is_gone_is_no_plain_one(scratch: Path) -> None:
    assert not system.is_plain(scratch / "gone")

"""Acknowledged is kept: also when another program takes the file away, or the disk gives up."""

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from sessions.store import compaction, snapshots, system
from sessions.store.database import Database
from sessions.store.errors import HeldError, MovedError, NotKeptError, ReadOnlyError
from sessions.store.operations import AddTable, Drop, DropTable, Put
from sessions.store.reports import BadLines, CompactionFailed, Displaced, Gap, Moved, Reunited

if TYPE_CHECKING:
    from tests.sessions.store.conftest import Call, Door

Open = Callable[..., Database]


def put(name: str, text: str) -> Put:
    return Put("answers", name, {"id": name, "text": text})


def texts(database: Database) -> dict[str, str]:
    return {document["id"]: document["text"] for document in database.documents("answers")}


def journal_of(folder: Path) -> Path:
    (found,) = folder.glob("journal.*.jsonl")
    return found


def failing(door: "Door", when: "Call", number: int = errno.EIO) -> None:
    """From now on the next `when` fails."""
    door.count, door.at, door.only = 0, 1, when
    door.fault = door.fail(number)


def test_one_line_for_all_or_nothing(open_database: Open, folder: Path, quick: "Door") -> None:
    with open_database() as database:
        database.keep([put("a", "een"), put("b", "twee"), Drop("answers", "a"), put("b", "drie")])
        assert journal_of(folder).read_bytes().count(b"\n") == 1
        assert texts(database) == {"b": "drie"}
        failing(quick, system._pwrite, errno.ENOSPC)
        with pytest.raises(NotKeptError) as caught:
            database.keep([put("c", "vier"), Drop("answers", "b")])
        assert caught.value.reason == "No space left on device"
        assert texts(database) == {"b": "drie"}
        database.keep([])
        database.keep([put("d", "vijf")])
    with open_database() as database:
        assert texts(database) == {"b": "drie", "d": "vijf"}
        assert database.reports == ()


def test_what_is_acknowledged_was_synced_before(
    open_database: Open, quick: "Door", monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []

    def noting(function: "Call", /, *args: Any) -> Any:
        calls.append(getattr(function, "__name__", ""))
        return quick.call(function, *args)

    with open_database() as database:
        monkeypatch.setattr(system, "call", noting)
        database.keep([put("a", "een")])
        kept = ["pwrite", "fdatasync", "stat"]
        assert calls == ["lseek", "open", "fsync", "close", *kept]
        calls.clear()
        database.note_last()
        assert calls == ["pwrite", "ftruncate"]
        calls.clear()
        database.keep([put("b", "twee")])
        assert calls == ["lseek", *kept]
        calls.clear()
        database.note_last()
        assert calls == ["pwrite"]
        calls.clear()
        database.note_last()
        assert calls == []


def test_tables_come_and_go(open_database: Open) -> None:
    with open_database() as database:
        database.keep([AddTable("empty"), put("a", "een")])
    with open_database() as database:
        assert database.tables() == {"empty", "answers"}
        database.keep([DropTable("empty"), Drop("answers", "a"), DropTable("answers")])
    with open_database() as database:
        assert database.tables() == set()


def replaced(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(b"another program's")
    other.replace(path)


@pytest.mark.parametrize("displace", [Path.unlink, replaced], ids=["deleted", "replaced"])
def test_a_journal_that_is_taken_away_is_put_back(
    displace: Callable[[Path], None], open_database: Open, folder: Path, quick: "Door"
) -> None:
    with open_database() as database:
        database.keep([put("a", "een")])
        path = journal_of(folder)
        displace(path)
        database.keep([put("b", "twee")])
        (report,) = database.reports
        assert isinstance(report, Displaced)
        if displace is replaced:
            assert report.quarantined is not None
            assert report.quarantined.read_bytes() == b"another program's"
        database._keeper.read_only = True
    with open_database() as database:
        assert texts(database) == {"a": "een", "b": "twee"}
        assert database.reports == ()
    assert quick.count


def test_a_journal_that_is_taken_away_while_nobody_has_it_open_is_told(
    open_database: Open, folder: Path, quick: "Door"
) -> None:
    with open_database() as database:
        database.keep([put("a", "een")])
    with open_database() as database:
        for name in "bcd":
            database.keep([put(name, "weg")])
            database.note_last()
        database._keeper.read_only = True
    journal_of(folder).unlink()
    with open_database() as database:
        assert texts(database) == {"a": "een"}
        assert database.reports == (Gap(journal_of(folder), 1, 5),)
        database.keep([put("e", "vijf")])
        assert b'"seq":5' in journal_of(folder).read_bytes()
    with open_database() as database:
        assert texts(database) == {"a": "een", "e": "vijf"}
        assert database.reports == ()
    assert quick.count


def test_a_journal_that_is_taken_away_while_it_is_written_is_put_back(
    open_database: Open, folder: Path, quick: "Door", monkeypatch: pytest.MonkeyPatch
) -> None:
    def taking_away(function: "Call", /, *args: Any) -> Any:
        result = quick.call(function, *args)
        if function is system._pwrite:
            monkeypatch.setattr(system, "call", quick.call)
            journal_of(folder).unlink()
        return result

    with open_database() as database:
        database.keep([put("a", "een")])
        monkeypatch.setattr(system, "call", taking_away)
        database.keep([put("b", "twee")])
        assert journal_of(folder).read_bytes().count(b"\n") == 2
        database._keeper.read_only = True
    with open_database() as database:
        assert texts(database) == {"a": "een", "b": "twee"}


def written_on(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"another program's")


def cut_and_deleted(path: Path) -> None:
    path.write_bytes(b"")
    path.unlink()


@pytest.mark.parametrize("meddle", [written_on, cut_and_deleted])
def test_a_journal_that_is_changed_while_it_is_written_is_given_up(
    meddle: Callable[[Path], None],
    open_database: Open,
    folder: Path,
    quick: "Door",
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def meddling(function: "Call", /, *args: Any) -> Any:
        result = quick.call(function, *args)
        if function is system._pwrite:
            monkeypatch.setattr(system, "call", quick.call)
            meddle(journal_of(folder))
        return result

    with open_database() as database:
        database.keep([put("a", "een")])
        monkeypatch.setattr(system, "call", meddling)
        with pytest.raises(MovedError):
            database.keep([put("b", "twee")])
        database.keep([put("b", "twee")])
        assert texts(database) == {"a": "een", "b": "twee"}
    with open_database() as database:
        assert texts(database) == {"a": "een", "b": "twee"}


def test_a_program_that_keeps_replacing_it_is_evaded(
    open_database: Open, folder: Path, quick: "Door", monkeypatch: pytest.MonkeyPatch
) -> None:
    def always(function: "Call", /, *args: Any) -> Any:
        result = quick.call(function, *args)
        if function is system._pwrite and os.fstat(args[0]).st_ino == journal.stat().st_ino:
            replaced(journal)
        return result

    with open_database() as database:
        database.keep([put("a", "een")])
        journal = journal_of(folder)
        monkeypatch.setattr(system, "call", always)
        with pytest.raises(MovedError):
            database.keep([put("b", "twee")])
        database.keep([put("c", "drie")])
        assert texts(database) == {"a": "een", "c": "drie"}


@pytest.mark.parametrize("change", [b"", b"anything at all, if it is long enough to be seen" * 9])
def test_a_journal_that_another_program_wrote_in_is_left_for_another_place(
    change: bytes, open_database: Open, folder: Path, quick: "Door"
) -> None:
    database = open_database()
    database.keep([put("a", "een")])
    journal_of(folder).write_bytes(change)
    with pytest.raises(MovedError):
        database.keep([put("b", "twee")])
    database.keep([put("b", "twee")])
    database.close()
    with open_database() as again:
        assert texts(again) == {"a": "een", "b": "twee"}
    assert quick.count


def test_a_journal_cut_by_one_program_and_replaced_by_another(
    open_database: Open, folder: Path, quick: "Door"
) -> None:
    database = open_database()
    database.keep([put("a", "een")])
    os.truncate(journal_of(folder), 3)
    replaced(journal_of(folder))
    with pytest.raises(MovedError):
        database.keep([put("b", "twee")])
    assert texts(database) == {"a": "een"}
    database.close()
    with open_database() as again:
        assert texts(again) == {"a": "een"}
    assert quick.count


def test_after_a_failed_sync_all_goes_elsewhere_and_comes_home_at_the_next_opening(
    open_database: Open, folder: Path, quick: "Door", own_state: Path
) -> None:
    database = open_database()
    database.keep([put("a", "een"), put("x", "weg")])
    failing(quick, os.fdatasync)
    with pytest.raises(MovedError) as caught:
        database.keep([put("a", "verbeterd"), put("b", "niet bewaard"), Drop("answers", "x")])
    assert caught.value.path == folder
    assert caught.value.to == database.moved_to
    assert own_state in caught.value.to.parents
    assert texts(database) == {"a": "een", "x": "weg"}
    before = journal_of(folder).read_bytes()
    database.keep([put("c", "drie"), AddTable("empty")])
    database.compact()
    database.keep([put("d", "vier")])
    database._keeper.read_only = True
    database.close()
    assert journal_of(folder).read_bytes() == before
    assert b"niet bewaard" in before
    with open_database() as again:
        assert texts(again) == {"a": "een", "x": "weg", "c": "drie", "d": "vier"}
        assert again.reports == (Reunited(caught.value.to),)
        assert again.moved_to is None
        assert list(caught.value.to.iterdir()) == []
        again.keep([put("e", "vijf")])
    with open_database() as again:
        assert texts(again) == {"a": "een", "x": "weg", "c": "drie", "d": "vier", "e": "vijf"}
        assert again.reports == ()


def test_a_line_that_was_not_kept_is_of_no_effect_on_another_device_that_got_it(
    open_database: Open, folder: Path, scratch: Path, quick: "Door"
) -> None:
    """The file that failed is synced to a colleague before its owner opens it again."""
    theirs = scratch / "theirs"
    database = open_database()
    database.keep([put("a", "een"), put("x", "blijft")])
    failing(quick, os.fdatasync)
    with pytest.raises(MovedError):
        database.keep([put("a", "niet bewaard"), Drop("answers", "x"), put("b", "ook niet")])
    theirs.mkdir()
    (theirs / journal_of(folder).name).write_bytes(journal_of(folder).read_bytes())
    database.close()
    with open_database():
        pass
    with open_database(folder=theirs, device="ffffffffffff") as colleague:
        assert texts(colleague)["a"] == "niet bewaard"
    mine = json.loads((folder / "session.json").read_bytes())
    assert set(mine["answers"]) == {"a", "x"}
    ours = open_database(folder=theirs, device="ffffffffffff")
    ours._keeper.state.unite(open_database(read_only=True)._keeper.state)
    assert texts(ours) == {"a": "een", "x": "blijft"}


def test_when_no_place_is_left_nothing_is_kept_until_one_is(
    open_database: Open, quick: "Door", monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_database() as database:
        database.keep([put("a", "een")])
        with monkeypatch.context() as patch:
            patch.setattr(database._keeper._holding, "rescue", ())
            failing(quick, os.fdatasync)
            with pytest.raises(NotKeptError):
                database.keep([put("b", "twee")])
            with pytest.raises(NotKeptError):
                database.keep([put("b", "twee")])
            assert texts(database) == {"a": "een"}
            assert not database.compaction_due(quiet=True)
        with pytest.raises(MovedError):
            database.keep([put("b", "twee")])
        database.keep([put("b", "twee")])
        assert texts(database) == {"a": "een", "b": "twee"}
    with open_database() as database:
        assert texts(database) == {"a": "een", "b": "twee"}


def test_the_second_place_is_tried_when_the_first_fails(
    open_database: Open, own_state: Path, scratch: Path, quick: "Door"
) -> None:
    with open_database() as database:
        database.keep([put("a", "een")])
        (own_state / "rescued").write_bytes(b"a file where a folder should be")
        failing(quick, os.fdatasync)
        with pytest.raises(MovedError) as caught:
            database.keep([put("b", "twee")])
        assert scratch / "home" in caught.value.to.parents
        database.keep([put("b", "twee")])
    (own_state / "rescued").unlink()
    with open_database() as database:
        assert texts(database) == {"a": "een", "b": "twee"}


def test_what_can_not_come_home_yet_stays_where_it_is(
    open_database: Open, quick: "Door", monkeypatch: pytest.MonkeyPatch
) -> None:
    database = open_database()
    database.keep([put("a", "een")])
    failing(quick, os.fdatasync)
    with pytest.raises(MovedError) as caught:
        database.keep([put("b", "twee")])
    database.keep([put("b", "twee")])
    database.close()

    def no_room(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("sessions.store.snapshots.write_both", no_room)
        with open_database() as again:
            assert texts(again) == {"a": "een", "b": "twee"}
            assert CompactionFailed in {type(report) for report in again.reports}
    assert list(caught.value.to.iterdir()) != []
    with open_database() as again:
        assert texts(again) == {"a": "een", "b": "twee"}
    assert list(caught.value.to.iterdir()) == []


def test_compaction_keeps_the_lines_that_the_snapshot_before_does_not_hold(
    open_database: Open, folder: Path, quick: "Door"
) -> None:
    with open_database() as database:
        sizes = []
        for number in range(4):
            database.keep([put(str(number), "tekst")])
            database.compact()
            database.compact()
            sizes.append(journal_of(folder).read_bytes().count(b"\n"))
        assert sizes == [1, 1, 1, 1]
        backup = json.loads((folder / "session.json.bak").read_bytes())
        assert list(backup["answers"]) == ["0", "1", "2"]
    assert quick.count


def test_compaction_is_due_when_the_journal_has_grown_and_sooner_when_it_is_quiet(
    open_database: Open, quick: "Door", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compaction, "DUE", 5000)
    with open_database() as database:
        database.keep([put("a", "kort")])
        assert not database.compaction_due(quiet=True)
        database.keep([put("b", "lang " * 900)])
        assert database.compaction_due(quiet=True)
        assert not database.compaction_due(quiet=False)
        database.keep([put("c", "lang " * 900)])
        assert database.compaction_due(quiet=False)
        database.compact()
        assert not database.compaction_due(quiet=True)
    assert quick.count


def test_an_answer_is_kept_while_a_snapshot_is_written(
    open_database: Open, folder: Path, quick: "Door", monkeypatch: pytest.MonkeyPatch
) -> None:
    write_snapshot = snapshots.write_snapshot
    with open_database() as database:
        database.keep([put("a", "een")])

        def amid(*args: Any) -> None:
            answering = Thread(target=lambda: database.keep([put("b", "twee")]))
            answering.start()
            answering.join(timeout=10)
            assert not answering.is_alive()
            write_snapshot(*args)

        monkeypatch.setattr(snapshots, "write_snapshot", amid)
        database.compact()
        assert list(json.loads((folder / "session.json").read_bytes())["answers"]) == ["a"]
        assert texts(database) == {"a": "een", "b": "twee"}
        database._keeper.read_only = True
    with open_database() as database:
        assert texts(database) == {"a": "een", "b": "twee"}
        assert database.reports == ()
    assert quick.count


def test_closing_waits_for_a_compaction_and_none_begins_after_it(
    open_database: Open, folder: Path, quick: "Door", monkeypatch: pytest.MonkeyPatch
) -> None:
    write_snapshot, closing = snapshots.write_snapshot, []
    database = open_database()
    database.keep([put("a", "een")])

    def amid(*args: Any) -> None:
        closing.append(Thread(target=database.close))
        closing[0].start()
        assert database.held
        write_snapshot(*args)

    monkeypatch.setattr(snapshots, "write_snapshot", amid)
    database.compact()
    closing[0].join()
    assert not database.held
    before = contents(folder)
    database.compact()
    assert contents(folder) == before
    assert journal_of(folder).read_bytes() == b""
    assert quick.count


def test_a_compaction_that_failed_is_not_tried_again_before_more_is_written(
    open_database: Open, quick: "Door"
) -> None:
    with open_database() as database:
        database.keep([put("a", "lang " * 900)])
        failing(quick, os.replace)
        database.compact()
        assert not database.compaction_due(quiet=True)
        database.keep([put("b", "lang " * 900)])
        assert database.compaction_due(quiet=True)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("call", [os.replace, os.fsync, os.read], ids=lambda call: call.__name__)
def test_a_failed_compaction_is_a_report_and_no_more(
    call: "Call", open_database: Open, quick: "Door"
) -> None:
    with open_database() as database:
        database.keep([put("a", "een")])
        database.compact()
        database.keep([put("b", "twee")])
        failing(quick, call)
        database.compact()
        (report,) = database.reports
        assert isinstance(report, CompactionFailed)
        assert report.reason == "Input/output error"
        database.keep([put("c", "drie")])
        database.compact()
        assert len(database.reports) == 1
    with open_database() as database:
        assert texts(database) == {"a": "een", "b": "twee", "c": "drie"}


def test_a_snapshot_that_reads_back_as_something_else_is_not_used(
    open_database: Open, folder: Path, quick: "Door", monkeypatch: pytest.MonkeyPatch
) -> None:
    def lying(function: "Call", /, *args: Any) -> Any:
        result = quick.call(function, *args)
        return result.replace(b"twee", b"twaa") if function is os.read else result

    with open_database() as database:
        database.keep([put("a", "een")])
        database.compact()
        database.keep([put("b", "twee")])
        monkeypatch.setattr(system, "call", lying)
        database.compact()
        monkeypatch.setattr(system, "call", quick.call)
        (report,) = database.reports
        assert isinstance(report, CompactionFailed)
        assert "reads back as something else" in report.reason
        assert not list(folder.glob("*.tmp"))


def test_a_snapshot_of_a_later_version_is_not_replaced(
    open_database: Open, folder: Path, quick: "Door", monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("sessions.store.snapshot.FORMAT", 9)
        with open_database() as database:
            database.keep([put("a", "een")])
        later = (folder / "session.json").read_bytes()
    (folder / "session.json").unlink()
    with open_database() as database:
        assert database.read_only
    (folder / "session.json.bak").unlink()
    with open_database() as database:
        database.keep([put("b", "twee")])
        (folder / "session.json").write_bytes(later)
        database.compact()
        assert isinstance(database.reports[-1], CompactionFailed)
    assert (folder / "session.json").read_bytes() == later
    assert quick.count


def test_a_journal_whose_place_is_not_certain_after_compaction_is_left_for_another(
    open_database: Open, folder: Path, quick: "Door", monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_database() as database:
        for number in range(3):
            database.keep([put(str(number), "tekst")])
            database.compact()
        database.keep([put("3", "tekst")])
        after: list[bool] = []

        def failing_then(function: "Call", /, *args: Any) -> Any:
            if function is os.replace and str(args[1]).endswith(".jsonl"):
                after.append(True)
            if function is os.fsync and after:
                monkeypatch.setattr(system, "call", quick.call)
                raise OSError(errno.EIO, "Input/output error")
            return quick.call(function, *args)

        monkeypatch.setattr(system, "call", failing_then)
        database.compact()
        (report,) = database.reports
        assert report == Moved(folder, "Input/output error", database.moved_to)
        database.keep([put("4", "tekst")])
    with open_database() as database:
        assert list(texts(database)) == list("01234")


@pytest.mark.parametrize("stranger", [False, True])
def test_a_journal_that_can_not_be_replaced_is_gone_on_with_if_it_is_there(
    stranger: bool,
    open_database: Open,
    quick: "Door",
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with open_database() as database:
        for number in range(3):
            database.keep([put(str(number), "tekst")])
            database.compact()
        database.keep([put("3", "tekst")])

        def refusing(function: "Call", /, *args: Any) -> Any:
            if function is os.replace and str(args[1]).endswith(".jsonl"):
                monkeypatch.setattr(system, "call", quick.call)
                if stranger:
                    replaced(args[1])
                raise OSError(errno.EACCES, "Permission denied")
            return quick.call(function, *args)

        monkeypatch.setattr(system, "call", refusing)
        database.compact()
        (report,) = database.reports
        assert isinstance(report, Moved if stranger else CompactionFailed)
        database.keep([put("4", "tekst")])
    with open_database() as database:
        assert list(texts(database)) == list("01234")


def test_an_older_snapshot_that_came_back_never_becomes_the_one_before(
    open_database: Open, folder: Path, quick: "Door"
) -> None:
    with open_database() as database:
        database.keep([put("0", "tekst")])
    stale = (folder / "session.json").read_bytes()
    with open_database() as database:
        for number in range(1, 4):
            database.keep([put(str(number), "tekst")])
            database.compact()
        backup = (folder / "session.json.bak").read_bytes()
        database.keep([put("4", "tekst")])
        (folder / "session.json").write_bytes(stale)
        database.compact()
        assert (folder / "session.json.bak").read_bytes() == backup
        (folder / "session.json").write_bytes(stale)
        database.keep([put("5", "tekst")])
        database._keeper.read_only = True
    with open_database() as database:
        assert list(texts(database)) == list("012345")
    assert quick.count


def test_a_snapshot_of_a_colleague_that_arrives_meanwhile_is_taken_in(
    open_database: Open, folder: Path, scratch: Path, quick: "Door"
) -> None:
    theirs = scratch / "theirs"
    with open_database(folder=theirs, device="ffffffffffff") as colleague:
        colleague.keep([put("x", "van de ander")])
    with open_database() as database:
        database.keep([put("a", "een")])
        (folder / "session.json").write_bytes((theirs / "session.json").read_bytes())
        database.compact()
        assert texts(database) == {"a": "een", "x": "van de ander"}
    with open_database() as database:
        assert texts(database) == {"a": "een", "x": "van de ander"}
    assert quick.count


def test_what_a_dead_process_left_unfinished_is_taken_away(
    open_database: Open, folder: Path, quick: "Door"
) -> None:
    with open_database() as database:
        database.keep([put("a", "een")])
    (folder / "session.json.99.tmp").write_bytes(b"{")
    (folder / "somebody's.tmp").write_bytes(b"{")
    with open_database():
        assert [path.name for path in folder.glob("*.tmp")] == ["somebody's.tmp"]
    assert quick.count


def test_one_process_writes_and_others_may_read(open_database: Open, quick: "Door") -> None:
    with open_database() as database:
        database.keep([put("a", "een")])
        with pytest.raises(HeldError) as caught:
            open_database()
        assert caught.value.holder.pid == os.getpid()
        with open_database(read_only=True) as reader:
            assert texts(reader) == {"a": "een"}
            assert reader.read_only
            with pytest.raises(ReadOnlyError):
                reader.keep([put("b", "twee")])
    with pytest.raises(ReadOnlyError):
        database.keep([put("b", "twee")])
    database.close()
    with open_database() as again:
        assert texts(again) == {"a": "een"}
    assert quick.count


def test_reading_makes_and_changes_nothing(open_database: Open, folder: Path) -> None:
    with open_database() as database:
        database.keep([put("a", "een")])
        database._keeper.read_only = True
    path = journal_of(folder)
    path.write_bytes(b"no line\n" + path.read_bytes() + b"half a line")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with open_database(read_only=True) as reader:
        assert texts(reader) == {"a": "een"}
        assert reader.reports == (BadLines(path, 1, None),)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_folder_that_can_not_be_written_to_says_so(open_database: Open, quick: "Door") -> None:
    failing(quick, os.mkdir, errno.EROFS)
    with pytest.raises(Exception, match="Read-only file system"):
        open_database()
    quick.fault = None
    with open_database() as database:
        database.keep([put("a", "een")])


def test_only_the_owner_may_look(open_database: Open, folder: Path) -> None:
    with open_database() as database:
        database.keep([put("a", "een")])
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_a_symbolic_link_is_not_followed(open_database: Open, folder: Path, scratch: Path) -> None:
    (scratch / "elsewhere").write_bytes(b"")
    folder.mkdir()
    (folder / "journal.0123456789ab.jsonl").symlink_to(scratch / "elsewhere")
    with pytest.raises(Exception, match="symbolic"):
        open_database()


def test_threads_keep_one_after_the_other_while_another_compacts(open_database: Open) -> None:
    with open_database() as database:

        def work(name: str) -> None:
            for number in range(15):
                database.keep([put(f"{name}{number}", "tekst")])
                if number % 5 == 0:
                    database.compact()
                assert f"{name}{number}" in texts(database)

        threads = [Thread(target=work, args=(name,)) for name in "abc"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(texts(database)) == 45
        assert database.reports == ()
    with open_database() as database:
        assert len(texts(database)) == 45
        assert database.reports == ()


def test_a_write_that_can_not_be_taken_back_is_left_for_another_place(
    open_database: Open, quick: "Door", monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_database() as database:
        database.keep([put("a", "een")])
        broken = [system._pwrite, os.ftruncate]

        def failing_both(function: "Call", /, *args: Any) -> Any:
            if function in broken:
                broken.remove(function)
                raise OSError(errno.EIO, "Input/output error")
            return quick.call(function, *args)

        monkeypatch.setattr(system, "call", failing_both)
        with pytest.raises(MovedError):
            database.keep([put("b", "twee")])
        assert broken == []
        database.keep([put("b", "twee")])
    with open_database() as database:
        assert texts(database) == {"a": "een", "b": "twee"}


def test_a_move_in_the_middle_of_a_compaction(
    open_database: Open, quick: "Door", monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_database() as database:
        database.keep([put("a", "een")])
        write_snapshot = snapshots.write_snapshot

        def moving(*args: Any) -> None:
            with monkeypatch.context() as patch:
                patch.setattr(snapshots, "write_snapshot", write_snapshot)
                failing(quick, os.fdatasync)
                with pytest.raises(MovedError):
                    database.keep([put("b", "twee")])
                quick.fault = None
                write_snapshot(*args)

        with monkeypatch.context() as patch:
            patch.setattr(snapshots, "write_snapshot", moving)
            database.compact()
        database.keep([put("c", "drie")])
    with open_database() as database:
        assert texts(database) == {"a": "een", "c": "drie"}


@pytest.mark.parametrize("device", ["", "a-b", "a b", "é"])
def test_a_device_is_letters_and_digits(device: str, open_database: Open) -> None:
    """A journal of device a-b would read as a copy of the journal of device a."""
    with pytest.raises(ValueError, match="letters and digits"):
        open_database(device=device)

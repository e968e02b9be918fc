"""What a folder says after truncation, bit rot, hands and other programs: read, or put aside."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from sessions.store import lines, places, snapshot
from sessions.store.database import Database
from sessions.store.errors import (
    DocumentError,
    NewerFormatError,
    ReadOnlyError,
    UnreadableError,
    Why,
)
from sessions.store.names import Names
from sessions.store.opening import load, only_reading
from sessions.store.operations import Drop, Operation, Put
from sessions.store.reports import (
    BadLines,
    BadTail,
    Gap,
    Migrated,
    NewerFormat,
    Report,
    SnapshotDamaged,
    Unreadable,
)
from sessions.store.state import Change
from tests.sessions.store.conftest import DEVICE

Open = Callable[..., Database]
pytestmark = pytest.mark.usefixtures("quick")


def put(name: str, text: str) -> Put:
    return Put("answers", name, {"id": name, "text": text})


def texts(database: Database) -> dict[str, str]:
    return {document["id"]: document["text"] for document in database.documents("answers")}


def written(open_database: Open, *sessions: list[Operation], compact: bool = True) -> None:
    """Each of `sessions` a line for each operation; without `compact` as if the power failed."""
    for operations in sessions:
        database = open_database()
        for operation in operations:
            database.keep([operation])
        if compact:
            database.compact()
        database._keeper.read_only = True
        database.close()


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def restore(folder: Path, files: dict[Path, bytes]) -> None:
    for path in folder.iterdir():
        if path.is_file() and path not in files:
            path.unlink()
    for path, data in files.items():
        path.write_bytes(data)


def journal_of(folder: Path) -> Path:
    (found,) = folder.glob("journal.*.jsonl")
    return found


def quarantined(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted((folder / "quarantine").glob("*"))]


def kinds(database: Database) -> list[type[Report]]:
    return [type(report) for report in database.reports]


FIVE: list[Operation] = [put(name, f"antwoord {name}") for name in "abcde"]


def test_a_journal_cut_at_any_byte_gives_every_line_before_the_cut(
    open_database: Open, folder: Path
) -> None:
    written(open_database, FIVE, compact=False)
    path = journal_of(folder)
    whole = path.read_bytes()
    for size in range(len(whole) + 1):
        path.write_bytes(whole[:size])
        places.lock_path(folder, "session").unlink()  # the power cut took what it noted, too
        database = open_database()
        complete = whole[:size].count(b"\n")
        assert list(texts(database)) == list("abcde")[:complete]
        torn = whole[:size].rpartition(b"\n")[2]
        assert kinds(database) == ([BadTail] if torn else [])
        assert path.read_bytes() == whole[: size - len(torn)]
        database.keep([put("f", "verder")])
        database._keeper.read_only = True
        database.close()
        if torn:
            assert torn in quarantined(folder)
        with open_database(read_only=True) as again:
            assert texts(again)["f"] == "verder"
            assert again.reports == ()


@pytest.mark.parametrize("name", ["session.json", "session.json.bak"])
def test_a_snapshot_cut_at_any_byte_loses_nothing(
    name: str, open_database: Open, folder: Path
) -> None:
    written(open_database, FIVE[:2], [Drop("answers", "a"), FIVE[2]])
    before = contents(folder)
    path = folder / name
    for size in range(len(before[path]) - 1):
        restore(folder, before)
        path.write_bytes(before[path][:size])
        with open_database() as database:
            assert list(texts(database)) == list("bc")
            (report,) = database.reports
            assert isinstance(report, SnapshotDamaged)
            assert (report.path, report.whole) == (path, True)
        assert before[path][:size] in quarantined(folder) or not size


@pytest.mark.parametrize("flips", [300, pytest.param(10_000, marks=pytest.mark.slow)])
def test_a_flipped_bit_is_found_and_takes_at_most_the_line_it_is_in(
    flips: int, open_database: Open, folder: Path
) -> None:
    written(open_database, FIVE[:2], FIVE[2:4])
    written(open_database, FIVE[4:], compact=False)
    before = contents(folder)
    everything = texts(_closed(open_database(read_only=True)))
    chance = random.Random(5)
    for _ in range(flips):
        restore(folder, before)
        path = chance.choice(sorted(before))
        data = bytearray(before[path])
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        with open_database() as database:
            found = texts(database)
            expected = dict(everything)
            if path.suffix == ".jsonl" and "e" not in found:
                del expected["e"]
                assert database.reports
            assert found == expected
            for report in database.reports:
                if isinstance(report, SnapshotDamaged):
                    assert report.whole
                    assert report.quarantined is not None
                    assert report.quarantined.read_bytes() == data
        with open_database(read_only=True) as again:
            assert texts(again) == found


def _closed(database: Database) -> Database:
    database.close()
    return database


def test_for_a_listing_two_snapshots_that_are_the_same_vouch_for_each_other(
    open_database: Open, folder: Path
) -> None:
    open_database().close()
    with open_database() as database:
        database.keep(FIVE)
    both = [folder / "session.json", folder / "session.json.bak"]
    assert both[0].read_bytes() == both[1].read_bytes()
    names, found = Names(folder, "session"), []
    for path in both:
        path.write_bytes(path.read_bytes().replace(b"antwoord a", b"antwoord x"))
        found += [load(names, DEVICE, only_reading, listing=one) for one in (True, False)]
    damaged = [SnapshotDamaged in map(type, one.reports) for one in found]
    assert damaged == [True, True, False, True]
    assert [one.whole for one in found] == [True, True, True, False]


def test_a_bad_line_is_put_aside_and_the_ones_after_it_are_read(
    open_database: Open, folder: Path
) -> None:
    written(open_database, FIVE, compact=False)
    path = journal_of(folder)
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"antwoord c", b"Antwoord c"))
    bad = path.read_bytes().splitlines(keepends=True)[2]
    database = open_database()
    assert list(texts(database)) == list("abde")
    (bad_lines, gap) = sorted(database.reports, key=lambda report: type(report).__name__)
    assert isinstance(bad_lines, BadLines)
    assert bad_lines.count == 1
    assert bad_lines.quarantined is not None
    assert bad_lines.quarantined.read_bytes() == bad
    assert gap == Gap(path, 2, 4)
    database.close()
    with open_database() as again:
        assert again.reports == ()
        assert list(texts(again)) == list("abde")


def test_a_complete_last_line_that_rotted_gives_its_number_to_no_other(
    open_database: Open, folder: Path
) -> None:
    written(open_database, FIVE, compact=False)
    path = journal_of(folder)
    path.write_bytes(path.read_bytes().replace(b"antwoord e", b"Antwoord e"))
    with open_database() as database:
        assert kinds(database) == [BadTail]
        database.keep([put("f", "verder")])
    assert json.loads((folder / "session.json").read_bytes())["_kring"]["about"]["covers"] == {
        "0123456789ab": 6
    }


def test_quarantine_is_one_for_all_the_data(open_database: Open, folder: Path) -> None:
    folder.mkdir()
    (folder / "format.json").write_text('{"format": 1}')
    session = folder / "networks" / "noord"
    database = open_database(folder=session)
    database.keep([put("a", "een")])
    database._keeper.read_only = True
    database.close()
    with journal_of(session).open("ab") as journal:
        journal.write(b"torn")
    with open_database(folder=session) as database:
        (report,) = database.reports
        assert isinstance(report, BadTail)
        assert report.quarantined is not None
        assert report.quarantined.parent == folder / "quarantine"
        assert report.size == 4


def test_what_can_not_be_put_aside_is_not_touched(open_database: Open, folder: Path) -> None:
    written(open_database, FIVE)
    (folder / "session.json").write_bytes(b"broken")
    before = contents(folder)
    (folder / "quarantine").write_bytes(b"a file where a folder should be")
    with pytest.raises(UnreadableError):
        open_database()
    (folder / "quarantine").unlink()
    assert contents(folder) == before


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: json.dumps(json.loads(data)).encode(),
        lambda data: json.dumps(json.loads(data), indent=8, ensure_ascii=False).encode(),
    ],
    ids=["byte order mark", "line ends", "escapes on one line", "indentation"],
)
def test_a_snapshot_that_says_the_same_in_another_way_is_as_good(
    rewrite: Callable[[bytes], bytes], open_database: Open, folder: Path
) -> None:
    written(open_database, [put("a", "één 👋🏽 \u202eabc")])
    path = folder / "session.json"
    path.write_bytes(rewrite(path.read_bytes()))
    with open_database() as database:
        assert database.reports == ()
        assert texts(database) == {"a": "één 👋🏽 \u202eabc"}


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data + b"\n\n",
        lambda data: b"".join(reversed(data.splitlines(keepends=True))),
        lambda data: data + data,
    ],
    ids=["byte order mark", "line ends", "blank lines", "another order", "twice"],
)
def test_a_journal_that_a_program_rewrote_is_read(
    rewrite: Callable[[bytes], bytes], open_database: Open, folder: Path
) -> None:
    written(open_database, FIVE, compact=False)
    path = journal_of(folder)
    path.write_bytes(rewrite(path.read_bytes()))
    with open_database() as database:
        assert database.reports == ()
        assert sorted(texts(database)) == list("abcde")
        database.keep([put("f", "verder")])
    with open_database() as database:
        assert sorted(texts(database)) == list("abcdef")


BROKEN = {
    "empty": b"",
    "no JSON": b"{'answers': ",
    "a list": b"[]",
    "tables that are none": b'{"answers": 3}',
    "no format": b'{"_kring": {"about": {"format": "x"}}}',
    "deep": b'{"answers": ' + b"[" * 5000 + b"]" * 5000 + b"}",
    "somewhat deep": b'{"answers": {"x": ' + b'{"a":' * 150 + b"1" + b"}" * 150 + b"}}",
    "giant number": b'{"answers": {"x": {"n": ' + b"9" * 5000 + b"}}}",
    "no number": b'{"answers": {"x": {"n": NaN}}}',
    "not UTF-8": b'{"answers": {"x": {"n": "\xff"}}}',
    "lone surrogate": b'{"answers": {"x": {"n": "\\ud800"}}}',
    "infinite format": b'{"_kring": {"about": {"format": 1e999}}}',
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_snapshot_that_makes_no_sense_is_put_aside(
    broken: bytes, open_database: Open, folder: Path
) -> None:
    written(open_database, FIVE[:2], FIVE[2:])
    (folder / "session.json").write_bytes(broken)
    with open_database() as database:
        assert list(texts(database)) == list("abcde")
        assert kinds(database) == [SnapshotDamaged]
    assert broken in quarantined(folder) or not broken


def test_a_change_by_hand_is_put_aside_when_nothing_is_missing(
    open_database: Open, folder: Path
) -> None:
    written(open_database, FIVE)
    path = folder / "session.json"
    path.write_text(path.read_text().replace("antwoord a", "anders"))
    with open_database() as database:
        assert texts(database)["a"] == "antwoord a"
        assert kinds(database) == [SnapshotDamaged]
    assert any(b"anders" in copy for copy in quarantined(folder))


def test_a_damaged_snapshot_is_read_where_there_is_nothing_else(
    open_database: Open, folder: Path
) -> None:
    written(open_database, FIVE[:2], FIVE[2:4], FIVE[4:])
    path = folder / "session.json"
    said = json.loads(path.read_bytes())
    said["answers"]["by hand"] = {"id": "by hand", "text": "erbij"}
    said["answers"]["no document"] = 3
    path.write_text(json.dumps(said))
    (folder / "session.json.bak").unlink()
    with open_database() as database:
        assert set(texts(database)) == {*"abcde", "by hand"}
        (report, gap) = database.reports
        assert isinstance(report, SnapshotDamaged)
        assert not report.whole
        assert gap == Gap(journal_of(folder), 0, 5)
        database.keep([put("a", "verbeterd")])
    with open_database() as database:
        assert texts(database)["a"] == "verbeterd"
        assert set(texts(database)) == {*"abcde", "by hand"}


def test_after_quitting_a_damaged_snapshot_is_read_too(open_database: Open, folder: Path) -> None:
    """Closed, the journal is empty: nothing then says what is missing."""
    with open_database() as database:
        database.keep(FIVE)
    path = folder / "session.json"
    data = path.read_bytes().replace(b'"id": "a"', b'"id": "A"', 1)
    path.write_bytes(data)
    (folder / "session.json.bak").write_bytes(data)
    with open_database() as database:
        assert len(texts(database)) == 5
        assert any(isinstance(one, SnapshotDamaged) and not one.whole for one in database.reports)


def test_where_nothing_can_be_read_it_says_so_and_nothing_is_written(
    open_database: Open, folder: Path
) -> None:
    written(open_database, FIVE[:2], FIVE[2:4], FIVE[4:])
    (folder / "session.json").write_bytes(b"broken")
    (folder / "session.json.bak").write_bytes(b"broken too")
    before = contents(folder)
    for read_only in (True, False):
        with pytest.raises(UnreadableError, match="nothing in it can be read"):
            open_database(read_only=read_only)
    assert contents(folder) == before


def test_a_snapshot_that_is_gone_is_made_again(open_database: Open, folder: Path) -> None:
    written(open_database, FIVE[:2], FIVE[2:])
    (folder / "session.json").unlink()
    with open_database() as database:
        assert kinds(database) == [SnapshotDamaged]
        assert list(texts(database)) == list("abcde")
    assert (folder / "session.json").exists()


def test_an_older_snapshot_that_came_back_is_filled_up_from_the_one_before(
    open_database: Open, folder: Path
) -> None:
    written(open_database, FIVE[:1])
    stale = (folder / "session.json").read_bytes()
    written(open_database, FIVE[1:2], FIVE[2:3], FIVE[3:])
    (folder / "session.json").write_bytes(stale)
    with open_database() as database:
        assert list(texts(database)) == list("abcde")
    with open_database() as database:
        assert list(texts(database)) == list("abcde")


def test_a_later_format_is_read_and_not_changed(
    open_database: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(snapshot, "FORMAT", 7)
        written(open_database, FIVE)
    (folder / "session.json.bak").unlink(missing_ok=True)
    before = contents(folder)
    database = open_database()
    assert database.reports == (NewerFormat(folder / "session.json", 7),)
    assert list(texts(database)) == list("abcde")
    assert database.read_only
    with pytest.raises(ReadOnlyError):
        database.keep([put("f", "verder")])
    database.compact()
    database.close()
    assert contents(folder) == before


def test_a_later_format_that_says_nothing_to_us_is_left_alone(
    open_database: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(snapshot, "FORMAT", 7)
        patch.setattr(snapshot, "_marks", lambda _: [])
        written(open_database, FIVE)
    before = contents(folder)
    with pytest.raises(NewerFormatError) as caught:
        open_database()
    assert caught.value.format == 7
    assert contents(folder) == before


def test_an_older_format_is_brought_over_and_a_copy_is_kept(
    open_database: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(open_database, FIVE)
    old = (folder / "session.json").read_bytes()

    def step(said: dict[str, Any]) -> dict[str, Any]:
        for document in said["answers"].values():
            document["text"] = document["text"].upper()
        said["_kring"]["about"]["format"] = 2
        return said

    monkeypatch.setattr(snapshot, "FORMAT", 2)
    monkeypatch.setitem(snapshot.STEPS, 1, step)
    with open_database() as database:
        assert texts(database)["a"] == "ANTWOORD A"
        (report,) = database.reports
        assert isinstance(report, Migrated)
        assert report.format == 1
        assert report.copy is not None
        assert report.copy.read_bytes() == old
    assert json.loads((folder / "session.json").read_bytes())["_kring"]["about"]["format"] == 2
    with open_database() as database:
        assert database.reports == ()


def _as_the_first_version_left_it(name: str, folder: Path) -> None:
    """What the first version wrote, byte for byte."""
    folder.mkdir()
    for path in (Path(__file__).parent / name).iterdir():
        (folder / path.name).write_bytes(path.read_bytes())


def test_the_first_format_is_read_for_ever(open_database: Open, folder: Path) -> None:
    _as_the_first_version_left_it("format_1", folder)
    with open_database() as database:
        assert database.reports == ()
        assert texts(database) == {
            "1f0e5cbe5f0b4c2fbcb6f0a5a64cf0a1": "leden zijn bereikbaar",
            "9a1d2f4b8c3e4d5fa6b7c8d9e0f1a2b3": "verbeterd: men kent elkaar",
            "c0ffee00c0ffee00c0ffee00c0ffee00": "er is diversiteit\nin alles 👋🏽",
        }
        (person,) = database.documents("people")
        assert person == {"id": "zoe", "name": "Zoë", "since": None, "weight": 1.5, "here": True}


def test_what_two_devices_wrote_in_the_first_format_is_read_for_ever(
    open_database: Open, folder: Path
) -> None:
    """An answer that both changed has two versions; one that was changed there is no more gone."""
    _as_the_first_version_left_it("format_1_differing", folder)
    with open_database() as database:
        assert database.reports == ()
        assert texts(database) == {
            "1f0e5cbe5f0b4c2fbcb6f0a5a64cf0a1": "een duidelijk doel",
            "9a1d2f4b8c3e4d5fa6b7c8d9e0f1a2b3": "tijd om te investeren",
            "c0ffee00c0ffee00c0ffee00c0ffee00": "er is diversiteit",
        }
        (differing,) = database.differing
        assert [one["text"] for one in differing.others] == ["een doel van ons samen"]
        assert (differing.devices, differing.numbers) == (("0123456789ab", "ffffffffffff"), (2, 1))


def test_another_device_s_damage_is_told_and_left_alone(open_database: Open, folder: Path) -> None:
    written(open_database, FIVE[:2], compact=False)
    database = open_database(device="ffffffffffff")
    for operation in FIVE[2:]:
        database.keep([operation])
    database._keeper.read_only = True
    database.close()
    theirs = folder / "journal.ffffffffffff.jsonl"
    data = theirs.read_bytes().replace(b"antwoord c", b"Antwoord c")
    theirs.write_bytes(data + b'{"seq":4,')
    damaged = theirs.read_bytes()
    with open_database() as mine:
        assert sorted(texts(mine)) == list("abde")
        assert mine.reports == (Unreadable(theirs, Why.LINES),)
    assert theirs.read_bytes() == damaged
    theirs.write_bytes(data.replace(b"Antwoord c", b"antwoord c"))
    with open_database() as mine:
        assert sorted(texts(mine)) == list("abcde")


def test_another_device_s_journal_that_can_not_be_read_is_told(
    open_database: Open, folder: Path
) -> None:
    written(open_database, FIVE)
    theirs = folder / "journal.ffffffffffff.jsonl"
    theirs.mkdir()
    with open_database() as mine:
        assert list(texts(mine)) == list("abcde")
        (report,) = mine.reports
        assert isinstance(report, Unreadable)
        assert report.path == theirs


def test_a_journal_that_is_no_file_is_an_error(open_database: Open, folder: Path) -> None:
    (folder / "journal.0123456789ab.jsonl").mkdir(parents=True)
    with pytest.raises(UnreadableError):
        open_database()


def test_a_damaged_snapshot_waits_for_the_one_before_it_to_be_readable(
    open_database: Open, folder: Path
) -> None:
    written(open_database, FIVE)
    (folder / "session.json").write_bytes(b"broken")
    (folder / "session.json.bak").mkdir()
    with pytest.raises(UnreadableError):
        open_database()
    assert (folder / "session.json").read_bytes() == b"broken"
    (folder / "session.json.bak").rmdir()
    with open_database() as database:
        assert list(texts(database)) == list("abcde")


def _deep(levels: int) -> Any:
    value: Any = "diep"
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    "document",
    [
        {"number": float("nan")},
        {"number": float("inf")},
        {"number": 10**5000},
        {"text": "\ud800"},
        {"list": (1, 2)},
        {3: "drie"},
        {"set": {1, 2}},
        {"deep": _deep(89)},
        {"deep": _deep(2000)},
        {"text": "x" * lines.LONGEST},
    ],
    ids=[
        "NaN", "infinity", "giant", "surrogate", "tuple", "number as key", "set",
        "deep", "deeper", "long",
    ],
)  # fmt: skip
def test_a_document_that_would_not_come_back_is_refused(
    document: dict[Any, Any], open_database: Open
) -> None:
    with open_database() as database:
        database.keep([put("a", "een")])
        with pytest.raises(DocumentError):
            database.keep([put("b", "twee"), Put("answers", "c", document)])
        assert texts(database) == {"a": "een"}
    with open_database() as database:
        assert texts(database) == {"a": "een"}


@pytest.mark.parametrize("operation", [Put("_kring", "x", {}), Drop("_kring", "x")])
def test_no_table_has_the_store_s_own_name(operation: Operation, open_database: Open) -> None:
    with open_database() as database, pytest.raises(DocumentError):
        database.keep([operation])


def test_a_document_as_deep_as_may_be_comes_back(open_database: Open) -> None:
    document = {"id": "a", "text": "(:[{", "deep": _deep(85)}
    for _ in range(2):
        with open_database() as database:
            database.keep([Put("answers", "a", document)])
            assert database.documents("answers") == [document]


@pytest.mark.parametrize(
    "said",
    [
        [],
        {"seq": 0, "ops": []},
        {"seq": 1, "ops": [["put", "answers", "a"]]},
        {"seq": 1, "ops": [["put", "_kring", "a", {}]]},
        {"seq": 1, "ops": [["drop", "answers", "a", 3]]},
        {"seq": 1, "ops": [["drop", "answers", "a", {"dev": "x"}]]},
        {"seq": 1, "ops": [["shuffle"]]},
    ],
)
def test_a_line_that_says_something_else_is_no_line(said: Any) -> None:
    data = json.dumps(said).encode()
    with pytest.raises(ValueError, match=r"not a|not an"):
        lines.decode(b"%s\t%08x\n" % (data, crc32(data)))


def test_a_line_comes_back_with_what_it_takes_the_place_of() -> None:
    changes = [
        Change(put("a", "een"), {"aaa": 3}),
        Change(Drop("answers", "b"), {"aaa": 4, "bbb": 1}),
    ]
    raw, line = lines.encode(12, changes, Path())
    assert lines.decode(raw) == line == lines.Line(12, tuple(changes))

"""Snapshots damaged in any way, both at once: what is good is read, and no byte goes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sessions.errors import StoreError
from sessions.store import jsontext, snapshot
from sessions.store.care import check, repair
from sessions.store.database import Database
from sessions.store.operations import Put
from sessions.store.reports import Gap, SnapshotDamaged, TwoVersions
from sessions.store.salvage import salvaged, sides

Open = Callable[..., Database]
pytestmark = pytest.mark.usefixtures("quick")
MINE, THEIRS = "0123456789ab", "ffffffffffff"
SIX = {f"id{n}": f"woord {n}" for n in range(6)}
anyhow = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def put(name: str, text: str) -> Put:
    return Put("answers", name, {"id": name, "text": text})


def texts(database: Database) -> dict[str, str]:
    return {document["id"]: document["text"] for document in database.documents("answers")}


@pytest.fixture
def session(folder: Path, open_database: Open) -> Path:
    """A session of six answers that was closed, so that its journal is empty."""
    inside = folder / "networks" / "noord-1a2b" / "sessions" / "2026" / "2026-11-23-bb"
    folder.mkdir()
    (folder / "format.json").write_text('{"format": 1}')
    with open_database(folder=inside) as database:
        database.keep([put(name, text) for name, text in SIX.items()])
    return inside


@pytest.fixture
def opened(open_database: Open, session: Path) -> Open:
    """Opens that session."""

    def open_it(**given_: Any) -> Database:
        return open_database(folder=session, **given_)

    return open_it


def everything(root: Path) -> set[bytes]:
    return {path.read_bytes() for path in root.rglob("*") if path.is_file()}


def is_sound(data: bytes) -> bool:
    try:
        snapshot.decode(data)
    except snapshot.DamagedError:
        return False
    return True


def test_words_in_two_damaged_snapshots_are_read_and_both_files_kept(
    opened: Open, session: Path, folder: Path
) -> None:
    one, before = session / "session.json", session / "session.json.bak"
    cut, short = one.read_bytes()[:200], before.read_bytes()[:-5]
    one.write_bytes(cut)
    before.write_bytes(short)
    with opened() as database:
        assert texts(database) == SIX
        assert [(type(report), report.path) for report in database.reports] == [
            (SnapshotDamaged, one),
            (SnapshotDamaged, before),
        ]
    assert {cut, short} <= everything(folder)
    with opened() as database:
        assert database.reports == ()
        assert texts(database) == SIX


Mutation = Callable[[bytes], bytes]
MUTATIONS: st.SearchStrategy[Mutation] = st.one_of(
    st.floats(0, 1).map(lambda share: lambda data: data[: int(share * len(data))]),
    st.floats(0, 1).map(lambda share: lambda data: data[int(share * len(data)) :]),
    st.tuples(st.floats(0, 0.999), st.binary(max_size=9)).map(
        lambda what: (
            lambda data: (
                data[: int(what[0] * len(data))] + what[1] + data[int(what[0] * len(data)) + 3 :]
            )
        )
    ),
    st.binary(max_size=40).map(lambda other: lambda _: other),
    st.just(lambda data: b"<<<<<<< a\n" + data + b"=======\n" + data[:300] + b">>>>>>> b\n"),
    st.just(lambda data: data),
)


@anyhow
@given(MUTATIONS, MUTATIONS, st.sampled_from(["open", "repair", "check"]))
def test_no_damaged_byte_is_gone_after_opening_mending_and_looking(
    opened: Open, session: Path, folder: Path, one: Mutation, other: Mutation, what: str
) -> None:
    files = session / "session.json", session / "session.json.bak"
    before = {path: path.read_bytes() for path in files}
    damaged = {change(before[path]) for path, change in zip(files, (one, other), strict=True)}
    for path, change in zip(files, (one, other), strict=True):
        path.write_bytes(change(before[path]))
    try:
        match what:
            case "open":
                opened().close()
            case "repair":
                list(repair(folder, MINE))
            case _:
                list(check(folder, MINE))
    except StoreError:
        assert {path.read_bytes() for path in files} == damaged
    assert {data for data in damaged if not is_sound(data)} <= everything(folder)
    for path, data in before.items():
        path.write_bytes(data)


SPOILT = {
    "not a number": (b'"woord 0"', b"NaN", 5),
    "infinite": (b'"woord 0"', b"1e999", 5),
    "giant": (b'"woord 0"', b"9" * 5000, 5),
    "half a character": (b'"woord 0"', rb'"\ud800"', 5),
    "deep": (b'"woord 0"', b"[" * 150 + b"]" * 150, 5),
    "deeper": (b'"woord 0"', b"[" * 100_000 + b"]" * 100_000, 5),
    "no quotation mark": (b'"woord 0"', b'"woord 0', 5),
    "no beginning": (b'    "id0": {', b'    "id0: {', 5),
    "no end": (b"    },\n", b"", 5),
    "a comma too many": (b'"woord 0"\n', b'"woord 0",\n', 6),
    "not UTF-8": (b"woord 0", b"w\xe9rd 0", 6),
    "one id twice": (b'"id1": {', b'"id0": {', 6),
    "no marks": (b'"marks": {', b'"marks": 3, "not": {', 6),
}


@pytest.mark.parametrize(("good", "bad", "left"), SPOILT.values(), ids=SPOILT)
def test_one_spoilt_answer_takes_no_other_with_it(
    good: bytes, bad: bytes, left: int, opened: Open, session: Path, folder: Path
) -> None:
    path = session / "session.json"
    data = path.read_bytes().replace(good, bad, 1)
    (session / "session.json.bak").unlink()
    for ends in (b"\n", b"\r\n"):
        path.write_bytes(data.replace(b"\n", ends))
        with opened(read_only=True) as database:
            assert len(texts(database)) == left
            (report,) = database.reports
            assert isinstance(report, SnapshotDamaged)
            assert (report.whole, report.lost) == (False, 6 - left)
    opened().close()
    assert data.replace(b"\n", b"\r\n") in everything(folder)


def test_two_answers_of_one_id_stand_beside_one_another(opened: Open, session: Path) -> None:
    path = session / "session.json"
    data = path.read_bytes().replace(b'"id1": {', b'"id0": {').replace(b'"id": "id1"', b'"n": 1')
    (session / "session.json.bak").unlink()
    path.write_bytes(data)
    with opened() as database:
        (differing,) = database.differing
        assert {one["text"] for one in (differing.shown, *differing.others)} == {
            "woord 0",
            "woord 1",
        }


def test_what_stands_beside_another_is_read_of_a_damaged_file_too(
    opened: Open, session: Path
) -> None:
    path = session / "session.json"
    ours = path.read_bytes()
    with opened(device=THEIRS) as database:
        database.keep([put("id0", "van hen")])
    theirs = path.read_bytes()
    path.write_bytes(ours)
    (session / "session.json.bak").write_bytes(ours)
    with opened() as database:
        database.keep([put("id0", "van mij")])
    (session / "session (1).json").write_bytes(theirs)
    opened().close()
    state, _lost = salvaged(path.read_bytes().replace(b"woord 5", b"5"))
    found = {v.document["text"] for v in state.versions(("answers", "id0")) if v.document}
    assert found == {"van hen", "van mij"}


def with_a_right_sum(said: dict[str, Any], **about: Any) -> bytes:
    """The file that says it, as if the store had written it."""
    inside = said["_kring"]["about"]
    inside.update(about)
    inside.pop("sha256", None)
    inside["sha256"] = snapshot._sum(said)
    return jsontext.indented(said).encode()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
    | st.sampled_from(["answers", "id0", MINE, f"{MINE}:1", f"{MINE}:True"]),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.sampled_from(["answers", "id0", MINE, "x"]), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
PLACES = ("format", "covers", "missing", "marks", "others")


@anyhow
@given(st.sampled_from(PLACES), JSON, st.booleans())
def test_whatever_a_snapshot_says_it_is_read_or_refused(
    opened: Open, session: Path, place: str, value: Any, alone: bool
) -> None:
    files = session / "session.json", session / "session.json.bak"
    before = {path: path.read_bytes() for path in files}
    said = json.loads(before[files[0]])
    files[0].write_bytes(with_a_right_sum(said, **{place: value}))
    if alone:
        files[1].unlink()
    try:
        for _ in range(2):
            with opened() as database:
                if not database.read_only:
                    database.keep([put("later", "nog een")])
        with opened(read_only=True) as database:
            assert "later" in texts(database) or database.read_only
    except StoreError:
        assert is_sound(before[files[0]])
    for path, data in before.items():
        path.write_bytes(data)


@anyhow
@given(
    JSON,
    JSON | st.just([["put", "answers", "x", {"id": "x", "text": "x"}]]),
    st.sampled_from(["{}", "1e400", "true", "1.0"]),
)
def test_whatever_a_line_says_it_is_read_or_passed_over(
    opened: Open, session: Path, number: Any, operations: Any, raw: str
) -> None:
    journal = session / f"journal.{MINE}.jsonl"
    data = jsontext.encoded({"seq": number, "ops": operations}).encode()
    odd = f'{{"seq":{raw},"ops":[["put","answers","y",{{"id":"y","text":{raw}}}]]}}'.encode()
    journal.write_bytes(b"".join(b"%s\t%08x\n" % (line, crc32(line)) for line in (data, odd)))
    for _ in range(2):
        with opened() as database:
            database.keep([put("later", "nog een")])
            assert not any(report.path == session / "session.json" for report in database.reports)


@pytest.mark.parametrize("about", [{"covers": {"dev": "x"}}, {"covers": {"dev": {}}},
    {"marks": {"answers": dict.fromkeys(SIX, "bbb:True")}}, {"missing": {"dev": [[2, 1]]}},
    {"others": ["abcd"]}, {"format": True}, {"covers": {"dev": 1 << 60}}])  # fmt: skip
def test_a_snapshot_of_another_shape_is_damaged(about: dict[str, Any], session: Path) -> None:
    said = json.loads((session / "session.json").read_bytes())
    assert not is_sound(with_a_right_sum(said, **about))


def test_a_snapshot_that_was_spoilt_while_it_was_open_is_put_aside(
    opened: Open, session: Path, folder: Path
) -> None:
    with opened() as database:
        database.keep([put("later", "nog een")])
        (session / "session.json").write_bytes(b"halfway")
        (session / "session.json.bak").write_bytes(b"halfway too")
        database.compact()
        assert [type(report) for report in database.reports] == [SnapshotDamaged] * 2
    assert {b"halfway", b"halfway too"} <= everything(folder)
    with opened() as database:
        assert texts(database) == {**SIX, "later": "nog een"}
        assert database.reports == ()


def test_a_merge_that_git_leaves_while_it_is_open_is_taken_in(
    opened: Open, session: Path, folder: Path
) -> None:
    path = session / "session.json"
    ours = path.read_bytes()
    with opened(device=THEIRS) as theirs:
        theirs.keep([put("theirs", "van hen")])
    merge = b"<<<<<<< HEAD\n" + ours + b"=======\n" + path.read_bytes() + b">>>>>>> theirs\n"
    path.write_bytes(ours)
    (session / "session.json.bak").write_bytes(ours)
    with opened() as database:
        path.write_bytes(merge)
        database.keep([put("mine", "van mij")])
        database.compact()
        assert [type(report) for report in database.reports] == [TwoVersions]
        assert texts(database) == {**SIX, "theirs": "van hen", "mine": "van mij"}
    assert merge in everything(folder)


def test_a_line_that_another_s_journal_lacks_is_told(opened: Open, session: Path) -> None:
    theirs = session / f"journal.{THEIRS}.jsonl"
    with opened(device=THEIRS) as database:
        for name in "abcd":
            database.keep([put(name, "van hen")])
        database._keeper.read_only = True
    lines = theirs.read_bytes().splitlines(keepends=True)
    theirs.write_bytes(b"".join(lines[:1] + lines[3:]))
    with opened(read_only=True) as database:
        assert database.reports == (Gap(theirs, 1, 4),)
    theirs.write_bytes(b"".join(lines[2:]))
    with opened(read_only=True) as database:
        assert database.reports == ()


def test_git_may_show_what_both_sides_came_from() -> None:
    """With `merge.conflictStyle` diff3; that is neither side's."""
    said = b"a\n<<<<<<< HEAD\nvan ons\n||||||| base\nvoor\n=======\nvan hen\n>>>>>>> theirs\nz\n"
    assert sides(said) == [b"a\nvan ons\nz\n", b"a\nvan hen\nz\n"]


def test_of_a_damaged_file_what_was_dropped_stays_dropped(session: Path) -> None:
    """What a colleague dropped before the line that made it has arrived here."""
    said = json.loads((session / "session.json").read_bytes())
    gone = ["answers", "gone", f"{THEIRS}:3 {MINE}:9", None]
    data = with_a_right_sum(said, others=[gone])
    assert snapshot.decode(data).state.others
    state, _lost = salvaged(data.replace(b"woord 5", b"5"))
    (version,) = state.others["answers", "gone"]
    assert (version.device, version.number, version.document) == (THEIRS, 3, None)


def test_a_name_that_is_no_json_is_read_as_it_stands(session: Path) -> None:
    data = (session / "session.json").read_bytes().replace(b'"id3": {', b'"id\\q3": {')
    state, lost = salvaged(data)
    assert (set(state.tables["answers"]) - set(SIX), lost) == ({"id\\q3"}, 0)


def test_documents_of_which_the_table_is_lost_are_not_given_to_another(session: Path) -> None:
    data = (session / "session.json").read_bytes()
    table = b'  "answers": {\n'
    assert table in data
    state, _lost = salvaged(data.replace(table, b'  "other": {\n  },\n' + b"  rubbish\n"))
    assert "id0" not in state.tables.get("other", {})

"""What TinyDB promises of its tables holds on the journal too, and after opening again."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from tinydb import Query, TinyDB, where
from tinydb.operations import add, decrement, delete, increment, subtract
from tinydb.operations import set as set_to
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from sessions.store.database import Database
from sessions.store.errors import NotKeptError
from sessions.store.operations import Put
from sessions.store.storage import JournalStorage
from sessions.store.table import JournalTable

pytestmark = pytest.mark.usefixtures("quick")

Check = Callable[[Callable[[TinyDB], object], object], None]


def people(db: TinyDB) -> None:
    db.insert_multiple({"name": name, "visits": n} for n, name in enumerate(("Anna", "Bo", "Cas")))


def names(documents: list[Document]) -> list[str]:
    return [document["name"] for document in documents]


BEHAVIOUR: dict[str, tuple[Callable[[TinyDB], object], object]] = {
    "an empty database has nothing": (lambda db: (len(db), db.all(), db.tables()), (0, [], set())),
    "inserted documents come in order": (lambda db: (people(db), names(db.all()))[1],
        ["Anna", "Bo", "Cas"]),
    "a search gives what matches": (lambda db: (people(db), names(db.search(where("visits") > 0)))[1],
        ["Bo", "Cas"]),
    "a search finds what came since": (
        lambda db: (people(db), db.search(where("visits") == 9), db.insert({"name": "D", "visits": 9}),
            names(db.search(where("visits") == 9)))[3], ["D"]),
    "get gives the first or none": (
        lambda db: (people(db), db.get(where("visits") >= 1)["name"], db.get(where("visits") > 9))[1:],
        ("Bo", None)),
    "contains tells": (
        lambda db: (people(db), db.contains(where("name") == "Bo"), db.contains(where("name") == "X"))[1:],
        (True, False)),
    "count counts": (lambda db: (people(db), db.count(where("visits") < 2))[1], 2),
    "update changes what matches": (
        lambda db: (people(db), len(db.update({"here": True}, where("visits") > 0)), db.all())[1:],
        (2, [{"name": "Anna", "visits": 0}, {"name": "Bo", "visits": 1, "here": True},
             {"name": "Cas", "visits": 2, "here": True}])),
    "update changes all": (
        lambda db: (people(db), db.update({"visits": 7}), [d["visits"] for d in db])[2], [7, 7, 7]),
    "update takes operations": (
        lambda db: (people(db), db.update(increment("visits")), db.update(add("visits", 10)),
            db.update(subtract("visits", 1)), db.update(decrement("visits")),
            db.update(set_to("here", 1)), db.update(delete("name")), db.all())[7],
        [{"visits": 9, "here": 1}, {"visits": 10, "here": 1}, {"visits": 11, "here": 1}]),
    "update reaches into documents": (
        lambda db: (db.insert({"a": {"b": [1]}}), db.update(lambda d: d["a"]["b"].append(2)), db.all())[2],
        [{"a": {"b": [1, 2]}}]),
    "update_multiple does each": (
        lambda db: (people(db), len(db.update_multiple([
            ({"visits": 5}, where("name") == "Anna"), (delete("visits"), where("name") == "Cas")])),
            db.all())[1:],
        (2, [{"name": "Anna", "visits": 5}, {"name": "Bo", "visits": 1}, {"name": "Cas"}])),
    "upsert changes or inserts": (
        lambda db: (people(db), db.upsert({"visits": 4}, where("name") == "Bo"),
            db.upsert({"name": "Zoë"}, where("name") == "Zoë"), db.all())[3],
        [{"name": "Anna", "visits": 0}, {"name": "Bo", "visits": 4}, {"name": "Cas", "visits": 2},
         {"name": "Zoë"}]),
    "remove takes away what matches": (
        lambda db: (people(db), len(db.remove(where("visits") < 2)), names(db.all()))[1:], (2, ["Cas"])),
    "truncate leaves an empty table": (
        lambda db: (people(db), db.truncate(), len(db), db.tables())[2:], (0, {"_default"})),
    "tables keep apart": (
        lambda db: (db.table("a").insert({"x": 1}), db.table("b").insert({"x": 2}),
            db.table("a").all(), db.table("b").all(), db.tables(), len(db))[2:],
        ([{"x": 1}], [{"x": 2}], {"a", "b"}, 0)),
    "drop_table takes one": (
        lambda db: (people(db), db.table("a").insert({"x": 1}), db.drop_table("a"), db.drop_table("no"),
            db.tables(), len(db))[4:], ({"_default"}, 3)),
    "drop_tables takes all": (
        lambda db: (people(db), db.drop_tables(), db.tables(), db.all(), people(db), len(db))[2:],
        (set(), [], None, 3)),
    "persist_empty makes a table": (
        lambda db: (db.table("a", persist_empty=True), db.table("b"), db.tables())[2], {"a"}),
    "queries look inside": (
        lambda db: (db.insert({"a": {"b": [1, 2]}}), db.insert({"a": {"b": [3]}}),
            db.search(Query().a.b.any([2, 9])), db.search(Query().a.b == [3]),
            db.search(Query().fragment({"a": {"b": [3]}})), db.search(Query().c.exists()))[2:],
        ([{"a": {"b": [1, 2]}}], [{"a": {"b": [3]}}], [{"a": {"b": [3]}}], [])),
    "any mapping can be inserted": (lambda db: (db.insert(Only()), db.all())[1], [{"only": "this"}]),
    "all kinds of values come back": (
        lambda db: (db.insert({"n": None, "t": True, "f": 1.5, "s": "ü👋🏽\n", "l": [{}, []]}), db.all())[1],
        [{"n": None, "t": True, "f": 1.5, "s": "ü👋🏽\n", "l": [{}, []]}]),
}  # fmt: skip


class Only(Mapping[str, str]):
    """A mapping that is no dict."""

    def __getitem__(self, key: str) -> str:
        return {"only": "this"}[key]

    def __iter__(self) -> Iterator[str]:
        return iter(("only",))

    def __len__(self) -> int:
        return 1


@pytest.mark.parametrize(("do", "expected"), BEHAVIOUR.values(), ids=BEHAVIOUR)
def test_it_is_as_with_tinydb_s_own_storage(
    do: Callable[[TinyDB], object], expected: object, open_database: Callable[..., Database]
) -> None:
    with TinyDB(storage=MemoryStorage) as memory:
        assert do(memory) == expected
        after = {table: memory.table(table).all() for table in memory.tables()}
    with open_database() as database:
        assert do(database) == expected
    for _ in range(2):
        with open_database() as again:
            assert {table: again.table(table).all() for table in again.tables()} == after


@pytest.mark.parametrize(("do", "expected"), BEHAVIOUR.values(), ids=BEHAVIOUR)
def test_the_storage_is_complete_in_itself(
    do: Callable[[TinyDB], object],
    expected: object,
    folder: Any,
) -> None:
    """With TinyDB's own table, which reads and writes everything and numbers its documents."""
    with TinyDB(folder, "session", device="dev", storage=JournalStorage) as database:
        assert do(database) == expected
        after = {table: database.table(table).all() for table in database.tables()}
    with TinyDB(folder, "session", device="dev", storage=JournalStorage) as again:
        assert {table: again.table(table).all() for table in again.tables()} == after


def test_ids_are_strings_of_our_own(open_database: Callable[..., Database]) -> None:
    with open_database() as database:
        made = database.insert({"name": "Anna"})
        assert database.insert({"id": "bo", "name": "Bo"}) == "bo"
        assert database.insert(Document({"name": "Cas"}, 7)) == "7"
        assert database.insert_multiple([{"id": "d"}, {"x": 1}])[0] == "d"
        assert len(str(made)) == 32
        assert database.get(doc_id=made) == {"name": "Anna"}
        assert database.get(doc_id=7) == {"name": "Cas"}
        assert database.get(doc_ids=["bo", "no", 7]) == [
            {"id": "bo", "name": "Bo"},
            {"name": "Cas"},
        ]
        assert database.contains(doc_id="bo")
        assert database.update({"here": True}, doc_ids=["bo", "no", 7]) == ["bo", 7]
        assert database.remove(doc_ids=["bo", "no"]) == ["bo"]
        assert [document.doc_id for document in database][0] == made
    with open_database() as again:
        assert again.get(doc_id="7") == {"name": "Cas", "here": True}
        fresh = again.insert({"name": "Anna"})
        assert fresh != made


def test_an_id_that_is_taken_is_refused_and_nothing_is_inserted(
    open_database: Callable[..., Database],
) -> None:
    with open_database() as database:
        database.insert({"id": "a", "text": "een"})
        with pytest.raises(ValueError, match="already exists"):
            database.insert({"id": "a", "text": "twee"})
        with pytest.raises(ValueError, match="already exists"):
            database.insert_multiple([{"id": "b"}, {"id": "a", "text": "twee"}])
        with pytest.raises(ValueError, match="not a Mapping"):
            database.insert([1])
        with pytest.raises(ValueError, match="not a Mapping"):
            database.insert_multiple([{"id": "c"}, 3])
        assert database.all() == [{"id": "a", "text": "een"}]


def test_nothing_that_was_handed_out_or_in_is_the_database_s_own(
    open_database: Callable[..., Database],
) -> None:
    document = {"id": "a", "tags": ["een"]}
    with open_database() as database:
        database.table("answers").insert(document)
        document["tags"] = []
        for got in (
            database.table("answers").all()[0],
            database.table("answers").search(where("id") == "a")[0],
            database.documents("answers")[0],
            (database.storage.read() or {})["answers"]["a"],
        ):
            assert got["tags"] == ["een"]
            got["tags"].append("twee")
        assert database.documents("answers") == [{"id": "a", "tags": ["een"]}]


def test_an_update_that_fails_half_way_changes_nothing(
    open_database: Callable[..., Database],
) -> None:
    def fail_at_bo(document: dict[str, Any]) -> None:
        document["here"] = True
        if document["name"] == "Bo":
            raise RuntimeError

    with open_database() as database:
        people(database)
        with pytest.raises(RuntimeError):
            database.update(fail_at_bo)
        with pytest.raises(NotKeptError):
            database.update({"visits": float("nan")})
        assert [document["visits"] for document in database] == [0, 1, 2]
        assert not any("here" in document for document in database)


def test_just_the_delta_is_journalled(open_database: Callable[..., Database], folder: Any) -> None:
    with open_database() as database:
        database.insert_multiple({"id": str(n), "n": n} for n in range(100))
        (journal,) = folder.glob("journal.*")
        before = journal.stat().st_size
        database.update({"n": -1}, where("n") == 50)
        database.update({"n": -1}, where("n") == 500)
        database.remove(where("n") == 500)
        assert journal.read_bytes()[before:].count(b"\n") == 1
        assert b'["put","_default","50",{"id":"50","n":-1}]' in journal.read_bytes()[before:]


def test_persisting_an_empty_table_empties_no_table(open_database: Callable[..., Database]) -> None:
    with open_database() as database:
        database.keep([Put("answers", "a", {"id": "a"})])
        assert len(database.table("answers", persist_empty=True)) == 1


def test_a_table_of_ours_needs_a_storage_of_ours() -> None:
    with pytest.raises(TypeError):
        JournalTable(MemoryStorage(), "answers")


def test_remove_needs_to_know_what(open_database: Callable[..., Database]) -> None:
    with open_database() as database, pytest.raises(RuntimeError):
        database.remove()


def test_an_updater_may_take_and_give_as_it_likes(open_database: Callable[..., Database]) -> None:
    with open_database() as database:
        people(database)
        table = database.table("_default")
        first = table.all()[0].doc_id

        def updater(draft: dict[str, Any]) -> None:
            assert len(draft) == 3
            draft["new"] = {"name": "D"}
            assert "new" in draft
            assert list(draft)[-1] == "new"
            del draft["new"]
            assert "new" not in draft
            with pytest.raises(KeyError):
                del draft["new"]
            with pytest.raises(KeyError):
                draft["new"]
            draft[str(first)]["name"] = "Ann"
            draft["unchanged"] = draft.pop(str(first))

        table._update_table(updater)
        assert sorted(names(table.all())) == ["Ann", "Bo", "Cas"]


def test_a_representation_tells_what_is_there(open_database: Callable[..., Database]) -> None:
    with open_database() as database:
        people(database)
        assert "_default=3" in repr(database)

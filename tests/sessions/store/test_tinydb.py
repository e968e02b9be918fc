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

Do = Callable[[TinyDB], object]
BEHAVIOUR: dict[str, tuple[Do, object]] = {}
ALL_KINDS: dict[str, Any] = {"n": None, "t": True, "f": 1.5, "s": "ü👋🏽\n", "l": [{}, []]}


def people(db: TinyDB) -> None:
    db.insert_multiple({"name": name, "visits": n} for n, name in enumerate(("Anna", "Bo", "Cas")))


def names(documents: list[Document]) -> list[str]:
    return [document["name"] for document in documents]


class Only(Mapping[str, str]):
    """A mapping that is no dict."""

    def __getitem__(self, key: str) -> str:
        return {"only": "this"}[key]

    def __iter__(self) -> Iterator[str]:
        return iter(("only",))

    def __len__(self) -> int:
        return 1


def behaviour(expected: object) -> Callable[[Do], Do]:
    """What it does must give `expected`, on any storage."""

    def add_it(do: Do) -> Do:
        BEHAVIOUR[do.__name__] = (do, expected)
        return do

    return add_it


@behaviour((0, [], set()))
def an_empty_database_has_nothing(db: TinyDB) -> object:
    return len(db), db.all(), db.tables()


@behaviour(["Anna", "Bo", "Cas"])
def inserted_documents_come_in_order(db: TinyDB) -> object:
    people(db)
    return names(db.all())


@behaviour(["Bo", "Cas"])
def a_search_gives_what_matches(db: TinyDB) -> object:
    people(db)
    return names(db.search(where("visits") > 0))


@behaviour(([], ["Dirk"]))
def a_search_finds_what_came_since(db: TinyDB) -> object:
    people(db)
    before = names(db.search(where("visits") == 9))
    db.insert({"name": "Dirk", "visits": 9})
    return before, names(db.search(where("visits") == 9))


@behaviour(({"name": "Bo", "visits": 1}, None))
def get_gives_the_first_or_none(db: TinyDB) -> object:
    people(db)
    return db.get(where("visits") >= 1), db.get(where("visits") > 9)


@behaviour((True, False, 2))
def contains_tells_and_count_counts(db: TinyDB) -> object:
    people(db)
    there, gone = db.contains(where("name") == "Bo"), db.contains(where("name") == "X")
    return there, gone, db.count(where("visits") < 2)


@behaviour((2, [None, True, True]))
def update_changes_what_matches(db: TinyDB) -> object:
    people(db)
    changed = db.update({"here": True}, where("visits") > 0)
    return len(changed), [document.get("here") for document in db]


@behaviour([7, 7, 7])
def update_changes_all(db: TinyDB) -> object:
    people(db)
    db.update({"visits": 7})
    return [document["visits"] for document in db]


@behaviour([{"visits": n, "here": 1} for n in (9, 10, 11)])
def update_takes_operations(db: TinyDB) -> object:
    people(db)
    for change in (increment("visits"), add("visits", 10), subtract("visits", 1)):
        db.update(change)
    for change in (decrement("visits"), set_to("here", 1), delete("name")):
        db.update(change)
    return db.all()


@behaviour([{"a": {"b": [1, 2]}}])
def update_reaches_into_documents(db: TinyDB) -> object:
    db.insert({"a": {"b": [1]}})
    db.update(lambda document: document["a"]["b"].append(2))
    return db.all()


@behaviour([{"name": "Anna", "visits": 5}, {"name": "Bo", "visits": 1}, {"name": "Cas"}])
def update_multiple_does_each(db: TinyDB) -> object:
    people(db)
    for_anna = ({"visits": 5}, where("name") == "Anna")
    db.update_multiple([for_anna, (delete("visits"), where("name") == "Cas")])
    return db.all()


@behaviour([("Anna", 0), ("Bo", 4), ("Cas", 2), ("Zoë", None)])
def upsert_changes_or_inserts(db: TinyDB) -> object:
    people(db)
    db.upsert({"visits": 4}, where("name") == "Bo")
    db.upsert({"name": "Zoë"}, where("name") == "Zoë")
    return [(document["name"], document.get("visits")) for document in db]


@behaviour((2, ["Cas"]))
def remove_takes_away_what_matches(db: TinyDB) -> object:
    people(db)
    removed = db.remove(where("visits") < 2)
    return len(removed), names(db.all())


@behaviour((0, {"_default"}))
def truncate_leaves_an_empty_table(db: TinyDB) -> object:
    people(db)
    db.truncate()
    return len(db), db.tables()


@behaviour(([{"x": 1}], [{"x": 2}], {"a", "b"}, 0))
def tables_keep_apart(db: TinyDB) -> object:
    db.table("a").insert({"x": 1})
    db.table("b").insert({"x": 2})
    return db.table("a").all(), db.table("b").all(), db.tables(), len(db)


@behaviour(({"_default"}, 3))
def drop_table_takes_one(db: TinyDB) -> object:
    people(db)
    db.table("a").insert({"x": 1})
    db.drop_table("a")
    db.drop_table("nowhere")
    return db.tables(), len(db)


@behaviour((set(), [], 3))
def drop_tables_takes_all(db: TinyDB) -> object:
    people(db)
    db.drop_tables()
    after = db.tables(), db.all()
    people(db)
    return *after, len(db)


@behaviour({"a"})
def persist_empty_makes_a_table(db: TinyDB) -> object:
    db.table("a", persist_empty=True)
    db.table("b")
    return db.tables()


@behaviour((["first"], ["second"], ["second"], []))
def queries_look_inside(db: TinyDB) -> object:
    db.insert({"name": "first", "a": {"b": [1, 2]}})
    db.insert({"name": "second", "a": {"b": [3]}})
    inside = Query().a.b
    conditions = inside.any([2, 9]), inside == [3], Query().fragment({"a": {"b": [3]}})
    return *(names(db.search(found)) for found in conditions), db.search(Query().c.exists())


@behaviour([{"only": "this"}])
def any_mapping_can_be_inserted(db: TinyDB) -> object:
    db.insert(Only())
    return db.all()


@behaviour([ALL_KINDS])
def all_kinds_of_values_come_back(db: TinyDB) -> object:
    db.insert(ALL_KINDS)
    return db.all()


@pytest.mark.parametrize(("do", "expected"), BEHAVIOUR.values(), ids=BEHAVIOUR)
def test_it_is_as_with_tinydb_s_own_storage(
    do: Do, expected: object, open_database: Callable[..., Database]
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
    do: Do,
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
        assert next(iter(database)).doc_id == made
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
        JournalTable(TinyDB(storage=MemoryStorage).storage, "answers")


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

"""Run TinyDB's own published tests on our database: `python scripts/tinydb_cases.py`.

They come with the source package of the version that is installed, which pip fetches. All must pass
but those in `DIFFERENT`, and these must not: each says of something that ours has otherwise.
"""

import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from tinydb import TinyDB

from sessions.store.database import Database

FILES = ("test_tinydb.py", "test_tables.py", "test_operations.py")
OWN_IDS = "ids are our own strings, which are never used again; not 1, 2, 3"
NO_CACHE = "nothing is remembered of a query: its answer could be stale"
OWN_NAME = "the table tells what it is"
DIFFERENT = {
    "test_insert_ids": OWN_IDS,
    "test_insert_with_doc_id": OWN_IDS,
    "test_insert_with_duplicate_doc_id": OWN_IDS,
    "test_insert_multiple_with_ids": OWN_IDS,
    "test_insert_multiple_with_doc_ids": OWN_IDS,
    "test_remove_ids": OWN_IDS,
    "test_remove_returns_ids": OWN_IDS,
    "test_remove_ids_mixed": OWN_IDS,
    "test_update_returns_ids": OWN_IDS,
    "test_update_ids": OWN_IDS,
    "test_update_ids_mixed": OWN_IDS,
    "test_upsert": OWN_IDS,
    "test_upsert_by_id": OWN_IDS,
    "test_contains_ids": OWN_IDS,
    "test_search": NO_CACHE,
    "test_search_path": NO_CACHE,
    "test_query_cache": NO_CACHE,
    "test_table_repr": OWN_NAME,
}


class OnTheJournal:
    """What TinyDB's tests are given, and how each of them went."""

    def __init__(self) -> None:
        self.passed = 0
        self.failed: set[str] = set()

    @pytest.fixture
    def db(self, tmp_path: Path) -> Iterator[TinyDB]:
        """Ours, with the three documents that their tests begin with."""
        with Database(tmp_path / "database", "session", device="0123456789ab") as database:
            database.insert_multiple({"int": 1, "char": char} for char in "abc")
            yield database

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take down how a test went."""
        name = report.location[2].partition("[")[0]
        if report.failed:
            self.failed.add(name)
        elif report.when == "call":
            self.passed += 1


def published(folder: Path) -> Path:
    """The folder with TinyDB's tests, fetched into `folder`; they bring no database of theirs."""
    wanted = f"tinydb=={version('tinydb')}"
    fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary=:all:"]
    subprocess.run([*fetch, "--dest", str(folder), wanted], check=True)
    (package,) = folder.glob("*.tar.gz")
    with tarfile.open(package) as archive:
        archive.extractall(folder, filter="data")
    tests = folder / package.name.removesuffix(".tar.gz") / "tests"
    (tests / "conftest.py").unlink()
    (tests / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    return tests


def main() -> int:
    """Run them, and say what is not as it should be."""
    went = OnTheJournal()
    with tempfile.TemporaryDirectory() as made:
        tests = published(Path(made))
        files = [str(tests / name) for name in FILES]
        options = ["-q", "--no-summary", "-p", "no:cacheprovider", "-c", str(tests / "pytest.ini")]
        os.environ["KRING_STATE"] = str(Path(made) / "state")
        pytest.main([*options, *files], plugins=[went])
    wrong = [f"failed: {name}" for name in sorted(went.failed - set(DIFFERENT))]
    wrong += [f"not different after all: {name}" for name in sorted(set(DIFFERENT) - went.failed)]
    well = f"{went.passed} of TinyDB's tests pass; {len(DIFFERENT)} differ as meant"
    print("\n".join(wrong) or well)
    return bool(wrong) or not went.passed


if __name__ == "__main__":
    sys.exit(main())

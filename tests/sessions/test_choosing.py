"""What two laptops changed without knowing of each other, and a person's choice between them."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from sessions.cards import NetworkCard
from sessions.choosing import Choice, choose, in_network, in_session
from sessions.library import Library
from sessions.store.database import Database
from sessions.store.operations import Put
from sessions.store.places import lock_path
from tests.conftest import Demos
from tests.rooms import START

OURS, THEIRS = "laptop", "colleague"


def both_change(folder: Path, name: str, table: str, texts: Sequence[str]) -> str:
    """The first document of `table` reads `texts` on two laptops; its id."""
    ours, theirs = _two_laptops(folder, name)
    document = ours.documents(table)[0]
    key = "text" if "text" in document else "name"
    for database, text in zip((ours, theirs), texts, strict=True):
        database.keep([Put(table, document["id"], document | {key: text})])
    ours.close()
    theirs.close()
    return str(document["id"])


def _two_laptops(folder: Path, name: str = "session") -> tuple[Database, Database]:
    ours = Database(folder, name, device=OURS)
    lock_path(folder, name).unlink()
    return ours, Database(folder, name, device=THEIRS)


@pytest.fixture
def network(tmp_path: Path, demo_in: Demos) -> NetworkCard:
    """The demo, in which nothing differs yet."""
    demo_in(tmp_path / "data", "en", START, OURS)
    return card(tmp_path)


def card(tmp_path: Path) -> NetworkCard:
    (found,) = Library(tmp_path / "data", device=OURS).networks()
    return found


def in_past(network: NetworkCard) -> tuple[Choice, ...]:
    return tuple(in_session(network.past[0].folder, network.folder, OURS))


def test_both_versions_are_there_to_choose_from(network: NetworkCard, tmp_path: Path) -> None:
    assert (in_past(network), network.past[0].differing) == ((), 0)
    id_ = both_change(network.past[0].folder, "session", "answers", ("one", "two"))
    (choice,) = in_past(network)
    assert (choice.table, choice.id, choice.network) == ("answers", id_, network.name)
    assert choice.number == network.past[0].number
    assert {v.device: v.document["text"] for v in choice.versions} == {OURS: "one", THEIRS: "two"}
    assert choice.differ == ("text",)
    assert card(tmp_path).past[0].differing == 1


@pytest.mark.parametrize("device", [OURS, THEIRS])
def test_what_is_chosen_stands_on_every_device(
    network: NetworkCard, tmp_path: Path, device: str
) -> None:
    folder = network.past[0].folder
    id_ = both_change(folder, "session", "answers", ("one", "two"))
    (choice,) = in_past(network)
    chosen = next(v for v in choice.versions if v.device == device)
    choose(choice, chosen, OURS)
    assert in_past(network) == ()
    assert card(tmp_path).past[0].differing == 0
    for reader in (OURS, THEIRS):
        with closing(Database(folder, "session", device=reader, read_only=True)) as kept:
            assert chosen.document in kept.documents("answers")
            assert kept.differing == ()
    other = next(v for v in choice.versions if v.device != device)
    choose(choice, other, OURS)
    with closing(Database(folder, "session", device=OURS, read_only=True)) as kept:
        assert [d for d in kept.documents("answers") if d["id"] == id_] == [other.document]


def test_when_a_version_was_made_is_told_by_its_step_or_its_correction(
    network: NetworkCard,
) -> None:
    folder = network.past[0].folder
    ours, theirs = _two_laptops(folder)
    answer = ours.documents("answers")[0]
    step = {"id": "s", "n": 0, "at": "2026-03-12T13:05:00Z", "undone": False}
    correction = {"at": "2026-03-14T09:00:00Z", "text": answer["text"]}
    ours.keep([Put("answers", answer["id"], answer | {"text": "one"}), Put("steps", "s", step)])
    theirs.keep(
        [Put("answers", answer["id"], answer | {"text": "two", "corrections": [correction]})]
    )
    ours.close()
    theirs.close()
    (choice,) = in_past(network)
    assert {v.device: v.at for v in choice.versions} == {
        OURS: "2026-03-12T13:05:00Z",
        THEIRS: "2026-03-14T09:00:00Z",
    }


def test_when_a_version_was_made_is_not_made_up(network: NetworkCard) -> None:
    """What was undone since says nothing, and a line says nothing of the lines before it."""
    folder = network.past[0].folder
    ours, theirs = _two_laptops(folder)
    answer = ours.documents("answers")[0]
    step = {"id": "s", "n": 0, "at": "2026-03-12T13:05:00Z", "undone": True}
    ours.keep([Put("answers", answer["id"], answer | {"text": "one"}), Put("steps", "s", step)])
    theirs.keep([Put("steps", "t", step | {"undone": False})])
    theirs.keep([Put("answers", answer["id"], answer | {"text": "two"})])
    ours.close()
    theirs.close()
    (choice,) = in_past(network)
    assert [version.at for version in choice.versions] == [None, None]


def test_members_are_chosen_in_the_network(network: NetworkCard, tmp_path: Path) -> None:
    id_ = both_change(network.folder, "network", "members", ("Zoë Marsh", "Zoë March"))
    (choice,) = in_network(network.folder, OURS)
    assert (choice.id, choice.number, choice.differ) == (id_, None, ("name",))
    assert card(tmp_path).differing == 1


def test_how_far_undo_is_is_nobodys_choice(network: NetworkCard) -> None:
    folder = network.past[0].folder
    with closing(Database(folder, "session", device=OURS)) as ours:
        lock_path(folder, "session").unlink()
        with closing(Database(folder, "session", device=THEIRS)) as theirs:
            ours.keep([Put("steps", "a", {"id": "a", "undone": True})])
            theirs.keep([Put("steps", "a", {"id": "a", "undone": False})])
    with closing(Database(folder, "session", device=OURS, read_only=True)) as kept:
        assert len(kept.differing) == 1
    assert in_past(network) == ()

"""Looking after the data on the screen: what was found, what two laptops changed, and erasing."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from exports.language import language
from sessions.library import Library, OpenSession
from sessions.store import places, system
from sessions.store.database import Database
from sessions.store.journal import Journal
from sessions.store.operations import Put
from tests.later import make_later
from tests.tui.conftest import DEVICE, Opening, into_the_room
from tests.tui.hand import Hand
from tui.keeping import QUIET
from tui.screens.care import Found
from tui.screens.choose import Choose
from tui.screens.erase import EraseQuestion, PickPerson
from tui.screens.home import HomeScreen
from tui.screens.review import Review
from tui.screens.room import RoomScreen


def past(root: Path) -> Path:
    """The folder of the newest past session."""
    (network,) = Library(root, device=DEVICE).networks()
    return network.past[0].folder


def both_change(folder: Path, name: str, table: str, key: str, texts: Sequence[str]) -> str:
    """The first document of `table` reads `texts` on this laptop and on another; its id."""
    ours = Database(folder, name, device=DEVICE)
    places.lock_path(folder, name).unlink()
    theirs = Database(folder, name, device="colleague")
    document = ours.documents(table)[0]
    for database, text in zip((ours, theirs), texts, strict=True):
        database.keep([Put(table, document["id"], document | {key: text})])
    ours.close()
    theirs.close()
    return str(document["id"])


def contents(root: Path) -> dict[Path, bytes]:
    """Every file and what is in it."""
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def holding(tmp_path: Path, word: str) -> list[str]:
    """The files of data and state in which a word stands."""
    files = (path for path in tmp_path.rglob("*") if path.is_file())
    return [path.name for path in files if word.encode() in path.read_bytes()]


# What two laptops changed -----------------------------------------------------------------------


@pytest.mark.parametrize("spoken", ["nl", "en"], indirect=True)
async def test_a_person_chooses_one_thing_after_another(
    demo_data: Path, opening: Opening, spoken: str
) -> None:
    answer = both_change(past(demo_data), "session", "answers", "text", ("ons [b] woord", "hun"))
    network = past(demo_data).parents[2]
    member = both_change(network, "network", "members", "name", ("Zoë Één", "Zoë Twee"))
    async with opening() as hand:
        await hand.on(HomeScreen)
        assert "2 " in hand.words
        assert "F3" in hand.words
        await hand.press("f3")
        await hand.on(Choose)
        assert "1/2" in hand.words
        again = "Opnieuw kiezen" if spoken == "nl" else "Choose again"
        assert again not in hand.words
        assert any("Zoë Één" in row for row in hand.board)
        assert any("Zoë Twee" in row for row in hand.board)
        await _aim_at(hand, "Zoë Twee")
        await hand.press("enter")
        assert "2/2" in hand.words
        assert again in hand.words
        await hand.press("pageup")
        await _aim_at(hand, "Zoë Één")
        await hand.press("enter", "enter")
        await hand.on(HomeScreen)
        assert "F3" not in hand.words
        library = Library(demo_data, device=DEVICE)
        (card,) = library.networks()
        kept = library.room(card.past[0])
        assert next(m.name for m in kept.network.members if m.id == member) == "Zoë Één"
        text = next(a.text for a in kept.session.answers if a.id == answer)
        assert text in {"ons [b] woord", "hun"}


async def _aim_at(hand: Hand, text: str) -> None:
    screen = await hand.on(Choose)
    board = screen.board_view.board
    lanes = [n for n, lane in enumerate(board.lanes) if any(text in r.text for r in lane.rows)]
    for _ in range((lanes[0] - (board.aim or 0)) % len(board.lanes)):
        await hand.press("right")


async def test_a_choice_can_wait(demo_data: Path, opening: Opening) -> None:
    both_change(past(demo_data), "session", "answers", "text", ("one", "two"))
    async with opening() as hand:
        await hand.press("f3")
        await hand.on(Choose)
        await hand.press("pagedown")
        await hand.on(HomeScreen)
        assert "1 thing was changed on two laptops" in hand.words


# What was found -----------------------------------------------------------------------------------


async def test_what_was_found_is_told_once_and_gives_way(demo_data: Path, opening: Opening) -> None:
    (card,) = Library(demo_data, device=DEVICE).networks()
    planned = card.sessions[0].folder / "session.json"
    planned.write_bytes(planned.read_bytes().replace(b"\n}", b" ", 1))
    async with opening() as hand:
        await into_the_room(hand)
        assert "Something was found in what is kept" in hand.words
        await hand.press("f5")
        assert "Something was found" not in hand.words
        await hand.press("ctrl+o")
        await hand.on(HomeScreen)
        assert "found in what is kept: F3" in hand.words
        await hand.press("f3")
        await hand.on(Found)
        assert "session.json was damaged" in " ".join(hand.board)
        await hand.press("escape")
        await hand.on(HomeScreen)
        assert "F3" not in hand.words
        await hand.press("f3")
        assert "All is well" in hand.words
        await hand.press("enter")
        await hand.on(RoomScreen)
        assert "Something was found" not in hand.words


async def test_home_tells_where_words_wait_since_the_disk_failed(
    demo_data: Path, opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    del demo_data
    syncs = {"fail": False}
    real = system.sync

    def failing(descriptor: int) -> None:
        if syncs["fail"]:
            syncs["fail"] = False
            raise OSError(5, "Input/output error")
        real(descriptor)

    monkeypatch.setattr(system, "sync", failing)
    async with opening() as hand:
        await into_the_room(hand)
        await hand.press("pagedown", "pagedown", "pagedown", "pagedown")
        syncs["fail"] = True
        await hand.press("f5")
        assert "The disk failed. All that was kept is safe" in hand.words
        await hand.press("ctrl+o")
        await hand.on(HomeScreen)
        shelf = hand.app.keeping.shelf
        assert shelf is not None
        waiting = [str(one) for one in shelf.waiting]
        assert len(waiting) == 1
        assert "waits in" in hand.words
        await hand.press("enter")
        await hand.on(RoomScreen)
        assert "Something was found" in hand.words
        await hand.press("ctrl+o")
        await hand.on(HomeScreen)
        assert shelf.waiting == ()


# Quiet moments ------------------------------------------------------------------------------------


async def test_the_journal_is_made_short_when_nobody_types(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    await onto_a_sheet(hand)
    await hand.paste("voor de " + "hele " * 900)
    await hand.press("enter")
    assert _open(hand).compaction_due(quiet=True)
    await hand.write("half a w")
    hand.app.tidy()
    await hand.settle()
    assert _open(hand).compaction_due(quiet=True)
    hand.clock.forward(QUIET)
    hand.app.tidy()
    await hand.settle()
    assert not _open(hand).compaction_due(quiet=True)
    assert hand.line == "half a w"
    await hand.say("ord")
    assert hand.answers[-1].text == "half a word"


async def test_a_long_journal_is_made_short_while_somebody_types(
    app_in_the_room: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = app_in_the_room
    monkeypatch.setattr("sessions.store.compaction.DUE", 1000)
    await onto_a_sheet(hand)
    await hand.write("half a w")
    assert _open(hand).compaction_due(quiet=False)
    hand.app.tidy()
    await hand.settle()
    assert not _open(hand).compaction_due(quiet=False)
    assert hand.line == "half a w"


async def test_how_far_it_came_is_left_at_once_for_who_opens_it_next(
    app_in_the_room: Hand, root: Path
) -> None:
    hand = app_in_the_room
    card = next(one.running for one in Library(root, device=DEVICE).networks() if one.running)
    await onto_a_sheet(hand)
    for text in ("een", "twee"):
        await hand.say(text)
        await hand.settle()
        journal = (card.folder / f"journal.{DEVICE}.jsonl").read_bytes().splitlines()
        last = json.loads(journal[-1].partition(b"\t")[0])["seq"]
        said = json.loads(places.lock_path(card.folder, "session").read_bytes())
        assert said["last"] == {DEVICE: last}


# What happens while the room is at work -----------------------------------------------------------


@pytest.mark.parametrize("spoken", ["nl", "en"], indirect=True)
async def test_a_file_that_another_program_replaced_is_told_in_the_room_once(
    app_in_the_room: Hand, spoken: str
) -> None:
    hand = app_in_the_room
    await onto_a_sheet(hand)
    folder = _open(hand).card.folder
    other = folder / "other"
    other.write_bytes(b"a sync program's")
    other.replace(folder / f"journal.{DEVICE}.jsonl")
    told = "met elk woord" if spoken == "nl" else "with every word"
    await hand.say("elkaar kennen")
    assert told in hand.words
    assert hand.answers[-1].text == "elkaar kennen"
    await hand.say("tijd")
    assert told not in hand.words
    await hand.press("ctrl+o")
    await hand.on(HomeScreen)
    assert "F3" in hand.words
    await hand.press("f3")
    await hand.on(Found)
    assert "quarantine" in " ".join(hand.board)


async def test_a_disk_that_fails_amid_tidying_is_told_with_where_everything_is(
    app_in_the_room: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = app_in_the_room
    await onto_a_sheet(hand)
    await tidied_after(hand, "voor de " + "hele " * 900)
    real, swap = system.sync_folder, Journal._swap
    amid = {"swap": False}

    def swapping(journal: Journal, new: Path) -> OSError | None:
        amid["swap"] = True
        return swap(journal, new)

    def failing(folder: Path) -> None:
        if amid.pop("swap", False):
            raise OSError(5, "Input/output error")
        real(folder)

    monkeypatch.setattr(Journal, "_swap", swapping)
    monkeypatch.setattr(system, "sync_folder", failing)
    await tidied_after(hand, "voor de " + "halve " * 900, typing="half a w")
    (moved,) = (one.moved_to for one in _open(hand)._databases if one.moved_to)
    assert "The disk failed; every word that was kept is safe in" in hand.words
    assert str(moved) in hand.words.replace(" ", "")
    assert hand.line == "half a w"
    await hand.say("ord")
    assert hand.answers[-1].text == "half a word"


async def test_a_failed_tidying_is_a_warning_and_every_word_is_there(
    app_in_the_room: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = app_in_the_room
    await onto_a_sheet(hand)

    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("sessions.store.snapshots.write_snapshot", no_room)
        await tidied_after(hand, "voor de " + "hele " * 900)
    assert "could not be tidied" in hand.words
    assert "Every word is kept" in hand.words
    await hand.press("ctrl+z")
    assert "Undone" in hand.words
    await hand.press("ctrl+y")
    assert hand.answers[-1].text.startswith("voor de hele")


async def onto_a_sheet(hand: Hand) -> None:
    """On to the first block in which answers are taken down."""
    while hand.block != "sheets":
        await hand.press("ctrl+pagedown")


async def tidied_after(hand: Hand, text: str, *, typing: str = "") -> None:
    """A long answer, perhaps the beginning of another, and then a quiet moment."""
    await hand.paste(text)
    await hand.press("enter")
    await hand.write(typing)
    hand.clock.forward(QUIET)
    hand.app.tidy()
    await hand.settle()


def _open(hand: Hand) -> OpenSession:
    opened = hand.app.keeping.facilitation
    assert isinstance(opened, OpenSession)
    return opened


# Erasing ------------------------------------------------------------------------------------------


async def test_an_answer_is_erased_after_a_question(demo_app: Hand, tmp_path: Path) -> None:
    hand = demo_app
    await hand.press("down", "enter")
    review = await hand.on(Review)
    answer = hand.answers[4]
    assert holding(tmp_path, answer.id)
    await hand.write(answer.text)
    while review._picked != answer.id:
        await hand.press("down")
    await hand.press("f8")
    await hand.on(EraseQuestion)
    assert "can't be undone" in hand.words
    assert "Backups" in hand.words
    await hand.say("ok")
    assert "without that word" in hand.words
    await hand.press("escape")
    await hand.on(Review)
    assert answer in hand.answers
    await hand.press("f8")
    await hand.on(EraseQuestion)
    await hand.say("Yes")
    await hand.on(Review)
    assert "Erased: " in hand.words
    assert all(one.id != answer.id for one in hand.answers)
    assert holding(tmp_path, answer.id) == []
    await hand.press("ctrl+z")
    assert "nothing to undo" in hand.words


async def test_a_session_is_erased_from_its_review(demo_app: Hand, tmp_path: Path) -> None:
    hand = demo_app
    await hand.press("down", "enter")
    await hand.on(Review)
    id_ = hand.room.session.id
    await hand.press("f8")
    await hand.on(EraseQuestion)
    await hand.say("yes")
    await hand.on(HomeScreen)
    await hand.until(lambda: "Erased: session" in hand.words)
    assert holding(tmp_path, id_) == []
    assert hand.app.keeping.shelf is not None
    assert len(hand.app.keeping.shelf.networks[0].sessions) == 2


async def test_a_person_is_erased_from_the_network(demo_app: Hand, tmp_path: Path) -> None:
    hand = demo_app
    assert holding(tmp_path, "Gülşen")
    await hand.press("f8")
    picking = await hand.on(PickPerson)
    names = [member.name for member in picking._members]
    at = next(n for n, name in enumerate(names) if name.startswith("Gülşen"))
    await hand.press(*["down"] * at, "enter")
    await hand.on(EraseQuestion)
    assert "stay, without the name" in hand.words
    await hand.say("yes")
    await hand.on(HomeScreen)
    await hand.until(lambda: "Erased: Gülşen" in hand.words)
    assert holding(tmp_path, "Gülşen") == []
    await into_the_room(hand)
    assert all(not m.name.startswith("Gülşen") for m in hand.room.network.members)


@pytest.mark.parametrize("size", [(60, 18), (200, 60)])
async def test_what_a_person_typed_is_shown_as_typed(
    demo_data: Path, opening: Opening, size: tuple[int, int]
) -> None:
    hostile = "[/b] x [red]\N{RIGHT-TO-LEFT OVERRIDE}"
    folder = past(demo_data)
    both_change(folder, "session", "answers", "text", (hostile, hostile * 40))
    both_change(folder.parents[2], "network", "members", "name", (hostile, f"{hostile} y"))
    async with opening(size=size) as hand:
        await hand.press("f3")
        await hand.on(Choose)
        await hand.press("right", "enter", "enter")
        await hand.on(HomeScreen)
        await hand.press("f8")
        picking = await hand.on(PickPerson)
        assert "[/b] x [red]‹RLO›" in hand.text
        at = next(n for n, one in enumerate(picking._members) if one.name.startswith(hostile))
        await hand.press(*["down"] * at, "enter")
        await hand.on(EraseQuestion)
        assert "[/b] x [red]‹RLO›" in hand.text
        assert hand.widths == {size[0]}
        await hand.say("yes")
        await hand.on(HomeScreen)
        await hand.until(lambda: "Erased: [/b] x" in hand.words)


# Data that can only be read ---------------------------------------------------------------------


@pytest.mark.parametrize("spoken", ["nl", "en"], indirect=True)
async def test_what_a_later_version_wrote_is_said_at_once_and_can_be_read(
    demo_data: Path, opening: Opening
) -> None:
    make_later(demo_data)
    before = contents(demo_data)
    async with opening() as hand:
        await hand.on(HomeScreen)
        told = "later version" if language() == "en" else "nieuwere versie"
        await hand.until(lambda: told in hand.words)
        await hand.press("enter")
        await hand.on(HomeScreen)
        await hand.until(lambda: told in hand.words)
        await hand.press("down", "down", "enter")
        review = await hand.on(Review)
        assert not review.facilitation.is_open
        await hand.press("escape")
        await hand.on(HomeScreen)
    assert contents(demo_data) == before

"""Looking back: read, search, correct, undo, export."""

from pathlib import Path

import pytest
from textual.widgets import Static

from sessions.library import Library
from tests.tui.hand import Hand
from tui.screens.ask import Ask
from tui.screens.help import Help
from tui.screens.home import HomeScreen
from tui.screens.review import Review


@pytest.fixture
async def looking_back(demo_app: Hand) -> Hand:
    """At the newest of the past sessions of the demo."""
    await demo_app.press("down", "enter")
    await demo_app.on(Review)
    return demo_app


async def test_rows_are_words(looking_back: Hand) -> None:
    """A mark stands before its row, and no row tells how it is drawn."""
    assert "• " in looking_back.text
    assert not any(style in looking_back.text for style in ("$primary", "$quiet", "bold "))
    assert not any(row.endswith("•") for row in looking_back.board)


async def test_read_search_and_correct(looking_back: Hand, root: Path) -> None:
    hand = looking_back
    answer = hand.answers[4]
    every = len(hand.board)
    await hand.write(answer.text[:14])
    assert 0 < len(hand.board) < every
    assert any(answer.text in row for row in hand.board)
    await hand.press("escape")
    assert len(hand.board) == every
    await hand.write("xyzzy")
    assert "Nowhere in this session" in hand.text
    await hand.press("escape", "enter")
    assert "Pick an answer" in hand.words

    await hand.write(answer.text)
    while hand.app.screen._picked != answer.id:  # type: ignore[attr-defined]  # the screen is Review
        await hand.press("down")
    await hand.press("enter")
    await hand.on(Ask)
    await hand.write(", bijgewerkt")
    await hand.press("enter")
    await hand.on(Review)
    corrected = hand.answers[4]
    assert corrected.text == f"{answer.text}, bijgewerkt"
    assert [one.text for one in corrected.corrections] == [answer.text]
    assert corrected.corrections[0].at == hand.clock.now()
    await hand.press("escape")
    assert any(answer.text in row and "bijgewerkt" in row for row in hand.board)
    library = Library(root, device="another")
    kept = library.room(library.session(hand.room.session.id))
    assert kept.session.answers[4] == corrected

    await hand.press("ctrl+z")
    assert hand.answers[4] == answer
    await hand.press("ctrl+z")
    assert "nothing to undo" in hand.words
    assert hand.room.session.closed is not None
    await hand.press("escape")
    await hand.on(HomeScreen)


async def test_pages_and_arrows(looking_back: Hand) -> None:
    hand = looking_back
    first = hand.text
    await hand.press("pagedown", "pagedown", "pagedown")
    assert hand.text != first
    await hand.press("pageup", "pageup", "pageup", "up", "up", "up")
    assert hand.text == first


async def test_an_export_and_what_is_in_its_way(looking_back: Hand, tmp_path: Path) -> None:
    hand = looking_back
    target = tmp_path / "verslag [b] van maart.md"

    async def export(to: Path) -> None:
        await hand.press("f2")
        await hand.on(Ask)
        await hand.press("end", "ctrl+u")
        await hand.say(str(to))
        await hand.on(Review)

    await export(target)
    document = target.read_text(encoding="utf-8")
    assert hand.room.network.name in document
    for answer in hand.answers:
        assert answer.text in document
    assert "Written to" in hand.text

    target.write_text("van iemand anders", encoding="utf-8")
    await export(target)
    assert target.read_text(encoding="utf-8") == "van iemand anders"
    assert "is there already" in hand.words
    await export(tmp_path / "nergens" / "x.md")
    assert "can't be written" in hand.words
    await export(tmp_path)
    assert target.exists()
    await export(tmp_path / f"{'x' * 300}.md")
    assert str(hand.app.screen.query_one("#hint", Static).content).endswith("File name too long.")
    await export(Path("~nosuchuser/x.md"))
    assert "~nosuchuser/x.md can't be written" in hand.words
    await hand.press("f2")
    await hand.on(Ask)
    await hand.press("escape")
    await hand.on(Review)
    assert _documents(tmp_path) == [target.name]


def _documents(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.md"))


async def test_to_the_first_line_and_to_the_last(looking_back: Hand) -> None:
    hand = looking_back
    first = hand.text
    await hand.press("end")
    assert hand.board[-1] in hand.words
    assert hand.text != first
    await hand.press("home")
    assert hand.text == first


async def test_help_is_of_the_screen_and_hangs(looking_back: Hand) -> None:
    hand = looking_back
    await hand.resize(60, 18)
    await hand.press("f1")
    await hand.on(Help)
    words, rows = hand.words, []
    for _page in range(4):
        rows += hand.rows[1:-1]
        words += hand.words
        await hand.press("pagedown")
    assert "What you type is searched for" in words
    assert "on the board" not in words
    at = next(n for n, row in enumerate(rows) if "Export: " in row)
    assert rows[at + 1].startswith(" " * 8), "the second line stands below the words"

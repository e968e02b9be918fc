"""Looking back: a session that was closed, to read, search, correct and export."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType

from exports.document import (
    Bullets,
    Columns,
    Document,
    Facts,
    Heading,
    Item,
    Paragraph,
    Part,
    Quote,
    Remark,
    Table,
)
from exports.files import to_file
from exports.formats import MARKDOWN, written
from exports.language import N_, _
from exports.minutes import session_document
from exports.sentences import sentence
from sessions import capture
from sessions.base import find
from sessions.errors import KringError
from sessions.facilitation import Did
from sessions.library import OpenSession, slug
from sessions.names import plain
from tui.command_line_options import named_path
from tui.commands import Command, bindings
from tui.screens.ask import Ask
from tui.screens.lines import Lines
from tui.text import shown
from tui.widgets.board import Board, Lane, Row
from tui.widgets.capture_line import CaptureLine

if TYPE_CHECKING:
    from sessions.cards import SessionCard

REVIEW = (
    Command(
        "looking_back.correct",
        "enter",
        "correct",
        N_("Correct"),
        N_("Correct the answer that is picked; how it read before is kept"),
    ),
    Command(
        "looking_back.export",
        "f2",
        "export",
        N_("Export"),
        N_("Write the session to a Markdown file for who was not there"),
    ),
    Command(
        "looking_back.undo",
        "ctrl+z",
        "undo",
        N_("Undo"),
        N_("Take the last correction back; right after closing, open the session again"),
    ),
    Command(
        "looking_back.knows",
        "ctrl+n",
        "knows",
        N_("Who knows whom"),
        N_("Who had spoken to whom when the session ended, and who had not yet"),
    ),
    Command(
        "looking_back.erase",
        "f8",
        "erase",
        N_("Erase"),
        N_("Erase the answer that is picked, or else the whole session, for good"),
    ),
    Command(
        "looking_back.back",
        "escape",
        "back",
        N_("Back"),
        N_("Stop searching; then back to the networks"),
    ),
    Command("looking_back.up", "up", "walk(-1)", N_("Up"), N_("The line above"), shown=False),
    Command("looking_back.down", "down", "walk(1)", N_("Down"), N_("The line below"), shown=False),
    Command(
        "looking_back.first",
        "home",
        "edge(-1)",
        N_("First"),
        N_("The first line"),
        shown=False,
        priority=True,
    ),
    Command(
        "looking_back.last",
        "end",
        "edge(1)",
        N_("Last"),
        N_("The last line"),
        shown=False,
        priority=True,
    ),
    Command(
        "looking_back.page_up",
        "pageup",
        "walk(-10)",
        N_("Page up"),
        N_("Ten lines up"),
        shown=False,
    ),
    Command(
        "looking_back.page_down",
        "pagedown",
        "walk(10)",
        N_("Page down"),
        N_("Ten lines down"),
        shown=False,
    ),
)


class Review(Lines[str]):
    """The session's document, line by line; what is typed filters it.

    It leaves with what there is to tell, such as that the session was erased.
    """

    ASKS = N_("Search")
    explains: ClassVar[tuple[str, ...]] = (
        N_("What you type is searched for: only the lines in which it stands stay."),
        N_("↑ ↓ pick a line; an answer that is picked is corrected with Enter."),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(REVIEW)

    def __init__(self, facilitation: OpenSession) -> None:
        super().__init__()
        self.facilitation = facilitation
        self._rows: tuple[Row, ...] = ()

    def on_mount(self) -> None:
        """Ready to read and search."""
        self.line.clears = False
        self.read()
        if self._just_closed:
            self.hint.update(_("The session is closed. Ctrl+Z opens it again."))

    @property
    def _just_closed(self) -> bool:
        """Whether closing it was the last thing that was done, today."""
        step = self.facilitation.to_undo
        today = self.facilitation.clock.now().astimezone().date()
        return step is not None and step.did is Did.CLOSE and step.at.astimezone().date() == today

    def _document(self) -> Document:
        return session_document(self.facilitation.room, self.facilitation.clock.now())

    def read(self) -> None:
        """Read the session as it is kept."""
        document = self._document()
        self.title_line.update(shown(f"{document.title} · {document.subtitle}"))
        self._rows = tuple(_numbered(row for part in document.parts for row in rows(part)))
        self.show()

    def show(self) -> None:
        """All lines, or those in which what is typed stands."""
        wanted = plain(self.line.value)
        found = tuple(r for r in self._rows if wanted in plain(f"{r.text} {r.aside}"))
        empty = _("Nowhere in this session.")
        board = Board((Lane(found),), top=True, large=False, empty=empty)
        self.board_view.show(board, self._picked)

    @on(CaptureLine.Said)
    def _said(self) -> None:
        self.action_correct()

    def action_walk(self, by: int) -> None:
        """Pick a line further on."""
        step = 1 if by > 0 else -1
        for _step in range(abs(by)):
            picked = self.board_view.beside(self._picked, step)
            if not picked:
                break
            self.point(picked)

    def action_edge(self, by: int) -> None:
        """Pick the first line (-1), or the last."""
        self.point(self.board_view.beside("", -by))

    def action_correct(self) -> None:
        """Ask how the answer that is picked should read."""
        answer = find(self.facilitation.room.session.answers, self._picked)
        if answer is None:
            self.hint.update(_("Pick an answer with the arrows to correct it."))
            return

        def corrected(text: str | None) -> None:
            if text:
                mend = partial(capture.mend, answer=answer.id, text=text)
                self.app.run_worker(self._keep(partial(self.facilitation.do, Did.MEND, mend, text)))

        self.app.push_screen(Ask(_("How should it read?"), answer.text, answer.text), corrected)

    def action_undo(self) -> None:
        """Take the last correction back; else open a session again that was closed today."""
        step = self.facilitation.to_undo
        if step and (step.did is not Did.CLOSE or self._just_closed):
            self.app.run_worker(self._keep(self.facilitation.undo))
        else:
            self.hint.update(_("There is nothing to undo."))

    async def _keep(self, task: Callable[[], object]) -> None:
        self.hint.update("")
        await self.succeeds(self.app.keeping.do(task))
        if self._left:
            return
        if self.facilitation.room.session.running:
            self.dismiss(None)
        else:
            self.read()

    def action_knows(self) -> None:
        """Who had spoken to whom, when the session ended."""
        from tui.screens.acquaintance import WhoKnowsWhom

        self.app.push_screen(WhoKnowsWhom(self.facilitation))

    @work(exclusive=True, group="erase")
    async def action_erase(self) -> None:
        """Erase the answer that is picked; else the session."""
        from tui.screens.erase import erase_answer, erase_session

        card = self.facilitation.card
        answer = find(self.facilitation.room.session.answers, self._picked)
        try:
            if answer:
                said = await erase_answer(self.app, card, answer)
            else:
                said = await erase_session(self.app, card)
        except KringError as error:
            said = sentence(error)
        await self._open_again(card, said)

    async def _open_again(self, card: SessionCard, said: str) -> None:
        """The session as erasing left it; away from here when that left nothing."""
        if not self.facilitation.is_open:
            try:
                self.facilitation = await self.app.keeping.open_session(card)
            except KringError:
                self.dismiss(said)
                return
            self.read()
        self.hint.update(shown(said))

    def action_export(self) -> None:
        """Ask where to, then write."""
        room = self.facilitation.room
        name = f"{slug(room.network.name)}-{room.session.day.isoformat()}.md"
        asks = Ask(_("Export to which file?"), text=str(Path.home() / name))
        self.app.push_screen(asks, self._export)

    def _export(self, typed: str | None) -> None:
        if typed is None:
            return
        path = named_path(typed)
        try:
            to_file(path, written(self._document(), MARKDOWN), force=False)
        except KringError as error:
            self.hint.update(shown(sentence(error)))
        else:
            self.hint.update(_("Written to {file}").format(file=shown(str(path))))

    def action_back(self) -> None:
        """Stop searching; then back."""
        if self.typed:
            self.line.value = ""
        else:
            self.dismiss(None)


def rows(part: Part) -> Iterator[Row]:
    """A part of a document as lines on the board."""
    match part:
        case Heading():
            yield Row("")
            yield Row(part.text.upper() if part.level == 1 else part.text, style="bold $primary")
        case Paragraph() | Quote() | Remark():
            yield Row(part.text, style="$quiet")
        case Bullets():
            yield from (_item(item) for item in part.items)
        case Columns():
            for column in part.columns:
                yield Row(column.title, style="bold")
                yield from (_item(item) for item in column.items)
        case Facts():
            yield from (Row(f"{fact.label}: {fact.text}") for fact in part.facts)
        case Table():
            yield Row(" · ".join(part.titles), style="bold")
            yield from (Row(" · ".join(cells)) for cells in part.rows)


def _item(item: Item) -> Row:
    lead = f"{item.lead}: " if item.lead else ""
    by = f"— {item.by}" if item.by else ""
    return Row(
        f"{lead}{item.text}",
        item.ref or "",
        aside=" ".join(filter(None, (by, item.note))),
        mark="•",
    )


def _numbered(lines: Iterator[Row]) -> Iterator[Row]:
    """The rows, each of which can be picked."""
    for n, row in enumerate(lines):
        yield row if row.id else replace(row, id=f"line {n}")

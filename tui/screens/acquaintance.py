"""Who knows whom, to look at: the picture of the group, and of each with whom not yet."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from exports.as_of import as_of
from exports.bars import bar
from exports.language import N_, _, ngettext, percent
from sessions.acquaintance import Acquaintance, Tie, acquaintance
from sessions.names import Names, matching, plain
from sessions.network import Member
from sessions.room import Room, Scene
from tui import block_type
from tui.commands import Command, bindings
from tui.in_turn import in_turn
from tui.screens.lines import Lines
from tui.text import shown
from tui.widgets.board import Board, Lane, Row
from tui.widgets.board_view import BoardView
from tui.widgets.capture_line import CaptureLine
from tui.widgets.mesh import Mesh

if TYPE_CHECKING:
    from collections.abc import Sequence

KNOWS = (
    Command("knows.up", "up", "walk(-1)", N_("Up"), N_("The person above"), shown=False),
    Command("knows.down", "down", "walk(1)", N_("Down"), N_("The person below"), shown=False),
    Command(
        "knows.back",
        "escape,ctrl+n",
        "back",
        N_("Back"),
        N_("Back to everybody; then back to where you were"),
    ),
)
LANES = (
    (N_("Not yet"), (Tie.NOT_YET,)),
    (N_("Today"), (Tie.FIRST, Tie.AGAIN)),
    (N_("Earlier"), (Tie.BEFORE,)),
)
BAR = 8
"""Characters of the bar behind a name."""
FIGURE = 4
"""The part of the rows that the figure may take."""


class WhoKnowsWhom(Lines[None]):
    """The whole group; with a name typed, or picked by the arrows, that person."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["lines.tcss", "acquaintance.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = bindings(KNOWS)

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self.scene = scene
        self._told_apart = Names(self.room.network.members)

    def middle(self) -> ComposeResult:
        """The picture, the figure and the people."""
        with Horizontal(id="know"):
            yield Mesh()
            with Vertical():
                yield Static(id="figure", markup=False)
                yield BoardView()

    def on_mount(self) -> None:
        """The picture has the room."""
        self.tell("")

    def on_resize(self) -> None:
        """Draw the figure in the type that fits."""
        self.show()

    @property
    def room(self) -> Room:
        """The room now; of a session that was closed, as it was then."""
        room = self.scene.room
        return as_of(room, room.session.closed) if room.session.closed else room

    @property
    def knows(self) -> Acquaintance:
        """Of all who are or were here, as the block and the yield count them.

        While no session of it has begun, of the whole network.
        """
        room = self.room
        network = (m.id for m in room.network.members if not (m.left or m.guest))
        return acquaintance(room, network if room.session.planned else None)

    def show(self) -> None:
        """Everybody, or the one whose name is typed or picked."""
        knows = self.knows
        self._told_apart = Names(self.room.network.members)
        if self._picked not in knows.knows:
            self._picked = ""
        person = self._picked or self._typed(knows)
        self.title_line.update(shown(self._title_of(knows, person)))
        self.show_picture(not person)
        self.query_one(Mesh).show(knows)
        self.query_one("#figure", Static).update(self._figure(knows))
        board = self._person_board(knows, person) if person else self._board(knows)
        self.board_view.show(board, "" if person else self._picked)

    def show_picture(self, there: bool) -> None:
        """Have the picture and its figure there, or all the room for the board."""
        for everybody in self.query("Mesh, #figure"):
            everybody.display = there

    def _title_of(self, knows: Acquaintance, person: str) -> str:
        if person:
            return _("{name} has spoken to {n} of {all}").format(
                name=self._called(person), n=knows.knows[person], all=len(knows.people) - 1
            )
        many = ngettext("{n} person", "{n} people", len(knows.people))
        return _("Who knows whom · {many}").format(many=many)

    def _figure(self, knows: Acquaintance) -> Content:
        now, before = percent(knows.share_now), percent(knows.share_before)
        scale = block_type.fit(now, self.size.width // 2 - 4, self.size.height // FIGURE)
        number = "\n".join(block_type.draw(now, max(1, scale)))
        said = _("of all pairs know each other (◥); {share} before today (◣)").format(share=before)
        if self.room.session.planned:
            said = _("of all pairs know each other")
        return Content.assemble((number, "$primary"), "\n", (said, "bold"))

    def _board(self, knows: Acquaintance) -> Board:
        """Everybody, who has spoken to the fewest first."""
        most = max(1, len(knows.people) - 1)
        rows = tuple(
            Row(self._called(p), p, mark=f"{bar(n / most, BAR)} {n:>{len(str(most))}}")
            for p in self._order(knows)
            for n in (knows.knows[p],)
        )
        return Board((Lane(rows, title=_("Has spoken to")),), top=True, large=False)

    def _person_board(self, knows: Acquaintance, person: str) -> Board:
        """Whom one of them has not spoken to, and whom today and earlier."""
        lanes = tuple(
            Lane(tuple(Row(self._called(p), p) for p in tied), title=_(title), count=len(tied))
            for title, ties in LANES
            for tied in (knows.tied(person, *ties),)
            if tied or Tie.FIRST not in ties or not self.room.session.planned
        )
        return Board(lanes, top=True, aim=0)

    def _order(self, knows: Acquaintance) -> list[str]:
        return sorted(knows.people, key=lambda p: (knows.knows[p], plain(self._called(p))))

    def _members(self, knows: Acquaintance) -> Sequence[Member]:
        return tuple(m for m in map(self.room.member, knows.people) if m)

    def _called(self, person: str) -> str:
        member = self.room.member(person)
        return self._told_apart.short(member, trait=False) if member else ""

    def _typed(self, knows: Acquaintance) -> str:
        found = matching(self._members(knows), self.line.value)
        return found[0].id if found else ""

    def tell(self, words: str) -> None:
        """Say something below the picture, which has the room while nothing is said."""
        super().tell(words)
        self.hint.display = bool(words)

    def point(self, row: str) -> None:
        """Look at somebody, else at everybody."""
        self.tell("")
        super().point(row)

    def action_walk(self, by: int) -> None:
        """The person before or after, in the order of the list; past the ends is everybody."""
        order = ["", *self._order(self.knows)]
        at = order.index(self._picked) if self._picked in order else 0
        self.point(order[(at + by) % len(order)])

    @on(CaptureLine.Said)
    def _said(self, message: CaptureLine.Said) -> None:
        self.said(message.text)

    def said(self, text: str) -> None:
        """Enter: what was typed stays in the line, to look at."""
        self.line.take_back(text)

    @in_turn
    def action_back(self) -> None:
        """Everybody again, else back."""
        if self._picked or self.typed:
            self.line.value = ""
            self.point("")
        else:
            self.dismiss(None)

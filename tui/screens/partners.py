"""Who knows whom, in a session that runs: who is to meet whom now, and what came of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import ClassVar, TypeVar

from textual.binding import BindingType

from exports.language import N_, _, ngettext
from sessions.facilitation import Did, Facilitation
from sessions.names import several
from sessions.room import Change, Room
from sessions.session import Session
from tui import beside
from tui.commands import Command, bindings
from tui.in_turn import in_turn
from tui.partners import confirm_all, note_spoken, partners_board, propose_all, strike_one, waiting
from tui.screens.acquaintance import WhoKnowsWhom

T = TypeVar("T")

PARTNERS = (
    Command(
        "partners.note",
        "enter",
        "note",
        N_("Note"),
        N_("All that was proposed took place; or those whose names are typed spoke: Henk, Zoë"),
    ),
    Command(
        "partners.propose",
        "f3",
        "propose",
        N_("Propose"),
        N_("A partner for everybody, among those who have not spoken yet; again: others"),
    ),
    Command(
        "partners.strike",
        "f8",
        "strike",
        N_("Did not meet"),
        N_("Strike the pair that is picked with the arrows: it did not take place"),
    ),
)


class Partners(WhoKnowsWhom):
    """F3 proposes a partner for everybody, Enter confirms, two names typed are kept."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(PARTNERS)

    def __init__(self, facilitation: Facilitation) -> None:
        super().__init__(facilitation)
        self.facilitation = facilitation
        self._partners = bool(waiting(facilitation.room.session))

    # What is shown --------------------------------------------------------------------------

    @property
    def shows_partners(self) -> bool:
        """Whether what is proposed is in front, instead of the picture or somebody in it."""
        return self._partners and bool(self.room.session.proposed) and not self.typed

    def show(self) -> None:
        """The proposals; else who knows whom."""
        if not self.shows_partners:
            super().show()
            return
        many = len(waiting(self.room.session))
        self.title_line.update(
            ngettext(
                "{n} proposal · Enter: all took place",
                "{n} proposals · Enter: all took place",
                many,
            )
        )
        self.show_picture(False)
        self.board_view.show(partners_board(self.room), self._picked)

    def action_walk(self, by: int) -> None:
        """The next proposal, else the next person."""
        if self.shows_partners:
            self.point(self.board_view.beside(self._picked, by))
            self.tell(_("F8: these did not meet"))
        else:
            super().action_walk(by)

    @in_turn
    def action_back(self) -> None:
        """From the proposals to the picture; they stay open."""
        if self.shows_partners:
            self._partners = False
            self.point("")
        else:
            super().action_back()

    # What is pressed ------------------------------------------------------------------------

    async def action_propose(self) -> None:
        """The proposals that are open, and in front of them others."""
        if not await self.settled():
            return
        shown, self._partners = self.shows_partners, True
        self.line.value = ""
        self.point("")
        if shown or not self.shows_partners:
            propose_all(self, self.room)

    async def action_strike(self) -> None:
        """These did not meet."""
        if not await self.settled():
            return
        if self.shows_partners and not strike_one(self, self.room, self._picked):
            self.say(_("Pick a pair with the arrows first."))

    async def action_note(self) -> None:
        """Enter."""
        await self.line.action_submit()

    def said(self, text: str) -> None:
        """Nothing typed confirms what is in front; two names spoke; one name stays, to look at."""
        people = several(self.room.present, text) if text else None
        if not text and self.shows_partners:
            confirm_all(self, self.room)
            self.point("")
        elif people and len(people) > 1:
            note_spoken(self, people)
        else:
            super().said(text)

    # The desk that partners are proposed on -------------------------------------------------

    def change(self, did: Did, change: Change, words: str = "") -> None:
        """Have a change made and kept, then show it."""
        kept = self.app.keeping.do(partial(self.facilitation.do, did, change, words))
        self.app.run_worker(self._shown(kept))

    async def _shown(self, kept: Awaitable[Room]) -> None:
        await self.succeeds(kept)
        if not self._left:
            self.show()

    def say(self, sentence: str) -> None:
        """Tell the facilitator something."""
        self.tell(sentence)

    def earlier(self) -> tuple[Session, ...]:
        """The last sessions of this network, the newest first."""
        return self.facilitation.earlier()

    def work_out(self, task: Callable[[], T], then: Callable[[T], None]) -> None:
        """Have something done on a thread of its own."""
        beside.work_out(self, task, then)

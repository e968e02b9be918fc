"""People in a list, added and mended, which can be taken back; a screen says what else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import ClassVar

from textual import on

from exports.language import N_, _
from exports.words import did_word
from sessions import people
from sessions.facilitation import Did, Facilitation, Step
from sessions.names import meant, namesakes
from sessions.network import Member
from sessions.room import Change
from tui.commands import Command
from tui.in_turn import in_turn
from tui.screens.people_found import PeopleFound
from tui.screens.person import PersonCard, farewell
from tui.widgets.capture_line import CaptureLine
from tui.widgets.press import which

PEOPLE_LIST = (
    Command(
        "people.add",
        "f2",
        "add",
        N_("New"),
        N_("Add the name that is typed; what follows a comma is the organisation"),
    ),
    Command(
        "people.guest",
        "f5",
        "add_guest",
        N_("Guest"),
        N_("Add the name that is typed as a guest, who is not of the network"),
    ),
    Command(
        "people.card",
        "f4",
        "card",
        N_("Details"),
        N_("Mend the name and the rest of who is picked or typed"),
    ),
    Command(
        "people.undo",
        "ctrl+z",
        "undo",
        N_("Undo"),
        N_("Take back what was last done to the people"),
        shown=False,
    ),
    Command(
        "people.redo", "ctrl+y", "redo", N_("Redo"), N_("Do again what was taken back"), shown=False
    ),
    Command("people.back", "escape", "back", N_("Back"), N_("Back")),
    Command("people.up", "up", "walk(-1)", N_("Up"), N_("The name above"), shown=False),
    Command("people.down", "down", "walk(1)", N_("Down"), N_("The name below"), shown=False),
)
OWN = frozenset({Did.PEOPLE, Did.PERSON})
"""Steps that are taken back here; what else was done is taken back in the room."""


class PeopleList(PeopleFound):
    """The people, and a line to find or add one; a kind of list says what Enter does."""

    explains: ClassVar[tuple[str, ...]] = (
        N_("Type a few letters of a name and press Enter. A name that nobody has is added."),
        N_("What follows a comma is the organisation: Jan Bos, Zonneweide."),
        N_("A pasted list adds everybody on it, a name on each line."),
    )
    ADDING: ClassVar[Did] = Did.PEOPLE
    """What adding somebody does."""

    def __init__(self, facilitation: Facilitation) -> None:
        super().__init__(facilitation)
        self._asked = ""

    # What a kind of list says ---------------------------------------------------------------

    def take(self, member: Member) -> None:
        """Enter on somebody who was typed."""
        raise NotImplementedError

    def enter(self) -> None:
        """Enter on an empty line."""
        raise NotImplementedError

    def join(self, name: str, organisation: str, *, guest: bool) -> Change:
        """Somebody new."""
        return partial(people.join, name=name, organisation=organisation, guest=guest)

    @property
    def projected(self) -> bool:
        """Whether the group may read along."""
        return self.room.session.running

    # Changes --------------------------------------------------------------------------------

    def change(
        self, did: Did, change: Change, words: str = "", then: Callable[[], None] | None = None
    ) -> None:
        """Have a change made and kept, then show it; `then` runs after that."""
        kept = self.app.keeping.do(partial(self.facilitation.do, did, change, words))
        self.app.run_worker(self._shown(kept, did, words, then))

    async def _shown(
        self,
        kept: Awaitable[object],
        did: Did,
        words: str = "",
        then: Callable[[], None] | None = None,
    ) -> None:
        """Show a change once it is kept; else say why not."""
        if not await self.succeeds(kept, words):
            if not self._left:
                self.line.take_back(words)
            return
        self.kept(did)
        if then:
            then()

    def kept(self, did: Did) -> None:
        """After a change."""
        del did
        self.show()

    async def action_undo(self) -> None:
        """Take the last step back."""
        if await self.settled():
            self._turn(self.facilitation.to_undo, self.facilitation.undo, _("Undone: {what}"))

    async def action_redo(self) -> None:
        """Do again what was taken back."""
        if await self.settled():
            self._turn(self.facilitation.to_redo, self.facilitation.redo, _("Redone: {what}"))

    def _turn(self, step: Step | None, turn: Callable[[], Step | None], said: str) -> None:
        if step is None or step.did not in OWN:
            self.tell(_("Nothing was done here; in the room Ctrl+Z takes back the rest."))
            return
        words = f": {step.words}" if step.words else ""
        self.tell(said.format(what=did_word(step.did)) + words)
        self.app.run_worker(self._shown(self.app.keeping.do(turn), step.did))

    # Who is meant ---------------------------------------------------------------------------

    @on(CaptureLine.Said)
    def _said(self, message: CaptureLine.Said) -> None:
        """Enter: who is picked of those found, else the name that fits best, else a new one; on."""
        typed = message.text.strip()
        if not typed:
            self.enter()
            return
        picked, self._picked = self.room.member(self._picked), ""
        found = (picked,) if picked else self._meant(typed)
        self._asked = ""
        if len(found) > 1:
            self.tell(which(found))
            self.line.take_back(typed)
        elif found:
            self.take(found[0])
        else:
            self._add(typed)

    def _meant(self, typed: str) -> tuple[Member, ...]:
        return self._twins(typed) if typed == self._asked else meant(self.findable(), typed)

    def _found(self) -> tuple[Member, ...]:
        """Who is called so already, while it is asked whether one of them is meant."""
        typed = self.line.value.strip()
        return self._twins(typed) if typed and typed == self._asked else super()._found()

    def action_add(self) -> None:
        """Add the name that is typed, also where it is the beginning of another's."""
        self._add_typed(guest=False)

    def action_add_guest(self) -> None:
        """Add the name that is typed as a guest."""
        self._add_typed(guest=True)

    def _add_typed(self, *, guest: bool) -> None:
        typed, self.line.value = self.line.value.strip(), ""
        if typed:
            self._add(typed, guest=guest)
        else:
            self.tell(_("Type a name first; after a comma the organisation."))

    def _add(self, typed: str, *, guest: bool = False) -> None:
        """Somebody new; where somebody is called exactly so, the second time it is asked."""
        twins = self._twins(typed)
        if twins and typed != self._asked:
            self._asked = typed
            self.line.take_back(typed)
            already = _("There is {name} already. Enter: the same one. {key}: somebody else.")
            key = "F5" if guest else "F2"
            self.tell(already.format(name=" · ".join(map(self.called, twins)), key=key))
            return
        self._asked = ""
        self.add(typed, guest=guest)

    def add(self, typed: str, *, guest: bool = False) -> None:
        """Somebody new, by a name and, after a comma, an organisation."""
        name, _comma, organisation = typed.partition(",")
        self.tell(_("Added: {name}").format(name=typed))
        self.change(self.ADDING, self.join(name, organisation, guest=guest), typed)

    def _twins(self, typed: str) -> tuple[Member, ...]:
        return namesakes(self.room.network.members, typed.partition(",")[0])

    async def action_card(self) -> None:
        """The card of who is picked, or meant by what is typed."""
        if not await self.settled():
            return
        found = meant(self.findable(), self.line.value)
        picked = self.room.member(self._picked)
        if picked or len(found) == 1:
            self.open_card(picked or found[0])
        elif found:
            self.tell(which(found))
        else:
            self.tell(_("Pick somebody first: ↓, or a few letters of a name."))

    def open_card(self, member: Member) -> None:
        """Mend somebody."""
        self.line.value = ""
        card = PersonCard(member, self.facilitation.clock, hides=self.projected)
        self.app.push_screen(card, self._mend)

    def _mend(self, member: Member | None) -> None:
        old = self.room.member(member.id) if member else None
        if member is None or old is None:
            return
        self.tell(_("Kept: {name}").format(name=member.name))
        if member.left and not old.left:
            self.tell(farewell(self.room, member))
        self.change(Did.PERSON, partial(people.mend, member=member), member.name)

    @in_turn
    def action_back(self) -> None:
        """What is typed is let go; else back."""
        if self.typed:
            self.line.value = ""
            self.point("")
        else:
            self.dismiss(None)

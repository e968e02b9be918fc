"""Proposals that nobody confirmed, before they are out of sight: did these people meet?"""

from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from exports.language import N_, _, ngettext
from sessions.names import Names
from sessions.room import Room
from tui.commands import Command, bindings
from tui.partners import together, waiting
from tui.screens.question import Question
from tui.text import shown

OPEN_PARTNERS = (
    Command("partners.met", "enter", "met", N_("All met"), N_("Count them all as having spoken")),
    Command(
        "partners.leave",
        "pagedown,n",
        "leave",
        N_("Not these"),
        N_("Go on without counting them"),
    ),
)
AT_ONCE = 15
"""Proposals that fit above the keys on the smallest screen."""


class OpenPartners(Question[bool]):
    """Answers with whether all of them met; called off, the room stays where it is."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(OPEN_PARTNERS)

    def __init__(self, room: Room) -> None:
        self._pairs = waiting(room.session)
        super().__init__(
            ngettext(
                "{n} proposal is open. Did they meet?",
                "{n} proposals are open. Did they all meet?",
                len(self._pairs),
            )
        )
        self._room = room

    def parts(self) -> list[Widget]:
        """Who was to meet whom, as far as there is room beside the keys."""
        names = Names(self._room.network.members)
        said = [together(names, self._room, one.people) for one in self._pairs[:AT_ONCE]]
        more = len(self._pairs) - len(said)
        rest = [ngettext("and {n} more", "and {n} more", more)] if more else []
        return [Static(shown(" · ".join(said + rest)), markup=False)]

    def keys(self) -> str:
        """What the keys do."""
        return _("Enter: yes, all · Esc: back · PgDn: on, without counting them")

    def action_met(self) -> None:
        """They did."""
        self.dismiss(True)

    def action_leave(self) -> None:
        """That is not said."""
        self.dismiss(False)

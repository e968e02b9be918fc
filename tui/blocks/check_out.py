"""Check-out in the room: a word from everyone."""

from datetime import datetime
from functools import partial

from exports.language import _
from sessions import capture, running
from sessions.blocks.check_out import WORDS, CheckOut
from sessions.facilitation import Did
from sessions.room import Change, Room
from tui.blocks.base import Desk, InTurnView, Moment, circle_mark
from tui.widgets.board import Board, Lane, Row


class CheckOutView(InTurnView[CheckOut]):
    """Everybody in turn; a word taken down gives the floor to the next."""

    def board(self, m: Moment[CheckOut]) -> Board:
        """The circle, each with their word."""
        said = {a.by: a for a in m.answers(WORDS, "")}
        rows = [
            Row(
                f"{m.label(p)}: {said[p].text}" if p in said else m.label(p),
                said[p].id if p in said else "",
                mark=circle_mark(m, p),
                style="" if p in said or p == m.block.circle.current else "$quiet",
            )
            for p in m.block.circle.order
        ]
        others = [Row(a.text, a.id) for a in m.answers(WORDS, "") if a.by not in said or not a.by]
        return Board((Lane((*rows, *others)),), flows=True, top=True)

    def entered(self, desk: Desk, m: Moment[CheckOut], text: str) -> None:
        """The word is kept, and the next has the floor."""
        place = self.place(m)
        if not text or place is None:
            return
        if m.block.circle.current is None and m.aim.by is None:
            desk.say(_("Give somebody the floor first (PgDn), or name them with @."))
            return
        keep = partial(capture.keep, place=place, texts=[text], by=self.source(m))
        goes_on = m.aim.by in {None, m.block.circle.current}
        desk.change(Did.ANSWER, _then_onward(keep) if goes_on else keep, text)


def _then_onward(keep: Change) -> Change:
    def change(room: Room, now: datetime) -> Room:
        return running.onward(keep(room, now), now)

    return change

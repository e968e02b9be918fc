"""Check-out in the room: a word from everyone."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from exports.language import _
from sessions import capture, running
from sessions.blocks.check_out import WORDS, CheckOut
from sessions.facilitation import Did
from sessions.room import Change, Room
from tui.blocks.base import TURN_MARK, Desk, InTurnView, Moment, answer_row, circle_mark
from tui.widgets.board import Board, Lane, Row


class CheckOutView(InTurnView[CheckOut]):
    """Everybody in turn; a word taken down gives the floor to the next."""

    def board(self, m: Moment[CheckOut]) -> Board:
        """The circle, each with what they said; then what others said."""
        circle, heard = m.block.circle, m.answers(WORDS, "")
        rows = [row for person in circle.order for row in self._said_by(m, person)]
        rows += [answer_row(m, answer) for answer in heard if answer.by not in circle.order]
        own = [answer.id for answer in heard if answer.by == circle.current]
        focus = own[-1] if own else circle.current or ""
        return Board((Lane(tuple(rows)),), flows=True, top=True, focus=focus)

    def _said_by(self, m: Moment[CheckOut], person: str) -> Iterator[Row]:
        mark, name = circle_mark(m, person), m.short(person)
        own = [answer for answer in m.answers(WORDS, "") if answer.by == person]
        if not own:
            yield Row(name, person, mark=mark, style="" if mark == TURN_MARK else "$quiet")
        for answer in own:
            yield Row(f"{name}: {answer.text}", answer.id, mark=mark)

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

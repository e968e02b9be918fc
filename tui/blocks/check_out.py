"""Check-out in the room: a word from everyone."""

from collections.abc import Iterator

from sessions.blocks.check_out import WORDS, CheckOut
from tui.blocks.in_turn import InTurnView, circle_mark
from tui.blocks.moment import Moment
from tui.blocks.rows import TURN_MARK, answer_row, open_text
from tui.widgets.board import Board, Lane, Row


class CheckOutView(InTurnView[CheckOut]):
    """Everybody in turn, each with what they said."""

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
            yield Row(f"{name}: {open_text(answer)}", answer.id, mark=mark)

"""What stands on the board of several kinds of block: answers, and people with a mark."""

from collections.abc import Callable, Iterable

from exports.language import _, ngettext
from sessions.session import Answer
from tui.blocks.moment import B, Moment
from tui.widgets.board import Board, Lane, Row

DONE_MARK, TURN_MARK, WAIT_MARK = "✓", "▸", " "
HIDDEN_MARK, STRUCK_MARK = "■", "×"


def answer_row(m: Moment[B], answer: Answer) -> Row:
    """An answer on the board, with who said it."""
    by = m.name(answer.by)
    return Row(open_text(answer), answer.id, aside=f"— {by}" if by else "")


def open_text(answer: Answer) -> str:
    """What the room may read of an answer."""
    return _("confidential") if answer.confidential else answer.text


def open_rows(
    m: Moment[B], answers: Iterable[Answer], row: Callable[[Moment[B], Answer], Row]
) -> tuple[Row, ...]:
    """A row for each answer; of those that are confidential only how many there are."""
    answers = tuple(answers)
    rows = tuple(row(m, one) for one in answers if not one.confidential)
    hidden = [one.id for one in answers if one.confidential]
    if not hidden:
        return rows
    words = ngettext("{n} confidential", "{n} confidential", len(hidden))
    return (*rows, Row(words, hidden[-1], mark=HIDDEN_MARK, small=True))


def people_board(m: Moment[B], mark: Callable[[str], str], people: tuple[str, ...]) -> Board:
    """People in columns, each with a mark."""
    rows = tuple(Row(m.short(p), p, mark=mark(p), brief=m.first_name(p)) for p in people)
    focus = next((p for p in people if mark(p) == TURN_MARK), "")
    return Board((Lane(rows),), flows=True, top=True, focus=focus)

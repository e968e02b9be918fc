"""What happens at a moment in a block of each kind, as steps for the facilitation to do.

A moment is the entering of a block, and whatever comes next inside it: a turn, a sheet, a round.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from sessions import capture, partners
from sessions.blocks import action_review, actions, introductions, next_date
from sessions.blocks.base import BlockBase, InTurn
from sessions.blocks.sheets import Sheets
from sessions.blocks.speed_dates import HEARD, SpeedDates, Stage
from sessions.capture import Place
from sessions.dating import dates_of
from sessions.demo.cast import Cast
from sessions.demo.script import Line, Part
from sessions.facilitation import Did
from sessions.room import Change, Room

Step = tuple[Did, Change]
Moment = Callable[[Room, Part, Cast], Iterator[Step]]


def _nothing(room: Room, part: Part, cast: Cast) -> Iterator[Step]:
    del room, part, cast
    yield from ()


def _said(block: BlockBase, line: Line, cast: Cast) -> Step:
    place = Place(block=block.id, sheet=line.sheet or block.sheets[0].id, column=line.column)
    by = cast.members[line.by] if line.by else None
    return Did.ANSWER, partial(capture.keep, place=place, texts=[line.text], by=by)


def _of_turn(room: Room, part: Part, cast: Cast) -> Iterator[tuple[InTurn, Line, str]]:
    """What who has the floor says, with their member id."""
    block = room.session.block
    if not isinstance(block, InTurn):
        return
    for line in part.lines:
        by = cast.members[line.by] if line.by else ""
        if by == block.circle.current:
            yield block, line, by


def _in_turn(room: Room, part: Part, cast: Cast) -> Iterator[Step]:
    for block, line, _ in _of_turn(room, part, cast):
        yield _said(block, line, cast)


def _introduce(room: Room, part: Part, cast: Cast) -> Iterator[Step]:
    for block, line, by in _of_turn(room, part, cast):
        place = Place(block=block.id, sheet=introductions.TRAITS)
        yield Did.ANSWER, partial(_give_trait, place=place, trait=line.text, by=by)


def _give_trait(room: Room, now: datetime, *, place: Place, trait: str, by: str) -> Room:
    answer = capture.answers(room, now, place=place, texts=[trait], by=by)[0]
    return introductions.introduce(room, now, answer=answer, trait=trait)


def _on_sheet(room: Room, part: Part, cast: Cast) -> Iterator[Step]:
    block = room.session.block
    if isinstance(block, Sheets):
        sheet = block.questions[block.at].id
        for line in part.lines:
            if line.sheet == sheet:
                yield _said(block, line, cast)


def _date(room: Room, part: Part, cast: Cast) -> Iterator[Step]:
    del part
    block = room.session.block
    if isinstance(block, SpeedDates) and block.stage is Stage.DEBRIEF and block.circle.current:
        floor = block.circle.current
        told = ((who, cast.told(who)) for who in dates_of(room, block, floor))
        about, text = next(((who, text) for who, text in told if text), ("", None))
        if text:
            place = Place(block=block.id, sheet=HEARD)
            keep = partial(capture.keep, place=place, texts=[text], by=floor, about=about)
            yield Did.ANSWER, keep


def _review(room: Room, part: Part, cast: Cast) -> Iterator[Step]:
    del room
    for one in part.verdicts:
        action = cast.actions[one.action]
        said = partial(action_review.review, action=action, change=one.change, reason=one.reason)
        yield Did.REVIEW, said


def _promise(room: Room, part: Part, cast: Cast) -> Iterator[Step]:
    answers = {answer.text: answer.id for answer in room.session.answers}
    for one in part.promises:
        agree = partial(
            actions.agree,
            text=one.text,
            owners=cast.ids(one.owners),
            due=cast.day(one.due),
            answer=answers[one.answer] if one.answer else None,
        )
        yield Did.ACTION, agree


def _fix(room: Room, part: Part, cast: Cast) -> Iterator[Step]:
    del room
    if part.appointment is None:
        return
    when, place = cast.next_meeting, part.appointment.place
    yield Did.DATE, partial(next_date.fix, day=when.date(), at=when.time(), place=place)
    yield Did.YES, next_date.all_say_yes
    for member in cast.ids(part.appointment.no):
        yield Did.YES, partial(next_date.say_yes, member=member)


def _connect(room: Room, part: Part, cast: Cast) -> Iterator[Step]:
    del room, part, cast
    yield Did.PROPOSE, partners.propose
    yield Did.CONNECT, partners.confirm


MOMENTS: dict[str, Moment] = {
    "plenary": _nothing,
    "introductions": _introduce,
    "speed_dates": _date,
    "sheets": _on_sheet,
    "take_and_bring": _in_turn,
    "action_review": _review,
    "actions": _promise,
    "next_date": _fix,
    "new_connections": _connect,
    "check_out": _in_turn,
}
"""What happens at a moment, by kind of block."""

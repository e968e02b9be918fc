"""Taking down what the group calls out."""

from collections.abc import Sequence
from datetime import datetime

from sessions.base import Frozen, after, find, new_id, without
from sessions.room import Room
from sessions.session import Answer, Correction
from sessions.texts import said


class Place(Frozen):
    """Where an answer goes: a block, a sheet of it, a column of that."""

    block: str
    sheet: str = ""
    column: str = ""


def keep(
    room: Room,
    now: datetime,
    *,
    place: Place,
    texts: Sequence[str],
    by: str | None = None,
    about: str | None = None,
) -> Room:
    """The room with an answer for each of `texts`; all or none."""
    for answer in answers(room, now, place=place, texts=texts, by=by, about=about):
        room = room.with_answer(answer)
    return room


def answers(
    room: Room,
    now: datetime,
    *,
    place: Place,
    texts: Sequence[str],
    by: str | None = None,
    about: str | None = None,
) -> list[Answer]:
    """An answer for each of `texts`, numbered on from the room's last one."""
    first = after(room.session.answers)
    return [
        Answer(
            id=new_id(),
            n=first + more,
            block=place.block,
            sheet=place.sheet,
            column=place.column,
            text=said(text),
            by=by,
            about=about,
            at=now,
        )
        for more, text in enumerate(texts)
    ]


def mend(room: Room, now: datetime, *, answer: str, text: str, by: str | None = None) -> Room:
    """The room with an answer that reads anew; once the session is closed, as a correction.

    What else it changes, such as the trait beside a name, is of today: a closed session leaves it.
    """
    old = find(room.session.answers, answer)
    if old is None:
        return room
    new = old.but(text=said(text), by=by or old.by)
    if room.session.closed and new.text != old.text:
        new = new.but(corrections=(*old.corrections, Correction(at=now, text=old.text)))
    room = room.with_answer(new)
    block = None if room.session.closed else find(room.session.blocks, new.block)
    return block.mended(room, new) if block else room


def mark(room: Room, now: datetime, *, answer: str) -> Room:
    """The room with that answer confidential; with one that was, open again."""
    del now
    old = find(room.session.answers, answer)
    return room if old is None else room.with_answer(old.but(confidential=not old.confidential))


def delete(room: Room, now: datetime, *, answer: str) -> Room:
    """The room without that answer."""
    del now
    return room.in_session(answers=without(room.session.answers, answer))


def move(room: Room, now: datetime, *, answer: str, place: Place) -> Room:
    """The room with that answer on another sheet, in another column, or in another block."""
    del now
    old = find(room.session.answers, answer)
    if old is None:
        return room
    return room.with_answer(old.but(block=place.block, sheet=place.sheet, column=place.column))

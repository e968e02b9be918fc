"""Answers as parts of a document."""

from collections.abc import Iterable, Sequence

from exports import words
from exports.document import Column, Columns, Item, Part, Remark
from exports.language import _, day_short
from exports.people import names
from sessions.blocks.base import BlockBase, Sheet
from sessions.room import Room
from sessions.session import Answer


def said(room: Room, answers: Sequence[Answer]) -> tuple[Item, ...]:
    """What was said, each with who said it behind it."""
    return tuple(
        Item(answer.text, by=by, note=_note(answer), ref=answer.id)
        for answer, by in zip(answers, _people(room, (a.by for a in answers)), strict=True)
    )


def in_turn(room: Room, answers: Sequence[Answer]) -> tuple[Item, ...]:
    """What was said, each with who said it before it."""
    return tuple(
        Item(answer.text, lead=by, note=_note(answer), ref=answer.id)
        for answer, by in zip(answers, _people(room, (a.by for a in answers)), strict=True)
    )


def about(room: Room, answers: Sequence[Answer]) -> tuple[Item, ...]:
    """What was told of others, each with whom it is about before it and who told it behind it."""
    abouts = _people(room, (a.about for a in answers))
    return tuple(
        Item(one.text, lead=about, by=by, note=one.note, ref=one.ref)
        for one, about, by in zip(
            said(room, answers), abouts, _people(room, (a.by for a in answers)), strict=True
        )
    )


def on_sheet(room: Room, block: BlockBase, sheet: Sheet, *, by_turn: bool = False) -> Part:
    """The answers of a sheet in their columns; a remark where there are none."""
    shown = in_turn if by_turn else said
    columns = [
        (words.column_title(column), room.session.answers_in(block.id, sheet.id, column.id))
        for column in sheet.columns
    ]
    if not any(answers for _title, answers in columns):
        return nothing()
    return Columns(tuple(Column(title, shown(room, answers)) for title, answers in columns))


def nothing() -> Remark:
    """The remark where an answer might have stood."""
    return Remark(_("Nothing was taken down here."))


def _people(room: Room, ids: Iterable[str | None]) -> list[str]:
    ids = list(ids)
    known = dict(zip(ids, names(room, (one or "" for one in ids)), strict=True))
    return [known[one] if one else "" for one in ids]


def _note(answer: Answer) -> str:
    notes = [_("confidential")] if answer.confidential else []
    notes += [
        _("corrected on {day}; it read: {text}").format(
            day=day_short(correction.at.astimezone().date()), text=correction.text
        )
        for correction in answer.corrections
    ]
    return "; ".join(notes)

"""What speed dates leave: how they went, and what was heard about whom."""

from exports import answers
from exports.document import Bullets, Paragraph, Part, Remark
from exports.language import _, ngettext
from sessions.blocks.speed_dates import SpeedDates
from sessions.dating import held_in
from sessions.room import Room


def parts(room: Room, block: SpeedDates) -> tuple[Part, ...]:
    """The rounds that were held, and the debrief."""
    heard = room.session.answers_in(block.id)
    told: Part = (
        Bullets(answers.about(room, heard))
        if heard
        else Remark(_("What was heard was not taken down."))
    )
    return (Paragraph(_rounds(room, block)), told)


def _rounds(room: Room, block: SpeedDates) -> str:
    held = held_in(room, block)
    return _("{rounds}, {talks}. Afterwards the others asked what was heard.").format(
        rounds=ngettext("{n} round", "{n} rounds", sum(map(bool, held))),
        talks=ngettext("{n} conversation", "{n} conversations", sum(held)),
    )

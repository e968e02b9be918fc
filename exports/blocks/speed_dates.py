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
    held = held_in(room, block)
    told = (Bullets(answers.about(room, heard)),) if heard else ()
    if not any(held):
        return (Remark(_("No conversation was held.")), *told)
    return (
        Paragraph(_rounds(held)),
        *(told or (Remark(_("What was heard was not taken down.")),)),
    )


def _rounds(held: tuple[int, ...]) -> str:
    return _("{rounds}, {talks}. Afterwards the others asked what was heard.").format(
        rounds=ngettext("{n} round", "{n} rounds", sum(map(bool, held))),
        talks=ngettext("{n} conversation", "{n} conversations", sum(held)),
    )

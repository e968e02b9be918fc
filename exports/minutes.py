"""The minutes: a session as a document that somebody who was not there understands."""

from collections.abc import Iterable
from datetime import datetime

from exports import answers, blocks, chapters
from exports.as_of import as_of
from exports.document import (
    Bullets,
    Columns,
    Document,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Part,
    Quote,
    Remark,
)
from exports.language import _, clock_time, day_words, language, ngettext
from sessions.actions import ActionItem
from sessions.blocks import Block
from sessions.room import Room
from sessions.yields import yielded


def session_document(room: Room, now: datetime, *, with_confidential: bool = False) -> Document:
    """The session in `room` as a document in the language spoken now.

    It tells the network as it was at the end of the session, or at `now` while it goes on, and
    what has become of its actions since. Confidential answers are left out unless asked for.
    """
    today = room.network.actions
    confidential = sum(1 for answer in room.session.answers if answer.confidential)
    room = as_of(room, room.session.closed or now)
    if not with_confidential:
        open_ = tuple(one for one in room.session.answers if not one.confidential)
        room = room.in_session(answers=open_)
    remarks = (*_state(room, now), *_confidential(confidential, told=with_confidential))
    parts = (_facts(room), *remarks, *_agenda_or_yield(room, now, today))
    return Document(_title(room), _subtitle(room), language(), parts)


def _title(room: Room) -> str:
    return _("{network}, session {number}").format(
        network=room.network.name, number=room.session.number
    )


def _subtitle(room: Room) -> str:
    return f"{room.session.title} · {day_words(room.session.day)}"


def _facts(room: Room) -> Facts:
    session = room.session
    here = tuple(dict.fromkeys(one.member for one in session.here))
    facts = (
        Fact(_("Learning network"), room.network.name),
        Fact(_("Goal"), room.network.goal),
        Fact(_("Shared why"), room.network.why),
        Fact(_("When"), _when(room)),
        Fact(_("Facilitator"), session.facilitator),
        Fact(_("Participants"), _participants(room, here)),
    )
    return Facts(tuple(fact for fact in facts if fact.text))


def _participants(room: Room, here: tuple[str, ...]) -> str:
    guests = sum(1 for one in here if chapters.was_guest(room, one))
    if not here or not guests:
        return str(len(here) or "")
    return f"{len(here)}, " + ngettext("of whom {n} guest", "of whom {n} guests", guests)


def _when(room: Room) -> str:
    session = room.session
    day = day_words(session.day)
    if session.begun is None:
        return day
    if session.closed is None:
        return _("{day}, from {start}").format(day=day, start=clock_time(session.begun))
    return _("{day}, {start} to {end}").format(
        day=day, start=clock_time(session.begun), end=clock_time(session.closed)
    )


def _state(room: Room, now: datetime) -> tuple[Part, ...]:
    if room.session.planned:
        return (Remark(_("This session has not begun yet; this is what is planned.")),)
    if room.session.running:
        text = _("This session is still going on; this is how far it was at {time}.")
        return (Remark(text.format(time=clock_time(now))),)
    return ()


def _confidential(count: int, *, told: bool) -> tuple[Part, ...]:
    if not count:
        return ()
    if told:
        text = ngettext(
            "This document holds {n} confidential answer: it is not for everybody.",
            "This document holds {n} confidential answers: it is not for everybody.",
            count,
        )
    else:
        text = ngettext(
            "{n} answer was given in confidence and is left out.",
            "{n} answers were given in confidence and are left out.",
            count,
        )
    return (Remark(text),)


def _agenda_or_yield(room: Room, now: datetime, today: tuple[ActionItem, ...]) -> tuple[Part, ...]:
    if room.session.planned:
        return (*chapters.agenda(room), *chapters.earlier_actions(room))
    yields = yielded(room, now)
    return (
        *chapters.in_short(room, yields),
        *chapters.agreed_actions(room, today),
        *chapters.earlier_actions(room),
        *chapters.next_date(room),
        *chapters.attendance(room),
        *_what_was_said(room),
        *chapters.conversations(room),
        *chapters.durations(yields),
    )


def _what_was_said(room: Room) -> tuple[Part, ...]:
    session = room.session
    known = {block.id for block in session.blocks}
    lost = [answer for answer in session.answers if answer.block not in known]
    parts = [part for block in session.blocks for part in _block(room, block)]
    if lost:
        parts += [Heading(_("Other answers"), 2), Bullets(answers.said(room, lost))]
    return (Heading(_("What was done and said")), *parts) if parts else ()


def _block(room: Room, block: Block) -> Iterable[Part]:
    """A block that the room has been in, or in which something was taken down."""
    taken = room.session.answers_in(block.id)
    if not block.entered and not taken:
        return
    yield Heading(block.title, 2)
    if block.prompt:
        yield Quote(block.prompt)
    parts = blocks.parts(room, block)
    yield from parts
    shown = set(_refs(parts))
    rest = [answer for answer in taken if answer.id not in shown]
    if rest:
        yield Paragraph(_("Also said:"))
        yield Bullets(answers.said(room, rest))


def _refs(parts: Iterable[Part]) -> Iterable[str]:
    """The ids of the answers that `parts` show."""
    for part in parts:
        if isinstance(part, Bullets):
            yield from (item.ref for item in part.items if item.ref)
        elif isinstance(part, Columns):
            yield from (item.ref for one in part.columns for item in one.items if item.ref)

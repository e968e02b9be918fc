"""The chapters of a session's document that every session has, whatever its blocks are."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from exports import words
from exports.bars import bar
from exports.document import Bullets, Fact, Facts, Heading, Item, Paragraph, Part, Table
from exports.language import _, clock_time, day_short, day_words, listed, minutes, ngettext, percent
from exports.people import name, names
from sessions.acquaintance import Acquaintance, Tie
from sessions.actions import ActionItem
from sessions.base import MINUTE, ZERO, find
from sessions.blocks.action_review import to_review
from sessions.blocks.next_date import agreed
from sessions.network import MeetingDate
from sessions.room import Room
from sessions.session import Presence
from sessions.yields import Yield

FIRST, AGAIN = Tie.FIRST, Tie.AGAIN


def in_short(room: Room, yields: Yield) -> tuple[Part, ...]:
    """What the session yielded, in a few lines."""
    answers = len(room.session.answers)
    lines = [
        ngettext("{n} answer was taken down.", "{n} answers were taken down.", answers),
        ngettext("{n} action was agreed.", "{n} actions were agreed.", len(yields.agreed)),
    ]
    if yields.acquaintance.today:
        lines.append(_spoke(yields.acquaintance))
    if yields.next_date:
        lines.append(_("The next session: {when}.").format(when=_when(yields.next_date)))
    return (Heading(_("In short")), Bullets(tuple(Item(line) for line in lines)))


def agreed_actions(room: Room, today: tuple[ActionItem, ...]) -> tuple[Part, ...]:
    """The actions of this session; `today` are those of the network as they stand now."""
    actions = room.agreed_today
    if not actions:
        return ()
    titles = (
        _("What"),
        _("Who"),
        _("By when"),
        _("From the answer"),
        _("Since then"),
    )
    rows = [
        (
            action.text,
            listed(names(room, action.owners)),
            day_short(action.due) if action.due else "",
            _text_of(room, action.answer),
            _since(find(today, action.id), len(action.history)),
        )
        for action in actions
    ]
    return (Heading(_("Actions agreed")), filled(titles, rows))


def earlier_actions(room: Room) -> tuple[Part, ...]:
    """The actions of earlier sessions, and what this one said of them."""
    actions = to_review(room)
    if not actions:
        return ()
    titles = (_("What"), _("Who"), _("By when"), _("What became of it"), _("Why"))
    rows = [
        (
            action.text,
            listed(names(room, action.owners)),
            day_short(action.due) if action.due else "",
            *_became(room, action),
        )
        for action in actions
    ]
    return (Heading(_("Earlier actions")), filled(titles, rows))


def next_date(room: Room) -> tuple[Part, ...]:
    """When the network meets again, and who said yes to that."""
    fixed = agreed(room)
    if fixed is None:
        return ()
    here = list(dict.fromkeys(one.member for one in room.session.here))
    rest = [one for one in here if one not in fixed.yes]
    facts = (
        Fact(_("When"), _when(fixed)),
        Fact(_("Where"), fixed.place),
        Fact(_("Said yes"), _counted(room, fixed.yes)),
        Fact(_("Did not say yes"), _counted(room, rest)),
    )
    told = tuple(one for one in facts if one.text)
    return (Heading(_("The next session")), Facts(told))


def attendance(room: Room) -> tuple[Part, ...]:
    """Who was there, and who of the network was not."""
    here = list(dict.fromkeys(one.member for one in room.session.here))
    if not here:
        return ()
    titles = (_("Who"), _("Trait"), _("Organisation"), _("Role"), _("Remark"))
    table = filled(titles, [_attendant(room, one) for one in here])
    heading = Heading(_("Who was there"))
    day = held_on(room)
    absent = [one.id for one in room.network.members if one.id not in here and one.belongs(day)]
    if not absent:
        return (heading, table)
    missed = _("Not there: {names}.").format(names=listed(names(room, absent)))
    return (heading, table, Paragraph(missed))


def was_guest(room: Room, person: str) -> bool:
    """Whether somebody came to the session as a guest, also when they joined the network since."""
    member = room.member(person)
    return member is not None and not member.belongs(held_on(room))


def held_on(room: Room) -> date:
    """The day on which a session was held; before it begins the day for which it is planned."""
    begun = room.session.begun
    return begun.astimezone().date() if begun else room.session.day


def conversations(room: Room, knows: Acquaintance) -> tuple[Part, ...]:
    """Who spoke to whom, for the first time or again, and how well they know one another by now."""
    if not knows.today:
        return ()
    called = dict(zip(knows.people, names(room, knows.people), strict=True))
    titles = (_("Who"), _("Spoke for the first time with"), _("Spoke again with"), _("Knows"))
    rows = [
        (
            called[person],
            *(listed([called[p] for p in knows.tied(person, how)]) for how in (FIRST, AGAIN)),
            _("{n} of {all}").format(n=knows.knows[person], all=len(knows.people) - 1),
        )
        for person in knows.people
        if knows.tied(person, FIRST, AGAIN)
    ]
    return (Heading(_("Who spoke to whom")), filled(titles, rows), _before_and_now(knows))


def _before_and_now(knows: Acquaintance) -> Table:
    """The picture of it: the share of all pairs, as bars below one another."""
    titles = (_("When"), _("Pairs who know each other"), _("Of all pairs"))
    moments = (
        (_("Before this session"), len(knows.before), knows.share_before),
        (_("After it"), len(knows.before | knows.today), knows.share_now),
    )
    rows = (
        (
            when,
            _("{n} of {all}").format(n=count, all=knows.pairs),
            f"{bar(share)} {percent(share)}",
        )
        for when, count, share in moments
    )
    return Table(titles, tuple(rows))


def durations(yields: Yield) -> tuple[Part, ...]:
    """The time planned for each block beside the time it took."""
    if not yields.lasted:
        return ()
    titles = (_("Part"), _("Planned"), _("Took"), _("Difference"))
    rows = [_lasted(one.block.title, one.planned, one.took) for one in yields.lasted]
    planned = sum((one.planned for one in yields.lasted), ZERO)
    took = sum((one.took for one in yields.lasted), ZERO)
    total = _lasted(_("In all"), planned, took)
    return (Heading(_("Planned and real time")), Table(titles, (*rows, total)))


def agenda(room: Room) -> tuple[Part, ...]:
    """The blocks that are planned, and the notes that are not for the room."""
    titles = (_("Part"), _("Kind"), _("Planned"))
    rows = [
        (block.title, words.kind_word(block.kind), minutes(block.planned))
        for block in room.session.blocks
    ]
    notes = tuple(Item(b.notes, lead=b.title) for b in room.session.blocks if b.notes)
    for_facilitator = (Heading(_("For the facilitator"), 2), Bullets(notes)) if notes else ()
    return (Heading(_("Agenda")), filled(titles, rows), *for_facilitator)


def filled(titles: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Table:
    """A table without the columns in which there is nothing."""
    rows = list(rows)
    kept = [i for i, _title in enumerate(titles) if i == 0 or any(row[i] for row in rows)]
    return Table(tuple(titles[i] for i in kept), tuple(tuple(row[i] for i in kept) for row in rows))


def _spoke(knows: Acquaintance) -> str:
    spoke, first_time = len(knows.today), len(knows.first)
    pairs = ngettext("{n} pair spoke", "{n} pairs spoke", spoke)
    first = ngettext("{n} of them for the first time", "{n} of them for the first time", first_time)
    if first_time == spoke:
        first = _("all for the first time")
    text = _("{pairs}, {first}; {share} of all pairs who were here now know each other.")
    return text.format(pairs=pairs, first=first, share=percent(knows.share_now))


def _when(fixed: MeetingDate) -> str:
    day = day_words(fixed.day)
    if fixed.at is None:
        return day
    return _("{day} at {time}").format(day=day, time=clock_time(fixed.at))


def _counted(room: Room, people: Iterable[str]) -> str:
    called = names(room, people)
    return f"{len(called)}: {listed(called)}" if called else ""


def _text_of(room: Room, answer: str | None) -> str:
    found = find(room.session.answers, answer)
    return found.text if found else ""


def _since(action: ActionItem | None, known: int) -> str:
    """What happened to an action after its first `known` changes."""
    if action is None or len(action.history) == known:
        return ""
    last = action.history[-1]
    return f"{words.change_word(last.change)} ({day_short(last.at.astimezone().date())})"


def _became(room: Room, action: ActionItem) -> tuple[str, str]:
    said = [one for one in action.history if one.session == room.session.id]
    if not said:
        return _("not spoken of"), ""
    last = said[-1]
    before = next((one.before for one in said if one.before), "")
    why = [last.reason] if last.reason else []
    if before and before != action.text:
        why.append(_("it read: {text}").format(text=before))
    return words.change_word(last.change), "; ".join(why)


def _attendant(room: Room, person: str) -> tuple[str, ...]:
    member = room.member(person)
    stays = [one for one in room.session.here if one.member == person]
    remarks = [text for stay in stays for text in _stay(stay, room.session.begun)]
    if member is None:
        return (name(room, person), "", "", "", "; ".join(remarks))
    if was_guest(room, person):
        remarks.insert(0, _("guest"))
    called = name(room, person)
    return (called, member.trait, member.organisation, member.role, "; ".join(remarks))


def _stay(stay: Presence, begun: datetime | None) -> Iterable[str]:
    if begun and stay.came > begun:
        yield _("came at {time}").format(time=clock_time(stay.came))
    if stay.left:
        yield _("left at {time}").format(time=clock_time(stay.left))


def _lasted(title: str, planned: timedelta, took: timedelta) -> tuple[str, ...]:
    more = round((took - planned) / MINUTE)
    sign = "+" if more > 0 else "−"
    difference = f"{sign}{minutes(abs(more) * MINUTE)}" if more else _("as planned")
    return (title, minutes(planned), minutes(took), difference)

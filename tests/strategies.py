"""Hypothesis strategies: what people type, agendas and rooms, and all that can be done in one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from typing import TypeVar

from hypothesis import strategies as st

from sessions import attendance, capture, connecting, dating, pace, partners, people, running
from sessions.actions import ActionItem
from sessions.actions import Change as Said
from sessions.blocks import (
    ActionReview,
    Actions,
    Block,
    CheckOut,
    Introductions,
    NewConnections,
    NextDate,
    Plenary,
    Sheets,
    SpeedDates,
    TakeAndBring,
    action_review,
    actions,
    base,
    introductions,
    next_date,
)
from sessions.blocks.sheets import Question
from sessions.capture import Place
from sessions.facilitation import Did
from sessions.network import Met
from sessions.room import Change, Room
from sessions.turns import Order, times_heard
from tests.rooms import MINUTE, START, planned_room

T = TypeVar("T")

HOSTILE = (
    "budget [/b] x",
    "[draft] intro",
    "[@click=app.quit]x[/]",
    "\x1b]0;title\x07 \x1b]52;c;Zm9v\x07",
    "\x9b31m C1",
    "a\x00b\x7f",
    "\ud800 alone",
    "line\r\nline\u2028line\x0bline",
    "\N{RIGHT-TO-LEFT OVERRIDE}evil\N{POP DIRECTIONAL FORMATTING}",
    "שלום עולם مرحبا",
    "👩‍👩‍👧‍👦🏳️‍🌈🇳🇱",
    "z̷̢a̵̛l̸͝g̴̕o̷͠",
    "𝔘𝔫𝔦 ﷽",
    "{x} %s $t \\N{DASH} &lt;",
    "\N{ZERO WIDTH SPACE}\N{BYTE ORDER MARK}",
    " \t ",
)
"""Texts that broke some program or other."""

hostile_texts = st.sampled_from(HOSTILE) | st.text(
    st.characters(exclude_categories=()), max_size=12
)
"""Anything that can come out of a keyboard, a clipboard or a broken file."""

minutes = st.integers(1, 60) | st.sampled_from((0.25, 1.55, 7.33))
seconds = st.sampled_from((1, 20.5, 60, 90))


def _block(kind: type[T], **more: st.SearchStrategy[object]) -> st.SearchStrategy[T]:
    return st.builds(kind, title=st.just("Blok"), minutes=minutes, moves_on=st.booleans(), **more)


questions = st.lists(st.builds(Question, text=st.just("Hoe?")), min_size=1, max_size=3).map(tuple)

blocks: st.SearchStrategy[Block] = st.one_of(
    _block(Plenary, is_break=st.booleans()),
    _block(Introductions, turn_seconds=seconds),
    _block(
        SpeedDates,
        rounds=st.integers(1, 4),
        round_minutes=st.sampled_from((0.5, 2, 3.3)),
        change_seconds=st.sampled_from((0, 30.5, 60)),
        heard_seconds=seconds,
    ),
    _block(Sheets, questions=questions),
    _block(TakeAndBring, turn_seconds=seconds),
    _block(ActionReview),
    _block(Actions),
    _block(NextDate),
    _block(NewConnections),
    _block(CheckOut, turn_seconds=seconds),
)

agendas = st.lists(blocks, min_size=3, max_size=7).map(tuple) | st.lists(blocks).map(tuple)


def _of_last_time(room: Room, texts: Sequence[str]) -> Room:
    agreed = (
        ActionItem(id=f"action {n}", n=n, text=text, owners=("henk",), session="second")
        for n, text in enumerate(texts)
    )
    return room.in_network(actions=tuple(agreed))


rooms: st.SearchStrategy[Room] = st.builds(
    _of_last_time,
    st.builds(
        lambda people, plan: planned_room(people, blocks=plan),
        st.sampled_from((6, 5, 4, 3, 2, 1, 0)),
        agendas,
    ),
    st.lists(st.just("bellen"), max_size=2),
)
"""Planned rooms with up to six people and blocks, and open actions of last time."""


@dataclass(frozen=True)
class Move:
    """Something done in a room after `later`; `pick` and `other` choose among what is there."""

    did: Did
    later: timedelta
    pick: int
    other: int
    text: str
    block: Block

    def change(self, room: Room) -> Change:
        """The change to that room, or to one just like it."""
        return _CHANGES[self.did](self, room)


_OFTEN = (Did.ONWARD,) * 24 + (Did.ANSWER, Did.PEOPLE, Did.PAUSE, Did.BACKWARD) * 4
_ONCE = (Did.BEGIN, Did.CLOSE)
_DIDS = (*_OFTEN, *(did for did in Did if did not in _ONCE), *Did)

moves: st.SearchStrategy[Move] = st.builds(
    Move,
    did=st.sampled_from(_DIDS),
    later=st.integers(-30, 400).map(lambda s: timedelta(seconds=s)) | st.just(timedelta(days=1)),
    pick=st.integers(0, 8),
    other=st.integers(0, 8),
    text=hostile_texts | st.just("leden zijn bereikbaar"),
    block=blocks,
)

begin = Move(Did.BEGIN, timedelta(), 0, 0, "", Plenary(title="x", minutes=1))


def _among(items: Sequence[T], pick: int) -> T | None:
    return items[pick % len(items)] if items else None


def _id(ids: Sequence[str], pick: int) -> str:
    return _among(ids, pick) or "nobody"


def _place(move: Move, room: Room) -> Place:
    block = room.session.block or _among(room.session.blocks, move.pick)
    sheet = _among(block.sheets, move.other) if block else None
    column = _among(sheet.columns, move.pick) if sheet else None
    return Place(
        block=block.id if block else "none",
        sheet=sheet.id if sheet else "",
        column=column.id if column else "",
    )


def _members(room: Room) -> list[str]:
    return [one.id for one in room.network.members]


def _answers(room: Room) -> list[str]:
    return [one.id for one in room.session.answers]


def _people(move: Move, room: Room) -> Change:
    someone = _id(_members(room), move.pick)
    some = [one for n, one in enumerate(_members(room)) if (n + move.other) % 3]
    return (
        partial(attendance.tick, members=some),
        partial(attendance.come, member=someone),
        partial(attendance.leave, member=someone),
        partial(attendance.add, name=move.text, guest=move.pick % 2 == 0),
    )[move.other % 4]


def _person(move: Move, room: Room) -> Change:
    someone = _id(_members(room), move.pick)
    return (
        partial(people.leave_network, member=someone),
        partial(people.come_back, member=someone),
        _mending(someone, move.text),
    )[move.other % 3]


def _mending(someone: str, text: str) -> Change:
    def mended(room: Room, now: datetime) -> Room:
        there = room.member(someone)
        return people.mend(room, now, member=there.but(name=text, role=text)) if there else room

    return mended


def _answer(move: Move, room: Room) -> Change:
    place, by = _place(move, room), _among(room.session.present, move.pick)
    if not isinstance(room.session.block, introductions.Introductions):
        return partial(capture.keep, place=place, texts=[move.text] * (1 + move.other % 3), by=by)

    def introduced(room: Room, now: datetime) -> Room:
        said = capture.answers(room, now, place=place, texts=[move.text], by=by)[0]
        return introductions.introduce(room, now, answer=said, trait=said.text)

    return introduced


def _review(move: Move, room: Room) -> Change:
    action = _id([one.id for one in room.network.actions], move.pick)
    if move.other % 3:
        said = tuple(Said)[move.other % len(Said)]
        return partial(action_review.review, action=action, change=said, reason=move.text)
    owners = room.session.present[:2]
    return partial(action_review.amend, action=action, text=move.text, owners=owners, due=None)


def _yes(move: Move, room: Room) -> Change:
    if move.other % 2:
        return next_date.all_say_yes
    return partial(next_date.say_yes, member=_id(_members(room), move.pick))


def _strike(move: Move, room: Room) -> Change:
    keys = [one.key for one in room.session.proposed]
    return partial(partners.strike, key=_id(keys, move.pick))


def _connect(move: Move, room: Room) -> Change:
    two = {_id(_members(room), move.pick), _id(_members(room), move.other)}
    met = tuple(Met)[move.pick % 2]
    return (
        partners.confirm,
        partial(connecting.connect, groups=[sorted(two)], met=met),
        partial(connecting.disconnect, pair=frozenset(two), met=met),
    )[move.other % 3]


def _turn(move: Move, room: Room) -> Change:
    if move.other % 2:
        return base.skip_turn
    return partial(base.give_floor, person=_id(_members(room), move.pick))


def _wish(move: Move, room: Room) -> Change:
    two = (_id(_members(room), move.pick), _id(_members(room), move.other))
    met = [frozenset(two)]
    if move.pick % 2:
        return partial(dating.took_place, met=met)
    wishes = {"rounds": 1 + move.other % 4, "spots": ("gang",), "keep_apart": (two,)}
    return partial(dating.wish, changes=wishes)


def _on_block(change: Callable[..., Room], **more: object) -> Callable[[Move, Room], Change]:
    return lambda move, room: partial(
        change, block=_id([one.id for one in room.session.blocks], move.pick), **more
    )


def _on_answer(change: Callable[..., Room], **more: object) -> Callable[[Move, Room], Change]:
    return lambda move, room: partial(change, answer=_id(_answers(room), move.pick), **more)


def _simply(change: Change) -> Callable[[Move, Room], Change]:
    return lambda _, __: change


_CHANGES: Mapping[Did, Callable[[Move, Room], Change]] = {
    Did.BEGIN: _simply(running.begin),
    Did.ONWARD: _simply(running.onward),
    Did.BACKWARD: _simply(running.backward),
    Did.JUMP: _on_block(running.jump),
    Did.SKIP: _on_block(running.skip),
    Did.PAUSE: _simply(running.pause_or_resume),
    Did.LENGTHEN: lambda move, _: partial(running.lengthen, by=(move.pick - 4) * MINUTE),
    Did.INSERT: lambda move, _: partial(running.insert, block=move.block),
    Did.MOVE_BLOCK: lambda move, room: _on_block(running.move, by=move.other - 4)(move, room),
    Did.FIT: _simply(pace.apply_fit),
    Did.SKIP_TURN: _turn,
    Did.ORDER: lambda move, room: partial(
        base.arrange,
        order=tuple(Order)[move.pick % len(Order)],
        heard=times_heard([room.session]),
    ),
    Did.ANSWER: _answer,
    Did.WISH: _wish,
    Did.CONFIDENTIAL: _on_answer(capture.mark),
    Did.MEND: lambda move, room: _on_answer(capture.mend, text=move.text)(move, room),
    Did.DELETE: _on_answer(capture.delete),
    Did.MOVE: lambda move, room: _on_answer(capture.move, place=_place(move, room))(move, room),
    Did.PEOPLE: _people,
    Did.PERSON: _person,
    Did.ACTION: lambda move, room: partial(
        actions.agree, text=move.text, owners=room.session.present[:2], due=START.date()
    ),
    Did.REVIEW: _review,
    Did.DATE: lambda move, _: partial(
        next_date.fix,
        day=START.date() + timedelta(days=move.pick),
        at=time(13, 30) if move.other % 2 else None,
        place=move.text,
    ),
    Did.YES: _yes,
    Did.PROPOSE: _simply(partners.propose),
    Did.CONNECT: _connect,
    Did.STRIKE: _strike,
    Did.CLOSE: _simply(running.close),
}

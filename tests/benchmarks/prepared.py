"""Data folders to measure with: a session of the demo network that is in the block we want."""

from functools import partial
from pathlib import Path

from sessions import attendance, capture, running
from sessions.blocks.base import BlockBase
from sessions.capture import Place
from sessions.clock import SystemClock
from sessions.demo import make_demo
from sessions.facilitation import Did, Facilitation
from sessions.library import Library
from sessions.store.places import device_id

SAID = (
    "members are within reach",
    "people know each other",
    "nobody has the time for it",
    "there is diversity around the table",
    "who takes part changes every time",
    "what was agreed last time comes back",
    "a manager who asks what it yielded",
    "visiting each other's place of work",
    "questions that matter on Monday",
    "too large a group to hear everybody",
)


def demo(root: Path) -> Path:
    """The demo, as it stands when nobody has started anything; its folder."""
    make_demo(root, language="en", now=SystemClock().now(), device=device_id())
    return root


def name(root: Path) -> str:
    """What the network in a data folder is called."""
    return next(Library(root, device=device_id()).networks()).name


def room(root: Path, kind: str, *, answers: int = 0) -> str:
    """A data folder that opens in a block of that kind, with `answers` in front of the room.

    The title of the block, as the room shows it.
    """
    library = Library(demo(root), device=device_id())
    planned = next(card.planned for card in library.networks() if card.planned)
    facilitation = library.open(planned, SystemClock())
    try:
        block = _go_to(facilitation, kind)
        _say(facilitation, block, answers)
    finally:
        facilitation.close()
    return block.title.upper()


def _go_to(facilitation: Facilitation, kind: str) -> BlockBase:
    here = [member.id for member in facilitation.room.network.members]
    facilitation.do(Did.PEOPLE, partial(attendance.tick, members=here))
    facilitation.do(Did.BEGIN, running.begin)
    while True:
        block = facilitation.room.session.block
        if block is None:
            raise LookupError(f"the demo has no block of the kind {kind}")
        if block.kind == kind:
            return block
        facilitation.do(Did.ONWARD, running.next_block)


def _say(facilitation: Facilitation, block: BlockBase, answers: int) -> None:
    people = [member.id for member in facilitation.room.network.members]
    for n in range(answers):
        sheet = block.sheets[0]
        column = sheet.columns[n % len(sheet.columns)]
        place = Place(block=block.id, sheet=sheet.id, column=column.id)
        text = f"{SAID[n % len(SAID)]}, {n}"
        by = people[n % len(people)] if n % 3 == 0 else None
        facilitation.do(Did.ANSWER, partial(capture.keep, place=place, texts=[text], by=by), text)

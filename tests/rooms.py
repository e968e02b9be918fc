"""Rooms, people and keepers to test with."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sessions import attendance, running
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
)
from sessions.blocks.sheets import Question
from sessions.carrying import first_edits
from sessions.clock import ManualClock
from sessions.errors import StoreError
from sessions.facilitation import Facilitation
from sessions.network import Member, Network
from sessions.records import Where
from sessions.room import Room
from sessions.session import Session
from sessions.store.operations import Drop, Operation, Put

START = datetime(2026, 3, 12, 12, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)

NAMES = ("Henk", "Sharon", "Vera", "IJsbrand", "Zoë", "Amina", "Bram", "Chidi", "Daan", "Eef")


def one_of_each() -> tuple[Block, ...]:
    """A block of every kind, in the order of the workshop."""
    return (
        Plenary(id="welcome", title="Welkom", minutes=5, shows_purpose=True),
        ActionReview(id="review", title="Terugblik", minutes=10),
        Introductions(id="introductions", title="Alliteratie", minutes=10, turn_seconds=30),
        SpeedDates(id="dates", title="Speeddate", minutes=20, rounds=3, round_minutes=3),
        Sheets(
            id="sheets",
            title="Vellen",
            minutes=15,
            questions=(Question(id="a", text="Hoe begin ik?"), Question(id="b", text="En dan?")),
        ),
        Plenary(id="break", title="Pauze", minutes=10, least=5, is_break=True),
        TakeAndBring(id="halen", title="Halen en brengen", minutes=10),
        Actions(id="actions", title="Acties", minutes=10),
        NextDate(id="date", title="Volgende keer", minutes=5),
        NewConnections(id="new", title="Nieuwe connecties", minutes=5),
        CheckOut(id="words", title="Afsluiting", minutes=5),
    )


def member(name: str, n: int = 0, organisation: str = "") -> Member:
    """A member whose id is their name in lower case."""
    return Member(id=name.lower(), n=n, name=name, organisation=organisation, since=START.date())


def network_of(*names: str) -> Network:
    """A network of members with those names, in two organisations."""
    members = tuple(member(name, n, "AB"[n % 2]) for n, name in enumerate(names))
    return Network(id="noord", name="Leernetwerk Noord", made=START, members=members)


def planned_room(people: int = 0, *, blocks: Sequence[Block] = ()) -> Room:
    """A room before it begins, with so many people who are here."""
    names = [NAMES[i % len(NAMES)] + "i" * (i // len(NAMES)) for i in range(people)]
    session = Session(
        id="third",
        network="noord",
        title="Derde bijeenkomst",
        agenda="leernetwerk",
        number=3,
        day=date(2026, 3, 12),
        facilitator="Mia",
        blocks=tuple(blocks),
    )
    room = Room(session=session, network=network_of(*names))
    return attendance.tick(room, START, members=[one.id for one in room.network.members])


def begun_room(people: int, *blocks: Block) -> Room:
    """A room in the first of `blocks`, since START."""
    return running.begin(planned_room(people, blocks=blocks), START)


class MemoryKeeper:
    """Keeps documents as JSON texts in memory; refuses the next keeps when told to."""

    def __init__(self) -> None:
        self.tables: dict[str, dict[str, str]] = {}
        self.kept = 0
        self.refuses = 0

    def keep(self, operations: Sequence[Operation]) -> None:
        """Keep all, or none and raise a StoreError."""
        if self.refuses:
            self.refuses -= 1
            raise StoreError(Path("memory"), "refused")
        texts = [json.dumps(one.document) for one in operations if isinstance(one, Put)]
        written = iter(texts)
        for one in operations:
            if isinstance(one, Put):
                self.tables.setdefault(one.table, {})[one.id] = next(written)
            elif isinstance(one, Drop):
                self.tables.get(one.table, {}).pop(one.id, None)
        self.kept += 1

    def documents(self, table: str) -> list[dict[str, Any]]:
        """All documents of a table; copies."""
        return [json.loads(text) for text in self.tables.get(table, {}).values()]


class Desk:
    """A session and its network in memory, which can be opened again and again."""

    def __init__(self, room: Room) -> None:
        self.session, self.network = MemoryKeeper(), MemoryKeeper()
        self.clock = ManualClock(START)
        first = first_edits(room)
        self.session.keep(first[Where.SESSION])
        self.network.keep(first[Where.NETWORK])

    def open(self) -> Facilitation:
        """The facilitation, as the next start of the program makes it."""
        return Facilitation(self.session, self.network, self.clock)

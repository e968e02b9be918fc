"""A session as it may have been, made by the domain's own functions."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sessions import attendance, capture, partners, running
from sessions.actions import Change
from sessions.blocks import action_review, actions, introductions, next_date
from sessions.blocks.action_review import ActionReview
from sessions.blocks.actions import Actions
from sessions.blocks.base import Column
from sessions.blocks.check_out import CheckOut
from sessions.blocks.introductions import Introductions
from sessions.blocks.new_connections import NewConnections
from sessions.blocks.next_date import NextDate
from sessions.blocks.plenary import Plenary
from sessions.blocks.sheets import Question, Sheets
from sessions.blocks.speed_dates import SpeedDates
from sessions.blocks.take_and_bring import TakeAndBring
from sessions.capture import Place
from sessions.room import Room
from tests.rooms import START, network_of, planned_room


@dataclass
class Told:
    """A room that things happen in, a minute apart."""

    room: Room
    now: datetime = START

    def later(self, minutes: float = 1) -> datetime:
        self.now += timedelta(minutes=minutes)
        return self.now

    def block(self, kind: str) -> str:
        return next(b.id for b in self.room.session.blocks if b.kind == kind)

    def say(self, kind: str, text: str, by: str = "", column: str = "", about: str = "") -> str:
        block = next(b for b in self.room.session.blocks if b.kind == kind)
        place = Place(block=block.id, sheet=block.sheets[0].id, column=column)
        self.room = capture.keep(
            self.room,
            self.later(),
            place=place,
            texts=[text],
            by=by or None,
            about=about or None,
        )
        return self.room.session.answers[-1].id

    def enter(self, kind: str, minutes: float = 1) -> None:
        self.room = running.jump(self.room, self.later(minutes), block=self.block(kind))


def planned() -> Told:
    """A session that is ready to start, with four people of two organisations."""
    columns = (Column(id="0", title="Succes"), Column(id="1", title="Faal"))
    question = Question(id="q", text="Wat helpt?", columns=columns)
    blocks = (
        Plenary(title="Welkom", minutes=5, prompt="Fijn dat je er bent."),
        ActionReview(title="Terugblik", minutes=5),
        Introductions(title="Kennismaken", minutes=5),
        SpeedDates(title="Speeddates", minutes=10, rounds=2),
        Sheets(title="Vellen", minutes=20, questions=(question,), notes="Alleen voor mij."),
        TakeAndBring(title="Halen en brengen", minutes=10),
        Actions(title="Afspraken", minutes=5),
        NextDate(title="Volgende keer", minutes=5),
        NewConnections(title="Nieuwe mensen", minutes=5),
        CheckOut(title="Afsluiting", minutes=5),
    )
    network = network_of("Amira", "Henk", "Zoë", "Jan").but(goal="Samen beter", why="Omdat")
    room = planned_room(blocks=blocks).but(network=network)
    return Told(attendance.tick(room, START, members=[m.id for m in network.members]))


def gone_by(told: Told) -> Told:
    """The same session, after all that can happen in it."""
    old = actions.agree(told.room, START, text="Kasten opruimen", owners=("jan",))
    earlier = old.network.actions[0].but(session="earlier")
    told.room = told.room.in_network(actions=(earlier,))
    told.room = running.begin(told.room, told.later())
    told.enter("action_review", 6)
    told.room = action_review.review(
        told.room, told.later(), action=earlier.id, change=Change.DROPPED, reason="Niet meer nodig"
    )
    told.enter("introductions")
    told.say("introductions", "Handige Henk", by="henk")
    answer = told.room.session.answers[-1]
    told.room = introductions.introduce(told.room, told.later(), answer=answer, trait="Handige")
    told.enter("speed_dates")
    for _step in range(4):
        told.room = running.onward(told.room, told.later(3))
    told.say("speed_dates", "Zingt in een koor", by="amira", about="zoë")
    told.enter("sheets")
    told.say("sheets", "Men kent *elkaar*", by="zoë", column="0")
    kept = told.say("sheets", "Veel wisselingen", column="1")
    told.enter("take_and_bring")
    told.say("take_and_bring", "Een maatje", by="amira", column="take")
    told.say("take_and_bring", "Een moestuin", by="amira", column="bring")
    told.enter("actions")
    owners = ("henk", "zoë")
    told.room = actions.agree(
        told.room,
        told.later(),
        text="Lijst maken",
        owners=owners,
        due=date(2027, 4, 2),
        answer=kept,
    )
    told.enter("next_date")
    told.room = next_date.fix(
        told.room, told.later(), day=date(2027, 5, 21), at=time(14, 0), place="De Linde"
    )
    told.room = next_date.say_yes(told.room, told.later(), member="amira")
    told.enter("new_connections")
    told.room = partners.propose(told.room, told.later())
    told.room = partners.confirm(told.room, told.later())
    told.room = attendance.leave(told.room, told.later(), member="jan")
    told.enter("check_out")
    told.say("check_out", "Trots", by="henk")
    told.room = running.close(told.room, told.later())
    return told

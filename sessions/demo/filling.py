"""What the demo holds: its past sessions, held again, and today's, planned."""

from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta

from sessions.agenda import BUILT_IN, Agenda, built_in
from sessions.base import new_id
from sessions.cards import SessionCard
from sessions.clock import ManualClock
from sessions.demo.cast import Cast
from sessions.demo.playing import Player
from sessions.demo.script import Meeting, Person, Script, read_script
from sessions.library import Library
from sessions.network import Network
from sessions.people import new_member

FOUNDED = timedelta(weeks=1)
"""How long before its first session the network was made."""


def fill(library: Library, language: str, today: date) -> Network:
    """Hold the sessions of the script in a new network and plan today's; the network at first."""
    script = read_script(language)
    begins = [_begin(today - timedelta(weeks=one.weeks_ago), one.at) for one in script.meetings]
    network = _network(script, begins[0])
    library.keep_network(network)
    founders = zip(_founders(script), network.members, strict=True)
    cast = Cast(script, {person.key: member.id for person, member in founders}, today=today)
    follows = [*begins[1:], _begin(today, script.at)]
    for meeting, begin, following in zip(script.meetings, begins, follows, strict=True):
        cast.next_meeting = following
        _hold(library, meeting, begin, cast)
    workshop = next(one.agenda for one in built_in(language) if one.name == BUILT_IN)
    _plan(library, workshop, today, script)
    return network


def _begin(day: date, at: time) -> datetime:
    return datetime.combine(day, at).astimezone()


def _founders(script: Script) -> list[Person]:
    joined = {key for meeting in script.meetings for key in meeting.joined}
    return [person for person in script.people if person.key not in joined]


def _network(script: Script, first: datetime) -> Network:
    made = first - FOUNDED
    network = Network(
        id=new_id(), name=script.name, goal=script.goal, why=script.why, made=made.astimezone(UTC)
    )
    for person in _founders(script):
        member = new_member(network, made, name=person.name, organisation=person.organisation)
        member = member.but(role=person.role, reach=person.reach)
        network = network.but(members=(*network.members, member))
    return network


def _plan(library: Library, agenda: Agenda, day: date, script: Script) -> SessionCard:
    network = next(library.networks())
    return library.plan_session(network, agenda, day=day, facilitator=script.facilitator)


def _hold(library: Library, meeting: Meeting, begin: datetime, cast: Cast) -> None:
    agenda = Agenda(title=meeting.title, blocks=tuple(part.block for part in meeting.parts))
    clock = ManualClock(begin)
    card = _plan(library, agenda, begin.date(), cast.script)
    with closing(library.open(card, clock)) as session:
        Player(session, clock, cast).play(meeting)

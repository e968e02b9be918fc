"""The script of the demo: who is in the network, and what happened in its sessions so far."""

import tomllib
from datetime import time
from importlib.resources import files
from typing import Annotated, Self

from pydantic import Field, model_validator

from sessions.actions import Change
from sessions.base import Frozen
from sessions.blocks import Block

ENGLISH = "en"
LANGUAGES = ("nl", ENGLISH)

Key = Annotated[str, Field(min_length=1)]
"""What the script calls a person or an action."""


class Person(Frozen):
    """Somebody of the network; `heard` is what others tell about them after a speed date."""

    key: Key
    name: Key
    organisation: str
    role: str
    reach: str = ""
    heard: tuple[str, ...] = ()


class Line(Frozen):
    """What somebody said, in which column of which sheet; the first sheet unless said."""

    text: Key
    by: str | None = None
    sheet: str = ""
    column: str = ""


class Promise(Frozen):
    """An action, by whom, due how many days from today, from which answer."""

    key: Key
    text: Key
    owners: Annotated[tuple[str, ...], Field(min_length=1)]
    due: int | None = None
    answer: str | None = None


class Verdict(Frozen):
    """What was said of an action in the review."""

    action: Key
    change: Change
    reason: str = ""


class Appointment(Frozen):
    """Where the next meeting is, and who of those present did not say yes."""

    place: str
    no: tuple[str, ...] = ()


class Part(Frozen):
    """A block, the minutes it took, and what happened in it, one thing each `beat` (seconds).

    At its beginning people `come`; before its end they `leave`, the block gets `more` minutes, and
    the rest is made to `fit` the time left.
    """

    block: Block
    took: Annotated[float, Field(gt=0)]
    beat: Annotated[float, Field(gt=0)] = 5
    lines: tuple[Line, ...] = ()
    promises: tuple[Promise, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    appointment: Appointment | None = None
    come: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()
    more: float = 0
    fit: bool = False


class Meeting(Frozen):
    """A past session: how many weeks ago, at what time, who came in time, what was done.

    Who `joined` then came for the first time, in time as well.
    """

    title: Key
    weeks_ago: Annotated[int, Field(gt=0)]
    at: time
    here: tuple[str, ...]
    joined: tuple[str, ...] = ()
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]


class Script(Frozen):
    """A network and its past sessions, the oldest first; every key in it is somebody's."""

    name: Key
    goal: Key
    why: Key
    facilitator: Key
    at: time
    people: tuple[Person, ...]
    meetings: tuple[Meeting, ...]

    @model_validator(mode="after")
    def _knows_everybody(self) -> Self:
        known = {person.key for person in self.people}
        named = {key for meeting in self.meetings for key in _people_in(meeting)}
        if named - known:
            raise ValueError(f"nobody is called {', '.join(sorted(named - known))}")
        return self


def _people_in(meeting: Meeting) -> set[str]:
    named = {*meeting.here, *meeting.joined}
    for part in meeting.parts:
        named.update(part.come, part.leave, *(promise.owners for promise in part.promises))
        named.update(line.by for line in part.lines if line.by)
        named.update(part.appointment.no if part.appointment else ())
    return named


def read_script(language: str) -> Script:
    """The script in one of the `LANGUAGES`."""
    path = files("sessions.demo") / f"{language}.toml"
    return Script.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))

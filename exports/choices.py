"""What laptops changed without knowing of each other, in words that a person can choose by."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from exports.document import Fact
from exports.language import N_, _, clock_time, day_short, listed
from exports.words import status_word
from sessions.actions import Status
from sessions.choosing import Choice, Version

SUBJECTS = {
    "session": N_("The session itself"),
    "network": N_("The network itself"),
    "blocks": N_("A block of the agenda"),
    "answers": N_("An answer"),
    "members": N_("A member"),
    "actions": N_("An action item"),
    "connections": N_("Two people who spoke"),
    "dates": N_("The next date"),
}

FIELDS = {
    "text": N_("Text"),
    "name": N_("Name"),
    "title": N_("Title"),
    "by": N_("Said by"),
    "about": N_("About"),
    "column": N_("Column"),
    "organisation": N_("Organisation"),
    "role": N_("Role"),
    "reach": N_("Can be reached at"),
    "trait": N_("Trait"),
    "guest": N_("Guest"),
    "since": N_("Member since"),
    "left": N_("Left"),
    "owners": N_("Owners"),
    "due": N_("By when"),
    "status": N_("Where it stands"),
    "people": N_("People"),
    "day": N_("Day"),
    "place": N_("Place"),
    "yes": N_("Said yes"),
    "goal": N_("Goal"),
    "why": N_("Shared why"),
    "facilitator": N_("Facilitator"),
    "begun": N_("Began"),
    "closed": N_("Closed"),
    "minutes": N_("Minutes"),
    "prompt": N_("What the room reads"),
    "notes": N_("Notes for the facilitator"),
    "skipped": N_("Skipped"),
    "confidential": N_("Confidential"),
}
"""What the fields are called that a person can choose by."""

_HEADLINES = ("text", "name", "title")
_PEOPLE = {"by", "about", "owners", "people", "yes"}
_DAYS, _MOMENTS = {"since", "left", "due", "day"}, {"begun", "closed"}


def subject(choice: Choice) -> str:
    """What it is, and where: *An answer · Leernetwerk Noord, session 3*."""
    where = choice.network
    if choice.number is not None:
        where = _("{network}, session {number}").format(network=where, number=choice.number)
    return _(SUBJECTS[choice.table]) + f" · {where}"


def laptop(version: Version, own: str) -> str:
    """Whose version it is, on the laptop whose id is `own`."""
    if version.device == own:
        return _("This laptop")
    return _("Another laptop ({id})").format(id=version.device[:4])


def made(version: Version) -> str:
    """When it was made so; empty where that is not known."""
    if version.at is None:
        return ""
    when = _text("begun", version.at, {})
    return _("Changed: {when}").format(when=when)


def facts(choice: Choice, version: Version) -> tuple[tuple[Fact, bool], ...]:
    """What it reads in that version, and the rest of what differs; each with whether it does."""
    document, differ = version.document, choice.differ
    headline = next((key for key in _HEADLINES if key in document), "")
    told = [key for key in FIELDS if key == headline or key in differ]
    said = [
        (Fact(_(FIELDS[key]), _value(key, document.get(key), choice.called)), key in differ)
        for key in told
    ]
    if not any(differs for _fact, differs in said):
        said += [(fact, True) for fact in _otherwise(document)]
    return tuple(said)


def _otherwise(document: Mapping[str, Any]) -> list[Fact]:
    """What can be said of a version that differs in nothing that has a name."""
    timer = document.get("timer")
    if isinstance(timer, dict):
        begun = _value("begun", timer.get("begun"), {})
        return [Fact(_("Began"), begun), Fact(_("Its clock"), _("is at another place"))]
    return [Fact(_("Differs"), _("in what can't be told in a word"))]


def _value(key: str, value: Any, called: Mapping[str, str]) -> str:
    if value in (None, "", []):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list):
        return listed([_text(key, str(one), called) for one in value])
    return _text(key, str(value), called)


def _text(key: str, text: str, called: Mapping[str, str]) -> str:
    """What stands under `key` as a person says it; as it stands where a hand made it odd."""
    try:
        if key == "status":
            return status_word(Status(text))
        if key in _DAYS:
            return day_short(date.fromisoformat(text))
        if key in _MOMENTS:
            moment = datetime.fromisoformat(text)
            return f"{day_short(moment.astimezone().date())} {clock_time(moment)}"
    except ValueError:
        return text
    return called.get(text, text) if key in _PEOPLE else text

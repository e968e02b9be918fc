"""Who is who: what the people and actions of the script are called in the network."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from sessions.demo.script import Script


class Cast:
    """The ids of people and actions by their keys; `today` is the day that the demo is made on.

    `next_meeting` is when the one after the present meeting begins, in local time.
    """

    def __init__(self, script: Script, members: Mapping[str, str], *, today: date) -> None:
        self.script = script
        self.members = dict(members)
        self.actions: dict[str, str] = {}
        self.next_meeting = datetime.combine(today, script.at).astimezone()
        self._today = today
        self._told: set[str] = set()

    def ids(self, keys: Iterable[str]) -> tuple[str, ...]:
        """The member ids of people."""
        return tuple(self.members[key] for key in keys)

    def day(self, days: int | None) -> date | None:
        """The day so many days from today; None for no day."""
        return None if days is None else self._today + timedelta(days=days)

    def told(self, about: str) -> str | None:
        """Something about a member that nobody told before; None when there is nothing."""
        person = next(one for one in self.script.people if self.members.get(one.key) == about)
        text = next((one for one in person.heard if one not in self._told), None)
        self._told.update([text] if text else ())
        return text

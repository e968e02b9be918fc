"""Somebody's card: who they are, where they work, how to reach them, and since when."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import getters
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from exports.language import N_, _, day_short, language, listed
from exports.people import names
from exports.sentences import sentence
from sessions.actions import ActionItem
from sessions.clock import Clock
from sessions.due import understand
from sessions.errors import KringError
from sessions.network import Member
from sessions.people import mended, open_actions
from sessions.room import Room
from tui.commands import Command, bindings
from tui.screens.question import DayQuestion, field, label
from tui.widgets.line import Line

PERSON = (
    Command("person.keep", "enter", "keep", N_("Keep"), N_("Keep the card"), priority=True),
    Command("person.up", "up", "app.focus_previous", N_("Up"), N_("The line above")),
    Command("person.reach", "f3", "reach", N_("To reach"), N_("Show how to reach them")),
    Command("person.down", "down", "app.focus_next", N_("Down"), N_("The line below")),
)
GUEST = (Command("guest.turn", "space", "turn", N_("Guest or member"), N_("A guest, or a member")),)
LINES = {
    "name": N_("Name"),
    "organisation": N_("Organisation"),
    "role": N_("Role"),
    "reach": N_("Can be reached at"),
    "trait": N_("Trait"),
}
DAYS = {"since": N_("Since"), "left": N_("Left on")}


class Guest(Static, can_focus=True):
    """Whether somebody is a guest; the space bar changes it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(GUEST)

    guest = reactive(default=False)

    def render(self) -> str:
        """In words, with the key."""
        if self.guest:
            return _("a guest · space: a member")
        return _("a member · space: a guest")

    def action_turn(self) -> None:
        """The other of the two."""
        self.guest = not self.guest

    def on_click(self) -> None:
        """The mouse does it too."""
        self.action_turn()


class PersonCard(DayQuestion[Member]):
    """A line each; Enter keeps it all, from any line.

    One that `hides` how to reach somebody, as the group reads along, shows it when asked to.
    """

    CSS_PATH = "person.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(PERSON)

    guest = getters.query_one(Guest)

    def __init__(self, member: Member, clock: Clock, *, hides: bool = False) -> None:
        super().__init__(member.name)
        self._member, self._clock = member, clock
        self._hides = hides and bool(member.reach)

    def parts(self) -> list[Widget]:
        """Who they are, whether they are a guest, and since when."""
        texts = {title: field(getattr(self._member, one), name=one) for one, title in LINES.items()}
        days = {title: field(self._day(one), name=one) for one, title in DAYS.items()}
        lines = {**texts, N_("Comes as"): Guest(), **days}
        if self._hides:
            lines[LINES["reach"]] = Line(id="reach", placeholder=_("hidden · F3 shows it"))
        return [_line(_(title), widget) for title, widget in lines.items()]

    def keys(self) -> str:
        """What the keys do."""
        return _("Enter: keep · Esc: back · ↑ ↓: another line")

    def on_mount(self) -> None:
        """Ready to type."""
        self.guest.guest = self._member.guest
        self.query(Input).first().focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is shown can't be shown."""
        return self._hides if action == "reach" else super().check_action(action, parameters)

    def action_reach(self) -> None:
        """Show how to reach them."""
        self._hides = False
        line = self.query_one("#reach", Input)
        line.value = line.value or self._member.reach
        line.focus()

    def action_keep(self) -> None:
        """Everything as it stands here, or what is wrong with it."""
        try:
            days = {one: self._typed_day(one) for one in DAYS}
            texts = {one: self._text(one) for one in LINES}
            if self._hides:
                texts["reach"] = texts["reach"] or self._member.reach
            new = self._member.but(guest=self.guest.guest, **texts, **days)
            self.dismiss(mended(self._member, new, self._clock.now()))
        except _NoDayError as error:
            said = _("“{text}” is not a day Kring knows. Try: today, 12 March 2026.")
            self.tell(said.format(text=error))
        except KringError as error:
            self.tell(sentence(error))

    def _text(self, one: str) -> str:
        return self.query_one(f"#{one}", Input).value.strip()

    def _day(self, one: str) -> str:
        day = getattr(self._member, one)
        return day_short(day) if day else ""

    def _typed_day(self, one: str) -> date | None:
        typed = self._text(one)
        if typed == self._day(one):
            day: date | None = getattr(self._member, one)
            return day
        return been(typed, self._clock) if typed else None


class _NoDayError(ValueError):
    """What was typed where a day was asked."""


def been(text: str, clock: Clock) -> date:
    """The day that a text means; without a year the last one that was.

    Raises:
        _NoDayError: it is no day.
    """
    now = clock.now()
    today = now.astimezone().date()
    tries = (text, f"{text} {today.year}", f"{text} {today.year - 1}")
    meant = [one.day for typed in tries if (one := understand(typed, now=now, language=language()))]
    if not meant:
        raise _NoDayError(text)
    return next((day for day in meant if day <= today), meant[0])


def farewell(room: Room, member: Member) -> str:
    """That somebody leaves the network, and which open actions they leave to whom."""
    (name,) = names(room, (member.id,))
    said = _("{name} left the network.").format(name=name)
    actions = open_actions(room.network, member.id)
    if not actions:
        return said
    still = "; ".join(_left_to(room, action, member) for action in actions)
    return f"{said} " + _("Still to do: {actions}.").format(actions=still)


def _left_to(room: Room, action: ActionItem, member: Member) -> str:
    others = names(room, (one for one in action.owners if one != member.id))
    if not others:
        return _("{action} (nobody else)").format(action=action.text)
    return _("{action} (with {names})").format(action=action.text, names=listed(others))


def _line(title: str, widget: Widget) -> Horizontal:
    return Horizontal(label(title), widget, classes="line")

"""An action item: what, by two or more owners, by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from textual import getters, on
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from exports.language import _, day_short, day_words, language
from sessions.actions import SHARED, ActionItem
from sessions.blocks.action_review import amend
from sessions.blocks.actions import agree
from sessions.clock import Clock
from sessions.due import Understood, understand
from sessions.facilitation import Did
from sessions.names import exactly, matching, meant, several
from sessions.names import label as name_label
from sessions.network import Member
from sessions.room import Room
from sessions.session import Answer
from tui.screens.question import DayQuestion, field, label
from tui.text import brief, shown
from tui.widgets.line import Line
from tui.widgets.press import mention, offered, which

if TYPE_CHECKING:
    from tui.app import Kring
    from tui.blocks.desk import Desk


@dataclass(frozen=True)
class Draft:
    """What an action item is to be; owners are member ids."""

    text: str = ""
    owners: tuple[str, ...] = ()
    due: date | None = None


class Owners(Line):
    """A line for names: backspace on an empty one takes away who was named last."""

    class TakeAway(Message):
        """Whoever was named last does not own it."""

    def action_delete_left(self) -> None:
        """A letter, or a name."""
        if self.value:
            super().action_delete_left()
        else:
            self.post_message(self.TakeAway())


class ActionForm(DayQuestion[Draft]):
    """Three lines, Enter from one to the next."""

    app: getters.app[Kring]
    text = getters.query_one("#text", Input)
    owners = getters.query_one("#owners", Input)
    due = getters.query_one("#due", Input)

    def __init__(self, room: Room, draft: Draft, clock: Clock) -> None:
        super().__init__(_("Action"))
        self._room, self._draft, self._clock = room, draft, clock
        self._owners = list(draft.owners)
        self._alone = False
        self._past: date | None = None

    def parts(self) -> list[Widget]:
        """What, who, when."""
        when = day_short(self._draft.due) if self._draft.due else ""
        due = field(when, name="due")
        due.select_on_focus = True
        return [
            label(_("What")),
            field(self._draft.text, name="text"),
            label(self._who()),
            Owners(id="owners"),
            label(_("By when: Friday, in two weeks, 12 March …")),
            due,
        ]

    def keys(self) -> str:
        """What the keys do."""
        return _("Enter: on, and keep at the end · Esc: back")

    def on_mount(self) -> None:
        """To the first line that is empty."""
        (self.owners if self._draft.text else self.text).focus()

    @property
    def _people(self) -> tuple[Member, ...]:
        """Who can own it: who is here first, then the network; and who owns it already."""
        here = self._room.present
        others = (m for m in self._room.network.members if m not in here)
        return (*here, *(m for m in others if m.id in self._owners or not (m.left or m.guest)))

    def _who(self) -> str:
        names = [
            name_label(m, self._people, trait=False)
            for m in map(self._room.member, self._owners)
            if m
        ]
        if not names:
            return _("By whom: two or more; a few letters, then Enter")
        return _("By whom: {names} (Backspace takes the last one away)").format(
            names=" + ".join(names)
        )

    @on(Input.Submitted, "#text")
    def _text_done(self) -> None:
        if self.text.value.strip():
            self.tell("")
            self.owners.focus()
        else:
            self.tell(_("Say what will be done."))

    @on(Input.Changed, "#owners")
    def _offer(self) -> None:
        self.tell(offered(matching(self._people, self.owners.value)))

    @on(Input.Submitted, "#owners")
    def _owner_done(self) -> None:
        typed = self.owners.value.strip()
        if typed:
            self._add(typed)
        elif self._enough():
            self.due.focus()

    def _add(self, typed: str) -> None:
        one = meant(self._people, typed)
        found = several(self._people, typed) or one
        if found == one and len(one) > 1:
            self.tell(which(one))
            return
        if not found:
            self.tell(
                _("Nobody is called “{name}”. Add people with F4 in the room.").format(
                    name=brief(typed)
                )
            )
            return
        for member in found:
            if member.id in self._owners:
                self._owners.remove(member.id)
            else:
                self._owners.append(member.id)
        self.owners.value = ""
        self._show_who()

    @on(Owners.TakeAway)
    def _take_away(self) -> None:
        del self._owners[-1:]
        self._show_who()

    def _show_who(self) -> None:
        self._alone = False
        self.query(".label")[1].update(shown(self._who()))  # type: ignore[attr-defined]  # a Static

    def _enough(self) -> bool:
        """Whether there are owners enough; one is, when it is said twice."""
        if not self._owners:
            self.tell(_("Say by whom: a few letters of a name, then Enter."))
            return False
        if len(self._owners) < SHARED and not self._alone:
            self._alone = True
            self.tell(
                _("One owner. In a network an action is shared: add somebody, or Enter again.")
            )
            return False
        self.tell("")
        return True

    @on(Input.Changed, "#due")
    def _show_due(self) -> None:
        found = self._understood()
        self.tell(f"→ {day_words(found.day)}" if found else "")

    def _understood(self) -> Understood | None:
        return understand(self.due.value, now=self._clock.now(), language=language(), zone=None)

    @on(Input.Submitted, "#due")
    def _due_done(self) -> None:
        typed, found = self.due.value.strip(), self._understood()
        if typed and found is None:
            self.tell(
                _("“{text}” is not a day Kring knows. Try: Friday, 12 March, in two weeks.").format(
                    text=brief(typed)
                )
            )
        elif found and self._has_been(found.day):
            self._past = found.day
            self.tell(
                _("{day} has been. Another day, or Enter again.").format(day=day_words(found.day))
            )
        elif not self.text.value.strip():
            self.text.focus()
            self.tell(_("Say what will be done."))
        elif self._enough():
            text = self.text.value.strip()
            self.dismiss(Draft(text, tuple(self._owners), found.day if found else None))

    def _has_been(self, due: date) -> bool:
        """Whether a day that was given just now is before today, and was not said twice."""
        today = self._clock.now().astimezone().date()
        return due < today and due not in {self._past, self._draft.due}


def agree_on(
    desk: Desk,
    room: Room,
    *,
    text: str = "",
    owner: str | None = None,
    answer: Answer | None = None,
) -> None:
    """Ask by whom and when, then agree on an action, from `answer` when there is one.

    Who is named after `@` at the end of the text, or is the `owner`, need not be said again.
    """
    typed = f"{text} @{room.name(owner)}" if owner else text
    owner = answer.by if answer else owner
    words, named = _named(room, text)
    owners = dict.fromkeys(filter(None, (*named, owner)))
    draft = Draft(words or (answer.text if answer else ""), tuple(owners))
    source = answer.id if answer else None

    def agreed(done: Draft) -> None:
        change = partial(agree, text=done.text, owners=done.owners, due=done.due, answer=source)
        desk.change(Did.ACTION, change, done.text)
        names = " + ".join(map(room.name, done.owners))
        due = f" · {day_words(done.due)}" if done.due else ""
        desk.say(_("Agreed: {text} · {names}").format(text=done.text, names=names) + due)

    desk.ask(ActionForm(room, draft, desk.clock), agreed, lambda: desk.take_back(typed))


def _named(room: Room, text: str) -> tuple[str, tuple[str, ...]]:
    """A text without the names after `@` at its end, and who they are."""
    named: tuple[str, ...] = ()
    while member := exactly(room.present, mention(text)):
        named = (member.id, *named)
        text = text[: text.rindex("@")].rstrip()
    return text, named


def amend_action(desk: Desk, room: Room, action: ActionItem) -> None:
    """Ask how an action should read, then have it so."""

    def amended(done: Draft) -> None:
        change = partial(amend, action=action.id, text=done.text, owners=done.owners, due=done.due)
        desk.change(Did.REVIEW, change, done.text)

    desk.ask(ActionForm(room, Draft(action.text, action.owners, action.due), desk.clock), amended)

"""Erasing on the screen: the question what is to go, and whether; then doing it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

from exports.erasures import question, unreached, warnings
from exports.language import _
from sessions import forgetting
from sessions.erasing import Eraser
from sessions.forgetting import Erasure, Toll
from sessions.names import plain, told_apart
from sessions.network import Member
from sessions.session import Answer
from tui.screens.question import Question, field, label
from tui.text import shown
from tui.widgets.options import Options

if TYPE_CHECKING:
    from pathlib import Path

    from sessions.cards import NetworkCard, SessionCard
    from tui.app import Kring


async def erase_person(app: Kring, network: NetworkCard) -> str:
    """Ask who of the network, and whether; then erase them.

    What came of it, empty when it was called off.

    Raises:
        KringError: it can't be read, or is not erased everywhere.
    """
    eraser = _eraser(app, network.folder)
    kept = await app.keeping.do(eraser.network)
    member = await app.push_screen_wait(PickPerson(kept.members))
    if member is None:
        return ""
    what = told_apart(kept.members)[member.id]
    return await _erase(app, eraser, forgetting.of_person(kept, member), what)


async def erase_session(app: Kring, session: SessionCard) -> str:
    """Ask whether, and erase the session; likewise."""
    eraser = _eraser(app, session.network_folder)
    kept = await app.keeping.do(partial(eraser.session, session.id))
    what = _("session {n}, {title}").format(n=session.number, title=session.title)
    return await _erase(app, eraser, forgetting.of_session(kept), what)


async def erase_answer(app: Kring, session: SessionCard, answer: Answer) -> str:
    """Ask whether, and erase the answer; likewise."""
    eraser = _eraser(app, session.network_folder)
    return await _erase(app, eraser, forgetting.of_answer(answer), f"“{answer.text}”")


def _eraser(app: Kring, folder: Path) -> Eraser:
    return Eraser(folder, device=app.device, clock=app.clock)


async def _erase(app: Kring, eraser: Eraser, erasure: Erasure, what: str) -> str:
    """Nothing may be open while it is done."""
    toll = await app.keeping.do(partial(eraser.toll, erasure))
    if not await app.push_screen_wait(EraseQuestion(what, toll)):
        return ""
    app.screen.query_one("#hint", Static).update(_("One moment …"))
    await app.keeping.put_away()
    left = await app.keeping.do(partial(eraser.erase, erasure))
    return " ".join([_("Erased: {what}.").format(what=what), *unreached(left)])


class PickPerson(Question[Member]):
    """The members of a network."""

    def __init__(self, members: Sequence[Member]) -> None:
        super().__init__(_("Who is to be erased from this network?"))
        self._members = sorted(members, key=lambda one: plain(one.name))

    def parts(self) -> list[Widget]:
        """Their names, told apart."""
        names = told_apart(self._members)
        return [Options(*(shown(names[one.id]) for one in self._members), markup=False)]

    def keys(self) -> str:
        """What the keys do."""
        return _("Enter: this one · Esc: back")

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._members[event.option_index])


class EraseQuestion(Question[bool]):
    """What goes, what stays, what it can't reach; a word is to be typed, for it is for good."""

    def __init__(self, what: str, toll: Toll) -> None:
        super().__init__(question(what))
        self._toll = toll

    def parts(self) -> list[Widget]:
        """What it means, and the line for the word."""
        asks = _("Type “{word}” to erase:").format(word=_("yes"))
        return [*map(label, warnings(self._toll)), label(asks), field(name="sure")]

    def keys(self) -> str:
        """What the keys do."""
        return _("Enter: erase · Esc: leave it as it is")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if plain(event.value) == plain(_("yes")):
            self.dismiss(True)
        else:
            self.tell(_("Nothing is erased without that word."))

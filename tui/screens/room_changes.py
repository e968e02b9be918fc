"""What is pressed in the room: how a change gets to what is kept, and from there to the zones."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from textual import getters
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.screen import Screen
from textual.worker import Worker

from exports.language import _
from exports.sentences import sentence
from exports.words import did_word
from sessions import running
from sessions.base import find
from sessions.errors import KringError
from sessions.facilitation import Did, Facilitation, Step
from sessions.room import Change
from sessions.session import Answer, Session
from tui.beside import work_out
from tui.blocks.base import Reckoning
from tui.blocks.moment import Moment
from tui.commands import QUIT
from tui.screens.room_way import coming_up
from tui.screens.room_zones import Zones, view_of
from tui.widgets.capture_line import CaptureLine
from tui.widgets.press import Press

T = TypeVar("T")
TYPED = frozenset({Did.ANSWER, Did.MEND, Did.ACTION})
"""Steps whose words are what was typed, also where it was not in the line."""
GOES_ON = {
    "pagedown": "onward",
    "pageup": "backward",
    "ctrl+pagedown": "next_block",
    "ctrl+pageup": "previous_block",
    "f6": "agenda",
    "f9": "finish",
    "ctrl+o": "home",
    QUIT: "app.quit",
}
"""Keys, with their actions, that lead away from where something is typed: it is kept first."""
LATER = {"f8": "skip_turn"}
"""Likewise, while somebody has the floor."""
MOMENT = timedelta(seconds=1.5)
"""How long after the room went on by itself a key may still have been meant for that very step."""


class Changes(Zones):
    """What I press is a line to type in, and what is pressed is kept and then shown."""

    press = getters.query_one(Press)

    def __init__(self, facilitation: Facilitation) -> None:
        super().__init__(facilitation)
        self.facilitation = facilitation
        self._taken = False
        self._typed = ""
        self._said = ""
        self._question: object = None
        self._went_on: datetime | None = None
        self._showing: Worker[None] | None = None
        self._line_of = ""
        self._waiting: dict[str, str] = {}
        self._refused = ""

    def below(self) -> ComposeResult:
        """The sentence and the line."""
        yield Press()

    def on_mount(self) -> None:
        """It may be through already."""
        self._said = self.app.keeping.news()
        self.call_after_refresh(self.finish_when_through)

    def finish_when_through(self) -> None:
        """After the last block comes what the session yielded."""
        session = self.facilitation.room.session
        if session.running and session.block is None:
            self.action_finish()

    @property
    def drawable(self) -> bool:
        """Whether the line is there too, which comes last, and goes with the screen."""
        return not self.gone and bool(self.query(CaptureLine))

    def aim_anew(self) -> None:
        """What is typed goes somewhere else now."""
        super().aim_anew()
        self.press.aim_anew()
        self._set_aside()
        self.run_worker(self.view.warm_up, thread=True)

    def _set_aside(self) -> None:
        """What could not be kept waits in the block where it was typed."""
        m, line = self.moment, self.press.line
        block, self._line_of = self._line_of, m.block.id if m else ""
        if block in {"", self._line_of}:
            return
        if line.given_back and line.value.startswith(line.given_back):
            self._waiting[block], line.value = line.value, ""
            said = _("Not kept, it waits where it was typed: {text}")
            self.say(said.format(text=self._waiting[block]))
        waited = self._waiting.pop(self._line_of, "")
        if waited:
            line.take_back(waited)

    @property
    def unkept(self) -> str:
        """Words that were typed here and are not kept, after why; empty when all are."""
        words = " · ".join(filter(None, (*self._waiting.values(), self.press.line.value)))
        why = self._refused or _("This is not kept:")
        return f"{why} {words}" if words else ""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Go away; at home it is told what is not kept."""
        unkept = self.unkept if self.drawable else ""
        going = super().dismiss(result)
        if self._left and unkept:
            self.app.notice = unkept
        return going

    def show_below(self, m: Moment[Any]) -> None:
        """Where what is typed goes, and the sentence."""
        view = view_of(m)
        self.press.open(captures=view.captures(m))
        open_ = None if self._picked and self._picked.confidential else self._picked
        self.press.show(view.prompt(m), m.present, open_, columns=len(view.places(m)))
        self.press.line.choices = len(view.choices(m))
        self.press.line.goes_on = GOES_ON | (LATER if m.block.has_floor else {})
        self._reckon(m)
        self.say(self._said)

    def _reckon(self, m: Moment[Any]) -> None:
        """Have reckoned beside what goes on what would hold it up, each question once."""
        reckoning = view_of(m).reckons(m)
        question = reckoning.question if reckoning else None
        if question == self._question:
            return
        self._question = question
        if reckoning:
            self.app.run_worker(self._reckoned(reckoning), group="keep")

    async def _reckoned(self, reckoning: Reckoning) -> None:
        change = await asyncio.to_thread(reckoning.answer)
        if self._left:
            return
        await self._shown(self.app.keeping.do(partial(self.facilitation.follow, change)), "")

    def _tick(self) -> None:
        super()._tick()
        m = self.moment
        if m is not None and self.is_current and m.block.wants_onward(m.now):
            self._went_on = m.now
            self.change(Did.ONWARD, partial(running.onward_when_due, block=m.block.id))

    def _signal(self, m: Moment[Any]) -> None:
        """What the room is to do may change with the time, as halfway a talk."""
        if self.says_anew(m) and not view_of(m).timer(m).over(m.now):
            self._went_on = m.now
        super()._signal(m)

    def overtaken(self) -> bool:
        """Whether the room went on by itself less than a MOMENT ago, by its own clock.

        A key that comes then was pressed for what had just been done: it is not done twice. Only
        the first such key; who presses again means it.
        """
        went_on, self._went_on = self._went_on, None
        return went_on is not None and self.clock.now() - went_on < MOMENT

    # Changes -------------------------------------------------------------------------------

    def change(self, did: Did, change: Change, words: str = "") -> None:
        """Have a change made and kept; what was typed comes back when it can't be."""
        self._taken = True
        self.say("")
        if self.drawable:
            self.press.say(f"… {words}" if words else "")
        typed, self._typed = self._typed or (words if did in TYPED else ""), ""
        self._refused = ""
        kept = self.app.keeping.do(partial(self.facilitation.do, did, change, words))
        self._showing = self.app.run_worker(self._shown(kept, typed))

    async def shown_all(self) -> None:
        """All that was done is kept and shown, or was refused."""
        await self.app.keeping.settled()
        if self._showing:
            await self._showing.wait()

    async def _shown(self, kept: Awaitable[object], typed: str) -> None:
        """Show a change once it is kept; give back what was typed where it is not.

        Who went home meanwhile is told there.
        """
        try:
            await kept
        except KringError as error:
            if self._left:
                self.app.notice = " ".join(filter(None, (sentence(error), typed)))
                return
            self.say(sentence(error))
            if typed:
                self.press.take_back(typed)
                self._refused = self._said
            self.app.ring()
        if not self.is_current:
            return
        self.say(self._said)
        self.finish_when_through()
        self.show()

    def say(self, sentence: str) -> None:
        """Tell the facilitator something above the capture line, while that is there."""
        self._said = sentence
        if not self.drawable:
            return
        otherwise = coming_up(self.facilitation.room.session, self.clock.now())
        if self.facilitation.behind:
            otherwise = _("Kept here; the network’s own file can’t be written, and is tried again.")
        self.press.say(sentence, otherwise)

    @property
    def typing(self) -> bool:
        """Whether there are words in the line."""
        return bool(self.press.line.value)

    def tell(self, words: str) -> None:
        """What another says to whichever screen is in front."""
        self.say(words)

    def offer(self, ideas: tuple[str, ...]) -> None:
        """Have ideas on the board, none of them picked."""
        self.aim = replace(self.aim, offered=ideas, picked="")
        self.show()

    def earlier(self) -> tuple[Session, ...]:
        """The last sessions of this network, the newest first; slow the first time."""
        return self.facilitation.earlier()

    def work_out(self, task: Callable[[], T], then: Callable[[T], None]) -> None:
        """Have something done on a thread of its own; `then` gets what came of it."""
        self._taken = True
        work_out(self, task, then)

    def take_back(self, text: str) -> None:
        """Put words that were typed back in the line."""
        self.press.take_back(text)

    def ask(
        self,
        screen: Screen[T | None],
        then: Callable[[T], None],
        instead: Callable[[], None] | None = None,
    ) -> None:
        """Put a question in front; `then` gets the answer, `instead` runs when it is called off."""
        self._taken = True

        def answered(answer: T | None) -> None:
            if answer is not None:
                then(answer)
            elif instead:
                instead()
            self.show()

        self.app.push_screen(screen, answered)

    def turn_back(self, again: Callable[[], Step | None], said: str, none: str) -> None:
        """Undo or redo, and say what that was, unless there is something more to be told."""
        self.say("")
        self.app.run_worker(self._turned_back(self.app.keeping.do(again), said, none))

    async def _turned_back(self, turned: Awaitable[Step | None], said: str, none: str) -> None:
        try:
            step = await turned
        except KringError as error:
            if not self._left:
                self.say(sentence(error))
            return
        if self._left:
            return
        if not self.facilitation.room.session.running:
            self.dismiss(None)
            return
        told = step.words if step and not self.facilitation.hides(step) else ""
        words = f": {told}" if told else ""
        self.say(self._said or (said.format(what=did_word(step.did)) + words if step else none))
        self.show()

    def action_finish(self) -> None:
        """What the session yielded, and close it."""
        from tui.screens.yields import YieldScreen

        if self.is_current:
            self.app.push_screen(YieldScreen(self.facilitation), self._finished)

    def _finished(self, _none: None) -> None:
        session = self.facilitation.room.session
        if session.closed:
            self.dismiss(None)
        elif session.block is None:
            self.change(Did.BACKWARD, running.backward)

    # What is on the board -----------------------------------------------------------------

    def _walkable(self) -> list[Answer]:
        """The answers of this block that are on the board, the newest last."""
        m = self.moment
        if m is None:
            return []
        places = {(p.sheet, p.column) for p in view_of(m).places(m)}
        answers = m.room.session.answers_in(m.block.id)
        return [one for one in answers if (one.sheet, one.column) in places]

    @property
    def _picked(self) -> Answer | None:
        return find(self._walkable(), self.aim.picked)

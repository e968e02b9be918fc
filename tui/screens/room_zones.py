"""The four zones of the room: what they show, when, and how a change gets to them.

`Zones` only reads, for whoever watches too; `Changes` is for who runs the session.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from textual import getters
from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen

from exports.language import _
from exports.sentences import sentence
from exports.words import did_word
from sessions import running
from sessions.base import find
from sessions.clock import Clock
from sessions.errors import KringError
from sessions.facilitation import Did, Facilitation, Step
from sessions.room import Change, Scene
from sessions.session import Answer, Session
from sessions.timer import Phase
from tui.blocks import VIEWS
from tui.blocks.base import BlockView, Reckoning
from tui.blocks.moment import Aim, Moment
from tui.screens.leaves import Leaves
from tui.screens.room_layout import lay_out
from tui.screens.room_way import coming_up, way
from tui.widgets.board import Board
from tui.widgets.board_view import BoardView
from tui.widgets.capture_line import CaptureLine
from tui.widgets.clock_face import ClockFace
from tui.widgets.headline import Headline
from tui.widgets.keys import Keys
from tui.widgets.press import Press
from tui.widgets.where import Where

if TYPE_CHECKING:
    from tui.app import Kring

T = TypeVar("T")
SECOND = timedelta(seconds=1)
PAGE_SECONDS = 6
"""How long a page of a board is in sight that does not fit."""
TYPED = frozenset({Did.ANSWER, Did.MEND, Did.ACTION})
"""Steps whose words are what was typed."""


class Zones(Leaves[None]):
    """Four zones that never move: where we are, now, what came, what I press."""

    app: getters.app[Kring]
    where = getters.query_one(Where)
    now = getters.query_one("#now", Container)
    headline = getters.query_one(Headline)
    clock_face = getters.query_one(ClockFace)
    board_view = getters.query_one(BoardView)

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self.scene = scene
        self.aim = Aim()
        self._where = ""
        self._phase: tuple[str, Phase] | None = None

    def compose(self) -> ComposeResult:
        """The four zones."""
        yield Where()
        with Container(id="now"):
            yield Headline()
            yield ClockFace()
        yield BoardView()
        yield from self.below()
        yield Keys()

    def below(self) -> ComposeResult:
        """What is between the board and the keys."""
        yield from ()

    def on_mount(self) -> None:
        """Show the room, and keep showing its time."""
        self._tick_later()

    def on_resize(self) -> None:
        """Lay the zones out anew."""
        self.show()

    def on_screen_resume(self) -> None:
        """Something in front of the room went away."""
        self.show()

    @property
    def clock(self) -> Clock:
        """What time it is."""
        return self.scene.clock

    # What is shown -------------------------------------------------------------------------

    @property
    def view(self) -> BlockView[Any]:
        """How the room sees the block it is in."""
        block = self.scene.room.session.block
        return VIEWS[block.kind] if block else VIEWS["plenary"]

    @property
    def moment(self) -> Moment[Any] | None:
        """The room now; None when it is in no block."""
        room = self.scene.room
        block = room.session.block
        return Moment(room, block, self.clock.now(), self.aim) if block else None

    def show(self) -> None:
        """Draw the room as it is kept."""
        m = self.moment
        if m is None or not self.size or not self.drawable:
            return
        view = self.view
        where = f"{m.block.id} {view.here(m)}"
        if where != self._where:
            self._where = where
            self.aim_anew()
            m = replace(m, aim=self.aim)
        self._arrange(m)
        self.headline.show(view.words(m))
        self.board_view.show(self.board(m), self.aim.picked)
        self.show_below(m)
        self._show_time(m)
        self.refresh_bindings()

    @property
    def drawable(self) -> bool:
        """Whether everything that is drawn on is there."""
        return bool(self.query(Keys))

    def aim_anew(self) -> None:
        """The room is somewhere else: nothing is picked any more."""
        self.aim = Aim()

    def board(self, m: Moment[Any]) -> Board:
        """What came."""
        return self.view.board(m)

    def show_below(self, m: Moment[Any]) -> None:
        """Draw what is below the board."""

    def pick(self, row: str) -> None:
        """Pick a row on the board."""
        self.aim = replace(self.aim, picked=row)
        self.show()

    def _arrange(self, m: Moment[Any]) -> None:
        layout = lay_out(self.size, self.view.stance_at(m), self.view.words(m))
        self.where.styles.height = layout.where
        self.now.styles.layout = "vertical" if layout.stacked else "horizontal"
        self.now.styles.height = layout.now
        self.headline.styles.height = "1fr" if layout.stacked else "100%"
        self.clock_face.styles.width = layout.clock_width
        self.clock_face.styles.height = layout.clock_height

    def _show_time(self, m: Moment[Any]) -> None:
        self.clock_face.show(self.view.timer(m), m.now)
        self.where.show(way(m))
        self.board_view.turn(int(m.now.timestamp()) // PAGE_SECONDS)

    # Time ----------------------------------------------------------------------------------

    def _tick_later(self) -> None:
        """Look at the clock again when the next second begins on it."""
        m = self.moment
        timer = self.view.timer(m) if m else None
        left = timer.remaining(m.now) % SECOND if m and timer and timer.running else SECOND
        self.set_timer((left or SECOND) / SECOND + 0.005, self._tick)

    def _tick(self) -> None:
        self._tick_later()
        m = self.moment
        if m is None or not self.is_current:
            return
        self._show_time(m)
        self._signal(m)

    def _signal(self, m: Moment[Any]) -> None:
        """Ring when a phase begins, or when the words change with the time."""
        timer, words = self.view.timer(m), self.view.words(m)
        phase = (f"{m.block.id} {timer.begun}", timer.phase(m.now))
        began = self._phase and self._phase[0] == phase[0] and self._phase != phase
        if words.big != self.headline.words.big or (began and timer.running):
            self.ring()
        self.headline.show(words)
        self._phase = phase

    def ring(self) -> None:
        """Something happened that one should hear."""
        self.app.ring()


class Changes(Zones):
    """What I press is a line to type in, and what is pressed is kept and then shown."""

    press = getters.query_one(Press)

    def __init__(self, facilitation: Facilitation) -> None:
        super().__init__(facilitation)
        self.facilitation = facilitation
        self._taken = False
        self._said = ""
        self._question: object = None

    def below(self) -> ComposeResult:
        """The sentence and the line."""
        yield Press()

    def on_mount(self) -> None:
        """It may be through already."""
        self._said = self.app.news()
        self.call_after_refresh(self.finish_when_through)

    def finish_when_through(self) -> None:
        """After the last block comes what the session yielded."""
        session = self.facilitation.room.session
        if session.running and session.block is None:
            self.action_finish()

    @property
    def drawable(self) -> bool:
        """Whether the line is there too, which comes last."""
        return bool(self.query(CaptureLine))

    def aim_anew(self) -> None:
        """What is typed goes somewhere else now."""
        super().aim_anew()
        self.press.aim_anew()
        self.run_worker(self.view.warm_up, thread=True)

    def show_below(self, m: Moment[Any]) -> None:
        """Where what is typed goes, and the sentence."""
        view = self.view
        self.press.open(captures=view.captures(m))
        open_ = None if self._picked and self._picked.confidential else self._picked
        self.press.show(view.prompt(m), m.present, open_, columns=len(view.places(m)))
        self.press.line.choices = len(view.choices(m))
        self._reckon(m)
        self.say(self._said)

    def _reckon(self, m: Moment[Any]) -> None:
        """Have reckoned beside what goes on what would hold it up, each question once."""
        reckoning = self.view.reckons(m)
        question = reckoning.question if reckoning else None
        if question == self._question:
            return
        self._question = question
        if reckoning:
            self.app.run_worker(self._reckoned(reckoning), group="keep")

    async def _reckoned(self, reckoning: Reckoning) -> None:
        change = await asyncio.to_thread(reckoning.answer)
        await self._shown(self.app.keep(partial(self.facilitation.follow, change)), "")

    def _tick(self) -> None:
        super()._tick()
        m = self.moment
        if m is not None and self.is_current and m.block.wants_onward(m.now):
            self.change(Did.ONWARD, partial(running.onward_when_due, block=m.block.id))

    # Changes -------------------------------------------------------------------------------

    def change(self, did: Did, change: Change, words: str = "") -> None:
        """Have a change made and kept; what was typed comes back when it can't be."""
        self._taken = True
        self.say("")
        self.press.say(f"… {words}" if words else "")
        kept = self.app.keep(partial(self.facilitation.do, did, change, words))
        self.app.run_worker(self._shown(kept, words if did in TYPED else ""))

    async def _shown(self, kept: Awaitable[object], typed: str) -> None:
        """Show a change once it is kept; give back what was typed where it is not."""
        try:
            await kept
        except KringError as error:
            if typed:
                self.press.take_back(typed)
            self.say(sentence(error))
            self.app.ring()
        else:
            self.say(self._said)
        if not self.is_current:
            return
        self.finish_when_through()
        self.show()

    def say(self, sentence: str) -> None:
        """Tell the facilitator something above the capture line."""
        self._said = sentence
        otherwise = coming_up(self.facilitation.room.session, self.clock.now())
        if self.facilitation.behind:
            otherwise = _("Kept here; the network’s own file can’t be written, and is tried again.")
        self.press.say(sentence, otherwise)

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
        self.run_worker(self._worked_out(task, then), group="keep")

    async def _worked_out(self, task: Callable[[], T], then: Callable[[T], None]) -> None:
        then(await asyncio.to_thread(task))

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
        """Undo or redo, and say what that was."""
        self.app.run_worker(self._turned_back(self.app.keep(again), said, none))

    async def _turned_back(self, turned: Awaitable[Step | None], said: str, none: str) -> None:
        try:
            step = await turned
        except KringError as error:
            self.say(sentence(error))
            return
        if not self.facilitation.room.session.running:
            self.dismiss(None)
            return
        told = step.words if step and not self.facilitation.hides(step) else ""
        words = f": {told}" if told else ""
        self.say(said.format(what=did_word(step.did)) + words if step else none)
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
        places = {(p.sheet, p.column) for p in self.view.places(m)}
        answers = m.room.session.answers_in(m.block.id)
        return [one for one in answers if (one.sheet, one.column) in places]

    @property
    def _picked(self) -> Answer | None:
        return find(self._walkable(), self.aim.picked)

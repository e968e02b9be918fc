"""The room: the one screen of a running session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.screen import Screen

from exports.language import _
from exports.sentences import sentence
from exports.words import did_word
from sessions import capture, pace, running
from sessions.base import MINUTE, find
from sessions.blocks.base import skip_turn
from sessions.clock import Clock
from sessions.errors import KringError
from sessions.facilitation import Did, Facilitation, Step
from sessions.room import Change
from sessions.session import Answer
from sessions.timer import Phase
from tui.blocks import VIEWS
from tui.blocks.base import Aim, BlockView, Moment
from tui.commands import bindings
from tui.screens.room_commands import ROOM
from tui.screens.room_layout import lay_out
from tui.screens.room_way import coming_up, way
from tui.text import shown
from tui.widgets.board import BoardView
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
ON_EMPTY_LINE = {"space": "pause", "full_stop": "blank", "delete": "delete_answer"}


class RoomScreen(Screen[None]):
    """Four zones that never move: where we are, now, what came, what I press."""

    CSS_PATH = "room.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(ROOM),
        *bindings(command for view in VIEWS.values() for command in view.commands),
    ]

    app: getters.app[Kring]
    where = getters.query_one(Where)
    now = getters.query_one("#now", Container)
    headline = getters.query_one(Headline)
    clock_face = getters.query_one(ClockFace)
    board_view = getters.query_one(BoardView)
    press = getters.query_one(Press)

    def __init__(self, facilitation: Facilitation) -> None:
        super().__init__()
        self.facilitation = facilitation
        self.aim = Aim()
        self._block = ""
        self._phase: tuple[str, Phase] | None = None
        self._moving_on = False
        self._typed = ""
        self._said = ""

    def compose(self) -> ComposeResult:
        """The four zones."""
        yield Where()
        with Container(id="now"):
            yield Headline()
            yield ClockFace()
        yield BoardView()
        yield Press()
        yield Keys()

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
        return self.facilitation.clock

    # What is shown -------------------------------------------------------------------------

    @property
    def view(self) -> BlockView[Any]:
        """How the room sees the block it is in."""
        block = self.facilitation.room.session.block
        return VIEWS[block.kind] if block else VIEWS["plenary"]

    @property
    def moment(self) -> Moment[Any] | None:
        """The room now; None when it is in no block."""
        room = self.facilitation.room
        block = room.session.block
        return Moment(room, block, self.clock.now(), self.aim) if block else None

    def show(self) -> None:
        """Draw the room as it is kept."""
        m = self.moment
        if m is None or not self.size:
            return
        if m.block.id != self._block:
            self._block, self.aim = m.block.id, Aim()
            m = replace(m, aim=self.aim)
        view = self.view
        self._arrange(m)
        self.headline.show(view.words(m))
        self.board_view.show(view.board(m), self.aim.picked)
        self.press.open(captures=view.captures(m))
        self.press.show(view.prompt(m), m.present, self._picked, columns=len(view.places(m)))
        self._show_time(m)
        self.say(self._said)
        self.refresh_bindings()

    def _arrange(self, m: Moment[Any]) -> None:
        layout = lay_out(self.size, self.view.stance, self.view.words(m))
        self.where.styles.height = layout.where
        self.now.styles.layout = "vertical" if layout.stacked else "horizontal"
        self.now.styles.height = layout.now
        self.headline.styles.height = "1fr" if layout.stacked else "100%"
        self.clock_face.styles.width = layout.clock_width
        self.clock_face.styles.height = layout.clock_height

    def _show_time(self, m: Moment[Any]) -> None:
        self.clock_face.show(self.view.timer(m), m.now)
        self.where.show(way(m))

    # Time ----------------------------------------------------------------------------------

    def _tick_later(self) -> None:
        """Look at the clock again when the next second begins on it."""
        m = self.moment
        left = self.view.timer(m).remaining(m.now) % SECOND if m else SECOND
        self.set_timer((left or SECOND) / SECOND + 0.005, self._tick)

    def _tick(self) -> None:
        self._tick_later()
        m = self.moment
        if m is None or not self.is_current:
            return
        self._show_time(m)
        self._signal(m)
        if m.block.wants_onward(m.now) and not self._moving_on:
            self._moving_on = True
            self.action_onward()

    def _signal(self, m: Moment[Any]) -> None:
        """Ring when a phase begins, or when the words change with the time."""
        timer, words = self.view.timer(m), self.view.words(m)
        phase = (f"{self._block} {timer.begun}", timer.phase(m.now))
        began = self._phase and self._phase[0] == phase[0] and self._phase != phase
        if words.big != self.headline.words.big or (began and timer.running):
            self.app.ring()
        self.headline.show(words)
        self._phase = phase

    # Changes -------------------------------------------------------------------------------

    def change(self, did: Did, change: Change, words: str = "") -> None:
        """Have a change made and kept; what was typed comes back when it can't be."""
        self.say("")
        self.press.say(f"… {words}" if words else "")
        self.run_worker(self._change(did, change, words, self._typed), group="keep")

    async def _change(self, did: Did, change: Change, words: str, typed: str) -> None:
        try:
            await self.app.keep(partial(self.facilitation.do, did, change, words))
        except KringError as error:
            if typed:
                self.press.take_back(typed)
            self.say(sentence(error))
            self.app.ring()
        else:
            self.say(self._said)
        self._moving_on = False
        if self.facilitation.room.session.block is None:
            self.action_finish()
        self.show()

    def say(self, sentence: str) -> None:
        """Tell the facilitator something above the capture line."""
        self._said = sentence
        otherwise = coming_up(self.facilitation.room.session, self.clock.now())
        if self.facilitation.behind:
            otherwise = _("Kept here; the network’s own file can’t be written, and is tried again.")
        self.press.say(sentence, otherwise)

    def pick(self, row: str) -> None:
        """Pick a row on the board."""
        self.aim = replace(self.aim, picked=row)
        self.show()

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

        def answered(answer: T | None) -> None:
            if answer is not None:
                then(answer)
            elif instead:
                instead()
            self.show()

        self.app.push_screen(screen, answered)

    @work(group="keep")
    async def turn_back(self, again: Callable[[], Step | None], said: str, none: str) -> None:
        """Undo or redo, and say what that was."""
        try:
            step = await self.app.keep(again)
        except KringError as error:
            self.say(sentence(error))
            return
        if not self.facilitation.room.session.running:
            self.dismiss(None)
            return
        words = f": {step.words}" if step and step.words else ""
        self.say(said.format(what=did_word(step.did)) + words if step else none)
        self.show()

    # What is pressed -----------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A kind's own commands work in its blocks; others where they mean something."""
        m = self.moment
        if m is None:
            return action in {"finish", "undo", "home"}
        if action == "in_block":
            return hasattr(self.view, f"on_{parameters[0]}")
        if action == "skip_turn":
            return getattr(getattr(m.block, "circle", None), "current", None) is not None
        if action == "redo":
            return self.facilitation.to_redo is not None
        return True

    def action_in_block(self, name: str) -> None:
        """One of the commands of the block's kind."""
        m = self.moment
        if m:
            self.view.command(name, self, m)

    def action_onward(self) -> None:
        """The next thing."""
        self.change(Did.ONWARD, running.onward)

    def action_backward(self) -> None:
        """The thing before."""
        self.change(Did.BACKWARD, running.backward)

    def action_next_block(self) -> None:
        """The next block."""
        self.change(Did.ONWARD, running.next_block)

    def action_previous_block(self) -> None:
        """The block before."""
        self.change(Did.BACKWARD, running.previous_block)

    def action_pause(self) -> None:
        """Stop, or go on."""
        self.change(Did.PAUSE, running.pause_or_resume)

    def action_lengthen(self, minutes: int) -> None:
        """More time for the block, or less."""
        self.change(Did.LENGTHEN, partial(running.lengthen, by=minutes * MINUTE))

    def action_skip_turn(self) -> None:
        """Who has the floor comes last."""
        self.change(Did.SKIP_TURN, skip_turn)

    def action_undo(self) -> None:
        """Take the last step back."""
        self.turn_back(self.facilitation.undo, _("Undone: {what}"), _("There is nothing to undo."))

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self.turn_back(self.facilitation.redo, _("Redone: {what}"), _("There is nothing to redo."))

    def action_people(self) -> None:
        """Who is here."""
        from tui.screens.attendance import Attendance

        self.app.push_screen(Attendance(self.facilitation))

    def action_agenda(self) -> None:
        """The agenda, to jump, skip, put in and move."""
        from tui.screens.agenda import AgendaScreen

        self.app.push_screen(AgendaScreen(self.facilitation))

    def action_fit(self) -> None:
        """What fitting the rest would do, to confirm."""
        from tui.screens.fit import FitScreen, nothing_to_fit

        session, now = self.facilitation.room.session, self.clock.now()
        fit, at_this_pace = pace.fit(session, now), pace.pace(session, now)
        if fit.changes:
            fitting = FitScreen(fit, at_this_pace)
            self.ask(fitting, lambda _yes: self.change(Did.FIT, pace.apply_fit))
        else:
            self.say(nothing_to_fit(at_this_pace))

    def action_make_action(self) -> None:
        """An action item from an answer."""
        from tui.screens.action import agree_on

        answers = self._walkable()
        answer = find(answers, self.aim.picked) or (answers[-1] if answers else None)
        self.aim = replace(self.aim, picked="")
        agree_on(self, self.facilitation.room, answer=answer)

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
            self.action_backward()

    def action_blank(self) -> None:
        """Nothing on the screen."""
        from tui.screens.blank import Blank

        self.app.push_screen(Blank())

    def action_home(self) -> None:
        """To the networks."""
        self.dismiss(None)

    # Answers -------------------------------------------------------------------------------

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

    def action_walk(self, by: int) -> None:
        """Pick the row above or below on the board."""
        self.pick(self.board_view.beside(self.aim.picked, by))
        if self._picked:
            self.say(_("Enter: mend · Tab: other column · Del: delete · F2: action"))

    def action_let_go(self) -> None:
        """Pick nothing, mend nothing, name nobody."""
        self.press.let_go()
        self.aim = replace(self.aim, picked="", by=None)
        self.say("")
        self.show()

    def action_delete_answer(self) -> None:
        """Delete the answer that is picked."""
        answer = self._picked
        if answer:
            self.aim = replace(self.aim, picked="")
            self.change(Did.DELETE, partial(capture.delete, answer=answer.id), answer.text)

    def action_move_sheet(self) -> None:
        """Move the answer that is picked to the next sheet of the block."""
        m, answer = self.moment, self._picked
        if m is None or answer is None or len(m.block.sheets) == 1:
            return
        ids = [sheet.id for sheet in m.block.sheets]
        there = m.block.sheets[(ids.index(answer.sheet) + 1) % len(ids)]
        place = capture.Place(block=m.block.id, sheet=there.id, column=there.columns[0].id)
        self.say(_("Moved to: {sheet}").format(sheet=there.title))
        self._move(answer, place)

    def _move(self, answer: Answer, place: capture.Place) -> None:
        self.change(Did.MOVE, partial(capture.move, answer=answer.id, place=place), answer.text)

    @on(Press.Entered)
    def _entered(self, message: Press.Entered) -> None:
        m = self.moment
        if m:
            self.aim = replace(self.aim, by=message.by)
            self._typed = message.text
            self.view.entered(self, replace(m, aim=self.aim), message.text)
            self._typed = ""
            self.aim = replace(self.aim, by=None)

    @on(Press.Mended)
    def _mended(self, message: Press.Mended) -> None:
        self.aim = replace(self.aim, picked="", by=None)
        mend = partial(capture.mend, answer=message.answer.id, text=message.text, by=message.by)
        self._typed = message.text
        self.change(Did.MEND, mend, message.text)
        self._typed = ""

    @on(Press.Named)
    def _named(self, message: Press.Named) -> None:
        self.aim = replace(self.aim, by=message.by)
        self.show()

    @on(Press.Turned)
    def _turned(self, message: Press.Turned) -> None:
        """Another column: for what is picked, else for what comes next."""
        m = self.moment
        places = self.view.places(m) if m else ()
        if not places:
            return
        answer = self._picked
        if answer:
            at = [(p.sheet, p.column) for p in places].index((answer.sheet, answer.column))
            self._move(answer, places[(at + message.by) % len(places)])
        else:
            self.aim = replace(self.aim, column=(self.aim.column + message.by) % len(places))
            self.show()

    @on(CaptureLine.Walked)
    def _walked(self, message: CaptureLine.Walked) -> None:
        self.action_walk(message.by)

    @on(CaptureLine.EmptyKey)
    async def _empty_key(self, message: CaptureLine.EmptyKey) -> None:
        await self.run_action(ON_EMPTY_LINE[message.key])

    @on(CaptureLine.Pasted)
    def _pasted(self, message: CaptureLine.Pasted) -> None:
        """Several lines were pasted: shown first, then kept as several answers."""
        from tui.screens.paste import Paste

        m = self.moment
        place = self.view.place(m) if m else None
        if m is None or place is None:
            self.take_back(" ".join(message.lines))
            return
        keep = partial(capture.keep, place=place, texts=message.lines, by=self.view.source(m))
        words = " · ".join(map(shown, message.lines))
        self.ask(
            Paste(message.lines),
            lambda _yes: self.change(Did.ANSWER, keep, words),
            lambda: self.take_back(" ".join(message.lines)),
        )

    @on(ClockFace.Clicked)
    def _clock_clicked(self) -> None:
        self.action_pause()

    @on(Where.Clicked)
    def _way_clicked(self) -> None:
        self.action_agenda()

    @on(BoardView.Picked)
    def _clicked(self, message: BoardView.Picked) -> None:
        self.pick(message.row)

    @on(BoardView.Scrolled)
    def _scrolled(self, message: BoardView.Scrolled) -> None:
        self.action_walk(message.by)

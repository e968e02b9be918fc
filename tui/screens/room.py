"""The room: the one screen of a running session, and what is pressed there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from exports.language import _
from sessions import capture, pace, running
from sessions.base import MINUTE, find
from sessions.blocks.base import skip_turn
from sessions.facilitation import Did
from sessions.session import Answer
from tui.blocks import VIEWS
from tui.blocks.rows import open_text
from tui.commands import bindings
from tui.in_turn import in_turn
from tui.screens.room_changes import Changes
from tui.screens.room_commands import ROOM, TYPING
from tui.screens.room_zones import view_of
from tui.text import shown
from tui.widgets.capture_line import CaptureLine
from tui.widgets.clock_face import ClockFace
from tui.widgets.press import Press
from tui.widgets.where import Where

ON_EMPTY_LINE = {
    "space": "pause",
    "full_stop": "blank",
    "delete": "delete_answer",
    "backspace": "let_go",
}


class RoomScreen(Changes):
    """What the facilitator presses in the room."""

    CSS_PATH = "room.tcss"
    explains: ClassVar[tuple[str, ...]] = TYPING
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(dict.fromkeys(one for view in VIEWS.values() for one in view.commands)),
        *bindings(ROOM),
    ]

    # What is pressed -----------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A kind's own commands work in its blocks; others where they mean something."""
        m = self.moment
        if m is None:
            return action in {"finish", "undo", "home"}
        if action == "in_block":
            name = str(parameters[0])
            return hasattr(view_of(m), f"on_{name}") and view_of(m).offers(name, m)
        if action == "skip_turn":
            return bool(m.block.has_floor)
        if action in {"mark", "nothing_to_mark"}:
            return (action == "mark") == bool(self._walkable())
        if action == "redo":
            return self.facilitation.to_redo is not None
        return True

    async def action_in_block(self, name: str) -> None:
        """One of the commands of the block's kind, on the room as it is after what was pressed."""
        if await self.settled() and (m := self.moment):
            view_of(m).command(name, self, m)

    @in_turn
    def action_onward(self) -> None:
        """The next thing, unless the room went there by itself just now."""
        if self.overtaken():
            self.say(_("It went on by itself just now. PgDn again goes one further."))
        else:
            self._go(partial(self.change, Did.ONWARD, running.onward))

    @in_turn
    def action_backward(self) -> None:
        """The thing before."""
        self.change(Did.BACKWARD, running.backward)

    @in_turn
    def action_next_block(self) -> None:
        """The next block."""
        self._go(partial(self.change, Did.ONWARD, running.next_block))

    def _go(self, go: Callable[[], None]) -> None:
        """Go on, once what is open in the block is settled."""
        m = self.moment
        if m and view_of(m).has_open(m):
            self.run_worker(self._settle(go), group="keep")
        else:
            go()

    async def _settle(self, go: Callable[[], None]) -> None:
        await self.app.keeping.settled()
        m = self.moment
        if m is None or not view_of(m).has_open(m):
            go()
        elif self.is_active:
            view_of(m).settle(self, m, partial(self._go_from, m.block.id, go))

    def _go_from(self, block: str, go: Callable[[], None]) -> None:
        """Go on from a block, unless the room went on from it by itself meanwhile."""
        if self.scene.room.session.at == block:
            go()

    @in_turn
    def action_previous_block(self) -> None:
        """The block before."""
        self.change(Did.BACKWARD, running.previous_block)

    @in_turn
    def action_pause(self) -> None:
        """Stop, or go on."""
        self.change(Did.PAUSE, running.pause_or_resume)

    @in_turn
    def action_lengthen(self, minutes: int) -> None:
        """More time for the block, or less."""
        self.change(Did.LENGTHEN, partial(running.lengthen, by=minutes * MINUTE))

    @in_turn
    def action_skip_turn(self) -> None:
        """Who has the floor comes last."""
        self.change(Did.SKIP_TURN, skip_turn)

    @in_turn
    def action_undo(self) -> None:
        """Take the last step back."""
        self.turn_back(self.facilitation.undo, _("Undone: {what}"), _("There is nothing to undo."))

    @in_turn
    def action_redo(self) -> None:
        """Do again what was taken back."""
        self.turn_back(self.facilitation.redo, _("Redone: {what}"), _("There is nothing to redo."))

    def action_people(self) -> None:
        """Who is here."""
        from tui.screens.attendance import Attendance

        self.app.push_screen(Attendance(self.facilitation))

    def action_knows(self) -> None:
        """Who has spoken to whom."""
        from tui.screens.partners import Partners

        self.app.push_screen(Partners(self.facilitation))

    def action_agenda(self) -> None:
        """The agenda, to jump, skip, put in and move."""
        from tui.screens.agenda import AgendaScreen

        self.app.push_screen(AgendaScreen(self.facilitation), self._from_the_agenda)

    def _from_the_agenda(self, block: str | None) -> None:
        there = find(self.facilitation.room.session.blocks, block)
        if there is None:
            self.finish_when_through()
        else:
            jump = partial(running.jump, block=there.id)
            self._go(partial(self.change, Did.JUMP, jump, there.title))

    def action_fit(self) -> None:
        """What fitting the rest would do, to confirm."""
        from tui.screens.fit import FitScreen, nothing_to_fit

        session, now = self.facilitation.room.session, self.clock.now()
        fit, at_this_pace = pace.fit(session, now), pace.pace(session, now)
        if fit.changes:
            fitting = FitScreen(fit, at_this_pace)
            self.ask(fitting, lambda _yes: self.change(Did.FIT, partial(pace.apply_fit, shown=fit)))
        else:
            self.say(nothing_to_fit(at_this_pace))

    def action_make_action(self) -> None:
        """An action item from an answer."""
        from tui.screens.action import agree_on

        answers = [one for one in self._walkable() if not one.confidential]
        answer = find(answers, self.aim.picked) or (answers[-1] if answers else None)
        self.aim = replace(self.aim, picked="")
        agree_on(self, self.facilitation.room, answer=answer)

    def action_blank(self) -> None:
        """Nothing on the screen."""
        from tui.screens.blank import Blank

        self.app.push_screen(Blank(), self._woken)

    def _woken(self, character: str | None) -> None:
        if character and not self.press.line.disabled:
            self.press.line.insert_text_at_cursor(character)

    @in_turn
    def action_home(self) -> None:
        """To the networks."""
        self.dismiss(None)

    # Answers -------------------------------------------------------------------------------

    def action_walk(self, by: int) -> None:
        """Pick the row above or below on the board; say what can be done with it."""
        super().action_walk(by)
        if self._picked:
            self.say(_("Enter: mend · Tab: other column · Del: delete · F2: action"))
        elif self.aim.picked and self.view.pointed:
            self.say(_(self.view.pointed))

    def action_let_go(self) -> None:
        """Pick nothing, mend nothing, name nobody."""
        self.press.let_go()
        self.aim = replace(self.aim, picked="", by=None, offered=())
        self.say("")
        self.show()

    def action_delete_answer(self) -> None:
        """Delete the answer that is picked."""
        answer = self._picked
        if answer:
            self.aim = replace(self.aim, picked="")
            self.change(Did.DELETE, partial(capture.delete, answer=answer.id), open_text(answer))

    async def action_choose(self, number: int) -> None:
        """Take one of the ideas on the board."""
        m = self.moment if await self.settled() else None
        choices = view_of(m).choices(m) if m else ()
        if m and number <= len(choices):
            picked = replace(self.aim, picked=choices[number - 1])
            view_of(m).entered(self, replace(m, aim=picked), "")
            self.press.let_go()

    def action_mark(self) -> None:
        """The answer that is picked, or the newest, is for this room only; or not any more."""
        answer = self._picked or next(reversed(self._walkable()), None)
        if answer:
            self.aim = replace(self.aim, picked="")
            self.change(Did.CONFIDENTIAL, partial(capture.mark, answer=answer.id))

    def action_nothing_to_mark(self) -> None:
        """There is no answer on the board."""
        self.say(_("There is no answer here to hide."))

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
        move = partial(capture.move, answer=answer.id, place=place)
        self.change(Did.MOVE, move, open_text(answer))

    @on(Press.Entered)
    async def _entered(self, message: Press.Entered) -> None:
        """To where the room is after all that was pressed before; what is refused comes back."""
        await self.app.keeping.settled()
        m = self.moment
        if m is None:
            self.take_back(message.text)
            return
        self.aim = replace(self.aim, by=message.by)
        self._taken, self._typed = False, message.text
        view_of(m).entered(self, replace(m, aim=self.aim), message.text)
        self._typed = ""
        if message.text and not self._taken:
            self.take_back(message.text)
        if message.text:
            self.aim = replace(self.aim, by=None)
        elif self._taken:
            self.press.let_go()
        if message.then and message.text and not self.view.shows_first:
            self.run_worker(self._go_on(message.then))

    async def _go_on(self, action: str) -> None:
        """Do what was pressed while something was typed, once that is kept."""
        await self.shown_all()
        if self.is_active and not self.press.line.given_back:
            await self.run_action(action)

    @on(Press.Mended)
    async def _mended(self, message: Press.Mended) -> None:
        """An answer reads anew; when it was undone meanwhile, the words are there to keep."""
        await self.app.keeping.settled()
        self.aim = replace(self.aim, picked="", by=None)
        if find(self.facilitation.room.session.answers, message.answer) is None:
            self.take_back(message.text)
            return
        mend = partial(capture.mend, answer=message.answer, text=message.text, by=message.by)
        self.change(Did.MEND, mend, message.text)
        if message.then:
            self.run_worker(self._go_on(message.then))

    @on(Press.Named)
    def _named(self, message: Press.Named) -> None:
        self.aim = replace(self.aim, by=message.by)
        self.show()

    @on(Press.Turned)
    def _turned(self, message: Press.Turned) -> None:
        """Another column: for what is picked, else for what comes next."""
        m = self.moment
        places = view_of(m).places(m) if m else ()
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
        digit = message.key.isdigit()
        await self.run_action(f"choose({message.key})" if digit else ON_EMPTY_LINE[message.key])

    @on(CaptureLine.Pasted)
    def _pasted(self, message: CaptureLine.Pasted) -> None:
        """Several lines were pasted: shown first, then kept as several answers."""
        from tui.screens.paste import Paste

        m = self.moment
        keep = view_of(m).keeps(m, message.lines) if m else None
        if keep is None:
            self.press.line.insert_text_at_cursor(" ".join(message.lines))
            return
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

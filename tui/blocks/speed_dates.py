"""Speed dates in the room: who goes where, the clock of the round, and what was heard."""

from functools import partial
from typing import ClassVar

from exports.language import _
from sessions import capture
from sessions.blocks.speed_dates import SpeedDates, Stage, dates_of
from sessions.facilitation import Did
from tui.blocks.base import BlockView, Desk, Moment, Stance, answer_row
from tui.commands import Command
from tui.text import shown
from tui.widgets.board import Board, Lane, Row
from tui.widgets.headline import Words


class SpeedDatesView(BlockView[SpeedDates]):
    """Rounds on one clock, then the debrief in the circle."""

    stance: ClassVar[Stance] = Stance.TURN
    commands: ClassVar[tuple[Command, ...]] = ()

    def captures(self, m: Moment[SpeedDates]) -> bool:
        """In the debrief."""
        return m.block.stage is Stage.DEBRIEF

    def note(self, m: Moment[SpeedDates]) -> str:
        """Which round, or how many were asked."""
        if m.block.stage is Stage.DEBRIEF:
            return f"{len(m.block.circle.heard)}/{len(m.block.circle.order)}"
        return f"{m.block.at + 1}/{len(m.block.plan)}" if m.block.plan else ""

    def here(self, m: Moment[SpeedDates]) -> str:
        """The round, and who is asked."""
        return f"{m.block.stage} {m.block.at} {m.block.circle.current}"

    def words(self, m: Moment[SpeedDates]) -> Words:
        """The round and what to do in it; in the debrief who is asked about."""
        block = m.block
        if block.stage is Stage.DEBRIEF:
            return self._debrief(m)
        if not block.plan:
            return Words(_("Two people or more are needed"), above=block.title)
        big = _("Round {n}").format(n=block.at + 1)
        if block.stage is Stage.CHANGE:
            below = _("Find your spot.")
        elif block.half(m.now):
            big, below = _("Swap"), _("Now the other one tells.")
        else:
            below = block.prompt
        out = m.names(block.round.out)
        looks_on = (_("Looks on: {names}").format(names=out),) if out else ()
        return Words(big, above=block.title, below=(below, *looks_on))

    def _debrief(self, m: Moment[SpeedDates]) -> Words:
        circle = m.block.circle
        if circle.current:
            met = " · ".join(m.name(p) for p in dates_of(m.block, circle.current))
            told = _("Spoke with {names}").format(names=met) if met else ""
            return Words(
                m.first_name(circle.current),
                above=_("What did you hear about …"),
                below=(told,),
                insist=True,
            )
        if circle.heard:
            return Words(_("Everybody was heard"), above=m.block.title)
        return Words(_("What did you hear?"), below=(_("Each is told about by who met them."),))

    def board(self, m: Moment[SpeedDates]) -> Board:
        """Who goes where; in the debrief what was heard about whom."""
        if m.block.stage is Stage.DEBRIEF:
            place = self.place(m)
            heard = m.answers(place.sheet, place.column) if place else ()
            about = tuple(
                Row(
                    f"{m.name(a.about)}: {a.text}" if a.about else a.text,
                    a.id,
                    aside=answer_row(m, a).aside,
                )
                for a in heard
            )
            return Board((Lane(about),))
        groups = (
            (" — ".join(m.first_name(p) for p in group.people), group.spot)
            for group in m.block.round.groups
        )
        rows = tuple(Row(names, names, mark=shown(spot)) for names, spot in groups)
        return Board((Lane(rows),), flows=True, top=True)

    def source(self, m: Moment[SpeedDates]) -> str | None:
        """Who met the one who is asked about, when that was just one; else who is named."""
        met = dates_of(m.block, m.block.circle.current) if m.block.circle.current else ()
        return m.aim.by or (met[0] if len(met) == 1 else None)

    def prompt(self, m: Moment[SpeedDates]) -> str:
        """Who tells about whom."""
        about, by = m.name(m.block.circle.current), m.name(self.source(m))
        return f"{by} → {about}" if by else about

    def entered(self, desk: Desk, m: Moment[SpeedDates], text: str) -> None:
        """What was heard about who is asked about."""
        place = self.place(m)
        about = m.block.circle.current
        if not text or place is None:
            return
        change = partial(capture.keep, place=place, texts=[text], by=self.source(m), about=about)
        desk.change(Did.ANSWER, change, text)

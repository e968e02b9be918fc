"""Speed dates in the room: who goes where, the clock of the round, and what was heard."""

from collections.abc import Sequence
from functools import partial
from itertools import combinations
from typing import ClassVar

from exports.language import N_, _, ngettext, number
from sessions import capture
from sessions.blocks.speed_dates import SpeedDates, Stage
from sessions.dating import dates_of, order_by, outlook, plan_in, talked, took_place, wish
from sessions.facilitation import Did
from sessions.room import Change
from sessions.session import Answer
from tui.blocks.base import BlockView, Reckoning, Stance
from tui.blocks.cautions import caution_words, lost_words
from tui.blocks.desk import Desk
from tui.blocks.moment import Moment
from tui.blocks.places import by_name, by_spot
from tui.blocks.rows import STRUCK_MARK, answer_row, open_rows
from tui.commands import Command
from tui.text import shown
from tui.widgets.board import Board, Lane, Row
from tui.widgets.headline import Words

STRUCK_AT_ONCE = 3
"""Conversations that did not take place, by name on the board."""
TOLD_AT_ONCE = 1
"""Cautions beside the plan; F3 tells them all."""


class SpeedDatesView(BlockView[SpeedDates]):
    """Rounds on one clock, then the debrief in the circle."""

    stance: ClassVar[Stance] = Stance.TURN
    commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "speed_dates.wishes",
            "f3",
            "in_block('wishes')",
            N_("Wishes"),
            N_("Rounds, minutes, groups, who must meet or is kept apart, and the spots"),
        ),
        Command(
            "speed_dates.who_met",
            "f3",
            "in_block('who_met')",
            N_("Who met"),
            N_("Strike the meetings that did not take place, or count those that did"),
        ),
        Command(
            "speed_dates.not_met",
            "f8",
            "in_block('not_met')",
            N_("Who met"),
            N_("Strike the meetings that did not take place; the rounds to come are planned anew"),
        ),
        Command(
            "speed_dates.sort",
            "tab",
            "in_block('sort')",
            N_("Name or spot"),
            N_("Who goes where: by first name, or by spot"),
        ),
    )

    def offers(self, name: str, m: Moment[SpeedDates]) -> bool:
        """Wishes until the debrief; who met between the rounds, and from the debrief on."""
        if name == "not_met":
            return m.block.stage is Stage.CHANGE and m.block.at > 0
        return (name == "who_met") == (m.block.stage is Stage.DEBRIEF)

    def stance_at(self, m: Moment[SpeedDates]) -> Stance:
        """Where people must find their spot, that matters most; then what is asked."""
        block = m.block
        if block.stage is Stage.CHANGE:
            return Stance.LIST
        told = block.circle.current or block.circle.heard
        asks = block.stage is Stage.DEBRIEF and not told
        return Stance.QUESTION if asks else Stance.TURN

    def captures(self, m: Moment[SpeedDates]) -> bool:
        """In the debrief."""
        return m.block.stage is Stage.DEBRIEF

    def note(self, m: Moment[SpeedDates]) -> str:
        """Which round, or how many were asked."""
        if m.block.stage is Stage.DEBRIEF:
            return f"{len(m.block.circle.heard)}/{len(m.block.circle.order)}"
        return f"{m.block.at + 1}/{m.block.rounds}"

    def here(self, m: Moment[SpeedDates]) -> str:
        """The round, and who is asked."""
        return f"{m.block.stage} {m.block.at} {m.block.circle.current}"

    def reckons(self, m: Moment[SpeedDates]) -> Reckoning | None:
        """The rounds to come, where they are not planned."""
        asked = m.block.asks(m.room)
        if asked is None:
            return None

        def answer() -> Change:
            return partial(plan_in, asked=asked, planned=asked.planned())

        return Reckoning(asked, answer)

    # What the room reads --------------------------------------------------------------------

    def words(self, m: Moment[SpeedDates]) -> Words:
        """The round and what to do in it; in the debrief who is asked about."""
        block = m.block
        if block.stage is Stage.DEBRIEF:
            return self._debrief(m)
        if block.stage is Stage.TALK:
            return self._talk(m)
        if len(m.present) < 2:
            return Words(_("Two people or more are needed"), above=block.title)
        return self._ready(m) if block.ready else self._change(m)

    def _ready(self, m: Moment[SpeedDates]) -> Words:
        block, brings = m.block, outlook(m.room, m.block)
        above = _("{rounds} of {minutes} min").format(
            rounds=ngettext("{n} round", "{n} rounds", block.rounds),
            minutes=number(block.round_minutes),
        )
        if not block.plan:
            return Words(_("Who meets whom?"), above=above, below=(_("One moment …"),))
        pairs = _("{new} of {pairs} pairs never spoke before.").format(
            new=brings.new, pairs=brings.pairs
        )
        big = ngettext(
            "Everybody meets {n} new person", "Everybody meets {n} new people", brings.least
        )
        short = ngettext("{n} new person", "{n} new people", brings.least)
        if not brings.least:
            big = short = block.title
        start = _("PgDn starts the clock.")
        cautions = _cautioned(m)
        below = (*cautions, pairs, start)
        return Words(big, above=above, below=below, insist=not cautions, brief=short)

    def _change(self, m: Moment[SpeedDates]) -> Words:
        block = m.block
        big = _("Stop: change places") if block.at else _("Find your spot")
        brief = _("Change") if block.at else _("Places")
        lost = [] if self._counted(m) else [
            _("That was too short to count as a meeting; F8 says otherwise.")
        ]  # fmt: skip
        return Words(
            big, above=_round(m), below=(*_looking_on(m), *lost, *lost_words(m)), brief=brief
        )

    def _talk(self, m: Moment[SpeedDates]) -> Words:
        block, speaker = m.block, m.block.speaker(m.now)
        if block.clock.over(m.now):
            return Words(_("Stop"), above=_round(m), below=_looking_on(m))
        news = _news(m)
        if not speaker:
            asks = (*news, block.prompt, *_looking_on(m))
            return Words(_("Talk together"), above=_round(m), below=asks, brief=_("Talk"))
        if block.groups_of == 2:
            big, below = _("Swap"), _("Now the other one tells.")
        else:
            big = _("Swap {n}/{all}").format(n=speaker + 1, all=block.groups_of)
            below = _("Now the next one tells.")
        around = (*news, below, *_looking_on(m))
        return Words(big, above=_round(m), below=around, insist=True)

    def _counted(self, m: Moment[SpeedDates]) -> bool:
        """Whether the round before this change counts."""
        block = m.block
        if not block.at:
            return True
        known = {frozenset(two) for two in talked(m.room, block)}
        last = block.plan[block.at - 1]
        return any(
            frozenset(two) in known for g in last.groups for two in combinations(g.people, 2)
        )

    def _debrief(self, m: Moment[SpeedDates]) -> Words:
        circle = m.block.circle
        if circle.current:
            met = " · ".join(m.name(p) for p in dates_of(m.room, m.block, circle.current))
            told = _("Spoke with {names}").format(names=met) if met else ""
            return Words(
                m.first_name(circle.current),
                above=_("What did you hear about …"),
                below=(told,),
                insist=True,
            )
        if circle.heard:
            return Words(_("Everybody was heard"), above=m.block.title)
        below = (_("Each is told about by who met them."),)
        return Words(_("What did you hear?"), below=below, insist=True)

    def board(self, m: Moment[SpeedDates]) -> Board:
        """Who goes where; in the debrief what was heard about whom."""
        block = m.block
        if block.stage is not Stage.DEBRIEF:
            rows = by_spot(m, block.round) if block.by_spot else by_name(m, block.round)
            return Board((Lane(rows),), pages=True)
        place = self.place(m)
        heard = m.answers(place.sheet, place.column) if place else ()

        def about(m: Moment[SpeedDates], answer: Answer) -> Row:
            row = answer_row(m, answer)
            text = f"{m.name(answer.about)}: {answer.text}" if answer.about else answer.text
            return Row(text, answer.id, aside=row.aside)

        return Board((Lane((*_struck(m), *open_rows(m, heard, about))),))

    # What is taken down ---------------------------------------------------------------------

    def source(self, m: Moment[SpeedDates]) -> str | None:
        """Who met the one who is asked about, when that was just one; else who is named."""
        current = m.block.circle.current
        met = dates_of(m.room, m.block, current) if current else ()
        named = m.aim.by if m.aim.by != current else None
        return named or (met[0] if len(met) == 1 else None)

    def prompt(self, m: Moment[SpeedDates]) -> str:
        """Who tells about whom."""
        about, by = m.name(m.block.circle.current), m.name(self.source(m))
        return f"{by} → {about}" if by else about

    def entered(self, desk: Desk, m: Moment[SpeedDates], text: str) -> None:
        """What was heard, told by somebody else."""
        about = m.block.circle.current
        if about and m.aim.by == about:
            desk.say(_("This is about {name}; somebody else tells.").format(name=m.name(about)))
        else:
            super().entered(desk, m, text)

    def keeps(self, m: Moment[SpeedDates], texts: Sequence[str]) -> Change | None:
        """What was heard about who is asked about."""
        place, about = self.place(m), m.block.circle.current
        if place is None:
            return None
        return partial(capture.keep, place=place, texts=texts, by=self.source(m), about=about)

    # Its own keys ---------------------------------------------------------------------------

    def on_wishes(self, desk: Desk, m: Moment[SpeedDates]) -> None:
        """What the rounds are to be like."""
        from tui.screens.wishes import WishesScreen

        desk.ask(WishesScreen(m), lambda to: desk.change(Did.WISH, partial(wish, changes=to)))

    def on_who_met(self, desk: Desk, m: Moment[SpeedDates]) -> None:
        """Which of the meetings took place."""
        from tui.screens.who_met import WhoMet

        desk.ask(WhoMet(m), lambda met: desk.change(Did.CONNECT, partial(took_place, met=met)))

    def on_not_met(self, desk: Desk, m: Moment[SpeedDates]) -> None:
        """The same, while there are rounds to come."""
        self.on_who_met(desk, m)

    def on_sort(self, desk: Desk, m: Moment[SpeedDates]) -> None:
        """By spot instead of by name, or the other way round."""
        desk.change(Did.WISH, partial(order_by, spot=not m.block.by_spot))


def _round(m: Moment[SpeedDates]) -> str:
    return _("Round {n} of {all}").format(n=m.block.at + 1, all=m.block.rounds)


def _looking_on(m: Moment[SpeedDates]) -> tuple[str, ...]:
    out = m.names(m.block.round.out)
    return (_("Looks on: {names}").format(names=out),) if out else ()


def _news(m: Moment[SpeedDates]) -> tuple[str, ...]:
    """Who has other company since somebody came or left."""
    groups = (m.block.round.group(person) for person in m.block.news)
    changed = dict.fromkeys(group for group in groups if group)
    return tuple(
        _("Now together at {spot}: {names}").format(
            spot=shown(group.spot), names=" + ".join(map(m.first_name, group.people))
        )
        for group in changed
    )


def _struck(m: Moment[SpeedDates]) -> tuple[Row, ...]:
    """Who did not meet; when they are many, as when a whole round was short, how many."""
    known = set(talked(m.room, m.block))
    struck = [two for two in m.block.met_or_were_to if two not in known]
    if len(struck) <= STRUCK_AT_ONCE:
        gone = _("did not take place")
        return tuple(
            Row(" — ".join(map(m.first_name, two)), aside=gone, mark=STRUCK_MARK, small=True)
            for two in struck
        )
    words = ngettext(
        "{n} pair did not meet: F3",
        "{n} pairs did not meet: F3",
        len(struck),
    )
    return (Row(words, mark=STRUCK_MARK, small=True),)


def _cautioned(m: Moment[SpeedDates]) -> tuple[str, ...]:
    said = caution_words(m)
    more = len(said) - TOLD_AT_ONCE
    rest = ngettext("{n} more thing to know: F3.", "{n} more things to know: F3.", more)
    return (*said[:TOLD_AT_ONCE], rest) if more > 0 else said

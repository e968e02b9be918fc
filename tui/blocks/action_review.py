"""Action review in the room: the open actions come by, one in large type."""

from functools import partial
from typing import ClassVar

from exports.language import N_, _, day_coming, ngettext
from exports.words import change_word
from sessions.actions import ActionItem, Change
from sessions.base import find
from sessions.blocks.action_review import ActionReview, review, to_review
from sessions.facilitation import Did
from tui.blocks.actions import action_row
from tui.blocks.base import BlockView, Stance
from tui.blocks.desk import Desk
from tui.blocks.moment import Moment
from tui.commands import Command
from tui.widgets.board import Board, Lane, Row
from tui.widgets.headline import Words

_SIGN = {Change.DONE: "✓", Change.STILL_ON: "…", Change.CHANGED: "✎", Change.DROPPED: "✗"}


class ActionReviewView(BlockView[ActionReview]):
    """1 done, 2 still on, 3 changed, 4 dropped."""

    stance: ClassVar[Stance] = Stance.QUESTION
    commands: ClassVar[tuple[Command, ...]] = (
        Command("review.done", "1", "in_block('done')", N_("Done"), N_("The action was done")),
        Command("review.still", "2", "in_block('still')", N_("Still on"), N_("The action goes on")),
        Command(
            "review.change",
            "3,enter",
            "in_block('change')",
            N_("Change"),
            N_("Other words, owners or another date for the action"),
        ),
        Command(
            "review.drop",
            "4",
            "in_block('drop')",
            N_("Drop"),
            N_("The action is dropped, with the reason"),
        ),
    )

    def captures(self, m: Moment[ActionReview]) -> bool:
        """The keys do it all."""
        del m
        return False

    def offers(self, name: str, m: Moment[ActionReview]) -> bool:
        """There must be an action to say it of."""
        del name
        return _picked(m) is not None

    def note(self, m: Moment[ActionReview]) -> str:
        """How many were spoken of."""
        actions = to_review(m.room)
        return f"{len(actions) - len(_unspoken(m))}/{len(actions)}" if actions else ""

    def words(self, m: Moment[ActionReview]) -> Words:
        """The action that is picked, with its owners and its date."""
        action = _picked(m)
        if action is None:
            none = not to_review(m.room)
            return Words(
                _("No open actions") if none else _("All were spoken of"), above=m.block.prompt
            )
        owners = " + ".join(map(m.name, action.owners))
        sign = _sign(m, action)
        due = (
            _("by {day}").format(day=day_coming(action.due, m.room.session.day))
            if action.due
            else ""
        )
        below = (" · ".join(filter(None, (sign, due))), owners)
        said = tuple(filter(None, below))
        return Words(action.text, above=m.block.prompt, below=said, insist=True)

    def board(self, m: Moment[ActionReview]) -> Board:
        """All that are to be spoken of, each with what was said."""
        rows = tuple(self._row(m, action) for action in to_review(m.room))
        if not rows:
            return Board()
        title = ngettext(
            "{n} action from earlier sessions", "{n} actions from earlier sessions", len(rows)
        )
        return Board((Lane(rows, title=title),), top=True, large=False)

    def _row(self, m: Moment[ActionReview], action: ActionItem) -> Row:
        said = action.last_change(m.room.session.id)
        row = action_row(m, action, mark=_SIGN.get(said, "○") if said else "○")
        picked = _picked(m)
        style = "bold" if picked and picked.id == action.id else "$quiet" if said else ""
        word = change_word(said) if said else _sign(m, action)
        aside = " · ".join(filter(None, (word, row.aside)))
        return Row(row.text, row.id, aside=aside, mark=row.mark, style=style)

    def on_done(self, desk: Desk, m: Moment[ActionReview]) -> None:
        """It was done."""
        self._say(desk, m, Change.DONE)

    def on_still(self, desk: Desk, m: Moment[ActionReview]) -> None:
        """It goes on."""
        self._say(desk, m, Change.STILL_ON)

    def on_change(self, desk: Desk, m: Moment[ActionReview]) -> None:
        """It reads anew."""
        from tui.screens.action import amend_action

        action = _picked(m)
        if action:
            amend_action(desk, m.room, action)

    def on_drop(self, desk: Desk, m: Moment[ActionReview]) -> None:
        """It is dropped, and why."""
        from tui.screens.ask import Ask

        action = _picked(m)
        if action:
            question = Ask(_("Why is it dropped?"), action.text)
            desk.ask(question, lambda reason: self._say(desk, m, Change.DROPPED, reason))

    def _say(self, desk: Desk, m: Moment[ActionReview], change: Change, reason: str = "") -> None:
        action = _picked(m)
        if action is None:
            return
        desk.change(
            Did.REVIEW,
            partial(review, action=action.id, change=change, reason=reason),
            action.text,
        )
        every = [one.id for one in to_review(m.room)]
        after = every[every.index(action.id) + 1 :] + every[: every.index(action.id)]
        unspoken = {one.id for one in _unspoken(m)}
        desk.pick(next((one for one in after if one in unspoken), ""))


def _sign(m: Moment[ActionReview], action: ActionItem) -> str:
    """That it should have been done before today."""
    return _("OVERDUE") if action.due and action.due < m.room.session.day else ""


def _unspoken(m: Moment[ActionReview]) -> list[ActionItem]:
    return [a for a in to_review(m.room) if a.last_change(m.room.session.id) is None]


def _picked(m: Moment[ActionReview]) -> ActionItem | None:
    """The action that was picked, else the first that was not spoken of."""
    picked = find(to_review(m.room), m.aim.picked)
    return picked or next(iter(_unspoken(m)), None)

"""Plenary in the room: the words and the clock, nothing else."""

from typing import ClassVar

from exports.language import _, clock_time
from sessions.blocks.plenary import Plenary
from tui.blocks.base import BlockView, Stance
from tui.blocks.moment import Moment
from tui.widgets.headline import Words


class PlenaryView(BlockView[Plenary]):
    """A welcome, an explanation, a break."""

    stance: ClassVar[Stance] = Stance.TIME

    def words(self, m: Moment[Plenary]) -> Words:
        """What we do; the goal and the why where the block shows them; when a break is over."""
        below = [m.block.prompt] if m.block.prompt else []
        network = m.room.network
        if m.block.shows_purpose:
            below += [_("Goal: {goal}").format(goal=network.goal)] if network.goal else []
            below += [_("Why: {why}").format(why=network.why)] if network.why else []
        if m.block.is_break:
            back = clock_time(m.now + m.block.timer.left(m.now))
            below.append(_("Back at {time}").format(time=back))
        return Words(m.block.title, below=tuple(below))

"""What the session yielded, in the last minute; then who runs it closes it."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from exports.bars import bar
from exports.language import N_, _, day_coming, ngettext, percent
from sessions import running
from sessions.acquaintance import Acquaintance
from sessions.facilitation import Did, Facilitation
from sessions.partners import confirm
from sessions.room import Change, Room, Scene
from sessions.yields import Yield, yielded
from tui import block_type
from tui.blocks.next_date import when
from tui.commands import Command, bindings
from tui.partners import waiting
from tui.screens.leaves import Tells
from tui.screens.open_partners import OpenPartners
from tui.text import shown
from tui.widgets.keys import Keys
from tui.widgets.mesh import Mesh

YIELD = (
    Command(
        "yield.close",
        "enter",
        "close",
        N_("Close the session"),
        N_("Close the session; it shows among the past ones"),
    ),
    Command("yield.back", "escape,pageup", "back", N_("Back"), N_("Back to the room")),
    Command("yield.more", "pagedown,space", "more", N_("More"), N_("The rest of what it yielded")),
)


class Yields(Tells[None]):
    """Numbers in block type, then what they are made of."""

    CSS_PATH = "yields.tcss"

    hint = getters.query_one("#hint", Static)
    rest = getters.query_one("#rest", VerticalScroll)

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self.scene = scene

    def compose(self) -> ComposeResult:
        """Three numbers, and the rest below."""
        self.yielded = yielded(self.scene.room, self.scene.clock.now())
        yield Static(_("What this session yielded"), id="title", markup=False)
        with Horizontal(id="numbers"):
            for number, word in self._numbers():
                yield Static(_in_type(number, word), classes="number")
        with Horizontal(id="more"):
            with VerticalScroll(id="rest"):
                yield Static(Content("\n").join(self._rest()))
            yield Mesh(self.yielded.acquaintance)
        yield Static(self.says(), id="hint", markup=False)
        yield Keys()

    def says(self) -> str:
        """A sentence below it."""
        return ""

    def _numbers(self) -> tuple[tuple[int, str], ...]:
        y, first = self.yielded, len(self.yielded.acquaintance.first)
        return (
            (y.answers, ngettext("answer", "answers", y.answers)),
            (first, ngettext("new connection", "new connections", first)),
            (len(y.agreed), ngettext("action", "actions", len(y.agreed))),
        )

    def _rest(self) -> list[Content]:
        y, room = self.yielded, self.scene.room
        lines = [Content(_hidden(y.confidential))] if y.confidential else []
        lines += _known(y.acquaintance)
        if y.next_date:
            yes = ngettext("{n} yes", "{n} yes", len(y.next_date.yes))
            lines.append(
                Content.styled(
                    _("Next time: {when} · {yes}").format(when=when(y.next_date), yes=yes), "bold"
                )
            )
        for action in y.agreed:
            owners = " + ".join(map(room.name, action.owners))
            due = f" · {day_coming(action.due, room.session.day)}" if action.due else ""
            lines.append(Content(f"→ {shown(action.text)} · {shown(owners)}{due}"))
        lines += [Content(f"{g.answers:>4}  {shown(g.title or g.block.title)}") for g in y.gathered]
        lines.append(Content.styled(_("Planned and real, in minutes:"), "$quiet"))
        lines += [Content(_lasted(y, at)) for at in range(len(y.lasted))]
        return lines


class YieldScreen(Yields):
    """Enter closes the session."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(YIELD)

    def __init__(self, facilitation: Facilitation) -> None:
        super().__init__(facilitation)
        self.facilitation = facilitation
        self._shutting = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is more where not all is in sight."""
        if action == "more":
            return self.rest.virtual_size.height > self.rest.size.height
        return super().check_action(action, parameters)

    def on_mount(self) -> None:
        """What is in sight changes with what there is, and with the screen."""
        for changes in ("virtual_size", "size"):
            self.watch(self.rest, changes, self.refresh_bindings)

    def action_more(self) -> None:
        """A page on; from the end to the beginning."""
        if self.rest.is_vertical_scroll_end:
            self.rest.scroll_home(animate=False)
        else:
            self.rest.scroll_page_down(animate=False)

    def action_close(self) -> None:
        """Close it; first it is asked whether those who were proposed have met."""
        if self._shutting:
            return
        if waiting(self.facilitation.room.session):
            self.app.push_screen(OpenPartners(self.facilitation.room), self._settled)
        else:
            self._shut(running.close)

    def _settled(self, met: bool | None) -> None:
        if met is not None:
            self._shut(_met_and_closed if met else running.close)

    def _shut(self, close: Change) -> None:
        self._shutting = True
        self.app.run_worker(self._close(close))

    async def _close(self, close: Change) -> None:
        closed = self.app.keeping.do(partial(self.facilitation.do, Did.CLOSE, close))
        if await self.succeeds(closed):
            self.dismiss(None)
        else:
            self._shutting = False

    @on(events.ScreenResume)
    def _uncovered(self) -> None:
        if self.facilitation.room.session.closed:
            self.dismiss(None)

    def action_back(self) -> None:
        """Back to the room, unless it is being closed."""
        if not self._shutting:
            self.dismiss(None)


def _met_and_closed(room: Room, now: datetime) -> Room:
    return running.close(confirm(room, now), now)


def _known(knows: Acquaintance) -> list[Content]:
    """How many pairs know each other, and as bars how that was before and is now."""
    first = ngettext("{n} new connection", "{n} new connections", len(knows.first))
    share = percent(knows.share_now)
    said = _("{first}; {share} of all pairs now know each other.").format(first=first, share=share)
    words = (_("before (◣)"), _("now (◥)"))
    wide = max(map(len, words))
    shares = (knows.share_before, knows.share_now)
    return [Content.styled(said, "bold")] + [
        Content.assemble(f"{word:<{wide}} ", (bar(part), "$primary"), f" {percent(part)}")
        for word, part in zip(words, shares, strict=True)
    ]


def _hidden(count: int) -> str:
    """Why a report has fewer answers."""
    return ngettext(
        "{n} confidential, not in the report",
        "{n} confidential, not in the report",
        count,
    )


def _in_type(number: int, word: str) -> Content:
    drawn = "\n".join(block_type.draw(str(number), 2))
    return Content.assemble((drawn, "$primary"), "\n", (word, "bold"))


def _lasted(y: Yield, at: int) -> str:
    one = y.lasted[at]
    minute = timedelta(minutes=1)
    return f"{one.planned / minute:>4.0f} {one.took / minute:>4.0f}  {shown(one.block.title)}"

"""Home: the networks, what is ready to start or going on, and the past sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from exports.language import N_, _, ngettext
from sessions.errors import KringError
from sessions.store.errors import HeldError
from tui import block_type
from tui.commands import Command, bindings
from tui.text import shown
from tui.widgets.keys import Keys

if TYPE_CHECKING:
    from sessions.cards import NetworkCard, SessionCard
    from sessions.facilitation import Facilitation
    from tui.app import Kring
    from tui.shelf import Shelf

HOME = (
    Command(
        "home.open",
        "enter",
        "open",
        N_("Open"),
        N_("Start, go on, or look back"),
        priority=True,
    ),
    Command(
        "home.other",
        "a",
        "other_agenda",
        N_("Another agenda"),
        N_("Start a session of this network with an agenda of your choice"),
    ),
    Command(
        "home.people",
        "p",
        "people",
        N_("People"),
        N_("Who is in the network that is picked: add, mend, somebody leaves or comes back"),
    ),
    Command("home.new", "n", "new_network", N_("New network"), N_("Make a learning network")),
)
NEW = "new"


class HomeScreen(Screen[None]):
    """Where the program opens when no session is going on."""

    CSS_PATH = "home.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(HOME)

    app: getters.app[Kring]
    shelf_list = getters.query_one(OptionList)
    hint = getters.query_one("#hint", Static)

    def compose(self) -> ComposeResult:
        """A title, the shelf, and a sentence."""
        yield Static("\n".join(block_type.draw("KRING", 1)), id="title", markup=False)
        yield Static(id="where", markup=False)
        yield OptionList(markup=False)
        yield Static(id="hint", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        """Paint first, then read."""
        if self.app.demo:
            folder = str(self.app.root)
            self.query_one("#where", Static).update(
                _("This is the demo, in {folder}. Your own data is not touched.").format(
                    folder=shown(folder)
                )
            )
        self.hint.update(_("One moment …"))

    @work(exclusive=True, group="home")
    async def fill(self, *, go_on: bool = False) -> None:
        """Show what is on the shelf; into the session that was going on, when just started."""
        try:
            shelf = await self.app.library()
            await self.app.keep(shelf.look)
        except KringError as error:
            self.tell(error)
            return
        if go_on and self.app.watches:
            await self._watch(None)
            return
        faults = (_sentence(error) for error in shelf.unreadable[:1])
        self.hint.update(shown(next(faults, self.app.notice)))
        self.show()
        if go_on and shelf.running:
            await self._enter(shelf.running)

    def show(self) -> None:
        """Every network with its sessions."""
        shelf = self.app.shelf
        if shelf is None:
            return
        held = self.shelf_list.highlighted
        self.shelf_list.clear_options()
        for network in shelf.networks:
            self.shelf_list.add_option(Option(_network(network), id=f"network {network.id}"))
            for session in network.past:
                self.shelf_list.add_option(Option(_past(session), id=f"session {session.id}"))
        new = Content.assemble(("+ ", "bold"), _("New learning network"))
        self.shelf_list.add_option(Option(new, id=NEW))
        self.shelf_list.highlighted = min(held or 0, self.shelf_list.option_count - 1)
        self.shelf_list.focus()

    def tell(self, error: KringError) -> None:
        """Say what is wrong."""
        self.hint.update(shown(_sentence(error)))
        self.app.ring()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self._open(event.option_id or "")

    def action_open(self) -> None:
        """What is highlighted."""
        self.shelf_list.action_select()

    def action_new_network(self) -> None:
        """Make a network."""
        self._open(NEW)

    def action_other_agenda(self) -> None:
        """Another session of the network that is highlighted."""
        network = self._highlighted_network()
        if network:
            self._plan(network)

    def action_people(self) -> None:
        """Who is in the network that is highlighted."""
        network = self._highlighted_network()
        if network:
            self._tend(network)

    def _highlighted_network(self) -> NetworkCard | None:
        option = self.shelf_list.highlighted_option
        kind, _space, id_ = (option.id or "").partition(" ") if option else ("", "", "")
        shelf = self.app.shelf
        if shelf is None or kind not in {"network", "session"}:
            return None
        return shelf.network(id_ if kind == "network" else shelf.session(id_).network)

    @work(exclusive=True, group="open")
    async def _open(self, what: str) -> None:
        shelf = self.app.shelf
        kind, _space, id_ = what.partition(" ")
        if shelf is None:
            return
        if kind == NEW:
            await self._make_network(shelf)
        elif kind == "session":
            await self._enter(shelf.session(id_))
        else:
            network = shelf.network(id_)
            ready = network.running or network.planned
            if ready:
                await self._enter(ready)
            else:
                await self._plan_session(network)

    @work(exclusive=True, group="open")
    async def _plan(self, network: NetworkCard) -> None:
        await self._plan_session(network)

    @work(exclusive=True, group="open")
    async def _tend(self, network: NetworkCard) -> None:
        """Its people; as part of the session that runs or is ready, when there is one."""
        from tui.screens.people import People

        session = network.running or network.planned
        try:
            opened = await (
                self.app.open_session(session) if session else self.app.open_network(network)
            )
        except KringError as error:
            self.tell(error)
            return
        await self.app.push_screen_wait(People(opened))
        await self.app.put_away()
        self.fill()

    async def _plan_session(self, network: NetworkCard) -> None:
        from tui.screens.pick_agenda import PickAgenda

        shelf = await self.app.library()
        agenda = await self.app.push_screen_wait(PickAgenda(shelf))
        if agenda is None:
            return
        day = self.app.clock.now().astimezone().date()
        facilitator = self.app.settings.facilitator_name
        try:
            card = await self.app.keep(
                lambda: shelf.library.plan_session(
                    network, agenda, day=day, facilitator=facilitator
                )
            )
        except KringError as error:
            self.tell(error)
            return
        await self._enter(card)

    async def _make_network(self, shelf: Shelf) -> None:
        from tui.screens.new_network import NewNetwork

        made = await self.app.push_screen_wait(NewNetwork())
        if made is None:
            return
        now = self.app.clock.now()
        try:
            network = await self.app.keep(
                lambda: shelf.library.make_network(
                    now, name=made.name, goal=made.goal, why=made.why
                )
            )
            await self.app.keep(shelf.look)
        except KringError as error:
            self.tell(error)
            return
        self.show()
        await self._plan_session(shelf.network(network.id))
        self.fill()

    async def _enter(self, session: SessionCard) -> None:
        """To the door when it is still planned, then into the room, then to what was said."""
        from tui.screens.attendance import Attendance
        from tui.screens.review import Review

        try:
            facilitation = await self.app.open_session(session)
        except HeldError as error:
            await self._offer_to_watch(session, error)
            return
        except KringError as error:
            self.tell(error)
            return
        if facilitation.room.session.closed:
            await self.app.push_screen_wait(Review(facilitation))
        if facilitation.room.session.planned:
            await self.app.push_screen_wait(Attendance(facilitation))
        while await self._into_the_room(facilitation):
            await self.app.push_screen_wait(Review(facilitation))
        await self.app.put_away()
        self.fill()

    async def _offer_to_watch(self, session: SessionCard, error: HeldError) -> None:
        """Say who has it, and watch what goes on or is about to, if that is wanted."""
        from tui.screens.held import Held

        shelf = await self.app.library()
        await self.app.keep(shelf.look)
        network = shelf.network(session.network)
        there = network.running or network.planned
        if there is None:
            self.tell(error)
        elif await self.app.push_screen_wait(Held(network.name, error)):
            await self._watch(there)
        else:
            self.fill()

    async def _watch(self, session: SessionCard | None) -> None:
        """Watch that session, or whichever goes on; when nobody runs it, it may be run here."""
        from tui.screens.watch import WatchScreen

        to_run = await self.app.push_screen_wait(WatchScreen(session))
        if to_run:
            await self._enter(to_run)
        else:
            self.fill()

    async def _into_the_room(self, facilitation: Facilitation) -> bool:
        """Be in the room while the session runs; whether it was closed there."""
        from tui.screens.room import RoomScreen

        if not facilitation.room.session.running:
            return False
        await self.app.push_screen_wait(RoomScreen(facilitation))
        return facilitation.room.session.closed is not None


def _sentence(error: KringError) -> str:
    """What is wrong, in words; the words are not needed before something is."""
    from exports.sentences import sentence

    return sentence(error)


def _network(network: NetworkCard) -> Content:
    ready = network.running or network.planned
    if network.running:
        state = _("session {n} is going on").format(n=network.running.number)
    elif network.planned:
        state = _("session {n} is ready to start").format(n=network.planned.number)
    else:
        state = _("start a session")
    facts = " · ".join(
        (
            ngettext("{n} member", "{n} members", network.members),
            ngettext("{n} open action", "{n} open actions", network.open_actions),
        )
    )
    return Content.assemble(
        ("■ " if ready else "○ ", "bold"),
        (shown(network.name), "bold"),
        f"  {state}  ",
        (facts, "$quiet"),
    )


def _past(session: SessionCard) -> Content:
    from exports.language import day_short

    answers = ngettext("{n} answer", "{n} answers", session.answers)
    words = _("session {n}").format(n=session.number)
    return Content.assemble(
        f"    {words} · {day_short(session.day)} · {shown(session.title)}  ", (answers, "$quiet")
    )

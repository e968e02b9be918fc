"""Home: the networks, what is ready to start or going on, and the past sessions."""

from __future__ import annotations

from asyncio import Event
from collections.abc import Awaitable
from functools import partial
from os import sep
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Static

from exports.language import _
from sessions.errors import KringError
from tui import block_type
from tui.commands import bindings
from tui.screens.home_commands import HOME
from tui.screens.home_rows import EARLIER, NETWORK, NEW, SESSION, home_rows
from tui.screens.home_ways import Ways
from tui.text import shown
from tui.widgets.keys import Keys
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from sessions.cards import NetworkCard, SessionCard
    from tui.app import Kring
    from tui.shelf import Shelf


class HomeScreen(Screen[None]):
    """Where the program opens when no session is going on."""

    CSS_PATH = "home.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(HOME)

    app: getters.app[Kring]
    shelf_list = getters.query_one(Rows)
    hint = getters.query_one("#hint", Static)

    def __init__(self) -> None:
        super().__init__()
        self._unfolded: set[str] = set()
        self._in_front = Event()
        self._ways = Ways(self)

    def compose(self) -> ComposeResult:
        """A title, the shelf, and a sentence."""
        yield Static("\n".join(block_type.draw("KRING", 1)), id="title", markup=False)
        yield Static(id="where", markup=False)
        yield Rows()
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
        """Show what is on the shelf, then look what has changed; when just started, go on.

        That is: into the session that was going on, unless a hand is at work here already.
        """
        try:
            shelf = await self.app.keeping.library()
            await self._look(shelf)
        except KringError as error:
            self.refuse(error)
            return
        if go_on and self.app.watches:
            self._watch_along()
            return
        faults = (self._sentence(error) for error in shelf.unreadable[:1])
        self.hint.update(shown(next(faults, self.app.notice or _to_look_after(self.app))))
        self.app.notice = self.app.notice if go_on else ""
        if go_on and shelf.running and not self._in_hand:
            self._go_on(shelf.running)

    async def _look(self, shelf: Shelf) -> None:
        """Look piece by piece, only while this screen is in front: a room comes first."""
        pieces = shelf.looking()
        if shelf.networks:
            self.show()
        while await self.app.keeping.do(partial(next, pieces, False)):
            self.show()
            await self._in_front.wait()
        self.show()

    def on_screen_suspend(self) -> None:
        """Another screen is in front."""
        self._in_front.clear()

    def on_screen_resume(self) -> None:
        """This one is."""
        self._in_front.set()

    @property
    def _in_hand(self) -> bool:
        """Whether something was picked or opened already."""
        opening = any(one.group == "open" and not one.is_finished for one in self.workers)
        return opening or self.shelf_list.at > 0 or not self.is_current

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is of a network needs one to be picked."""
        if action in {"other_agenda", "people"}:
            return self._highlighted_network() is not None
        return super().check_action(action, parameters)

    def show(self) -> None:
        """Every network with its sessions."""
        shelf = self.app.keeping.shelf
        if shelf is None or not self.query(Rows):
            return
        self.shelf_list.show(home_rows(shelf.networks, self._unfolded))
        self.shelf_list.focus()
        self.refresh_bindings()

    def tell(self, words: str) -> None:
        """Say something below the shelf."""
        self.hint.update(shown(words))

    def refuse(self, error: KringError) -> None:
        """Say what is wrong."""
        self.tell(self._sentence(error))
        self.app.ring()

    def _sentence(self, error: KringError) -> str:
        """What is wrong, with paths from the data folder on; not needed before something is."""
        from exports.sentences import sentence

        return sentence(error).replace(f"{self.app.root}{sep}", "")

    @on(Rows.Chosen)
    def _chosen(self, message: Rows.Chosen) -> None:
        kind, _space, id_ = message.key.partition(" ")
        if kind == EARLIER:
            self._unfolded ^= {id_}
            self.show()
        else:
            self._open(message.key)

    def action_open(self) -> None:
        """What is picked."""
        self.shelf_list.action_choose()

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

    @work(exclusive=True, group="open")
    async def action_knows(self) -> None:
        """Who knows whom in the network that is highlighted, to look at."""
        from sessions.room import Still
        from tui.screens.acquaintance import WhoKnowsWhom

        network = self._highlighted_network()
        shelf = self.app.keeping.shelf
        if network is None or shelf is None:
            return
        try:
            room = await self.app.keeping.do(lambda: shelf.library.standing(network))
        except KringError as error:
            self.refuse(error)
        else:
            await self.app.push_screen_wait(WhoKnowsWhom(Still(room, self.app.clock)))

    @work(exclusive=True, group="open")
    async def action_care(self) -> None:
        """Choose between what two laptops changed, then read what was found."""
        from tui.screens.care import look_after

        await self._tell_after(look_after(self.app))

    @work(exclusive=True, group="open")
    async def action_erase(self) -> None:
        """Erase the session that is picked, or somebody of the network."""
        from tui.screens.erase import erase_person, erase_session

        shelf = self.app.keeping.shelf
        kind, _space, id_ = self.shelf_list.picked.partition(" ")
        if shelf is None or kind not in {NETWORK, SESSION}:
            return
        if session := shelf.session(id_):
            await self._tell_after(erase_session(self.app, session))
        elif network := shelf.network(id_):
            await self._tell_after(erase_person(self.app, network))
        else:
            self._gone()

    async def _tell_after(self, doing: Awaitable[str]) -> None:
        """Say what came of it."""
        try:
            self.app.notice = await doing
        except KringError as error:
            self.refuse(error)
        else:
            self.fill()

    def _highlighted_network(self) -> NetworkCard | None:
        kind, _space, id_ = self.shelf_list.picked.partition(" ")
        shelf = self.app.keeping.shelf
        if shelf is None:
            return None
        session = shelf.session(id_) if kind == SESSION else None  # there may be thousands
        return shelf.network(session.network if session else id_)

    def _gone(self) -> None:
        """What was picked has gone since it was shown, and so does its row."""
        self.show()
        self.tell(_("That is not there any more."))
        self.app.ring()

    @work(exclusive=True, group="open")
    async def _open(self, what: str) -> None:
        shelf = self.app.keeping.shelf
        kind, _space, id_ = what.partition(" ")
        if shelf is None:
            return
        if kind == NEW:
            await self._make_network(shelf)
            return
        network = shelf.network(id_)
        session = (network.running or network.planned) if network else shelf.session(id_)
        if session:
            await self._ways.enter(session)
        elif network:
            await self._plan_session(network)
        else:
            self._gone()

    @work(exclusive=True, group="open")
    async def _go_on(self, session: SessionCard) -> None:
        await self._ways.enter(session)

    @work(exclusive=True, group="open")
    async def _watch_along(self) -> None:
        await self._ways.watch(None)

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
                self.app.keeping.open_session(session)
                if session
                else self.app.keeping.open_network(network)
            )
        except KringError as error:
            self.refuse(error)
            return
        await self.app.push_screen_wait(People(opened))
        await self.app.keeping.put_away()
        self.fill()

    async def _plan_session(self, network: NetworkCard) -> None:
        from tui.screens.pick_agenda import PickAgenda

        shelf = await self.app.keeping.library()
        agenda = await self.app.push_screen_wait(PickAgenda(shelf))
        if agenda is None:
            return
        day = self.app.clock.now().astimezone().date()
        facilitator = self.app.settings.facilitator_name
        try:
            card = await self.app.keeping.do(
                lambda: shelf.library.plan_session(
                    shelf.look_at(network.folder), agenda, day=day, facilitator=facilitator
                )
            )
        except KringError as error:
            self.refuse(error)
            return
        await self._ways.enter(card)

    async def _make_network(self, shelf: Shelf) -> None:
        from tui.screens.new_network import NewNetwork

        made = await self.app.push_screen_wait(NewNetwork())
        if made is None:
            return
        now = self.app.clock.now()
        try:
            network = await self.app.keeping.do(
                lambda: shelf.make_network(now, name=made.name, goal=made.goal, why=made.why)
            )
        except KringError as error:
            self.refuse(error)
            return
        self.show()
        self.shelf_list.pick(f"{NETWORK} {network.id}")
        await self._plan_session(network)
        self.fill()


def _to_look_after(app: Kring) -> str:
    """What asks for somebody's eye; asked for once the shelf was read, after the first paint."""
    from tui.screens.care import to_look_after

    return to_look_after(app)

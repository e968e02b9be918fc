"""The ways from home into a session: to run it, to watch it, to look back at it."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from sessions.errors import KringError, NoNetworkError, StoreError
from sessions.store.errors import HeldError

if TYPE_CHECKING:
    from sessions.cards import NetworkCard, SessionCard
    from sessions.facilitation import Facilitation
    from tui.app import Kring
    from tui.screens.home import HomeScreen


class Ways:
    """Each ends at home again, which then says what kept one out, and shows what came of it."""

    def __init__(self, home: HomeScreen) -> None:
        self._home = home

    @property
    def _app(self) -> Kring:
        return self._home.app

    async def enter(self, session: SessionCard) -> None:
        """Run it; watch it first where another laptop may be running it."""
        shelf = await self._app.keeping.library()
        asked = partial(shelf.library.may_run_elsewhere, session, self._app.clock)
        elsewhere = False
        with suppress(StoreError):  # opening it will say so
            elsewhere = await self._app.keeping.do(asked)
        await (self.watch(session) if elsewhere else self._enter_here(session))

    async def _enter_here(self, session: SessionCard) -> None:
        """To the door when it is still planned, then into the room, then to what was said."""
        from tui.screens.attendance import Attendance
        from tui.screens.review import Review

        try:
            facilitation = await self._app.keeping.open_session(session)
        except HeldError as error:
            await self._offer_to_watch(session, error)
            return
        except KringError as error:
            await self._look_at(session)
            self._home.refuse(error)
            return
        if facilitation.room.session.closed:
            self._app.notice = await self._app.push_screen_wait(Review(facilitation)) or ""
        if facilitation.room.session.planned:
            await self._app.push_screen_wait(Attendance(facilitation))
        while await self._into_the_room(facilitation):
            await self._app.push_screen_wait(Review(facilitation))
        await self._app.keeping.put_away()
        await self._look_at(session)
        self._home.fill()

    async def _look_at(self, session: SessionCard) -> None:
        """Show at once what came of a session."""
        await self._looked_at(session)
        self._home.show()

    async def _looked_at(self, session: SessionCard) -> NetworkCard | None:
        """The network of a session as it is now; None when it is gone."""
        shelf = await self._app.keeping.library()
        try:
            return await self._app.keeping.do(partial(shelf.look_at, session.network_folder))
        except NoNetworkError:
            return None

    async def _offer_to_watch(self, session: SessionCard, error: HeldError) -> None:
        """Say who has it, and watch what goes on or is about to, if that is wanted."""
        from tui.screens.held import Held

        network = await self._looked_at(session)
        there = (network.running or network.planned) if network else None
        if network is None or there is None:
            self._home.refuse(error)
        elif await self._app.push_screen_wait(Held(network.name, error)):
            await self.watch(there)
        else:
            self._home.fill()

    async def watch(self, session: SessionCard | None) -> None:
        """Watch that session, or whichever goes on; when nobody runs it, it may be run here."""
        from tui.screens.watch import WatchScreen

        to_run = await self._app.push_screen_wait(WatchScreen(session))
        if to_run:
            await self._enter_here(to_run)
        else:
            self._home.fill()

    async def _into_the_room(self, facilitation: Facilitation) -> bool:
        """Be in the room while the session runs; whether it was closed there."""
        from tui.screens.room import RoomScreen

        if not facilitation.room.session.running:
            return False
        await self._app.push_screen_wait(RoomScreen(facilitation))
        return facilitation.room.session.closed is not None

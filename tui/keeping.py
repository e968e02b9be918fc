"""The one thread that keeps what happens, and what it has in hand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from sessions.clock import Clock

if TYPE_CHECKING:
    from sessions.cards import NetworkCard, SessionCard
    from sessions.library import Library, OpenNetwork, OpenSession
    from sessions.store.reports import Report
    from tui.shelf import Shelf

T = TypeVar("T")
Opened = TypeVar("Opened", "OpenSession", "OpenNetwork")
QUIET = timedelta(seconds=20)
"""After this long without a key nobody is in the middle of a word."""


class Keeping:
    """A thread that does one thing after the other; the shelf, and the session that is open.

    `shelved` reads the data folder, once it is asked for. `tell` says what comes of keeping.
    """

    def __init__(
        self, shelved: Callable[[], Shelf], clock: Clock, tell: Callable[[str], None]
    ) -> None:
        self.shelf: Shelf | None = None
        self.facilitation: OpenSession | OpenNetwork | None = None
        self.found: tuple[Report, ...] = ()
        self._told: tuple[Report, ...] = ()
        self.tell = tell
        self._shelved, self._clock = shelved, clock
        self._touched = clock.now()
        self._is_tidying = False
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="keep")

    def do(self, task: Callable[[], T]) -> asyncio.Future[T]:
        """Have `task` done on the thread, after those before.

        What the store found meanwhile is told once it is done.
        """
        done = asyncio.get_running_loop().run_in_executor(self._thread, task)
        done.add_done_callback(self._look_for_news)
        self._thread.submit(self._note_last)
        return done

    def _note_last(self) -> None:
        """What can wait until what was asked is done, and nobody waits for it."""
        if (opened := self.facilitation) is not None:
            opened.note_last()

    async def settled(self) -> None:
        """When all that was asked before has been done."""
        await self.do(_nothing)

    async def end(self) -> None:
        """When all that was asked before has been done, and what was open is put away."""
        await self.settled()
        await self.put_away()

    def close(self) -> None:
        """Let the thread end, once it has done all that it was asked."""
        self._thread.shutdown(wait=False)

    # What is in hand ------------------------------------------------------------------------

    async def library(self) -> Shelf:
        """The networks and sessions there are; read when they were not yet."""
        if self.shelf is None:
            self.shelf = await self.do(self._shelved)
        return self.shelf

    async def open_session(self, card: SessionCard) -> OpenSession:
        """A session in the facilitator's hands; the one before is put away.

        Raises:
            KringError: it can't be opened.
        """
        return await self._open(lambda library: library.open(card, self._clock))

    async def open_network(self, card: NetworkCard) -> OpenNetwork:
        """A network between its sessions in the facilitator's hands.

        Raises:
            KringError: it can't be opened.
        """
        return await self._open(lambda library: library.tend(card, self._clock))

    async def _open(self, opens: Callable[[Library], Opened]) -> Opened:
        await self.put_away()
        library = (await self.library()).library
        self.facilitation = opened = await self.do(lambda: opens(library))
        self._note(opened.reports)
        return opened

    async def put_away(self) -> None:
        """Close the session that is open; what is kept stays."""
        facilitation, self.facilitation = self.facilitation, None
        if facilitation:
            await self.do(facilitation.close)
            self._note(facilitation.reports)

    # What the store found -------------------------------------------------------------------

    def _note(self, reports: Iterable[Report]) -> bool:
        """Have these among what was found: whether one of them is new."""
        new = [one for one in dict.fromkeys(reports) if one not in self.found]
        self.found = (*self.found, *new)
        return bool(new)

    def _look_for_news(self, _done: object = None) -> None:
        """Tell what the store has found since, while it was in somebody's hands."""
        if self.facilitation and self._note(self.facilitation.reports):
            self.tell(self.news())

    def news(self) -> str:
        """What was found in the data since this was last asked, in short; else nothing."""
        new = [one for one in self.found if one not in self._told]
        self._told = self.found
        if not new:
            return ""
        from exports.reports import in_short

        return in_short(new)

    # Tidying --------------------------------------------------------------------------------

    def touched(self) -> None:
        """The facilitator has just touched something."""
        self._touched = self._clock.now()

    def tidying(self) -> Coroutine[None, None, None] | None:
        """What shortens the journal, when it is long or nobody has touched anything for a while.

        It runs beside the thread that keeps: who answers meanwhile need not wait for it.
        """
        opened = self.facilitation
        quiet = self._clock.now() - self._touched >= QUIET
        if opened and opened.compaction_due(quiet=quiet) and not self._is_tidying:
            return self._tidied(opened, quiet=quiet)
        return None

    async def _tidied(self, opened: OpenSession | OpenNetwork, *, quiet: bool) -> None:
        self._is_tidying = True
        try:
            await asyncio.to_thread(opened.compact, quiet=quiet)
        finally:
            self._is_tidying = False
        self._look_for_news()


def _nothing() -> None:
    """Takes its turn on the thread that keeps, and is done."""

"""The shelf: the library as the screens hold it; made on the thread that keeps, never on theirs.

Importing this module brings in Pydantic and the store: it is imported after the first paint.
"""

from pathlib import Path

from exports.language import language
from sessions.agenda import AgendaFile, built_in, in_folder
from sessions.clock import Clock
from sessions.demo import is_demo, make_demo
from sessions.errors import AgendaFileError
from sessions.library import Library, NetworkCard, SessionCard
from sessions.store.format import ensure_root


class Shelf:
    """The networks and sessions in a data folder, as they were when last looked at."""

    def __init__(self, root: Path, device: str, clock: Clock, *, demo: bool) -> None:
        if demo and not is_demo(root):
            make_demo(root, language=language(), now=clock.now(), device=device)
        ensure_root(root)
        self.library = Library(root, device=device)
        self.networks: tuple[NetworkCard, ...] = ()
        self.look()

    def look(self) -> None:
        """Look again what there is."""
        self.networks = tuple(self.library.networks())

    @property
    def running(self) -> SessionCard | None:
        """The session that was going on when the program last ran; the newest of them."""
        going = (card.running for card in self.networks)
        return max((one for one in going if one), key=lambda one: one.day, default=None)

    def network(self, id_: str) -> NetworkCard:
        """The network with that id, which is there."""
        return next(card for card in self.networks if card.id == id_)

    def session(self, id_: str) -> SessionCard:
        """The session with that id, which is there."""
        return next(s for card in self.networks for s in card.sessions if s.id == id_)

    def agendas(self) -> tuple[tuple[AgendaFile, ...], tuple[AgendaFileError, ...]]:
        """The agendas to choose from, somebody's own first; and what is wrong with others."""
        own, wrong = in_folder(self.library.agendas)
        return (*own, *built_in(language())), wrong

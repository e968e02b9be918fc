"""What a view asks of the screen it is on."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from textual.screen import Screen

from sessions.clock import Clock
from sessions.facilitation import Did
from sessions.room import Change
from sessions.session import Session

T = TypeVar("T")


class Desk(Protocol):
    """The room in front of the facilitator, as a view changes it and speaks to it."""

    @property
    def clock(self) -> Clock:
        """What time it is."""
        ...

    @property
    def typing(self) -> bool:
        """Whether there are words in the line."""
        ...

    def change(self, did: Did, change: Change, words: str = "") -> None:
        """Have the facilitation make a change; the room sees it once it is kept."""
        ...

    def say(self, sentence: str) -> None:
        """Tell the facilitator something, in the line above the capture line."""
        ...

    def pick(self, row: str) -> None:
        """Pick a row on the board."""
        ...

    def offer(self, ideas: tuple[str, ...]) -> None:
        """Have these ideas on the board, to be taken by their number; none takes them away."""
        ...

    def earlier(self) -> tuple[Session, ...]:
        """The last sessions of this network, the newest first; slow, so for `work_out`."""
        ...

    def work_out(self, task: Callable[[], T], then: Callable[[T], None]) -> None:
        """Have `task` done on a thread of its own, which holds up nobody; `then` gets the result.

        `task` is pure: what it works with is handed to it.
        """
        ...

    def take_back(self, text: str) -> None:
        """Put words that were typed back in the line."""
        ...

    def ask(
        self,
        screen: Screen[T | None],
        then: Callable[[T], None],
        instead: Callable[[], None] | None = None,
    ) -> None:
        """Put a question in front; `then` gets the answer, `instead` runs when it is called off."""
        ...

"""Keys that wait their turn: what a key does comes after what was typed before it."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from textual.dom import DOMNode

from tui.screens.leaves import Leaves

P = ParamSpec("P")
S = TypeVar("S", bound=Leaves[Any])
Then = Callable[[], Awaitable[None] | None]


def after(node: DOMNode, then: Then) -> None:
    """Run `then` once `node` and those around it have dealt with what they were told before."""
    around = node.parent
    if isinstance(around, DOMNode):
        node.call_later(after, around, then)
    else:
        node.call_later(then)


def in_turn(action: Callable[Concatenate[S, P], None]) -> Callable[Concatenate[S, P], None]:
    """Have an action of a screen come after what was typed in it, however fast the key came.

    A line tells what was typed by messages; a binding acts at once, and would overtake them. Where
    a key before it made the screen go away, nothing is done.
    """

    @wraps(action)
    def waits(self: S, /, *args: P.args, **more: P.kwargs) -> None:
        def then() -> None:
            if not self.gone:
                action(self, *args, **more)

        after(self.focused or self, then)

    return waits

"""What takes long is done beside what goes on."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from textual.screen import Screen

T = TypeVar("T")


def work_out(screen: Screen[None], task: Callable[[], T], then: Callable[[T], None]) -> None:
    """Have `task` done on a thread of its own; `then` gets what came of it, while `screen` lives.

    `task` is pure: what it works with is handed to it.
    """

    async def worked_out() -> None:
        then(await asyncio.to_thread(task))

    screen.run_worker(worked_out(), group="keep")

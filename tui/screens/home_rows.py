"""The rows of home: each network with its newest sessions, the earlier ones folded away."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from exports.language import _, ngettext
from tui.text import shown
from tui.widgets.rows import Row

if TYPE_CHECKING:
    from sessions.cards import NetworkCard, SessionCard

NEW, NETWORK, SESSION, EARLIER = "new", "network", "session", "earlier"
"""The kinds of rows; a key is the kind, a space, and the id of the network or session."""

NEWEST = 4
"""So many past sessions stand below their network; one more takes no more room than a fold."""

LEAST = 12
"""Cells that a name keeps, however little room there is."""


def home_rows(networks: Iterable[NetworkCard], unfolded: Collection[str]) -> list[Row]:
    """All rows; of the networks whose id is in `unfolded` every session."""
    rows = [row for network in networks for row in _of(network, network.id in unfolded)]
    return [*rows, Row(NEW, _new)]


def _of(network: NetworkCard, unfolded: bool) -> Iterator[Row]:
    past = network.past
    newest = past if len(past) <= NEWEST + 1 else past[:NEWEST]
    earlier = past[len(newest) :]
    yield Row(f"{NETWORK} {network.id}", partial(_network, network))
    yield from map(_session, newest)
    if earlier:
        yield Row(f"{EARLIER} {network.id}", partial(_earlier, len(earlier), unfolded))
    if unfolded:
        yield from map(_session, earlier)


def _session(session: SessionCard) -> Row:
    return Row(f"{SESSION} {session.id}", partial(_past, session))


def _network(network: NetworkCard, width: int) -> Content:
    """The name and the state; of what else is known only what fits whole beside them."""
    ready = network.running or network.planned
    if network.running:
        state = _("session {n} is going on").format(n=network.running.number)
    elif network.planned:
        state = _("session {n} is ready to start").format(n=network.planned.number)
    else:
        state = _("start a session")
    facts = (
        ngettext("{n} member", "{n} members", network.members),
        ngettext("{n} open action", "{n} open actions", network.open_actions),
    )
    mark, state, name = "■ " if ready else "○ ", f"  {state}", shown(network.name)
    left = width - cell_len(mark + name + state)
    fitting = (f"  {' · '.join(facts[:n])}" for n in (2, 1))
    aside = next((words for words in fitting if cell_len(words) <= left), "")
    name_cut = _cut(name, width - cell_len(mark + state + aside)).stylize("bold")
    return Content.assemble((mark, "bold"), name_cut, state, (aside, "$quiet"))


def _past(session: SessionCard, width: int) -> Content:
    """When and what; how many answers there are where a piece of the title is left beside it."""
    from exports.language import day_short

    words = _("session {n}").format(n=session.number)
    when = f"    {words} · {day_short(session.day)} · "
    answers = "  " + ngettext("{n} answer", "{n} answers", session.answers)
    left = width - cell_len(when)
    if left - cell_len(answers) < LEAST:
        answers = ""
    title = _cut(shown(session.title), left - cell_len(answers))
    return Content.assemble(when, title, (answers, "$quiet"))


def _earlier(count: int, unfolded: bool, width: int) -> Content:
    del width
    words = ngettext("{n} earlier session", "{n} earlier sessions", count)
    return Content.assemble("    ", ("▾ " if unfolded else "▸ ", "bold"), words)


def _new(width: int) -> Content:
    del width
    return Content.assemble(("+ ", "bold"), _("New learning network"))


def _cut(text: str, width: int) -> Content:
    """`text` in at most `width` cells, with an ellipsis where it ends too early."""
    return Content(text).truncate(max(LEAST, width), ellipsis=True)

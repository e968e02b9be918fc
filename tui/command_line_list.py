"""The networks and their sessions, as lines for a person and as JSON for a program."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from exports.language import _, day_words, ngettext
from sessions.cards import NetworkCard, SessionCard
from tui.text import as_json as written


def lines(networks: Iterable[NetworkCard], root: Path) -> str:
    """A line for each network and, below it, one for each of its sessions, the newest first."""
    shown = [line for network in networks for line in _network(network)]
    return "\n".join(shown or [_("There is no network in {path} yet.").format(path=root)])


def as_json(networks: Iterable[NetworkCard]) -> str:
    """A list of networks, each with its sessions; days as YYYY-MM-DD."""
    return written([_network_json(one) for one in networks])


def _network(network: NetworkCard) -> Iterable[str]:
    yield " · ".join(
        (
            network.name,
            ngettext("{n} member", "{n} members", network.members),
            ngettext("{n} open action", "{n} open actions", network.open_actions),
        )
    )
    for session in network.sessions:
        yield "  " + " · ".join(
            (
                session.folder.name,
                day_words(session.day),
                _("session {number}").format(number=session.number),
                session.title,
                _state_words(session),
                ngettext("{n} answer", "{n} answers", session.answers),
            )
        )


def _state(session: SessionCard) -> str:
    return "planned" if session.planned else "running" if session.running else "closed"


def _state_words(session: SessionCard) -> str:
    words = {"planned": _("planned"), "running": _("going on"), "closed": _("closed")}
    return words[_state(session)]


def _network_json(network: NetworkCard) -> dict[str, Any]:
    return {
        "id": network.id,
        "name": network.name,
        "members": network.members,
        "open_actions": network.open_actions,
        "folder": str(network.folder),
        "sessions": [_session_json(one) for one in network.sessions],
    }


def _session_json(session: SessionCard) -> dict[str, Any]:
    return {
        "id": session.id,
        "title": session.title,
        "number": session.number,
        "day": session.day.isoformat(),
        "state": _state(session),
        "answers": session.answers,
        "folder": str(session.folder),
    }

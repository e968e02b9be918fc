"""Erasing without a screen: what is meant, the question, and what could not be reached."""

import sys
from collections.abc import Sequence
from pathlib import Path

from exports.erasures import beyond, question, unreached, warnings
from exports.language import _
from sessions import forgetting
from sessions.cards import NetworkCard
from sessions.clock import Clock
from sessions.erasing import Eraser
from sessions.forgetting import Erasure
from sessions.library import Library
from sessions.names import label, matching, plain
from sessions.network import Member
from sessions.session import Answer, Session
from sessions.store.index import Index
from tui.command_line_options import Asked, UsageError
from tui.text import shown

Found = tuple[Eraser, Erasure, str]
"""Who erases, what, and what that is called."""


def erase(root: Path, device: str, clock: Clock, asked: Asked) -> str:
    """Erase what was `asked`, once somebody said yes; what to say of it.

    Raises:
        UsageError: it is not clear what is meant, or nobody can be asked.
        KringError: it is not erased everywhere.
    """
    library = Library(root, device=device, index=Index(root))
    eraser, erasure, what = (
        _person(library, device, clock, asked)
        if asked.person
        else (_session(library, device, clock, asked))
    )
    if not asked.yes and not _sure(what, eraser, erasure):
        return _("Nothing was erased.")
    left = unreached(eraser.erase(erasure))
    untold = [beyond()] if asked.yes else []
    return "\n".join([_("Erased: {what}.").format(what=what), *left, *untold])


def _person(library: Library, device: str, clock: Clock, asked: Asked) -> Found:
    found = [
        (eraser, network, member)
        for card in _networks(library, asked.network)
        for eraser in [Eraser(card.folder, device=device, clock=clock)]
        for network in [eraser.network()]
        for member in _members(network.members, asked)
    ]
    if len(found) != 1:
        names = [f"{label(m, n.members, trait=False)}, {n.name}" for _e, n, m in found]
        raise UsageError(_which(asked.person, names))
    ((eraser, network, member),) = found
    what = label(member, network.members, trait=False)
    return eraser, forgetting.of_person(network, member), what


def _members(members: Sequence[Member], asked: Asked) -> Sequence[Member]:
    """Whom the name can mean; unasked, only who is called so in full."""
    name = plain(asked.person)
    whole = [m for m in members if name in {plain(m.name), plain(label(m, members, trait=False))}]
    return whole if whole or asked.yes else matching(members, asked.person)


def _networks(library: Library, name: str) -> list[NetworkCard]:
    return [one for one in library.networks() if not name or plain(one.name) == plain(name)]


def _session(library: Library, device: str, clock: Clock, asked: Asked) -> Found:
    if not asked.session:
        raise UsageError(_("What is to be erased? A session, or a person with --person."))
    card = library.session(asked.session)
    if asked.yes and asked.session not in {card.id, card.folder.name}:
        raise UsageError(_which(asked.session, [card.folder.name]))
    eraser = Eraser(card.network_folder, device=device, clock=clock)
    session = eraser.session(card.id)
    if not asked.answer:
        return eraser, forgetting.of_session(session), card.folder.name
    answer = _answer(session, asked.answer, unasked=asked.yes)
    return eraser, forgetting.of_answer(answer), f"“{answer.text}”"


def _answer(session: Session, beginning: str, *, unasked: bool) -> Answer:
    whole = [one for one in session.answers if one.text == beginning]
    begin = [one for one in session.answers if plain(one.text).startswith(plain(beginning))]
    found = whole if whole or unasked else begin
    if len(found) != 1:
        raise UsageError(_which(beginning, [one.text for one in found]))
    return found[0]


def _which(name: str, found: Sequence[str]) -> str:
    if not found:
        return _("There is no “{name}”.").format(name=name)
    among = "; ".join(found)
    return _("“{name}” can be several: {among}; say it more fully.").format(name=name, among=among)


def _sure(what: str, eraser: Eraser, erasure: Erasure) -> bool:
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError(_("Nobody can be asked here; --yes erases without asking."))
    told = [question(what), *warnings(eraser.toll(erasure))]
    word = _("yes")
    asks = _("Type “{word}” to erase:").format(word=word)
    sys.stderr.write("\n".join(shown(line) for line in told) + f"\n{asks} ")
    sys.stderr.flush()
    return plain(sys.stdin.readline()) == plain(word)

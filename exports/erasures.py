"""What erasing takes, what stays, and what it can't reach: to be told before it is done."""

from collections.abc import Iterable, Sequence

from exports.language import _, ngettext
from sessions.erasing import Left
from sessions.forgetting import HIDDEN, Toll

FEW = 3
"""Files and texts that are named; more than these are counted."""


def question(what: str) -> str:
    """Whether that is to go."""
    return _("Erase {what} for good?").format(what=what)


def warnings(toll: Toll) -> list[str]:
    """What goes and what changes, then what can't be done about it: a sentence each."""
    return [
        *filter(None, (_goes(toll), _changes(toll))),
        *_standing(toll.called, toll.standing),
        _("This can't be undone, and neither can what was done in those sessions before it."),
        beyond(),
    ]


def beyond() -> str:
    """What erasing never reaches."""
    return _("Backups, exports, and laptops that have not synced yet still have it.")


def unreached(left: Left) -> list[str]:
    """The files and the texts in which some of it still stands, or may."""
    said = []
    if left.theirs:
        theirs = _(
            "It still stands in {files}, which another laptop writes; erase it once more when that"
            " one has synced."
        )
        said.append(theirs.format(files=_some(map(str, left.theirs))))
    if left.copies:
        copies = _("It may still stand in {files}: Kring does not change these, so look yourself.")
        said.append(copies.format(files=_some(map(str, left.copies))))
    return [*said, *_standing(left.called, left.standing)]


def _standing(called: str, texts: Sequence[str]) -> list[str]:
    """That a first name is left in texts, which may be about somebody else."""
    if not texts:
        return []
    said = ngettext(
        "“{{name}}” alone still stands in {n} text, perhaps of somebody else; look: {{texts}}.",
        "“{{name}}” alone still stands in {n} texts, perhaps of somebody else; look: {{texts}}.",
        len(texts),
    )
    return [said.format(name=called, texts=_some(f"“{text}”" for text in texts))]


def _some(every: Iterable[str]) -> str:
    """The first few, and how many more there are."""
    named = list(every)
    more = len(named) - FEW
    if more <= 0:
        return ", ".join(named)
    return ngettext("{{few}} and {n} more", "{{few}} and {n} more", more).format(
        few=", ".join(named[:FEW])
    )


def _goes(toll: Toll) -> str:
    counts = (
        (toll.answers, ngettext("{n} answer", "{n} answers", toll.answers)),
        (toll.connections, ngettext("{n} connection", "{n} connections", toll.connections)),
        (toll.actions, ngettext("{n} action item", "{n} action items", toll.actions)),
    )
    going = ", ".join(words for count, words in counts if count)
    return _("Also gone: {what}.").format(what=going) if going else ""


def _changes(toll: Toll) -> str:
    said = []
    if toll.unnamed:
        said.append(
            ngettext(
                "{n} answer stays, without the name.",
                "{n} answers stay, without the name.",
                toll.unnamed,
            )
        )
    if toll.hidden:
        said.append(
            ngettext(
                "In {n} text the name becomes {{hidden}}",
                "In {n} texts the name becomes {{hidden}}",
                toll.hidden,
            ).format(hidden=HIDDEN)
        )
    return " ".join(said)

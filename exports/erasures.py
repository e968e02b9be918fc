"""What erasing takes, what stays, and what it can't reach: to be told before it is done."""

from collections.abc import Sequence
from pathlib import Path

from exports.language import _, ngettext
from sessions.forgetting import HIDDEN, Toll


def question(what: str) -> str:
    """Whether that is to go."""
    return _("Erase {what} for good?").format(what=what)


def warnings(toll: Toll) -> list[str]:
    """What goes and what changes, then what can't be done about it: a sentence each."""
    return [
        *filter(None, (_goes(toll), _changes(toll))),
        _("This can't be undone, and neither can what was done in those sessions before it."),
        beyond(),
    ]


def beyond() -> str:
    """What erasing never reaches."""
    return _("Backups, exports, and laptops that have not synced yet still have it.")


def unreached(left: Sequence[Path]) -> list[str]:
    """The files in which it still stands."""
    if not left:
        return []
    files = ", ".join(str(path) for path in left)
    return [
        _(
            "It still stands in {files}, which another laptop writes; erase it once more when that"
            " one has synced."
        ).format(files=files)
    ]


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

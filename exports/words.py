"""What the values of the domain are called, in documents and on screens."""

from exports.language import N_, _
from sessions.actions import Change, Status
from sessions.blocks.base import Column
from sessions.blocks.take_and_bring import ADVICE, BRING, TAKE
from sessions.facilitation import Did
from sessions.meetings import Reason
from sessions.store.errors import Why
from sessions.turns import Order

KINDS = {
    "plenary": N_("Plenary"),
    "introductions": N_("Introductions"),
    "speed_dates": N_("Speed dates"),
    "sheets": N_("Question sheets"),
    "take_and_bring": N_("Take and bring"),
    "action_review": N_("Review of actions"),
    "actions": N_("Actions"),
    "next_date": N_("Next date"),
    "new_connections": N_("New connections"),
    "check_out": N_("Check-out"),
}

COLUMNS = {TAKE: N_("I take"), BRING: N_("I bring"), ADVICE: N_("Advice")}

STATUSES = {
    Status.OPEN: N_("open"),
    Status.DONE: N_("done"),
    Status.DROPPED: N_("dropped"),
}

CHANGES = {
    Change.AGREED: N_("agreed"),
    Change.DONE: N_("done"),
    Change.STILL_ON: N_("still on"),
    Change.CHANGED: N_("changed"),
    Change.DROPPED: N_("dropped"),
}

STEPS = {
    Did.BEGIN: N_("start of the session"),
    Did.ONWARD: N_("one step on"),
    Did.BACKWARD: N_("one step back"),
    Did.JUMP: N_("jump to a block"),
    Did.SKIP: N_("skipping a block"),
    Did.PAUSE: N_("pause"),
    Did.LENGTHEN: N_("another length"),
    Did.INSERT: N_("block put in"),
    Did.MOVE_BLOCK: N_("block moved"),
    Did.FIT: N_("rest fitted into the time left"),
    Did.SKIP_TURN: N_("turn passed on"),
    Did.ORDER: N_("order of speaking"),
    Did.ANSWER: N_("answer"),
    Did.MEND: N_("answer mended"),
    Did.DELETE: N_("answer deleted"),
    Did.MOVE: N_("answer moved"),
    Did.PEOPLE: N_("who is here"),
    Did.PERSON: N_("somebody’s details"),
    Did.ACTION: N_("action"),
    Did.REVIEW: N_("what became of an action"),
    Did.DATE: N_("next date"),
    Did.YES: N_("yes to the date"),
    Did.PROPOSE: N_("proposed partners"),
    Did.WISH: N_("wishes for the rounds"),
    Did.CONFIDENTIAL: N_("what is confidential"),
    Did.CONNECT: N_("connections"),
    Did.STRIKE: N_("who did not meet"),
    Did.CLOSE: N_("close of the session"),
}

ORDERS = {
    Order.SEATED: N_("as you sit"),
    Order.LOT: N_("by lot"),
    Order.LEAST_HEARD: N_("heard least so far first"),
}

REASONS = {
    Reason.ASK_MEETS_OFFER: N_("one asks what the other offers"),
    Reason.OTHER_ORGANISATION: N_("two organisations"),
    Reason.NEWCOMER_WITH_OLD_HAND: N_("newcomer and old hand"),
    Reason.NEVER_SPOKE: N_("never spoke yet"),
    Reason.AGAIN: N_("spoke longest ago"),
}

WHYS: dict[str, str] = {
    Why.BEHIND: N_("the network could not take in all that was done in its session"),
    Why.READ_ONLY: N_("it is open to be read only"),
    Why.NOWHERE: N_("there is no disk left on which it could be kept"),
    Why.REPLACED: N_("another program keeps replacing the file"),
    Why.ALL_REPLACED: N_("other programs keep replacing the file"),
    Why.OVERTAKEN: N_("another program has just replaced the file"),
    Why.WRITTEN: N_("another program wrote in the file"),
    Why.CUT: N_("another program cut the file off"),
    Why.READS_BACK: N_("the disk does not give back what was written"),
    Why.SUM: N_("it is not as it was written"),
    Why.GONE: N_("it is gone"),
    Why.LOST: N_(
        "nothing in it can be read and there is no sound copy; put one back, as from a backup"
    ),
    Why.NO_HEAD: N_("what it should begin with is missing"),
    Why.NO_FORMAT: N_("it does not say of which format the data is"),
    Why.NEWER: N_("a later version of Kring wrote it"),
    Why.NOT_JSON: N_("something in it can't be written to a file"),
    Why.LINES: N_("lines in it are damaged"),
    Why.SHAPE: N_("something in it is missing, or is not what it should be"),
    Why.TOO_LONG: N_("it is too much at once"),
}
"""Why something could not be kept or read, where it is not the system that says so."""


def kind_word(name: str) -> str:
    """A kind of block, one of `sessions.blocks.KINDS`."""
    return _(KINDS[name])


def column_title(one: Column) -> str:
    """The title of a column; empty for the only one of a sheet."""
    if one.title:
        return one.title
    word = COLUMNS.get(one.id)
    return _(word) if word else ""


def status_word(one: Status) -> str:
    """Where an action stands: *open*."""
    return _(STATUSES[one])


def change_word(one: Change) -> str:
    """What became of an action: *still on*."""
    return _(CHANGES[one])


def did_word(did: Did) -> str:
    """What a step did, to stand after *Undone:*."""
    return _(STEPS[did])


def order_word(one: Order) -> str:
    """In which order people speak: *by lot*."""
    return _(ORDERS[one])


def reason_word(one: Reason) -> str:
    """Why two should meet: *from two organisations*."""
    return _(REASONS[one])


def why(reason: str) -> str:
    """Why something could not be kept or read; the system's own words as they are."""
    said = WHYS.get(reason)
    return _(said) if said else reason

"""What the values of the domain are called, in documents and on screens."""

from exports.language import N_, _
from sessions.actions import Change, Status
from sessions.blocks.base import BlockBase, Column, Sheet
from sessions.blocks.speed_dates import Stage
from sessions.blocks.take_and_bring import ADVICE, BRING, TAKE
from sessions.facilitation import Did
from sessions.network import Met
from sessions.timer import Phase

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
    Did.CONNECT: N_("connections"),
    Did.PURPOSE: N_("goal and shared why"),
    Did.CLOSE: N_("close of the session"),
}

PHASES = {
    Phase.CALM: N_("on time"),
    Phase.ENDING: N_("almost there"),
    Phase.LAST: N_("last minute"),
    Phase.OVER: N_("over time"),
}

STAGES = {
    Stage.CHANGE: N_("change places"),
    Stage.TALK: N_("talk"),
    Stage.DEBRIEF: N_("what was heard"),
}

MEETINGS = {
    Met.SPEED_DATE: N_("in a speed date"),
    Met.NEW_CONNECTION: N_("as a new connection"),
}


def kind_word(name: str) -> str:
    """A kind of block, one of `sessions.blocks.KINDS`."""
    return _(KINDS[name])


def column_title(one: Column) -> str:
    """The title of a column; empty for the only one of a sheet."""
    if one.title:
        return one.title
    word = COLUMNS.get(one.id)
    return _(word) if word else ""


def sheet_title(block: BlockBase, one: Sheet) -> str:
    """The title of a sheet: its question, or what the block is called."""
    return one.title or block.title


def status_word(one: Status) -> str:
    """Where an action stands: *open*."""
    return _(STATUSES[one])


def change_word(one: Change) -> str:
    """What became of an action: *still on*."""
    return _(CHANGES[one])


def did_word(did: Did) -> str:
    """What a step did, to stand after *Undone:*."""
    return _(STEPS[did])


def phase_word(one: Phase) -> str:
    """How far a timer is: *last minute*."""
    return _(PHASES[one])


def stage_word(one: Stage) -> str:
    """Where in a speed date the room is: *change places*."""
    return _(STAGES[one])


def met_word(one: Met) -> str:
    """How two people came to speak: *in a speed date*."""
    return _(MEETINGS[one])

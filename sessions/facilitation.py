"""The facilitation: holds the running session, the clock and the store.

Every key press ends up here as a change. It makes the new room, keeps it durably, and only then
hands it out. Each change is a step that can be undone and redone, to the start of the session,
also after the program was killed: the steps are kept beside what they changed.
"""

from collections.abc import Sequence
from enum import StrEnum
from itertools import takewhile

from pydantic import AwareDatetime

from sessions.base import Listed, after, new_id
from sessions.carrying import CARRIED, Carrying, Keeper, kept_room
from sessions.clock import Clock
from sessions.errors import KringError
from sessions.records import Edit, edits, patched, reverse
from sessions.room import Change, Room
from sessions.session import Session
from sessions.store.operations import Drop, Operation, Put
from sessions.store.traces import Traces

STEPS = "steps"


class Did(StrEnum):
    """What a step did, in the words of the facilitator."""

    BEGIN = "begin"
    ONWARD = "onward"
    BACKWARD = "backward"
    JUMP = "jump"
    SKIP = "skip"
    PAUSE = "pause"
    LENGTHEN = "lengthen"
    INSERT = "insert"
    MOVE_BLOCK = "move_block"
    FIT = "fit"
    SKIP_TURN = "skip_turn"
    ORDER = "order"
    ANSWER = "answer"
    MEND = "mend"
    DELETE = "delete"
    MOVE = "move"
    PEOPLE = "people"
    PERSON = "person"
    ACTION = "action"
    REVIEW = "review"
    DATE = "date"
    YES = "yes"
    PROPOSE = "propose"
    CONNECT = "connect"
    STRIKE = "strike"
    WISH = "wish"
    CONFIDENTIAL = "confidential"
    CLOSE = "close"


class StepError(KringError):
    """A step, by what it did, that can't be taken back or done again: its record is damaged."""

    def __init__(self, did: Did) -> None:
        super().__init__(did)
        self.did = did


class Step(Listed):
    """One change: what it did, what was there before; what came after, once it is undone."""

    did: Did
    at: AwareDatetime
    words: str = ""
    before: tuple[Edit, ...]
    after: tuple[Edit, ...] = ()
    undone: bool = False


class Facilitation:
    """One running session: `do`, `undo` and `redo` are all that ever changes it.

    Not for two threads at once; the screen hands its changes over one by one.
    """

    def __init__(
        self, session: Keeper, network: Keeper, clock: Clock, *, strict: bool = True
    ) -> None:
        """Take up what is kept; not `strict`, to be read without what this version can't know."""
        self._kept = Carrying(session, network)
        self.clock = clock
        self._room = kept_room(session.documents, network.documents, strict=strict)
        kept = (Step.model_validate(one) for one in session.documents(STEPS) if strict)
        self._steps = sorted(kept, key=lambda step: step.n)

    @property
    def room(self) -> Room:
        """The room as it is kept."""
        return self._room

    def earlier(self) -> tuple[Session, ...]:
        """The last sessions of this network, the newest first, as far as they are at hand: none."""
        return ()

    @property
    def behind(self) -> bool:
        """Whether the network's database lacks something that was done here.

        Nothing is lost: it is tried again at every step, and when the session is next opened.
        """
        return self._kept.behind

    @property
    def _undone(self) -> int:
        """How many steps were undone, and can be done again: the last ones."""
        return sum(1 for _ in takewhile(lambda step: step.undone, reversed(self._steps)))

    @property
    def to_undo(self) -> Step | None:
        """The step that `undo` takes back."""
        return next((step for step in reversed(self._steps) if not step.undone), None)

    @property
    def to_redo(self) -> Step | None:
        """The step that `redo` does again."""
        undone = self._undone
        return self._steps[-undone] if undone else None

    def hides(self, step: Step) -> bool:
        """Whether its words are those of an answer that is, or was at some time, confidential."""
        told = {one.id for one in (*step.before, *step.after) if one.table == "answers"}
        been = (one for other in self._steps for one in (*other.before, *other.after))
        hidden = {one.id for one in been if one.document and one.document.get("confidential")}
        hidden |= {one.id for one in self._room.session.answers if one.confidential}
        return not told.isdisjoint(hidden)

    def do(self, did: Did, change: Change, words: str = "") -> Room:
        """The room after `change`, kept. `words` tell it from others of its kind.

        Closing the session is the one step after which those before it can't be undone.

        Raises:
            KringError: the change can't be made, or can't be kept; the room is as it was.
        """
        now = self.clock.now()
        new = change(self._room, now)
        changes = edits(self._room, new)
        if not changes:
            return self._room
        step = Step(
            id=new_id(),
            n=after(self._steps),
            did=did,
            at=now,
            words=words,
            before=tuple(reverse(self._room, changes)),
        )
        closes = new.session.closed and not self._room.session.closed
        stays = 0 if closes else len(self._steps) - self._undone
        gone = (Drop(STEPS, one.id) for one in self._steps[stays:])
        self._kept.keep(changes, [_put(step), *gone])
        self._steps[stays:] = [step]
        self._room = new
        return new

    def follow(self, change: Change) -> Room:
        """The room after a change that follows from the last step, kept; undone with it.

        Raises:
            KringError: it can't be made, or can't be kept; the room is as it was.
        """
        step = self.to_undo
        new = change(self._room, self.clock.now())
        changes = edits(self._room, new)
        if step is None or not changes:
            return self._room
        known = {one[:3] for one in step.before}
        more = [one for one in reverse(self._room, changes) if one[:3] not in known]
        grown = step.but(before=(*step.before, *more))
        self._kept.keep(changes, [_put(grown)])
        self._steps = [grown if one.id == step.id else one for one in self._steps]
        self._room = new
        return new

    def undo(self) -> Step | None:
        """Take the last step back; the step, or None when there is none."""
        step = self.to_undo
        if step is None:
            return None
        return self._turn(step, step.before, undone=True)

    def redo(self) -> Step | None:
        """Do again what was undone last; the step, or None when there is none."""
        step = self.to_redo
        if step is None:
            return None
        return self._turn(step, step.after, undone=False)

    def _turn(self, step: Step, changes: Sequence[Edit], *, undone: bool) -> Step:
        try:
            new = patched(self._room, changes)
        except (LookupError, TypeError, ValueError) as error:
            raise StepError(step.did) from error
        back = tuple(reverse(self._room, changes))
        turned = step.but(undone=undone, **{"after" if undone else "before": back})
        self._kept.keep(changes, [_put(turned)])
        self._steps = [turned if one.id == step.id else one for one in self._steps]
        self._room = new
        return turned


def forgetting(kept: Keeper, traces: Traces, *, every: bool) -> list[Operation]:
    """What drops the steps and what was carried, where `every` or `traces` are in them.

    Steps are dropped all together: undone after a gap they would not bring back what was.
    """
    held = [(table, one) for table in (STEPS, CARRIED) for one in kept.documents(table)]
    if every or traces.in_documents([one for _, one in held]):
        return [Drop(table, one["id"]) for table, one in held]
    return []


def _put(step: Step) -> Put:
    return Put(STEPS, step.id, step.model_dump(mode="json"))

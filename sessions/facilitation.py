"""The facilitation: holds the running session, the clock and the store.

Every key press ends up here as a change. It makes the new room, keeps it durably, and only then
hands it out. Each change is a step that can be undone and redone, to the start of the session,
also after the program was killed: the steps are kept beside what they changed.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, Protocol

from pydantic import AwareDatetime

from sessions.base import Listed, after, new_id
from sessions.clock import Clock
from sessions.errors import KringError, StoreError
from sessions.records import (
    Edit,
    Reader,
    Where,
    edits,
    patched,
    read_network,
    read_session,
    reverse,
)
from sessions.room import Change, Room
from sessions.session import Session
from sessions.store.operations import Drop, Operation, Put
from sessions.store.traces import Traces

STEPS = "steps"
CARRIED = "carried"


class Keeper(Protocol):
    """What a facilitation asks of a database."""

    def keep(self, operations: Sequence[Operation]) -> None:
        """Keep all of them durably, or none and raise a StoreError."""
        ...

    def documents(self, table: str) -> list[dict[str, Any]]:
        """All documents of a table."""
        ...


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
        self._keepers = {Where.SESSION: session, Where.NETWORK: network}
        self.clock = clock
        self._owed = left_owed(session.documents, network.documents)
        self._carry_over()
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
        return bool(self._owed)

    @property
    def to_undo(self) -> Step | None:
        """The step that `undo` takes back."""
        return next((step for step in reversed(self._steps) if not step.undone), None)

    @property
    def to_redo(self) -> Step | None:
        """The step that `redo` does again."""
        return next((step for step in self._steps if step.undone), None)

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
        gone = [one for one in self._steps if closes or one.undone]
        self._keep(changes, [_put(step), *(Drop(STEPS, one.id) for one in gone)])
        self._steps = [*(one for one in self._steps if not (closes or one.undone)), step]
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
        self._keep(changes, [_put(grown)])
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
        self._keep(changes, [_put(turned)])
        self._steps = [turned if one.id == step.id else one for one in self._steps]
        self._room = new
        return turned

    def _keep(self, changes: Sequence[Edit], more: Sequence[Operation]) -> None:
        """One line in the session's journal holds it all; the network's is written after it."""
        session = [operation(one) for one in changes if one.where is Where.SESSION]
        owed = (*self._owed, *(one for one in changes if one.where is Where.NETWORK))
        carried = [_carried(owed)] if len(owed) > len(self._owed) else []
        self._keepers[Where.SESSION].keep([*session, *more, *carried])
        self._owed = owed
        self._carry_over()

    def _carry_over(self) -> None:
        """Bring to the network what it is owed; where that fails it stays owed."""
        if not self._owed:
            return
        mark = self._keepers[Where.SESSION].documents(CARRIED)[0]["mark"]
        id_ = str(self._keepers[Where.SESSION].documents(Where.SESSION)[0]["id"])
        has = Put(CARRIED, id_, {"id": id_, "mark": mark})
        try:
            self._keepers[Where.NETWORK].keep([*map(operation, self._owed), has])
        except StoreError:
            return
        self._owed = ()


def kept_room(session: Reader, network: Reader, *, strict: bool = True) -> Room:
    """The room in a session's database and its network's, be the latter behind.

    `strict` is as in `read_session`.
    """
    room = Room(
        session=read_session(session, strict=strict), network=read_network(network, strict=strict)
    )
    return patched(room, left_owed(session, network))


def left_owed(session: Reader, network: Reader) -> tuple[Edit, ...]:
    """What the session's journal carries for the network and the network does not have."""
    carried = next(iter(session(CARRIED)), None)
    if carried is None:
        return ()
    if {"id": session(Where.SESSION)[0]["id"], "mark": carried["mark"]} in network(CARRIED):
        return ()
    return tuple(Edit(Where(where), *rest) for where, *rest in carried["edits"])


def first_edits(room: Room) -> dict[Where, list[Operation]]:
    """The operations that keep a new session and its network, by database."""
    kept: dict[Where, list[Operation]] = {Where.SESSION: [], Where.NETWORK: []}
    for edit in edits(None, room):
        kept[edit.where].append(operation(edit))
    return kept


def operation(edit: Edit) -> Operation:
    """What keeps an edit in its database."""
    _, table, id_, document = edit
    return Drop(table, id_) if document is None else Put(table, id_, document)


def forgetting(kept: Keeper, traces: Traces, *, every: bool) -> list[Operation]:
    """What drops the steps and what was carried, where `every` or `traces` are in them.

    Steps are dropped all together: undone after a gap they would not bring back what was.
    """
    held = [(table, one) for table in (STEPS, CARRIED) for one in kept.documents(table)]
    if every or traces.in_documents([one for _, one in held]):
        return [Drop(table, one["id"]) for table, one in held]
    return []


def _carried(owed: Iterable[Edit]) -> Put:
    edits_ = [[one.where.value, one.table, one.id, one.document] for one in owed]
    return Put(CARRIED, CARRIED, {"id": CARRIED, "mark": new_id(), "edits": edits_})


def _put(step: Step) -> Put:
    return Put(STEPS, step.id, step.model_dump(mode="json"))

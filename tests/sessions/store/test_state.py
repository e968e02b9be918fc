"""Devices write without knowing of each other, and all come to hold the same."""

from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sessions.store import lines, snapshot
from sessions.store.operations import AddTable, Drop, DropTable, Put
from sessions.store.seen import Seen
from sessions.store.state import Change, Place, State, Version

DEVICES = ("aaa", "bbb", "ccc")
PLACES: tuple[Place, ...] = (("answers", "x"), ("answers", "y"), ("people", "x"))
Dot = tuple[str, int]


@dataclass
class Device:
    """What one device holds, and, as sets, what a perfect memory would say of it."""

    name: str
    state: State = field(default_factory=State)
    journal: list[tuple[int, Change]] = field(default_factory=list)
    known: set[tuple[Place, Dot]] = field(default_factory=set)


@dataclass
class World:
    """Three devices, and everything that was ever written."""

    devices: list[Device] = field(default_factory=lambda: [Device(name) for name in DEVICES])
    puts: set[tuple[Place, Dot]] = field(default_factory=set)
    gave_way: set[tuple[Place, Dot]] = field(default_factory=set)

    def write(self, who: int, where: int, *, drops: bool) -> None:
        device, place = self.devices[who], PLACES[where]
        number = device.state.seen.last(device.name) + 1
        document = {"text": f"{device.name} {number}"}
        operation = Drop(*place) if drops else Put(*place, document)
        change = Change(operation, device.state.over(place, device.name))
        device.state.apply(device.name, number, [change])
        _, line = lines.encode(number, [change], Path())
        (as_written,) = line.changes
        device.journal.append((number, as_written))
        self.gave_way |= {known for known in device.known if known[0] == place}
        written = (place, (device.name, number))
        device.known.add(written)
        if not drops:
            self.puts.add(written)

    def read_journal(self, who: int, whose: int, most: int, lost: int = 0) -> None:
        """The lines up to `most`, but for line `lost`, which can't be read now."""
        reader, writer = self.devices[who], self.devices[whose]
        for number, change in writer.journal[:most]:
            if number != lost and not reader.state.seen.includes(writer.name, number):
                reader.state.apply(writer.name, number, [change])
                operation = change.operation
                assert isinstance(operation, Put | Drop)
                reader.known.add(((operation.table, operation.id), (writer.name, number)))

    def read_snapshot(self, who: int, whose: int) -> None:
        reader, writer = self.devices[who], self.devices[whose]
        reader.state.unite(as_read(writer.state))
        reader.known |= writer.known

    def reopen(self, who: int) -> None:
        self.devices[who].state = as_read(self.devices[who].state)


def as_read(state: State) -> State:
    """What reading a snapshot of it gives."""
    return snapshot.decode(snapshot.encode(state)).state


def standing(state: State) -> set[tuple[Place, Dot]]:
    return {
        (place, version.dot)
        for place in state.places()
        for version in state.versions(place)
        if version.document is not None
    }


who = st.integers(0, 2)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("write"), who, who, st.booleans()),
        st.tuples(st.just("journal"), who, who, st.integers(1, 6)),
        st.tuples(st.just("damaged journal"), who, who, st.integers(1, 6)),
        st.tuples(st.just("snapshot"), who, who, st.booleans()),
        st.tuples(st.just("reopen"), who, who, st.booleans()),
    ),
    max_size=30,
)


MEETINGS = st.permutations([(a, b) for a in range(3) for b in range(3) if a != b])


@given(steps, MEETINGS)
def test_what_nobody_replaced_in_knowledge_of_it_is_lost_on_no_device(
    script: list[tuple[str, int, int, int]], meetings: list[tuple[int, int]]
) -> None:
    world = met(script, meetings)
    for device in world.devices:
        assert standing(device.state) >= world.puts - world.gave_way


@given(steps, MEETINGS)
def test_what_nobody_replaced_in_knowledge_of_it_stands_on_every_device(
    script: list[tuple[str, int, int, int]], meetings: list[tuple[int, int]]
) -> None:
    world = met(script, meetings)
    for device in world.devices:
        assert standing(device.state) == world.puts - world.gave_way
    fronts = [
        {place: device.state.front(place) for place, _ in standing(device.state)}
        for device in world.devices
    ]
    shown = [{place: v and v.document for place, v in front.items()} for front in fronts]
    assert shown[0] == shown[1] == shown[2]


def played(script: list[tuple[str, int, int, int]]) -> World:
    """The devices after `script`."""
    world = World()
    for what, one, other, more in script:
        if what == "write":
            world.write(one, other, drops=bool(more))
        elif what == "journal":
            world.read_journal(one, other, more)
        elif what == "damaged journal":
            world.read_journal(one, other, 8, lost=more)
        elif what == "reopen":
            world.reopen(one)
        else:
            world.read_snapshot(one, other)
    return world


def met(script: list[tuple[str, int, int, int]], meetings: list[tuple[int, int]]) -> World:
    """The devices after `script`, and after all have read one another's journals."""
    world = played(script)
    for one, other in meetings:
        world.read_journal(one, other, 1000)
    return world


@given(steps)
def test_uniting_knows_no_order_and_no_twice(script: list[tuple[str, int, int, int]]) -> None:
    first, second, third = (device.state for device in played(script).devices)
    there, back = first.copy(), third.copy()
    there.unite(second)
    there.unite(third)
    back.unite(second)
    back.unite(first)
    back.unite(second)
    assert standing(there) == standing(back)
    assert there.seen == back.seen
    assert not there.seen.exceeds(back.seen)


def test_a_copy_does_not_change_with_the_state() -> None:
    state = State()
    state.apply("aaa", 1, [Change(Put("answers", "x", {"text": "een"}))])
    twin = state.copy()
    state.apply("aaa", 2, [Change(Drop("answers", "x"))])
    assert twin.front(("answers", "x")) == Version("aaa", 1, {"text": "een"})
    assert state.front(("answers", "x")) is None


def test_a_table_goes_when_nothing_is_in_it() -> None:
    state = State()
    state.apply("aaa", 1, [Change(AddTable("answers")), Change(Put("answers", "x", {}))])
    state.apply("aaa", 2, [Change(DropTable("answers")), Change(DropTable("nowhere"))])
    assert "answers" in state.tables
    state.apply("aaa", 3, [Change(Drop("answers", "x")), Change(DropTable("answers"))])
    assert "answers" not in state.tables


def test_the_last_number_is_the_highest_that_anything_has() -> None:
    state = State()
    state.apply("aaa", 9, [Change(Put("answers", "x", {}))])
    state.seen = Seen({"aaa": 4})
    assert (state.last("aaa"), state.last("bbb")) == (9, 0)

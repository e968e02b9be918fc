"""Erasing: what is left of a network, and that no file says what is gone."""

from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from sessions import attendance, capture, running
from sessions.asking import Match
from sessions.base import find
from sessions.blocks import Sheets
from sessions.blocks.actions import agree
from sessions.blocks.base import Column
from sessions.blocks.sheets import Question
from sessions.cards import NetworkCard
from sessions.clock import ManualClock
from sessions.erasing import Eraser, Left
from sessions.errors import NotFoundError
from sessions.facilitation import Did
from sessions.forgetting import (
    HIDDEN,
    of_answer,
    of_person,
    of_session,
    toll_of_network,
    toll_of_session,
)
from sessions.library import Library, OpenSession
from sessions.meetings import Reason
from sessions.network import Member
from sessions.partners import Proposed
from sessions.room import Room
from sessions.session import Session
from sessions.store import system
from sessions.store.database import Database
from sessions.store.errors import HeldError, NotKeptError, UnreadableError
from sessions.store.operations import Put
from sessions.store.places import lock_path
from tests.conftest import Demos
from tests.rooms import START, member, network_of, one_of_each, planned_room

DEVICE, OTHER = "laptop", "colleague"
WHO = "Sharon Peters"


@dataclass
class Kept:
    """A data folder with the demo in it, and the first session that is going on."""

    root: Path
    state: Path
    clock: ManualClock

    @property
    def library(self) -> Library:
        return Library(self.root, device=DEVICE)

    @property
    def eraser(self) -> Eraser:
        return Eraser(self.network.folder, device=DEVICE, clock=self.clock)

    @property
    def network(self) -> NetworkCard:
        (card,) = self.library.networks()
        return card

    @property
    def sharon(self) -> Member:
        found = (m for m in self.eraser.network().members if m.name == WHO)
        return next(found)

    def sharon_is_gone(self) -> bool:
        return all(m.name != WHO for m in self.eraser.network().members)

    def rooms(self) -> list[Room]:
        return [self.library.room(card) for card in self.network.sessions]

    def open(self) -> OpenSession:
        return self.library.open(self.network.sessions[0], self.clock)

    def holding(self, *words: str) -> set[str]:
        """The files, wherever Kring keeps any, in which one of `words` stands."""
        forms = [word.encode() for word in words]
        files = (path for place in (self.root, self.state) for path in place.rglob("*"))
        return {
            path.name
            for path in files
            if path.is_file() and any(form in path.read_bytes() for form in forms)
        }


@pytest.fixture
def kept(tmp_path: Path, demo_in: Demos, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """The demo, in which a session was begun, steps undone and others still to undo."""
    monkeypatch.setenv("KRING_STATE", str(tmp_path / "state"))
    made = Kept(
        demo_in(tmp_path / "data", "en", START, DEVICE), tmp_path / "state", ManualClock(START)
    )
    everybody = [one.id for one in made.eraser.network().members]
    with closing(made.open()) as facilitation:
        facilitation.do(Did.PEOPLE, partial(attendance.tick, members=everybody))
        facilitation.do(Did.BEGIN, running.begin)
        for _ in range(3):
            facilitation.do(Did.ONWARD, running.onward)
        for text in ("Sharon Peters knows how", "ask Sharon for the key", "a plain word"):
            _say(facilitation, text, made.sharon.id)
        owners = (made.sharon.id, everybody[0])
        facilitation.do(Did.ACTION, partial(agree, text="Call Sharon", owners=owners))
        _say(facilitation, "Sharon will be undone", None)
        facilitation.undo()
    return made


def _say(facilitation: OpenSession, text: str, by: str | None) -> None:
    block = facilitation.room.session.blocks[4]
    place = capture.Place(block=block.id, sheet=block.sheets[0].id)
    facilitation.do(Did.ANSWER, partial(capture.keep, place=place, texts=[text], by=by))


def test_who_is_erased_is_in_no_file_any_more(kept: Kept) -> None:
    person = kept.sharon
    quarantine = kept.root / "quarantine"
    quarantine.mkdir(exist_ok=True)
    (quarantine / "session.json.0123456789ab").write_text('{"name": "Sharon Peters"}')
    (quarantine / "other.json.0123456789ab").write_text('{"name": "Somebody Else"}')
    words = (person.id, "Sharon")
    assert len(kept.holding(*words)) > 3
    said = [a.text for room in kept.rooms() for a in room.session.answers if a.by == person.id]

    toll = kept.eraser.toll(of_person(kept.eraser.network(), person))
    assert kept.eraser.erase(of_person(kept.eraser.network(), person)) == Left(called="Sharon")

    assert kept.holding(*words) == set()
    assert (quarantine / "other.json.0123456789ab").exists()
    assert toll.unnamed > 0
    assert toll.connections > 0
    rooms = kept.rooms()
    assert all(room.member(person.id) is None for room in rooms)
    texts = {a.text: a.by for room in rooms for a in room.session.answers}
    assert texts[f"{HIDDEN} knows how"] is None
    assert texts[f"ask {HIDDEN} for the key"] is None
    assert texts["a plain word"] is None
    assert len(said) == toll.unnamed + sum(1 for text in said if text not in texts) - 2
    (action,) = (a for a in rooms[0].network.actions if a.text == f"Call {HIDDEN}")
    assert len(action.owners) == 1


def test_the_session_goes_on_without_who_was_erased(kept: Kept) -> None:
    person = kept.sharon
    kept.eraser.erase(of_person(kept.eraser.network(), person))
    with closing(kept.open()) as facilitation:
        here = len(facilitation.room.present)
        assert facilitation.to_undo is None
        for _ in range(60):
            facilitation.do(Did.ONWARD, running.onward)
        facilitation.do(Did.CLOSE, running.close)
        assert facilitation.room.session.closed is not None
        assert here == len(facilitation.room.network.members)


def test_two_people_of_one_name_are_not_taken_for_one_another(kept: Kept) -> None:
    first, second = (m for m in kept.eraser.network().members if m.name == "Anne Taylor")
    kept.eraser.erase(of_person(kept.eraser.network(), first))
    network = kept.eraser.network()
    assert find(network.members, second.id) == second
    assert find(network.members, first.id) is None
    assert kept.holding(first.id) == set()


def test_an_erased_answer_leaves_the_action_that_came_of_it(kept: Kept) -> None:
    with closing(kept.open()) as facilitation:
        answer = facilitation.room.session.answers[-1]
        made = partial(agree, text=answer.text, owners=(), answer=answer.id)
        facilitation.do(Did.ACTION, made)
        facilitation.do(Did.MEND, partial(capture.mend, answer=answer.id, text="mended words"))
        answer = facilitation.room.session.answers[-1]
    kept.eraser.erase(of_answer(answer))
    assert kept.holding(answer.id, "mended words") == set()
    room = kept.rooms()[0]
    assert find(room.session.answers, answer.id) is None
    assert room.network.actions[-1].text == "a plain word"
    assert room.network.actions[-1].answer is None
    assert kept.holding("a plain word") == {"network.json", "network.json.bak"}


def test_a_session_goes_with_all_that_came_of_it(kept: Kept) -> None:
    card = kept.network.past[0]
    session = kept.eraser.session(card.id)
    before = kept.eraser.network()
    erasure = of_session(session)
    toll = kept.eraser.toll(erasure)
    assert kept.eraser.erase(erasure) == Left()
    after = kept.eraser.network()
    assert toll.answers == len(session.answers) > 0
    assert toll.connections == len(before.connections) - len(after.connections) > 0
    assert not card.folder.exists()
    assert kept.holding(session.id, *(one.id for one in session.answers)) == set()
    assert [one.id for one in kept.network.sessions].count(card.id) == 0
    with pytest.raises(NotFoundError):
        kept.eraser.session(card.id)


def test_what_another_device_wrote_is_told(kept: Kept) -> None:
    card, person = kept.network.sessions[0], kept.sharon
    answer = kept.eraser.session(card.id).answers[0]
    theirs = Database(card.folder, "session", device=OTHER)
    lock_path(card.folder, "session").unlink()
    document = answer.but(text="Sharon, says a colleague").model_dump(mode="json")
    theirs.keep([Put("answers", answer.id, document)])
    theirs._keeper.read_only = True
    theirs.close()
    with closing(kept.open()) as facilitation:
        mend = partial(capture.mend, answer=answer.id, text="something else")
        facilitation.do(Did.MEND, mend)

    left = kept.eraser.erase(of_person(kept.eraser.network(), person))
    assert (
        kept.holding("Sharon") == {path.name for path in left.theirs} <= {f"journal.{OTHER}.jsonl"}
    )


def test_a_version_that_stood_beside_is_gone_too(kept: Kept) -> None:
    card, person = kept.network.sessions[0], kept.sharon
    answer = kept.eraser.session(card.id).answers[0]
    ours = Database(card.folder, "session", device=DEVICE)
    lock_path(card.folder, "session").unlink()
    theirs = Database(card.folder, "session", device=OTHER)
    for database, text in ((ours, "a"), (theirs, "Sharon, says a colleague")):
        document = answer.but(text=text).model_dump(mode="json")
        database.keep([Put("answers", answer.id, document)])
    ours.close()
    theirs.close()
    with closing(Database(card.folder, "session", device=DEVICE, read_only=True)) as both:
        assert len(both.differing) == 1
    left = kept.eraser.erase(of_person(kept.eraser.network(), person))
    assert (
        kept.holding("Sharon") == {path.name for path in left.theirs} <= {f"journal.{OTHER}.jsonl"}
    )


def test_nothing_is_erased_while_a_session_is_open_elsewhere(kept: Kept) -> None:
    person, before = kept.sharon, kept.rooms()
    with closing(kept.open()), pytest.raises(HeldError):
        kept.eraser.erase(of_person(kept.eraser.network(), person))
    assert kept.rooms() == before


def test_people_go_from_every_kind_of_block(room_with_people: Room) -> None:
    room = running.begin(room_with_people, START)
    for _ in range(200):
        if room.session.block is None:
            break
        room = running.onward(room, START)
    assert len(room.session.blocks) == len(one_of_each())
    person = room.network.members[2]
    erasure = of_person(room.network, person)
    session: Session = erasure.session(room.session)
    assert f'"{person.id}"' in room.session.model_dump_json()
    assert f'"{person.id}"' not in session.model_dump_json()
    assert f'"{person.id}"' not in erasure.network(room.network).model_dump_json()


def test_a_session_that_can_not_be_read_keeps_no_other_from_it(kept: Kept) -> None:
    person, broken = kept.sharon, kept.network.past[0].folder
    with closing(Database(broken, "session", device=DEVICE)) as database:
        database.keep([Put("answers", "odd", {"id": "odd"})])
    with pytest.raises(UnreadableError):
        kept.eraser.erase(of_person(kept.eraser.network(), person))
    assert kept.holding(person.id) == {"session.json", "session.json.bak"}
    assert kept.sharon_is_gone()


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("De Vries", "De vraag van De Vries", f"De vraag van {HIDDEN}"),
        ("Mevr. Ida van den Berg", "Ida en Mevr. Kaya", f"{HIDDEN} en Mevr. Kaya"),
        ("Jo (stagiair)", "Jo (stagiair), Jonas en Jo", f"{HIDDEN}, Jonas en {HIDDEN}"),
        ("Jan Bos", "jan bos, JAN  BOS en jan", f"{HIDDEN}, {HIDDEN} en jan"),
        ("Henk", "Henks idee, zegt henk tegen Henk", f"Henks idee, zegt henk tegen {HIDDEN}"),
    ],
)
def test_a_name_is_hidden_where_it_stands_as_a_word(name: str, text: str, left: str) -> None:
    person = member(name)
    network = network_of("Zoë").but(members=(member("Zoë"), person))
    place = capture.Place(block="sheets", sheet="a")
    room = planned_room(1, blocks=one_of_each()).but(network=network)
    room = capture.keep(room, START, place=place, texts=[text])
    (answer,) = of_person(network, person).session(room.session).answers
    assert answer.text == left


def test_that_an_id_was_dropped_may_be_known(kept: Kept) -> None:
    person, folder = kept.sharon, kept.network.folder
    lock = lock_path(folder, "network")
    lock.write_text('{"last": {"laptop": 99}}')
    assert kept.eraser.erase(of_person(kept.eraser.network(), person)) == Left(called="Sharon")
    assert kept.holding(person.name, "Sharon") == set()
    assert kept.holding(person.id) <= {"network.json", "network.json.bak"}


def test_a_proposal_that_is_not_confirmed_is_no_hindrance(kept: Kept) -> None:
    network = kept.eraser.network()
    asks, offers, third = network.members[:3]
    proposed = Proposed(
        people=(asks.id, offers.id, third.id),
        reasons=(Reason.ASK_MEETS_OFFER,),
        match=Match(asks.id, offers.id, "werkvorm"),
    )
    passed = (proposed.people, (asks.id, offers.id))
    session = kept.eraser.session(kept.network.sessions[0].id).but(proposed=(proposed,))
    session = session.but(passed=passed)
    for person in (asks, offers, third):
        left = of_person(network, person).session(session)
        (one,) = left.proposed
        assert person.id not in one.people
        assert (one.match, one.reasons) == (None, ())
        assert len(left.passed) == (2 if person is third else 1)
        assert all(len(group) > 1 and person.id not in group for group in left.passed)


def test_a_name_goes_from_whatever_was_typed() -> None:
    jan = member("Jan Bos").but(reach="jan@bos.nl")
    other = member("Jo Jan Bos-Smit").but(role="naast Jan Bos", reach="via jan@bos.nl")
    network = network_of("Zoë").but(
        members=(jan, other),
        name="Netwerk van Jan Bos",
        goal="leren van Jan Bos",
        why="jan bos vroeg het",
        spots=("tafel Jan Bos",),
    )
    question = Question(text="Wat vindt Jan Bos?", columns=(Column(id="0", title="Jan Bos"),))
    sheets = Sheets(title="x", minutes=5, questions=(question,))
    room = planned_room(1, blocks=[sheets]).but(network=network)
    erasure = of_person(network, jan)
    left, session = erasure.network(network), erasure.session(room.session)
    assert "Jan Bos" not in session.model_dump_json()
    (still,) = left.members
    assert still.name == "Jo Jan Bos-Smit"
    assert (still.role, still.reach) == (f"naast {HIDDEN}", f"via {HIDDEN}")
    assert (left.name, left.goal) == (f"Netwerk van {HIDDEN}", f"leren van {HIDDEN}")
    assert (left.why, left.spots) == (f"{HIDDEN} vroeg het", (f"tafel {HIDDEN}",))
    assert toll_of_network(network, left, erasure).hidden == 6
    assert toll_of_session(room.session, session, erasure).hidden == 2


def test_a_first_name_that_is_left_is_told(kept: Kept) -> None:
    with closing(kept.open()) as facilitation:
        for text in ("sharon asks", "Sharons key", "Sharon", "sharongate"):
            _say(facilitation, text, None)
    erasure = of_person(kept.eraser.network(), kept.sharon)
    toll = kept.eraser.toll(erasure)
    assert (toll.called, toll.standing) == ("Sharon", ("sharon asks", "Sharons key"))
    assert kept.eraser.erase(erasure).standing == toll.standing


def test_a_short_answer_takes_nothing_with_it_that_only_looks_like_it(kept: Kept) -> None:
    quarantine = kept.root / "quarantine"
    quarantine.mkdir(exist_ok=True)
    (quarantine / "session.json.0123456789ab").write_text('{"text": "januari"}')
    with closing(kept.open()) as facilitation:
        for text in ("ja", "januari"):
            _say(facilitation, text, None)
        answer = facilitation.room.session.answers[-2]
    assert kept.eraser.erase(of_answer(answer)) == Left()
    assert (quarantine / "session.json.0123456789ab").exists()
    assert kept.holding('"ja"', answer.id) == set()
    assert kept.rooms()[0].session.answers[-1].text == "januari"


def test_copies_that_other_programs_made_are_named(kept: Kept) -> None:
    folder = kept.network.sessions[0].folder
    aside = kept.root.with_name(f"{kept.root.name}-2026-11-23-201501")
    copies = [
        kept.root / ".stversions" / "networks" / "session~20261123-201500.json",
        folder / "Copy of session.json",
        aside / "networks" / "n" / "network.json",
        kept.root / "networks" / "copy" / "network.json.bak",
    ]
    innocent = [
        kept.root.with_name(f"{kept.root.name}-x") / "session.json",
        kept.root / ".stversions" / "other.json",
        kept.root / "networks" / "other" / "names.txt",
    ]
    person = kept.sharon
    for path in (*copies, *innocent):
        path.parent.mkdir(parents=True, exist_ok=True)
    for path in copies[:3]:
        path.write_text('{"name": "SHARON PETERS"}')
    copies[3].write_text(person.id)
    innocent[0].write_text("Sharon Peters")
    innocent[1].write_text("Sharonville")
    innocent[2].write_text("Sharon Peters")
    left = kept.eraser.erase(of_person(kept.eraser.network(), person))
    assert set(left.copies) == set(copies)
    assert left.theirs == ()


def test_what_can_not_be_read_is_told(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    person, folder = kept.sharon, kept.network.sessions[0].folder
    quarantine, read = kept.root / "quarantine", system.read_file
    quarantine.mkdir(exist_ok=True)

    def failing(path: Path) -> bytes:
        if path.name == "away":
            raise OSError(5, "Input/output error", str(path))
        return read(path)

    monkeypatch.setattr(system, "read_file", failing)
    for place, erasure, error in (
        (folder, of_person(kept.eraser.network(), person), UnreadableError),
        (quarantine, of_session(kept.eraser.session(kept.network.past[0].id)), NotKeptError),
    ):
        (place / "away").touch()
        with pytest.raises(error) as caught:
            kept.eraser.erase(erasure)
        assert caught.value.path == place / "away"
        (place / "away").unlink()
        assert kept.eraser.erase(erasure).copies == ()


def test_links_stop_no_erasing_and_what_they_lead_to_is_told(kept: Kept, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "notes.txt").write_text(WHO)
    session = kept.network.past[0]
    links = {
        session.folder / "files": elsewhere,
        session.folder / "notes.txt": elsewhere / "notes.txt",
        session.folder / "journal.abc.jsonl": elsewhere / "notes.txt",
        session.folder / "gone": elsewhere / "nothing",
    }
    for link, target in links.items():
        link.symlink_to(target)
    left = kept.eraser.erase(of_person(kept.eraser.network(), kept.sharon))
    assert kept.sharon_is_gone()
    assert set(left.copies) == set(links)
    left = kept.eraser.erase(of_session(kept.eraser.session(session.id)))
    assert not session.folder.exists()
    assert set(left.copies) == {elsewhere, elsewhere / "notes.txt"}
    assert (elsewhere / "notes.txt").read_text() == WHO

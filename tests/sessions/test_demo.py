"""The demo: a network that could be somebody's own, made by the product itself."""

import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sessions.acquaintance import acquaintance
from sessions.actions import Status
from sessions.blocks.action_review import to_review
from sessions.blocks.speed_dates import SpeedDates
from sessions.cards import NetworkCard
from sessions.clock import ManualClock
from sessions.dating import dates_of
from sessions.demo import MARKER, filling, is_demo, make_demo, remove_demo
from sessions.demo.playing import Player
from sessions.demo.script import LANGUAGES, Script, read_script
from sessions.errors import StoreError
from sessions.library import Library
from sessions.names import label
from sessions.network import Met, Network
from sessions.room import Room
from sessions.store.index import Entry, Index
from sessions.store.places import state_folder

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
DEVICE = "0123456789ab"


def make(root: Path, *, language: str = "nl", now: datetime = NOW) -> Path:
    make_demo(root, language=language, now=now, device=DEVICE)
    return root


def card_of(root: Path) -> NetworkCard:
    (card,) = Library(root, device=DEVICE).networks()
    return card


def rooms_of(root: Path) -> tuple[Room, ...]:
    """The rooms of all sessions, the oldest first."""
    library = Library(root, device=DEVICE)
    return tuple(library.room(one) for one in reversed(card_of(root).sessions))


@pytest.fixture(scope="module", params=LANGUAGES)
def root(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("demo") / "demo", language=request.param)


@pytest.fixture(scope="module")
def rooms(root: Path) -> tuple[Room, ...]:
    return rooms_of(root)


@pytest.fixture(scope="module")
def network(rooms: tuple[Room, ...]) -> Network:
    return rooms[-1].network


# -- what is in it


def test_two_past_sessions_and_todays_workshop_ready_to_start(root: Path) -> None:
    card = card_of(root)
    assert [one.number for one in card.past] == [2, 1]
    assert [NOW.date() - one.day for one in card.past] == [timedelta(weeks=6), timedelta(weeks=12)]
    planned = card.planned
    assert planned is not None
    assert (planned.number, planned.day) == (3, NOW.astimezone().date())
    assert card.running is None


def test_todays_agenda_is_the_workshop(rooms: tuple[Room, ...]) -> None:
    session = rooms[-1].session
    assert sum(block.minutes for block in session.blocks) == 90
    assert not any(block.entered for block in session.blocks)
    assert session.here == ()
    assert session.facilitator


def test_a_varied_network_with_a_goal_and_a_why(network: Network) -> None:
    assert network.goal
    assert network.why
    assert len(network.members) == 14
    assert 5 <= len({member.organisation for member in network.members}) <= 6
    assert all(member.role and member.since for member in network.members)
    assert 1 <= sum(1 for member in network.members if not member.reach) <= 4


def test_two_of_the_same_name_are_told_apart(network: Network) -> None:
    names = [member.name for member in network.members]
    same = [member for member in network.members if names.count(member.name) == 2]
    assert len(same) == 2
    labels = {label(member, network.members) for member in same}
    assert len(labels) == 2


def test_names_in_many_shapes(network: Network) -> None:
    first = {member.name.split()[0] for member in network.members}
    assert {"Zoë", "Gülşen", "IJsbrand", "Sjoerd", "Anne", "Ömer"} <= first


def test_who_was_not_there_the_first_time_has_no_trait(rooms: tuple[Room, ...]) -> None:
    here = {presence.member for presence in rooms[0].session.here}
    for member in rooms[-1].network.members:
        assert bool(member.trait) == (member.id in here), member.name


def test_actions_in_every_state(rooms: tuple[Room, ...]) -> None:
    today = rooms[-1]
    actions = today.network.actions
    assert {action.status for action in actions} == set(Status)
    review = to_review(today)
    assert all(action.is_open for action in review)
    assert [a for a in review if a.due and a.due < today.session.day]
    assert [a for a in review if len(a.owners) == 1]
    assert len([a for a in review if len(a.owners) > 1]) > len(review) / 2
    assert [a for a in review if a.last_change(rooms[1].session.id) and len(a.history) > 1]
    dropped = [a for a in actions if a.status is Status.DROPPED]
    assert all(a.history[-1].reason for a in dropped)


def test_owners_are_members_and_answers_led_to_actions(rooms: tuple[Room, ...]) -> None:
    network = rooms[-1].network
    members = {member.id for member in network.members}
    answers = {answer.id for room in rooms for answer in room.session.answers}
    assert all(action.owners and set(action.owners) <= members for action in network.actions)
    came_from = {action.answer for action in network.actions} - {None}
    assert came_from
    assert came_from <= answers


def test_the_dates_that_were_fixed_are_those_of_the_next_sessions(rooms: tuple[Room, ...]) -> None:
    dates = rooms[-1].network.dates
    assert [one.day for one in dates] == [room.session.day for room in rooms[1:]]
    for fixed, room in zip(dates, rooms[:-1], strict=True):
        assert fixed.place
        assert 0 < len(fixed.yes) < len(room.session.present)
    came = {presence.member for presence in rooms[1].session.here}
    assert set(dates[0].yes) - came, "somebody said yes and did not come"


def test_attendance_differs_with_a_latecomer_and_an_early_leaver(rooms: tuple[Room, ...]) -> None:
    first, second = (room.session for room in rooms[:2])
    assert {p.member for p in first.here} != {p.member for p in second.here}
    assert first.begun is not None
    assert any(p.came > first.begun for p in first.here)
    assert any(p.left for p in second.here)


def test_planned_and_real_differ(rooms: tuple[Room, ...]) -> None:
    for room in rooms[:2]:
        session = room.session
        assert session.closed is not None
        assert session.promised is not None
        assert session.closed > session.promised
        assert all(block.entered for block in session.blocks)
        assert any(b.timer.elapsed(session.closed) > b.planned for b in session.blocks)
        assert any(b.timer.elapsed(session.closed) < b.planned for b in session.blocks)
        assert any(b.timer.length < b.planned for b in session.blocks), "the rest was made to fit"


def test_every_answer_is_where_the_room_can_see_it(rooms: tuple[Room, ...]) -> None:
    for room in rooms[:2]:
        sheets = {(b.id, s.id): s for b in room.session.blocks for s in b.sheets}
        here = {presence.member for presence in room.session.here}
        for answer in room.session.answers:
            sheet = sheets[answer.block, answer.sheet]
            assert answer.column in {column.id for column in sheet.columns}
            assert answer.by is None or answer.by in here
        assert {answer.block for answer in room.session.answers} == {block for block, _ in sheets}


def test_what_was_heard_is_about_somebody_they_met(rooms: tuple[Room, ...]) -> None:
    (block,) = (b for b in rooms[0].session.blocks if isinstance(b, SpeedDates))
    heard = rooms[0].session.answers_in(block.id)
    assert len(heard) >= 10
    assert all(one.by and one.about in dates_of(rooms[0], block, one.by) for one in heard)


def test_some_have_spoken_and_many_have_not(rooms: tuple[Room, ...], network: Network) -> None:
    assert {connection.met for connection in network.connections} == set(Met)
    everybody = acquaintance(rooms[0], [member.id for member in network.members])
    assert 0.1 < everybody.share_now < 0.5


def test_what_happened_happened_in_time(rooms: tuple[Room, ...]) -> None:
    for room in rooms[:2]:
        session = room.session
        assert session.begun is not None
        assert session.closed is not None
        moments = [answer.at for answer in session.answers]
        assert moments == sorted(moments)
        assert session.begun < moments[0] < moments[-1] < session.closed < NOW


def test_prompts_can_be_read_from_the_back_row(rooms: tuple[Room, ...]) -> None:
    for room in rooms:
        for block in room.session.blocks:
            assert 0 < len(block.prompt) <= 60, block.prompt


# -- how it is made


def bare(root: Path) -> str:
    """All that is kept of the rooms, with ids replaced by the order in which they appear."""
    text = json.dumps([room.model_dump(mode="json") for room in rooms_of(root)])
    seen: dict[str, str] = {}
    return re.sub(r"[0-9a-f]{32}", lambda m: seen.setdefault(m[0], f"#{len(seen)}"), text)


def test_made_twice_it_is_the_same_but_for_ids(root: Path, tmp_path: Path) -> None:
    language = json.loads((root / MARKER).read_text(encoding="utf-8"))["language"]
    assert bare(make(tmp_path / "again", language=language)) == bare(root)


def test_both_languages_tell_the_same_story() -> None:
    dutch, english = (shape(read_script(one).model_dump(mode="json")) for one in LANGUAGES)
    assert dutch == english


def shape(value: Any) -> Any:
    """Numbers, kinds and changes as they are; of words, whether there are any."""
    if isinstance(value, dict):
        same = {"kind", "change", "sheet", "column"}
        return {k: v if k in same else shape(v) for k, v in value.items()}
    if isinstance(value, list):
        return [shape(one) for one in value]
    return bool(value) if isinstance(value, str) else value


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from texts(one) if key not in {"key", "id", "reach", "kind"} else ()
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif isinstance(value, str):
        yield value


def test_nothing_was_left_in_dutch() -> None:
    dutch, english = (set(texts(read_script(one).model_dump(mode="json"))) for one in LANGUAGES)
    sentences = {text for text in dutch & english if " " in text}
    names = {person.name for person in read_script("en").people}
    assert sentences <= names


def test_another_language_is_english(tmp_path: Path) -> None:
    assert bare(make(tmp_path / "fr", language="fr")) == bare(make(tmp_path / "en", language="en"))


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has one time zone a machine")
@pytest.mark.parametrize(
    ("zone", "now", "today"),
    [
        ("Pacific/Kiritimati", datetime(2026, 11, 23, 11, tzinfo=UTC), date(2026, 11, 24)),
        ("America/Los_Angeles", datetime(2026, 11, 23, 5, tzinfo=UTC), date(2026, 11, 22)),
        ("Europe/Amsterdam", datetime(2026, 10, 25, 1, tzinfo=UTC), date(2026, 10, 25)),
        ("Europe/Amsterdam", datetime(2028, 2, 29, 23, 30, tzinfo=UTC), date(2028, 3, 1)),
    ],
)
def test_today_is_the_day_on_the_wall(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str, now: datetime, today: date
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        rooms = rooms_of(make(tmp_path / "demo", now=now))
        assert [today - room.session.day for room in rooms] == [
            timedelta(weeks=weeks) for weeks in (12, 6, 0)
        ]
        begun = [room.session.begun for room in rooms[:2]]
        assert [at.astimezone().hour for at in begun if at] == [14, 14]
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_closed_session_of_it_can_be_opened_again_and_closed(root: Path, tmp_path: Path) -> None:
    copy = tmp_path / "demo"
    shutil.copytree(root, copy)
    second = rooms_of(copy)[1]
    card = card_of(copy).past[0]
    with closing(Library(copy, device=DEVICE).open(card, ManualClock(NOW))) as session:
        assert session.undo()
        assert session.room.session.running
        assert session.room.session.answers == second.session.answers
        assert session.undo() is None
        assert session.redo()
        assert session.room == second


# -- where it is made


def test_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years", encoding="utf-8")
    with pytest.raises(StoreError):
        make(mine)
    assert [one.name for one in mine.iterdir()] == ["thesis.txt"]
    remove_demo(mine)
    assert (mine / "thesis.txt").read_text(encoding="utf-8") == "years"
    with pytest.raises(StoreError):
        make(mine / "thesis.txt")
    with pytest.raises(StoreError):
        make(mine / "thesis.txt" / "below")
    assert [one.name for one in tmp_path.iterdir()] == ["mine"]


def test_an_empty_folder_and_a_new_one_below_it_will_do(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for root in (tmp_path / "empty", tmp_path / "a" / "b"):
        assert is_demo(make(root))
        assert [one.name for one in root.parent.iterdir() if one.name.endswith(".making")] == []


def test_the_demo_can_be_made_afresh(tmp_path: Path) -> None:
    root = make(tmp_path / "demo")
    before = card_of(root).id
    index = Index(root)
    index.change({"networks/one": Entry(b"seen", b"null")})
    remove_demo(root)
    assert list(tmp_path.iterdir()) == []
    assert index.entries() == {}
    make(root)
    assert card_of(root).id != before


def test_interrupted_there_is_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locks = state_folder() / "locks"
    before = set(locks.glob("*")) if locks.exists() else set()
    play = Player.play

    def interrupted(self: Player, *args: Any) -> None:
        play(self, *args)
        raise KeyboardInterrupt

    monkeypatch.setattr(Player, "play", interrupted)
    with pytest.raises(KeyboardInterrupt):
        make(tmp_path / "demo")
    assert list(tmp_path.iterdir()) == []
    assert set(locks.glob("*")) == before


def test_what_a_killed_making_left_is_swept_up_once_it_is_old(tmp_path: Path) -> None:
    ages = {".demo-old.making": 2, ".demo-young.making": 0, ".other-old.making": 2}
    for name, hours in ages.items():
        (tmp_path / name).mkdir()
        at = (NOW - timedelta(hours=hours)).timestamp()
        os.utime(tmp_path / name, (at, at))
    make(tmp_path / "demo")
    left = {one.name for one in tmp_path.iterdir()}
    assert left == {"demo", ".demo-young.making", ".other-old.making"}


def test_a_demo_opens_where_it_was_moved_to(tmp_path: Path) -> None:
    make(tmp_path / "demo").rename(tmp_path / "moved")
    assert card_of(tmp_path / "moved").members == 14


# -- the script


def test_a_script_knows_everybody_it_names() -> None:
    data = read_script("nl").model_dump()
    data["meetings"][0]["here"] = ("nobody",)
    with pytest.raises(ValueError, match="nobody is called nobody"):
        Script.model_validate(data)


def test_more_than_fits_in_a_part_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = read_script("nl")
    meeting = script.meetings[0]
    hurried = meeting.parts[1].but(took=0.5)
    parts = (meeting.parts[0], hurried, *meeting.parts[2:])
    script = script.but(meetings=(meeting.but(parts=parts), *script.meetings[1:]))
    monkeypatch.setattr(filling, "read_script", lambda _: script)
    with pytest.raises(ValueError, match=r"takes more than 0\.5 minutes"):
        make(tmp_path / "demo")

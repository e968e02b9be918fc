"""Agendas: the built-in one is the workshop, and a wrong file is told in one line."""

import json
import unicodedata
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sessions.agenda import BUILT_IN, MOST_BLOCKS, Agenda, built_in, in_folder, read_agenda
from sessions.base import ZERO
from sessions.blocks import KINDS
from sessions.blocks.base import BlockBase, InTurn
from sessions.blocks.plenary import Plenary
from sessions.blocks.sheets import Sheets
from sessions.blocks.speed_dates import SpeedDates
from sessions.errors import AgendaFileError, Expected
from sessions.meetings import Odd

B = TypeVar("B", bound=BlockBase)

WORKSHOP = [
    "plenary",
    "action_review",
    "introductions",
    "speed_dates",
    "sheets",
    "plenary",
    "take_and_bring",
    "actions",
    "next_date",
    "new_connections",
    "check_out",
]
GROUP = 30
"""People whose turns fit in the minutes of a block; the facilitator may hurry forty."""

MOST_ON_A_LINE = 60


def workshop(language: str) -> Agenda:
    return next(one.agenda for one in built_in(language) if one.name == BUILT_IN)


@pytest.fixture(params=["nl", "en"])
def agenda(request: pytest.FixtureRequest) -> Agenda:
    return workshop(request.param)


def only(agenda: Agenda, kind: type[B]) -> B:
    (block,) = (one for one in agenda.blocks if isinstance(one, kind))
    return block


# -- the built-in agenda


def test_the_workshop_takes_ninety_minutes(agenda: Agenda) -> None:
    assert agenda.minutes == 90
    assert [block.kind for block in agenda.blocks] == WORKSHOP


def test_the_workshop_tells_the_room_and_the_facilitator_what_to_do(agenda: Agenda) -> None:
    for block in agenda.blocks:
        assert 0 < len(block.prompt) <= MOST_ON_A_LINE, block.prompt
        assert "\n" not in block.prompt
        assert block.notes
    assert agenda.summary
    assert agenda.source


def test_the_welcome_shows_why_and_only_the_break_gives_first(agenda: Agenda) -> None:
    shows = [b for b in agenda.blocks if isinstance(b, Plenary) and b.shows_purpose]
    assert shows == [agenda.blocks[0]]
    assert [b.kind for b in agenda.blocks if b.gives_first] == ["plenary"]


def test_turns_and_rounds_fit_in_their_block(agenda: Agenda) -> None:
    for block in agenda.blocks:
        if isinstance(block, InTurn):
            assert block.turn_length * GROUP <= block.planned, block.title
    dates = only(agenda, SpeedDates)
    change = timedelta(seconds=dates.change_seconds)
    assert dates.rounds == 3
    assert dates.rounds * (change + dates.talk_length) < dates.minimum


def test_there_is_time_to_give(agenda: Agenda) -> None:
    assert all(ZERO < block.minimum < block.planned for block in agenda.blocks)


def test_three_questions_the_last_of_which_has_two_columns(agenda: Agenda) -> None:
    questions = only(agenda, Sheets).questions
    columns = [[column.id for column in one.columns] for one in questions]
    assert columns == [[""], [""], ["success", "failure"]]
    assert all(column.title for column in questions[2].columns)


def test_both_languages_are_the_same_workshop() -> None:
    words = {"title", "prompt", "notes", "id", "text"}

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: bare(one) for key, one in value.items() if key not in words}
        return [bare(one) for one in value] if isinstance(value, list) else value

    dutch, english = (workshop(one).model_dump(mode="json") for one in ("nl", "en"))
    assert bare(dutch["blocks"]) == bare(english["blocks"])
    ids = [[q.id for q in only(workshop(one), Sheets).questions] for one in ("nl", "en")]
    assert ids[0] == ids[1]


def test_the_same_agenda_gives_every_session_blocks_of_its_own(agenda: Agenda) -> None:
    ids = [block.id for _ in range(3) for block in agenda.fresh()]
    assert len(set(ids)) == len(ids)


# -- wrong files

BLOCK = 'title = "x"\n[[blocks]]\nkind = "plenary"\ntitle = "a"\nminutes = 5\n'
SHEETS = 'title = "x"\n[[blocks]]\nkind = "sheets"\ntitle = "a"\nminutes = 5\n'
DATES = 'title = "x"\n[[blocks]]\nkind = "speed_dates"\ntitle = "a"\nminutes = 5\n'

WRONG: dict[str, tuple[str, str, Expected, str]] = {
    "nothing": ("", "title", Expected.KEY, ""),
    "no title": ('[[blocks]]\nkind = "plenary"', "title", Expected.KEY, ""),
    "no blocks": ('title = "x"', "blocks", Expected.KEY, ""),
    "an empty list": ('title = "x"\nblocks = []', "blocks", Expected.SOMETHING, ""),
    "blocks that are text": ('title = "x"\nblocks = "a"', "blocks", Expected.LIST, ""),
    "a block that is a number": ('title = "x"\nblocks = [5]', "blocks[1]", Expected.TABLE, ""),
    "a block without a kind": (
        BLOCK + '[[blocks]]\ntitle = "b"',
        "blocks[2].kind",
        Expected.ONE_OF,
        ", ".join(KINDS),
    ),
    "an unknown kind": (
        BLOCK.replace("plenary", "karaoke"),
        "blocks[1].kind",
        Expected.ONE_OF,
        ", ".join(KINDS),
    ),
    "a block without a title": (
        BLOCK.replace('title = "a"', ""),
        "blocks[1].title",
        Expected.KEY,
        "",
    ),
    "a blank title": (BLOCK.replace('"a"', '"  "'), "blocks[1].title", Expected.SOMETHING, ""),
    "a title that is a number": (BLOCK.replace('"a"', "7"), "blocks[1].title", Expected.TEXT, ""),
    "words for minutes": (BLOCK.replace("5", '"long"'), "blocks[1].minutes", Expected.NUMBER, ""),
    "a date for minutes": (
        BLOCK.replace("5", "2026-01-02"),
        "blocks[1].minutes",
        Expected.NUMBER,
        "",
    ),
    "no minutes": (BLOCK.replace("minutes = 5", ""), "blocks[1].minutes", Expected.KEY, ""),
    "negative minutes": (BLOCK.replace("5", "-5"), "blocks[1].minutes", Expected.MORE_THAN, "0"),
    "more than a day": (BLOCK.replace("5", "1441"), "blocks[1].minutes", Expected.AT_MOST, "1440"),
    "endless": (BLOCK.replace("5", "inf"), "blocks[1].minutes", Expected.AT_MOST, "1440"),
    "an endless minimum": (BLOCK + "least = inf", "blocks[1].least", Expected.AT_MOST, "1440"),
    "a negative minimum": (BLOCK + "least = -1", "blocks[1].least", Expected.AT_LEAST, "0"),
    "half a round": (DATES + "rounds = 2.5", "blocks[1].rounds", Expected.WHOLE_NUMBER, ""),
    "neither yes nor no": (BLOCK + "is_break = 7", "blocks[1].is_break", Expected.YES_OR_NO, ""),
    "a spot that is a number": (
        DATES + 'spots = ["a", 5]',
        "blocks[1].spots[2]",
        Expected.TEXT,
        "",
    ),
    "an order that there is not": (
        BLOCK.replace("plenary", "check_out") + 'order = "random"',
        "blocks[1].order",
        Expected.ONE_OF,
        "seated, lot, least_heard",
    ),
    "groups of one": (DATES + "groups_of = 1", "blocks[1].groups_of", Expected.AT_LEAST, "2"),
    "an odd one who does something else": (
        DATES + 'odd = "leaves"',
        "blocks[1].odd",
        Expected.ONE_OF,
        "trio, sit_out",
    ),
    "an extra key": (BLOCK + 'colour = "red"', "blocks[1].colour", Expected.NO_KEY, ""),
    "an extra key called as a kind": (
        BLOCK + "sheets = 3",
        "blocks[1].sheets",
        Expected.NO_KEY,
        "",
    ),
    "an extra key at the top": ('colour = "red"\n' + BLOCK, "colour", Expected.NO_KEY, ""),
    "a key that would act on the terminal": (
        BLOCK + '"\\u001b]0;" = 1',
        "blocks[1].␛]0;",
        Expected.NO_KEY,
        "",
    ),
    "sheets without questions": (SHEETS, "blocks[1].questions", Expected.KEY, ""),
    "no question": (SHEETS + "questions = []", "blocks[1].questions", Expected.SOMETHING, ""),
    "a question that is text": (
        SHEETS + 'questions = ["why"]',
        "blocks[1].questions[1]",
        Expected.TABLE,
        "",
    ),
    "no column": (
        SHEETS + 'questions = [{ text = "why" }, { text = "how", columns = [] }]',
        "blocks[1].questions[2].columns",
        Expected.SOMETHING,
        "",
    ),
}


def fault_of(path: Path) -> AgendaFileError:
    with pytest.raises(AgendaFileError) as caught:
        read_agenda(path)
    return caught.value


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_file_names_file_key_and_what_was_expected(tmp_path: Path, case: str) -> None:
    text, key, expected, detail = WRONG[case]
    path = tmp_path / "ours.toml"
    path.write_text(text, encoding="utf-8")
    fault = fault_of(path)
    assert (fault.file, fault.key) == ("ours.toml", key)
    assert (fault.expected, fault.detail) == (expected, detail)


@pytest.mark.parametrize(
    "data",
    [
        b'title = "x',
        b"title",
        b'title = "x"\ntitle = "y"',
        b"\xff\xfe\x00",
        b"blocks = " + b"[" * 5000,
        b"minutes = " + b"9" * 5000,
        b'title = "\\ud800"',
    ],
)
def test_what_is_no_toml_says_so(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "broken.toml"
    path.write_bytes(data)
    fault = fault_of(path)
    assert (fault.file, fault.key, fault.expected) == ("broken.toml", "", Expected.TOML)
    assert fault.detail


def test_the_place_in_a_broken_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text('title = "x"\nblocks = oops', encoding="utf-8")
    assert "line 2" in fault_of(path).detail


def test_a_byte_order_mark_is_fine(tmp_path: Path) -> None:
    path = tmp_path / "notepad.toml"
    path.write_text(BLOCK, encoding="utf-8-sig", newline="\r\n")
    assert read_agenda(path).title == "x"


def test_a_folder_and_a_file_that_is_not_there_are_told(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    for name in ("folder.toml", "gone.toml"):
        fault = fault_of(tmp_path / name)
        assert (fault.file, fault.key, fault.expected) == (name, "", Expected.VALID)
        assert fault.detail


def test_titled_columns_get_their_place_as_id(tmp_path: Path) -> None:
    path = tmp_path / "columns.toml"
    question = 'questions = [{ text = "why", columns = ["For", "Against"] }]'
    path.write_text(SHEETS + question, encoding="utf-8")
    columns = only(read_agenda(path), Sheets).questions[0].columns
    assert [(one.id, one.title) for one in columns] == [("0", "For"), ("1", "Against")]


def test_speed_dates_of_groups_come_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "troika.toml"
    wishes = 'groups_of = 3\nodd = "sit_out"\nother_organisation = false\nspots = ["a", "b"]\n'
    path.write_text(DATES + wishes + "rounds_move_on = false", encoding="utf-8")
    dates = only(read_agenda(path), SpeedDates)
    assert (dates.groups_of, dates.odd, dates.spots) == (3, Odd.SIT_OUT, ("a", "b"))
    assert not dates.other_organisation
    assert not dates.rounds_move_on


def test_text_from_a_file_goes_through_the_gate(tmp_path: Path) -> None:
    path = tmp_path / "loud.toml"
    notes = 'prompt = "\\u001b]0;hi\\u0007"\nnotes = "one\\r\\ntwo"'
    path.write_text(BLOCK + notes, encoding="utf-8")
    block = read_agenda(path).blocks[0]
    assert block.prompt == "␛]0;hi␇"
    assert block.notes == "one\ntwo"


def test_one_wrong_file_does_not_hide_the_others(tmp_path: Path) -> None:
    for name in ("a", "c"):
        (tmp_path / f"{name}.toml").write_text(BLOCK, encoding="utf-8")
    (tmp_path / "b.toml").write_text("?", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("?", encoding="utf-8")
    read, wrong = in_folder(tmp_path)
    assert [one.name for one in read] == ["a", "c"]
    assert [one.file for one in wrong] == ["b.toml"]
    assert in_folder(tmp_path / "none") == ((), ())


# -- any file at all

KEYS = sorted({field for kind in BlockBase.__subclasses__() for field in kind.model_fields})
TEXTS = st.text(max_size=8)
SCALARS = (
    TEXTS
    | st.booleans()
    | st.integers()
    | st.integers(min_value=10**300, max_value=10**310)
    | st.floats()
    | st.dates()
    | st.sampled_from(KINDS)
)
VALUES = st.recursive(
    SCALARS,
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS) | TEXTS, inside, max_size=4)
    ),
    max_leaves=12,
)
BLOCKS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(KINDS) | VALUES,
        "title": st.just("a") | VALUES,
        "minutes": st.integers(1, 60) | VALUES,
    },
    optional={key: VALUES for key in KEYS if key not in {"kind", "title", "minutes"}},
)
FILES = st.fixed_dictionaries(
    {"title": st.just("x") | VALUES, "blocks": st.lists(BLOCKS, max_size=3) | VALUES}
)


def toml(value: object) -> str:
    """`value` as TOML writes it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml(str(k))} = {toml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value).lower()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("agendas") / "any.toml"


def outcome(path: Path) -> Agenda | AgendaFileError:
    try:
        return read_agenda(path)
    except AgendaFileError as error:
        return error


@given(data=FILES | st.dictionaries(TEXTS, VALUES, max_size=3))
@example(data={"title": "x", "blocks": [{"kind": "plenary", "title": "a", "minutes": 10**400}]})
@example(data={"title": "x", "blocks": [{"kind": "plenary", "title": "a\rb", "minutes": 1}]})
@example(data={"title": "x", "blocks": [{"kind": [], "title": "a", "minutes": 1}]})
def test_any_toml_is_an_agenda_or_an_agenda_file_error(file: Path, data: dict[str, object]) -> None:
    """Whatever stands in the file; and an agenda can be used."""
    lines = (f"{toml(key)} = {toml(value)}\n" for key, value in data.items())
    file.write_text("".join(lines), encoding="utf-8")
    read = outcome(file)
    if isinstance(read, AgendaFileError):
        assert read.file == "any.toml"
        assert read.expected is not Expected.TOML, read.detail
        assert read.key or read.expected is Expected.VALID
    else:
        assert 0 < read.minutes <= 1440 * len(read.blocks)
        assert all(block.minimum >= ZERO for block in read.fresh())
        titles = "".join(block.title for block in read.blocks)
        assert all(unicodedata.category(c) != "Cc" for c in titles)


@given(data=st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_are_an_agenda_file_error(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    assert fault_of(file).file == "any.toml"


def test_an_agenda_has_no_more_blocks_than_a_meeting_can_hold(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    block = '[[blocks]]\nkind = "plenary"\ntitle = "B"\nminutes = 1\n'
    path.write_text(f'title = "Own"\n{block * MOST_BLOCKS}')
    assert len(read_agenda(path).blocks) == MOST_BLOCKS
    path.write_text(f'title = "Own"\n{block * 5000}')
    fault = fault_of(path)
    assert (fault.key, fault.expected, fault.detail) == ("blocks", Expected.FEWER, "200")


@pytest.mark.parametrize("key", ["at = -7", "skipped = true", 'stage = "talk"', "keep_apart = []"])
def test_how_far_a_block_is_belongs_to_a_session(tmp_path: Path, key: str) -> None:
    of_dates = "stage" in key or "apart" in key
    kind = "speed_dates" if of_dates else "sheets"
    asks = "" if of_dates else 'questions = [{text = "Why?"}]'
    path = tmp_path / "own.toml"
    path.write_text(
        f'title = "Own"\n[[blocks]]\nkind = "{kind}"\ntitle = "B"\nminutes = 5\n{asks}\n{key}\n'
    )
    with pytest.raises(AgendaFileError) as caught:
        read_agenda(path)
    assert caught.value.key == f"blocks[1].{key.split(maxsplit=1)[0]}"
    assert caught.value.expected is Expected.NO_KEY


def test_two_questions_by_one_id_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    asks = 'questions = [{id = "a", text = "Why?"}, {id = "a", text = "How?"}]'
    path.write_text(
        f'title = "Own"\n[[blocks]]\nkind = "sheets"\ntitle = "B"\nminutes = 5\n{asks}\n'
    )
    with pytest.raises(AgendaFileError) as caught:
        read_agenda(path)
    assert caught.value.key == "blocks[1].questions"

"""Versions of one thing, in words that a person can choose by; and what erasing is said to take."""

from pathlib import Path
from typing import Any

import pytest

from exports.choices import FIELDS, SUBJECTS, facts, laptop, made, subject
from exports.erasures import question, unreached, warnings
from exports.language import LANGUAGES, speak
from sessions.choosing import CHOSEN, Choice, Version
from sessions.erasing import Left
from sessions.forgetting import Toll
from sessions.records import LISTS, Where

NOON = "2026-03-12T12:30:00Z"


def between(table: str, *documents: dict[str, Any], number: int | None = 3) -> Choice:
    versions = tuple(Version(f"laptop{n}", one) for n, one in enumerate(documents))
    called = {"m1": "Zoë Martens", "m2": "Henk Postma"}
    return Choice(Path("x"), "session", table, "id", versions, "Noord", number, called)


def told(choice: Choice) -> list[list[str]]:
    """What each version says, a text a fact; a star before what differs."""
    return [
        [f"{'*' if differs else ''}{fact.label}: {fact.text}" for fact, differs in facts(choice, v)]
        for v in choice.versions
    ]


def test_an_answer_and_who_said_it() -> None:
    choice = between("answers", {"text": "a", "by": "m1"}, {"text": "a", "by": None})
    assert subject(choice) == "An answer · Noord, session 3"
    assert told(choice) == [["Text: a", "*Said by: Zoë Martens"], ["Text: a", "*Said by: –"]]


def test_an_action_with_owners_days_and_where_it_stands() -> None:
    action = {"text": "Bel", "owners": ["m1", "m2"], "due": "2027-04-01", "status": "open"}
    other = action | {"owners": ["gone"], "due": None, "status": "done", "history": [1]}
    assert told(between("actions", action, other)) == [
        [
            "Text: Bel",
            "*Owners: Zoë Martens and Henk Postma",
            "*By when: 1 Apr 2027",
            "*Where it stands: open",
        ],
        ["Text: Bel", "*Owners: gone", "*By when: –", "*Where it stands: done"],
    ]


def test_what_a_person_typed_is_left_as_it_is() -> None:
    for text in ("open", "2027-04-01", "m1", "20270401"):
        assert told(between("answers", {"text": text}, {"text": "b"}))[0] == [f"*Text: {text}"]


def test_what_a_hand_made_odd_is_shown_as_it_stands() -> None:
    odd = {"text": "a", "due": "soon", "status": "who knows"}
    facts_ = told(between("actions", odd, {"text": "a", "due": 7, "status": True}))
    assert facts_[0] == ["Text: a", "*By when: soon", "*Where it stands: who knows"]
    assert facts_[1] == ["Text: a", "*By when: 7", "*Where it stands: yes"]


def test_how_far_a_block_was_is_said_by_when_it_began() -> None:
    begun = {"title": "Vellen", "minutes": 20.0, "timer": {"begun": NOON}}
    choice = between("blocks", begun, begun | {"timer": {"begun": None}})
    first, second = told(choice)
    assert first[0] == second[0] == "Title: Vellen"
    assert first[1].startswith("*Began: 12 Mar 2026")
    assert second[1] == "*Began: –"
    assert told(between("blocks", begun, begun | {"minutes": 25.0}))[1][1] == "*Minutes: 25"


def test_what_has_no_name_is_said_to_differ() -> None:
    choice = between("connections", {"id": "a", "n": 1}, {"id": "a", "n": 2}, number=None)
    assert subject(choice) == "Two people who spoke · Noord"
    assert told(choice)[0] == ["*Differs: in what can't be told in a word"]


def test_when_it_was_made_where_that_is_known() -> None:
    assert made(Version("a", {}, NOON)).startswith("Changed: 12 Mar 2026 ")
    assert made(Version("a", {}, "a hand wrote this")) == "Changed: a hand wrote this"
    assert made(Version("a", {})) == ""


def test_whose_version_it_is() -> None:
    version = Version("0123456789ab", {})
    assert laptop(version, "0123456789ab") == "This laptop"
    assert laptop(version, "another") == "Another laptop (0123)"


def test_every_table_has_a_word() -> None:
    assert set(SUBJECTS) == CHOSEN
    assert {one for where in Where for one in (where, *LISTS[where])} == CHOSEN


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_erasing_takes_is_said_in_whole_sentences(language: str) -> None:
    speak(language)
    one = Toll(1, 1, 1, 1, 1, "Zoë", ("zoë?",))
    many, none = Toll(3, 3, 3, 3, 3, "Zoë", ("zoë", "Zoë?", "a", "b", "c")), Toll()
    left = Left((Path("a"), Path("b")), (Path("c"),), "Zoë", ("zoë?",))
    for toll in (one, many, none):
        said = [question("Zoë"), *warnings(toll), *unreached(left)]
        assert all("{" not in text and text[-1] in ".?…" for text in said)
    assert len(warnings(none)) < len(warnings(one)) == len(warnings(many))
    assert warnings(one)[0] != warnings(many)[0]
    assert unreached(Left()) == []
    assert {"text", "name", "title"} <= set(FIELDS)

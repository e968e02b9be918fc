"""The minutes tell somebody who was not there what they need to know."""

from collections.abc import Sequence
from datetime import date

import pytest

from exports import blocks, words
from exports.bars import bar
from exports.document import Bullets, Columns, Document, Facts, Heading, Item, Part, Remark, Table
from exports.formats import FORMATS, written
from exports.language import LANGUAGES, speak
from exports.markdown import markdown
from exports.minutes import session_document
from exports.people import name, names
from sessions import capture, running
from sessions.actions import Change, Status
from sessions.blocks import KINDS
from sessions.blocks.action_review import amend, review
from sessions.blocks.base import Column
from sessions.capture import Place
from sessions.connecting import connect
from sessions.names import told_apart
from sessions.network import Member, Met
from tests.exports.story import Told


def chapter(document: Document, title: str) -> list[Part]:
    """What stands below that heading, up to the next one."""
    parts = iter(document.parts)
    for part in parts:
        if isinstance(part, Heading) and part.text == title:
            break
    found: list[Part] = []
    for part in parts:
        if isinstance(part, Heading):
            break
        found.append(part)
    assert found, f"there is no {title}"
    return found


def headings(document: Document) -> list[str]:
    return [part.text for part in document.parts if isinstance(part, Heading)]


def rows(parts: Sequence[Part]) -> list[dict[str, str]]:
    table = next(part for part in parts if isinstance(part, Table))
    return [dict(zip(table.titles, row, strict=True)) for row in table.rows]


def items(document: Document) -> list[Item]:
    found: list[Item] = []
    for part in document.parts:
        if isinstance(part, Bullets):
            found += part.items
        elif isinstance(part, Columns):
            found += [item for column in part.columns for item in column.items]
    return found


def remarks(document: Document) -> list[str]:
    return [part.text for part in document.parts if isinstance(part, Remark)]


def minutes_of(told: Told, *, with_confidential: bool = False) -> Document:
    return session_document(told.room, told.later(), with_confidential=with_confidential)


def test_the_head_says_what_network_and_which_meeting(past: Told) -> None:
    document = minutes_of(past)
    assert document.title == "Leernetwerk Noord, session 3"
    assert document.subtitle == "Derde bijeenkomst · Thursday 12 March 2026"
    facts = next(part for part in document.parts if isinstance(part, Facts))
    told = {fact.label: fact.text for fact in facts.facts}
    assert told["Goal"] == "Samen beter"
    assert told["Shared why"] == "Omdat"
    assert told["Facilitator"] == "Mia"
    assert told["Participants"] == "4"


def test_every_answer_is_there_once_with_its_id(past: Told) -> None:
    document = minutes_of(past)
    refs = [item.ref for item in items(document) if item.ref]
    assert sorted(refs) == sorted(answer.id for answer in past.room.session.answers)


def test_answers_stand_in_their_columns_with_their_source(past: Told) -> None:
    (columns,) = chapter(minutes_of(past), "Wat helpt?")
    assert isinstance(columns, Columns)
    assert [column.title for column in columns.columns] == ["Succes", "Faal"]
    (known,) = columns.columns[0].items
    assert (known.text, known.by) == ("Men kent *elkaar*", "Zoë")
    assert columns.columns[1].items[0].by == ""


def test_what_was_heard_says_about_whom_and_by_whom(past: Told) -> None:
    heard = next(item for item in items(minutes_of(past)) if item.text == "Zingt in een koor")
    assert (heard.lead, heard.by) == ("Zoë", "Amira")


def test_an_agreed_action_says_what_who_when_and_from_what(past: Told) -> None:
    assert rows(chapter(minutes_of(past), "Actions agreed")) == [
        {
            "What": "Lijst maken",
            "Who": "Henk and Zoë",
            "By when": "2 Apr 2027",
            "From the answer": "Veel wisselingen",
        }
    ]


def test_an_earlier_action_says_what_became_of_it_and_why(past: Told) -> None:
    assert rows(chapter(minutes_of(past), "Earlier actions")) == [
        {
            "What": "Kasten opruimen",
            "Who": "Jan",
            "What became of it": "dropped",
            "Why": "Niet meer nodig",
        }
    ]


def test_an_earlier_action_nobody_spoke_of_is_told_too(past: Told) -> None:
    (earlier, agreed) = past.room.network.actions
    left = earlier.but(id="left", history=(), status=Status.OPEN)
    past.room = past.room.in_network(actions=(earlier, agreed, left))
    became = [
        row["What became of it"] for row in rows(chapter(minutes_of(past), "Earlier actions"))
    ]
    assert became == ["dropped", "not spoken of"]


def test_the_next_date_says_who_said_yes(past: Told) -> None:
    (facts,) = chapter(minutes_of(past), "The next session")
    assert isinstance(facts, Facts)
    assert {fact.label: fact.text for fact in facts.facts} == {
        "When": "Friday 21 May 2027 at 14:00",
        "Where": "De Linde",
        "Said yes": "1: Amira",
        "Did not say yes": "3: Henk, Zoë and Jan",
    }


def test_who_was_there_has_organisation_trait_and_who_left_early(past: Told) -> None:
    there = {row["Who"]: row for row in rows(chapter(minutes_of(past), "Who was there"))}
    assert there["Henk"]["Trait"] == "Handige"
    assert there["Henk"]["Organisation"] == "B"
    assert there["Jan"]["Remark"].startswith("left at ")
    assert there["Amira"]["Remark"] == ""


def test_who_of_the_network_was_not_there_is_named(past: Told) -> None:
    members = (
        Member(id="x", n=9, name="Xandra", since=date(2026, 1, 1)),
        Member(id="y", n=10, name="Later gekomen", since=date(2026, 9, 1)),
        Member(id="z", n=11, name="Al weg", left=date(2026, 1, 1)),
        Member(id="g", n=12, name="Gast", guest=True),
    )
    past.room = past.room.in_network(members=(*past.room.network.members, *members))
    assert "Not there: Xandra." in markdown(minutes_of(past))


def test_conversations_are_new_or_again(past: Told) -> None:
    first = past.room.network.connections[0]
    before = first.but(id="before", session="earlier", at=past.room.network.made)
    past.room = past.room.in_network(connections=(before, *past.room.network.connections))
    met = {row["Who"]: row for row in rows(chapter(minutes_of(past), "Who spoke to whom"))}
    one, other = names(past.room, first.people)
    assert met[one]["Spoke again with"] == other
    assert other not in met[one]["Spoke for the first time with"]
    assert "6 pairs spoke, 5 of them for the first time; 100%" in markdown(minutes_of(past))


def test_how_many_know_each_other_stands_as_a_picture_before_and_after(past: Told) -> None:
    first = past.room.network.connections[0]
    before = first.but(id="before", session="earlier", at=past.room.network.made)
    past.room = past.room.in_network(connections=(before, *past.room.network.connections))
    tables = [p for p in chapter(minutes_of(past), "Who spoke to whom") if isinstance(p, Table)]
    assert tables[1].rows == (
        ("Before this session", "1 of 6", "███░░░░░░░░░░░░░░░░░ 17%"),
        ("After it", "6 of 6", "████████████████████ 100%"),
    )
    assert {row[-1] for row in tables[0].rows} == {"3 of 3"}


@pytest.mark.parametrize(
    ("share", "drawn"), [(0, "░░░░"), (0.01, "█░░░"), (0.5, "██░░"), (0.99, "███░"), (1, "████")]
)
def test_a_bar_is_full_or_empty_only_when_it_is(share: float, drawn: str) -> None:
    assert bar(share, 4) == drawn


def test_planned_time_stands_beside_real_time(past: Told) -> None:
    lasted = rows(chapter(minutes_of(past), "Planned and real time"))
    assert len(lasted) == len(past.room.session.blocks) + 1
    assert lasted[0] == {
        "Part": "Welkom",
        "Planned": "5 min",
        "Took": "6 min",
        "Difference": "+1 min",
    }
    assert lasted[-1]["Part"] == "In all"


def test_speed_dates_that_were_passed_over_say_so(ready: Told) -> None:
    ready.room = running.begin(ready.room, ready.later())
    ready.enter("speed_dates")
    ready.enter("sheets")
    assert "No conversation was held." in remarks(minutes_of(ready))


def test_the_facilitators_notes_stay_out(past: Told) -> None:
    assert "Alleen voor mij" not in markdown(minutes_of(past))


def test_confidential_answers_are_left_out_and_that_is_said(past: Told) -> None:
    secret = past.room.session.answers[-1]
    past.room = past.room.with_answer(secret.but(confidential=True))
    document = minutes_of(past)
    assert secret.id not in {item.ref for item in items(document)}
    assert "1 answer was given in confidence and is left out." in remarks(document)
    assert "6 answers were taken down." in markdown(document)


def test_confidential_answers_are_marked_when_asked_for(past: Told) -> None:
    secret = past.room.session.answers[-1]
    past.room = past.room.with_answer(secret.but(confidential=True))
    document = minutes_of(past, with_confidential=True)
    shown = next(item for item in items(document) if item.ref == secret.id)
    assert shown.note == "confidential"
    assert remarks(document)[0].startswith("This document holds 1 confidential answer")


def test_a_confidential_source_of_an_action_stays_out(past: Told) -> None:
    source = next(a for a in past.room.session.answers if a.text == "Veel wisselingen")
    past.room = past.room.with_answer(source.but(confidential=True))
    assert "Veel wisselingen" not in markdown(minutes_of(past))


def test_a_correction_is_told_as_such(past: Told) -> None:
    trots = past.room.session.answers[-1]
    past.room = capture.mend(past.room, past.later(), answer=trots.id, text="Heel trots")
    shown = next(item for item in items(minutes_of(past)) if item.ref == trots.id)
    assert shown.text == "Heel trots"
    assert shown.note.startswith("corrected on ")
    assert shown.note.endswith("it read: Trots")


def test_no_answer_is_lost_that_was_moved_to_an_odd_place(past: Told) -> None:
    told = past.room.session.answers
    welcome = past.room.session.blocks[0].id
    for answer, place in (
        (told[0], Place(block=welcome)),
        (told[1], Place(block="gone")),
        (told[2], Place(block=past.block("sheets"), sheet="gone")),
    ):
        past.room = capture.move(past.room, past.later(), answer=answer.id, place=place)
    document = minutes_of(past)
    refs = [item.ref for item in items(document) if item.ref]
    assert sorted(refs) == sorted(answer.id for answer in told)
    assert "Other answers" in headings(document)


def test_what_happened_later_does_not_change_the_minutes(past: Told) -> None:
    before = minutes_of(past)
    lijst = past.room.agreed_today[0]
    other = past.room.session.but(id="next", number=4)
    later = past.room.but(session=other)
    later = amend(
        later,
        past.later(),
        action=lijst.id,
        text="Betere lijst",
        owners=lijst.owners,
        due=lijst.due,
    )
    later = review(later, past.later(), action=lijst.id, change=Change.DONE)
    people = past.room.session.here[0].member, past.room.session.here[1].member
    later = connect(later, past.later(), groups=[people], met=Met.NEW_CONNECTION)
    past.room = past.room.but(network=later.network)
    after = minutes_of(past)
    (action,) = rows(chapter(after, "Actions agreed"))
    assert action.pop("Since then").startswith("done (")
    assert [action] == rows(chapter(before, "Actions agreed"))
    for title in ("In short", "Who spoke to whom", "Earlier actions"):
        assert chapter(after, title) == chapter(before, title)


def test_a_planned_session_shows_its_agenda(ready: Told) -> None:
    ready.room = ready.room.in_session(here=())
    document = minutes_of(ready)
    assert [row["Kind"] for row in rows(chapter(document, "Agenda"))][:2] == [
        "Plenary",
        "Review of actions",
    ]
    assert remarks(document) == ["This session has not begun yet; this is what is planned."]


def test_a_running_session_says_how_far_it_is(ready: Told) -> None:
    ready.room = running.begin(ready.room, ready.later())
    document = minutes_of(ready)
    assert remarks(document)[0].startswith("This session is still going on")
    assert "Welkom" in headings(document)
    assert "Vellen" not in headings(document)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_session_reads_in_every_language(past: Told, language: str) -> None:
    speak(language)
    document = minutes_of(past)
    assert document.language == language
    for format_ in FORMATS:
        assert b"Wat helpt?" in written(document, format_)


def test_dutch_minutes_are_dutch(past: Told) -> None:
    speak("nl")
    text = markdown(minutes_of(past))
    assert text.startswith("# Leernetwerk Noord, bijeenkomst 3\n\n*Derde bijeenkomst · donderdag")
    for english in ("answer", "action", "session", "spoke", "When", "Who"):
        assert english not in text


def test_every_kind_of_block_has_a_room_in_this_wing() -> None:
    assert set(blocks.KINDS) == set(KINDS)
    assert set(words.KINDS) == set(KINDS)


def test_people_of_one_name_are_told_apart() -> None:
    people = [
        Member(id="a", name="Anne", organisation="Noord"),
        Member(id="b", name="Anne", organisation="Zuid"),
        Member(id="c", name="Bart", organisation="Zuid"),
        Member(id="d", name="Anne", organisation="Zuid"),
        Member(id="e", name="Anne"),
    ]
    assert told_apart(people) == {
        "a": "Anne (Noord)",
        "b": "Anne (Zuid) (1)",
        "c": "Bart",
        "d": "Anne (Zuid) (2)",
        "e": "Anne",
    }


def test_who_is_no_longer_known_is_still_somebody(past: Told) -> None:
    assert name(past.room, "nobody") == "somebody who is no longer a member"
    assert name(past.room, None) == ""


def test_columns_have_words_of_their_own() -> None:
    assert words.column_title(Column(id="take")) == "I take"
    assert words.column_title(Column(id="0", title="Succes")) == "Succes"
    assert words.column_title(Column(id="")) == ""

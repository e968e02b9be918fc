"""What a person typed is inert in Markdown, and shows as typed."""

from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from exports import markdown as writer
from exports.document import (
    Bullets,
    Column,
    Columns,
    Document,
    Fact,
    Facts,
    Heading,
    Item,
    Paragraph,
    Part,
    Quote,
    Remark,
    Table,
)
from exports.inert import balanced, lines_of
from exports.markdown import markdown
from sessions.texts import clean

COMMONMARK = MarkdownIt("commonmark").enable("table")
GENEROUS = MarkdownIt("gfm-like", {"typographer": False})
OURS = {"strong_open", "strong_close", "em_open", "em_close"}

SIGNS = "\\`*_{}[]()#+-.!|<>~=^$&:@;\"'/ \t\n01aé\u200f\u202e\u2067\u2069\u202c\u00a0\u2028"
TEXT = st.one_of(st.text(), st.text(alphabet=SIGNS), st.text(alphabet="-=+*#>|:1.) \n\t~`_<&"))
HOSTILE = [
    "# kop",
    "1. een",
    "- lijst\n- verder",
    "a\n===",
    "a\n---",
    "a | b\n--|--\n1 | 2",
    "```\ncode",
    "    ingesprongen",
    "x\n    ingesprongen",
    "<script>alert(1)</script>",
    "&lt;b&gt; &#65; &nbsp;",
    "[tekst](http://example.org) ![x](y) [^1] [ ] taak",
    "[verwijzing]: http://example.org",
    "http://example.org www.example.org naam@example.org mailto:naam@example.org",
    "`code` **vet** _schuin_ ~~weg~~ $x$ ==licht== :smile:",
    "\\* \\\\ \\",
    "einde #",
    "C# en #12",
    "a\\|b",
    "שלום \u202e omgekeerd",
    "> citaat",
    "twee  \nregels",
    "term\n: betekenis",
]


def typed(text: str) -> str:
    """What should be read where `text` was typed."""
    return "\n".join(lines_of(text))


def read(tokens: list[Token]) -> str:
    """The text of inline tokens; anything but text, breaks and our own emphasis is a failure."""
    text = ""
    for token in tokens:
        if token.type in {"text", "text_special"}:
            text += token.content
        elif token.type in {"softbreak", "hardbreak"}:
            text += "\n"
        else:
            assert token.type in OURS, token
    return text


def rendered(part: Part, reader: MarkdownIt = COMMONMARK) -> list[tuple[str, str]]:
    """The blocks of text that a reader sees of `part`, each with what it is in."""
    written = markdown(Document("T", "S", "nl", (part,)))
    tokens = reader.parse(written)
    seen = []
    for before, token in pairwise(tokens):
        assert token.type not in {"html_block", "code_block", "fence", "hr"}, token
        if token.type == "inline":
            seen.append((before.type, read(token.children or [])))
    assert seen[:2] == [("heading_open", "T"), ("paragraph_open", "S")]
    return seen[2:]


def texts(part: Part, reader: MarkdownIt = COMMONMARK) -> list[str]:
    return [text for _kind, text in rendered(part, reader)]


@pytest.mark.parametrize("reader", [COMMONMARK, GENEROUS], ids=["commonmark", "generous"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_shows_as_typed_in_every_part(text: str, reader: MarkdownIt) -> None:
    shown = typed(text)
    assert texts(Paragraph(text), reader) == [shown]
    assert texts(Quote(text), reader) == [shown]
    assert texts(Remark(text), reader) == [shown]
    assert rendered(Heading(text, 2), reader) == [("heading_open", shown)]
    assert texts(Facts((Fact(text, text),)), reader) == [f"{shown}: {shown}"]
    item = Item(text, lead=text, by=text, note=text)
    assert texts(Bullets((item,)), reader) == [f"{shown}: {shown} – {shown} ({shown})"]
    assert texts(Table((text, "b"), ((text, text),)), reader) == [shown, "b", shown, shown]


@given(TEXT)
@example("0)")
@example("\u00a0x\n\u2028y\u00a0\nz")
def test_a_paragraph_reads_as_typed(text: str) -> None:
    shown = typed(text)
    assert texts(Paragraph(text)) == ([shown] if shown else [])


@given(TEXT)
def test_a_readers_own_links_and_strikes_find_nothing(text: str) -> None:
    shown = typed(text)
    assert texts(Paragraph(text), GENEROUS) == ([shown] if shown else [])


@given(st.lists(TEXT.filter(clean), min_size=1, max_size=4))
def test_items_stay_apart_and_in_order(said: list[str]) -> None:
    assert texts(Bullets(tuple(Item(one) for one in said))) == [typed(one) for one in said]


@given(TEXT.filter(clean), TEXT.filter(clean), TEXT.filter(clean))
def test_an_item_reads_as_typed_with_all_that_goes_with_it(text: str, lead: str, by: str) -> None:
    assert texts(Bullets((Item(text, lead=lead, by=by),))) == [
        f"{typed(lead)}: {typed(text)} – {typed(by)}"
    ]


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=4))
def test_a_table_keeps_its_cells(rows: list[tuple[str, str]]) -> None:
    cells = [typed(cell) for row in rows for cell in row]
    assert texts(Table(("a", "b"), tuple(rows))) == ["a", "b", *cells]


@given(TEXT.filter(clean), TEXT.filter(clean))
def test_columns_and_headings_read_as_typed(title: str, text: str) -> None:
    column = Column(title, (Item(text),))
    assert texts(Columns((column, Column("leeg", ())))) == [typed(title), typed(text), "leeg", "–"]
    assert rendered(Heading(title)) == [("heading_open", typed(title))]


@given(st.text(alphabet="ab \u202a\u202d\u202e\u202c\u2066\u2067\u2068\u2069"))
def test_no_direction_stays_open(line: str) -> None:
    closed = balanced(line)
    assert closed.startswith(line)
    assert set(closed[len(line) :]) <= {"\u202c", "\u2069"}
    assert balanced(closed) == closed


def test_ordinary_words_are_not_cluttered() -> None:
    for line in ("R & D (80%), d.w.z. 3.5 uur - om 14:30; wat nu?", "Zoë: 'ja!' C# (2x)"):
        assert writer.escaped(line) == line


@pytest.mark.parametrize("blank", ["", " ", "\u00a0", "\n"])
def test_what_is_blank_leaves_no_marks(blank: str) -> None:
    item = Item("x", lead=blank, by=blank, note=blank)
    assert texts(Bullets((item,))) == ["x"]
    assert texts(Columns((Column(blank, (item,)),))) == ["x"]
    assert texts(Remark(blank)) == []
    assert markdown(Document("T", blank, "nl", ())) == "# T\n"


def test_every_part_can_be_written() -> None:
    assert set(writer._WRITERS) == set(get_args(Part))


def test_bold_titles_are_bold() -> None:
    written = markdown(Document("T", "", "nl", (Bullets((Item("x", lead="Henk"),)),)))
    assert "<strong>Henk</strong>: x" in COMMONMARK.render(written)

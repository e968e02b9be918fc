"""The gate: any text becomes one that is safe to keep, to show and to send."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sessions.errors import EmptyTextError, TextTooLongError
from sessions.texts import LONGEST, clean, replaces, said
from tests.strategies import hostile_texts

ACTS = {"Cc", "Cs", "Zl", "Zp"}


@given(text=hostile_texts, lines=st.booleans())
@example(text="\x1b[31m\x9b31m\x7f\x00\ud800\x85", lines=True)
def test_nothing_that_acts_on_a_terminal_is_left(text: str, *, lines: bool) -> None:
    cleaned = clean(text, lines=lines)
    left = {c for c in cleaned if unicodedata.category(c) in ACTS}
    assert left <= ({"\n", "\t"} if lines else set())
    assert lines or cleaned.splitlines() in ([], [cleaned])
    assert cleaned.encode().decode() == cleaned


@given(text=hostile_texts, lines=st.booleans())
def test_to_clean_twice_is_to_clean_once(text: str, *, lines: bool) -> None:
    cleaned = clean(text, lines=lines)
    assert clean(cleaned, lines=lines) == cleaned
    assert cleaned == cleaned.strip()


@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1))
def test_words_in_any_script_stay_as_typed(text: str) -> None:
    assert clean(text) == text
    assert said(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "👩‍👩‍👧‍👦 🏳️‍🌈",
        "\N{RIGHT-TO-LEFT OVERRIDE}x\N{POP DIRECTIONAL FORMATTING}y",
        "budget [/b] x",
        "می‌خواهم",
    ],
)
def test_what_is_only_odd_is_kept(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\x1b]0;x\x07", "␛]0;x␇"),
        ("a\x7fb", "a␡b"),
        ("a\x9bb", "a\N{REPLACEMENT CHARACTER}b"),
        ("a\ud800b", "a\N{REPLACEMENT CHARACTER}b"),
        ("a\r\nb\rc\nd\te", "a b c d e"),
        ("a\u2028b\u2029c", "a b c"),
        ("a\x0bb\x0cc", "a␋b␌c"),
        ("  a  ", "a"),
    ],
)
def test_what_could_act_is_shown(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_lines_stay_where_they_are_wanted() -> None:
    assert clean("a\r\nb\rc\u2028d\te\n", lines=True) == "a\nb\nc\nd\te"


@pytest.mark.parametrize(
    "text", ["", " \t\n", "\u200b", "\ufeff\u200b\N{NO-BREAK SPACE}", "\u2028"]
)
def test_nothing_to_be_seen_is_nothing_said(text: str) -> None:
    with pytest.raises(EmptyTextError):
        said(text)


def test_what_is_too_long_is_refused_whole() -> None:
    assert said("x" * LONGEST + " ") == "x" * LONGEST
    with pytest.raises(TextTooLongError) as caught:
        said("x" * (LONGEST + 1))
    assert (caught.value.length, caught.value.most) == (LONGEST + 1, LONGEST)


@given(text=hostile_texts)
@example(text="a\tb\r\nc\u2028\u200f")
def test_that_signs_took_the_place_of_something_is_known(text: str) -> None:
    other = sorted(set(clean(text, lines=True)) - set(text) - {"\n"})
    assert replaces(text) or not other
    assert not replaces(clean(text, lines=True))

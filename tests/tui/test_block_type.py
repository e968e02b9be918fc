"""Block type: every character can be told from the others, and what fits is what is drawn."""

import string
import time
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui import block_type
from tui.block_type import can_draw, draw, fit, headline, size, wrap

PUNCTUATION = ".,:;!?'’‘\"“”„…·•-–—_/\\|()[]&%+*×÷=<>#@€£$°→←¿¡~«»‹›"
EVERY_SIGN = string.ascii_uppercase + string.digits + PUNCTUATION + "ÆŒØẞŁĐÞĦŊƏ"
ACCENTED = "ÁÀÂÃÄÅĀĂȦẢÇĄŠŞẠȘÉÈÊËĚĘĞĠÍÌÎÏİÑÓÒÔÕÖŐƠÚÙÛÜŮŰƯÝŸŽŻẾỆ"

SENTENCES = st.text(alphabet=EVERY_SIGN + ACCENTED + "   ", max_size=60)
SCALES = st.integers(1, 8)


def test_every_character_is_drawn_in_its_own_way() -> None:
    drawn = {c: tuple(draw(c, 1)) for c in EVERY_SIGN + ACCENTED}
    same = [(a, b) for a, b in combinations(drawn, 2) if drawn[a] == drawn[b]]
    assert same == []
    assert all(can_draw(c) for c in drawn)


@pytest.mark.parametrize("alike", ["O0DQ", "1I|:", "5S", "2Z7", "8B3", "6G", "UVY", "HKXN", "MW"])
def test_characters_that_look_alike_differ_in_more_than_a_pixel(alike: str) -> None:
    for one, other in combinations(alike, 2):
        drawn = _pixels(one), _pixels(other)
        assert len(drawn[0][0]) != len(drawn[1][0]) or _different(*drawn) > 1, (one, other)


def test_digits_are_of_one_width_so_that_a_clock_stands_still() -> None:
    assert {size(digit, 1)[0] for digit in string.digits} == {3}


def test_most_letters_are_three_pixels_wide_and_none_over_five() -> None:
    widths = [size(letter, 1)[0] for letter in string.ascii_uppercase]
    assert widths.count(3) >= len(widths) / 2
    assert max(widths) == 5


def test_a_clock_at_scale_one() -> None:
    assert draw("12:34", 1) == [
        " ▄  ▄▄▄   ▄▄▄ ▄ ▄",
        "▀█  ▄▄█ ▀  ▄█ █▄█",
        "▄█▄ █▄▄ ▀ ▄▄█   █",
    ]


def test_a_pixel_at_scale_two_is_two_cells() -> None:
    assert draw("7", 2) == ["██████", "    ██", "    ██", "  ██  ", "  ██  "]


def test_lower_case_is_drawn_as_capitals() -> None:
    assert draw("Zoë, gülşen, groß, ĳs", 1) == draw("ZOË, GÜLŞEN, GROẞ, IJS", 1)


def test_an_accent_takes_room_only_in_its_line() -> None:
    assert len(draw("Zoe", 2)) == 5
    assert len(draw("Zoë", 2)) == 7
    assert len(draw("Gülşen", 2)) == 8
    assert draw("Zoe", 2)[-1] == draw("Zoë", 2)[-1]


def test_an_accent_is_the_same_however_it_is_encoded() -> None:
    assert draw("é", 2) == draw("e\u0301", 2)


def test_white_space_of_any_kind_is_a_space_and_what_is_invisible_takes_none() -> None:
    assert draw("a\tb\u00a0c", 1) == draw("a b c", 1)
    assert draw("leer\u00adnetwerk", 1) == draw("leernetwerk", 1)


@pytest.mark.parametrize(
    "text", ["Zoë 😀", "мир", "שלום", "你好", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙", "a\x1b[2J", "\ud800", "\u202e", "e\ufe0f"]
)
def test_text_without_pictures_never_fits_but_is_drawn_with_boxes(text: str) -> None:
    assert not can_draw(text)
    assert fit(text, 1000, 100) == 0
    assert wrap(text, 1000, 1) is None
    assert headline(text, 1000, 100) is None
    assert _are_rows(draw(text, 2))


@pytest.mark.parametrize(
    "sentence",
    [
        "Hoe start ik een leernetwerk in mijn eigen organisatie?",
        "Wat zijn succesfactoren voor een leernetwerk, en wat zijn faalfactoren?",
        "What’s in it for me – and “for you” (50% & more)?",
        "Één idee: ’s middags om 14:30, à € 2,50 / persoon; coöperatie + reünie = #1!",
    ],
)
def test_a_question_fits_a_small_screen(sentence: str) -> None:
    rows = headline(sentence, 80, 18)
    assert rows is not None
    assert _are_rows(rows)
    assert len(rows) <= 18
    assert max(map(len, rows)) <= 80


def test_a_headline_is_as_large_as_it_can_be() -> None:
    assert headline("Pauze", 21, 3) == draw("Pauze", 1)
    assert headline("Pauze", 41, 5) == draw("Pauze", 2)
    assert headline("Pauze", 400, 50) == draw("Pauze", 4)
    assert headline("Pauze", 400, 50, most=2) == draw("Pauze", 2)
    assert headline("Pauze", 18, 3) is None


def test_lines_are_two_pixels_apart_or_one_when_room_is_short() -> None:
    roomy, tight = headline("een twee", 24, 7, most=1), headline("een twee", 24, 6, most=1)
    assert roomy is not None
    assert tight is not None
    assert (len(roomy), len(tight)) == (6, 6)
    assert headline("een twee", 48, 12, most=2) == _stacked(["een", "twee"], 2, apart=2)
    assert headline("een twee", 48, 11, most=2) == _stacked(["een", "twee"], 2, apart=1)


def test_a_line_breaks_at_spaces_and_at_hyphens_and_slashes_between_letters() -> None:
    assert wrap("halen  en\nbrengen", 40, 1) == ["halen en", "brengen"]
    assert wrap("Noord-Holland", 32, 1) == ["Noord-", "Holland"]
    assert wrap("succes/faal", 30, 1) == ["succes/", "faal"]
    assert wrap("1-2-3 en 24/7", 25, 1) == ["1-2-3", "en", "24/7"]
    assert wrap("leernetwerk", 20, 1) is None
    assert wrap("", 20, 1) == [""]


def test_a_speech_is_refused_at_once() -> None:
    started = time.perf_counter()
    assert headline("woorden " * 100_000, 200, 60) is None
    assert time.perf_counter() - started < 0.1


def test_a_clock_is_drawn_in_microseconds() -> None:
    draw("12:34", 2)
    started = time.perf_counter()
    for _ in range(100):
        draw("12:34", 2)
    assert (time.perf_counter() - started) / 100 < 0.001


@given(st.text(), st.integers(0, 9))
def test_any_text_is_drawn_in_rows_of_the_size_that_is_told(text: str, scale: int) -> None:
    rows = draw(text, scale)
    columns, height = size(text, scale)
    assert len(rows) == height
    assert {len(row) for row in rows} <= {columns}
    assert set("".join(rows)) <= set(" ▀▄█")


@given(st.text(), st.integers(-1, 200), st.integers(-1, 60), st.integers(0, 9))
def test_nothing_that_a_person_types_can_break_the_screen(
    text: str, columns: int, rows: int, most: int
) -> None:
    fit(text, columns, rows, most=most)
    wrap(text, columns, most)
    headline(text, columns, rows, most=most)


@given(SENTENCES, st.integers(0, 300), st.integers(0, 60), SCALES)
def test_fit_is_the_largest_scale_that_fits(text: str, columns: int, rows: int, most: int) -> None:
    def fits(scale: int) -> bool:
        wide, high = size(text, scale)
        return wide <= columns and high <= rows

    scale = fit(text, columns, rows, most=most)
    assert scale == max((n for n in range(1, most + 1) if fits(n)), default=0)


@given(SENTENCES, st.integers(1, 200), st.integers(1, 4))
def test_wrapped_lines_hold_every_word_and_fit(text: str, columns: int, scale: int) -> None:
    lines = wrap(text, columns, scale)
    if lines is not None:
        assert "".join("".join(lines).split()) == "".join(text.split())
        assert all(size(line, scale)[0] <= columns for line in lines)


@given(SENTENCES, st.integers(1, 200), st.integers(1, 60))
def test_a_headline_keeps_within_its_room(text: str, columns: int, rows: int) -> None:
    drawn = headline(text, columns, rows)
    if drawn is not None:
        assert _are_rows(drawn)
        assert len(drawn) <= rows
        assert len(drawn[0]) <= columns
        assert headline(text, columns + 1, rows + 1) is not None


@given(SENTENCES, SCALES)
def test_a_scale_shows_the_same_pixels(text: str, scale: int) -> None:
    once, scaled = _pixels(text), _pixels(text, scale)
    enlarged = [
        "".join(pixel * scale for pixel in row) for row in _from_ink(once) for _ in range(scale)
    ]
    assert _from_ink(scaled) == enlarged


def _pixels(text: str, scale: int = 1) -> list[str]:
    """What is drawn, unfolded to half rows of '#' and '.'."""
    halves = {" ": "..", "▀": "#.", "▄": ".#", "█": "##"}
    rows = draw(text, scale)
    return ["".join(halves[cell][half] for cell in row) for row in rows for half in (0, 1)]


def _from_ink(pixels: list[str]) -> list[str]:
    """`pixels` without the empty rows around them."""
    inked = [i for i, row in enumerate(pixels) if "#" in row]
    return pixels[inked[0] : inked[-1] + 1] if inked else []


def _different(one: list[str], other: list[str]) -> int:
    return sum(a != b for a, b in zip("".join(one), "".join(other), strict=True))


def _stacked(lines: list[str], scale: int, *, apart: int) -> list[str]:
    drawn = [draw(line, scale) for line in lines]
    width = max(len(rows[0]) for rows in drawn)
    gap = [""] * (apart * scale // 2)
    rows = [row for rows in drawn for row in [*rows, *gap]]
    return [row.ljust(width) for row in rows[: -len(gap)]]


def _are_rows(rows: list[str]) -> bool:
    return len({len(row) for row in rows}) == 1 and set("".join(rows)) <= set(" ▀▄█")


def test_the_height_of_a_letter_is_the_height_of_the_pictures() -> None:
    assert size("A", 2)[1] == block_type.HEIGHT

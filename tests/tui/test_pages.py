"""Rows that come in pages: none is lost, none is cut."""

from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.pages import pages

rows = st.lists(st.integers(1, 4), max_size=60)


@given(rows, st.integers(1, 5), st.integers(4, 20), st.booleans())
def test_every_row_is_on_one_page_whole_and_in_order(
    heights: list[int], columns: int, height: int, apart: bool
) -> None:
    gap = [""] if apart else []
    items = list(enumerate(heights))
    made = pages(items, lambda item: ["x"] * item[1], columns, height, gap)
    assert made is not None
    assert [row for page in made for column in page for row, _ in column] == items
    for page in made:
        assert len(page) <= columns
        for column in page:
            assert sum(len(lines) for _, lines in column) <= height


def test_a_row_that_cannot_be_drawn_or_is_too_high_has_no_pages() -> None:
    assert pages([1], lambda _: None, 1, 10) is None
    assert pages([1], lambda _: ["x"] * 11, 1, 10) is None


def test_what_fits_on_one_page_is_spread_over_its_columns() -> None:
    (page,) = pages(range(6), lambda _: ["x"], 3, 10) or []
    assert [len(column) for column in page] == [2, 2, 2]

"""Numbers seen, beside plain sets of them."""

from hypothesis import example, given
from hypothesis import strategies as st

from sessions.store.seen import Seen

numbers = st.lists(st.tuples(st.sampled_from(("add", "skip")), st.integers(1, 12)), max_size=10)


def made(script: list[tuple[str, int]]) -> tuple[Seen, set[int], int]:
    seen, plain, last = Seen(), set[int](), 0
    for what, number in script:
        if what == "add":
            seen.add("aaa", number)
            plain.add(number)
        else:
            seen.skip_to("aaa", number)
        last = max(last, number)
    return seen, plain, last


def same(seen: Seen, plain: set[int], last: int) -> None:
    assert seen.last("aaa") == last
    assert {number for number in range(16) if seen.includes("aaa", number) and number} == plain
    for number in range(1, 16):
        assert seen.includes_all("aaa", number) == (set(range(1, number + 1)) <= plain)
    assert Seen(seen.lasts, seen.missing) == seen.copy() == seen


@given(numbers, numbers)
@example([("add", 1), ("add", 1)], [("skip", 3), ("add", 2)])
def test_it_is_as_with_sets(script: list[tuple[str, int]], other: list[tuple[str, int]]) -> None:
    seen, plain, last = made(script)
    same(seen, plain, last)
    others, other_plain, other_last = made(other)
    assert seen.exceeds(others) == bool(plain - other_plain)
    early = {number for number in plain - other_plain if number <= 5}
    assert seen.exceeds(others, but="aaa", after=5) == bool(early)
    assert seen.exceeds(others, but="bbb", after=5) == seen.exceeds(others)
    reached = others.reaches("aaa", seen)
    assert {number for number in plain if number <= reached} <= other_plain
    assert reached == other_last or plain - other_plain
    seen.unite(others)
    same(seen, plain | other_plain, max(last, other_last))
    assert not others.exceeds(seen)

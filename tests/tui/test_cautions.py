"""Whatever can't be had has words, in both languages, and they give nothing away."""

import pytest

from sessions.blocks import SpeedDates
from sessions.meetings import WarningKind
from sessions.planning import Caution
from tests.rooms import START, begun_room
from tui.blocks.cautions import caution_words, lost_words
from tui.blocks.moment import Moment

PRIVATE = {WarningKind.CONTRADICTION, WarningKind.APART_FROM_ALL, WarningKind.LEFT_OUT}


def told(*kinds: WarningKind, count: int = 2) -> Moment[SpeedDates]:
    cautions = [Caution(kind=kind, people=("henk", "sharon"), count=count) for kind in kinds]
    dates = SpeedDates(title="Dates", minutes=20, rounds=5, cautions=tuple(cautions))
    return Moment(begun_room(6, dates), dates, START)


@pytest.mark.parametrize("spoken", ["en", "nl"], indirect=True)
@pytest.mark.parametrize("kind", WarningKind)
@pytest.mark.parametrize("count", [1, 2])
def test_every_caution_is_a_sentence(spoken: str, kind: WarningKind, count: int) -> None:
    (words,) = caution_words(told(kind, count=count))
    assert words.endswith(".")
    assert "{" not in words
    assert (" with " in words) <= (spoken == "en")


@pytest.mark.parametrize("spoken", ["en", "nl"], indirect=True)
@pytest.mark.parametrize("kind", sorted(PRIVATE))
def test_that_two_are_kept_apart_is_not_said(spoken: str, kind: WarningKind) -> None:
    (words,) = caution_words(told(kind))
    assert spoken
    assert "apart" not in words


@pytest.mark.usefixtures("spoken")
def test_the_same_is_said_once_and_what_is_lost_by_itself() -> None:
    m = told(WarningKind.CONTRADICTION, WarningKind.MUST_MEET_UNMET, WarningKind.REPEATS)
    assert len(caution_words(m)) == 2
    assert lost_words(m) == ("In 5 rounds with 6 people 2 pairs meet more than once.",)

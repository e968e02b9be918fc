"""Who asks for what another offers: the words of a take and a bring."""

import pytest

from sessions.asking import Match, matches
from sessions.blocks.take_and_bring import ADVICE, BRING, TAKE
from sessions.meetings import pair
from sessions.session import Answer
from tests.rooms import START


def said(by: str | None, column: str, text: str) -> Answer:
    return Answer(
        id=f"{by} {column} {text}", block="halen", column=column, text=text, by=by, at=START
    )


@pytest.mark.parametrize(
    ("take", "bring", "word"),
    [
        ("Werkvorm voor een moe team", "Een kast vol werkvormen", "werkvorm"),
        ("Hoe je families betrekt", "Familie is mijn vak", "families"),
        ("Een CAFÉ voor naasten", "cafe beginnen", None),
        ("Iets over privé-coaching", "Coaching geven", "coaching"),
        ("Ideeën over de moestuin", "Een rondleiding door de moestuin", "moestuin"),
        ("Leren van elkaar", "Leren met plezier", None),
        ("Een team", "Een team", None),
        ("Werk", "Werkbegeleiding", None),
        ("werkplek", "werkplekbegeleiding", None),
        ("Peer supervision", "Facilitating peer supervision", "supervision"),
        ("Families and supervision", "supervision of families", "supervision"),
        ("", "", None),
    ],
)
def test_a_word_that_both_use(take: str, bring: str, word: str | None) -> None:
    told = [said("henk", TAKE, take or "-"), said("vera", BRING, bring or "-")]
    found = matches(told, {"henk", "vera"})
    assert found == ({pair("henk", "vera"): Match("henk", "vera", word)} if word else {})


def test_only_of_others_who_are_meant_and_only_what_is_asked_and_offered() -> None:
    told = [
        said("henk", TAKE, "intervisie"),
        said("henk", BRING, "intervisie"),
        said("vera", ADVICE, "intervisie"),
        said("weg", BRING, "intervisie"),
        said(None, BRING, "intervisie"),
        said("bram", BRING, "intervisie").but(confidential=True),
    ]
    assert matches(told, {"henk", "vera", "bram"}) == {}


def test_who_asks_and_who_offers_is_told() -> None:
    told = [said("vera", BRING, "intervisie"), said("henk", TAKE, "Intervisie!")]
    assert matches(told, ["henk", "vera"])[pair("henk", "vera")].asks == "henk"

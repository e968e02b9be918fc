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
        ("Een rustige werkplek", "Werkplekbegeleiding", "werkplek"),
        ("Iets over dementie", "Scholing in dementiezorg", "dementie"),
        ("Hoe de dementiezorg beter kan", "Ervaring met dementie", "dementiezorg"),
        ("Opleidingsplannen", "Een opleiding", "opleidingsplannen"),
        ("Een familiegesprek", "Praten met familie", "familiegesprek"),
        ("De cliëntenraad", "Cliënten die meedoen", "cliëntenraad"),
        ("Vrijwilligerswerk", "Een vrijwilliger", "vrijwilligerswerk"),
        ("Leidinggevenden", "De leiding in de hand", "leidinggevenden"),
        ("Geduld", "Een vertrouwelijk gesprek", None),
        ("Vertrouwen winnen", "Een vertrouwelijk onderwerp", None),
        ("Een persoon", "Iets persoonlijks", None),
        ("Ieder met respect", "Respectievelijk geel en blauw", None),
        ("Wandelen", "Horen wat in de wandelgangen gezegd is", None),
        ("Een opleiding", "Begeleiding", None),
        ("Dementiezorg", "Dementievriendelijk", None),
        ("A leader", "Leadership", None),
        ("Peer supervision", "Facilitating peer supervision", "supervision"),
        ("Families and supervision", "supervision of families", "supervision"),
        ("Een verhaal dat blijft hangen", "Verhalen van de werkvloer", "verhaal"),
        ("Brieven die iedereen begrijpt", "Een brief die werkt", "brieven"),
        ("Voorbeeldbrieven", "Een heldere brief aan bezoekers", None),
        ("Welke cursussen werken?", "Een cursus voor vrijwilligers", "cursussen"),
        ("Een vrijwilliger erbij", "Vrijwilligers die willen", "vrijwilliger"),
        ("Mogelijkheden in de wijk", "Een mogelijkheid om te oefenen", "mogelijkheden"),
        ("Stories that travel", "A story of our ward", "stories"),
        ("Family meetings", "Talking with families", "family"),
        ("Coaching voor mijn team", "Teamcoaching", "coaching"),
        ("Een familiegesprek voeren", "Gesprekken oefenen", "familiegesprek"),
        ("Hulp bij roosters", "Zelfroosteren", None),
        ("Een bedrijfsbezoek", "Bedrijfsbezoeken regelen", "bedrijfsbezoek"),
        ("Intervisie begeleiden", "Begeleiding op de werkplek", "begeleiden"),
        ("Waar de leiding voor staat", "Begeleiding op de werkplek", None),
        ("Een lokaal met bedden", "Een maatje in de wijk", None),
        ("Een fietsbel", "Weten wie ik kan bellen", None),
        ("Collega’s uit andere organisaties", "Onze collega’s en organisatie", None),
        ("Members who can be reached", "Other members and sessions", None),
        ("Filmpjes maken met je telefoon", "Filmpje van de moestuin", "filmpjes"),
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

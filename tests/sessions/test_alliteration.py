"""A trait begins like the name, by letter or by sound; who is stuck is offered some that do."""

import re
from string import ascii_lowercase, ascii_uppercase

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sessions.alliteration import Alliteration, compare, offer, trait_of
from sessions.alliteration.offer import fitting, traits

LETTER, SOUND, NEAR, NONE = Alliteration
LANGUAGES = st.sampled_from(("nl", "en"))

DUTCH = [
    ("handige", "Henk", LETTER),
    ("Handige Henk", "Henk", LETTER),
    ("de handige", "Henk", LETTER),
    ("Charmante", "Sharon", SOUND),
    ("charmante", "Carla", LETTER),
    ("Fijne", "Vera", NEAR),
    ("vlotte", "Fenna", NEAR),
    ("zonnige", "Sara", NEAR),
    ("sociale", "Zoë", NEAR),
    ("blije", "Peter", NEAR),
    ("dappere", "Tom", NEAR),
    ("handige", "Gerrit", NEAR),
    ("wijze", "Vera", NEAR),
    ("slimme", "Sjoerd", LETTER),
    ("joviale", "Jean", LETTER),
    ("joviale", "Djamila", NEAR),
    ("creatieve", "Kees", SOUND),
    ("kundige", "Carla", SOUND),
    ("kundige", "Quinten", SOUND),
    ("krachtige", "Christiaan", SOUND),
    ("krachtige", "Xander", SOUND),
    ("gezellige", "Chaïm", SOUND),
    ("sociale", "Cindy", SOUND),
    ("sociale", "Çağla", SOUND),
    ("creatieve", "Çağla", LETTER),
    ("fijne", "Philippe", SOUND),
    ("positieve", "Philippe", LETTER),
    ("joviale", "Yara", SOUND),
    ("inspirerende", "Yvonne", SOUND),
    ("IJverige", "IJsbrand", LETTER),
    ("ijverige", "Ijsbrand", LETTER),
    ("Ĳverige", "ijsbrand", LETTER),
    ("ijverige", "ĳsbrand", LETTER),
    ("ijverige", "Yde", SOUND),
    ("ijverige", "Eise", SOUND),
    ("eigentijdse", "IJsbrand", SOUND),
    ("eerlijke", "IJsbrand", NONE),
    ("inspirerende", "IJsbrand", NEAR),
    ("inspirerende", "Ijeoma", LETTER),
    ("eerlijke", "Élise", LETTER),
    ("open", "Özlem", LETTER),
    ("open", "Øyvind", LETTER),
    ("lieve", "Łukasz", LETTER),
    ("slimme", "Šárka", LETTER),
    ("charmante", "Şule", SOUND),
    ("attente", "Ægir", LETTER),
    ("behulpzame", "van den Berg", LETTER),
    ("vriendelijke", "van den Berg", NONE),
    ("behulpzame", "Dr. Van den Berg", LETTER),
    ("vriendelijke", "Van", LETTER),
    ("vriendelijke", "Van Nguyen", LETTER),
    ("attente", "el Amrani", LETTER),
    ("attente", "Al-Amin", LETTER),
    ("dappere", "McDonald", LETTER),
    ("moedige", "McDonald", LETTER),
    ("blije", "O'Brien", LETTER),
    ("blije", "O’Brien", LETTER),
    ("hartelijke", "'t Hart", LETTER),
    ("attente", "An Peeters", LETTER),
    ("attente", "Anne-Marie", LETTER),
    ("moedige", "Anne-Marie", NONE),
    ("jolige", "Jan Willem", LETTER),
    ("handige", "😀 Henk", LETTER),
    ("handige", "Vera", NONE),
    ("", "Henk", NONE),
    ("handige", "", NONE),
    ("Henk", "Henk", NONE),
    ("😀", "😀", NONE),
    ("handige", "123", NONE),
    ("весёлая", "Вера", LETTER),
    ("весёлая", "Анна", NONE),
    ("весёлая", "Vera", NONE),
    ("handige", "Хенк", NONE),
    ("γενναίος", "Γιώργος", LETTER),
    ("勇敢", "勇太", LETTER),
]
ENGLISH = [
    ("helpful", "Henk", LETTER),
    ("kind", "Charles", NONE),
    ("kind", "Christine", SOUND),
    ("cheerful", "Charlie", LETTER),
    ("sharing", "Charlotte", SOUND),
    ("sharp-witted", "Siobhán", LETTER),
    ("sharing", "Cheryl", SOUND),
    ("genuine", "John", SOUND),
    ("joyful", "Gemma", SOUND),
    ("noble", "Knut", SOUND),
    ("resourceful", "Wren", SOUND),
    ("friendly", "Philip", SOUND),
    ("zestful", "Xavier", SOUND),
    ("quick-witted", "Kevin", SOUND),
    ("sociable", "Cindy", SOUND),
    ("unique", "Yara", SOUND),
    ("open", "Honora", SOUND),
    ("open", "Honey", NONE),
    ("honest", "Olivia", SOUND),
    ("generous", "Kate", NEAR),
    ("friendly", "Vera", NEAR),
    ("helpful", "Gerrit", NONE),
    ("inspiring", "IJsbrand", LETTER),
    ("the wise", "Wanda", LETTER),
    ("Wise Wanda", "Wanda Smith", LETTER),
]


@pytest.mark.parametrize(("trait", "name", "expected"), DUTCH)
def test_alike_to_a_dutch_ear(trait: str, name: str, expected: Alliteration) -> None:
    assert compare(trait, name, language="nl") is expected


@pytest.mark.parametrize(("trait", "name", "expected"), ENGLISH)
def test_alike_to_an_english_ear(trait: str, name: str, expected: Alliteration) -> None:
    assert compare(trait, name, language="en") is expected


@pytest.mark.parametrize(
    ("said", "name", "trait"),
    [
        ("Handige Henk", "Henk", "Handige"),
        ("handige henk", "Henk Jansen", "handige"),
        ("Handige Henk Jansen", "Henk Jansen", "Handige"),
        ("Handige Henk!", "Henk", "Handige"),
        ("Henk, handige", "Henk", "handige"),
        ("Henk de Handige", "Henk", "Handige"),
        ("de handige Henk", "Henk", "handige"),
        ("Zonnige Zoe", "Zoë", "Zonnige"),
        ("Handige", "Henk", "Handige"),
        ("  Eindeloos geduldige  Eise ", "Eise", "Eindeloos geduldige"),
        ("Attente Anne-Marie", "Anne-Marie", "Attente"),
        ("Henk", "Henk", ""),
        ("", "Henk", ""),
        ("Handige", "", "Handige"),
        ("😀 Henk", "😀", "Henk"),
    ],
)
def test_the_trait_without_the_name(said: str, name: str, trait: str) -> None:
    assert trait_of(said, name) == trait


@given(st.text(), st.text(), LANGUAGES)
@example("\ud800", "ĳ", "nl")
@example("'", "mc o' al-", "nl")
@example("İ", "i", "nl")
def test_any_text_is_compared(trait: str, name: str, language: str) -> None:
    assert compare(trait, name, language=language) in Alliteration
    assert isinstance(offer(name, language=language, seed=1), tuple)


@given(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.from_regex(r"[a-z]{1,8}", fullmatch=True))
def test_likeness_goes_both_ways(one: str, other: str) -> None:
    for language in ("nl", "en"):
        if trait_of(one, other):
            forth, back = (
                compare(*pair, language=language) for pair in [(one, other), (other, one)]
            )
            assert forth is back


NAMES = [
    *(f"{letter}ana" for letter in ascii_uppercase),
    "Quinten", "Quirijn", "Xander", "Xavier", "Xu", "Yara", "Yvonne", "Yde", "Ynte", "IJsbrand",
    "Ijsbrand", "Eise", "Eileen", "Eunice", "Charlotte", "Charlie", "Christiaan", "Cindy",
    "Carla", "Chaïm", "Çağla", "Čedo", "Ćiril", "Özlem", "Øyvind", "Ünal", "Åse", "Ægir", "Šárka",
    "Şule", "Śliwa", "Žana", "Žiga", "Łukasz", "Đuro", "İpek", "Ñusta", "Éva", "Þóra", "Oumaima",
    "Oeds", "Aukje", "Sjoerd", "Sharon", "Schelte", "Siobhán", "Sean", "Djamila", "Dzana", "Jean",
    "Jason", "Tjeerd", "Thomas", "Thijs", "Zhen", "Ghita", "Gina", "Giovanni", "George", "Gwen",
    "Knut", "Philippe", "Psalm", "Rhea", "Wren", "Whitney", "Hugo", "Uma", "Usha",
    "van den Berg", "el Amrani", "McDonald", "O'Brien", "Anne-Marie", "Jan Willem",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_eight_or_more_for_every_beginning(name: str, language: str) -> None:
    assert len(fitting(name, language=language)) >= 8
    offered = offer(name, language=language, seed=5, count=8)
    assert len({trait.casefold() for trait in offered}) == 8
    for trait in offered:
        assert compare(trait, name, language=language) in {LETTER, SOUND}


@pytest.mark.parametrize(("language", "file"), [("nl", "nl"), ("en", "en"), ("fr", "en")])
def test_the_lists_are_clean(language: str, file: str) -> None:
    listed = traits(language)
    assert listed == traits(file)
    assert len(listed) > 300
    assert len(set(listed)) == len(listed)
    assert all(re.fullmatch(r"[a-zëïöé]+([ -][a-zëïöé]+)*", trait) for trait in listed)


def test_dutch_traits_have_the_form_before_a_name() -> None:
    without_e = {
        "bedreven", "bescheiden", "betrokken", "bevlogen", "eersteklas", "ervaren", "gedegen",
        "gedreven", "jazzy", "maatschappelijk betrokken", "onbevangen", "onverschrokken", "open",
        "rechtschapen", "tevreden", "uitgelaten", "vastberaden",
    }  # fmt: skip
    assert {trait for trait in traits("nl") if not trait.endswith("e")} == without_e


def test_the_same_letter_and_sound_come_first() -> None:
    assert all(t.startswith("Ch") for t in offer("Chantal", language="nl", seed=3, count=2))
    assert all(t.startswith("IJ") for t in offer("IJsbrand", language="nl", seed=3, count=4))
    assert all(t.startswith("C") for t in offer("Carla", language="nl", seed=3))
    assert all(t.startswith("K") for t in offer("Kim", language="en", seed=3))


@given(st.sampled_from(NAMES), LANGUAGES, st.integers(), st.integers(0, 12))
def test_a_seed_gives_the_same_offer(name: str, language: str, seed: int, count: int) -> None:
    first = offer(name, language=language, seed=seed, count=count)
    assert first == offer(name, language=language, seed=seed, count=count)
    assert len(first) <= count
    assert all(trait[0].isupper() for trait in first)


def test_other_seeds_give_other_offers() -> None:
    assert len({offer("Henk", language="nl", seed=seed) for seed in range(20)}) > 10


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_somebody_has_is_never_offered(language: str) -> None:
    given_away: list[str] = []
    for name in ("Sara", "Sem", "Saskia", "Stefan"):
        offered = offer(name, language=language, seed=1, but=given_away)
        assert not {*offered} & {*given_away}
        given_away += offered
    assert offer("Sara", language=language, seed=1, but=traits(language)) == ()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_asked_again_there_are_others_until_all_have_been(language: str) -> None:
    every = fitting("Henk", language=language)
    before: list[str] = []
    while len(before) + 3 <= len(every):
        ideas = offer("Henk", language=language, seed=7, before=before)
        assert not {*ideas} & {*before}
        before += ideas
    assert len(offer("Henk", language=language, seed=7, before=before)) == 3


FIRST = """
Aaltje Aart Abdel Abdelkader Abdullah Abel Achmed Ada Adam Adriaan Adil Agnes Agnieszka Ahmet
Aicha Aisha Akke Alain Albert Aleksandra Alex Ali Alice Aliye Alma Amal Amélie Amin Amir An Ananda
Anass André Andrzej Anil Anita Anke Anna Anneke Annelies Anouk Antje Anton Antoinette Arend Arie
Ariënne Arjan Arlette Arthur Asha Astrid Aukje Ayaan Ayşe Azra Bas Bart Bauke Beatrix Ben Benjamin
Berend Bernadette Bianca Bilal Björn Bo Boudewijn Boukje Bram Branko Brechtje Britt Bülent Burak
Camiel Carin Carlijn Carmen Caroline Catharina Cees Chaima Chantal Charlotte Chayenne Cheryl
Chiara Chloé Chris Christel Ciska Claudia Clemens Coen Cor Corrie Cornelis Daan Dagmar Damian
Daniël Danuta Daphne Davy Dawid Deborah Deniz Derya Desi Diederik Dieuwertje Dilan Dirk Djoeke
Dolf Dorien Douwe Driss Dries Dyon Ebru Eddy Eefje Egbert Eileen Ekrem Elif Elisabeth Ellen Elske
Els Emine Emma Emre Engel Erik Ernst Esmée Esra Esther Etienne Eva Evelien Ewa Ewout Fadoua Famke
Fatih Fatima Fatma Feike Femke Fenne Ferry Fleur Floor Floris Foekje Fokke Frank Frederique Freek
Frits Gamze Geert Gerda Gert Gijs Gisela Gökhan Grace Greetje Guus Güler Gülsen Guido Hafida Hakan
Halil Halima Hamid Hanane Hanneke Hans Harm Hasan Hatice Heleen Hendrik Henk Hilde Hind Hidde
Houda Huub Hüseyin Ibrahim Ida Ien Ikram Ilse Imane Ineke Inge Iris Irma Isa Ismail Ivo Iwan Jaap
Jacqueline Jamila Jan Janneke Jasmijn Jasper Jeanine Jelle Jenny Jeroen Jet Jip Joep Johanna Joke
Joost Jorrit José Joyce Juan Judith Jurgen Justyna Kadir Karel Karima Katarzyna Kees Kelly Kemal
Kevin Khadija Kick Kim Klaas Knut Koen Krijn Krzysztof Kübra Laetitia Lars Latifa Laura Leila Lena
Leonie Liesbeth Lieke Linda Lianne Lodewijk Loes Lotte Luc Lucas Łukasz Maaike Maarten Magdalena
Mahmoud Malika Małgorzata Manon Marieke Marjolein Mark Martijn Maud Mehmet Meike Menno Merel
Michiel Mieke Mila Mohamed Mustafa Myrthe Naima Nadia Nancy Nanette Natasja Nel Nico Niels Nienke
Nils Noor Nora Noureddine Nynke Oğuz Oktay Olaf Olga Olivier Omar Onno Oscar Otto Ouassima Paolo
Patrick Paul Peggy Pelin Petra Pien Pieter Pim Piotr Pjotr Quincy Quirine Rachid Radboud Rajesh
Ramazan Rania Reinier Rémi Renske Rhonda Rianne Rik Rinske Robbert Roel Ronald Roos Rosa Roy Ruud
Saïd Salima Samira Sander Sanne Saskia Selin Serdar Shanti Sharita Shirley Sietske Sigrid Silvia
Simone Sjaak Sjoukje Sofie Soufiane Stan Stefanie Stijn Suzanne Sven Swaantje Sybren Szymon Tamara
Tanja Tarik Tessa Theo Thijmen Tineke Tjalling Tjitske Tom Tomasz Truus Tuğba Tygo Ufuk Ugur Ümit
Ursula Uwe Valerie Vanessa Veerle Vera Victor Vincent Virginia Vjosa Vladimir Vreneli Walid Wanda
Warsha Wendy Wiebe Wies Willem Wim Winston Wojciech Wouter Wytske Xandra Xiomara Yahya Yannick
Yasmina Yke Yme Youssef Yuri Yvette Zahra Zakaria Zehra Zeynep Zineb Zjef Zofia Zoë Zuhal Zwaantje
IJda IJke
"""
FIRST_NAMES = FIRST.split()
BEGINNINGS = sorted({a + b for a in ascii_lowercase for b in ascii_lowercase})


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("names", [FIRST_NAMES, BEGINNINGS], ids=["names", "beginnings"])
def test_nobody_is_left_without_ideas(names: list[str], language: str) -> None:
    for name in names:
        offered = offer(name, language=language, seed=3, count=6)
        assert len(set(offered)) == 6, name
        likeness = {compare(trait, name, language=language) for trait in offered}
        assert likeness <= {LETTER, SOUND}, name


@pytest.mark.parametrize("name", ["", "  ", "😀", "42", "Вера", "محمد", "勇太"])
def test_no_latin_letter_no_offer(name: str) -> None:
    assert offer(name, language="nl", seed=1) == ()


def test_as_many_as_asked() -> None:
    assert offer("Henk", language="nl", seed=1, count=0) == ()
    assert len(offer("Henk", language="nl", seed=1)) == 3
    everything = offer("Henk", language="nl", seed=1, count=1000)
    assert len(everything) == len(fitting("Henk", language="nl"))

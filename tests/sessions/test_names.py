"""People by their names."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sessions.names import (
    Names,
    exactly,
    label,
    matching,
    meant,
    namesakes,
    plain,
    several,
)
from sessions.network import Member


def member(id_: str, name: str, organisation: str = "", trait: str = "") -> Member:
    return Member(id=id_, name=name, organisation=organisation, trait=trait)


ZOE = member("zoe", "Zoë Martens", "De Linde", "Zonnige")
HENK = member("henk", "Henk Postma", "Rietoever")
ANNE = member("anne", "Anne de Vries", "Wilgenhorst", "Actieve")
ANNE_2 = member("anne2", "Anne de Vries", "De Zonnedauw", "Attente")
SJOERD = member("sjoerd", "Sjoerd van den Berg", "Heidebeek")
PEOPLE = (ZOE, HENK, ANNE, ANNE_2, SJOERD)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zo", (ZOE,)),
        ("ZOE", (ZOE,)),
        ("berg", (SJOERD,)),
        ("an", (ANNE, ANNE_2)),
        ("anne zon", (ANNE_2,)),
        ("attente", (ANNE_2,)),
        ("Anne de Vries (De Zon", (ANNE_2,)),
        ("", ()),
        ("   ", ()),
        ("nobody", ()),
    ],
)
def test_a_few_letters_find_people(typed: str, found: tuple[Member, ...]) -> None:
    assert matching(PEOPLE, typed) == found


def test_a_first_name_that_begins_so_comes_first() -> None:
    bergen = member("bergen", "Berghild Aas")
    assert matching((*PEOPLE, bergen), "berg") == (bergen, SJOERD)


def test_only_one_is_meant_exactly() -> None:
    assert exactly(PEOPLE, "henk") == HENK
    assert exactly(PEOPLE, "Anne de Vries") is None
    assert exactly(PEOPLE, label(ANNE_2, PEOPLE, trait=False)) == ANNE_2
    jo, joep = member("jo", "Jo"), member("joep", "Joep")
    assert exactly((joep, jo), "jo") == jo


def test_who_is_meant_is_asked_only_where_a_name_is_shared() -> None:
    noor = member("noor", "Noor B")
    nora = member("nora", "Nora C")
    assert meant((noor, nora), "no") == (noor,)
    assert meant(PEOPLE, "anne") == (ANNE, ANNE_2)
    assert meant(PEOPLE, "anne wil") == (ANNE,)
    assert meant(PEOPLE, "x") == ()


def test_names_are_told_apart() -> None:
    assert label(HENK, PEOPLE) == "Henk Postma"
    assert label(ZOE, PEOPLE) == "Zonnige Zoë Martens"
    assert label(ANNE, PEOPLE, trait=False) == "Anne de Vries (Wilgenhorst)"
    names = Names(PEOPLE)
    assert names.short(ZOE) == "Zonnige Zoë"
    assert names.short(HENK, trait=False) == "Henk"
    assert names.short(ANNE, trait=False) == "Actieve Anne"
    other = member("other", "Henk Jansen")
    assert Names((*PEOPLE, other)).short(HENK, trait=False) == "Henk Postma"
    twin = HENK.but(id="twin", organisation="Elders")
    assert Names((HENK, twin)).short(HENK, trait=False) == "Henk Postma (Rietoever)"


TWINS = tuple(member(id_, "Jan Bos", "Zonneweide") for id_ in "ab")


def test_who_shares_name_and_organisation_has_a_number() -> None:
    elsewhere = member("c", "jan bos", "Elders")
    names = Names((*TWINS, elsewhere))
    called = [names.label(one) for one in (*TWINS, elsewhere)]
    assert called == ["Jan Bos (Zonneweide) (1)", "Jan Bos (Zonneweide) (2)", "jan bos (Elders)"]
    assert [names.short(one, trait=False) for one in TWINS] == called[:2]


@pytest.mark.parametrize("typed", ["Jan Bos (Zonneweide) (2)", "jan bos zon 2", "jan 2"])
def test_a_number_is_typed_as_it_is_read(typed: str) -> None:
    assert meant(TWINS, typed) == (TWINS[1],)


def test_all_who_are_called_exactly_so() -> None:
    assert namesakes(PEOPLE, "anne DE vries") == (ANNE, ANNE_2)
    assert namesakes(PEOPLE, "Anne") == ()


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("henk, zoë", (HENK, ZOE)),
        ("henk zoe", (HENK, ZOE)),
        ("henk + sjoerd van den berg", (HENK, SJOERD)),
        ("sjoerd van den berg henk", (SJOERD, HENK)),
        ("henk, henk", (HENK,)),
        ("henk, anne", None),
        ("henk, nobody", None),
        ("", None),
    ],
)
def test_several_in_a_line(typed: str, named: tuple[Member, ...] | None) -> None:
    assert several(PEOPLE, typed) == named


@given(st.text())
@example("𝖠")
def test_whatever_is_typed(typed: str) -> None:
    assert set(meant(PEOPLE, typed)) <= set(matching(PEOPLE, typed))
    assert plain(plain(typed)) == plain(typed)


def test_who_is_not_here_is_looked_for_among_everybody() -> None:
    assert several((ZOE, ANNE), "anne, henk", PEOPLE) == (ANNE, HENK)
    assert several((ZOE, ANNE), "anne henk", PEOPLE) == (ANNE, HENK)
    assert several((ZOE, ANNE, ANNE_2), "anne, zoe", PEOPLE) is None
    assert several((ZOE, ANNE), "zoe, nobody", PEOPLE) is None

"""Persons with their offices and states, before and behind their names."""

import pytest

from tests.transforms.reading import table_of
from transforms.actors import Actor


def persons(text: str, *surnames: str, brief: bool = False) -> list[Actor]:
    """The named persons of a sentence."""
    return [a for a in table_of(text, frozenset(surnames), brief).actors if a.name]


@pytest.mark.parametrize(("text", "name", "title", "country", "rank"), [
    ("President Ana Duarte of Portugal met reporters.", "Ana Duarte", "President", "PRT", "head"),
    ("Portuguese President Ana Duarte met reporters.", "Ana Duarte", "President", "PRT", "head"),
    ("Mongolia's Foreign Minister Bat Sorn met reporters.",
     "Bat Sorn", "Foreign Minister", "MNG", "minister"),
    ("Prime Minister of Japan Fumio Arata arrived.", "Fumio Arata", "Prime Minister", "JPN",
     "head"),
    ("Ana Duarte, the Portuguese foreign minister, arrived in Oslo.",
     "Ana Duarte", "foreign minister", "PRT", "minister"),
    ("King Haro of Jordan arrived in Oslo.", "Haro", "King", "JOR", "head"),
    ("Oslo heard Ola Pojar, National Security Advisor to the Prime Minister of the Czech Republic.",
     "Ola Pojar", "National Security Advisor", "CZE", "official"),
    ("Minister for Foreign Affairs of the Republic of Korea Park Jun-ho arrived.",
     "Park Jun-ho", "Minister for Foreign Affairs", "KOR", "minister"),
    ("Foreign Minister of Japan Sato Kenji arrived.",
     "Sato Kenji", "Foreign Minister", "JPN", "minister"),
    ("Oslo heard Sheikh Ali Al Orlov, Crown Prince and Prime Minister of the Kingdom of Bahrain.",
     "Ali Al Orlov", "Crown Prince", "BHR", "head"),
])  # fmt: skip
def test_office_and_state_are_read_on_either_side_of_the_name(
    text: str, name: str, title: str, country: str, rank: str
) -> None:
    [person] = persons(text)
    assert (person.name, person.title) == (name, title)
    assert (person.country, person.rank) == (country, rank)


def test_head_of_an_organisation_stands_for_it() -> None:
    [person] = persons("NATO Secretary-General Olu Ade arrived in Lima.")
    assert (person.name, person.country, person.organization) == ("Olu Ade", None, "NATO")


def test_sides_of_a_caption_come_between_name_and_state() -> None:
    text = (
        "President Ana Duarte (L) of Portugal shakes hands with Mongolian President Bat Sorn (R)."
    )
    left, right = persons(text)
    assert (left.name, left.country) == ("Ana Duarte", "PRT")
    assert (right.name, right.country) == ("Bat Sorn", "MNG")


def test_former_office_is_marked() -> None:
    [former] = persons("Former President Ana Duarte of Portugal spoke.")
    [present] = persons("President Ana Duarte of Portugal spoke.")
    assert former.former
    assert not present.former


def test_state_is_shared_with_the_colleague_named_before() -> None:
    text = "President Ana Duarte and Foreign Minister Joao Pinto of Portugal arrived."
    assert [p.country for p in persons(text)] == ["PRT", "PRT"]


def test_chairman_of_a_company_is_nobody_public() -> None:
    [person] = persons("Acme Corp. Chairman Luis Ferro arrived in Oslo.")
    assert (person.rank, person.party) == ("domestic", None)


def test_honorific_is_no_part_of_the_name() -> None:
    [person] = persons("Mr. Duarte arrived.")
    assert (person.name, person.rank) == ("Duarte", None)


def test_surname_is_a_person_where_the_article_introduced_it() -> None:
    text = "The talks pleased Tolq, aides said."
    assert "Tolq" in [p.name for p in persons(text, "Tolq")]
    assert [p.name for p in persons(text, "Sorn") if p.name == "Sorn"] == []


def test_brief_text_names_persons_by_their_surnames_but_days_are_nobody() -> None:
    found = {p.name for p in persons("Tolq to meet Brendt on Monday", brief=True)}
    assert {"Tolq", "Brendt"} <= found
    assert "Monday" not in found


def test_majesty_and_numeral_belong_to_the_king() -> None:
    [_, king] = persons("President Dan Brook met His Majesty King Faris II of Jordan.")
    assert (king.country, king.rank) == ("JOR", "head")


def test_month_of_a_day_is_nobody() -> None:
    assert [p.name for p in persons("On May 3 Duarte met Orlov.", brief=True)] == [
        "Duarte",
        "Orlov",
    ]


def test_place_before_an_office_is_nobody() -> None:
    assert persons("At Camp Aspen, the president of Peru rested.") == []


def test_weekday_behind_a_title_is_no_name() -> None:
    assert persons("U.S. officials met with Cuban officials Tuesday in Havana.") == []


@pytest.mark.parametrize(("text", "name", "title", "party"), [
    ("Mali's interim leader, Colonel Issa Bah, arrived.", "Issa Bah", "interim leader", "MLI"),
    ("Qatari Emir Sheikh Nasr bin Saad arrived.", "Nasr bin Saad", "Emir", "QAT"),
    ("Peru's leftist president Ana Duarte arrived.", "Ana Duarte", "president", "PER"),
    ("The Minister of Foreign Affairs of Peru, Ana Duarte, met the press.",
     "Ana Duarte", "Minister of Foreign Affairs", "PER"),
    ("The Speaker of Iran's parliament, Reza Amiri, met the press.",
     "Reza Amiri", "Speaker", "IRN"),
    ("Russia's Ambassador to India, Pavel Orlov, met the press.",
     "Pavel Orlov", "Ambassador", "RUS"),
    ("U.N. special envoy to Yemen Lars Holm met the press.", "Lars Holm", "special envoy", "UN"),
    ("Afghan government negotiator Rahim Popal met the press.",
     "Rahim Popal", "negotiator", "AFG"),
])  # fmt: skip
def test_words_may_part_an_office_from_its_bearer(
    text: str, name: str, title: str, party: str
) -> None:
    [person] = persons(text)
    assert (person.name, person.title, person.party) == (name, title, party)


def test_name_does_not_end_with_the_of_before_its_state() -> None:
    text = "She spoke with President Duarte of Portugal, and Prime Minister Arata of Japan."
    assert [(a.name, a.country) for a in persons(text)] == [("Duarte", "PRT"), ("Arata", "JPN")]


def test_consort_has_the_state_of_the_monarch() -> None:
    king, queen = persons("Danish King Olav and Queen Maud arrived in Suriname on Monday.")
    assert (king.country, queen.country) == ("DNK", "DNK")

"""Whose officials known leaders are, where an article does not say it."""

from datetime import date

import pytest

from tests.transforms.reading import meetings_of
from transforms.actors import Actor
from transforms.gazetteer import load_gazetteer
from transforms.leaders import country_of_leader
from transforms.rulebook import read_toml

YEAR = date(2022, 5, 1)


@pytest.mark.parametrize(("name", "rank", "named", "country"), [
    ("Biden", "head", (), "USA"),
    ("Kishida Fumio", None, (), "JPN"),
    ("López Obrador", "head", (), "MEX"),
    ("Lopez Obrador", "head", (), "MEX"),
    ("Biden", "legislator", (), None),  # a namesake
    ("Biden", None, (), None),
    ("Castro", "head", (), None),  # of Cuba or of Honduras
    ("Castro", "head", ("HND",), "HND"),
    ("Keir Starmer", "head", (), None),  # not yet
])  # fmt: skip
def test_leader_is_known_by_full_name_or_by_family_name_and_office(
    name: str, rank: str | None, named: tuple[str, ...], country: str | None
) -> None:
    assert country_of_leader(Actor(0, 1, name, rank=rank), YEAR, named) == country


def test_of_two_leaders_of_one_name_each_is_of_the_own_time() -> None:
    lee = Actor(0, 1, "Lee", rank="head")
    assert country_of_leader(lee, date(1990, 1, 1), {"KOR", "SGP"}) == "SGP"
    assert country_of_leader(lee, YEAR, {"KOR"}) == "KOR"


def test_known_leader_is_no_guess_of_the_place_where_both_met() -> None:
    [meeting] = meetings_of("President Biden met with President Putin in Geneva, Switzerland.")
    assert {(p.name, p.country) for p in meeting.participants} == {
        ("Biden", "USA"), ("Putin", "RUS"),
    }  # fmt: skip


def test_what_the_article_says_outweighs_the_dictionary() -> None:
    [meeting] = meetings_of("Kenyan President Boris Putin met Peruvian President Ana Biden.")
    assert {p.country for p in meeting.participants} == {"KEN", "PER"}


def test_every_leader_leads_a_known_state_since_a_year() -> None:
    lexicon = read_toml("lexicons/leaders.toml")
    for rank in ("head", "deputy", "minister"):
        for country, entries in lexicon[rank].items():
            assert load_gazetteer().country(country)
            assert all(1945 < int(entry.split()[0]) < 2030 for entry in entries), country

"""Who is who: surnames, titles and countries that an article gives once."""

import pytest

from tests.transforms.reading import meetings_of
from transforms.actors import Actor
from transforms.directory import Directory, same_name


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Duarte", "Ana Duarte", True),
        ("Kim", "Kim Il-nam", True),
        ("Ana Duarte", "Eva Duarte", False),
        ("A. Duarte", "Ana Duarte", True),
        ("Ana Duarte", "Ana Maria Duarte", True),
        ("Orlov", "Ana Duarte", False),
        ("Nasr", "Omar Hadi Al-Nasr", True),
    ],
)
def test_same_name(a: str, b: str, same: bool) -> None:
    assert same_name(a, b) is same
    assert same_name(b, a) is same


def test_surname_gets_title_and_country_of_the_full_name() -> None:
    full = Actor(0, 4, "Ana Duarte", "President", "PRT", rank="head")
    known = Directory.of([[full]]).complete(Actor(9, 10, "Duarte"))
    assert (known.name, known.title, known.country) == ("Ana Duarte", "President", "PRT")


def test_country_said_of_a_person_here_is_kept() -> None:
    full = Actor(0, 4, "Ana Duarte", "President", "PRT")
    assert Directory.of([[full]]).complete(Actor(9, 10, "Duarte", country="ESP")).country == "ESP"


def test_office_alone_means_its_only_holder() -> None:
    one = Actor(0, 2, "Ana Duarte", "President", "PRT", rank="head")
    two = Actor(5, 7, "Igor Orlov", "President", "RUS", rank="head")
    assert Directory.of([[one]]).holder("president") == one
    assert Directory.of([[one, two]]).holder("president") is None
    assert Directory.of([[one, two]]).holder("president", two) == two


def test_official_without_a_country_is_of_the_country_that_the_article_is_about() -> None:
    minister = Actor(0, 2, "Ana Duarte", "Minister", rank="minister")
    named = [Actor(i, i + 1, country="PRT") for i in range(5, 10)]
    [person] = Directory.of([[minister, *named]]).persons
    assert person.country == "PRT"


def test_prime_minister_is_never_american() -> None:
    head = Actor(0, 2, "Ana Duarte", "Prime Minister", rank="head")
    named = [Actor(i, i + 1, country="USA") for i in range(5, 10)]
    [person] = Directory.of([[head, *named, Actor(11, 12, country="PRT")]]).persons
    assert person.country == "PRT"


def test_no_two_advisors_of_one_country() -> None:
    mention, *_ = meetings_of(
        "National Security Advisor Jack Holt met Indian National Security Advisor Ravi Menon, and"
        " India thanked him for a visit to India. India and its neighbours watched, and India said"
        " that the talks of the past two days had been of use to India and to the United States."
    )
    assert mention.parties == ("IND", "USA")


def test_foreign_minister_is_never_american() -> None:
    [mention] = meetings_of(
        "National Security Advisor Jack Holt met today with H.E. Foreign Minister Issa Diallo at"
        " the White House. Mr. Holt thanked Mali for its help, and praised the efforts of Mali in"
        " the region, where the drought of the past two years has hurt many people of all ages."
    )
    assert mention.parties == ("MLI", "USA")

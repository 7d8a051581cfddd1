"""Whose officials they are of whom the article does not say it."""

from collections import Counter

import pytest

from transforms.actors import Actor
from transforms.homes import Evidence, settled


def _official(title: str, rank: str, country: str | None = None) -> Actor:
    return Actor(0, 2, "Ana Duarte", title, country, rank=rank)


def _countries(
    persons: list[Actor],
    named: dict[str, int],
    home: str | None = None,
    beside: dict[int, set[int]] | None = None,
) -> list[str | None]:
    lists = [frozenset((beside or {}).get(n, ())) for n in range(len(persons))]
    near: list[Counter[str]] = [Counter() for _ in persons]
    return [p.country for p in settled(persons, Evidence(Counter(named), near, lists, home))]


@pytest.mark.parametrize(
    ("title", "rank", "country"),
    [
        ("Prime Minister", "head", "PRT"),
        ("Finance Minister", "minister", "PRT"),
        ("Senator", "legislator", "USA"),
        ("National Security Advisor", "official", "USA"),
    ],
)
def test_title_tells_whether_the_official_is_american(title: str, rank: str, country: str) -> None:
    assert _countries([_official(title, rank)], {"USA": 4, "PRT": 5}) == [country]


def test_official_in_a_text_from_there_is_of_there() -> None:
    person = _official("Foreign Minister", "minister")
    assert _countries([person], {"JPN": 3, "KOR": 2}, home="KOR") == ["KOR"]


def test_no_two_heads_of_one_state() -> None:
    one, other = _official("President", "head"), _official("President", "head", "PER")
    assert _countries([one, other], {"PER": 9, "CHL": 1}, home="CHL") == ["CHL", "PER"]


def test_president_and_king_are_never_of_one_state() -> None:
    king = _official("King", "head", "JOR")
    assert _countries([_official("President", "head"), king], {"JOR": 9})[0] == "USA"


def test_king_may_have_a_prime_minister() -> None:
    king = _official("King", "head", "JOR")
    assert _countries([_official("Prime Minister", "head"), king], {"JOR": 9})[0] == "JOR"


def test_minister_listed_with_a_head_shares_its_country() -> None:
    head, minister = _official("President", "head", "PER"), _official("Minister", "minister")
    assert _countries([head, minister], {"CHL": 5, "PER": 4}, None, {1: {0}}) == ["PER", "PER"]


def test_official_of_an_article_without_countries_has_none() -> None:
    assert _countries([_official("Foreign Minister", "minister")], {}) == [None]

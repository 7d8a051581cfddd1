"""What is seen of two reports of one article."""

from dataclasses import replace

import pytest

from tests.factories import make_article
from tests.transforms.reading import extractor, make_meeting_report, make_treaty_report, on_day
from transforms.actors import Actor
from transforms.pair_traits import pair_traits
from transforms.places import Place
from transforms.report import Report

ANA = Actor(0, 3, "Ana Duarte", "President", "PRT", rank="head")
BAT = Actor(5, 8, "Bat Sorn", "President", "MNG", rank="head")
TALKS = make_meeting_report(ANA, BAT)
LATER = replace(TALKS, sentence=2)


@pytest.mark.parametrize(("other", "trait"), [
    (LATER, "sides equal"),
    (make_meeting_report(ANA), "sides within"),
    (make_meeting_report(BAT, Actor(0, 1, country="KEN")), "sides overlap"),
    (make_meeting_report(Actor(0, 1, country="KEN")), "sides apart"),
    (replace(LATER, cast=(), vague=True), "sides untold"),
    (replace(LATER, when=on_day(13)), "second dated"),
    (replace(LATER, where=Place("Oslo", "NOR")), "second placed"),
    (replace(LATER, status="planned"), "status=occurred~planned"),
    (replace(LATER, meeting_format="visit"), "kinds=talks~visit"),
    (LATER, "persons shared"),
    (make_meeting_report(Actor(0, 3, "Rui Lopes", country="PRT"), BAT), "persons shared"),
    (make_meeting_report(Actor(0, 3, "Rui Lopes", country="PRT")), "persons other"),
])  # fmt: skip
def test_sides_time_and_place_of_the_two_are_compared(other: Report, trait: str) -> None:
    assert trait in set(pair_traits(TALKS, other))


def test_days_are_compared_by_how_far_they_lie_apart() -> None:
    one, other = (replace(TALKS, when=on_day(day)) for day in (2, 13))
    assert "one date" in set(pair_traits(one, one))
    assert "days apart<15" in set(pair_traits(one, other))


def test_instruments_are_compared_by_name_and_by_which_they_are() -> None:
    pact = make_treaty_report(ANA, BAT, instrument="fish pact", which=0)
    assert {"one instrument", "name shared>=100"} <= set(pair_traits(pact, pact))
    assert "two instruments" in set(pair_traits(pact, replace(pact, which=1)))


def test_the_words_around_the_event_are_traits_but_no_name_is() -> None:
    article = make_article(
        text="Kenyan President Peter Otieno met Ugandan President Grace Akello on Monday. "
        "Otieno also held separate talks with Ugandan Foreign Minister Rose Namara."
    )
    [(reading, sentences)] = extractor().parsed([extractor().read(article)])
    one, other = extractor().reports(reading, sentences)
    traits = set(pair_traits(one, other))
    assert {"first word=met", "second word=talks", "second amod=separate"} <= traits
    assert not any(name in trait.lower() for trait in traits for name in ("otieno", "akello"))

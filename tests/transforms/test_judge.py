"""What the judge makes of suspected events, and that its weights are sound data."""

import pytest

from tests.factories import make_article
from tests.transforms.reading import extractor
from transforms.dates import find_dates
from transforms.judge import (
    ALWAYS,
    event_probability,
    offer_probability,
    own_date,
    own_place,
    plan_probability,
    probability,
    same_probability,
    side_probability,
    weights,
)
from transforms.places import Place
from transforms.scene import Scene, Suspect

TABLES = (
    *("dates", "days", "events", "offers", "pairs", "persons"),
    *("places", "plans", "sides"),
)


def suspects_of(text: str) -> list[tuple[Scene, Suspect]]:
    article = make_article(text=text)
    [(reading, sentences)] = extractor().parsed([extractor().read(article)])
    scenes = list(extractor().scenes(reading, sentences))
    return [(scene, s) for scene in scenes for s in extractor().suspicions.find(scene.table)]


def test_a_meeting_is_likelier_than_a_demand_that_is_met() -> None:
    [(scene, suspect)] = suspects_of(
        "Kenyan President Peter Otieno met Ugandan President Grace Akello."
    )
    met = event_probability(scene, suspect)
    others = suspects_of("Kenyan officials said the loans from Uganda met the demands of farmers.")
    assert met > 0.5
    assert all(event_probability(*other) < met for other in others)


def test_those_who_meet_are_sides_and_whom_they_speak_about_is_none() -> None:
    text = "Chilean Foreign Minister Ana Rojas met Peruvian Foreign Minister Luis Vega about Cuba."
    [(scene, suspect)] = [s for s in suspects_of(text) if s[1].kind == "talks"][:1]
    likely = {side.party: side_probability(scene, suspect, side) for side in scene.here}
    assert min(likely["CHL"], likely["PER"]) > likely["CUB"]


def test_what_will_be_is_likelier_a_plan_than_what_was() -> None:
    [ahead] = suspects_of("Kenyan President Peter Otieno will meet Ugandan President Grace Akello.")
    [over] = suspects_of("Kenyan President Peter Otieno met Ugandan President Grace Akello.")
    assert plan_probability(*ahead) > 0.5 > plan_probability(*over)


def test_what_is_offered_is_likelier_so_than_what_was_done() -> None:
    [met] = suspects_of("Kenyan President Peter Otieno met Ugandan President Grace Akello.")
    offered = suspects_of("Kenya has proposed talks with Uganda on a treaty, an official said.")
    assert max(offer_probability(*each) for each in offered) > offer_probability(*met)


def test_the_place_of_an_event_is_that_where_it_is_held_not_one_that_is_spoken_of() -> None:
    text = "Kenyan President Peter Otieno met Ugandan President Grace Akello in Lima over Cuba."
    [met] = suspects_of(text)[:1]
    places = [own_place(*met, picked) for picked in (None, Place("Cuba", "CUB"))]
    assert [place.text for place in places if place] == ["Lima", "Lima"]


def test_talks_told_again_are_likelier_one_event_than_talks_with_others() -> None:
    text = (
        "Kenyan President Peter Otieno met Ugandan President Grace Akello on Monday. "
        "At the talks with Akello, Otieno offered a loan. "
        "Otieno will meet Chilean President Ana Rojas next week."
    )
    [(reading, sentences)] = extractor().parsed([extractor().read(make_article(text=text))])
    first, again, *_, other = extractor().reports(reading, sentences)
    assert same_probability(first, again) > 0.5 > same_probability(first, other)


def test_the_date_of_the_verb_is_the_events_and_that_of_another_verb_is_not() -> None:
    text = "Kenya's President Peter Otieno met Uganda's President Grace Akello on Monday."
    [(scene, suspect), *_] = suspects_of(text)
    [phrase] = find_dates(scene.table.sentence.text)
    assert own_date(scene, suspect, phrase) == phrase
    text = "Peru and Chile held talks on a closure that was imposed on April 2."
    [(scene, suspect), *_] = suspects_of(text)
    assert own_date(scene, suspect, None) is None


@pytest.mark.parametrize("name", TABLES)
def test_weights_have_a_constant_and_are_log_odds_of_a_sane_size(name: str) -> None:
    table = weights(name)
    assert ALWAYS in table
    assert len(table) > 100
    assert max(map(abs, table.values())) < 10


def test_traits_nobody_weighed_change_nothing() -> None:
    table = {ALWAYS: 0.5, "known": -1.0}
    assert probability(table, ["known", "unheard of"]) == probability(table, ["known", "known"])

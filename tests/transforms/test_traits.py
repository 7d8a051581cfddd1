"""Traits are the same for the same text, and none of them names a person or a number."""

from tests.factories import make_article
from tests.transforms.reading import extractor
from transforms.dates import find_dates
from transforms.event_traits import event_traits
from transforms.place_traits import candidates, place_traits
from transforms.places import Place, Places
from transforms.scene import Scene, Suspect
from transforms.side_traits import side_traits
from transforms.time_traits import date_traits, dates_another_act, plan_traits, sort_of

TEXT = (
    "Kenyan President Peter Otieno met Ugandan President Grace Akello in Tunis on Monday for 45"
    " minutes, before Chad's delegation arrived."
)


def first_suspect(text: str) -> tuple[Scene, Suspect]:
    article = make_article(text=text)
    [(reading, sentences)] = extractor().parsed([extractor().read(article)])
    [scene, *_] = extractor().scenes(reading, sentences)
    return scene, next(extractor().suspicions.find(scene.table))


def all_traits(text: str) -> set[str]:
    scene, suspect = first_suspect(text)
    found = {*event_traits(scene, suspect), *plan_traits(scene, suspect)}
    for side in scene.sides:
        found |= set(side_traits(scene, suspect, side))
    for phrase in find_dates(scene.table.sentence.text):
        found |= set(date_traits(scene, suspect, phrase, 0, picked=True))
    for spot, place in candidates(Places.of(scene.table.sentence, scene.table.gazetteer)):
        found |= set(place_traits(scene, suspect, spot, place, 0, picked=True))
    return found


def test_no_trait_names_a_person_or_a_number() -> None:
    spoken = " ".join(all_traits(TEXT)).lower()
    assert not any(word in spoken for word in ("otieno", "akello", "peter", "grace", "=45"))


def test_traits_do_not_depend_on_who_meets() -> None:
    other = TEXT.replace("Otieno", "Mwangi").replace("Akello", "Okello")
    assert all_traits(other) == all_traits(TEXT)


def test_what_the_rules_read_is_a_trait() -> None:
    assert {"told here", "rule=meeting.meet", "in", "picked"} <= all_traits(TEXT)


def test_sorts_of_dates() -> None:
    phrases = {"on Monday": "weekday", "today": "today", "June 3": "date", "in 2024": "figure"}
    phrases |= {"in June": "name", "last week": "week", "next month": "month"}
    assert {text: sort_of(text) for text in phrases} == phrases


def test_date_of_another_act_told_by_a_clause_below_the_event_is_seen() -> None:
    texts = {
        "Peru and Chile held talks on a tax that was raised on April 2.": True,
        "Peru and Chile held talks on a tax, which the press deplored, on April 2.": False,
        "Peru and Chile held talks that began on April 2.": False,
    }
    for text, expected in texts.items():
        scene, suspect = first_suspect(text)
        [phrase] = find_dates(scene.table.sentence.text)
        assert dates_another_act(scene, suspect, phrase) is expected, text


def test_towns_and_their_lands_are_one_place() -> None:
    scene, _ = first_suspect("Peru and Chile held talks in Geneva, Switzerland.")
    places = Places.of(scene.table.sentence, scene.table.gazetteer)
    assert [place.text for _, place in candidates(places)][-1] == "Geneva, Switzerland"
    elsewhere = Place("Lima", "PER")
    assert candidates(places, elsewhere)[-1] == (None, elsewhere)

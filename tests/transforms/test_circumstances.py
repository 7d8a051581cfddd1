"""Which date and which place of a sentence belong to which of its events."""

import pytest

from tests.transforms.reading import index_of, table_of
from transforms.circumstances import Circumstances
from transforms.places import Place


def when(text: str, word: str) -> str | None:
    """The date phrase of the event at a word."""
    table = table_of(text)
    found = Circumstances.of(table.grammar, table.gazetteer).when(index_of(word, table.sentence))
    return found.text if found else None


def where(text: str, word: str) -> Place | None:
    """The place of the event at a word."""
    table = table_of(text)
    return Circumstances.of(table.grammar, table.gazetteer).where(index_of(word, table.sentence))


RELATIVE = "Duarte, who met Sorn on Monday, will visit Peru in June."


@pytest.mark.parametrize(("text", "word", "phrase"), [
    ("Duarte met Sorn in Oslo on Monday.", "met", "Monday"),
    ("On Monday, Duarte met Sorn.", "met", "Monday"),
    (RELATIVE, "met", "Monday"),
    (RELATIVE, "visit", "June"),
    ("Duarte met Sorn on Monday and flew to Lima on Tuesday.", "met", "Monday"),
    ("Peru signed the pact in 1948.", "signed", "1948"),
])  # fmt: skip
def test_date_goes_with_its_event(text: str, word: str, phrase: str) -> None:
    assert when(text, word) == phrase


@pytest.mark.parametrize(("text", "phrase"), [
    ("Duarte said on Tuesday that she met Sorn on Monday.", "Monday"),
    ("Duarte met Sorn on Monday, the ministry said on Tuesday.", "Monday"),
    ("The ministry said on Tuesday that Duarte met Sorn.", None),
])  # fmt: skip
def test_day_of_the_report_is_not_the_day_of_the_event(text: str, phrase: str | None) -> None:
    assert when(text, "met") == phrase


@pytest.mark.parametrize(("text", "word"), [
    ("Duarte visited Peru until Monday.", "visited"),
    ("Duarte visited Peru through June.", "visited"),
    ("Peru withdrew from the 1948 treaty.", "withdrew"),
    ("Duarte met Sorn.", "met"),
])  # fmt: skip
def test_limits_and_names_of_treaties_are_no_date(text: str, word: str) -> None:
    assert when(text, word) is None


@pytest.mark.parametrize(("text", "word", "place", "country"), [
    ("Duarte met Sorn in Oslo on Monday.", "met", "Oslo", "NOR"),
    ("Duarte met Sorn in Geneva, Switzerland, on Monday.", "met", "Geneva, Switzerland", "CHE"),
    ("Duarte stayed in Oslo, where she met Sorn.", "met", "Oslo", "NOR"),
    ("Duarte left Oslo, where she met Sorn.", "met", "Oslo", "NOR"),
    ("Duarte met Sorn near the northern city of Hanover.", "met", "Hanover", "DEU"),
    ("Vienna talks with Sorn ended.", "talks", "Vienna", "AUT"),
    ("The talks will begin on Friday in Cairo.", "talks", "Cairo", "EGY"),
])  # fmt: skip
def test_place_is_where_the_event_was(text: str, word: str, place: str, country: str) -> None:
    found = where(text, word)
    assert found is not None
    assert (found.text, found.country) == (place, country)


@pytest.mark.parametrize("text", [
    "Duarte met Sorn in Oslo, a spokesman said in Lima.",
    "A spokesman in Lima said Duarte met Sorn in Oslo.",
])  # fmt: skip
def test_place_of_the_report_is_not_the_place_of_the_event(text: str) -> None:
    found = where(text, "met")
    assert found is not None
    assert found.text == "Oslo"


@pytest.mark.parametrize("text", [
    "Duarte met Sorn.", "Duarte met the mayor of Oslo.", "Duarte met Sorn in the U.S.-EU dispute.",
])  # fmt: skip
def test_name_that_only_modifies_is_no_place(text: str) -> None:
    assert where(text, "met") is None


def test_place_has_coordinates_where_the_city_is_known() -> None:
    found = where("Duarte met Sorn in Oslo.", "met")
    assert found is not None
    assert found.latitude == pytest.approx(59.9, abs=0.3)
    assert found.longitude == pytest.approx(10.75, abs=0.3)


def test_venue_is_a_place_without_being_a_city() -> None:
    found = where("Duarte met Sorn at Windsor Castle.", "met")
    assert found is not None
    assert found.text == "Windsor Castle"


@pytest.mark.parametrize(("text", "word", "place"), [
    ("Duarte met Sorn at a hotel in Oslo.", "met", "Oslo"),
    ("Duarte met Sorn on Monday, May 13, 2024, in Oslo.", "met", "Oslo"),
    ("Duarte left for Oslo, Norway, where she met Sorn.", "met", "Oslo, Norway"),
    ("Duarte will travel to Oslo to meet Sorn.", "meet", "Oslo"),
])  # fmt: skip
def test_place_is_found_behind_venues_dates_and_journeys(text: str, word: str, place: str) -> None:
    found = where(text, word)
    assert found is not None
    assert found.text == place


@pytest.mark.parametrize("text", [
    "Duarte met Sorn for talks on the situation in Syria.",
    "Duarte met Sorn ahead of a regional summit in Mongolia.",
    "Peru and Chile met to praise the road, known in China as the belt.",
])  # fmt: skip
def test_place_of_a_topic_is_not_the_place_of_the_event(text: str) -> None:
    assert where(text, "met") is None


def test_here_is_where_the_report_was_filed() -> None:
    table = table_of("Duarte met Sorn here on Monday.")
    oslo = Place("Oslo", "NOR")
    around = Circumstances.of(table.grammar, table.gazetteer, oslo)
    assert around.where(index_of("met", table.sentence)) == oslo


@pytest.mark.parametrize("text", [
    "Peru and Chile met to discuss this year's farm prices.",
    "Peru and Chile met to renew a May 2020 accord.",
])  # fmt: skip
def test_date_of_another_thing_is_not_the_date_of_the_event(text: str) -> None:
    assert when(text, "met") is None


def test_day_before_a_title_is_the_day_of_the_event() -> None:
    assert when("Today President Duarte met Sorn.", "met") == "Today"

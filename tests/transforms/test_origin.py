"""Where an article is from."""

import pytest

from schemas.article import Article
from transforms.gazetteer import load_gazetteer
from transforms.origin import countries_named, dateline_place, home_of_outlet
from transforms.sentences import split_sentences

GAZETTEER = load_gazetteer()


def _article(text: str, source: str | None = None, title: str | None = None) -> Article:
    return Article(article_id="1", text=text, source=source, title=title)


@pytest.mark.parametrize(
    ("text", "source", "country"),
    [
        ("Nothing new.", "White House", "USA"),
        ("Nothing new.", "www.koreatimes.co.kr", "KOR"),
        ("By Ana Duarte SEOUL, May 3 (Yonhap) -- Nothing new.", "aggregator", "KOR"),
        ("LIMA, May 3 (Agency) - Nothing new.", "agencies", None),
    ],
)
def test_country_of_the_outlet(text: str, source: str, country: str | None) -> None:
    assert home_of_outlet(_article(text, source), GAZETTEER) == country


def test_place_of_the_dateline() -> None:
    text = "LIMA, May 3 (Agency) - Nothing new."
    place = dateline_place(text, tuple(split_sentences(text)), GAZETTEER)
    assert place is not None
    assert (place.text, place.country) == ("Lima", "PER")


def test_cities_and_people_name_their_country_and_headlines_count_more() -> None:
    counts = countries_named(_article("Peruvians in Lima and Chile.", title="Peru"), GAZETTEER)
    assert counts["PER"] > 4
    assert counts["CHL"] == 1

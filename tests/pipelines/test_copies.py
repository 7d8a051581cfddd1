import apache_beam as beam
import pytest
from apache_beam.testing.util import assert_that, equal_to

from pipelines import copies
from pipelines.copies import DropCopies, FindCopies
from tests.factories import NOTHING, SIGNED, make_article, make_pipeline
from transforms.parse import FoundArticle


@pytest.mark.parametrize("held", [0, 1_000_000])
def test_copies_are_dropped_whatever_the_order_of_arrival(
    held: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "HELD_NUMBERS", held)  # with 0, they are sent on after each article
    found = [
        FoundArticle(make_article(SIGNED, article_id="a"), "f", 1),
        FoundArticle(make_article(NOTHING, article_id="b"), "f", 2),
        FoundArticle(make_article(SIGNED, article_id="c"), "f", 3),
        FoundArticle(make_article("Another text.", article_id="b"), "g", 1),
    ]
    with make_pipeline() as pipeline:
        articles = pipeline | beam.Create(found[::-1])
        kept = articles | DropCopies(articles | FindCopies())
        places = kept | beam.Map(lambda one: (one.source_uri, one.position))
        assert_that(places, equal_to([("f", 1), ("f", 2)]))

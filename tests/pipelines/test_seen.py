"""What `tests/pipelines/test_stream_events.py` cannot see: the pieces by themselves."""

import apache_beam as beam
from apache_beam.testing.util import assert_that, equal_to
from apache_beam.transforms.window import TimestampedValue
from apache_beam.utils.timestamp import MAX_TIMESTAMP, MIN_TIMESTAMP, Timestamp

from pipelines.seen import RefuseLate, moment_of, with_key
from tests.factories import NOON, make_article, make_pipeline
from transforms.parse import FoundArticle

ARRIVED = NOON.timestamp() + 3600


def test_articles_meet_under_their_id_and_under_their_text() -> None:
    one, other = (FoundArticle(make_article(article_id=name)) for name in "xy")
    assert with_key(one, 0)[0] != with_key(other, 0)[0]
    assert with_key(one, 1)[0] == with_key(other, 1)[0]


def test_lateness_is_counted_from_arrival_and_its_limit_is_allowed() -> None:
    articles = [
        TimestampedValue(FoundArticle(make_article(article_id="in time"), "t", 1), ARRIVED),
        TimestampedValue(FoundArticle(make_article(article_id="late"), "t", 2), ARRIVED + 1),
        TimestampedValue(FoundArticle(make_article(published_at=None), "t", 3), ARRIVED + 9),
    ]
    with make_pipeline() as pipeline:
        created = pipeline | beam.Create(articles) | beam.Map(lambda stamped: stamped)
        told = created | RefuseLate(3600)
        kept = told.articles | beam.Map(lambda found: found.position)
        assert_that(kept, equal_to([1, 3]))
        failed = told.failures | beam.Map(lambda f: (f.position, f.stage, f.error, f.message[:20]))
        expected = [(2, "late", "TooLate", "published 2024-05-15")]
        assert_that(failed, equal_to(expected), label="failures")


def test_timestamps_that_stand_for_no_time_are_no_moment() -> None:
    assert moment_of(MIN_TIMESTAMP) is None
    assert moment_of(MAX_TIMESTAMP) is None
    assert moment_of(Timestamp.of(NOON.timestamp())) == NOON

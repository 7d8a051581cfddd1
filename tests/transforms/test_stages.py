from collections.abc import Iterator, Sequence
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.coders.typecoders import registry
from apache_beam.testing.util import assert_that, equal_to
from apache_beam.transforms import window

from schemas.article import Article
from schemas.failure import DataError, Failure
from schemas.mention import EventMention, MentionColumns
from tests.factories import (
    NOTHING,
    SIGNED,
    make_article,
    make_failure,
    make_meeting,
    make_pipeline,
    make_treaty,
)
from transforms.parse import FoundArticle, SourceRecord
from transforms.stages import ExtractMentions, ParseArticles


class SignedOnly:
    """An extractor that sees treaties in texts that say `signed`, and breaks on two words."""

    def __init__(self, language_model: str | None) -> None:
        self.language_model = language_model

    def extract(
        self, articles: Sequence[Article]
    ) -> Iterator[tuple[Article, tuple[EventMention, ...]]]:
        for article in articles:
            if "BREAK" in article.text:
                raise KeyError("broken")
            if "REFUSE" in article.text:
                raise DataError("TooStrange", "no language of this world")
            treaty = make_treaty(article.text, article_id=article.article_id)
            yield article, (treaty,) if "signed" in article.text else ()


def ids(mentions: Any) -> Any:
    return mentions | beam.Map(lambda mention: mention.article_id)


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        (make_article(), Article),
        (make_failure(), Failure),
        (make_meeting(), MentionColumns),
        (make_treaty(), MentionColumns),
    ],
)
def test_records_cross_between_steps_as_json(record: Any, kind: type) -> None:
    coder = registry.get_coder(kind)
    assert coder.decode(coder.encode(record)) == record
    assert coder.encode(record).startswith(b"{")
    assert coder.is_deterministic()


def test_good_records_become_articles_and_bad_ones_failures() -> None:
    records = [
        SourceRecord("in.jsonl", 1, {"id": "a", "text": SIGNED}),
        SourceRecord("in.jsonl", 2, {"id": "b"}, b'{"id": "b"}'),
    ]
    with make_pipeline() as pipeline:
        parsed = pipeline | beam.Create(records) | ParseArticles()
        articles = parsed.articles | beam.Map(lambda one: (one.article.article_id, one.position))
        assert_that(articles, equal_to([("a", 1)]))
        failures = parsed.failures | beam.Map(lambda f: (f.stage, f.error, f.position, f.payload))
        expected = [("parse", "MissingText", 2, '{"id": "b"}')]
        assert_that(failures, equal_to(expected), label="failures")


def test_mentions_come_out_and_one_bad_article_does_not_harm_its_batch() -> None:
    texts = {"a": SIGNED, "b": "BREAK this.", "c": "REFUSE that.", "d": NOTHING, "e": SIGNED}
    articles = [make_article(text, article_id=name) for name, text in texts.items()]
    with make_pipeline() as pipeline:
        extracted = pipeline | beam.Create(articles) | ExtractMentions(extractor=SignedOnly)
        assert_that(ids(extracted.mentions), equal_to(["a", "e"]))
        failures = extracted.failures | beam.Map(
            lambda f: (f.error, f.message.startswith("unexpected"), "text" in f.payload)
        )
        expected = [("KeyError", True, True), ("TooStrange", False, True)]
        assert_that(failures, equal_to(expected), label="failures")


def test_failures_know_the_place_of_articles_that_were_read() -> None:
    found = FoundArticle(make_article("BREAK this."), "in.jsonl", 41)
    with make_pipeline() as pipeline:
        extracted = pipeline | beam.Create([found]) | ExtractMentions(extractor=SignedOnly)
        places = extracted.failures | beam.Map(lambda f: (f.source_uri, f.position))
        assert_that(places, equal_to([("in.jsonl", 41)]))


def test_fail_fast_lets_the_fault_through() -> None:
    with pytest.raises(Exception, match="broken"), make_pipeline() as pipeline:  # noqa: PT012
        articles = pipeline | beam.Create([make_article("BREAK this.")])
        _ = articles | ExtractMentions(extractor=SignedOnly, fail_fast=True)


def test_mentions_stay_in_the_window_of_their_article() -> None:
    articles = [
        window.TimestampedValue(make_article(SIGNED, article_id=str(day)), day * 86400)
        for day in range(3)
    ]
    with make_pipeline() as pipeline:
        windowed = (
            pipeline
            | beam.Create(articles)
            | beam.Map(lambda element: element)
            | beam.WindowInto(window.FixedWindows(86400))
        )
        mentions = (windowed | ExtractMentions(extractor=SignedOnly)).mentions
        starts = mentions | beam.Map(
            lambda mention, day=beam.DoFn.WindowParam: (
                mention.article_id,
                day.start.micros // 86_400_000_000,
            )
        )
        assert_that(starts, equal_to([("0", 0), ("1", 1), ("2", 2)]))

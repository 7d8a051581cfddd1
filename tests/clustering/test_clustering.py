"""The invented news is rich enough, and is merged well through the whole pipeline."""

from collections import Counter

import pytest

from tests.clustering.__main__ import merged_news, report
from tests.clustering.bcubed import BCubed, bcubed
from tests.clustering.news import read_news

TRUTH = {"a": "1", "b": "1", "c": "2"}


@pytest.mark.parametrize(
    ("found", "score"),
    [
        ({"a": "x", "b": "x", "c": "y"}, BCubed(1.0, 1.0)),
        ({"a": "x", "b": "x", "c": "x"}, BCubed(5 / 9, 1.0)),
        ({"a": "x", "b": "y", "c": "z"}, BCubed(1.0, 2 / 3)),
        ({}, BCubed(0.0, 0.0)),
    ],
)
def test_bcubed_counts_what_each_member_sees(found: dict[str, str], score: BCubed) -> None:
    made = bcubed(TRUTH, found)
    assert (made.precision, made.recall) == pytest.approx((score.precision, score.recall))


def test_the_news_tells_of_at_least_forty_events_in_two_to_eight_articles_each() -> None:
    records, tells = read_news()
    counts = Counter(told.event_id for events in tells.values() for told in events)
    assert len(counts) >= 40
    assert all(2 <= n <= 8 for n in counts.values())
    assert len({record["text"] for record in records}) == len(records)


def test_the_events_of_the_news_are_put_together() -> None:
    outcome = merged_news()
    assert outcome.score.f1 >= 0.95, "\n".join(report(outcome))
    assert len(outcome.missed) <= 0.1 * len(outcome.truth)

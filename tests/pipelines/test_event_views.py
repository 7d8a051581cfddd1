"""The views over events, each asked its question about a handful of invented ones."""

import json
from datetime import UTC, date, datetime
from typing import Any

import apache_beam as beam
import pytest

from pipelines.query import answer
from pipelines.write import WriteHive
from schemas.event import Event, RelatedEvent, Revision
from tests.factories import make_event, make_meeting, make_pipeline

NEWEST = datetime(2024, 6, 10, tzinfo=UTC)
PLANNED: dict[str, Any] = {"status": "planned", "date_precision": "day"}
LATER = datetime(2024, 5, 18, 9, tzinfo=UTC)


def treaty(event_id: str, action: str, day: date, *kin: tuple[str, str]) -> Event:
    related = tuple(RelatedEvent(event_id=e, kinship=k) for e, k in kin)
    fields = {"treaty_action": action, "event_date_start": day, "related_events": related}
    return make_event(event_id, event_type="treaty", **fields)


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("lake"))
    signed_on_saturday = Revision(
        published_at=LATER, article_id="a2", field="status", old="planned", new="occurred"
    )
    events = [
        make_event("met", revisions=(signed_on_saturday,), n_articles=4, n_sources=3),
        make_event("met again", parties=("LBY", "TCD", "TUN"), last_published_at=LATER),
        make_event("called", meeting_format="phone_call", event_date_start=date(2024, 6, 1)),
        make_event("recalled", is_background=True, event_date_start=None, date_precision=None),
        make_event("soon", event_date_start=date(2024, 7, 1), **PLANNED),
        make_event("missed", event_date_start=date(2024, 6, 1), **PLANNED),
        treaty("t3", "ratified", date(2024, 8, 1), ("t2", "follows")),
        treaty("t1", "agreed", date(2024, 5, 1), ("t2", "precedes")),
        treaty("t2", "signed", date(2024, 5, 15), ("t1", "follows"), ("t3", "precedes")),
        treaty("u1", "signed", date(2024, 5, 15)),
    ]
    with make_pipeline() as pipeline:
        _ = pipeline | "E" >> beam.Create(events) | "W" >> WriteHive(folder, "events", "merged")
        mention = make_meeting(published_at=NEWEST)
        _ = pipeline | "M" >> beam.Create([mention]) | "V" >> WriteHive(folder)
    return folder


def rows(lake: str, question: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(answer(lake, question, "json"))
    return found


def test_events_know_their_type_and_the_day_of_the_first_report(lake: str) -> None:
    [row] = rows(lake, "from events where event_id = 't1'")
    assert (row["event_type"], row["published_date"]) == ("treaty", "2024-05-15")


def test_the_history_begins_with_the_first_report(lake: str) -> None:
    steps = rows(lake, "from event_history where event_id = 'met'")
    assert [(row["field"], row["old"], row["new"]) for row in steps] == [
        ("first told", None, None),
        ("status", "planned", "occurred"),
    ]


def test_pairs_are_counted_by_month_and_what_is_recalled_without_a_day_is_not(lake: str) -> None:
    found = rows(lake, "from who_met_whom where party_a = 'LBY' and party_b = 'TCD'")
    columns = ("month", "meetings", "at_a_distance", "with_others", "articles")
    assert [tuple(row[name] for name in columns) for row in found] == [
        ("2024-05-01", 2, 0, 1, 5),
        ("2024-06-01", 1, 1, 0, 1),
    ]


def test_a_treaty_is_followed_from_the_deal_to_its_ratification(lake: str) -> None:
    found = rows(lake, "select treaty_id, step, treaty_action from treaty_lifecycle")
    assert [tuple(row.values()) for row in found] == [
        ("t1", 1, "agreed"),
        ("t1", 2, "signed"),
        ("t1", 3, "ratified"),
        ("u1", 1, "signed"),
    ]


def test_coverage_counts_articles_sources_and_days(lake: str) -> None:
    first, *_ = rows(lake, "coverage")
    assert (first["event_id"], first["n_articles"], first["n_sources"]) == ("met", 4, 3)
    [again] = rows(lake, "from coverage where event_id = 'met again'")
    assert again["days_in_news"] == 4


def test_plans_are_upcoming_until_the_news_is_past_their_day(lake: str) -> None:
    found = rows(lake, "select event_id, is_overdue from upcoming")
    assert [tuple(row.values()) for row in found] == [("missed", True), ("soon", False)]

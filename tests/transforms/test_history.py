from datetime import date, timedelta
from typing import Any

from schemas.claim import Claim
from tests.factories import NOON, make_claim
from transforms.history import revisions


def told(name: str, days: int, **fields: Any) -> Claim:
    return make_claim(name, published_at=NOON + timedelta(days=days), **fields)


def changes(*claims: Claim) -> list[tuple[str, str, str, str]]:
    return [(r.article_id[-1], r.field, r.old, r.new) for r in revisions(claims)]


def test_a_plan_that_was_carried_out_is_one_revision() -> None:
    assert changes(told("1", 0, status="planned"), told("2", 2), told("3", 3)) == [
        ("2", "status", "planned", "occurred")
    ]


def test_a_plan_that_was_called_off_is_one_revision() -> None:
    assert changes(told("1", 0, status="planned"), told("2", 2, status="cancelled")) == [
        ("2", "status", "planned", "cancelled")
    ]


def test_a_moved_day_is_a_revision_and_a_coarser_one_is_not() -> None:
    plan = {"status": "planned"}
    moved = told("2", 1, event_date_start=date(2024, 5, 20), **plan)
    month = told("3", 2, event_date_start=date(2024, 5, 1), date_precision="month", **plan)
    assert changes(told("1", 0, **plan), moved, month) == [
        ("2", "event_date_start", "2024-05-15", "2024-05-20")
    ]


def test_a_plan_still_reported_when_all_is_over_is_no_news() -> None:
    assert changes(told("1", 0), told("2", 1, status="planned")) == []


def test_a_party_that_joins_is_a_revision() -> None:
    more = told("2", 1, parties=("LBY", "TCD", "TUN"))
    assert changes(told("1", 0), more) == [("2", "parties", "LBY, TCD", "LBY, TCD, TUN")]


def test_the_first_report_is_no_revision() -> None:
    assert changes(told("1", 0)) == []

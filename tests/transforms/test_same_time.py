"""When it was: days that make two meetings one."""

from datetime import date
from typing import Any

from schemas.mention import Participant
from tests.factories import NOON, make_claim
from tests.transforms.pairs import (
    UNDATED,
    VISIT,
    alike,
    another,
    on,
    told,
)
from transforms.clues import clue_of
from transforms.same_time import same_time


def test_another_day_is_another_meeting() -> None:
    assert not alike(make_claim(**on(13)), another(**on(17)))


def test_reporters_may_differ_by_a_day_about_a_meeting_in_one_town() -> None:
    assert alike(make_claim(**on(14), place="Tunis"), another(**on(15), place="Tunis"))


def test_reporters_may_differ_by_a_day_about_two_who_met_wherever_it_was() -> None:
    later = told(15)
    assert alike(make_claim(**later, **on(14)), another(**later, **on(15)))
    states = (Participant(country="LBY"), Participant(country="TCD"))
    assert not alike(
        make_claim(**later, **on(14), participants=states),
        another(**later, **on(15), participants=states),
    )
    assert not alike(make_claim(**told(14), **on(14)), another(**told(15), **on(15)))


def test_two_who_met_in_a_month_met_in_one_place() -> None:
    in_may: dict[str, Any] = {"event_date_start": date(2024, 5, 1), "date_precision": "month"}
    tunis = {"place": "Tunis", "place_country": "TUN"}
    tripoli = {"place": "Tripoli", "place_country": "LBY"}
    assert alike(make_claim(**in_may, **tunis), another(**in_may, **tripoli))
    this_year = {**in_may, "event_date_start": date(2024, 1, 1), "date_precision": "year"}
    assert not alike(make_claim(**this_year, **tunis), another(**this_year, **tripoli))


def test_a_year_later_is_another_summit() -> None:
    later = another(published_at=NOON.replace(year=2025), event_date_start=date(2025, 5, 15))
    assert not alike(make_claim(), later)


def test_a_plan_and_its_fulfilment_are_one_meeting() -> None:
    assert alike(make_claim(**told(2), status="planned"), another(**told(16)))


def test_a_plan_that_was_moved_is_the_same_meeting() -> None:
    plan = make_claim(**told(2), **on(10), status="planned")
    assert alike(plan, another(**told(8), **on(17), status="planned"))


def test_a_meeting_that_was_held_does_not_move() -> None:
    assert not alike(make_claim(**told(10), **on(10)), another(**told(17), **on(17)))


def test_news_without_a_day_belongs_to_the_days_before_it() -> None:
    undated = {"event_date_start": None}
    assert alike(make_claim(), another(**undated, **told(16)))
    assert not alike(make_claim(), another(**undated, **told(25)))


def test_an_undated_plan_is_the_same_for_a_month() -> None:
    plan: dict[str, Any] = {"event_date_start": None, "status": "planned"}
    assert alike(make_claim(**plan, **told(1)), another(**plan, **told(20)))
    assert not alike(make_claim(event_date_start=None, **told(1)), another(**plan, **told(20)))


def test_what_is_recalled_without_a_day_is_no_news_of_today() -> None:
    recalled = another(event_date_start=None, is_background=True, **told(16))
    assert not alike(make_claim(), recalled)


def test_without_any_day_at_all_only_the_same_words_are_the_same() -> None:
    nothing: dict[str, Any] = {"event_date_start": None, "published_at": None}
    assert not alike(make_claim(**nothing), another(**nothing))
    assert alike(make_claim(**nothing), another(**nothing, wording="wording of m1"))


def test_a_visit_may_last_some_days_and_talks_do_not() -> None:
    assert alike(make_claim(**VISIT, **on(11)), another(**VISIT, **on(15)))
    assert alike(make_claim(**VISIT, **on(11)), another(**VISIT, **UNDATED, **told(17)))
    assert not alike(make_claim(**VISIT, **on(9)), another(**VISIT, **on(15)))
    assert not alike(make_claim(**on(11)), another(**on(15)))


def test_a_plan_for_the_day_of_its_publication_may_be_for_later() -> None:
    held = another(published_at=NOON.replace(month=6), event_date_start=date(2024, 6, 15))
    assert alike(make_claim(status="planned", **told(10), **on(10)), held)
    assert not alike(make_claim(status="planned", **told(9), **on(10)), held)
    plan = make_claim(status="planned", **told(10), **on(10))
    assert not alike(plan, another(**told(8), **on(8)))


def test_a_plan_for_later_this_year_is_not_the_meeting_that_was_held() -> None:
    later = make_claim(status="planned", event_date_start=date(2024, 1, 1), date_precision="year")
    assert not alike(later, another(**on(13)))
    assert alike(
        later, another(published_at=NOON.replace(month=6), event_date_start=date(2024, 6, 9))
    )


def test_news_of_another_day_does_not_tell_that_a_plan_was_moved() -> None:
    plan = make_claim(**told(2), **on(5), status="planned")
    assert alike(plan, another(**told(8), **on(8)))
    assert not alike(plan, another(**told(17), **on(17)))


def test_who_tells_of_today_knows_the_day() -> None:
    tunis = {"place": "Tunis"}
    assert not alike(
        make_claim(**told(14), **on(14), **tunis), another(**told(15), **on(15), **tunis)
    )
    assert alike(make_claim(**told(15), **on(14), **tunis), another(**told(15), **on(15), **tunis))


def test_a_year_dates_what_has_no_day_less_than_a_day_does() -> None:
    undated = clue_of(make_claim(**UNDATED, status="planned"))
    dates = [
        clue_of(another(status="planned", date_precision=precision, **on(15)))
        for precision in ("day", "week", "month", "year")
    ]
    near = [same_time(undated, dated) for dated in dates]
    assert near == sorted(near, reverse=True)
    assert len(set(near)) == len(near)

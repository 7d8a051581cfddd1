"""Events of one article that date or place each other."""

from dataclasses import replace
from datetime import date

import pytest

from tests.transforms.reading import make_meeting_report, make_treaty_report, meetings_of, on_day
from transforms import relations
from transforms.actors import Actor
from transforms.dates import ResolvedDate, resolve_date
from transforms.days import days_told
from transforms.draft import Draft
from transforms.judge import day_probability
from transforms.places import Place
from transforms.relations import with_dates_of_visits, with_likely_days, with_related_dates
from transforms.report import Report

ANA = Actor(0, 3, "Ana Duarte", "President", "PRT", rank="head")
BAT = Actor(5, 8, "Bat Sorn", "President", "MNG", rank="head")
LAND = Actor(5, 6, country="MNG")
MONGOLIA = Place("Mongolia", "MNG")
VISIT = make_meeting_report(ANA, LAND, meeting_format="visit", where=MONGOLIA, when=on_day(13))
TALKS = make_meeting_report(ANA, BAT, sentence=1)
PACT = make_treaty_report(ANA, BAT)


def related(report: Report, *others: Report) -> Report:
    """The report after its date was taken from another event."""
    drafts = with_related_dates([Draft((r,)) for r in (report, *others)])
    return drafts[0].reports[0]


def beside_visit(report: Report, visit: Report = VISIT) -> Report:
    """The report after it was placed by a visit."""
    return with_dates_of_visits([Draft((visit,)), Draft((report,))])[1].reports[0]


def test_event_during_another_has_its_day() -> None:
    assert related(replace(PACT, relation="same"), VISIT).when == VISIT.when


def test_visit_after_its_eve_is_a_day_later() -> None:
    when = related(replace(VISIT, when=None, relation="next"), replace(PACT, when=on_day(31))).when
    assert when is not None
    assert (when.start, when.end) == (date(2024, 6, 1), date(2024, 6, 1))


def test_day_after_a_month_is_no_day() -> None:
    may = ResolvedDate(date(2024, 5, 1), date(2024, 5, 31), "month", "May")
    assert related(replace(VISIT, when=None, relation="next"), replace(PACT, when=may)).when is None


@pytest.mark.parametrize("report", [
    replace(PACT, relation=None),
    replace(PACT, relation="same", sentence=7),
], ids=["unrelated", "another sentence"])  # fmt: skip
def test_other_events_keep_their_dates_to_themselves(report: Report) -> None:
    assert related(report, VISIT).when is None


def test_own_date_is_kept() -> None:
    own = replace(PACT, relation="same", when=on_day(2))
    assert related(own, VISIT).when == on_day(2)


def test_talks_during_a_visit_have_its_place_and_day() -> None:
    talks = beside_visit(TALKS)
    assert (talks.where, talks.when) == (MONGOLIA, VISIT.when)


def test_talks_keep_a_place_of_their_own() -> None:
    oslo = Place("Oslo", "NOR")
    assert beside_visit(replace(TALKS, where=oslo)).where == oslo


@pytest.mark.parametrize("report", [
    make_meeting_report(BAT, Actor(0, 2, "Joseph Mwori", country="KEN")),
    make_meeting_report(Actor(0, 1, "Rui Lopes", country="PRT"), BAT, status="planned"),
    replace(TALKS, status="planned"),
    replace(TALKS, background=True),
], ids=["other parties", "other person", "other status", "background"])  # fmt: skip
def test_talks_of_others_do_not_take_place_during_the_visit(report: Report) -> None:
    assert beside_visit(report).where is None


def test_talks_between_other_persons_are_not_placed_by_an_undated_visit() -> None:
    visit = replace(VISIT, when=None)
    ministers = make_meeting_report(Actor(0, 1, "Rui Lopes", country="PRT"), BAT)
    assert beside_visit(ministers, visit).where is None
    assert beside_visit(TALKS, visit).where == MONGOLIA


def test_day_of_a_planned_visit_is_not_that_of_the_talks() -> None:
    talks = beside_visit(replace(TALKS, status="planned"), replace(VISIT, status="planned"))
    assert (talks.where, talks.when) == (MONGOLIA, None)


def test_article_places_its_talks_where_the_visit_goes() -> None:
    text = (
        "Portuguese President Ana Duarte visited Mongolia on Monday. "
        "Duarte held talks with Mongolian President Bat Sorn."
    )
    visit, talks = meetings_of(text)
    assert (visit.meeting_format, talks.meeting_format) == ("visit", "summit")
    assert talks.place_country == visit.place_country == "MNG"
    assert talks.event_date_start == visit.event_date_start == date(2024, 5, 13)


def test_pact_signed_at_a_meeting_is_signed_there() -> None:
    oslo = Place("Oslo", "NOR", 59.9, 10.75)
    signed = replace(PACT, treaty_action="signed", status="occurred")
    held = replace(TALKS, where=oslo, status="occurred")
    placed = with_dates_of_visits([Draft((held,)), Draft((signed,))])[1].reports[0]
    assert placed.where == oslo
    assert placed.when is None


def test_pact_signed_between_two_meetings_has_no_place() -> None:
    signed = replace(PACT, treaty_action="signed", status="occurred")
    held = [replace(TALKS, where=Place(city, None), status="occurred") for city in ("Oslo", "Lima")]
    drafts = [*(Draft((report,)) for report in held), Draft((signed,))]
    assert with_dates_of_visits(drafts)[2].reports[0].where is None


PUBLISHED = date(2024, 5, 15)
TOLD = ["They met on May 2.", "Ministers came on May 9 and signed a pact.", "Talks went on."]


def test_event_without_a_day_is_of_the_day_that_is_likeliest_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = replace(TALKS, status="occurred", sentence=2)
    likely = {"May 2": 0.7, "May 9": 0.9}
    monkeypatch.setattr(
        relations, "day_probability", lambda day, undated, days: likely[day.text] * (days == 2)
    )
    [draft] = with_likely_days([Draft((held,))], TOLD, PUBLISHED)
    assert draft.reports[0].when == resolve_date("May 9", PUBLISHED, "past")
    likely = dict.fromkeys(likely, 0.2)
    assert with_likely_days([Draft((held,))], TOLD, PUBLISHED) == [Draft((held,))]


def test_event_is_of_no_day_that_its_status_denies() -> None:
    days = days_told(["They spoke yesterday and will meet tomorrow."], PUBLISHED, [])
    assert [day.text for day in days if day.meant("planned")] == ["tomorrow"]
    assert "yesterday" in [day.text for day in days if day.meant("occurred")]
    next_week = days_told(["They will meet next week."], PUBLISHED, [])
    assert next_week[0].meant("occurred") is None


def test_month_of_an_event_is_made_finer_by_the_only_day_told_within_it() -> None:
    month = resolve_date("next month", PUBLISHED, "future")
    planned = Draft((replace(VISIT, status="planned", when=month),))
    [finer] = with_likely_days([planned], ["The visit begins on June 9.", "He spoke."], PUBLISHED)
    assert str(finer.reports[0].when and finer.reports[0].when.start) == "2024-06-09"
    assert with_likely_days([planned], ["On June 9 and June 12."], PUBLISHED) == [planned]


def test_talks_next_to_a_visit_of_the_same_are_likelier_of_its_day_than_of_a_far_pact() -> None:
    pact = make_treaty_report(BAT, Actor(9, 10, country="FJI"), sentence=9, when=on_day(2))
    visit = replace(VISIT, when=on_day(13))
    days = days_told([], PUBLISHED, [visit, pact])
    near, far = (day_probability(day, TALKS, 2) for day in days)
    assert near > far

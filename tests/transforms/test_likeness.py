"""Pairs of claims: of one event, of two that belong together, of any two."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.claim import Claim
from schemas.mention import Participant
from tests.factories import NOON, make_claim, make_treaty_claim
from transforms.clues import clue_of
from transforms.likeness import SAME, cells, kinship, likeness

BA = Participant(name="Idriss Ba", title="President", country="TCD")
KOLE = Participant(name="Amina Kole", title="Foreign Minister", country="TCD")
SARRA = Participant(name="Khalifa Sarra", title="President", country="LBY")
TUNISIA = Participant(country="TUN")
UNION = Participant(name="African Union", organization="AU")
UNDATED: dict[str, Any] = {"event_date_start": None}
VISIT: dict[str, Any] = {"meeting_format": "visit"}


def on(day: int) -> dict[str, Any]:
    return {"event_date_start": date(2024, 5, day)}


def told(day: int) -> dict[str, Any]:
    return {"published_at": NOON.replace(day=day)}


def alike(one: Claim, other: Claim) -> bool:
    first, second = clue_of(one), clue_of(other)
    assert likeness(first, second) == likeness(second, first)
    return likeness(first, second) >= SAME


def another(**fields: Any) -> Claim:
    return make_claim("m2", **fields)


def test_two_reports_of_one_day_are_of_one_meeting() -> None:
    assert alike(make_claim(), another(**told(16)))


def test_a_surname_is_enough_to_know_a_person() -> None:
    ba = Participant(name="Ba", title="President", country="TCD")
    assert alike(make_claim(), another(participants=(SARRA, ba)))


def test_other_persons_of_the_same_states_hold_another_meeting() -> None:
    assert not alike(make_claim(), another(participants=(SARRA, KOLE)))


def test_another_day_is_another_meeting() -> None:
    assert not alike(make_claim(**on(13)), another(**on(17)))


def test_reporters_may_differ_by_a_day_about_a_meeting_in_one_town() -> None:
    assert alike(make_claim(**on(14), place="Tunis"), another(**on(15), place="Tunis"))


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


def test_two_states_and_no_day_are_not_enough_but_an_organisation_is() -> None:
    states: dict[str, Any] = {"participants": (Participant(country="LBY"), TUNISIA)}
    union: dict[str, Any] = {"participants": (Participant(organization="AU"),)}
    assert not alike(make_claim(**states), another(**states, event_date_start=None))
    assert alike(make_claim(**states), another(**states))
    assert alike(make_claim(**union), another(**union, event_date_start=None))


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


def test_an_article_may_name_two_of_three_parties() -> None:
    three = another(participants=(SARRA, BA, TUNISIA))
    assert alike(make_claim(), three)


def test_a_meeting_of_two_is_not_the_summit_of_many() -> None:
    crowd = tuple(sorted({"LBY", "TCD", "TUN", "DZA", "EGY"}))
    assert not alike(make_claim(participants=()), another(participants=(), parties=crowd))


def test_one_common_party_is_not_enough() -> None:
    assert not alike(make_claim(), another(participants=(BA, TUNISIA)))


def test_two_rows_of_one_article_are_two_events_unless_all_is_alike() -> None:
    union: dict[str, Any] = {"participants": (Participant(organization="AU"),), **UNDATED}
    assert alike(make_claim(**union), another(**union))
    assert not alike(make_claim(**union, article_id="a"), another(**union, article_id="a"))
    assert alike(make_claim(article_id="a"), another(article_id="a"))


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


@pytest.mark.parametrize(
    ("name", "same"),
    [("Sarra", True), ("Khalifah Sarra", True), ("Khal Sarra", True), ("Halid Zarra", False)],
)
def test_a_name_may_be_spelled_in_other_ways(name: str, same: bool) -> None:
    spelled = (Participant(name=name, title="President", country="LBY"), BA)
    assert alike(make_claim(), another(participants=spelled)) is same


def test_people_are_the_same_whosever_officials_they_are_taken_for() -> None:
    swapped = (
        Participant(name="Khalifa Sarra", title="President", country="TCD"),
        Participant(name="Idriss Ba", title="President", country="LBY"),
    )
    assert alike(make_claim(), another(participants=swapped))


def test_a_session_is_the_same_whichever_member_is_named() -> None:
    union = (Participant(organization="AU"),)
    assert alike(make_claim(participants=union), another(participants=(*union, BA)))


def test_a_town_lies_in_its_country() -> None:
    undated: dict[str, Any] = {"participants": (Participant(organization="AU"),), **UNDATED}
    in_tunis = make_claim(place="Tunis", place_country="TUN", **undated)
    later = {**undated, **told(19)}
    assert alike(in_tunis, another(place="Tunisia", place_country="TUN", **later))
    assert not alike(in_tunis, another(place="Libya", place_country="LBY", **later))


def test_one_state_makes_many_deals_in_a_month() -> None:
    alone: dict[str, Any] = {"participants": (Participant(country="TCD"),), "instrument": "deal"}
    assert not alike(make_treaty_claim(**alone), make_treaty_claim("m2", **alone))


def test_a_call_is_no_visit() -> None:
    assert not alike(make_claim(meeting_format="visit"), another(meeting_format="phone_call"))


def test_two_towns_of_one_state_are_doubtful_and_of_two_states_a_clash() -> None:
    here = {"place": "Tunis", "place_country": "TUN"}
    assert alike(make_claim(**here), another(place="Sfax", place_country="TUN"))
    assert not alike(make_claim(**here), another(place="Tripoli", place_country="LBY"))


def test_two_instruments_signed_on_a_day_are_two_events() -> None:
    other = make_treaty_claim("m2", instrument="fishing accord")
    assert not alike(make_treaty_claim(), other)
    assert alike(make_treaty_claim(), make_treaty_claim("m2", instrument="accord on the border"))


def test_signing_is_not_ratifying_but_goes_before_it() -> None:
    signed, ratified = make_treaty_claim(), make_treaty_claim("m2", treaty_action="ratified")
    assert not alike(signed, ratified)
    assert kinship(clue_of(ratified), clue_of(signed)) == "follows"
    assert kinship(clue_of(signed), clue_of(ratified)) is None


def left(name: str = "m1", *sides: Participant, **fields: Any) -> Claim:
    parties = sides or (Participant(country="TCD"), UNION)
    values = {"treaty_action": "withdrew", "instrument": "the African Union", "status": "planned"}
    return make_treaty_claim(name, participants=parties, **{**values, **fields})


def test_a_union_is_left_only_once_whatever_days_and_places_are_told() -> None:
    assert alike(left(**on(14)), left("m2", **on(29), place="Tunis", place_country="TUN"))
    assert alike(left(**UNDATED), left("m2", **on(29), status="occurred", **told(30)))
    assert alike(left(), left("m2", UNION, instrument="the bloc", **on(20)))
    assert not alike(left(), left("m2", TUNISIA, UNION))
    held = {"status": "occurred", **told(20)}
    assert not alike(left(**held), left("m2", **held, event_date_start=date(2023, 5, 15)))


def test_rounds_of_talks_are_many() -> None:
    talks: dict[str, Any] = {"treaty_action": "negotiating"}
    assert not alike(
        make_treaty_claim(**talks, **on(10)), make_treaty_claim("m2", **talks, **on(20))
    )


def test_treaties_of_other_names_do_not_follow_each_other() -> None:
    ratified = make_treaty_claim("m2", treaty_action="ratified", instrument="fishing accord")
    assert kinship(clue_of(ratified), clue_of(make_treaty_claim())) is None


def test_talks_are_part_of_the_visit_of_the_same_person() -> None:
    visit = clue_of(make_claim(meeting_format="visit"))
    assert kinship(clue_of(another()), visit) == "part_of"
    assert kinship(clue_of(another(participants=(SARRA, KOLE))), visit) is None


CLAIMS = st.builds(
    lambda start, gap, status, dated, persons, place, precision, form: make_claim(
        "m2" if place else "m1",
        published_at=NOON + timedelta(days=start + gap),
        event_date_start=(NOON + timedelta(days=start)).date() if dated else None,
        date_precision=precision,
        status=status,
        participants=persons,
        place=place,
        meeting_format=form,
    ),
    st.integers(0, 40),
    st.integers(-20, 20),
    st.sampled_from(["occurred", "planned", "cancelled"]),
    st.booleans(),
    st.sampled_from(
        [
            (SARRA, BA),
            (SARRA, KOLE),
            (SARRA, BA, TUNISIA),
            (UNION,),
            (UNION, BA),
            (UNION, SARRA),
            (),
        ]
    ),
    st.sampled_from([None, "Tunis", "Sfax", "Tunisia"]),
    st.sampled_from(["day", "week", "month", "year"]),
    st.sampled_from(["bilateral", "visit", "multilateral"]),
)
ACTS = st.builds(
    lambda start, gap, status, dated, action, instrument, sides: make_treaty_claim(
        published_at=NOON + timedelta(days=start + gap),
        event_date_start=(NOON + timedelta(days=start)).date() if dated else None,
        status=status,
        treaty_action=action,
        instrument=instrument,
        participants=sides,
    ),
    st.integers(0, 40),
    st.integers(-20, 20),
    st.sampled_from(["occurred", "planned", "proposed"]),
    st.booleans(),
    st.sampled_from(["signed", "joined"]),
    st.sampled_from([None, "border accord", "African Union", "Libyan pact on rail and trade"]),
    st.sampled_from([(UNION,), (UNION, BA), (SARRA, BA)]),
)


@given(one=CLAIMS | ACTS, other=CLAIMS | ACTS)
def test_likeness_is_symmetric_and_what_is_alike_shares_a_cell(one: Claim, other: Claim) -> None:
    first, second = clue_of(one), clue_of(other.model_copy(update={"article_id": "another"}))
    assert likeness(first, second) == likeness(second, first)
    if likeness(first, second) >= SAME:
        assert set(cells(first)) & set(cells(second))

"""Pairs of claims: of one event, of two that belong together, of any two."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from schemas.claim import Claim
from schemas.mention import Participant
from tests.factories import NOON, make_claim, make_treaty_claim
from tests.transforms.pairs import (
    BA,
    KOLE,
    SARRA,
    TUNISIA,
    UNDATED,
    UNION,
    alike,
    another,
    on,
    told,
)
from transforms.clues import clue_of
from transforms.likeness import SAME, kinship, likeness
from transforms.same_time import cells


def test_two_reports_of_one_day_are_of_one_meeting() -> None:
    assert alike(make_claim(), another(**told(16)))


def test_two_states_and_no_day_are_not_enough_but_an_organisation_is() -> None:
    states: dict[str, Any] = {"participants": (Participant(country="LBY"), TUNISIA)}
    union: dict[str, Any] = {"participants": (Participant(organization="AU"),)}
    assert not alike(make_claim(**states), another(**states, event_date_start=None))
    assert alike(make_claim(**states), another(**states))
    assert alike(make_claim(**union), another(**union, event_date_start=None))


def test_two_rows_of_one_article_are_two_events_unless_all_is_alike() -> None:
    union: dict[str, Any] = {"participants": (Participant(organization="AU"),), **UNDATED}
    assert alike(make_claim(**union), another(**union))
    assert not alike(make_claim(**union, article_id="a"), another(**union, article_id="a"))
    assert alike(make_claim(article_id="a"), another(article_id="a"))


def test_reports_a_day_apart_need_less_proof_than_those_of_a_week() -> None:
    one_named: dict[str, Any] = {"participants": (SARRA, Participant(country="TCD"))}
    assert alike(make_claim(), another(**one_named, **UNDATED, **told(16)))
    assert not alike(make_claim(), another(**one_named, **UNDATED, **told(18)))


def test_what_an_organisation_agrees_on_is_one_on_a_day_and_many_in_a_month() -> None:
    def agreed(name: str, *sides: Participant, **fields: Any) -> Claim:
        values = {"treaty_action": "agreed", "instrument": None, "participants": (UNION, *sides)}
        return make_treaty_claim(name, **{**values, **fields})

    assert alike(agreed("m1"), agreed("m2", place="Tunis"))
    assert not alike(agreed("m1"), agreed("m2", **UNDATED))


def test_three_states_do_not_meet_twice_in_a_day() -> None:
    states = tuple(Participant(country=code) for code in ("LBY", "TCD", "TUN"))
    three: dict[str, Any] = {"participants": states}
    assert alike(make_claim(**three), another(**three, **UNDATED))
    assert not alike(make_claim(**three), another(**three, **UNDATED, **told(18)))


def test_one_article_tells_what_was_held_and_without_a_day_what_comes_next() -> None:
    held = make_claim(article_id="a", place="Tunis")
    plan: dict[str, Any] = {"status": "planned", **UNDATED, "place": "Tunis"}
    assert not alike(held, another(article_id="a", **plan))
    assert alike(held, another(**plan, **told(14)))
    assert alike(held, another(article_id="a", **{**plan, **on(15)}))


def test_what_ran_out_a_year_ago_is_not_what_will_run_out() -> None:
    def over(name: str, year: int, status: str) -> Claim:
        when = date(year, 9, 30)
        return make_treaty_claim(
            name, treaty_action="expired", event_date_start=when, status=status
        )

    assert not alike(over("m1", 2023, "occurred"), over("m2", 2024, "planned"))
    assert alike(over("m1", 2024, "planned"), over("m2", 2024, "planned"))


def test_news_of_an_undated_act_goes_on_as_long_as_its_instrument_is_named() -> None:
    broken: dict[str, Any] = {"treaty_action": "violated", **UNDATED}
    first = make_treaty_claim(**broken, **told(5))
    assert alike(first, make_treaty_claim("m2", **broken, **told(12)))
    assert not alike(first, make_treaty_claim("m2", **broken, **told(25)))
    assert not alike(first, make_treaty_claim("m2", **broken, **told(12), instrument=None))


def test_one_state_makes_many_deals_in_a_month() -> None:
    alone: dict[str, Any] = {"participants": (Participant(country="TCD"),), "instrument": "deal"}
    assert not alike(make_treaty_claim(**alone), make_treaty_claim("m2", **alone))


def test_a_call_is_no_visit() -> None:
    assert not alike(make_claim(meeting_format="visit"), another(meeting_format="phone_call"))


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

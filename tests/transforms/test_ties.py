from datetime import date, timedelta
from typing import Any

from schemas.claim import Claim
from tests.factories import NOON, make_claim, make_treaty_claim
from transforms.clues import clue_of
from transforms.ties import linked, links_among, nearest, ties


def told(name: str, days: int, **fields: Any) -> Claim:
    moment = NOON + timedelta(days=days)
    values: dict[str, Any] = {"published_at": moment, "event_date_start": moment.date()}
    return make_claim(name, **{**values, **fields})


SIGNED: dict[str, Any] = {
    "event_type": "treaty",
    "meeting_format": None,
    "treaty_action": "signed",
    "instrument": "border accord",
    "instrument_kind": "agreement",
}


def links(*claims: Claim, reach: int = 45) -> set[tuple[str, str]]:
    return set(links_among(map(clue_of, claims), reach))


def test_what_says_less_leans_on_the_likest_that_says_more() -> None:
    monday, friday = told("monday", 0), told("friday", 4)
    vague = told("vague", 5, event_date_start=None)
    assert links(monday, friday, vague) == {("vague", "friday")}


def test_a_claim_that_is_like_no_other_leans_on_none() -> None:
    assert links(told("monday", 0), told("friday", 4)) == set()


def test_what_was_published_out_of_reach_is_not_leant_on() -> None:
    plan = told("plan", -30, event_date_start=NOON.date(), status="planned")
    assert links(told("held", 0), plan) == {("plan", "held")}
    assert links(told("held", 0), plan, reach=14) == set()


def test_talks_lean_on_the_visit_and_treaties_on_the_stage_before() -> None:
    visit, talks = told("visit", 0, meeting_format="visit"), told("talks", 0)
    agreed = make_treaty_claim("agreed", treaty_action="agreed")
    signed = make_treaty_claim("signed")
    ratified = make_treaty_claim("ratified", treaty_action="ratified")
    assert links(visit, talks) == {("talks", "visit")}
    assert links(agreed, signed, ratified) == {("signed", "agreed"), ("ratified", "signed")}


def test_only_the_ties_of_the_asked_days_are_told() -> None:
    clues = [clue_of(told("a", 0)), clue_of(told("b", 1, event_date_start=NOON.date()))]
    assert links_among(clues, days={(NOON + timedelta(days=1)).toordinal()}) == [("b", "a")]
    assert links_among(clues, days={date(2020, 1, 1).toordinal()}) == []


def test_the_same_mention_twice_leans_on_another_not_on_itself() -> None:
    held, late = told("held", 0, place="Tunis"), told("late", 1, event_date_start=NOON.date())
    assert links(held, late, late) == {("late", "held")}


def test_of_two_that_are_as_like_it_a_claim_leans_on_the_nearer_in_time() -> None:
    near, far = told("z near", 9, **SIGNED), told("a far", 1, **SIGNED)
    vague = told("vague", 10, **SIGNED | {"event_date_start": None})
    assert ("vague", "z near") in links(near, far, vague)


def test_of_several_blocks_the_nearest_ties_count() -> None:
    found = [("same a", (-0.6, "1", "b")), ("same a", (-0.9, "2", "c")), ("kin a", (1.0, "", "d"))]
    again = [*found, ("same a", (-0.9, "2", "c")), ("kin a", (0.5, "", "e"))]
    best = nearest(again)
    assert best == {"same a": [(-0.9, "2", "c"), (-0.6, "1", "b")], "kin a": [(0.5, "", "e")]}
    assert linked("same a", (-0.9, "2", "c")) == ("a", "c")


def test_a_claim_leans_on_a_few_lest_the_likest_of_them_leads_it_astray() -> None:
    held = {"event_date_start": NOON.date()}
    claims = [told(f"m{n}", n, **held) for n in range(9)]
    vague = told("vague", 4, event_date_start=None)
    assert len({end for one, end in links(*claims, vague) if one == "vague"}) == 5


def test_the_order_of_the_claims_does_not_matter() -> None:
    clues = [clue_of(told(f"m{n}", n % 3, event_date_start=NOON.date())) for n in range(9)]
    assert set(ties(clues)) == set(ties(clues[::-1]))

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from schemas.claim import Claim
from tests.factories import NOON, make_claim
from transforms.clues import clue_of
from transforms.clusters import clusters


def groups(*claims: Claim) -> list[list[str]]:
    return sorted(sorted(c.mention_id for c in group) for group in clusters(map(clue_of, claims)))


def held(name: str, day: int, **fields: Any) -> Claim:
    when = date(2024, 5, day)
    published = NOON.replace(day=day)
    return make_claim(name, **{"event_date_start": when, "published_at": published, **fields})


NEWS = [
    held("mon1", 13),
    held("mon2", 13, place="Tunis"),
    held("fri1", 17),
    held("fri2", 17, event_date_start=None),
    held("plan", 10, event_date_start=date(2024, 5, 17), status="planned"),
    held("call", 13, meeting_format="phone_call"),
]


def test_two_meetings_of_a_week_are_kept_apart() -> None:
    assert groups(*NEWS) == [["call"], ["fri1", "fri2", "plan"], ["mon1", "mon2"]]


def test_a_claim_that_clashes_with_one_member_stays_out() -> None:
    tunis = held("tunis", 13, place="Tunis", place_country="TUN")
    tripoli = held("tripoli", 13, place="Tripoli", place_country="LBY")
    assert groups(tunis, held("nowhere", 13), tripoli) == [["nowhere", "tunis"], ["tripoli"]] or (
        groups(tunis, held("nowhere", 13), tripoli) == [["nowhere", "tripoli"], ["tunis"]]
    )


@given(st.permutations(NEWS))
def test_the_order_of_the_claims_does_not_matter(order: list[Claim]) -> None:
    assert groups(*order) == groups(*NEWS)

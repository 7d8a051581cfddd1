from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from schemas.claim import Claim
from schemas.mention import Participant
from tests.factories import NOON, make_claim, make_treaty_claim
from transforms.clues import clue_of
from transforms.clusters import clusters


def groups(*claims: Claim) -> list[list[str]]:
    return sorted(sorted(c.mention_id for c in group) for group in clusters(map(clue_of, claims)))


def held(name: str, day: int, **fields: Any) -> Claim:
    when = date(2024, 5, day)
    published = NOON.replace(day=day)
    return make_claim(name, **{"event_date_start": when, "published_at": published, **fields})


CHAD = Participant(country="TCD")
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
    states: dict[str, Any] = {"participants": (Participant(country="LBY"), CHAD)}
    tunis = held("tunis", 13, place="Tunis", place_country="TUN", **states)
    tripoli = held("tripoli", 13, place="Tripoli", place_country="LBY", **states)
    found = groups(tunis, held("nowhere", 13, **states), tripoli)
    assert found in (
        [["nowhere", "tunis"], ["tripoli"]],
        [["nowhere", "tripoli"], ["tunis"]],
    )


VISITOR = Participant(name="Khalifa Sarra", title="President", country="LBY", role="visitor")


def seen(name: str, day: int, *hosts: str, **fields: Any) -> Claim:
    """A visit of a president, of which these states are told."""
    sides = (VISITOR, *(Participant(country=code) for code in hosts))
    return held(name, day, participants=sides, meeting_format="visit", **fields)


def test_the_likest_come_together_before_what_says_most() -> None:
    undated: dict[str, Any] = {"event_date_start": None}
    stop = seen("stop", 14, "DZA", "TCD", place="Algiers", place_country="DZA")
    there = {"place": "Chad", "place_country": "TCD"}
    in_chad = [seen("a", 15, "TCD", **undated), seen("b", 15, "TCD", **undated, **there)]
    assert groups(stop, *in_chad, seen("c", 17, "TCD", **undated, **there)) == [
        ["a", "b", "c"],
        ["stop"],
    ]


def broken(*days: int) -> list[Claim]:
    """Reports, published on these days, that a pact is broken; it is not told when."""
    return [
        make_treaty_claim(
            f"{day:02}",
            treaty_action="violated",
            published_at=NOON.replace(day=day),
            event_date_start=None,
        )
        for day in days
    ]


def test_what_many_pairs_say_outweighs_as_many_that_clash() -> None:
    first = ["01", "02", "03", "04"]
    assert groups(*broken(1, 2, 3, 4, 15, 16, 17, 18)) == [[*first, "15", "16", "17", "18"]]
    assert groups(*broken(1, 2, 3, 4, 17, 18, 19, 20)) == [first, ["17", "18", "19", "20"]]


@given(st.permutations(NEWS))
def test_the_order_of_the_claims_does_not_matter(order: list[Claim]) -> None:
    assert groups(*order) == groups(*NEWS)

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from schemas.claim import Claim
from schemas.event import Event
from schemas.identity import stable_id
from tests.factories import NOON, make_claim, make_treaty_claim
from transforms.resolution import event_id_of, resolve


def told(name: str, days: int = 0, **fields: Any) -> Claim:
    values: dict[str, Any] = {"event_date_start": NOON.date()}
    return make_claim(name, published_at=NOON + timedelta(days=days), **{**values, **fields})


def known(*events: Event) -> dict[str, str]:
    return {mention_id: event.event_id for event in events for mention_id in event.mention_ids}


def test_every_claim_is_in_one_event() -> None:
    other = told("c", 4, event_date_start=date(2024, 5, 19))
    events = list(resolve([told("a"), told("b", 1), other]))
    assert sorted(event.mention_ids for event in events) == [("a", "b"), ("c",)]


def test_the_same_mention_twice_counts_once() -> None:
    [event] = resolve([told("a"), told("a"), told("b")])
    assert (event.mention_ids, event.n_articles) == (("a", "b"), 2)


def test_an_event_keeps_its_id_when_articles_are_added() -> None:
    [before] = resolve([told("b", 1)])
    [after] = resolve([told("a"), told("b", 1), told("c", 2)], known(before))
    assert after.event_id == before.event_id
    [anew] = resolve([told("a"), told("b", 1), told("c", 2)])
    assert anew.event_id != before.event_id


def test_of_two_events_that_become_one_the_id_of_the_greater_lives_on() -> None:
    ids = {"a": stable_id("event", "a"), "b": stable_id("event", "b"), "c": stable_id("event", "b")}
    assert event_id_of(["a", "b", "c"], ids) == stable_id("event", "b")


def test_an_event_that_lost_its_founder_begins_anew() -> None:
    assert event_id_of(["b", "c"], {"b": stable_id("event", "a")}) == stable_id("event", "b")


def test_talks_and_their_visit_know_each_other() -> None:
    visit = told("v", meeting_format="visit")
    events = {event.meeting_format: event for event in resolve([visit, told("t")])}
    assert [r.kinship for r in events["visit"].related_events] == ["includes"]
    [related] = events["bilateral"].related_events
    assert (related.kinship, related.event_id) == ("part_of", events["visit"].event_id)


def test_an_agreement_is_followed_through_its_life() -> None:
    actions = ("agreed", "signed", "ratified")
    claims = [make_treaty_claim(action, treaty_action=action) for action in actions]
    events = {event.treaty_action: event for event in resolve(claims)}
    assert [r.kinship for r in events["signed"].related_events] == ["follows", "precedes"] or [
        r.kinship for r in events["signed"].related_events
    ] == ["precedes", "follows"]


NEWS = [
    *(told(f"a{n}", n) for n in range(3)),
    told("visit", meeting_format="visit"),
    told("next", 6, event_date_start=date(2024, 5, 21)),
    told("vague", 7, event_date_start=None),
]


@given(st.permutations(NEWS))
def test_the_order_of_the_claims_leaves_no_trace(order: list[Claim]) -> None:
    def by_id(claims: list[Claim]) -> list[Event]:
        return sorted(resolve(claims), key=lambda event: event.event_id)

    assert by_id(order) == by_id(NEWS)

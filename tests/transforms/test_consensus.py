from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from schemas.claim import Claim
from schemas.event import Event
from schemas.mention import Participant
from tests.factories import NOON, make_claim
from transforms.consensus import event_of, in_time, sources_of, vote

BA = Participant(name="Idriss Ba", title="President", country="TCD")
SARRA = Participant(name="Khalifa Sarra", title="President", country="LBY")


def told(name: str, days: int = 0, **fields: Any) -> Claim:
    return make_claim(name, **{"published_at": NOON + timedelta(days=days), **fields})


def merged(*claims: Claim) -> Event:
    return event_of(in_time(claims), "e1")


def test_most_independent_sources_are_believed_and_the_others_are_kept() -> None:
    event = merged(told("a", place="Tunis"), told("b", place="Tunis"), told("c", place="Sfax"))
    assert event.place == "Tunis"
    [other] = event.alternatives
    assert (other.field, other.value, other.n_sources, other.weight) == ("place", "Sfax", 1, 0.5)


def test_ten_papers_with_one_wire_report_are_one_source() -> None:
    wire = [told(f"w{n}", place="Sfax", wording="wire", confidence=0.6) for n in range(10)]
    event = merged(*wire, told("a", place="Tunis"), told("b", place="Tunis"))
    assert (event.n_articles, event.n_sources, event.place) == (12, 3, "Tunis")


def test_versions_of_one_outlet_are_one_source() -> None:
    assert merged(told("a", outlet="wire"), told("b", outlet="wire")).n_sources == 1


def test_sources_hang_together_through_a_chain_of_copies() -> None:
    claims = [
        told("a", outlet="one", wording="x"),
        told("b", outlet="two", wording="x"),
        told("c", outlet="two", wording="y"),
        told("d", outlet="three", wording="y"),
    ]
    assert len(set(sources_of(claims).values())) == 1


def test_the_latest_word_is_the_status() -> None:
    assert (
        merged(told("a", status="planned"), told("b", 1, status="cancelled")).status == "cancelled"
    )
    assert merged(told("a", status="cancelled"), told("b", 1, status="planned")).status == "planned"
    assert merged(told("a"), told("b", 1, status="planned")).status == "occurred"


def test_the_day_is_that_of_the_reports_of_what_happened() -> None:
    plans = [told(f"p{n}", status="planned", event_date_start=date(2024, 5, 20)) for n in range(3)]
    event = merged(*plans, told("held", 7, event_date_start=date(2024, 5, 21)))
    assert event.event_date_start == date(2024, 5, 21)


def test_a_finer_date_beats_a_coarser_one() -> None:
    month = [
        told(f"c{n}", event_date_start=date(2024, 5, 1), date_precision="month") for n in range(3)
    ]
    assert merged(*month, told("fine")).date_precision == "day"


def test_a_person_is_listed_once_under_the_fullest_name() -> None:
    short = Participant(name="Ba", title="President", country="TCD")
    event = merged(told("a", participants=(SARRA, short)), told("b", participants=(SARRA, BA)))
    assert event.participants == (SARRA, BA)


def test_a_party_that_few_believe_is_an_alternative() -> None:
    stray = told("x", participants=(SARRA, BA, Participant(country="FRA")))
    event = merged(*(told(f"m{n}") for n in range(5)), stray)
    assert event.parties == ("LBY", "TCD")
    assert [(a.field, a.value) for a in event.alternatives] == [("parties", "FRA")]


def test_what_only_some_say_is_gathered() -> None:
    event = merged(told("a", topics=("water",)), told("b", 1, topics=("grain", "water")))
    assert event.topics == ("water", "grain")


def test_times_and_articles_are_those_of_the_claims() -> None:
    event = merged(told("b", 2), told("a"), told("n", published_at=None))
    assert (event.first_published_at, event.last_published_at) == (NOON, NOON + timedelta(days=2))
    assert event.mention_ids == ("a", "b", "n")


def test_equal_weights_are_decided_by_the_alphabet() -> None:
    assert [v[0] for v in vote([("b", 0.5, "x"), ("a", 0.5, "y")])] == ["a", "b"]


NEWS = [
    told("a", place="Tunis", topics=("water",)),
    told("b", 1, place="Sfax", status="planned"),
    told("c", 1, participants=(SARRA,), event_date_start=None),
    told("d", 2, wording="wording of a", place="Tunis"),
]


@given(st.permutations(NEWS))
def test_the_order_of_the_claims_leaves_no_trace(order: list[Claim]) -> None:
    assert merged(*order) == merged(*NEWS)

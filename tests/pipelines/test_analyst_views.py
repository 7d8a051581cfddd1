"""What analysts ask of a lake, each question with its answer about a few invented events."""

import json
from datetime import UTC, date, datetime
from typing import Any

import apache_beam as beam
import pytest

from pipelines.query import answer
from pipelines.write import WriteHive
from schemas.event import Event, Revision
from schemas.mention import Participant, parties_of
from tests.factories import make_event, make_failure, make_meeting, make_pipeline

SARRA = Participant(name="Khalifa Sarra", title="President", country="LBY")
BA = Participant(name="Idriss Ba", title="President", country="TCD")
AMADOU = Participant(name="Sani Amadou", title="Foreign Minister", country="NER")
QATAR = Participant(country="QAT", role="mediator")
AU = Participant(organization="AU", name="African Union")
NIGER = Participant(country="NER", role="member")
CHAD = Participant(country="TCD", role="member")


def moment(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)


def event(event_id: str, day: str | None, *seats: Participant, **fields: Any) -> Event:
    """An event on a day, told on it, of these participants; a meeting unless it says otherwise."""
    told = fields.pop("told", day)
    values: dict[str, Any] = {
        "participants": seats,
        "parties": parties_of(seats),
        "event_date_start": date.fromisoformat(day) if day else None,
        "date_precision": "day" if day else None,
        "first_published_at": moment(told),
        "last_published_at": moment(fields.pop("last", told)),
        "mention_ids": (f"mention of {event_id}",),
        **fields,
    }
    return make_event(event_id, **values)


def treaty(event_id: str, day: str, action: str, *seats: Participant, **fields: Any) -> Event:
    facts = {"event_type": "treaty", "treaty_action": action, "instrument": "border accord"}
    return event(event_id, day, *seats, **{**facts, **fields})


CALLED_OFF = Revision(
    published_at=moment("2024-06-03"),
    article_id="a9",
    field="status",
    old="planned",
    new="cancelled",
)
EVENTS = [
    event("old", "2015-03-01", BA, SARRA, is_background=True, told="2024-05-15"),
    event("met", "2024-05-15", BA, SARRA, place="Tunis", place_country="TUN", goldstein=1.0),
    event("call", "2024-05-20", BA, SARRA, meeting_format="phone_call", quad_class=1),
    event("new pair", "2024-05-21", AMADOU, SARRA, place="Tunis", place_country="TUN"),
    event("brought", "2024-05-22", BA, SARRA, QATAR, meeting_format="mediation"),
    event(
        "off",
        "2024-06-10",
        AMADOU,
        BA,
        told="2024-06-01",
        last="2024-06-03",
        status="cancelled",
        revisions=(CALLED_OFF,),
        goldstein=-7.0,
        quad_class=4,
    ),
    treaty("signed", "2024-06-02", "signed", BA, SARRA, goldstein=8.0, quad_class=1),
    treaty("left", "2024-06-04", "withdrew", NIGER, AU, instrument="African Union"),
    treaty("joined", "2024-06-05", "joined", CHAD),
]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("lake"))
    mentions = [
        make_meeting(mention_id="mention of met", source="Gazette", parties=("LBY", "TCD")),
        make_meeting(mention_id="m2", article_id="a2", source="Courier", status="planned"),
    ]
    with make_pipeline() as pipeline:
        _ = pipeline | "E" >> beam.Create(EVENTS) | "W" >> WriteHive(folder, "events", "merged")
        _ = pipeline | "M" >> beam.Create(mentions) | "V" >> WriteHive(folder)
        _ = pipeline | "F" >> beam.Create([make_failure()]) | "X" >> WriteHive(folder, "failures")
    return folder


def rows(lake: str, question: str, *columns: str) -> list[tuple[Any, ...]]:
    found: list[dict[str, Any]] = json.loads(answer(lake, question, "json"))
    return [tuple(row[name] for name in columns) for row in found]


def test_headlines_tell_each_event_in_a_line_the_newest_first(lake: str) -> None:
    found = rows(lake, "headlines", "told", "what", "who", "where")
    assert len(found) == len(EVENTS) - 1  # without what is only recalled
    assert found[0] == ("2024-06-05", "joined", "TCD", None)
    assert ("2024-05-15", "bilateral", "Idriss Ba (TCD), Khalifa Sarra (LBY)", "Tunis (TUN)") in (
        found
    )


def test_persons_who_met_are_counted_with_calls_apart(lake: str) -> None:
    columns = ("person_a", "party_a", "person_b", "party_b", "meetings", "at_a_distance")
    assert rows(lake, "persons_met", *columns, "first_day", "last_day") == [
        *[("Idriss Ba", "TCD", "Khalifa Sarra", "LBY", 4, 1, "2015-03-01", "2024-05-22")],
        *[("Khalifa Sarra", "LBY", "Sani Amadou", "NER", 1, 0, "2024-05-21", "2024-05-21")],
    ]


def test_first_meetings_in_years_know_the_last_one_if_the_lake_does(lake: str) -> None:
    found = rows(lake, "first_meetings(5)", "party_a", "party_b", "day", "previous_day")
    assert found[0] == ("LBY", "TCD", "2024-05-15", "2015-03-01")
    assert ("LBY", "NER", "2024-05-21", None) in found
    assert rows(lake, "from first_meetings(10) where previous_day is not null", "day") == []


def test_what_was_called_off_says_whether_it_had_been_planned(lake: str) -> None:
    columns = ("told", "what", "was_planned", "event_id")
    assert rows(lake, "cancelled", *columns) == [("2024-06-03", "bilateral", True, "off")]


def test_memberships_tell_who_joined_and_left_what(lake: str) -> None:
    assert rows(lake, "memberships", "organization", "party", "action", "when") == [
        ("AU", "NER", "withdrew", "2024-06-04"),
        ("border accord", "TCD", "joined", "2024-06-05"),
    ]


def test_mediators_stand_beside_the_sides(lake: str) -> None:
    columns = ("mediator", "between_parties", "event_id")
    assert rows(lake, "mediators", *columns) == [("QAT", ["LBY", "TCD"], "brought")]


def test_venues_count_what_took_place_there(lake: str) -> None:
    columns = ("place", "country", "events", "meetings", "parties")
    assert rows(lake, "venues", *columns) == [("Tunis", "TUN", 2, 2, 3)]


def test_outlets_count_their_articles(lake: str) -> None:
    assert rows(lake, "outlets", "outlet", "articles", "mentions", "plans") == [
        ("Courier", 1, 1, 1),
        ("Gazette", 1, 1, 0),
    ]


def test_evidence_leads_from_the_event_to_sentence_and_article(lake: str) -> None:
    found = rows(lake, "evidence", "event_id", "mention_id", "source", "article_id")
    assert sorted(found, key=str) == [
        ("met", "mention of met", "Gazette", "a1"),
        (None, "m2", "Courier", "a2"),
    ]


def test_a_month_of_two_parties_has_counts_and_goldstein_sums(lake: str) -> None:
    columns = ("month", "events", "meetings_held", "treaty_events", "goldstein_sum")
    found = rows(lake, "from dyad_months where party_a = 'LBY' and party_b = 'TCD'", *columns)
    assert found == [
        ("2015-03-01", 1, 1, 0, None),
        ("2024-05-01", 3, 3, 0, 1.0),
        ("2024-06-01", 1, 0, 1, 8.0),
    ]
    quads = ("cancelled", "verbal_cooperation", "material_conflict", "goldstein_mean")
    question = "from dyad_months where party_a = 'NER' and party_b = 'TCD'"
    assert rows(lake, question, *quads) == [(1, 0, 1, -7.0)]


def test_dyads_count_pairs_once_and_leave_history_out(lake: str) -> None:
    columns = ("event_type", "status", "events", "articles", "last_published")
    found = rows(
        lake, "from dyads where party_a = 'LBY' and party_b = 'TCD' order by all", *columns
    )
    assert found == [
        ("meeting", "occurred", 3, 3, "2024-05-22"),
        ("treaty", "occurred", 1, 1, "2024-06-02"),
    ]


def test_a_month_of_a_party_counts_its_partners(lake: str) -> None:
    question = "from country_months where party = 'LBY' and month = '2024-05-01'"
    columns = ("events", "meetings_held", "partners", "goldstein_sum")
    assert rows(lake, question, *columns) == [(4, 4, 3, 1.0)]


def test_what_changed_since_a_day_is_told_with_old_and_new(lake: str) -> None:
    columns = ("change", "old", "new", "event_id")
    assert rows(lake, "changes_since('2024-06-03')", *columns) == [
        ("status", "planned", "cancelled", "off"),
        ("first told", None, None, "left"),
        ("first told", None, None, "joined"),
    ]


def test_relations_are_what_both_took_part_in(lake: str) -> None:
    assert rows(lake, "relations('LBY', 'NER')", "event_id", "who") == [
        ("new pair", "Sani Amadou (NER), Khalifa Sarra (LBY)")
    ]


def test_events_of_a_party_stand_in_order(lake: str) -> None:
    assert rows(lake, "events_of('NER')", "event_id", "when") == [
        ("new pair", "2024-05-21"),
        ("left", "2024-06-04"),
        ("off", "2024-06-10"),
    ]


def test_proof_shows_the_sentences_of_one_event_by_the_beginning_of_its_id(lake: str) -> None:
    [(sentence, source, event_id)] = rows(lake, "proof('me')", "sentence", "source", "event_id")
    assert sentence.startswith("President Adama Barrow")
    assert (source, event_id) == ("Gazette", "met")


def test_last_day_is_that_of_the_newest_article(lake: str) -> None:
    assert rows(lake, "select last_day() as day", "day") == [("2024-05-15",)]


def test_parties_have_the_codes_of_other_data_sets(lake: str) -> None:
    columns = ("name", "kind", "cameo", "fips", "cow", "numeric")
    assert rows(lake, "from parties where code = 'ROU'", *columns) == [
        ("Romania", "country", "ROM", "RO", "360", "642")
    ]


def test_mentions_failures_and_runs_are_as_they_are_stored(lake: str) -> None:
    assert len(rows(lake, "mentions", "mention_id")) == 2
    assert rows(lake, "failures", "stage", "error", "position") == [("parse", "MissingText", 1)]
    assert rows(lake, "runs", "run_id") == []

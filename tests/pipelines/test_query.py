import csv
import io
import json
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import apache_beam as beam
import pytest

from pipelines.errors import UsageError
from pipelines.query import VIEWS, answer, connect, view_sql
from pipelines.write import WriteHive
from schemas.mention import Participant
from tests.factories import make_event, make_failure, make_meeting, make_pipeline, make_treaty

SIDES = (
    Participant(name="Idriss Ba", title="President", country="TCD"),
    Participant(country="LBY"),
)

APRIL_IN_TUNIS: dict[str, Any] = {
    "place": "Tunis",
    "place_country": "TUN",
    "event_date_start": date(2024, 4, 1),
    "date_precision": "month",
}


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("lake it's"))
    mentions = [
        make_meeting(participants=SIDES, goldstein=1.0, **APRIL_IN_TUNIS),
        make_treaty(mention_id="m2", article_id="a2", published_at=None, goldstein=8.0),
    ]
    with make_pipeline() as pipeline:
        _ = pipeline | "M" >> beam.Create(mentions) | WriteHive(folder)
        _ = pipeline | "E" >> beam.Create([make_event()]) | "V" >> WriteHive(folder, "events")
        _ = pipeline | "F" >> beam.Create([make_failure()]) | "W" >> WriteHive(folder, "failures")
    return folder


def rows(lake: str, question: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(answer(lake, question, "json"))
    return found


def test_every_view_is_listed_and_says_its_question() -> None:
    names = {path.name.removesuffix(".sql") for path in (files("schemas") / "views").iterdir()}
    assert names == set(VIEWS)
    for view in VIEWS:
        first = view_sql(view).partition("\n")[0]
        assert first.startswith("-- ")
        assert "?" in first


@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_lake_has_the_columns_and_types_of_a_full_one(
    tmp_path: Path, lake: str, view: str
) -> None:
    with connect(str(tmp_path)) as empty, connect(lake) as full:
        here, there = empty.sql(f"from {view}"), full.sql(f"from {view}")
        assert dict(zip(here.columns, map(str, here.types), strict=True)) == dict(
            zip(there.columns, map(str, there.types), strict=True)
        )
        assert here.fetchall() == []


def test_meetings_and_treaties_are_told_apart(lake: str) -> None:
    assert [row["mention_id"] for row in rows(lake, "meetings")] == ["m1"]
    [treaty] = rows(lake, "treaties")
    assert (treaty["mention_id"], treaty["published_date"]) == ("m2", None)


def test_the_digest_names_persons_with_their_states_and_dates_as_precise_as_they_are(
    lake: str,
) -> None:
    meeting, treaty = rows(lake, "digest")
    assert (meeting["published"], meeting["type"], meeting["what"]) == (
        "2024-05-15",
        "meeting",
        "bilateral",
    )
    assert (meeting["who"], meeting["where"]) == ("Idriss Ba (TCD), LBY", "Tunis (TUN)")
    assert meeting["when"] == "2024-04"
    assert (treaty["who"], treaty["when"], treaty["what"]) == ("LBY, TCD", None, "signed")


def test_participants_are_rows(lake: str) -> None:
    [chad] = rows(lake, "from participants where mention_id = 'm1' and country = 'TCD'")
    assert (chad["name"], chad["title"], chad["role"]) == ("Idriss Ba", "President", "participant")


def test_dyads_count_pairs_once(lake: str) -> None:
    found = rows(lake, "select party_a, party_b, event_type, mentions from dyads order by all")
    assert [tuple(row.values()) for row in found] == [
        ("LBY", "TCD", "meeting", 1),
        ("LBY", "TCD", "treaty", 1),
    ]


def test_failures_are_counted_by_stage_and_reason(lake: str) -> None:
    [row] = rows(lake, "failures_by_stage")
    assert (row["stage"], row["error"], row["failures"]) == ("parse", "MissingText", 1)


def test_csv_is_read_back_by_a_csv_parser(lake: str) -> None:
    [row] = csv.DictReader(io.StringIO(answer(lake, "meetings", "csv")))
    assert json.loads(row["parties"]) == ["LBY", "TCD"]
    assert row["published_date"] == "2024-05-15"


def test_a_table_is_drawn(lake: str) -> None:
    assert "TCD" in answer(lake, "select parties from meetings")


def test_wrong_sql_is_answered_with_the_views(lake: str) -> None:
    with pytest.raises(UsageError, match="views: mentions, digest"):
        answer(lake, "from nowhere")


def test_a_word_that_names_no_view_is_answered_with_the_views(lake: str) -> None:
    with pytest.raises(UsageError, match="no view meeting; there are mentions, digest"):
        answer(lake, "meeting")


def test_an_error_that_shows_only_in_the_rows_is_answered_too(lake: str) -> None:
    with pytest.raises(UsageError, match="Conversion Error"):
        answer(lake, "select mention_id::integer from mentions")


def test_columns_of_the_same_name_are_all_there(lake: str) -> None:
    assert answer(lake, "select 1 as a, 2 as a", "csv") == "a,a\n1,2"

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import apache_beam as beam
import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.catalogue import MACROS, VIEWS, Entry, catalogue
from pipelines.database import connect, script
from pipelines.errors import UsageError
from pipelines.query import answer, answer_bytes
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


@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_lake_has_the_columns_and_types_of_a_full_one(
    tmp_path: Path, lake: str, view: str
) -> None:
    with connect(str(tmp_path)) as empty, connect(lake) as full:
        here, there = empty.sql(f"from {view}"), full.sql(f"from {view}")
        assert dict(zip(here.columns, map(str, here.types), strict=True)) == dict(
            zip(there.columns, map(str, there.types), strict=True)
        )
        assert here.fetchall() == [] or view == "parties"


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


def test_failures_are_counted_by_stage_and_reason(lake: str) -> None:
    [row] = rows(lake, "failures_by_stage")
    assert (row["stage"], row["error"], row["failures"]) == ("parse", "MissingText", 1)


def test_csv_is_read_back_by_a_csv_parser(lake: str) -> None:
    [row] = csv.DictReader(io.StringIO(answer(lake, "meetings", "csv")))
    assert json.loads(row["parties"]) == ["LBY", "TCD"]
    assert row["published_date"] == "2024-05-15"


def test_a_table_is_drawn(lake: str) -> None:
    assert "TCD" in answer(lake, "select parties from meetings")


@pytest.mark.parametrize("entry", catalogue(), ids=lambda entry: entry.name)
def test_every_example_can_be_asked(lake: str, entry: Entry) -> None:
    assert answer(lake, entry.example, "csv")


def test_markdown_escapes_what_would_break_its_table(lake: str) -> None:
    assert answer(lake, "select 'a|b' as x, 1.5 as n", "markdown").splitlines() == [
        "| x | n |",
        "| --- | ---: |",
        r"| a\|b | 1.5 |",
    ]


def test_parquet_keeps_types_and_nested_columns(lake: str) -> None:
    table = pq.read_table(io.BytesIO(answer_bytes(lake, "meetings", "parquet")))
    assert table.column("parties").to_pylist() == [["LBY", "TCD"]]
    assert table.schema.field("published_date").type == pa.date32()


def test_a_macro_is_asked_by_its_call_alone(lake: str) -> None:
    [row] = rows(lake, "events_of('TCD')")
    assert (row["event_type"], row["who"]) == ("meeting", "Khalifa Sarra (LBY), Idriss Ba (TCD)")


def test_a_macro_without_its_arguments_is_answered_with_an_example(lake: str) -> None:
    with pytest.raises(UsageError, match=r"events_of\(party\) wants to know more, as in"):
        answer(lake, "events_of")


def test_wrong_sql_is_answered_with_what_duckdb_suggests(lake: str) -> None:
    with pytest.raises(UsageError, match="nowhere does not exist"):
        answer(lake, "from nowhere")


def test_a_word_that_names_no_view_is_answered_with_the_nearest(lake: str) -> None:
    with pytest.raises(UsageError, match=r"no view meeting; .* did you mean meetings\?"):
        answer(lake, "meeting")


def test_an_error_that_shows_only_in_the_rows_is_answered_too(lake: str) -> None:
    with pytest.raises(UsageError, match="Conversion Error"):
        answer(lake, "select mention_id::integer from mentions")


def test_columns_of_the_same_name_are_all_there(lake: str) -> None:
    assert answer(lake, "select 1 as a, 2 as a", "csv") == "a,a\n1,2"


def test_several_statements_are_answered_by_the_last(lake: str) -> None:
    question = "create macro twice(n) as 2 * n; select twice(21) as n"
    assert rows(lake, question) == [{"n": 42}]


@pytest.mark.parametrize(
    "question",
    [
        "copy mentions to 'LAKE/stolen.csv'",
        "explain analyze copy mentions to 'LAKE/stolen.csv'",
        "export database 'LAKE/copy'",
        "attach 'LAKE/other.db'",
        "install httpfs",
        "load httpfs",
        "select 1; drop view mentions",
        "from read_text('/etc/hosts')",
        "from read_csv('LAKE/../*')",
        "set enable_external_access = true",
        "set temp_directory = '/tmp/x'",
    ],
)
def test_a_question_reads_the_lake_and_does_nothing_else(lake: str, question: str) -> None:
    before = sorted(Path(lake).rglob("*"))
    with pytest.raises(UsageError):
        answer(lake, question.replace("LAKE", lake.replace("'", "''")))
    assert sorted(Path(lake).rglob("*")) == before


@pytest.mark.parametrize("day", ["2024-05-01", "2024-06-01"], ids=["first", "last"])
def test_files_of_an_older_version_lack_a_column_and_are_read_all_the_same(
    tmp_path: Path, day: str
) -> None:
    with make_pipeline() as pipeline:
        _ = pipeline | beam.Create([make_meeting()]) | WriteHive(str(tmp_path))
    [newer] = tmp_path.glob("mentions/*/*/*.parquet")
    table = pq.ParquetFile(newer).read().drop_columns(["topics"])
    older = newer.parents[1] / f"published_date={day}" / newer.name
    older.parent.mkdir()
    pq.write_table(table, older)
    found = rows(str(tmp_path), "select published_date::varchar as day, topics from mentions")
    assert {row["day"]: row["topics"] for row in found} == {day: None, "2024-05-15": []}


def test_duckdb_alone_has_the_views_from_the_script(lake: str, tmp_path: Path) -> None:
    views = tmp_path / "views.sql"
    views.write_text(script(lake), encoding="utf-8")
    with duckdb.connect() as alone:
        alone.execute(views.read_text(encoding="utf-8"))
        names = {
            name for (name,) in alone.execute("select view_name from duckdb_views()").fetchall()
        }
        assert names >= set(VIEWS)
        for entry in catalogue():
            alone.execute(entry.example).fetchall()
        assert alone.execute("from meetings").fetchall()
    assert all(f"create or replace macro {name}(" in views.read_text("utf-8") for name in MACROS)


def test_a_place_that_ends_with_its_country_is_not_given_it_again(tmp_path: Path) -> None:
    labels = "place_label('New York, USA', 'USA') as one, place_label('Suva', 'FJI') as other"
    [row] = json.loads(answer(str(tmp_path), f"select {labels}", "json"))
    assert row == {"one": "New York, USA", "other": "Suva (FJI)"}

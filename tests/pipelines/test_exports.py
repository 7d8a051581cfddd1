"""The tables in the columns of other data sets, against the lists that their makers document."""

from collections.abc import Iterator
from typing import Any

import apache_beam as beam
import duckdb
import pytest

from pipelines.database import connect
from pipelines.write import WriteHive
from schemas.mention import Participant
from tests.factories import make_event, make_meeting, make_pipeline

GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
ACTOR = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code"),
    *("Religion2Code", "Type1Code", "Type2Code", "Type3Code"),
)
GDELT_COLUMNS = [
    *("GlobalEventID", "Day", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{side}{field}" for side in "12" for field in ACTOR),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass"),
    *("GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{of}Geo_{field}" for of in ("Actor1", "Actor2", "Action") for field in GEO),
    *("DATEADDED", "SOURCEURL"),
]
"""The GDELT Event Database, Data Format Codebook V2.0: 61 columns in this order."""

POLECAT_COLUMNS = [
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors"),
    *("Actor Title", "Actor Name Raw", "Wikipedia Actor ID"),
    *("Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector"),
    *("Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude"),
    *("GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date"),
    *("Story People", "Story Organizations", "Story Locations", "Language", "Version"),
]
"""The header line of the POLECAT files."""

VISIT: dict[str, Any] = {
    "meeting_format": "visit",
    "participants": (
        Participant(name="Khalifa Sarra", title="President", country="LBY", role="host"),
        Participant(name="Idriss Ba", title="President", country="TCD", role="visitor"),
    ),
    "place": "Tripoli",
    "place_country": "LBY",
    "latitude": 32.9,
    "longitude": 13.2,
    "cameo_code": "042",
    "quad_class": 1,
    "goldstein": 1.9,
    "plover_event": "CONSULT",
    "plover_mode": "visit",
}
TRUCE: dict[str, Any] = {
    "event_type": "treaty",
    "treaty_action": "agreed",
    "participants": (
        Participant(country="SDN"),
        Participant(name="Rapid Support Forces", organization="RSF"),
        Participant(organization="UN"),
    ),
    "parties": ("RSF", "SDN", "UN"),
    "cameo_code": "0871",
    "quad_class": 2,
    "plover_event": "CONCEDE",
}


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    folder = str(tmp_path_factory.mktemp("lake"))
    events = [make_event("visit", **VISIT), make_event("truce", **TRUCE), make_event("uncoded")]
    mention = make_meeting(
        mention_id="mention of visit", source="Gazette", url="https://g.example/1"
    )
    with make_pipeline() as pipeline:
        _ = pipeline | "E" >> beam.Create(events) | "W" >> WriteHive(folder, "events")
        _ = pipeline | "M" >> beam.Create([mention]) | "V" >> WriteHive(folder)
    with connect(folder) as connection:
        yield connection


def one(lake: duckdb.DuckDBPyConnection, question: str) -> dict[str, Any]:
    [row] = lake.sql(question).to_arrow_table().to_pylist()
    return dict(row)


def test_gdelt_events_have_the_columns_of_the_codebook(lake: duckdb.DuckDBPyConnection) -> None:
    assert lake.sql("from gdelt_events").columns == GDELT_COLUMNS
    assert len(GDELT_COLUMNS) == 61


def test_gdelt_codes_are_strings_and_numbers_are_numbers(lake: duckdb.DuckDBPyConnection) -> None:
    rows = lake.sql("from gdelt_events")
    types = dict(zip(rows.columns, map(str, rows.types), strict=True))
    for name in ("EventCode", "EventBaseCode", "EventRootCode", "Actor1CountryCode"):
        assert types[name] == "VARCHAR"
    for name in ("Day", "MonthYear", "Year", "QuadClass", "NumMentions", "ActionGeo_Type"):
        assert types[name] == "INTEGER"
    assert types["GlobalEventID"] == types["DATEADDED"] == "BIGINT"
    assert types["GoldsteinScale"] == types["ActionGeo_Lat"] == "DOUBLE"


def test_a_visit_goes_from_the_visitor_to_the_host(lake: duckdb.DuckDBPyConnection) -> None:
    row = one(lake, "from gdelt_events where EventCode = '042'")
    assert (row["Actor1Code"], row["Actor1Name"], row["Actor1Type1Code"]) == ("TCD", "CHAD", "GOV")
    assert (row["Actor2Code"], row["EventBaseCode"], row["EventRootCode"]) == ("LBY", "042", "04")
    assert (row["Day"], row["MonthYear"], row["Year"]) == (20240515, 202405, 2024)
    assert row["FractionDate"] == pytest.approx(2024.4521)
    geo = ("Type", "FullName", "CountryCode", "Lat")
    assert [row[f"ActionGeo_{name}"] for name in geo] == [4, "Tripoli, Libya", "LY", 32.9]
    assert (row["DATEADDED"], row["SOURCEURL"]) == (20240515120000, "https://g.example/1")


def test_each_pair_of_an_event_is_a_row_of_its_own(lake: duckdb.DuckDBPyConnection) -> None:
    rows = lake.sql("from gdelt_events where EventCode = '0871'").to_arrow_table().to_pylist()
    pairs = {(row["Actor1Code"], row["Actor1Type1Code"], row["Actor2Code"]) for row in rows}
    assert pairs == {("RSF", "REB", "SDN"), ("RSF", "REB", "UN"), ("SDN", None, "UN")}
    assert {row["Actor2KnownGroupCode"] for row in rows} == {None, "UNO"}
    assert len({row["GlobalEventID"] for row in rows}) == 3
    assert all(row["EventBaseCode"] == "087" and row["GlobalEventID"] > 0 for row in rows)


def test_events_without_a_code_are_in_neither_table(lake: duckdb.DuckDBPyConnection) -> None:
    assert one(lake, "select count(*) as n from gdelt_events") == {"n": 4}
    assert one(lake, "select count(*) as n from polecat_events") == {"n": 2}


def test_polecat_events_have_the_columns_of_its_files(lake: duckdb.DuckDBPyConnection) -> None:
    assert lake.sql("from polecat_events").columns == POLECAT_COLUMNS


def test_a_polecat_row_names_actor_and_recipient(lake: duckdb.DuckDBPyConnection) -> None:
    row = one(lake, """from polecat_events where "Event ID" = 'visit'""")
    assert (row["Event Type"], row["Event Mode"], row["Quad Code"]) == (
        *("CONSULT", "visit", "VERBAL COOPERATION"),
    )
    assert (row["Actor Name"], row["Actor Country"], row["Actor COW"]) == (
        "Idriss Ba",
        "TCD",
        "483",
    )
    assert (row["Recipient Name"], row["Recipient COW"]) == ("Khalifa Sarra", "620")
    assert (row["Primary Actor Sector"], row["City"], row["Source"]) == (
        "GOV",
        "Tripoli",
        "Gazette",
    )


def test_several_recipients_of_a_polecat_row_stand_in_one_field(
    lake: duckdb.DuckDBPyConnection,
) -> None:
    row = one(lake, """from polecat_events where "Event ID" = 'truce'""")
    assert (row["Actor Country"], row["Primary Actor Sector"]) == ("RSF", "REB")
    assert (row["Recipient Country"], row["Recipient Sectors"]) == ("SDN; UN", "GOV; IGO")

"""Whole months are read from one file each, as long as it says what the folders say."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any

import apache_beam as beam
import pyarrow.parquet as pq
import pytest

from pipelines.__main__ import main
from pipelines.inventory import strangers_in
from pipelines.months import to_read
from pipelines.query import answer
from pipelines.write import WriteHive
from schemas.mention import EventMention
from tests.factories import make_event, make_meeting, make_pipeline
from tests.pipelines.bucket import in_bucket

COPY = "months/mentions/2024-05.22.parquet"
DAYS = range(1, 23)


def news(day: int, name: str = "a") -> EventMention:
    return make_meeting(
        mention_id=f"{name} {day}", published_at=datetime(2024, 5, day, 12, tzinfo=UTC)
    )


def write(lake: Path | str, records: list[EventMention], slice_id: str = "d1") -> None:
    with make_pipeline() as pipeline:
        _ = pipeline | beam.Create(records) | WriteHive(str(lake), slice_id=slice_id)


def compact(lake: Path | str, *words: str) -> None:
    assert main(["compact", "--quiet", "--lake", str(lake), *words]) == 0


def rows(lake: Path | str, view: str = "mentions") -> list[Any]:
    found: list[Any] = json.loads(answer(str(lake), f"from {view} order by all", "json"))
    return found


def copies_read(lake: Path) -> list[str]:
    """The copies that a question would read, by their place in the lake."""
    copies, _ = to_read(str(lake), "mentions")
    return [os.path.relpath(path, lake) for path in copies]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake with a mention a day, one without a day, and one of the next month; compacted."""
    lake = tmp_path_factory.mktemp("made")
    june = make_meeting(mention_id="june", published_at=datetime(2024, 6, 1, tzinfo=UTC))
    undated = make_meeting(mention_id="undated", published_at=None)
    write(lake, [*map(news, DAYS), june, undated])
    compact(lake)
    return lake


@pytest.fixture
def lake(made: Path, tmp_path: Path) -> Path:
    copytree(made, tmp_path / "lake")  # times and all
    return tmp_path / "lake"


def test_a_month_is_copied_and_read_instead_of_its_folders(lake: Path) -> None:
    copies, rest = to_read(str(lake), "mentions")
    assert copies == [str(lake / COPY)]
    assert [path.rsplit("/", 2)[1] for path in rest] == [
        "published_date=2024-06-01",
        "published_date=__HIVE_DEFAULT_PARTITION__",
    ]
    with_copy = rows(lake)
    rmtree(lake / "months")
    assert rows(lake) == with_copy
    assert len(with_copy) == len(DAYS) + 2


def test_copies_hold_the_columns_that_folders_name(lake: Path) -> None:
    table = pq.read_table(lake / COPY)
    assert set(table["event_type"].to_pylist()) == {"meeting"}
    assert [day.day for day in table["published_date"].to_pylist()] == [*DAYS]


def test_the_copy_of_a_changed_month_is_passed_over_and_made_anew(lake: Path) -> None:
    write(lake, [news(3, "b")], slice_id="d2")
    assert copies_read(lake) == []
    assert {"a 3", "b 3"} <= {row["mention_id"] for row in rows(lake)}
    compact(lake)
    assert copies_read(lake) == [COPY]
    assert {"a 3", "b 3"} <= {row["mention_id"] for row in rows(lake)}


def test_the_copy_of_a_month_that_lost_a_day_is_passed_over_and_removed(lake: Path) -> None:
    rmtree(lake / "mentions/event_type=meeting/published_date=2024-05-07")
    assert copies_read(lake) == []
    assert "a 7" not in {row["mention_id"] for row in rows(lake)}
    compact(lake)
    assert copies_read(lake) == ["months/mentions/2024-05.21.parquet"]
    assert not (lake / COPY).exists()


def test_a_file_that_was_removed_by_hand_is_not_read_from_a_copy(lake: Path) -> None:
    (lake / "mentions/event_type=meeting/published_date=2024-05-07/d1-000.parquet").unlink()
    assert "a 7" not in {row["mention_id"] for row in rows(lake)}


def test_a_month_with_few_files_is_not_copied(lake: Path) -> None:
    for day in DAYS[:3]:
        rmtree(lake / f"mentions/event_type=meeting/published_date=2024-05-{day:02}")
    compact(lake)
    assert [*lake.glob("months/**/*.parquet")] == []
    assert len(rows(lake)) == len(DAYS) + 2 - 3


def test_a_month_with_a_file_of_another_schema_is_not_copied(lake: Path) -> None:
    path = lake / "mentions/event_type=meeting/published_date=2024-05-07/d1-000.parquet"
    table = pq.read_table(path, partitioning=None).drop_columns(["topics"])
    path.unlink()
    pq.write_table(table, path)
    compact(lake)
    assert [*lake.glob("months/**/*.parquet")] == []
    assert len(rows(lake)) == len(DAYS) + 2


def test_files_of_several_versions_are_read_beside_a_copy(lake: Path) -> None:
    path = lake / "mentions/event_type=meeting/published_date=2024-06-01/d1-000.parquet"
    pq.write_table(pq.read_table(path, partitioning=None).drop_columns(["topics"]), path)
    assert copies_read(lake) == [COPY]
    topics = {row["mention_id"]: row["topics"] for row in rows(lake)}
    assert topics["june"] is None
    assert topics["a 7"] is not None


def test_months_that_are_still_written_are_left_alone(lake: Path) -> None:
    rmtree(lake / "months")
    compact(lake, "--until", "2024-05-31")
    assert not (lake / "months").exists()
    compact(lake, "--until", "2024-06-01")
    assert copies_read(lake) == [COPY]


def test_copies_are_no_strangers_and_manifests_count_them(lake: Path) -> None:
    assert strangers_in(str(lake)) == []
    [manifest] = (lake / "runs").glob("compacted-*.json")
    assert json.loads(manifest.read_text())["files_written"]["months"] == 1


def test_events_are_copied_too(lake: Path) -> None:
    days = [datetime(2024, 5, day, 12, tzinfo=UTC) for day in DAYS]
    events = [make_event(f"e{day.day}", first_published_at=day) for day in days]
    with make_pipeline() as pipeline:
        _ = pipeline | beam.Create(events) | WriteHive(str(lake), "events")
    before = rows(lake, "events")
    compact(lake)
    assert [path.name for path in lake.glob("months/events/*")] == ["2024-05.22.parquet"]
    assert rows(lake, "events") == before


def test_nothing_is_copied_where_there_are_no_folders(tmp_path: Path) -> None:
    bucket = in_bucket(tmp_path)
    write(bucket, [*map(news, DAYS)])
    compact(bucket)
    assert to_read(bucket, "mentions") == ([], [f"{bucket}/mentions/*/*/*.parquet"])

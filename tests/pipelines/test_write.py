from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import apache_beam as beam
import duckdb
import pyarrow.parquet as pq

from pipelines.write import WriteHive
from schemas.arrow import MENTION_FILE_SCHEMA
from tests.factories import make_failure, make_meeting, make_pipeline, make_treaty


def write(lake: Path, records: Iterable[Any], dataset: str = "mentions", **settings: Any) -> None:
    with make_pipeline() as pipeline:
        _ = pipeline | beam.Create(list(records)) | WriteHive(str(lake), dataset, **settings)


def files(lake: Path) -> dict[str, bytes]:
    return {str(p.relative_to(lake)): p.read_bytes() for p in sorted(lake.rglob("*.parquet"))}


def test_mentions_lie_in_hive_folders_without_the_columns_of_the_path(tmp_path: Path) -> None:
    write(tmp_path, [make_meeting(), make_treaty(published_at=None)], slice_id="d1")
    assert list(files(tmp_path)) == [
        "mentions/event_type=meeting/published_date=2024-05-15/d1-000.parquet",
        "mentions/event_type=treaty/published_date=__HIVE_DEFAULT_PARTITION__/d1-000.parquet",
    ]
    for path in files(tmp_path):
        with pq.ParquetFile(tmp_path / path) as file:
            assert file.schema_arrow.equals(MENTION_FILE_SCHEMA, check_metadata=True)
            assert file.metadata.row_group(0).column(0).compression == "ZSTD"


def test_the_order_of_arrival_leaves_no_trace(tmp_path: Path) -> None:
    mentions = [make_meeting(mention_id=f"m{n}") for n in range(20)]
    write(tmp_path / "a", mentions)
    write(tmp_path / "b", mentions[::-1])
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_a_slice_written_again_with_less_leaves_nothing_stale(tmp_path: Path) -> None:
    later = datetime(2024, 6, 1, tzinfo=UTC)
    write(tmp_path, [make_meeting(), make_meeting(published_at=later)], slice_id="d1")
    write(tmp_path, [make_treaty()], slice_id="d10")
    write(tmp_path, [make_meeting()], slice_id="d1")
    assert list(files(tmp_path)) == [
        "mentions/event_type=meeting/published_date=2024-05-15/d1-000.parquet",
        "mentions/event_type=treaty/published_date=2024-05-15/d10-000.parquet",
    ]
    write(tmp_path, [], slice_id="d1")
    assert [path.rpartition("/")[2] for path in files(tmp_path)] == ["d10-000.parquet"]


def test_shards_share_the_rows_of_a_folder(tmp_path: Path) -> None:
    write(tmp_path, [make_meeting(mention_id=f"m{n}") for n in range(50)], shards=3)
    tables = [pq.read_table(path, partitioning=None) for path in tmp_path.rglob("*.parquet")]
    assert len(tables) == 3
    assert sum(table.num_rows for table in tables) == 50


def test_failures_lie_by_stage(tmp_path: Path) -> None:
    write(tmp_path, [make_failure(), make_failure(stage="read")], "failures")
    assert list(files(tmp_path)) == [
        "failures/stage=parse/default-000.parquet",
        "failures/stage=read/default-000.parquet",
    ]


def test_what_a_broken_run_left_aside_is_removed(tmp_path: Path) -> None:
    aside = tmp_path / ".writing" / "mentions" / "default-000.parquet.1"
    aside.parent.mkdir(parents=True)
    aside.write_bytes(b"half")
    write(tmp_path, [make_meeting()])
    assert not aside.exists()


def test_duckdb_alone_reads_the_lake(tmp_path: Path) -> None:
    write(tmp_path, [make_meeting(), make_treaty(published_at=None)])
    pattern = f"{tmp_path}/mentions/**/*.parquet"
    rows = duckdb.sql(
        "select event_type, published_date, published_at, parties, quad_class, confidence,"
        f" participants[1].country from read_parquet('{pattern}', hive_partitioning = true)"
    )
    assert rows is not None
    assert [str(kind) for kind in rows.types] == [
        *("VARCHAR", "DATE", "TIMESTAMP WITH TIME ZONE", "VARCHAR[]", "TINYINT", "FLOAT"),
        "VARCHAR",
    ]
    assert {row[0] for row in rows.project("event_type").fetchall()} == {"meeting", "treaty"}

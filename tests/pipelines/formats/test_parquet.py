from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.failure import Failure
from tests.factories import NOTHING, SIGNED
from tests.pipelines.formats.reading import faults, read
from transforms.parse import SourceRecord


def test_parquet_is_read_by_column(tmp_path: Path) -> None:
    moment = pa.array([datetime(2024, 5, 15, 1, 2, 3)] * 2).cast(pa.timestamp("ns"))
    values = {"Headline": ["A", None], "text": [SIGNED, NOTHING], "date": moment, "x": [1, 2]}
    pq.write_table(pa.table(values), tmp_path / "a.parquet")
    first, second = read(tmp_path / "a.parquet")
    assert isinstance(first, SourceRecord)
    assert first.values == {"Headline": "A", "text": SIGNED, "date": datetime(2024, 5, 15, 1, 2, 3)}
    assert second.position == 2


def test_a_file_without_a_usable_column_says_which_there_are(tmp_path: Path) -> None:
    pq.write_table(pa.table({"x": [1]}), tmp_path / "a.parquet")
    [failure] = read(tmp_path / "a.parquet")
    assert isinstance(failure, Failure)
    assert failure.message.endswith("there are x")


def test_a_file_that_breaks_off_is_a_failure(tmp_path: Path) -> None:
    pq.write_table(pa.table({"text": [SIGNED] * 9}), tmp_path / "a.parquet")
    raw = (tmp_path / "a.parquet").read_bytes()
    (tmp_path / "a.parquet").write_bytes(raw[:-20])
    assert faults(tmp_path / "a.parquet") == [(1, "UnreadableFile")]

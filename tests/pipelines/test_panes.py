from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
from apache_beam.transforms.window import IntervalWindow, TimestampedValue
from apache_beam.utils.timestamp import Timestamp

from pipelines.panes import at_publication, write_pane
from tests.factories import NOON, make_treaty

START = datetime(2024, 5, 15, tzinfo=UTC).timestamp()
DAY = IntervalWindow(START, START + 86400)


@dataclass
class Pane:
    index: int


def write(lake: Path, index: int, *ids: str) -> str:
    rows = [make_treaty(mention_id=name) for name in ids]
    place = ("event_type=treaty/published_date=2024-05-15", "000")
    return write_pane(place, rows, DAY, Pane(index), "mentions", str(lake), "news")


def ids_in(lake: Path) -> list[str]:
    return sorted(
        name
        for path in lake.rglob("*.parquet")
        for name in pq.ParquetFile(path).read(["mention_id"]).column("mention_id").to_pylist()
    )


def test_each_pane_is_a_file_named_by_stream_window_and_number(tmp_path: Path) -> None:
    path = write(tmp_path, 3, "b", "a")
    folder = tmp_path / "mentions/event_type=treaty/published_date=2024-05-15"
    assert path == str(folder / "news_20240515T000000_000003-000.parquet")
    assert ids_in(tmp_path) == ["a", "b"]


def test_after_a_recovery_panes_that_were_undone_leave_no_rows(tmp_path: Path) -> None:
    for index, name in enumerate("abc"):
        write(tmp_path, index, name)
    write(tmp_path, 1, "b", "c")  # the engine has gone back to the time after pane 0
    assert ids_in(tmp_path) == ["a", "b", "c"]
    write(tmp_path, 2, "d")
    assert ids_in(tmp_path) == ["a", "b", "c", "d"]


def test_an_empty_pane_writes_no_file_and_keeps_those_before_it(tmp_path: Path) -> None:
    write(tmp_path, 0, "a")
    write(tmp_path, 1, "b")
    write(tmp_path, 1)
    assert ids_in(tmp_path) == ["a"]


def test_other_windows_and_streams_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path, 5, "a")
    place = ("event_type=treaty/published_date=2024-05-15", "000")
    later = IntervalWindow(START + 86400, START + 2 * 86400)
    write_pane(place, [make_treaty(mention_id="b")], later, Pane(0), "mentions", str(tmp_path), "x")
    assert ids_in(tmp_path) == ["a", "b"]


def test_a_mention_is_moved_to_its_publication_and_never_into_the_future() -> None:
    arrived = Timestamp.of(NOON.timestamp() + 60)
    moved = at_publication(make_treaty(), arrived)
    assert isinstance(moved, TimestampedValue)
    assert moved.timestamp == Timestamp.of(NOON.timestamp())
    early = Timestamp.of(NOON.timestamp() - 60)
    assert at_publication(make_treaty(), early).timestamp == early
    assert at_publication(make_treaty(published_at=None), arrived) == make_treaty(published_at=None)

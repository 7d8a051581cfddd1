"""Small files become one, and slices stay what they are: through the command line."""

import json
from collections.abc import Iterable
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Any

import apache_beam as beam
import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.__main__ import main
from pipelines.compaction import compact_folder
from pipelines.mention_files import slice_days
from pipelines.query import answer
from pipelines.slices import holds, slices_in
from pipelines.write import DATASETS, WriteHive, parquet_bytes, remove_stale
from schemas.mention import EventMention
from tests.factories import NOON, make_failure, make_meeting, make_pipeline, make_treaty
from tests.pipelines.bucket import in_bucket

MEETINGS = "mentions/event_type=meeting/published_date=2024-05-15"


def write(lake: Path | str, records: Iterable[Any], dataset: str = "mentions", **more: Any) -> None:
    with make_pipeline() as pipeline:
        _ = pipeline | beam.Create(list(records)) | WriteHive(str(lake), dataset, **more)


def compact(lake: Path | str, *words: str) -> int:
    return main(["compact", "--quiet", "--lake", str(lake), *words])


def files(lake: Path) -> dict[str, bytes]:
    return {str(p.relative_to(lake)): p.read_bytes() for p in sorted(lake.rglob("*.parquet"))}


def rows(lake: Path, view: str = "mentions") -> list[dict[str, Any]]:
    found = json.loads(answer(str(lake), f"from {view} order by all", "json"))
    return [row for row in found if isinstance(row, dict)]


def news(slice_id: str, count: int) -> list[EventMention]:
    return [make_meeting(mention_id=f"{slice_id} {n}", article_id=f"a{n}") for n in range(count)]


def write_three(lake: Path) -> None:
    for slice_id, count in (("d1", 2), ("d10", 3), ("d2", 1)):
        write(lake, [*news(slice_id, count), make_treaty(slice_id)], slice_id=slice_id)


def test_the_files_of_a_folder_become_one_that_knows_its_slices(tmp_path: Path) -> None:
    write_three(tmp_path)
    before = rows(tmp_path)
    assert compact(tmp_path) == 0
    assert rows(tmp_path) == before
    assert [path.rpartition("/")[2] for path in files(tmp_path)] == ["compacted-d1-d2.parquet"] * 2
    [path] = (tmp_path / MEETINGS).iterdir()
    assert slices_in(str(path)) == {"d1": 2, "d10": 3, "d2": 1}
    assert [holds(str(path), slice_id) for slice_id in ("d1", "d10", "d2", "d11", "e")] == [
        *(True, True, True),
        *(False, False),
    ]
    assert {p.name for p in tmp_path.iterdir()} == {".lake.json", "mentions", "runs"}


def test_failures_are_compacted_too_and_events_have_no_need(tmp_path: Path) -> None:
    for slice_id in ("d1", "d2"):
        write(tmp_path, [make_failure(slice_id)], "failures", slice_id=slice_id)
    before = rows(tmp_path, "failures")
    assert compact(tmp_path) == 0
    assert list(files(tmp_path)) == ["failures/stage=parse/compacted-d1-d2.parquet"]
    assert rows(tmp_path, "failures") == before


def test_a_folder_with_few_files_stays_as_it_is(tmp_path: Path) -> None:
    write_three(tmp_path)
    before = files(tmp_path)
    assert compact(tmp_path, "--min_files", "4") == 0
    assert files(tmp_path) == before


def test_days_after_the_last_that_is_asked_for_stay_as_they_are(tmp_path: Path) -> None:
    write_three(tmp_path)
    for slice_id in ("d1", "d2"):
        write(tmp_path, [make_failure(slice_id)], "failures", slice_id=slice_id)
    before = files(tmp_path)
    assert compact(tmp_path, "--until", "2024-05-14") == 0
    assert files(tmp_path) == before
    assert compact(tmp_path, "--until", "2024-05-15") == 0
    assert len(files(tmp_path)) == 2 + 2


def test_compacted_again_nothing_changes(tmp_path: Path) -> None:
    write_three(tmp_path)
    assert compact(tmp_path) == 0
    before = files(tmp_path)
    assert compact(tmp_path) == 0
    assert files(tmp_path) == before
    last = json.loads(max((tmp_path / "runs").iterdir()).read_text())
    assert last["files_written"]["mentions"] == last["files_removed"]["mentions"] == 0


def test_a_slice_run_again_takes_its_rows_out_of_compacted_files(tmp_path: Path) -> None:
    write_three(tmp_path)
    assert compact(tmp_path) == 0
    write(tmp_path, news("d10 anew", 1), slice_id="d10")
    assert {row["mention_id"] for row in rows(tmp_path, "meetings")} == {
        *("d1 0", "d1 1", "d2 0"),
        "d10 anew 0",
    }
    assert len(rows(tmp_path, "treaties")) == 2
    write(tmp_path, [], slice_id="d1")
    write(tmp_path, [], slice_id="d2")
    assert list(files(tmp_path)) == [f"{MEETINGS}/d10-000.parquet"]


def test_however_slices_were_compacted_the_bytes_are_the_same(tmp_path: Path) -> None:
    write_three(tmp_path / "at once")
    assert compact(tmp_path / "at once") == 0
    for slice_id, count in (("d2", 9), ("d10", 3), ("d1", 2), ("d2", 1)):
        content = [*news(slice_id, count), make_treaty(slice_id)]
        write(tmp_path / "one by one", content, slice_id=slice_id)
        assert compact(tmp_path / "one by one") == 0
    assert files(tmp_path / "one by one") == files(tmp_path / "at once")


def test_a_merge_makes_the_same_events_of_compacted_mentions(tmp_path: Path) -> None:
    write_three(tmp_path / "a")
    copytree(tmp_path / "a", tmp_path / "b")
    assert compact(tmp_path / "b") == 0
    for lake in ("a", "b"):
        assert main(["merge", "--quiet", "--lake", str(tmp_path / lake)]) == 0
    assert rows(tmp_path / "a", "events") == rows(tmp_path / "b", "events") != []


def test_the_days_of_a_slice_are_known_after_compaction(tmp_path: Path) -> None:
    write_three(tmp_path)
    assert compact(tmp_path) == 0
    of = {slice_id: slice_days(str(tmp_path), slice_id) for slice_id in ("d10", "d11")}
    assert of == {"d10": {NOON.date()}, "d11": set()}


def test_files_of_another_schema_stay_as_they_are(tmp_path: Path) -> None:
    write_three(tmp_path)
    path = tmp_path / MEETINGS / "d2-000.parquet"
    table = pq.read_table(path, partitioning=None)
    pq.write_table(table.replace_schema_metadata({"schema_version": "0"}), path)
    fewer = tmp_path / MEETINGS / "d1-000.parquet"
    pq.write_table(pq.read_table(fewer, partitioning=None).drop_columns(["topics"]), fewer)
    assert compact(tmp_path) == 0
    assert sorted(p.name for p in (tmp_path / MEETINGS).iterdir()) == [
        *("d1-000.parquet", "d10-000.parquet", "d2-000.parquet"),
    ]


def test_a_lake_elsewhere_is_compacted_too(tmp_path: Path) -> None:
    lake = in_bucket(tmp_path)
    for slice_id in ("d1", "d2"):
        write(lake, news(slice_id, 1), slice_id=slice_id)
    assert compact(lake) == 0
    write(lake, news("d1", 2), slice_id="d1")
    assert list(files(tmp_path)) == [
        f"{MEETINGS}/compacted-d1-d2.parquet",
        f"{MEETINGS}/d1-000.parquet",
    ]
    assert len(rows(tmp_path)) == 3


@settings(max_examples=60)
@given(data=st.data())
def test_whatever_is_written_compacted_and_broken_off_the_newest_rows_of_each_slice_are_there(
    data: st.DataObject,
) -> None:
    """A model of the lake: slice → its rows. What was broken off is done again before it counts."""
    with TemporaryDirectory() as folder:
        lake = Path(folder)
        place = lake / MEETINGS
        place.mkdir(parents=True)
        model: dict[str, list[str]] = {}
        for step in range(data.draw(st.integers(1, 8))):
            slice_id = data.draw(st.sampled_from(["a", "b", "c"]))
            if data.draw(st.booleans()):
                content = news(f"{step} {slice_id}", data.draw(st.integers(0, 2)))
                model[slice_id] = [mention.mention_id for mention in content]
                for _ in range(data.draw(st.integers(1, 2))):
                    write_slice(place, slice_id, content)
            else:
                copytree(place, lake / f"before {step}", dirs_exist_ok=True)
                compact_folder("mentions", [*map(str, sorted(place.iterdir()))], str(lake))
                if data.draw(st.booleans()):  # killed before the old files were removed
                    copytree(lake / f"before {step}", place, dirs_exist_ok=True)
                    compact_folder("mentions", [*map(str, sorted(place.iterdir()))], str(lake))
        found = pa.concat_tables(
            [pq.read_table(p, partitioning=None) for p in sorted(place.iterdir())]
            or [DATASETS["mentions"].schema.empty_table()]
        )
        expected = sorted(mention_id for ids in model.values() for mention_id in ids)
        assert sorted(found["mention_id"].to_pylist()) == expected


def write_slice(place: Path, slice_id: str, content: list[EventMention]) -> None:
    """What a run of the slice does in one folder, without a pipeline."""
    path = place / f"{slice_id}-000.parquet"
    if content:
        path.write_bytes(parquet_bytes(content, DATASETS["mentions"].schema))
    written = [str(path)] if content else []
    remove_stale(str(place.parents[1]), slice_id, written)

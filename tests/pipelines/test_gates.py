"""The gates of `communique check`, each by a lake with one thing wrong."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipelines.__main__ import main
from pipelines.leases import leased
from pipelines.manifest import make_manifest, write_manifest
from pipelines.options import MergeOptions, RunOptions
from pipelines.write import DATASETS, parquet_bytes
from schemas.mention import MeetingMention
from schemas.partition import mention_path
from tests.factories import make_meeting

DAY = date(2025, 3, 5)
"""A Wednesday."""


def at(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def told(name: str, day: date) -> MeetingMention:
    fields: dict[str, Any] = {"event_date_start": day, "date_precision": "day"}
    return make_meeting(mention_id=name, article_id=name, published_at=at(day), **fields)


def write_slice(lake: Path, day: date, mentions: int = 20, **counters: int) -> None:
    """A slice of one day, as a run leaves it: a file of mentions, and a manifest."""
    rows = [told(f"{day} {n}", day) for n in range(mentions)]
    slice_id = f"{day:%Y%m%d}"
    if rows:
        path = lake / "mentions" / mention_path(rows[0]) / f"{slice_id}-000.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(parquet_bytes(rows, DATASETS["mentions"].schema))
    write_run(lake, slice_id, at(day + timedelta(1)), {"mentions_meeting": mentions, **counters})


def write_run(lake: Path, slice_id: str, begun: datetime, counters: dict[str, int]) -> None:
    given = {"records_in": 100, "articles": 100, **counters}
    options = RunOptions(inputs=("a",), lake=str(lake), slice_id=slice_id)
    end = begun + timedelta(minutes=1)
    write_manifest(make_manifest(options, [], given, begun, end, {"total": 60}), str(lake))


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    for days in range(36):
        write_slice(tmp_path, DAY - timedelta(days=days))
    return tmp_path


def check(lake: Path, *words: str) -> int:
    return main(["check", "--lake", str(lake), "--format", "json", *words])


def verdicts(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, Any]]:
    return {verdict["gate"]: verdict for verdict in json.loads(capsys.readouterr().out)}


def test_a_lake_in_which_all_is_well_passes(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(lake, "--strict") == 0
    found = verdicts(capsys)
    assert {verdict["state"] for verdict in found.values()} == {"ok", "-"}
    assert found["mentions of 2025-03-05"]["allowed"] == "10 to 40"
    assert found["articles of slice 20250305"]["measured"] == "100"


@pytest.mark.parametrize("mentions", [2, 60])
def test_a_day_with_too_little_or_too_much_fails(
    lake: Path, capsys: pytest.CaptureFixture[str], mentions: int
) -> None:
    write_slice(lake, DAY, mentions)
    assert check(lake, "--date", "2025-03-05") == 1
    found = verdicts(capsys)["mentions of 2025-03-05"]
    assert (found["state"], found["measured"]) == ("FAIL", str(mentions))
    assert check(lake, "--date", "2025-03-04") == 0
    assert check(lake, "--min_volume", "0.1", "--max_volume", "3") == 0


def test_a_day_without_articles_fails(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_slice(lake, DAY, records_in=0, articles=0)
    assert check(lake) == 1
    assert verdicts(capsys)["articles of slice 20250305"]["state"] == "FAIL"


def test_few_of_what_is_seldom_is_chance_and_a_young_lake_is_not_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for weeks in range(5):
        write_slice(tmp_path, DAY - timedelta(weeks=weeks), 1 if weeks == 0 else 4)
    assert check(tmp_path) == 0
    assert verdicts(capsys)["mentions of 2025-03-05"]["state"] == "ok"
    assert check(tmp_path, "--date", "2025-02-12") == 0
    assert verdicts(capsys)["mentions of 2025-02-12"]["state"] == "-"


def test_too_many_failures_and_undated_articles_fail(
    lake: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_slice(lake, DAY, articles=94, failures_in_parse=6, dates_from_nothing=10)
    assert check(lake) == 1
    found = verdicts(capsys)
    assert found["failures of slice 20250305"]["measured"] == "6.0% (6 of 100)"
    assert found["failures of slice 20250305"]["state"] == "FAIL"
    assert found["undated articles of slice 20250305"]["state"] == "FAIL"
    assert check(lake, "--max_failures", "0.06", "--max_undated", "0.2") == 0


def test_undated_events_fail_when_they_are_more_than_chance(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [make_meeting(mention_id=f"m{n}", event_date_start=None) for n in range(40)]
    path = tmp_path / "mentions" / mention_path(rows[0]) / "d1-000.parquet"
    path.parent.mkdir(parents=True)
    path.write_bytes(parquet_bytes(rows, DATASETS["mentions"].schema))
    write_run(tmp_path, "d1", at(DAY), {"mentions_meeting": 40})
    assert check(tmp_path) == 1
    assert verdicts(capsys)["undated events of 2024-05-15"]["measured"] == "100.0% (40 of 40)"
    path.write_bytes(parquet_bytes(rows[:2], DATASETS["mentions"].schema))
    write_run(tmp_path, "d1", at(DAY, 13), {"mentions_meeting": 2})
    assert check(tmp_path) == 0


def file_of(lake: Path, day: date = DAY) -> Path:
    folder = lake / "mentions" / "event_type=meeting" / f"published_date={day}"
    return folder / f"{day:%Y%m%d}-000.parquet"


def test_a_file_that_cannot_be_read_fails(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file_of(lake).write_bytes(file_of(lake).read_bytes()[:-9])
    (lake / "runs" / "damaged.json").write_text("{")
    assert check(lake) == 1
    found = verdicts(capsys)
    assert found["unreadable files"]["measured"] == "2"
    below = str(file_of(lake).relative_to(lake))
    assert found["unreadable files"]["found"][0].startswith(f"{below}: ArrowInvalid: ")
    assert found["unreadable files"]["found"][1] == "runs/damaged.json"
    assert found["duplicates"]["state"] == "-"


def test_rows_that_the_manifest_does_not_know_fail(
    lake: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file_of(lake).unlink()
    assert check(lake, "--date", "2025-03-04") == 1
    found = verdicts(capsys)["slices unlike their manifest"]
    assert found["found"] == ["slice 20250305 holds 0 of 20 mentions"]


def test_compacted_slices_are_like_their_manifests(lake: Path) -> None:
    late = file_of(lake).with_name("20250306-000.parquet")
    rows = [
        make_meeting(
            mention_id="late", published_at=at(DAY), event_date_start=DAY, date_precision="day"
        )
    ]
    late.write_bytes(parquet_bytes(rows, DATASETS["mentions"].schema))
    write_run(lake, "20250306", at(DAY + timedelta(2)), {"mentions_meeting": 1})
    assert main(["compact", "--quiet", "--lake", str(lake)]) == 0
    assert not late.exists()
    assert check(lake, "--date", "2025-03-05") == 0


def test_records_that_are_unaccounted_for_fail(
    lake: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_slice(lake, DAY, records_in=101)
    assert check(lake) == 1
    assert verdicts(capsys)["unaccounted"]["found"] == ["slice 20250305: 1 records"]


def test_mentions_that_are_there_twice_fail(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = file_of(lake).with_name("again-000.parquet")
    other.write_bytes(file_of(lake).read_bytes())
    write_run(lake, "again", at(DAY), {"mentions_meeting": 20})
    assert check(lake) == 1
    assert verdicts(capsys)["duplicate mentions"]["state"] == "FAIL"


def test_files_of_another_version_temporary_and_foreign_files_warn(
    lake: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = pq.read_table(file_of(lake), partitioning=None)
    pq.write_table(table.replace_schema_metadata({"schema_version": "0"}), file_of(lake))
    aside = lake / ".writing" / "mentions" / "d1-000.parquet.abc"
    aside.parent.mkdir(parents=True)
    aside.write_bytes(b"half")
    (lake / "notes.txt").write_text("mine")
    (lake / ".streams" / "wire").mkdir(parents=True)
    (lake / ".streams" / "wire" / "wire_00000001.committed.json").write_text("{}")
    assert check(lake) == 0
    found = verdicts(capsys)
    warned = {gate for gate, verdict in found.items() if verdict["state"] == "warn"}
    assert warned == {"files of an older schema", "temporary files", "foreign files"}
    assert found["foreign files"]["found"] == ["notes.txt"]
    assert found["temporary files"]["found"] == [".writing/mentions/d1-000.parquet.abc"]
    assert check(lake, "--strict") == 1


def test_a_run_that_broke_off_fails(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ZeroDivisionError), leased(str(lake), "20250305-20250306T010000000000Z"):
        _ = 1 / 0
    assert check(lake) == 1
    assert verdicts(capsys)["runs broken off"]["found"] == ["20250305"]


def test_slices_that_are_newer_than_the_merge_warn(
    lake: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begun = at(DAY, 13)
    options = MergeOptions(lake=str(lake))
    write_manifest(make_manifest(options, [], {}, begun, begun, {"total": 1}), str(lake))
    assert check(lake) == 0
    found = verdicts(capsys)["slices not merged yet"]
    assert (found["state"], found["found"]) == ("warn", ["20250305"])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--date", "soon"], "--date soon"),
        (["--max_failures", "2"], "--max_failures 2.0"),
    ],
)
def test_wrong_options_are_told(
    lake: Path, capsys: pytest.CaptureFixture[str], words: Iterable[str], message: str
) -> None:
    assert check(lake, *words) == 2
    assert message in capsys.readouterr().err


def test_a_lake_that_is_none_is_no_failed_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(tmp_path / "nowhere") == 2
    assert "no run has written anything to it" in capsys.readouterr().err


def test_the_table_fits_a_terminal_and_paths_stand_whole_below_it(
    lake: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    file_of(lake).write_bytes(b"no file of ours")
    for n in range(7):
        (lake / f"note-{n}.txt").write_text("mine")
    assert main(["check", "--lake", str(lake)]) == 1
    table, _, below = capsys.readouterr().out.partition(" rows\n")
    assert max(map(len, table.splitlines())) <= 80
    assert str(lake) not in below
    assert "\nFAIL  unreadable files: run their slices again\n" in below
    assert f"\n      {file_of(lake).relative_to(lake)}: ArrowInvalid: " in below
    assert "\n      note-4.txt\n      and 2 more\n" in below

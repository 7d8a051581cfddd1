"""What is listed by `communique runs`, and what `communique vacuum` takes away."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pipelines.__main__ import main
from pipelines.leases import leased
from tests.pipelines.test_gates import DAY, at, file_of, write_run, write_slice

BROKEN = "20250305-20250306T130000000000Z"


def run(capsys: pytest.CaptureFixture[str], command: str, lake: Path, *words: str) -> Any:
    assert main([command, "--lake", str(lake), "--format", "json", *words]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    for days in range(3):
        write_slice(tmp_path, DAY - timedelta(days=days))
    write_run(tmp_path, "20250303", at(DAY, 20), {"mentions_meeting": 20})
    return tmp_path


def break_off(lake: Path) -> None:
    """Leave what a run leaves that broke off."""
    with pytest.raises(ZeroDivisionError), leased(str(lake), BROKEN):
        _ = 1 / 0
    aside = lake / ".writing" / "mentions" / "20250305-000.parquet.abc"
    aside.parent.mkdir(parents=True)
    aside.write_bytes(b"half")


def test_runs_are_listed_the_newest_last(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = run(capsys, "runs", lake)
    assert [each["run_id"].partition("-")[0] for each in listed] == [
        *("20250303", "20250304", "20250303", "20250305"),
    ]
    assert {each["state"] for each in listed} == {"done"}
    assert (listed[0]["records"], listed[0]["mentions"], listed[0]["seconds"]) == (100, 20, 60)
    assert len(run(capsys, "runs", lake, "--last", "1")) == 1
    assert len(run(capsys, "runs", lake, "--slice", "20250303")) == 2


def test_run_ids_stand_whole_on_a_terminal(
    lake: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "90")
    assert main(["runs", "--lake", str(lake)]) == 0
    assert "20250305-20250306T120000000000Z  done" in capsys.readouterr().out


def test_runs_at_work_and_broken_off_are_listed_too(
    lake: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    break_off(lake)
    with leased(str(lake), "d1-20250306T140000000000Z"):
        states = {each["run_id"]: each["state"] for each in run(capsys, "runs", lake)[-2:]}
    assert states == {BROKEN: "broke off", "d1-20250306T140000000000Z": "at work"}


def test_a_manifest_of_a_later_version_is_read(
    lake: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = max((lake / "runs").iterdir())
    known = json.loads(path.read_text())
    path.write_text(json.dumps(known | {"mood": "good"}))
    assert len(run(capsys, "runs", lake)) == 4


def test_vacuum_removes_what_a_broken_run_left_and_says_what_to_do(
    lake: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    break_off(lake)
    (lake / "events" / "event_type=meeting").mkdir(parents=True)
    assert main(["vacuum", "--lake", str(lake), "--dry_run"]) == 0
    assert (lake / ".writing").exists()
    assert main(["vacuum", "--lake", str(lake)]) == 0
    shown = capsys.readouterr()
    assert "lease of a run that broke off" in shown.out
    assert ".writing/mentions/20250305-000.parquet.abc" in shown.out
    assert str(lake) not in shown.out
    assert "slice 20250305 broke off, and may be half written: run it again" in shown.err
    assert {path.name for path in lake.iterdir()} == {".lake.json", "mentions", "runs"}
    assert file_of(lake).exists()
    assert run(capsys, "vacuum", lake) == []


def test_vacuum_waits_for_runs_at_work(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with leased(str(lake), "d1-20250306T010000000000Z"):
        assert main(["vacuum", "--lake", str(lake), "--wait", "0"]) == 75
    assert "works on slice d1" in capsys.readouterr().err


def test_old_manifests_go_if_asked_but_the_last_of_each_slice_stays(
    lake: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    removed = run(capsys, "vacuum", lake, "--keep_days", "1")
    assert [Path(each["path"]).name for each in removed] == [
        "20250303-20250304T120000000000Z.json",
    ]
    assert len(list((lake / "runs").iterdir())) == 3

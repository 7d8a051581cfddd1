import json
from pathlib import Path

import pytest

from pipelines import doctor
from pipelines.__main__ import main
from pipelines.doctor import Note, lake_runs, lake_state, lake_writing
from pipelines.leases import leased
from tests.pipelines.bucket import in_bucket


def test_doctor_finds_all_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--lake", str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    found = {line[5:].partition(":")[0]: line[:4] for line in lines}
    assert {subject for subject, state in found.items() if state != "ok  "} == {"lake"}
    assert len(found) == 11
    assert list(tmp_path.iterdir()) == []


def test_doctor_says_what_is_wrong(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "runner", str)
    assert main(["doctor", "--language_model", "no_such_model", "--format", "json"]) == 1
    found = {each["subject"]: each for each in json.loads(capsys.readouterr().out)}
    assert found["language model"]["state"] == "FAIL"
    assert "no_such_model" in found["language model"]["detail"]


def test_a_package_of_a_version_that_is_not_ours_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "requires", lambda name: ["duckdb<1", "no-such-package"])
    with pytest.raises(RuntimeError, match=r"duckdb<1 is needed, .* no-such-package is not"):
        doctor.installation()


def test_an_extra_that_is_not_installed_is_told_how_to_get(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = ["duckdb", 'no-such-package; extra == "report"', 'pydantic; extra == "stream"']
    monkeypatch.setattr(doctor, "requires", lambda name: asked)
    assert doctor.extras() == (
        "report needs no-such-package: pip install 'communique[report]'; stream is there"
    )


def test_a_lake_that_is_not_there_is_no_fault(tmp_path: Path) -> None:
    for look in (lake_state, lake_writing):
        with pytest.raises(Note):
            look(str(tmp_path / "lake"))
    assert not (tmp_path / "lake").exists()


def test_a_lake_where_nothing_can_be_locked_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(Note, match="cannot be locked"):
        lake_writing(in_bucket(tmp_path))


def test_a_lake_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / ".writing").write_text("no folder")
    with pytest.raises(OSError, match="cannot be changed"):
        lake_writing(str(tmp_path))


def test_what_goes_on_and_what_broke_off_is_told(tmp_path: Path) -> None:
    lake, run_id = str(tmp_path), "d1-20250306T010000000000Z"
    with leased(lake, run_id):
        assert lake_runs(lake) == f"at work: {run_id}"
    with pytest.raises(ZeroDivisionError), leased(lake, run_id):
        _ = 1 / 0
    with pytest.raises(RuntimeError, match="of the slices d1: run them again"):
        lake_runs(lake)


def test_little_room_is_worth_a_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LITTLE", 1 << 60)
    with pytest.raises(Note, match="that is little"):
        lake_writing(str(tmp_path))

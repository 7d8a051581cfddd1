import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.__main__ import main
from pipelines.errors import LakeError
from pipelines.logs import bind, prepare_logs, tell
from tests.factories import SIGNED, write_lines


@pytest.fixture(autouse=True)
def text_again() -> Iterator[None]:
    yield
    prepare_logs()


def lines_of(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_line_of_json_carries_what_is_bound_and_what_is_said_with_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    prepare_logs("json")
    bind(run_id="d1-x", started_by=None)
    tell("three\nlines\nlong", counts={"articles": 3})
    [line] = lines_of(capsys)
    assert line["message"] == "three\nlines\nlong"
    assert (line["run_id"], line["counts"], line["level"]) == ("d1-x", {"articles": 3}, "info")
    assert "started_by" not in line


def test_an_exception_is_in_the_line_and_not_below_it(capsys: pytest.CaptureFixture[str]) -> None:
    prepare_logs("json")
    try:
        _ = 1 / 0
    except ZeroDivisionError:
        logging.getLogger("pipelines").exception("it broke")
    [line] = lines_of(capsys)
    assert "ZeroDivisionError" in str(line["exception"])


def test_text_says_what_is_told_and_no_more(capsys: pytest.CaptureFixture[str]) -> None:
    prepare_logs()
    logging.getLogger("pipelines.run").info("only for machines")
    logging.getLogger("root").warning("Beam's chat")
    tell("for people")
    assert capsys.readouterr().err == "for people\n"


def test_what_our_last_line_explains_is_not_logged_by_beam_too(
    capsys: pytest.CaptureFixture[str],
) -> None:
    prepare_logs()
    try:
        raise LakeError("disk full")
    except LakeError:
        logging.getLogger("apache_beam.runners").exception("disk full")
    logging.getLogger("apache_beam.runners").error("Traceback ... LakeError: disk full")
    logging.getLogger("apache_beam.runners").error("something else")
    assert capsys.readouterr().err == "ERROR apache_beam.runners: something else\n"


def test_all_lines_of_a_run_are_json_and_carry_its_id(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    news = write_lines(tmp_path / "a.jsonl", [{"id": "a1", "date": "2024-05-15", "text": SIGNED}])
    words = ["--input", str(news), "--lake", str(tmp_path / "lake"), "--slice", "d1", "--merge"]
    assert main(["extract", *words, "--log_format", "json", "--started_by", "night 7"]) == 0
    lines = lines_of(capsys)
    runs = {path.stem for path in (tmp_path / "lake" / "runs").iterdir()}
    assert len(runs) == 2
    assert {line["run_id"] for line in lines} == runs
    assert {line["started_by"] for line in lines} == {"night 7"}
    assert {line["command"] for line in lines} == {"extract"}
    manifests = [json.loads(p.read_text()) for p in (tmp_path / "lake" / "runs").iterdir()]
    assert {manifest["started_by"] for manifest in manifests} == {"night 7"}


def test_errors_are_json_too_and_name_the_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--input", str(tmp_path), "--lake", str(tmp_path / "lake")]
    assert main(["extract", *words, "--log_format", "json"]) == 2
    [line] = lines_of(capsys)
    assert (line["level"], line["exit"]) == ("error", 2)
    assert "holds no file" in str(line["message"])

import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipelines.__main__ import main
from tests.factories import SIGNED


def test_help_is_quick_because_nothing_heavy_is_imported() -> None:
    code = (
        "import sys, pipelines.__main__ as m; m.make_parser().format_help();"
        "print([n for n in ('apache_beam', 'spacy', 'pyarrow', 'duckdb') if n in sys.modules])"
    )
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert time.monotonic() - began < 10


def test_without_a_command_the_commands_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    shown = capsys.readouterr().err
    assert all(name in shown for name in ("extract", "merge", "query", "explain", "doctor"))


def test_a_lake_without_runs_is_said_to_be_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", "--lake", str(tmp_path), "digest"]) == 0
    shown = capsys.readouterr()
    assert shown.out.endswith("0 rows\n")
    assert "no run has written anything" in shown.err


def test_explain_shows_mention_rule_span_and_parse(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", SIGNED, "--published", "2024-05-15"]) == 0
    shown = capsys.readouterr().out
    for part in ("treaty, confidence", "2024-05-13", "rule  ", f"0-{len(SIGNED)}: ", "nsubj"):
        assert part in shown


def test_explain_says_when_there_is_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "It rained."]) == 0
    assert capsys.readouterr().out.startswith("no event")


@pytest.mark.parametrize("words", [["explain", " "], ["explain", SIGNED, "--published", "soon"]])
def test_explain_refuses_what_it_cannot_read(words: list[str]) -> None:
    assert main(words) == 2


def test_doctor_finds_all_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--lake", "no/lake/yet"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert [line[:4] for line in shown] == ["ok  "] * 4


def test_doctor_says_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--language_model", "no_such_model"]) == 1
    assert "FAIL language model" in capsys.readouterr().out


def test_options_of_beam_belong_to_extract_alone(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["doctor", "--streaming"])
    assert "--streaming" in capsys.readouterr().err

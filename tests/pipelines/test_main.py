import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipelines.__main__ import COMMANDS, main
from pipelines.catalogue import MACROS, VIEWS, entry
from pipelines.commands import report
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


def test_help_shows_examples_and_only_what_exists(capsys: pytest.CaptureFixture[str]) -> None:
    main([])
    shown = capsys.readouterr().err
    used = re.findall(r"^  communique (\w+)", shown, re.MULTILINE)
    assert len(used) >= 4
    assert set(used) <= set(COMMANDS)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["qeury"], "there is no command qeury; did you mean query?"),
        (["query", "--lkae", "x"], "unknown option: --lkae; did you mean --lake?"),
        (["query", "--format", "parqet"], "--format parqet: it must be one of table, csv"),
        (["extract", "--inptu", "x"], "did you mean --input?"),
        (["report", "--lake", "x", "--output", "y", "--since", "may"], "may is no day; write it"),
    ],
)
def test_a_slip_of_the_pen_is_named_with_what_was_meant(
    words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    shown = capsys.readouterr().err
    assert ended.value.code == 2
    assert complaint in shown
    assert "--help tells more" in shown


def test_an_option_that_neither_we_nor_beam_know_is_named_with_the_nearest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", "--input", "x", "--lake", str(tmp_path), "--wrkers", "3"]) == 2
    assert "neither of communique nor of Beam; did you mean --workers?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["query", "headlines"], "--lake is missing"),
        (["query", "--lake", "x"], "there is no question; `communique query --list`"),
        (
            ["query", "--lake", ".", "--output", "no/folder/f", "runs"],
            "--output no/folder/f: No such",
        ),
        (
            ["report", "--lake", "x", "--output", "no/folder/f"],
            "name a file in a folder that exists",
        ),
        (
            ["report", "--lake", "no/lake", "--output", "r.html"],
            "no run has written anything to it",
        ),
        (
            ["query", "--lake", "no/lake", "runs"],
            "no run has written anything to it; there is no such folder",
        ),
    ],
)
def test_what_cannot_be_answered_says_what_to_change(
    words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    assert complaint in capsys.readouterr().err


@pytest.mark.parametrize("command", ["merge", "compact", "vacuum", "runs", "check"])
def test_a_lake_that_is_not_there_is_refused_and_not_made(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lake = tmp_path / "nowhere"
    assert main([command, "--lake", str(lake)]) == 2
    assert f"--lake {lake}: no run has written anything to it" in capsys.readouterr().err
    assert not lake.exists()


def test_the_report_names_the_extra_that_it_needs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(report, "NEEDED", ("no_such_module",))
    assert main(["report", "--lake", "x", "--output", "report.html"]) == 2
    assert "pip install 'communique[report]'" in capsys.readouterr().err


def test_the_list_has_every_view_with_question_and_example(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["query", "--list"]) == 0
    shown = capsys.readouterr().out
    for name in (*VIEWS, *MACROS):
        assert re.search(rf"^{name}\b", shown, re.MULTILINE)
        assert entry(name).example in shown


def test_an_answer_is_written_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "runs.csv"
    words = ["query", "--lake", str(tmp_path), "--format", "csv", "--output", str(target), "runs"]
    assert main(words) == 0
    assert target.read_text("utf-8").startswith("run_id,")


def test_views_are_printed_for_duckdb(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["views", "--lake", "no/lake"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("-- The views of a Communiqué lake")
    assert "create or replace view headlines as" in shown.out
    assert "no run has written anything to no/lake" in shown.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "tcsh"])
def test_the_shell_gets_a_script_that_completes(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["completion", shell]) == 0
    assert "communique" in capsys.readouterr().out


def test_the_shell_is_told_what_could_stand_here(tmp_path: Path) -> None:
    told = tmp_path / "told"
    line = "communique query --fo"
    asked = {"_ARGCOMPLETE": "1", "COMP_LINE": line, "COMP_POINT": str(len(line))}
    settings = {**os.environ, **asked, "_ARGCOMPLETE_STDOUT_FILENAME": str(told)}
    subprocess.run([sys.executable, "-m", "pipelines"], env=settings, check=True)
    assert told.read_text("utf-8").split() == ["--format"]


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


def test_explain_shows_whose_and_of_which_day_an_event_is_likely(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = (
        "Peru's foreign minister Ana Duarte travelled to Chile on May 3. "
        "Peru and Chile signed a fishing pact."
    )
    assert main(["explain", text, "--published", "2024-05-15"]) == 0
    shown = capsys.readouterr().out
    assert re.search(r"status: planned 0\.\d\d, proposed 0\.\d\d", shown)
    assert re.search(r"sides: PER 0\.\d\d, Ana Duarte 0\.\d\d, CHL 0\.\d\d", shown)
    assert "judged 'signed' in sentence 2 as of 'May 3'" in shown


def test_explain_says_when_there_is_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "It rained."]) == 0
    assert capsys.readouterr().out.startswith("no event")


@pytest.mark.parametrize("words", [["explain", " "], ["explain", SIGNED, "--published", "soon"]])
def test_explain_refuses_what_it_cannot_read(words: list[str]) -> None:
    assert main(words) == 2


def test_options_of_beam_belong_to_extract_alone(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["doctor", "--streaming"])
    assert "--streaming" in capsys.readouterr().err

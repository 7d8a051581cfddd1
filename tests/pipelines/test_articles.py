"""The tables of articles: what is kept of each, and the texts in which evidence stands."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipelines.query import answer
from tests.factories import NOTHING, SIGNED, write_lines
from tests.pipelines.test_extract_events import extract, files, last_manifest

GERMAN = "Die Minister der beiden Länder trafen sich am Montag und sprachen über den Handel."
BROKEN = SIGNED.replace("Libya", "Li\u00adbya").replace("accord", "accord &amp; a map")
LINES: list[dict[str, Any] | str] = [
    {"id": "a1", "date": "2024-05-15", "text": SIGNED, "source": "Wire"},
    {"id": "a2", "url": "https://wire.example/2024/05/16/a2", "text": BROKEN},
    {"id": "a3", "date": "2024-05-15", "text": SIGNED},
    {"id": "a4", "text": GERMAN},
    {"id": "a5", "date": "2024-05-15", "text": NOTHING},
    "{broken",
]


def ask(lake: Path, question: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(answer(str(lake), question, "json"))
    return found


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_lines(tmp_path_factory.mktemp("in") / "news.jsonl", LINES)


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory, news: Path) -> Path:
    folder = tmp_path_factory.mktemp("lake")
    assert extract(folder, news, keep_articles="text") == 0
    return folder


def test_every_article_that_came_in_is_a_row_with_what_became_of_it(lake: Path) -> None:
    rows = ask(lake, "select article_id, outcome, reason, mentions from articles order by all")
    assert [tuple(row.values()) for row in rows] == [
        ("a1", "read", None, 1),
        ("a2", "read", None, 1),
        ("a3", "copy", "same text", 0),
        ("a4", "skipped", "language de", 0),
        ("a5", "read", None, 0),
    ]


def test_the_account_of_the_run_adds_up(lake: Path) -> None:
    counts = last_manifest(lake)["counts"]
    assert counts["records_in"] == 6
    assert (counts["articles"], counts["copies"], counts["skipped"]) == (3, 1, 1)
    assert counts["skipped_by_reason"] == {"language de": 1}
    assert counts["unaccounted"] == 0
    assert counts["dates_from"] == {"metadata": 3, "url": 1}


def test_rows_know_date_language_and_size(lake: Path) -> None:
    [row] = ask(lake, "select * from articles where article_id = 'a2'")
    assert row["published_from"] == "url"
    assert row["published_at"].startswith("2024-05-16")
    assert row["published_date"] == "2024-05-16"
    assert row["source"] == "wire.example"
    assert row["characters"] == len(BROKEN)
    assert "text" not in row
    question = "select language from articles where article_id in ('a4', 'a5') order by all"
    assert [row["language"] for row in ask(lake, question)] == ["de", "en"]


def test_evidence_stands_in_the_text_that_is_kept(lake: Path) -> None:
    question = """
        select m.article_id, e.text = substring(t.text, e.char_start + 1, e.char_end - e.char_start)
            as stands, t.text
        from mentions m, unnest(m.evidence) as u(e), texts t
        where m.article_id = t.article_id order by all"""
    assert [row["stands"] for row in ask(lake, question)] == [True, True]
    texts = {row["article_id"]: row["text"] for row in ask(lake, "texts")}
    assert texts["a2"] == BROKEN
    assert sorted(texts) == ["a1", "a2", "a3", "a5"]


def test_hashes_are_those_of_the_texts(lake: Path) -> None:
    question = """select a.text_sha256 = sha256(t.text) as same
        from articles a join texts t using (source_uri, position)"""
    assert {row["same"] for row in ask(lake, question)} == {True}


def test_two_workers_keep_the_same_bytes(lake: Path, news: Path, tmp_path: Path) -> None:
    assert extract(tmp_path, news, keep_articles="text", workers=2) == 0
    assert files(tmp_path) == files(lake)


def test_what_a_later_run_does_not_keep_goes(news: Path, tmp_path: Path) -> None:
    assert extract(tmp_path, news, keep_articles="text", slice="d1") == 0
    assert extract(tmp_path, news, keep_articles="text", slice="d2") == 0
    assert extract(tmp_path, news, keep_articles=True, slice="d1") == 0
    assert {Path(name).name for name in files(tmp_path) if name.startswith("texts")} == {
        "d2-00000.parquet"
    }
    assert extract(tmp_path, news, slice="d1") == 0
    assert len(ask(tmp_path, "articles")) == 5
    assert {Path(name).name for name in files(tmp_path) if name.startswith("articles")} == {
        "d2-000.parquet"
    }


def test_a_lake_without_articles_answers_nothing(tmp_path: Path, news: Path) -> None:
    assert extract(tmp_path, news) == 0
    assert ask(tmp_path, "articles") == ask(tmp_path, "texts") == []

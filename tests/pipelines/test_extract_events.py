"""The whole job on a handful of invented articles, through the command line."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipelines.__main__ import main
from pipelines.query import answer
from tests.factories import NOTHING, SIGNED, write_lines
from tests.pipelines.formats.deliveries import write_all
from tests.pipelines.formats.newsroom import stories

DAY = "2024-05-15"
ARTICLES: list[dict[str, Any]] = [
    {"id": "a1", "date": DAY, "headline": "An accord", "body": SIGNED},
    {"id": "a2", "date": "2024-05-16", "text": "Kenya and Uganda signed a trade agreement."},
    {"id": "a3", "date": DAY, "text": NOTHING},
    {"id": "a4", "date": DAY, "text": SIGNED},
    {"id": "a1", "date": DAY, "text": "Peru and Chile signed a fishing treaty in Lima."},
    {"id": "a5", "date": "9999-99-99", "text": "Ghana and Togo signed a border treaty."},
]
BAD: list[dict[str, Any] | bytes | str] = [
    "{not json",
    b'{"id": "b2", "text": "\xff"}',
    {"id": "b3"},
    {"id": "b4", "text": 5},
]


def extract(lake: Path | str, *inputs: Path | str, **options: Any) -> int:
    words = ["extract", "--lake", str(lake), "--quiet", "--input", *map(str, inputs)]
    for name, value in options.items():
        words += [f"--{name}"] if value is True else [f"--{name}", str(value)]
    return main(words)


def files(lake: Path) -> dict[str, bytes]:
    return {str(p.relative_to(lake)): p.read_bytes() for p in sorted(lake.rglob("*.parquet"))}


def last_manifest(lake: Path) -> Any:
    return json.loads(max((lake / "runs").glob("*.json")).read_text())


def treaties(lake: Path) -> list[str]:
    found = answer(str(lake), "select distinct article_id from treaties order by all", "json")
    return [row["article_id"] for row in json.loads(found)]


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_lines(tmp_path_factory.mktemp("in") / "news.jsonl.gz", [*ARTICLES, *BAD])


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory, news: Path) -> Path:
    folder = tmp_path_factory.mktemp("lake")
    assert extract(folder, news) == 0
    return folder


def test_events_of_good_articles_are_in_the_lake(lake: Path) -> None:
    assert treaties(lake) == ["a1", "a2", "a5"]


def test_the_lake_holds_results_only(lake: Path) -> None:
    assert {path.name for path in lake.iterdir()} == {".lake.json", "mentions", "failures", "runs"}


def test_every_record_is_accounted_for(lake: Path) -> None:
    counts = last_manifest(lake)["counts"]
    assert (counts["records_in"], counts["articles"], counts["copies"]) == (10, 4, 2)
    assert counts["failures_by_stage"] == {"parse": 2, "read": 2}
    assert counts["unaccounted"] == 0
    assert counts["dates_lost"] == 1


def test_failures_say_which_line_and_why(lake: Path) -> None:
    question = "select position, error from failures order by position"
    found = [tuple(row.values()) for row in json.loads(answer(str(lake), question, "json"))]
    assert found == [
        (7, "MalformedJson"),
        (8, "InvalidUtf8"),
        (9, "MissingText"),
        (10, "WrongType"),
    ]


def test_the_manifest_names_input_options_and_versions(lake: Path, news: Path) -> None:
    manifest = last_manifest(lake)
    assert manifest["inputs"][0]["uri"] == str(news)
    assert len(manifest["inputs"][0]["sha256"]) == 64
    assert manifest["options"]["slice_id"] == manifest["slice_id"] == "default"
    assert manifest["versions"]["apache-beam"]
    assert manifest["files_written"]["failures"] == 2


def test_a_second_run_writes_the_same_bytes(lake: Path, news: Path) -> None:
    before = files(lake)
    assert extract(lake, news) == 0
    assert files(lake) == before


def test_two_workers_write_the_same_bytes(lake: Path, news: Path, tmp_path: Path) -> None:
    assert extract(tmp_path, news, workers=2) == 0
    assert files(tmp_path) == files(lake)


def test_fewer_articles_leave_no_stale_rows(tmp_path: Path) -> None:
    news = write_lines(tmp_path / "news.jsonl", ARTICLES)
    assert extract(tmp_path / "lake", news, slice="d1") == 0
    write_lines(news, ARTICLES[:1])
    assert extract(tmp_path / "lake", news, slice="d1") == 0
    assert treaties(tmp_path / "lake") == ["a1"]
    assert last_manifest(tmp_path / "lake")["files_removed"]["mentions"] == 2


def test_too_many_bad_records_fail_the_run_but_the_good_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    news = write_lines(tmp_path / "news.jsonl", [ARTICLES[0], *BAD])
    assert extract(tmp_path / "lake", news) == 1
    assert "4 of 5 records failed (80%)" in capsys.readouterr().err
    assert treaties(tmp_path / "lake") == ["a1"]
    assert extract(tmp_path / "lake", news, max_bad=0.8) == 0


def test_an_article_of_20_mb_is_a_failure_and_the_articles_around_it_are_not(
    tmp_path: Path,
) -> None:
    long = SIGNED * 340_000
    lines = [ARTICLES[0], {"id": "long", "text": long}, ARTICLES[1]]
    news = write_lines(tmp_path / "news.jsonl", lines)
    assert extract(tmp_path / "lake", news) == 0
    assert treaties(tmp_path / "lake") == ["a1", "a2"]
    question = "select position, error, length(payload) as kept from failures"
    [failure] = json.loads(answer(str(tmp_path / "lake"), question, "json"))
    assert failure == {"position": 2, "error": "TextTooLong", "kept": 64 * 1024}


@pytest.mark.parametrize("date", ["9999-99-99", "0001-01-01", -1e300, {"day": 1}, "soon"])
def test_an_absurd_date_loses_the_date_and_not_the_article(tmp_path: Path, date: object) -> None:
    news = write_lines(tmp_path / "news.jsonl", [{"id": "a1", "date": date, "text": SIGNED}])
    assert extract(tmp_path / "lake", news) == 0
    assert treaties(tmp_path / "lake") == ["a1"]
    assert last_manifest(tmp_path / "lake")["counts"]["dates_lost"] == 1


@pytest.mark.parametrize("content", [b"", b"\n\n"])
def test_an_empty_file_is_a_failure_beside_the_good_one(tmp_path: Path, content: bytes) -> None:
    news = write_lines(tmp_path / "news.jsonl", [ARTICLES[0]])
    (tmp_path / "empty.jsonl").write_bytes(content)
    assert extract(tmp_path / "lake", news, tmp_path / "empty.jsonl") == 0
    assert treaties(tmp_path / "lake") == ["a1"]
    counts = last_manifest(tmp_path / "lake")["counts"]
    assert (counts["records_in"], counts["failures_by_stage"]) == (2, {"read": 1})


def test_a_folder_of_every_format_is_one_stream_without_copies(tmp_path: Path) -> None:
    told = stories(4)
    written = write_all(tmp_path / "in", told)
    assert extract(tmp_path / "lake", tmp_path / "in") == 0
    counts = last_manifest(tmp_path / "lake")["counts"]
    assert counts["records_in"] == len(told) * len(written)
    assert (counts["articles"], counts["copies"]) == (4, 4 * len(written) - 4)
    assert (counts["failures"], counts["unaccounted"]) == (0, 0)


def test_format_encoding_and_languages_can_be_named(tmp_path: Path) -> None:
    text = "Le président José Aré a rencontré son homologue à Lomé lundi pour parler de la pêche."
    (tmp_path / "wire.log").write_bytes(
        json.dumps({"text": text}, ensure_ascii=False).encode("cp1252")
    )
    words = {"input_format": "json_lines", "input_encoding": "cp1252"}
    assert extract(tmp_path / "lake", tmp_path / "wire.log", **words) == 0
    assert last_manifest(tmp_path / "lake")["counts"]["skipped_by_reason"] == {"language fr": 1}
    for codes in ("en,fr", "any"):
        assert extract(tmp_path / "lake", tmp_path / "wire.log", languages=codes, **words) == 0
        assert last_manifest(tmp_path / "lake")["counts"]["articles"] == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"slice": "a-b"}, "--slice"),
        ({"runner": "DaskRunner"}, "DaskRunner is refused"),
        ({"workers": 0}, "--workers 0"),
        ({"max_bad": 2}, "--max_bad 2"),
        ({"language_model": "no_such_model"}, "--language_model"),
        ({"jobname": "x"}, "--jobname"),
        ({"input_format": "docx"}, "--input_format 'docx': there are json_lines, json"),
        ({"input_format": "jsonl"}, "did you mean json_lines?"),
        ({"input_format": "newsmlg2"}, "did you mean newsml?"),
        ({"input_encoding": "klingon"}, "--input_encoding 'klingon'"),
        ({"input_encoding": "base64"}, "no encoding of text has that name"),
        ({"languages": "english"}, "--languages 'english'"),
    ],
)
def test_wrong_options_stop_the_run_before_it_begins(
    tmp_path: Path,
    news: Path,
    capsys: pytest.CaptureFixture[str],
    options: dict[str, Any],
    message: str,
) -> None:
    assert extract(tmp_path / "lake", news, **options) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "lake").exists()


def test_input_that_is_not_there_stops_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    assert extract(tmp_path / "lake", tmp_path / "in") == 2
    assert "holds no file" in capsys.readouterr().err


def test_a_lake_that_cannot_be_written_stops_the_run(
    tmp_path: Path, news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("no folder")
    assert extract(tmp_path / "file" / "lake", news) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_run_says_little_and_nothing_of_beams(tmp_path: Path, news: Path) -> None:
    words = ["extract", "--input", str(news), "--lake", str(tmp_path / "lake"), "--workers", "2"]
    done = subprocess.run(
        [sys.executable, "-m", "pipelines", *words], capture_output=True, text=True, check=True
    )
    assert done.stdout == ""
    assert "10 records = 4 articles + 2 copies + 4 failures (2 parse, 2 read)" in done.stderr
    assert "WARNING" not in done.stderr
    assert "INFO" not in done.stderr

"""After a run in which a tenth of the records is broken in twenty-four ways, all accounts agree."""

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipelines.__main__ import main
from tests.factories import NOTHING, SIGNED, write_lines
from transforms.parse import MAX_FIELD_CHARS, MAX_TEXT_CHARS

DEEP = "[" * 400 + '"They met."' + "]" * 400

LINES: dict[str, tuple[str, bytes | str | dict[str, Any]]] = {
    "broken JSON": ("MalformedJson", "{not json"),
    "JSON that breaks off": ("MalformedJson", '{"text": "They met'),
    "JSON a hundred thousand lists deep": ("MalformedJson", "[" * 100_000),
    "a number of five thousand digits": ("MalformedJson", f'{{"id": {"9" * 5000}, "text": "a"}}'),
    "bytes that are no text": ("InvalidUtf8", b'{"text": "\xff\xfe"}'),
    "a list": ("WrongType", '["They met."]'),
    "a number": ("WrongType", "7"),
    "null": ("WrongType", "null"),
    "no text": ("MissingText", {"id": "b1"}),
    "a blank text": ("MissingText", {"text": " \n "}),
    "a text that is a number": ("WrongType", {"text": 5}),
    "a text in an object without any": ("WrongType", {"text": {"a": "b"}}),
    "a text deep in lists": ("WrongType", f'{{"text": {DEEP}}}'),
    "a text that is too long": ("TextTooLong", {"text": "a " * MAX_TEXT_CHARS}),
    "a title that is a list": ("WrongType", {"text": "They met.", "title": ["a"]}),
    "a title that is too long": (
        "FieldTooLong",
        {"text": "a", "title": "x" * (MAX_FIELD_CHARS + 1)},
    ),
    "an id that is a truth value": ("WrongType", {"text": "They met.", "id": True}),
}
FILES: dict[str, tuple[str, bytes]] = {
    "empty.jsonl": ("EmptyFile", b""),
    "broken-off.jsonl.gz": ("UnreadableFile", gzip.compress(b"They met.")[:12]),
    "no-table.parquet": ("UnreadableFile", b"PAR1 but nothing more"),
    "cells.csv": ("MalformedCsv", b"text\nThree.,extra\n"),
    "letters.csv": ("InvalidUtf8", b"text\n\xff\n"),
    "page.txt": ("InvalidUtf8", b"Sch\xf6n."),
}
GOOD = 9 * (len(LINES) + len(FILES) + 1)


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("counts")
    (folder / "news").mkdir()
    good: list[dict[str, Any]] = [
        {"id": f"a{n}", "date": f"2024-05-{n % 28 + 1:02d}", "text": text_of(n)}
        for n in range(GOOD)
    ]
    bad = [line for _, line in LINES.values()]
    step = len(good) // len(bad)
    mixed = [
        part for n, line in enumerate(bad) for part in (*good[n * step : (n + 1) * step], line)
    ]
    write_lines(folder / "news" / "news.jsonl", [*mixed, *good[len(bad) * step :]])
    for name, (_, content) in FILES.items():
        (folder / "news" / name).write_bytes(content)
    (folder / "secret.txt").write_text("The password is in the safe.")
    (folder / "news" / "link.txt").symlink_to(folder / "secret.txt")
    words = ["--input", str(folder / "news"), "--lake", str(folder / "lake"), "--slice", "d1"]
    assert main(["extract", "--quiet", "--max_bad", "0.11", *words]) == 0
    return folder / "lake"


def text_of(n: int) -> str:
    """A text of an event for one article in three; one in ten is as the one before it."""
    n -= n % 10 == 9
    return f"{SIGNED if n % 3 == 0 else NOTHING} Invented for the {n}th time."


def counts(lake: Path) -> Any:
    [manifest] = (lake / "runs").iterdir()
    return json.loads(manifest.read_text())["counts"]


def rows(lake: Path, dataset: str) -> list[dict[str, Any]]:
    paths = lake.glob(f"{dataset}/**/*.parquet")
    return [row for path in paths for row in pq.read_table(path, partitioning=None).to_pylist()]


def test_a_tenth_of_the_records_is_broken(lake: Path) -> None:
    found = counts(lake)
    assert found["records_in"] == GOOD + len(LINES) + len(FILES) + 1
    assert 0.09 < found["failures"] / found["records_in"] < 0.11


def test_every_kind_of_break_is_told_by_its_name(lake: Path) -> None:
    expected = Counter(error for error, _ in (*LINES.values(), *FILES.values()))
    expected["SymbolicLink"] = 1
    assert Counter(row["error"] for row in rows(lake, "failures")) == expected
    assert not [row for row in rows(lake, "failures") if row["message"].startswith("unexpected")]


def test_manifest_lake_and_failures_agree(lake: Path) -> None:
    found = counts(lake)
    assert found["records_in"] == found["articles"] + found["copies"] + found["failures"]
    assert found["unaccounted"] == 0
    assert found["copies"] == len([n for n in range(GOOD) if n % 10 == 9])
    assert found["failures"] == len(rows(lake, "failures"))
    stages = Counter(
        path.parent.name.removeprefix("stage=")
        for path in lake.glob("failures/**/*.parquet")
        for _ in range(pq.read_metadata(path).num_rows)
    )
    assert stages == found["failures_by_stage"]
    assert found["mentions"] == len(rows(lake, "mentions"))
    told = {row["article_id"] for row in rows(lake, "mentions")}
    assert found["articles_with_events"] == len(told)
    assert told == {f"a{n}" for n in range(GOOD) if n % 3 == 0 and n % 10 != 9}


def test_the_gates_agree_too(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--format", "json", "--max_failures"]
    assert main(["check", "--lake", str(lake), *words, "0.11"]) == 0
    assert main(["check", "--lake", str(lake), *words, "0.09"]) == 1
    capsys.readouterr()


def test_what_a_link_leads_to_is_nowhere_in_the_lake(lake: Path) -> None:
    assert not [
        path for path in lake.rglob("*") if path.is_file() and b"password" in path.read_bytes()
    ]

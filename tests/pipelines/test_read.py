import gzip
from datetime import datetime
from pathlib import Path

import apache_beam as beam
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from apache_beam.testing.util import assert_that, equal_to

from pipelines.formats.shape import Read
from pipelines.formats.text import split_title
from pipelines.inputs import kind_of
from pipelines.read import ReadRecords, read_share
from pipelines.shares import Share
from schemas.failure import Failure
from tests.factories import NOTHING, SIGNED, make_pipeline, write_lines
from transforms.parse import SourceRecord


def share_of(path: Path, index: int = 0, of: int = 1) -> Share:
    return Share(str(path), kind_of(str(path)), index, of)


def read(path: Path) -> list[Read]:
    return list(read_share(share_of(path)))


def faults(path: Path) -> list[tuple[int | None, str]]:
    return [(one.position, one.error) for one in read(path) if isinstance(one, Failure)]


def texts(path: Path) -> list[object]:
    return [one.values.get("text") for one in read(path) if isinstance(one, SourceRecord)]


@pytest.mark.parametrize("name", ["in.jsonl", "in.jsonl.gz"])
def test_bad_lines_are_failures_and_the_lines_around_them_are_read(
    tmp_path: Path, name: str
) -> None:
    lines: list[bytes | str] = [
        '\ufeff{"text": "One."}',
        "",
        "{broken",
        b'{"text": "\xff"}',
        "[1]",
        "[" * 99999,
    ]
    path = write_lines(tmp_path / name, [*lines, {"text": "Two."}])
    assert texts(path) == ["One.", "Two."]
    malformed = "MalformedJson"
    assert faults(path) == [
        (3, malformed),
        (4, "InvalidUtf8"),
        (5, "WrongType"),
        (6, malformed),
    ]


def test_a_failure_says_where_in_the_line_and_keeps_the_line(tmp_path: Path) -> None:
    [failure] = read(write_lines(tmp_path / "in.jsonl", [b'{"text": "\xff"}']))
    assert isinstance(failure, Failure)
    assert failure.message == "0xff at byte 11 is not UTF-8"
    assert failure.payload == '{"text": "\ufffd"}'
    assert failure.source_uri == str(tmp_path / "in.jsonl")


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.txt", "a.tsv"])
@pytest.mark.parametrize("content", [b"", b"\n \n"])
def test_a_file_without_records_is_one_failure(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert [error for _, error in faults(tmp_path / name)] == ["EmptyFile"]


def test_a_file_that_breaks_off_is_a_failure_after_the_records_before(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl.gz", [{"text": str(n) * 400} for n in range(900)])
    path.write_bytes(path.read_bytes()[:-200])
    assert len(texts(path)) > 100
    [(position, error)] = faults(path)
    assert error == "UnreadableFile"
    assert position == len(texts(path)) + 1
    both = [list(read_share(share_of(path, index, 2))) for index in range(2)]
    assert sorted(len([one for one in part if isinstance(one, Failure)]) for part in both) == [0, 1]


def test_a_file_that_is_not_what_its_name_says_is_a_failure(tmp_path: Path) -> None:
    for name in ("a.jsonl.gz", "a.parquet"):
        (tmp_path / name).write_bytes(b"not what it says")
        assert [error for _, error in faults(tmp_path / name)] == ["UnreadableFile"]


def test_rows_of_csv_begin_where_they_begin_and_may_span_lines(tmp_path: Path) -> None:
    rows = b'\xef\xbb\xbftext,title\n"One.\nTwo.",A\n\xff,B\nThree.,C,extra\n"Four, five.",D\n'
    path = tmp_path / "a.csv"
    path.write_bytes(rows)
    assert texts(path) == ["One.\nTwo.", "Four, five."]
    assert faults(path) == [(4, "InvalidUtf8"), (5, "MalformedCsv")]
    assert [one.position for one in read(path)] == [2, 4, 5, 6]


def test_parquet_is_read_by_column(tmp_path: Path) -> None:
    moment = pa.array([datetime(2024, 5, 15, 1, 2, 3)] * 2).cast(pa.timestamp("ns"))
    values = {"Headline": ["A", None], "text": [SIGNED, NOTHING], "date": moment, "x": [1, 2]}
    table = pa.table(values)
    pq.write_table(table, tmp_path / "a.parquet")
    first, second = read(tmp_path / "a.parquet")
    assert isinstance(first, SourceRecord)
    assert first.values == {"Headline": "A", "text": SIGNED, "date": datetime(2024, 5, 15, 1, 2, 3)}
    assert second.position == 2


def test_parquet_without_a_usable_column_says_which_there_are(tmp_path: Path) -> None:
    pq.write_table(pa.table({"x": [1]}), tmp_path / "a.parquet")
    [failure] = read(tmp_path / "a.parquet")
    assert isinstance(failure, Failure)
    assert failure.message.endswith("there are x")


def test_a_text_file_is_one_article_with_its_title(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Two neighbours agree\n\n{SIGNED}\n")
    [record] = read(tmp_path / "a.txt")
    assert isinstance(record, SourceRecord)
    assert record.values == {"title": "Two neighbours agree", "text": f"{SIGNED}\n"}


def test_a_first_line_that_is_a_sentence_is_no_title() -> None:
    assert split_title(f"{SIGNED}\n{NOTHING}") == (None, f"{SIGNED}\n{NOTHING}")
    assert split_title("Only one line") == (None, "Only one line")


def test_a_text_file_that_is_not_utf8_says_where(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"One.\nTw\xf6.")
    [failure] = read(tmp_path / "a.txt")
    assert isinstance(failure, Failure)
    assert failure.message == "0xf6 at line 2, byte 3 is not UTF-8"


def test_shares_together_are_the_file(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl.gz", [{"text": str(n)} for n in range(300)])
    parts = [list(read_share(share_of(path, index, 4))) for index in range(4)]
    positions = sorted(one.position or 0 for part in parts for one in part)
    assert positions == list(range(1, 301))


def test_the_stage_gives_records_and_failures(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", [{"text": "One."}, "{"])
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(b"Two."))
    with make_pipeline() as pipeline:
        found = pipeline | ReadRecords((share_of(path), share_of(tmp_path / "b.txt.gz")))
        assert_that(
            found.records | beam.Map(lambda one: one.values["text"]), equal_to(["One.", "Two."])
        )
        assert_that(
            found.failures | beam.Map(lambda one: one.position), equal_to([2]), label="failures"
        )

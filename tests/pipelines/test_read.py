import gzip
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

import apache_beam as beam
import pytest
from apache_beam.testing.util import assert_that, equal_to

from pipelines.formats.registry import FORMATS
from pipelines.formats.shape import Read, Turn, Values
from pipelines.inputs import kind_of
from pipelines.packing import Opening
from pipelines.read import ReadRecords, read_share
from pipelines.shares import Share
from schemas.failure import DataError, Failure
from tests.factories import make_pipeline, write_lines
from tests.pipelines.formats.reading import faults, texts
from transforms.parse import SourceRecord


def share_of(path: Path, index: int = 0, of: int = 1) -> Share:
    return Share(str(path), kind_of(str(path), Opening()), index, of)


@pytest.mark.parametrize(
    "name", ["a.jsonl", "a.json", "a.csv", "a.txt", "a.tsv", "a.xml", "a.mbox"]
)
@pytest.mark.parametrize("content", [b"", b"\n \n"])
def test_a_file_without_records_is_one_failure(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert [error for _, error in faults(tmp_path / name)] == ["EmptyFile"]


def test_a_file_that_breaks_off_is_a_failure_after_the_records_before(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl.gz", [{"text": str(n) * 400} for n in range(900)])
    path.write_bytes(path.read_bytes()[:-200])
    assert len(texts(path)) > 800
    [(position, error)] = faults(path)
    assert error == "UnreadableFile"
    assert position == len(texts(path)) + 1
    both = [list(read_share(share_of(path, index, 2))) for index in range(2)]
    assert sorted(len([one for one in part if isinstance(one, Failure)]) for part in both) == [0, 1]


def test_a_file_that_is_not_what_its_name_says_is_a_failure(tmp_path: Path) -> None:
    for name in ("a.jsonl.gz", "a.parquet", "a.jsonl.zst", "a.txt.xz", "a.zip"):
        (tmp_path / name).write_bytes(b"not what it says")
        assert [error for _, error in faults(tmp_path / name)] == ["UnreadableFile"]


def test_a_share_with_a_fault_gives_that_and_nothing_else() -> None:
    [failure] = read_share(Share("https://a.example", "", fault=DataError("FetchFailed", "404")))
    assert isinstance(failure, Failure)
    assert (failure.error, failure.source_uri) == ("FetchFailed", "https://a.example")


def test_small_files_that_are_read_together_keep_their_places_and_faults(tmp_path: Path) -> None:
    for name, content in {"a": "One.", "b": "", "c": "Three."}.items():
        (tmp_path / f"{name}.txt").write_text(content)
    more = (str(tmp_path / "b.txt"), str(tmp_path / "c.txt"))
    found = list(read_share(Share(str(tmp_path / "a.txt"), "text", more=more)))
    assert [(Path(str(one.source_uri)).name, one.position) for one in found] == [
        ("a.txt", 1),
        ("b.txt", 1),
        ("c.txt", 1),
    ]
    groups = {one.group for one in found if isinstance(one, SourceRecord)}
    assert groups == {str(tmp_path / "a.txt")}
    assert [one.error for one in found if isinstance(one, Failure)] == ["EmptyFile"]


def test_shares_together_are_the_file(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl.gz", [{"text": str(n)} for n in range(300)])
    parts = [list(read_share(share_of(path, index, 4))) for index in range(4)]
    positions = sorted(one.position or 0 for part in parts for one in part)
    assert positions == list(range(1, 301))


def test_what_a_library_raises_is_a_failure_unless_the_run_is_to_fail_fast(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def values_of() -> Values:
        raise ZeroDivisionError("a fault of a library")

    def one_by_one(turn: Turn, _: IO[bytes]) -> Iterator[Read]:
        if turn.holds(1):
            yield turn.read(1, b"raw", values_of)

    def at_once(turn: Turn, _: IO[bytes]) -> Iterator[Read]:
        yield from one_by_one(turn, _)
        values_of()

    (tmp_path / "a.parquet").write_bytes(b"x")
    for read, count in ((one_by_one, 1), (at_once, 2)):
        broken = replace(FORMATS["parquet"], read=read)
        monkeypatch.setitem(FORMATS, "parquet", broken)
        found = list(read_share(share_of(tmp_path / "a.parquet")))
        assert len(found) == count
        for one in found:
            assert isinstance(one, Failure)
            assert one.message.startswith("unexpected: ZeroDivisionError")
        with pytest.raises(ZeroDivisionError):
            list(read_share(share_of(tmp_path / "a.parquet"), fail_fast=True))


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

"""Files that claim too much, or lead elsewhere: failures, each by itself, and never a crash."""

import bz2
import gzip
import io
import lzma
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines import limits
from pipelines.files import account
from pipelines.formats.shape import Read
from pipelines.inputs import refused, shares_of
from pipelines.limits import LongLine, lines_of
from pipelines.read import read_share
from schemas.failure import PAYLOAD_BYTES, Failure
from schemas.manifest import InputFile
from tests.factories import SIGNED, write_lines
from transforms.parse import SourceRecord

PACK: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
}


def read(path: Path) -> list[Read]:
    [share] = shares_of([account(str(path))])
    return list(read_share(share))


def errors(path: Path) -> list[tuple[int | None, str]]:
    return [(one.position, one.error) for one in read(path) if isinstance(one, Failure)]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a test reaches quickly."""
    monkeypatch.setattr(limits, "MAX_RECORD_BYTES", 1000)
    monkeypatch.setattr(limits, "FREE_BYTES", 1_000_000)


@pytest.mark.usefixtures("small")
def test_a_line_without_end_is_a_failure_and_the_lines_around_it_are_read(tmp_path: Path) -> None:
    long = b'{"text": "' + b"a" * 500_000 + b'"}'
    path = write_lines(tmp_path / "a.jsonl", [{"text": "One."}, long, {"text": "Two."}])
    first, failure, last = read(path)
    assert isinstance(first, SourceRecord)
    assert isinstance(last, SourceRecord)
    assert isinstance(failure, Failure)
    assert (failure.position, failure.error) == (2, "RecordTooLong")
    assert failure.message == "the line has 500,013 bytes, more than 1,000"
    assert failure.payload_sha256 == sha256(long + b"\n").hexdigest()
    assert 0 < len(failure.payload) <= PAYLOAD_BYTES


@pytest.mark.usefixtures("small")
def test_all_lines_come_in_their_order_whatever_their_length() -> None:
    content = b"short\n" + b"x" * 2500 + b"\n" + b"y" * 999 + b"\n" + b"z" * 1001
    found = [
        line.size if isinstance(line, LongLine) else len(line)
        for line in lines_of(io.BytesIO(content))
    ]
    assert found == [6, 2501, 1000, 1001]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.csv", b"text\n" + b"a" * 5000, "RecordTooLong"),
        ("a.tsv", b"id\ttext\n1\t" + b"a" * 5000, "RecordTooLong"),
        ("a.csv", b'text\n"' + b"a\n" * 5000 + b'"\n', "RecordTooLong"),
        ("a.txt", b"a " * 5000, "RecordTooLong"),
    ],
)
def test_a_cell_or_text_that_is_too_long_is_a_failure(
    tmp_path: Path, name: str, content: bytes, error: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert error in [kind for _, kind in errors(tmp_path / name)]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("suffix", PACK)
def test_a_file_that_unpacks_to_too_much_is_a_failure_after_the_records_before(
    tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"a.jsonl{suffix}"
    path.write_bytes(PACK[suffix](b'{"text": "One."}\n' * 3 + b"\n" * 50_000_000))
    found = read(path)
    assert len([one for one in found if isinstance(one, SourceRecord)]) == 3
    [(_, error)] = errors(path)
    assert error == "ExpandsTooMuch"


@pytest.mark.parametrize("suffix", PACK)
def test_text_that_is_packed_well_is_no_bomb(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.jsonl{suffix}"
    path.write_bytes(PACK[suffix](b'{"text": "One."}\n' * 5000))
    assert len(read(path)) == 5000


@pytest.mark.usefixtures("small")
def test_a_row_group_that_unpacks_to_too_much_is_a_failure(tmp_path: Path) -> None:
    cells = pa.array(["a" * 2_000_000, "b"])
    pq.write_table(pa.table({"text": cells}), tmp_path / "a.parquet", compression="zstd")
    assert errors(tmp_path / "a.parquet") == [(1, "ExpandsTooMuch")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an article, and beside it a file that is nobody's business."""
    (tmp_path / "in").mkdir()
    write_lines(tmp_path / "in" / "a.jsonl", [{"text": SIGNED}])
    (tmp_path / "secret.txt").write_text("The password is in the safe.")
    return tmp_path / "in"


def faults(folder: Path, path: Path, pattern: str) -> list[str]:
    shares = shares_of([account(str(path))], [pattern])
    found = [one for share in shares for one in read_share(share)]
    return [one.error if isinstance(one, Failure) else "read" for one in found]


def test_a_link_out_of_the_folder_is_a_failure_that_shows_nothing(folder: Path) -> None:
    link = folder / "b.txt"
    link.symlink_to(folder.parent / "secret.txt")
    for pattern in (str(folder), f"{folder}/*.txt"):
        [share] = shares_of([account(str(link))], [pattern])
        [failure] = read_share(share)
        assert isinstance(failure, Failure)
        assert failure.error == "SymbolicLink"
        assert "password" not in failure.model_dump_json()


def test_a_link_within_the_folder_and_one_that_is_named_are_read(folder: Path) -> None:
    link = folder / "latest.jsonl"
    link.symlink_to(folder / "a.jsonl")
    assert faults(folder, link, str(folder)) == ["read"]
    outside = folder / "b.txt"
    outside.symlink_to(folder.parent / "secret.txt")
    assert faults(folder, outside, str(outside)) == ["read"]


def test_a_folder_that_is_itself_a_link_is_read(folder: Path) -> None:
    named = folder.parent / "named"
    named.symlink_to(folder)
    assert faults(folder, named / "a.jsonl", str(named)) == ["read"]


def test_a_pipe_and_a_device_are_failures_and_keep_nobody_waiting(folder: Path) -> None:
    os.mkfifo(folder / "pipe.jsonl")
    (folder / "zero.txt").symlink_to("/dev/zero")
    for name in ("pipe.jsonl", "zero.txt"):
        assert account(str(folder / name)).size_bytes == 0
        assert faults(folder, folder / name, str(folder)) == ["NotAFile"]


def test_files_of_other_file_systems_are_not_asked_for_links() -> None:
    assert refused("gs://news/a.jsonl", ["gs://news/*"]) is None
    file = InputFile(uri="gs://news/a.jsonl", size_bytes=1, sha256="")
    assert [share.fault for share in shares_of([file], ["gs://news/*"])] == [None]

import gzip
import io
from pathlib import Path

import pytest

from pipelines.formats.warc import framed
from schemas.failure import Failure
from tests.pipelines.formats.newsroom import answer, page, stories, warc_record, warc_records
from tests.pipelines.formats.reading import faults, read, records, texts

TOLD = stories(4)
RECORDS = warc_records(TOLD)  # one on the crawl, then a request and an answer for each story
TEXTS = [story.text for story in TOLD]


def write(path: Path, found: list[bytes]) -> Path:
    """Packed, each record is a member of its own, as crawlers write them."""
    packed = map(gzip.compress, found) if path.suffix == ".gz" else found
    path.write_bytes(b"".join(packed))
    return path


def with_length(record: bytes, change: int) -> bytes:
    """The record with another length than it has."""
    head, _, rest = record.partition(b"Content-Length: ")
    length, _, rest = rest.partition(b"\r\n")
    return head + b"Content-Length: %d\r\n" % (int(length) + change) + rest


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_pages_are_read_and_notes_on_the_crawl_are_nothing(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, RECORDS)
    assert texts(path) == TEXTS
    assert [record.position for record in records(path)] == [3, 5, 7, 9]
    assert [record.values["url"] for record in records(path)] == [story.url for story in TOLD]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
@pytest.mark.parametrize("change", [-300, -1, 1, 300, 10**6, 10**12])
def test_a_wrong_length_costs_its_record_alone(tmp_path: Path, name: str, change: int) -> None:
    found = [*RECORDS[:4], with_length(RECORDS[4], change), *RECORDS[5:]]
    path = write(tmp_path / name, found)
    assert texts(path) == [TEXTS[0], *TEXTS[2:]]
    assert faults(path) == [(5, "MalformedWarc")]


def test_a_wrong_length_says_which_and_keeps_the_record(tmp_path: Path) -> None:
    path = write(tmp_path / "a.warc", [with_length(RECORDS[2], -300)])
    [failure] = read(path)
    assert isinstance(failure, Failure)
    assert "has more bytes than the" in failure.message
    assert "WARC-Target-URI: https://wire.example" in failure.payload


def test_an_archive_that_breaks_off_gives_the_pages_before(tmp_path: Path) -> None:
    for name in ("a.warc", "a.warc.gz"):
        path = write(tmp_path / name, RECORDS)
        path.write_bytes(path.read_bytes()[:-400])
        assert texts(path) == TEXTS[:3]
        [(position, error)] = faults(path)
        assert (position, error) in {(9, "MalformedWarc"), (8, "UnreadableFile")}


def test_rubbish_between_records_is_one_failure(tmp_path: Path) -> None:
    path = write(tmp_path / "a.warc", [RECORDS[0], b"rubbish\n" * 9999 + b"\r\n\r\n", *RECORDS[1:]])
    assert texts(path) == TEXTS
    assert faults(path) == [(2, "MalformedWarc")]


def test_a_length_that_is_no_number_is_a_failure(tmp_path: Path) -> None:
    bad = RECORDS[2].replace(b"Content-Length: ", b"Content-Length: x", 1)
    path = write(tmp_path / "a.warc", [*RECORDS[:2], bad, *RECORDS[3:]])
    assert texts(path) == TEXTS[1:]
    assert faults(path) == [(3, "MalformedWarc")]


def test_what_is_no_page_is_skipped(tmp_path: Path) -> None:
    pages = [
        answer("https://wire.example/gone", b"<p>Gone.</p>", "404 Not Found"),
        answer("https://wire.example/a.png", b"\x89PNG", content="image/png"),
        answer(TOLD[0].url, page(TOLD[0]).encode()),
    ]
    found = records(write(tmp_path / "a.warc", pages))
    assert [record.skip for record in found] == ["no_page", "no_page", None]
    assert found[0].values == {"url": "https://wire.example/gone"}


def test_a_page_without_an_article_is_a_failure(tmp_path: Path) -> None:
    path = write(tmp_path / "a.warc", [answer("https://wire.example/", b"<html></html>")])
    assert faults(path) == [(1, "MissingText")]


def test_pages_come_packed_and_in_other_encodings(tmp_path: Path) -> None:
    body = page(TOLD[0]).replace('<meta charset="utf-8">', "").replace("’", "'").encode("latin-1")
    told = body.decode("latin-1")
    packed = answer("https://a.example/1", gzip.compress(body), content="text/html;charset=latin1")
    packed = packed.replace(
        b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
    )
    packed = with_length(packed, len(b"Content-Encoding: gzip\r\n"))
    lying = answer("https://a.example/2", body, content="text/html;charset=latin1")
    lying = lying.replace(b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n")
    lying = with_length(lying, len(b"Content-Encoding: gzip\r\n"))
    assert "José" in told
    first, second = texts(write(tmp_path / "a.warc", [packed, lying]))
    assert first == second
    assert "José Aré" in str(first)


def test_extracts_of_common_crawl_are_texts(tmp_path: Path) -> None:
    record = warc_record("conversion", TOLD[0].url, TOLD[0].text.encode(), "text/plain")
    assert texts(write(tmp_path / "a.warc.wet.gz", [record])) == [TOLD[0].text]


def test_the_frame_is_found_however_the_file_is_read() -> None:
    class Drops(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(7)

    raw = b"".join(RECORDS)
    assert [one.raw for one in framed(Drops(raw))] == [one.raw for one in framed(io.BytesIO(raw))]

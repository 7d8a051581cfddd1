from pathlib import Path

import pytest

from pipelines.formats.table import CSV, TSV
from tests.pipelines.formats.reading import faults, read, texts


def test_rows_begin_where_they_begin_and_may_span_lines(tmp_path: Path) -> None:
    rows = b'\xef\xbb\xbftext,title\n"One.\nTwo.",A\n\xff,B\nThree.,C,extra\n"Four, five.",D\n'
    path = tmp_path / "a.csv"
    path.write_bytes(rows)
    assert texts(path) == ["One.\nTwo.", "Four, five."]
    assert faults(path) == [(4, "InvalidUtf8"), (5, "MalformedCsv")]
    assert [one.position for one in read(path)] == [2, 4, 5, 6]


def test_a_quote_that_never_closes_takes_the_rest_but_not_the_rows_before(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'text,title\nOne.,A\n"Two.,B\nThree.,C\n')
    assert texts(path) == ["One.", "Two.,B\nThree.,C\n"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_marked_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.tsv"
    path.write_bytes("text\ttitle\nJosé met her.\tA\n".encode(encoding))
    assert texts(path) == ["José met her."]


def test_other_encodings_are_read_where_they_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("text,title\nJosé met her – twice.,A\n".encode("cp1252"))
    assert faults(path) == [(2, "InvalidUtf8")]
    [record] = read(path, encoding="cp1252")
    assert "José met her – twice." in str(record)


def test_tables_show_in_their_names(tmp_path: Path) -> None:
    assert CSV.begins(b'"ID","Text"\n1,x')
    assert TSV.begins(b"date\theadline\n")
    assert not CSV.begins(b"One, two, three.\nFour.")
    path = tmp_path / "export"
    path.write_bytes(b"date,headline,body\n2025-03-05,A,One.\n")
    assert [error for _, error in faults(path)] == []

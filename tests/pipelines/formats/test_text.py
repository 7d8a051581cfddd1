from pathlib import Path

import pytest

from pipelines.formats.text import split_title
from schemas.failure import Failure
from tests.factories import NOTHING, SIGNED
from tests.pipelines.formats.reading import faults, read, texts
from transforms.parse import SourceRecord


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
    assert failure.message.startswith("0xf6 at line 2, byte 3 is not UTF-8")
    [record] = read(tmp_path / "a.txt", encoding="latin-1")
    assert isinstance(record, SourceRecord)
    assert record.values["text"] == "One.\nTwö."


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_mark_of_the_encoding_is_believed(tmp_path: Path, encoding: str) -> None:
    mark = "\ufeff" if encoding.startswith("utf-16-") else ""
    (tmp_path / "a.txt").write_bytes(f"{mark}José López met her.".encode(encoding))
    assert texts(tmp_path / "a.txt") == ["José López met her."]


def test_half_a_letter_of_utf16_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("One.".encode("utf-16")[:-1])
    assert [error for _, error in faults(tmp_path / "a.txt")] == ["InvalidEncoding"]


def test_lines_of_fixed_width_become_paragraphs(tmp_path: Path) -> None:
    wrapped = (
        "The ministers of the two countries met in the capital on Monday, in\n"
        "a hall that was too small for all of their guests, and talked about\n"
        "fish, boats and nets for most of an hour.\n\n"
        "They will meet again in the spring, in a larger hall, if by then the\n"
        "roof has been mended.\n"
    )
    (tmp_path / "a.txt").write_text(wrapped)
    [text] = texts(tmp_path / "a.txt")
    assert len(str(text)) == len(wrapped)
    assert len(str(text).split("\n\n")) == 2
    assert "in a hall that" in str(text)

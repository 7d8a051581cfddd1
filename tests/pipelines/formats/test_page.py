from pathlib import Path

import pytest

from pipelines.formats.page import begins
from schemas.failure import Failure
from tests.pipelines.formats.newsroom import page, stories
from tests.pipelines.formats.reading import faults, read, records, texts

[STORY] = stories(1)


def test_the_article_is_taken_and_not_what_stands_around_it(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page(STORY), "utf-8")
    [record] = records(tmp_path / "a.html")
    assert record.values["text"] == STORY.text
    assert record.values["title"] == STORY.title
    assert record.values["url"] == STORY.url
    assert record.values["published"] == f"{STORY.day}"


@pytest.mark.parametrize(
    "content",
    [
        "<html><head><title>A page</title></head></html>",
        "<html><body></body></html>",
        "no page at all \x00",
    ],
)
def test_a_page_without_an_article_is_a_failure(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.html").write_text(content)
    [failure] = read(tmp_path / "a.html")
    assert isinstance(failure, Failure)
    assert (failure.position, failure.error) == (1, "MissingText")
    assert failure.payload == content


def test_an_empty_page_is_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("\n")
    assert faults(tmp_path / "a.html") == [(1, "EmptyFile")]


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-8", "windows-1252"])
def test_pages_say_their_encoding_themselves(tmp_path: Path, encoding: str) -> None:
    text = "President José Aré met the ministers of two states in Lomé on Monday, a spokesman said."
    html = (
        f'<html><head><meta charset="{encoding}"></head><body><article><p>{text}</p></article>'
        "</body></html>"
    )
    (tmp_path / "a.html").write_bytes(html.encode(encoding))
    assert texts(tmp_path / "a.html") == [text]


def test_a_page_shows_in_its_first_bytes() -> None:
    assert begins(b"\n<!doctype HTML>\n")
    assert begins(b"<!-- saved --><html lang='en'>")
    assert not begins(b"<rss>")

from pathlib import Path

import pytest

from pipelines.errors import UsageError
from pipelines.formats import registry
from pipelines.formats.listing import listing
from pipelines.formats.registry import FORMATS, format_of, named_format, refuse_missing
from tests.pipelines.formats.deliveries import FILES, FOLDERS, write_all
from tests.pipelines.formats.newsroom import stories

[STORY] = stories(1)


def name_of(name: str, head: bytes) -> str | None:
    found = format_of(name, head)
    return found.name if found else None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.JSONL", "json_lines"),
        ("a.parquet", "parquet"),
        ("CC-NEWS-20250305.warc", "warc"),
        ("a.html", "html"),
        ("a.json", None),
        ("a.xml", None),
        ("a.csv", None),
        ("a", None),
    ],
)
def test_most_names_tell_the_format(name: str, expected: str | None) -> None:
    found = named_format(name)
    assert (found.name if found else None) == expected


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("a.json", b'{"text": "One."}\n{"text"', "json_lines"),
        ("a.json", b"[\n{", "json"),
        ("a.json", b"nonsense", "json_lines"),
        ("a.xml", b"<?xml version='1.0'?><rss>", "feed"),
        ("a.xml", b"<newsItem>", "newsml"),
        ("a.xml", b"<nitf>", "nitf"),
        ("a.xml", b"<urlset>", None),
        ("a.txt", b"Talks\n\nThey met.", "text"),
        ("a.txt", b"https://wire.example/a\nhttps://", "urls"),
        ("a.csv", b"id,text\n", "csv"),
        ("a.csv", b"a,b\n", "csv"),
    ],
)
def test_first_bytes_decide_where_names_are_shared(
    name: str, head: bytes, expected: str | None
) -> None:
    assert name_of(name, head) == expected


def test_files_without_an_ending_are_told_by_their_first_bytes(tmp_path: Path) -> None:
    expected = {
        **dict.fromkeys(["news.jsonl", "scrapy.jl"], "json_lines"),
        **dict.fromkeys(["news.json", "fundus.json", "service.json", ".json"], "json"),
        **{"news.csv": "csv", "news.tsv": "tsv", "news.parquet": "parquet", ".html": "html"},
        **{"feed.rss": "feed", "feed.xml": "feed", "feed.json": "json_feed", ".eml": "mail"},
        **{"news.warc": "warc", "agency.xml": "newsml", ".nitf": "nitf", "mail.mbox": "mbox"},
    }
    written = write_all(tmp_path, [STORY])
    assert {*FILES, *FOLDERS, "mail.mbox"} - {".txt"} == expected.keys()
    for name, kind in expected.items():
        path = written[name]
        [file] = path.iterdir() if path.is_dir() else [path]
        assert name_of("unnamed", file.read_bytes()[:4096]) == kind, name
    assert name_of("unnamed", b"Some words.") is None


def test_a_format_without_its_library_stops_the_run_and_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refuse_missing({"html", "csv"})
    monkeypatch.setattr(registry, "find_spec", lambda name: None)
    refuse_missing({"csv", "json_lines", "parquet"})
    with pytest.raises(UsageError, match=r"trafilatura and lxml .* 'communique\[formats\]'"):
        refuse_missing({"html", "csv"})


def test_the_list_has_a_line_for_each_format(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = listing().splitlines()
    assert [line.split()[0] for line in lines[: len(FORMATS)]] == [*FORMATS]
    assert max(map(len, lines)) <= 140
    assert "Not installed" not in listing()
    monkeypatch.setattr(registry, "find_spec", lambda name: None)
    assert "Not installed for feed, json_feed, html" in listing()

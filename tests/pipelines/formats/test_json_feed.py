import json
from pathlib import Path

from pipelines.formats.json_feed import begins
from tests.pipelines.formats.reading import faults, texts

VERSION = "https://jsonfeed.org/version/1.1"


def write(path: Path, items: object) -> Path:
    path.write_text(json.dumps({"version": VERSION, "title": "Wire", "items": items}))
    return path


def test_items_give_text_html_or_summary(tmp_path: Path) -> None:
    items = [
        {"id": 1, "content_text": "One."},
        {"id": 2, "content_html": "<p>Two &amp;</p><p>three.</p>"},
        {"id": 3, "summary": "Four."},
    ]
    assert texts(write(tmp_path / "feed.json", items)) == ["One.", "Two &\nthree.", "Four."]


def test_what_is_no_item_is_a_failure_at_its_place(tmp_path: Path) -> None:
    items = [{"content_text": "One."}, "two", {"content_text": "Three."}]
    path = write(tmp_path / "feed.json", items)
    assert texts(path) == ["One.", "Three."]
    assert faults(path) == [(2, "WrongType")]


def test_a_feed_without_a_list_or_cut_off_is_a_failure(tmp_path: Path) -> None:
    path = write(tmp_path / "feed.json", "none")
    assert faults(path) == [(1, "MalformedFeed")]
    path.write_text(path.read_text()[:-3])
    assert faults(path) == [(1, "MalformedJson")]


def test_its_version_shows_it() -> None:
    assert begins(b'\xef\xbb\xbf{ "version": "https:\\/\\/jsonfeed.org\\/version\\/1",')
    assert not begins(b'{"version": 1}')

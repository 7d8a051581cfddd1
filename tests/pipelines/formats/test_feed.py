from pathlib import Path

from schemas.failure import Failure
from tests.pipelines.formats.newsroom import rss, stories
from tests.pipelines.formats.reading import faults, read, records, texts
from transforms.parse import parse_record

HEAD = '<rss version="2.0"><channel><title>Wire</title>'


def write(path: Path, items: str, head: str = HEAD, end: str = "</channel></rss>") -> Path:
    path.write_bytes(f"{head}{items}{end}".encode())
    return path


def item(title: str, date: str = "", text: str = "They met.") -> str:
    pub = f"<pubDate>{date}</pubDate>" if date else ""
    link = f"<link>https://wire.example/{title}</link>"
    return f"<item><title>{title}</title>{link}{pub}<description>{text}</description></item>"


def test_bad_dates_cost_the_date_and_not_the_entry(tmp_path: Path) -> None:
    items = item("a", "Wed, 05 Mar 2025 12:00:00 GMT") + item("b", "soon") + item("c", "2025-99-99")
    parsed = [parse_record(each) for each in records(write(tmp_path / "a.rss", items))]
    assert [each.date_lost for each in parsed] == [False, True, True]
    moment = parsed[0].found.article.published_at
    assert moment is not None
    assert moment.isoformat() == "2025-03-05T12:00:00+00:00"


def test_a_feed_that_breaks_off_gives_its_entries_and_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(rss(stories(9))[:-1500])
    found = read(path)
    [failure] = [one for one in found if isinstance(one, Failure)]
    assert failure.error == "MalformedFeed"
    assert failure.position == len(found)
    assert len(found) > 4


def test_a_feed_in_latin1_that_says_so_is_read(tmp_path: Path) -> None:
    xml = f'<?xml version="1.0" encoding="iso-8859-1"?>{HEAD}{item("a", text="José met her.")}'
    (tmp_path / "a.xml").write_bytes(f"{xml}</channel></rss>".encode("latin-1"))
    assert texts(tmp_path / "a.xml") == ["José met her."]
    assert faults(tmp_path / "a.xml") == []


def test_the_whole_content_counts_and_not_the_summary(tmp_path: Path) -> None:
    [record] = records(write(tmp_path / "a.rss", rss(stories(1)).decode(), "", ""))
    assert record.values["text"] == stories(1)[0].text
    assert record.values["language"] == "en"


def test_an_entry_of_another_outlet_says_so(tmp_path: Path) -> None:
    source = '<source url="https://herald.example/feed">The Herald</source></item>'
    items = item("a").replace("</item>", source)
    [record] = records(write(tmp_path / "a.rss", items))
    assert parse_record(record).found.article.source == "The Herald"


def test_a_feed_without_entries_is_a_failure(tmp_path: Path) -> None:
    assert faults(write(tmp_path / "a.rss", "")) == [(1, "EmptyFile")]


def test_entities_of_a_document_type_are_not_resolved(tmp_path: Path) -> None:
    head = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>{HEAD}'
    path = write(tmp_path / "a.rss", item("a", text="They met &x;."), head)
    assert Path("/etc/hostname").read_text().strip() not in str(texts(path))

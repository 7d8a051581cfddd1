"""Files of each format by someone who means harm: failures, each by itself, in little memory."""

import gzip
import zipfile
from pathlib import Path

import pytest

from pipelines import limits
from schemas.failure import Failure
from tests.pipelines.formats import newsroom
from tests.pipelines.formats.reading import faults, read, texts
from tests.pipelines.test_packing import PACK

TOLD = newsroom.stories(3)
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
LONG = "word " * 2000
ITEM = "<newsItem><contentSet><inlineXML><p>{}</p></inlineXML></contentSet></newsItem>"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a test reaches quickly, though no article of ours does."""
    monkeypatch.setattr(limits, "MAX_RECORD_BYTES", 6000)
    monkeypatch.setattr(limits, "MAX_TREE_BYTES", 6000)
    monkeypatch.setattr(limits, "MAX_PAGE_BYTES", 6000)
    monkeypatch.setattr(limits, "FREE_BYTES", 100_000)


def kinds(path: Path) -> list[str]:
    return [error for _, error in faults(path)]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", f'{{"text": "{LONG}"}}'),
        ("a.json", f'[{{"text": "{LONG * 60}"}}]'),
        ("a.csv", 'id,text\n1,"' + "They met.\n" * 1000),
        ("a.urls", f"https://a.example/{LONG.replace(' ', '')}"),
        ("a.html", f"<!DOCTYPE html><html><body><p>{LONG}</p></body></html>"),
        ("a.rss", f"<rss><channel><item><description>{LONG}</description></item></channel></rss>"),
        ("a.feed", f'{{"version": "https://jsonfeed.org/version/1.1", "items": ["{LONG}"]}}'),
        ("a.nitf", f"<nitf><body><body.content>{LONG}</body.content></body></nitf>"),
        ("a.newsml", f"<newsItem guid='1'><x>{LONG * 40}</x></newsItem>"),
        ("a.eml", f"From: a@b.example\nSubject: s\nDate: x\n\n{LONG}"),
    ],
)
def test_a_record_that_is_too_long_is_a_failure_in_every_format(
    tmp_path: Path, name: str, content: str
) -> None:
    (tmp_path / name).write_text(content)
    assert kinds(tmp_path / name) == ["RecordTooLong"]


@pytest.mark.usefixtures("small")
def test_records_around_one_that_is_too_long_are_read(tmp_path: Path) -> None:
    letters = [bytes(newsroom.message(story)) for story in TOLD]
    letters[1] += b"a" * 10_000
    box = b"".join(b"From wire Mon Mar  3 12:00:00 2025\n" + each + b"\n\n" for each in letters)
    (tmp_path / "a.mbox").write_bytes(box)
    assert texts(tmp_path / "a.mbox") == [TOLD[0].text, TOLD[2].text]
    pages = [newsroom.answer(story.url, newsroom.page(story).encode()) for story in TOLD]
    pages[1] = newsroom.answer(TOLD[1].url, b"<html>" + b"a" * 10_000)
    (tmp_path / "a.warc").write_bytes(b"".join(pages))
    assert texts(tmp_path / "a.warc") == [TOLD[0].text, TOLD[2].text]
    assert kinds(tmp_path / "a.mbox") == kinds(tmp_path / "a.warc") == ["RecordTooLong"]


def test_items_of_any_number_are_read_as_none_of_them_is_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_TREE_BYTES", 40_000)
    told = newsroom.stories(200)
    (tmp_path / "a.newsml").write_bytes(newsroom.newsml(told))
    assert (tmp_path / "a.newsml").stat().st_size > 3 * limits.MAX_TREE_BYTES
    assert len(texts(tmp_path / "a.newsml")) == len(told)


@pytest.mark.usefixtures("small")
def test_a_page_that_its_server_packed_is_unpacked_within_bounds(tmp_path: Path) -> None:
    page = b"<!DOCTYPE html><html><body><p>" + b"a " * 1_000_000
    block = HTTP + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(page)
    kind = "application/http; msgtype=response"
    record = newsroom.warc_record("response", TOLD[0].url, block, kind)
    (tmp_path / "a.warc").write_bytes(record)
    assert kinds(tmp_path / "a.warc") == ["RecordTooLong"]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", ["a.jsonl.zst", "a.warc.zst", "a.newsml.zst", "a.parquet.zst"])
def test_a_packed_bomb_is_a_failure_in_every_format(tmp_path: Path, name: str) -> None:
    start = {"a.newsml.zst": b"<newsItem>", "a.warc.zst": b"WARC/1.0\r\n"}.get(name, b"")
    (tmp_path / name).write_bytes(PACK[".zst"](start + b"\n" * 50_000_000))
    assert "ExpandsTooMuch" in kinds(tmp_path / name) or "RecordTooLong" in kinds(tmp_path / name)


@pytest.mark.usefixtures("small")
def test_an_archive_that_unpacks_to_too_much_is_a_failure(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(3):
            archive.writestr(f"{n}.txt", b"They met. " * 100_000)
    [failure] = read(tmp_path / "a.zip")
    assert isinstance(failure, Failure)
    assert failure.error == "ExpandsTooMuch"
    assert "unpack to 3,000,000" in failure.message


@pytest.mark.usefixtures("small")
def test_a_packed_file_in_an_archive_is_watched_by_its_own_size(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.jsonl.gz", gzip.compress(b'{"text": "One."}\n' + b"\n" * 5_000_000))
    assert texts(tmp_path / "a.zip") == ["One."]
    assert kinds(tmp_path / "a.zip") == ["ExpandsTooMuch"]


def laughs(root: str) -> str:
    """A document of a few lines whose entities would make it one of gigabytes."""
    levels = "".join(f'<!ENTITY x{n + 1} "{f"&x{n};" * 10}">' for n in range(10))
    return f'<!DOCTYPE {root} [<!ENTITY x0 "boom">{levels}]>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.nitf", "<nitf><body><body.content><p>&x10;</p></body.content></body></nitf>"),
        ("a.newsml", ITEM.format("&x10;")),
        ("a.rss", "<rss><channel><item><description>&x10;</description></item></channel></rss>"),
    ],
)
def test_entities_do_not_make_a_small_document_large(
    tmp_path: Path, name: str, content: str
) -> None:
    root = content[1 : content.index(">")]
    (tmp_path / name).write_text(laughs(root) + content)
    assert not any("boomboom" in str(text) for text in texts(tmp_path / name))


@pytest.mark.parametrize("name", ["a.nitf", "a.newsml", "a.rss"])
def test_no_file_is_drawn_into_a_document(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").write_text("password")
    outside = f'<!ENTITY x SYSTEM "file://{tmp_path}/secret">'
    body = {
        "a.nitf": "<nitf><body><body.content><p>It is &x;.</p></body.content></body></nitf>",
        "a.newsml": ITEM.format("It is &x;."),
        "a.rss": "<rss><channel><item><description>It is &x;.</description></item></channel></rss>",
    }[name]
    root = body[1 : body.index(">")]
    (tmp_path / name).write_text(f"<!DOCTYPE {root} [{outside}]>{body}")
    assert "password" not in repr(read(tmp_path / name))


DEEP = 100_000


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", "[" * DEEP),
        ("a.json", '[{"text": ' * DEEP),
        ("a.feed", '{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * DEEP),
        ("a.nitf", "<nitf>" + "<p>" * DEEP),
        ("a.newsml", "<newsItem>" + "<p>" * DEEP),
    ],
)
def test_what_is_nested_too_deeply_is_a_failure(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    assert set(kinds(tmp_path / name)) <= {"MalformedJson", "MalformedXml", "NestedTooDeeply"}
    assert kinds(tmp_path / name)


def test_a_page_nested_deeply_ends_nothing(tmp_path: Path) -> None:
    page = f"<!DOCTYPE html><html><body>{'<div>' * DEEP}They met.</body></html>"
    (tmp_path / "a.html").write_text(page)
    assert len(read(tmp_path / "a.html")) == 1


def test_a_number_of_thousands_of_digits_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(f'[{{"text": "One."}}, {{"id": {"1" * 10_000}}}]')
    assert texts(tmp_path / "a.json") == ["One."]
    assert kinds(tmp_path / "a.json") == ["MalformedJson"]


def test_fields_of_a_message_without_end_are_cut_and_its_text_is_read(tmp_path: Path) -> None:
    many = ", ".join(["a@b.example"] * 100_000)
    letter = f"From: {many}\nSubject: {'=?utf-8?q?a?= ' * 100_000}\nDate: x\n\nThey met.\n"
    (tmp_path / "a.eml").write_text(letter)
    assert texts(tmp_path / "a.eml") == ["They met."]


def test_a_message_of_countless_parts_is_a_failure(tmp_path: Path) -> None:
    head = "From: a@b.example\nSubject: s\nDate: x\nContent-Type: multipart/mixed; boundary=b\n\n"
    (tmp_path / "a.eml").write_text(head + "--b\n\nx\n" * 5000 + "--b--\n")
    nested = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(900)
    )
    (tmp_path / "b.eml").write_text("From: a@b.example\nSubject: s\nDate: x\n" + nested + "\nx")
    assert kinds(tmp_path / "a.eml") == ["MalformedMail"]
    assert set(kinds(tmp_path / "b.eml")) <= {"NestedTooDeeply", "MissingText"}

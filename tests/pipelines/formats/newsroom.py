"""Fifty invented articles, and how each format writes them."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

STATES = ("Chad", "Libya", "Togo", "Benin", "Peru", "Chile", "Fiji", "Tonga", "Nepal", "Bhutan")
CITIES = ("Tripoli", "Lomé", "Lima", "Suva", "Thimphu")
NAMES = ("José Aré", "Ama Koffi", "Ola Berg", "Tui Vake", "Dawa Norbu", "Idriss Ba", "Nuria Díaz")
ISSUES = ("fishing rights", "a rail link", "river water", "visas", "customs posts")
FIRST_DAY = date(2025, 3, 3)


@dataclass(frozen=True)
class Story:
    """One article as its newsroom has it."""

    number: int
    title: str
    day: date
    paragraphs: tuple[str, ...]

    @property
    def id(self) -> str:
        return f"story-{self.number:02d}"

    @property
    def url(self) -> str:
        return f"https://wire.example/{self.day:%Y/%m/%d}/{self.id}"

    @property
    def noon(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=UTC)

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)


def stories(count: int = 50) -> list[Story]:
    """The articles: meetings, treaties, and some in which nothing happens between states."""
    return [_story(number) for number in range(count)]


def _story(n: int) -> Story:
    one, other = STATES[n % 10], STATES[(n + 1 + n // 10) % 10]
    name, peer = NAMES[n % 7], NAMES[(n + 3) % 7]
    city, issue = CITIES[n % 5], ISSUES[n // 5 % 5]
    met = (
        f"President {name} of {one} met President {peer} of {other} in {city} on Monday to discuss "
        f"{issue}, among them those of the two countries’ border towns, and both called it a start."
    )
    signed = (
        f"{one} and {other} signed an agreement on {issue} in {city} on Tuesday, after talks that "
        "had lasted for most of a year and had twice been given up, their governments said."
    )
    quiet = (
        f"The harvest in the north of {one} was late this year, farmers said, because of “the rain "
        "& the cold”; prices at the market rose by a tenth; nobody knows when they will fall again."
    )
    body = (
        "The talks lasted two hours. A crowd of some 300 people waited outside the hall, with "
        f"flags of both countries, while the children of {city}’s schools sang for the guests.",
        "It was the first such gathering in the town since the old hall burnt down in a storm, the "
        "mayor told reporters, and the new one was not yet paid for.",
    )
    lead = (met, signed, quiet)[n % 3]
    title = (f"{one} and {other} talk", f"{one}, {other} agree", f"Late harvest in {one}")[n % 3]
    return Story(n, f"{title}, part {n}", FIRST_DAY + timedelta(n % 7), (lead, *body))


def page(story: Story) -> str:
    """The article as a web page, with what pages have around it."""
    paragraphs = "".join(f"<p>{escape(each)}</p>\n" for each in story.paragraphs)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{story.title}</title>\n"
        f'<link rel="canonical" href="{story.url}">\n'
        f'<meta property="article:published_time" content="{story.noon.isoformat()}"></head>\n'
        '<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>\n'
        f"<main><article><h1>{story.title}</h1>\n{paragraphs}</article></main>\n"
        '<footer><p>© Wire Example. <a href="/join">Subscribe</a></p></footer></body></html>\n'
    )


def as_json(rows: object, **how: Any) -> bytes:
    return json.dumps(rows, ensure_ascii=False, **how).encode()


def as_lines(rows: Iterator[dict[str, Any]]) -> bytes:
    return b"".join(as_json(row) + b"\n" for row in rows)


def plain(story: Story) -> dict[str, Any]:
    """The fields under our own names."""
    return {
        "id": story.id,
        "url": story.url,
        "title": story.title,
        "date": story.noon.isoformat(),
        "text": story.text,
    }


def news_please(story: Story) -> dict[str, Any]:
    return {
        "authors": [],
        "date_download": "2025-04-01 08:00:00",
        "date_modify": None,
        "date_publish": f"{story.noon:%Y-%m-%d %H:%M:%S}",
        "description": None,
        "filename": f"{story.id}.json",
        "image_url": None,
        "language": "en",
        "localpath": None,
        "maintext": story.text,
        "source_domain": "wire.example",
        "title": story.title,
        "title_page": None,
        "title_rss": None,
        "url": story.url,
    }


def fundus(story: Story) -> dict[str, Any]:
    lead, *rest = story.paragraphs
    return {
        "title": story.title,
        "body": {"summary": [lead], "sections": [{"headline": [], "paragraphs": rest}]},
        "authors": ["A. Person"],
        "publishing_date": f"{story.noon:%Y-%m-%d %H:%M:%S+00:00}",
        "topics": [],
        "free_access": True,
        "html": {"requested_url": story.url, "responded_url": story.url, "content": "<html>"},
    }


def scrapy(story: Story) -> dict[str, Any]:
    return {
        "article_url": story.url,
        "headline": story.title,
        "publication_datetime": story.noon.isoformat(),
        "body": list(story.paragraphs),
    }


def service(story: Story) -> dict[str, Any]:
    return {
        "source": {"id": None, "name": "Wire Example"},
        "title": story.title,
        "url": story.url,
        "publishedAt": story.noon.isoformat().replace("+00:00", "Z"),
        "content": story.text,
    }


def table(told: list[Story], delimiter: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(plain(told[0])), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(map(plain, told))
    return out.getvalue().encode()


def parquet(told: list[Story]) -> bytes:
    sink = io.BytesIO()
    rows = [{**plain(story), "date": story.noon} for story in told]
    pq.write_table(pa.Table.from_pylist(rows), sink)
    return sink.getvalue()


def rss(told: list[Story]) -> bytes:
    items = "".join(
        f"<item><title>{escape(story.title)}</title><link>{story.url}</link>"
        f"<guid>{story.id}</guid><pubDate>{format_datetime(story.noon)}</pubDate>"
        f"<description>{escape(story.paragraphs[0][:80])} …</description>"
        f"<content:encoded><![CDATA[{_html(story)}]]></content:encoded></item>\n"
        for story in told
    )
    head = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{head}<channel><title>Wire</title>'
        f"<language>en</language>{items}</channel></rss>"
    ).encode()


def atom(told: list[Story]) -> bytes:
    entries = "".join(
        f"<entry><title>{escape(story.title)}</title><id>urn:{story.id}</id>"
        f'<link href="{story.url}"/><published>{story.noon.isoformat()}</published>'
        f'<content type="html">{escape(_html(story))}</content></entry>\n'
        for story in told
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>Wire</title>{entries}</feed>"
    ).encode()


def json_feed(told: list[Story]) -> bytes:
    items = [
        {
            "id": story.id,
            "url": story.url,
            "title": story.title,
            "content_html": _html(story),
            "date_published": story.noon.isoformat(),
        }
        for story in told
    ]
    return as_json({"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "items": items})


def _html(story: Story) -> str:
    return "".join(f"<p>{escape(each)}</p>" for each in story.paragraphs)


def warc_record(kind: str, url: str, block: bytes, content: str) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2025-03-10T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        f"Content-Type: {content}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(url: str, body: bytes, head: str = "200 OK", content: str = "text/html") -> bytes:
    """A record with the answer of a server."""
    fields = f"HTTP/1.1 {head}\r\nContent-Type: {content}\r\nContent-Length: {len(body)}\r\n\r\n"
    return warc_record("response", url, fields.encode() + body, "application/http;msgtype=response")


def warc_records(told: list[Story]) -> list[bytes]:
    """The pages as an archive holds them: the request before each of them."""
    ask = b"GET / HTTP/1.1\r\nHost: wire.example\r\n\r\n"
    records = [warc_record("warcinfo", "", b"software: invented\r\n", "application/warc-fields")]
    for story in told:
        records.append(warc_record("request", story.url, ask, "application/http;msgtype=request"))
        records.append(answer(story.url, page(story).encode()))
    return records


def nitf(story: Story) -> bytes:
    paragraphs = "".join(f"<p>{escape(each)}</p>" for each in story.paragraphs)
    return (
        f'<?xml version="1.0"?><nitf><head><docdata><doc-id id-string="{story.id}"/>'
        f'<date.issue norm="{story.day:%Y%m%dT120000Z}"/></docdata></head><body><body.head>'
        f"<hedline><hl1>{escape(story.title)}</hl1></hedline></body.head>"
        f"<body.content>{paragraphs}<media><media-caption><p>A hall.</p></media-caption></media>"
        "</body.content></body></nitf>"
    ).encode()


def newsml_item(story: Story, status: str = "usable") -> str:
    """An item; its text is NITF, XHTML or plain, in turn."""
    paragraphs = "".join(f"<p>{escape(each)}</p>" for each in story.paragraphs)
    content = (
        '<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/'
        f'2006-10-18/"><body><body.content>{paragraphs}</body.content></body></nitf></inlineXML>',
        '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title>no</title></head><body>{paragraphs}</body></html></inlineXML>",
        f'<inlineData contenttype="text/plain">{escape(story.text)}</inlineData>',
    )[story.number // 3 % 3]
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:{story.id}" version="1">'
        f'<itemMeta><provider literal="Wire"/><versionCreated>{story.noon.isoformat()}'
        f'</versionCreated><pubStatus qcode="stat:{status}"/></itemMeta><contentMeta>'
        f'<language tag="en"/><headline>{escape(story.title)}</headline></contentMeta>'
        f"<contentSet>{content}</contentSet></newsItem>"
    )


def newsml(told: list[Story]) -> bytes:
    items = "".join(map(newsml_item, told))
    return (
        '<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="http://iptc.org/std/nar/'
        f'2006-10-01/"><header/><itemSet>{items}</itemSet></newsMessage>'
    ).encode()


def message(story: Story, form: str = "plain") -> EmailMessage:
    letter = EmailMessage()
    letter["Message-ID"] = f"<{story.id}@wire.example>"
    letter["Subject"] = story.title
    letter["From"] = "The Wire <wire@wire.example>"
    letter["Date"] = story.noon
    text = _html(story) if form == "html" else "\n\n".join(story.paragraphs)
    letter.set_content(text, subtype=form)
    return letter

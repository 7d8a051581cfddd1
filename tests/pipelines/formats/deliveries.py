"""The files and folders in which a newsroom delivers its articles, in each format that is read."""

import mailbox
from collections.abc import Callable
from pathlib import Path

from tests.pipelines.formats.newsroom import (
    Story,
    as_json,
    as_lines,
    atom,
    fundus,
    json_feed,
    message,
    news_please,
    newsml,
    nitf,
    page,
    parquet,
    plain,
    rss,
    scrapy,
    service,
    table,
    warc_records,
)


def write_mbox(path: Path, told: list[Story]) -> None:
    box = mailbox.mbox(path)
    for story in told:
        box.add(message(story, ("plain", "html")[story.number % 2]))
    box.close()


FILES: dict[str, Callable[[list[Story]], bytes]] = {
    "news.jsonl": lambda told: as_lines(map(plain, told)),
    "news.json": lambda told: as_json([*map(plain, told)]),
    "news.csv": table,
    "news.tsv": lambda told: table(told, "\t"),
    "news.parquet": parquet,
    "feed.rss": rss,
    "feed.xml": atom,
    "feed.json": json_feed,
    "news.warc": lambda told: b"".join(warc_records(told)),
    "agency.xml": newsml,
    "fundus.json": lambda told: as_json([*map(fundus, told)], indent=1),
    "scrapy.jl": lambda told: as_lines(map(scrapy, told)),
    "service.json": lambda told: as_json({"status": "ok", "articles": [*map(service, told)]}),
}
"""Name of a file → the articles as such a file holds all of them."""

FOLDERS: dict[str, Callable[[Story], bytes]] = {
    ".txt": lambda story: f"{story.title}\n\n{story.text}\n".encode(),
    ".html": lambda story: page(story).encode(),
    ".nitf": nitf,
    ".eml": lambda story: bytes(message(story)),
    ".json": lambda story: as_json(news_please(story), indent=2),
}
"""Ending → one article as a file by itself."""


def write_all(folder: Path, told: list[Story]) -> dict[str, Path]:
    """Each format's file or folder, by its name."""
    written: dict[str, Path] = {}
    folder.mkdir(exist_ok=True)
    for name, content in FILES.items():
        written[name] = folder / name
        written[name].write_bytes(content(told))
    written["mail.mbox"] = folder / "mail.mbox"
    write_mbox(written["mail.mbox"], told)
    for ending, one in FOLDERS.items():
        written[ending] = folder / f"folder{ending}"
        written[ending].mkdir()
        for story in told:
            name = f"{story.day:%Y-%m-%d}-{story.id}{ending}"
            (written[ending] / name).write_bytes(one(story))
    return written

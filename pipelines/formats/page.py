"""Web pages: the article of an HTML page, without what stands around it."""

import logging
from collections.abc import Iterator
from typing import IO, Any

from pipelines import limits
from pipelines.formats.markup import root_name
from pipelines.formats.shape import Format, Read, Turn, Values
from schemas.failure import DataError

_DATES = {"extensive_search": False, "original_date": True}


def read(turn: Turn, handle: IO[bytes]) -> Iterator[Read]:
    """The article of the page."""
    raw = limits.whole(handle, limits.MAX_PAGE_BYTES)
    if raw.strip() and turn.holds(1):
        yield turn.read(1, raw, values_of, raw)


def values_of(page: bytes | str, url: str | None = None) -> Values:
    """The article, found by trafilatura; *url* is where the page was, if it does not say so itself.

    The date is that of the metadata: dates of the address and of the text are looked at later.
    """
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # the failure says it
    found: Any = trafilatura.bare_extraction(
        page,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params=_DATES,
    )
    if found is None or not (found.text or "").strip():
        raise DataError("MissingText", "no article was found on the page")
    return {
        "url": url or found.url,
        "title": found.title,
        "source": found.sitename,
        "language": found.language,
        "published": found.date,
        "text": _without_title(found.text, found.title),
    }


def _without_title(text: str, title: str | None) -> str:
    """The text without a first line that is the title again."""
    line, _, rest = text.partition("\n")
    return rest if title and rest.strip() and line.split() == title.split() else text


def begins(head: bytes) -> bool:
    """Whether it begins as pages do."""
    start = head.lstrip()[:64].lower()
    return start.startswith(b"<!doctype html") or (root_name(head) or "").lower() == "html"


FORMAT = Format(
    name="html",
    holds="a web page",
    read=read,
    begins=begins,
    endings=(".html", ".htm", ".xhtml"),
    needs=("trafilatura", "lxml"),
)

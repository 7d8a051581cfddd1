"""Feeds: RSS and Atom, whatever their version."""

import io
from collections.abc import Iterator
from typing import IO, Any
from xml.sax import SAXParseException

from pipelines import limits
from pipelines.formats.markup import root_name, text_of_html
from pipelines.formats.shape import Format, Read, Turn, Values
from schemas.failure import DataError

ROOTS = frozenset({"rss", "feed", "rdf", "RDF"})


def read(turn: Turn, handle: IO[bytes]) -> Iterator[Read]:
    """The entries in their order; a feed that is not well-formed is a failure behind them."""
    import feedparser

    raw = limits.whole(handle, limits.MAX_TREE_BYTES)
    if not raw.strip():
        return
    try:
        feed = feedparser.parse(
            io.BytesIO(raw), response_headers={"content-type": "application/xml"}
        )
    except Exception as error:  # it trips over some broken feeds: KeyError, ValueError, what not
        raise DataError("MalformedFeed", f"{type(error).__name__}: {error}") from error
    language = feed.feed.get("language")
    for position, entry in enumerate(feed.entries, 1):
        if turn.holds(position):
            shown = repr(dict(entry)).encode("utf-8", "surrogatepass")
            yield turn.read(position, shown, _values_of, entry, language)
    if isinstance(fault := feed.get("bozo_exception"), Exception) and _is_broken(feed):
        turn.last = len(feed.entries)
        raise DataError("MalformedFeed", _told(fault))


def _is_broken(feed: Any) -> bool:
    """Whether it is more than a wrong label, such as of its encoding, which does no harm."""
    harmless = ("CharacterEncodingOverride", "NonXMLContentType")
    return type(feed.bozo_exception).__name__ not in harmless


def _told(fault: Exception) -> str:
    """What the XML parser says, and where."""
    if not isinstance(fault, SAXParseException):
        return str(fault)
    place = f"line {fault.getLineNumber()}, column {fault.getColumnNumber()}"
    return f"{fault.getMessage()} ({place})"


def _values_of(entry: Any, language: str | None) -> Values:
    contents = [part.get("value") or "" for part in entry.get("content") or ()]
    text = max([*contents, entry.get("summary") or ""], key=len)
    origin = entry.get("source") or {}
    return {
        "id": entry.get("id"),
        "url": entry.get("link"),
        "title": text_of_html(entry.get("title") or "") or None,
        "source": origin.get("title"),
        "language": language,
        "published": entry.get("published") or entry.get("updated"),
        "text": text_of_html(text),
    }


def begins(head: bytes) -> bool:
    """Whether the first element is that of a feed."""
    return root_name(head) in ROOTS


FORMAT = Format(
    name="feed",
    holds="entries of RSS or Atom",
    read=read,
    begins=begins,
    endings=(".rss", ".atom", ".rdf"),
    shared_endings=(".xml",),
    needs=("feedparser", "lxml"),
)

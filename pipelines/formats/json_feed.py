"""JSON Feed, the feed that is JSON: https://www.jsonfeed.org."""

import json
from collections.abc import Iterator
from typing import IO

from pipelines import limits
from pipelines.formats.encoding import BOM
from pipelines.formats.json_lines import json_object, kind_of
from pipelines.formats.shape import Format, Read, Turn, Values
from schemas.failure import DataError

_MARK = b"jsonfeed.org/version"


def read(turn: Turn, handle: IO[bytes]) -> Iterator[Read]:
    """The items, in their order."""
    if not (raw := limits.whole(handle, limits.MAX_RECORD_BYTES).removeprefix(BOM)).strip():
        return
    feed = json_object(raw)
    items = feed.get("items")
    if not isinstance(items, list):
        raise DataError("MalformedFeed", f"items is {kind_of(items)}, not a list")
    for position, item in enumerate(items, 1):
        if turn.holds(position):
            shown = json.dumps(item, ensure_ascii=False).encode("utf-8", "surrogatepass")
            yield turn.read(position, shown, _values_of, item, feed)


def _values_of(item: object, feed: Values) -> Values:
    from pipelines.formats.markup import text_of_html

    if not isinstance(item, dict):
        raise DataError("WrongType", f"an item is {kind_of(item)}, not an object")
    page = item.get("content_html")
    return {
        "id": item.get("id"),
        "url": item.get("url") or item.get("external_url"),
        "title": item.get("title"),
        "language": item.get("language") or feed.get("language"),
        "published": item.get("date_published") or item.get("date_modified"),
        "text": item.get("content_text")
        or (text_of_html(page) if isinstance(page, str) else None)
        or item.get("summary"),
    }


def begins(head: bytes) -> bool:
    """Whether it names the version of JSON Feed that it is in."""
    return head.removeprefix(BOM).lstrip().startswith(b"{") and _MARK in head.replace(b"\\/", b"/")


FORMAT = Format(
    name="json_feed",
    holds="items of a JSON Feed",
    read=read,
    begins=begins,
    shared_endings=(".json", ".feed"),
    is_text=True,
    needs=("lxml",),
)

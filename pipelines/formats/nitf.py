"""NITF, the News Industry Text Format of agencies and newspapers' archives."""

from collections.abc import Iterator
from typing import IO, Any

from pipelines import limits
from pipelines.formats.markup import first, paragraphs, parsed_xml, root_name, text_at
from pipelines.formats.shape import Format, Read, Turn, Values


def read(turn: Turn, handle: IO[bytes]) -> Iterator[Read]:
    """The one article of the file."""
    raw = limits.whole(handle, limits.MAX_TREE_BYTES)
    if raw.strip() and turn.holds(1):
        yield turn.read(1, raw, lambda: values_of(parsed_xml(raw)))


def values_of(tree: Any) -> Values:
    """The article of a document; its dateline stands before the text, as in print."""
    body = first(tree, "body.content")
    full = _full_text(body) if body is not None else None
    text = paragraphs(full) if full is not None else ""
    return {
        "id": _attribute(tree, "doc-id", "id-string"),
        "url": _attribute(tree, "pubdata", "ex-ref"),
        "title": text_at(tree, "hedline/hl1") or text_at(tree, "head/title"),
        "source": _attribute(tree, "pubdata", "name")
        or _attribute(tree, "doc.copyright", "holder"),
        "language": tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        "published": _attribute(tree, "date.issue", "norm")
        or _attribute(tree, "pubdata", "date.publication")
        or _attribute(tree, "date.release", "norm"),
        "text": with_dateline(text_at(tree, "body.head/dateline"), text),
    }


def _full_text(body: Any) -> Any:
    """The block of the whole text, where an archive gives the lead a block of its own besides."""
    for block in body.iter("{*}block"):
        if block.get("class") == "full_text":
            return block
    return body


def with_dateline(dateline: str | None, text: str) -> str:
    """The text with its dateline before it, unless it is there already."""
    place = (dateline or "").rstrip(" -–—")
    if not place or text.startswith(place):
        return text
    return f"{place} -- {text}"


def _attribute(tree: Any, path: str, name: str) -> str | None:
    element = first(tree, path)
    value: str | None = None if element is None else element.get(name)
    return value


def begins(head: bytes) -> bool:
    """Whether its root is that of NITF."""
    return root_name(head) == "nitf"


FORMAT = Format(
    name="nitf",
    holds="an article in NITF",
    read=read,
    begins=begins,
    endings=(".nitf",),
    shared_endings=(".xml",),
    needs=("lxml",),
)

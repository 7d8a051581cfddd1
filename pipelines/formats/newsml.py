"""NewsML-G2, in which agencies send their news: single items, and messages with several."""

from collections.abc import Iterator
from typing import IO, Any

from pipelines.formats import nitf
from pipelines.formats.markup import (
    elements,
    first,
    local_name,
    paragraphs,
    root_name,
    text_at,
)
from pipelines.formats.shape import Format, Read, Turn, Values
from transforms.parse import SourceRecord

_WITHDRAWN = ("canceled", "cancelled", "withheld")
_ITEMS = frozenset({"newsitem", "packageitem", "planningitem", "conceptitem", "knowledgeitem"})


def read(turn: Turn, handle: IO[bytes]) -> Iterator[Read]:
    """The items of the message. Pictures, packages and plans have no text and are skipped, and so
    is what the agency has withdrawn; the position counts all of them.
    """
    from lxml import etree

    for position, item in enumerate(elements(handle, _ITEMS), 1):
        if turn.holds(position):
            raw = etree.tostring(item)
            if reason := reason_to_skip(item):
                yield SourceRecord(turn.uri, position, _facts(item), raw, skip=reason)
            else:
                yield turn.read(position, raw, values_of, item)


def reason_to_skip(item: Any) -> str | None:
    """Why an item is no article for us; None if it is one."""
    status = first(item, "itemMeta/pubStatus")
    said = "" if status is None else (status.get("qcode") or status.get("uri") or "")
    if said.rpartition(":")[2].rpartition("/")[2] in _WITHDRAWN:
        return "withdrawn"
    return None if _content(item) is not None else "no_text"


def _content(item: Any) -> Any:
    """The element that holds the text, in whatever form; None if there is none."""
    content = first(item, "contentSet")
    for each in () if content is None else content:
        if local_name(each) == "inlinexml" and len(each):
            return each
        if local_name(each) == "inlinedata" and (each.text or "").strip():
            return each
    return None


def values_of(item: Any) -> Values:
    """The article of an item; what its content says besides is asked where the item is silent."""
    content = _content(item)
    inner: dict[str, object] = {}
    if first(content, "nitf") is not None:
        inner = dict(nitf.values_of(first(content, "nitf")))
    elif local_name(content) == "inlinexml":
        body = first(content, "html/body")
        inner["text"] = paragraphs(content if body is None else body)
    else:
        lines = (" ".join(line.split()) for line in content.text.split("\n"))
        inner["text"] = "\n".join(line for line in lines if line)
    dateline = text_at(item, "contentMeta/dateline")
    inner["text"] = nitf.with_dateline(dateline, str(inner["text"]))
    return {**inner, **{name: value for name, value in _facts(item).items() if value}}


def _facts(item: Any) -> Values:
    """What an item says of itself."""
    provider, language = first(item, "itemMeta/provider"), first(item, "contentMeta/language")
    named = text_at(item, "itemMeta/provider/name")
    literal = None if provider is None else provider.get("literal") or provider.get("qcode")
    return {
        "id": item.get("guid"),
        "title": text_at(item, "contentMeta/headline") or text_at(item, "itemMeta/title"),
        "source": named or (literal or "").rpartition(":")[2] or None,
        "language": None if language is None else language.get("tag"),
        "published": text_at(item, "itemMeta/firstCreated")
        or text_at(item, "contentMeta/contentCreated")
        or text_at(item, "itemMeta/versionCreated"),
    }


def begins(head: bytes) -> bool:
    """Whether its root is one of NewsML-G2."""
    root = (root_name(head) or "").lower()
    return root == "newsmessage" or root in _ITEMS


FORMAT = Format(
    name="newsml",
    holds="items of NewsML-G2",
    read=read,
    begins=begins,
    endings=(".newsml",),
    shared_endings=(".xml",),
    needs=("lxml",),
)

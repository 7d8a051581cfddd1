"""Markup of any kind, HTML and XML: read safely, and its text in paragraphs.

lxml is imported where it is needed, as it comes with an extra that not everyone has.
"""

import re
from collections.abc import Container, Iterator
from typing import IO, Any

from pipelines import limits
from schemas.failure import DataError

_BLOCKS = (
    "address article aside blockquote body br dd div dl dt figcaption footer form h1 h2 h3 h4 h5 h6"
    " header hedline hl1 hl2 hr li main ol p pre section table td th tr ul"
)
BLOCKS = frozenset(_BLOCKS.split())
"""Elements, of HTML and of NITF, that begin and end a paragraph."""

LEFT_OUT = frozenset(["head", "media", "script", "style", "template", "title"])
"""Elements whose text is none of the article's: pictures and their captions among them."""

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # in no XML
_SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "recover": False}
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_BEFORE_ROOT = re.compile(
    rb"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL | re.I
)


def root_name(head: bytes) -> str | None:
    """The name of the element with which a document begins; None if it begins with something else.

    >>> root_name(b'<?xml version="1.0"?><!-- news --><rss version="2.0">')
    'rss'
    """
    text = _BEFORE_ROOT.sub(b"", head.removeprefix(b"\xef\xbb\xbf")).lstrip()
    found = _ROOT.match(text)
    return found[1].decode("ascii") if found else None


def parsed_xml(raw: bytes) -> Any:
    """The root of an XML document; no entity is resolved, no file or address is looked at."""
    from lxml import etree

    try:
        return etree.fromstring(raw, etree.XMLParser(**_SAFE))
    except etree.XMLSyntaxError as error:
        raise DataError("MalformedXml", error.msg) from error


def elements(handle: IO[bytes], names: Container[str]) -> Iterator[Any]:
    """The elements of these names, each when it is whole, read as safely; then it is forgotten.

    Raises `DataError` where the document is malformed, after the elements before.
    """
    from lxml import etree

    metered = limits.Metered(handle)
    try:
        for _, element in etree.iterparse(metered, **_SAFE):
            if local_name(element) in names:
                yield element
                metered.record_ended()
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise DataError("MalformedXml", error.msg) from error


def text_of_html(fragment: str) -> str:
    """The paragraphs of a piece of HTML, as feeds and mails hold it, a line each.

    >>> text_of_html("<p>Chad &amp; Libya<br>met.</p><p>It <b>rained</b>.</p>")
    'Chad & Libya\\nmet.\\nIt rained.'
    """
    if not fragment.strip():
        return ""
    if len(fragment) > limits.MAX_TREE_BYTES:
        most = limits.MAX_TREE_BYTES
        raise DataError("RecordTooLong", f"the HTML has more than {most:,} characters")
    if "<" not in fragment and "&" not in fragment:
        return fragment.strip()
    from lxml import html

    parser = html.HTMLParser(huge_tree=True)  # else what is nested deeply is left out silently
    return paragraphs(html.fragment_fromstring(_UNFIT.sub(" ", fragment), "div", parser=parser))


def paragraphs(tree: Any) -> str:
    """The text below an element, a line for each of its paragraphs."""
    from lxml import etree

    pieces: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        kind = local_name(element)
        if event == "start":
            if kind in LEFT_OUT:
                walk.skip_subtree()
            else:
                pieces += ["\n" if kind in BLOCKS else "", _flat(element.text)]
        else:
            tail = element.tail if element is not tree else None
            pieces += ["\n" if kind in BLOCKS else "", _flat(tail)]
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def local_name(element: Any) -> str:
    """The element's name without its namespace; nothing for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def first(tree: Any, path: str) -> Any | None:
    """The first element at a path of local names below *tree*, `a/b`; None if there is none.

    Namespaces do not count: agencies write several for the same thing.
    """
    steps = "/".join(f"*[local-name()='{name}']" for name in path.split("/"))
    found = tree.xpath(f".//{steps}")
    return found[0] if found else None


def text_at(tree: Any, path: str) -> str | None:
    """The text of the first element at that path, on one line; None if there is none."""
    element = first(tree, path)
    return None if element is None else " ".join(paragraphs(element).split()) or None


def _flat(text: str | None) -> str:
    """Text whose line ends mean nothing."""
    return text.replace("\n", " ").replace("\r", " ") if text else ""

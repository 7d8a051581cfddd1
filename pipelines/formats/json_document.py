"""JSON documents: an array of objects, one object, or an answer of a service that lists some."""

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from typing import IO

from pipelines import limits
from pipelines.formats.encoding import BOM, HINT
from pipelines.formats.json_lines import is_object, json_object, kind_of
from pipelines.formats.shape import STAGE, Format, Read, Turn
from schemas.failure import DataError
from transforms.parse import SourceRecord

LISTS = ("articles", "items", "results", "news", "docs", "documents", "entries", "data", "hits")
"""Names under which services list articles in their answers."""

WRAPS = ("response", "result", "data", "hits")
"""Names under which such an answer may lie one step deeper."""

_CHUNK = 1 << 18
_SPACE = " \t\r\n"
_LISTING = re.compile(rb'"(?:%s)"\s*:\s*\[\s*\{' % "|".join(LISTS).encode())


def read(turn: Turn, handle: IO[bytes]) -> Iterator[Read]:
    """The objects of an array one by one, or those of a document; the position counts them."""
    start = handle.read(_CHUNK).removeprefix(BOM).lstrip()
    if not start:
        return
    if start.startswith(b"["):
        values = array_items(start, handle)
    else:
        values = iter(listed(json_object(start + limits.whole(handle, limits.MAX_RECORD_BYTES))))
    for position, value in enumerate(values, 1):
        if turn.holds(position):
            yield _record(turn, position, value)


def _record(turn: Turn, position: int, value: object) -> Read:
    if not isinstance(value, dict):
        fault = DataError("WrongType", f"the array holds {kind_of(value)}, not an object")
        return turn.fault(position, fault, json.dumps(value).encode("utf-8", "surrogateescape"))
    record = SourceRecord(turn.uri, position, value)
    if any(isinstance(text, str) and _is_broken(text) for text in value.values()):
        fault = DataError("InvalidUtf8", f"bytes that are not UTF-8; {HINT}")
        return record.failure(STAGE, fault)
    return record


def _is_broken(text: str) -> bool:
    """Whether bytes that are no UTF-8 were kept in the text, as lone surrogates."""
    return not text.isascii() and any("\udc80" <= letter <= "\udcff" for letter in text)


def array_items(start: bytes, handle: IO[bytes]) -> Iterator[object]:
    """The items of an array as they come, so that the whole is never held; `DataError` if it ends
    early or is malformed, after the good items before.
    """
    stream = _Text(start, handle)
    stream.at = 1
    mark = stream.mark()
    while mark != "]":
        yield stream.value()
        mark = stream.mark()
        if mark == ",":
            stream.at += 1
            stream.mark()
        elif mark != "]":
            raise DataError("MalformedJson", f"after an item stands {mark!r}, no comma or bracket")
    stream.at += 1
    if mark := stream.mark():
        raise DataError("MalformedJson", f"behind the array stands {mark!r}")


class _Text:
    """The text of the file from a place on, read on where a value wants more."""

    def __init__(self, start: bytes, handle: IO[bytes]) -> None:
        self._handle = handle
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self._scan = json.JSONDecoder().raw_decode
        self._ended = False
        self.text, self.at = self._decoder.decode(start), 0

    def mark(self) -> str:
        """The next character that is no space, which is not passed; none at the end of the file."""
        while True:
            while self.at < len(self.text):
                if self.text[self.at] not in _SPACE:
                    return self.text[self.at]
                self.at += 1
            if not self._more(_CHUNK):
                return ""

    def value(self) -> object:
        """The value that begins here, which is passed."""
        wanted = _CHUNK
        while True:
            try:
                value, end = self._scan(self.text, self.at)
            except json.JSONDecodeError as error:
                if (size := len(self.text) - self.at) > limits.MAX_RECORD_BYTES:
                    raise DataError("RecordTooLong", f"an item has {size:,} characters") from error
                if not self._more(wanted):
                    raise DataError("MalformedJson", error.msg) from error
                wanted *= 2
            except (ValueError, RecursionError) as error:  # such as thousands of digits
                raise DataError("MalformedJson", str(error)) from error
            else:
                if end == len(self.text) and self._more(wanted):  # a number may go on
                    continue
                self.at = end
                return value

    def _more(self, size: int) -> bool:
        if self._ended:
            return False
        piece = self._handle.read(size)
        self._ended = not piece
        text = self._decoder.decode(piece, final=self._ended)
        self.text, self.at = self.text[self.at :] + text, 0
        return True


def listed(document: Mapping[str, object]) -> list[object]:
    """The articles that a service's answer lists; else the document is the article itself.

    >>> listed({"status": "ok", "articles": [{"title": "Talks"}]})
    [{'title': 'Talks'}]
    """
    for inner in (document, *(document.get(name) for name in WRAPS)):
        if isinstance(inner, Mapping):
            for name in LISTS:
                found = inner.get(name)
                if isinstance(found, list) and all(isinstance(each, Mapping) for each in found):
                    return found
    return [document]


def begins(head: bytes) -> bool:
    """Whether it is an array, an object over several lines, or an answer that lists articles."""
    text = head.removeprefix(BOM).lstrip()
    if not text.startswith(b"{"):
        return text.startswith(b"[")
    first, line_end, rest = text.partition(b"\n")
    if rest.strip():
        return not is_object(first)
    if line_end and is_object(first):
        return listed(json_object(first)) != [json_object(first)]
    return _LISTING.search(first) is not None


FORMAT = Format(
    name="json",
    holds="a JSON array, one object, or a service's answer",
    shared_endings=(".json",),
    read=read,
    begins=begins,
    max_shares=4,
    is_text=True,
)

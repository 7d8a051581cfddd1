"""Web archives, such as Common Crawl's news: the articles of the pages in WARC files.

Where a record begins and ends is found here and not by a library: after a record of a wrong length
the libraries give up or, worse, go on with a text that is cut off (decision 0017). What is in a
record is left to them.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, Literal

from pipelines import limits
from pipelines.formats import page
from pipelines.formats.encoding import read_on
from pipelines.formats.shape import Format, Read, Turn, Values
from pipelines.packing import BROKEN
from schemas.failure import DataError
from transforms.parse import SourceRecord

_PAGES = frozenset({b"response", b"resource", b"conversion"})
_MARK = b"WARC/1."
_ENDS = b"\r\n\r\n"
_HEAD_BYTES = 1 << 16
_CHUNK = 1 << 18
_FIELD = re.compile(rb"^([\w-]+):[ \t]*(.*?)\s*$", re.MULTILINE)
_HTML = re.compile(r"text/html|application/xhtml", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """One record as it stands in the file, or what is wrong with its frame."""

    kind: bytes
    raw: bytes
    fault: DataError | None = None


def read(turn: Turn, handle: IO[bytes]) -> Iterator[Read]:
    """The articles of the pages; what are no pages, such as errors and pictures, is skipped.

    The position of a record counts the records of all kinds. Requests and notes on the crawl are
    nothing.
    """
    for position, found in enumerate(framed(handle), 1):
        if found.fault is None and found.kind not in _PAGES:
            continue
        if not turn.holds(position):
            continue
        if found.fault is not None:
            yield turn.fault(position, found.fault, found.raw)
            continue
        record = turn.read(position, found.raw, values_of, found.raw)
        if isinstance(record, SourceRecord) and "text" not in record.values:
            yield SourceRecord(turn.uri, position, record.values, skip="no_page")
        else:
            yield record


def values_of(raw: bytes) -> Values:
    """The article of a record; only the address, if it is no page."""
    record = _record_of(raw, "all")
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>") or None
    answer = record.http_headers
    if record.headers.get("WARC-Type") == "conversion":  # Common Crawl's extracts, called WET
        return {
            "url": url,
            "text": limits.whole(record.reader, limits.MAX_RECORD_BYTES).decode("utf-8", "replace"),
        }
    content = record.http_content_type if answer else record.headers.get("Content-Type")
    if (answer and answer.status_code != 200) or not _HTML.match(content or ""):
        return {"url": url}
    try:
        body = limits.whole(record.reader, limits.MAX_PAGE_BYTES)
    except OSError:  # some crawlers unpack pages and leave the header that calls them packed
        body = limits.whole(_record_of(raw, "none").reader, limits.MAX_PAGE_BYTES)
    return {**page.values_of(_decoded(body, record.http_charset), url), "url": url}


def _record_of(raw: bytes, auto_decode: Literal["all", "none"]) -> Any:
    from fastwarc.warc import ArchiveIterator

    return next(ArchiveIterator(io.BytesIO(raw), parse_http=True, auto_decode=auto_decode))


def _decoded(body: bytes, charset: str | None) -> bytes | str:
    """The page as text, if the server says in which encoding; else the page itself may say it."""
    try:
        return body.decode(charset) if charset else body
    except (LookupError, ValueError):  # no such encoding, not in it, or a null in its name
        return body


def framed(handle: IO[bytes]) -> Iterator[Found]:
    """The records of a file, one after the other.

    After a record whose length is wrong, the search goes on for the next that begins as one does.
    """
    stream = _Stream(handle)
    while start := stream.through(b"\n"):
        if not start.strip():
            continue
        if not start.startswith(_MARK):
            stream.to_next_record()
            yield Found(b"", start, DataError("MalformedWarc", "here no record begins"))
            continue
        yield _record(stream, start + stream.through(_ENDS))


def _record(stream: "_Stream", head: bytes) -> Found:
    fields = {name.lower(): value for name, value in _FIELD.findall(head)}
    kind, length = fields.get(b"warc-type", b""), fields.get(b"content-length", b"")
    if not length.isdigit():
        stream.to_next_record()
        said = length.decode("ascii", "replace")
        return Found(kind, head, DataError("MalformedWarc", f"Content-Length is {said!r}"))
    wanted = int(length)
    seen = stream.take(min(wanted, limits.MAX_RECORD_BYTES) + len(_ENDS))
    if len(seen) >= wanted and seen[wanted:] in (_ENDS, b""):
        return Found(kind, head + seen)
    next_one = seen.find(_ENDS + _MARK)
    if next_one < 0 and wanted > limits.MAX_RECORD_BYTES:
        stream.to_next_record()
        return Found(kind, head, DataError("RecordTooLong", f"the record has {wanted:,} bytes"))
    real = "fewer" if next_one >= 0 or len(seen) < wanted else "more"
    if next_one >= 0:
        stream.back(len(seen) - next_one - len(_ENDS))
    else:
        stream.back(min(len(seen), len(_ENDS)))
        stream.to_next_record()
    fault = DataError("MalformedWarc", f"the record has {real} bytes than the {wanted:,} it states")
    return Found(kind, head + seen[: max(next_one, 0) or wanted], fault)


class _Stream:
    """A file in which one can step back within what was taken last."""

    def __init__(self, handle: IO[bytes]) -> None:
        self._handle = handle
        self._seen, self._at = b"", 0
        self._broken: Exception | None = None

    def take(self, size: int) -> bytes:
        """So many bytes, or all that are left; raises what is wrong with the file at its place."""
        self._see(size)
        if self._broken and len(self._seen) - self._at < size:
            raise self._broken
        begin, self._at = self._at, min(len(self._seen), self._at + size)
        return self._seen[begin : self._at]

    def back(self, size: int) -> None:
        """Step back over the last bytes of what was taken."""
        self._at -= size

    def through(self, end: bytes) -> bytes:
        """All up to this, with it; or as much as a head can have, if it does not come."""
        self._see(_HEAD_BYTES)
        found = self._seen.find(end, self._at, self._at + _HEAD_BYTES)
        return self.take(_HEAD_BYTES if found < 0 else found + len(end) - self._at)

    def to_next_record(self) -> None:
        """Pass everything before the next record."""
        mark = _ENDS + _MARK
        while piece := self.take(_CHUNK):
            if (found := piece.find(mark)) >= 0:
                self.back(len(piece) - found - len(_ENDS))
                return
            if len(piece) == _CHUNK:
                self.back(len(mark))

    def _see(self, size: int) -> None:
        if len(self._seen) - self._at >= size:
            return
        pieces = [self._seen[self._at :]]
        missing = size - len(pieces[0])
        try:
            while missing > 0 and (piece := read_on(self._handle, max(missing, _CHUNK))):
                pieces.append(piece)
                missing -= len(piece)
        except BROKEN as error:  # the records before it are whole
            self._broken = error
        self._seen, self._at = b"".join(pieces), 0


def begins(head: bytes) -> bool:
    """Whether it begins as a record does."""
    return head.startswith(_MARK)


FORMAT = Format(
    name="warc",
    holds="pages of a web archive: WARC, WET",
    read=read,
    begins=begins,
    endings=(".warc", ".wet"),
    max_shares=8,
    needs=("fastwarc", "trafilatura", "lxml"),
)

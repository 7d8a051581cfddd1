"""Lists of addresses without texts: GDELT's tables, Common Crawl's index, plain lists.

No address is looked up. The records are skipped, counted, and with `--keep_articles` listed.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import IO

from pipelines.formats.json_lines import json_object
from pipelines.formats.shape import Format, Read, Turn, Values
from pipelines.shares import MAX_SHARES
from schemas.failure import DataError, Failure
from transforms.parse import SourceRecord

_GDELT = {61: (60, 59, None), 58: (57, 56, None), 16: (5, 2, 4), 27: (4, 1, 3)}
"""Cells in a row of GDELT (events 2.0 and 1.0, mentions, GKG) → where address, date, source are."""

_MOMENT = re.compile(rb"\d{14}")
_ADDRESS = re.compile(rb"https?://\S+")


def read(turn: Turn, handle: IO[bytes]) -> Iterator[Read]:
    """What each line says of an address: where, when, in which outlet."""
    for position, line in turn.lines(handle):
        if isinstance(line, Failure):
            yield line
            continue
        raw = line.rstrip(b"\r\n")
        if isinstance(found := turn.read(position, raw, values_of, raw), SourceRecord):
            yield SourceRecord(turn.uri, position, found.values, raw, skip="no_text")
        else:
            yield found


def values_of(line: bytes) -> Values:
    """Address, date and outlet of a line; raises `DataError` where there is no address."""
    cells = line.split(b"\t")
    if len(cells) in _GDELT:
        where, when, outlet = _GDELT[len(cells)]
        return {
            "url": _address(cells[where]),
            "published": _moment(cells[when]),
            "source": cells[outlet].decode("utf-8", "replace") if outlet else None,
        }
    if _ADDRESS.match(line):
        return {"url": _address(line.split()[0])}
    key, _, rest = line.partition(b" ")
    moment, _, facts = rest.partition(b" ")
    if key and _MOMENT.fullmatch(moment) and facts.startswith(b"{"):
        return {"url": _address(_indexed(facts))}
    raise DataError("MalformedList", "no line of GDELT, of a Common Crawl index or of addresses")


def _indexed(facts: bytes) -> bytes:
    """The address in a line of Common Crawl's index."""
    return str(json_object(facts).get("url")).encode("utf-8", "surrogatepass")


def _address(cell: bytes) -> str:
    if not _ADDRESS.fullmatch(cell.strip()):
        shown = cell[:80].decode("utf-8", "replace")
        raise DataError("MalformedList", f"{shown!r} is no address")
    return cell.strip().decode("utf-8", "replace")


def _moment(cell: bytes) -> datetime | str:
    """GDELT's moments, of fourteen digits; its days stay as they are."""
    text = cell.decode("ascii", "replace")
    try:
        return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return text


def begins(head: bytes) -> bool:
    """Whether the first line is one of such a list."""
    try:
        values_of(head.partition(b"\n")[0].rstrip(b"\r"))
    except DataError:
        return False
    return True


FORMAT = Format(
    name="urls",
    holds="addresses alone: GDELT, Common Crawl's index",
    read=read,
    begins=begins,
    endings=(".export.csv", ".mentions.csv", ".gkg.csv", ".cdx", ".cdxj", ".urls"),
    shared_endings=(".txt", ".csv", ".tsv"),
    max_shares=MAX_SHARES,
)

"""Tables of text: CSV and TSV, with a line of names above the rows."""

import csv
import io
from collections.abc import Iterator
from functools import partial
from typing import IO, TYPE_CHECKING

from pipelines import limits
from pipelines.formats.encoding import HINT
from pipelines.formats.shape import STAGE, Format, Read, Turn
from pipelines.shares import MAX_SHARES
from schemas.article import FIELD_ALIASES
from schemas.failure import DataError
from transforms.parse import SourceRecord

if TYPE_CHECKING:
    import _csv

KNOWN_NAMES = frozenset(alias for aliases in FIELD_ALIASES.values() for alias in aliases)


def read(turn: Turn, handle: IO[bytes], delimiter: str = ",") -> Iterator[Read]:
    """Rows under a line of names; the position of a row is the line where it begins."""
    csv.field_size_limit(limits.MAX_RECORD_BYTES)
    with io.TextIOWrapper(handle, "utf-8-sig", errors="surrogateescape", newline="") as text:
        rows = csv.reader(limits.text_lines(text), delimiter=delimiter)
        names: list[str] = []
        while (row := _next_row(rows)) is not None:
            position, cells = row
            if isinstance(cells, DataError):
                if turn.holds(position):
                    yield turn.fault(position, cells)
            elif not names:
                names = cells
            elif turn.holds(position):
                yield _row_record(turn, position, names, cells)


def _next_row(rows: "_csv.Reader") -> tuple[int, list[str] | DataError] | None:
    """The next row that is not blank, or what is wrong with it, and the line where it begins.

    Raises `DataError` for a cell without end: where it would have ended, nobody knows.
    """
    while True:
        position = rows.line_num + 1
        try:
            cells = next(rows)
        except StopIteration:
            return None
        except csv.Error as error:
            if str(error).startswith("field larger"):
                most = limits.MAX_RECORD_BYTES
                raise DataError("RecordTooLong", f"a cell has more than {most:,} bytes") from error
            return position, DataError("MalformedCsv", str(error))
        if any(cell and not cell.isspace() for cell in cells):
            return position, cells


def _row_record(turn: Turn, position: int, names: list[str], row: list[str]) -> Read:
    values: dict[str, object] = dict(zip(names, row, strict=False))
    record = SourceRecord(turn.uri, position, values)
    if len(row) > len(names):
        fault = DataError("MalformedCsv", f"{len(row)} cells under {len(names)} names")
        return record.failure(STAGE, fault)
    try:
        "\n".join(row).encode("utf-8")
    except UnicodeEncodeError as error:
        bad = ord(error.object[error.start]) - 0xDC00
        fault = DataError("InvalidUtf8", f"byte 0x{bad:02x} is not UTF-8; {HINT}")
        return record.failure(STAGE, fault)
    return record


def begins(head: bytes, delimiter: bytes) -> bool:
    """Whether the first line has the name of a field of articles, and another beside it."""
    cells = head.partition(b"\n")[0].strip().lower().split(delimiter)
    names = {cell.strip(b" \"'\xef\xbb\xbf").decode("ascii", "replace") for cell in cells}
    return len(cells) > 1 and not names.isdisjoint(KNOWN_NAMES)


CSV = Format(
    name="csv",
    holds="rows under a line of names",
    endings=(".csv",),
    read=read,
    begins=partial(begins, delimiter=b","),
    max_shares=MAX_SHARES,
    is_text=True,
)
TSV = Format(
    name="tsv",
    holds="the same with tabs",
    endings=(".tsv", ".tab"),
    read=partial(read, delimiter="\t"),
    begins=partial(begins, delimiter=b"\t"),
    max_shares=MAX_SHARES,
    is_text=True,
)

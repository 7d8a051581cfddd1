"""The formats of input files: bytes → records, and what cannot become one."""

import csv
import io
import json
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.inputs import Share
from pipelines.limits import (
    MAX_RECORD_BYTES,
    LongLine,
    lines_of,
    refuse_bomb,
    text_lines,
    whole,
)
from schemas.article import FIELD_ALIASES
from schemas.failure import DataError, Failure
from transforms.parse import SourceRecord

STAGE = "read"
BOM = b"\xef\xbb\xbf"
TITLE_CHARS = 250
_JSON_KINDS: dict[type, str] = {
    list: "a list",
    str: "a string",
    bool: "a truth value",
    type(None): "null",
}
READABLE_NAMES = frozenset(alias for aliases in FIELD_ALIASES.values() for alias in aliases)

if TYPE_CHECKING:
    import _csv

Read = SourceRecord | Failure


class Turn:
    """Asked for every record of a file whether this share reads it; remembers how far it came."""

    def __init__(self, share: Share) -> None:
        self.uri = share.uri
        self.last = 0
        self._share = share

    def holds(self, position: int) -> bool:
        """Whether the record at this position is to be read here."""
        self.last = position
        return self._share.holds(position)


def read_json_lines(turn: Turn, handle: IO[bytes]) -> Iterator[Read]:
    """One JSON object per line; blank lines are nothing."""
    for position, line in enumerate(lines_of(handle), 1):
        if isinstance(line, LongLine):
            if turn.holds(position):
                yield _too_long(turn, position, line)
            continue
        if line.isspace() or not turn.holds(position):
            continue
        raw = line.removeprefix(BOM) if position == 1 else line
        yield json_record(turn.uri, position, raw.rstrip(b"\r\n"))


def _too_long(turn: Turn, position: int, line: LongLine) -> Failure:
    failure = Failure.of_data(STAGE, line.error, line.head, turn.uri, position)
    return failure.model_copy(update={"payload_sha256": line.sha256})


def json_record(uri: str, position: int, raw: bytes) -> Read:
    """The record that these bytes hold as a JSON object, or what is wrong with them."""
    record = SourceRecord(uri, position, raw=raw)
    try:
        return SourceRecord(uri, position, _json_object(raw), raw)
    except DataError as error:
        return record.failure(STAGE, error)


def _json_object(line: bytes) -> dict[str, object]:
    try:
        values = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise _invalid_utf8(error) from error
    except json.JSONDecodeError as error:
        raise DataError("MalformedJson", f"{error.msg} (column {error.colno})") from error
    except (ValueError, RecursionError) as error:
        raise DataError("MalformedJson", str(error)) from error
    if not isinstance(values, dict):
        kind = _JSON_KINDS.get(type(values), "a number")
        raise DataError("WrongType", f"the line holds {kind}, not an object")
    return values


def read_csv(turn: Turn, handle: IO[bytes], delimiter: str = ",") -> Iterator[Read]:
    """Rows under a line of names; the position of a row is the line where it begins."""
    csv.field_size_limit(MAX_RECORD_BYTES)
    with io.TextIOWrapper(handle, "utf-8-sig", errors="surrogateescape", newline="") as text:
        rows = csv.reader(text_lines(text), delimiter=delimiter)
        names: list[str] = []
        while (row := _next_row(rows)) is not None:
            position, cells = row
            if isinstance(cells, DataError):
                if turn.holds(position):
                    yield Failure.of_data(STAGE, cells, b"", turn.uri, position)
            elif not names:
                names = cells
            elif turn.holds(position):
                yield _row_record(turn, position, names, cells)


def _next_row(rows: "_csv.Reader") -> tuple[int, list[str] | DataError] | None:
    """The next row that is not blank, or what is wrong with it, and the line where it begins."""
    while True:
        position = rows.line_num + 1
        try:
            cells = next(rows)
        except StopIteration:
            return None
        except csv.Error as error:
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
        return record.failure(STAGE, DataError("InvalidUtf8", f"byte 0x{bad:02x} is not UTF-8"))
    return record


def read_tsv(turn: Turn, handle: IO[bytes]) -> Iterator[Read]:
    """Rows with tabs between their cells."""
    return read_csv(turn, handle, delimiter="\t")


def read_parquet(turn: Turn, handle: IO[bytes]) -> Iterator[Read]:
    """Rows of the columns that an article can use; the position is the number of the row."""
    file = pq.ParquetFile(handle)
    columns = [name for name in file.schema_arrow.names if name.lower() in READABLE_NAMES]
    if file.metadata.num_rows and not columns:
        names = ", ".join(file.schema_arrow.names)
        raise DataError("MissingText", f"no column can hold a text; there are {names}")
    refuse_bomb(file.metadata, frozenset(columns))
    position = 1
    for batch in file.iter_batches(batch_size=64, columns=columns):
        for offset in range(batch.num_rows):
            if turn.holds(position + offset):
                yield _parquet_record(turn, position + offset, batch.slice(offset, 1))
        position += batch.num_rows


def _parquet_record(turn: Turn, position: int, row: pa.RecordBatch) -> Read:
    try:
        [values] = _without_nanoseconds(row).to_pylist()
    except (UnicodeDecodeError, pa.ArrowInvalid) as error:
        fault = DataError("InvalidUtf8", str(error))
        return Failure.of_data(STAGE, fault, b"", turn.uri, position)
    return SourceRecord(turn.uri, position, values)


def _without_nanoseconds(row: pa.RecordBatch) -> pa.Table:
    table = pa.Table.from_batches([row])
    for index, field in enumerate(table.schema):
        if pa.types.is_timestamp(field.type) and field.type.unit == "ns":
            coarse = table.column(index).cast(pa.timestamp("us", field.type.tz), safe=False)
            table = table.set_column(index, field.name, coarse)
    return table


def read_text(turn: Turn, handle: IO[bytes]) -> Iterator[Read]:
    """One article per file; a first line that looks like a title is one."""
    raw = whole(handle)
    content = raw.removeprefix(BOM)
    if not content.strip() or not turn.holds(1):
        return
    try:
        title, body = split_title(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        yield SourceRecord(turn.uri, 1, raw=raw).failure(STAGE, _invalid_utf8(error))
    else:
        yield SourceRecord(turn.uri, 1, {"title": title, "text": body}, raw)


def split_title(text: str) -> tuple[str | None, str]:
    """The title, if the first line is one, and the rest.

    A title is short, does not end as a sentence does, and more text follows it.

    >>> split_title("Chad and Libya hold talks\\n\\nThe two met on Monday.")
    ('Chad and Libya hold talks', 'The two met on Monday.')
    """
    first, _, rest = text.lstrip().partition("\n")
    first, rest = first.strip(), rest.lstrip("\r\n")
    if rest.strip() and len(first) <= TITLE_CHARS and first[-1] not in '.,:;!…"”’)':
        return first, rest
    return None, text


def _invalid_utf8(error: UnicodeDecodeError) -> DataError:
    bad = error.object[error.start]
    line = error.object.count(b"\n", 0, error.start) + 1
    column = error.start - error.object.rfind(b"\n", 0, error.start)
    where = f"line {line}, byte {column}" if line > 1 else f"byte {column}"
    return DataError("InvalidUtf8", f"0x{bad:02x} at {where} is not UTF-8")


READ = {
    "json_lines": read_json_lines,
    "csv": read_csv,
    "tsv": read_tsv,
    "parquet": read_parquet,
    "text": read_text,
}

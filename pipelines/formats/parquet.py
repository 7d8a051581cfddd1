"""Parquet: one article a row, whatever its columns are called."""

import io
from collections.abc import Iterator
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.formats.shape import Format, Read, Turn
from pipelines.formats.table import KNOWN_NAMES
from pipelines.limits import refuse_bomb
from pipelines.shares import MAX_SHARES
from schemas.failure import DataError
from transforms.parse import SourceRecord


def read(turn: Turn, handle: IO[bytes]) -> Iterator[Read]:
    """Rows of the columns that an article can use; the position is the number of the row."""
    try:
        yield from _rows(turn, handle)
    except pa.ArrowException as error:
        raise DataError("UnreadableFile", f"{type(error).__name__}: {error}") from error


def _rows(turn: Turn, handle: IO[bytes]) -> Iterator[Read]:
    file = pq.ParquetFile(handle)
    columns = [name for name in file.schema_arrow.names if name.lower() in KNOWN_NAMES]
    if file.metadata.num_rows and not columns:
        names = ", ".join(file.schema_arrow.names)
        raise DataError("MissingText", f"no column can hold a text; there are {names}")
    refuse_bomb(file.metadata, handle.seek(0, io.SEEK_END))
    position = 1
    for batch in file.iter_batches(batch_size=64, columns=columns):
        for offset in range(batch.num_rows):
            if turn.holds(position + offset):
                yield _record(turn, position + offset, batch.slice(offset, 1))
        position += batch.num_rows


def _record(turn: Turn, position: int, row: pa.RecordBatch) -> Read:
    try:
        [values] = _without_nanoseconds(row).to_pylist()
    except (UnicodeDecodeError, pa.ArrowInvalid) as error:
        return turn.fault(position, DataError("InvalidUtf8", str(error)))
    return SourceRecord(turn.uri, position, values)


def _without_nanoseconds(row: pa.RecordBatch) -> pa.Table:
    table = pa.Table.from_batches([row])
    for index, field in enumerate(table.schema):
        if pa.types.is_timestamp(field.type) and field.type.unit == "ns":
            coarse = table.column(index).cast(pa.timestamp("us", field.type.tz), safe=False)
            table = table.set_column(index, field.name, coarse)
    return table


def begins(head: bytes) -> bool:
    """Whether it has the mark of Parquet."""
    return head.startswith(b"PAR1")


FORMAT = Format(
    name="parquet",
    holds="an article a row",
    endings=(".parquet",),
    read=read,
    begins=begins,
    max_shares=MAX_SHARES,
)

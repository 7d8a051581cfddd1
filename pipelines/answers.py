"""How an answer is written down: a table for the eye, CSV, JSON, Markdown, Parquet."""

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TextIO

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.colours import painted
from pipelines.csv_safety import safe_cell
from pipelines.table import draw, shown

WIDE = 200
"""Characters in a line of a table that goes to no terminal."""


def as_table(rows: pa.Table) -> bytes:
    """Lines that fit the terminal; see `pipelines.table`."""
    width = shutil.get_terminal_size((WIDE, 0)).columns
    return _text(draw(rows.column_names, list(_records(rows)), width))


def emphasised(table: bytes, out: TextIO) -> bytes:
    """A drawn table with its names in bold, where there are colours."""
    names, rule, rest = table.decode().split("\n", 2)
    return "\n".join([painted(names, "bold", out), painted(rule, "dim", out), rest]).encode()


def as_csv(rows: pa.Table) -> bytes:
    """A line per row under a line of names; lists and structs as JSON, and no cell a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows.column_names)
    writer.writerows([safe_cell(_cell(value)) for value in row] for row in _records(rows))
    return out.getvalue().encode()


def as_json(rows: pa.Table) -> bytes:
    """A list of objects, one a line."""
    objects = (dict(zip(rows.column_names, row, strict=True)) for row in _records(rows))
    lines = (json.dumps(each, ensure_ascii=False, default=str) for each in objects)
    return _text("[" + ",\n ".join(lines) + "]")


def as_markdown(rows: pa.Table) -> bytes:
    """A table as Markdown writes it; numbers stand at the right."""
    rules = ["---:" if _is_number(field.type) else "---" for field in rows.schema]
    lines = [rows.column_names, rules, *([_escaped(v) for v in row] for row in _records(rows))]
    return _text("\n".join(f"| {' | '.join(line)} |" for line in lines))


def as_parquet(rows: pa.Table) -> bytes:
    """A Parquet file, types and nested columns kept."""
    sink = io.BytesIO()
    pq.write_table(rows, sink, compression="zstd")
    return sink.getvalue()


FORMS: Mapping[str, Callable[[pa.Table], bytes]] = {
    "table": as_table,
    "csv": as_csv,
    "json": as_json,
    "markdown": as_markdown,
    "parquet": as_parquet,
}


def _records(rows: pa.Table) -> Iterator[tuple[Any, ...]]:
    for batch in rows.to_batches():
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _text(text: str) -> bytes:
    return f"{text}\n".encode()


def _cell(value: object) -> object:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value


def _escaped(value: object) -> str:
    text = shown(value)
    for mark in ("\\", "|", "<", "`", "*", "_", "["):
        text = text.replace(mark, f"\\{mark}")
    return text


def _is_number(kind: pa.DataType) -> bool:
    return pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)

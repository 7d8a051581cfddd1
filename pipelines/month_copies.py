"""Copies of whole months, made: many folders of a dataset → one file that readers open instead."""

import os
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

import pyarrow as pa
import pyarrow.parquet as pq
from apache_beam.metrics.metric import Metrics

from pipelines.compaction import is_of_this_schema
from pipelines.files import matching, opened_raw, putting, remove
from pipelines.mention_files import keys_of
from pipelines.months import MONTHS, Month, months_in, true_copies
from schemas.arrow import EVENT_SCHEMA, MENTION_SCHEMA, PUBLISHED_DATE
from transforms.stages import COUNTERS

SCHEMAS = {
    "mentions": MENTION_SCHEMA.append(PUBLISHED_DATE),
    "events": EVENT_SCHEMA.append(PUBLISHED_DATE),
}
"""The datasets that are copied, and the columns of the copies, keys of folders among them."""

FEWEST_FILES = 20
"""Months with fewer files are read from their folders: a copy would gain a few milliseconds."""

ROWS_PER_GROUP = 30_000
"""Few enough that a week of a busy lake is found by the days that a group holds. No group has rows
of two types, so that who asks for one does not read the other."""


def months_to_copy(
    dataset: str, _compacted: Iterable[object] = (), lake: str = "", until: date | None = None
) -> Iterator[tuple[str, str]]:
    """Months whose copy is missing or no longer true; copies that nobody can use are removed."""
    months = months_in(lake, dataset)
    copies = true_copies(lake, dataset, months)
    useless = set(matching(f"{lake}/{MONTHS}/{dataset}/*.parquet")) - set(copies.values())
    remove(sorted(useless))
    last = until.isoformat()[: len("2025-03")] if until else "9999-99"
    for name, month in sorted(months.items()):
        if name not in copies and name < last and len(_files(month)) >= FEWEST_FILES:
            yield dataset, name


def copy_month(dataset: str, name: str, lake: str = "") -> None:
    """Write all rows of a month into one file, by type and day, unless one has another schema."""
    month = months_in(lake, dataset, only=name)[name]
    files = _files(month)
    if not all(is_of_this_schema(path, dataset) for path in files):
        return
    target = month.copy_in(lake, dataset)
    schema = SCHEMAS[dataset]
    with (
        putting(lake, target) as handle,
        pq.ParquetWriter(handle, schema, compression="zstd") as writer,
    ):
        for _, of_a_type in groupby(files, key=lambda path: keys_of(path)["event_type"]):
            for group in _groups(_whole_rows(path, schema) for path in of_a_type):
                writer.write_table(group)
    os.utime(target, ns=(month.changed, month.changed))
    Metrics.counter(COUNTERS, f"files_written_{MONTHS}").inc()


def _files(month: Month) -> list[str]:
    return [path for folder in month.folders for path in matching(f"{folder}/*.parquet")]


def _whole_rows(path: str, schema: pa.Schema) -> pa.Table:
    """The rows of a file, with what its folders say of them."""
    with opened_raw(path) as handle:
        table = pq.read_table(handle)
    for key, value in keys_of(path).items():
        column = pa.array([value] * len(table), pa.string()).cast(schema.field(key).type)
        table = table.append_column(schema.field(key), column)
    return table.select(schema.names).cast(schema)


def _groups(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The tables put together until they are worth a row group."""
    held: list[pa.Table] = []
    for table in tables:
        held.append(table)
        if sum(map(len, held)) >= ROWS_PER_GROUP:
            yield pa.concat_tables(held).combine_chunks()
            held = []
    if held:
        yield pa.concat_tables(held).combine_chunks()

"""Whose rows a file of the lake holds: those of one slice, or of several that were compacted.

The rows of a slice lie in files whose names begin with it. `communique compact` puts small files of
a folder into one, `compacted-<first>-<last>.parquet`, named by the first and last of its slices;
its metadata say which slices it holds, in the order of the rows, and how many rows of each.
"""

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from os.path import basename

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.files import matching, opened_raw, put, remove
from pipelines.options import COMPACTED

ROWS_PER_GROUP = 100_000
_SLICES = b"communique.slices"

Piece = tuple[str, pa.Table]
"""A slice, and rows of it."""


def slice_of(path: str) -> str:
    """The slice whose name the file's name begins with.

    >>> slice_of("mentions/event_type=treaty/published_date=2024-05-15/d1-000.parquet")
    'd1'
    """
    return basename(path).partition("-")[0]


def is_compacted(path: str) -> bool:
    """Whether the file holds the rows of several slices."""
    return slice_of(path) == COMPACTED


def compacted_name(slices: Iterable[str]) -> str:
    """The name of a file with the rows of these slices.

    >>> compacted_name(["20250306", "20250305", "20250307"])
    'compacted-20250305-20250307.parquet'
    """
    named = sorted(slices)
    return f"{COMPACTED}-{named[0]}-{named[-1]}.parquet"


def slices_in(path: str) -> dict[str, int]:
    """How many rows of each slice a compacted file holds, in the order in which they lie there."""
    with opened_raw(path) as handle, pq.ParquetFile(handle) as file:
        return dict(json.loads((file.schema_arrow.metadata or {})[_SLICES]))


def holds(path: str, slice_id: str) -> bool:
    """Whether the file has rows of the slice; compacted files that cannot are not opened."""
    name = basename(path)
    if not is_compacted(path):
        return name.startswith(f"{slice_id}-")
    _, first, last = name.removesuffix(".parquet").split("-")
    return first <= slice_id <= last and slice_id in slices_in(path)


def drop_slice(lake: str, folder: str, slice_id: str) -> int:
    """Take the rows of a slice out of all compacted files below a folder; how many files changed.

    Each file is replaced as a whole or, if nothing is left, removed.
    """
    held = [p for p in matching(f"{folder}/{COMPACTED}-*.parquet") if holds(p, slice_id)]
    for path in held:
        pieces = [piece for piece in pieces_of(path) if piece[0] != slice_id]
        if pieces:
            put(lake, path, compacted_bytes(pieces), by=slice_id)
        else:
            remove([path])
    return len(held)


def pieces_of(path: str) -> Iterator[Piece]:
    """The rows of a file, slice by slice."""
    with opened_raw(path) as handle:
        table = pq.read_table(handle)
    if not is_compacted(path):
        yield slice_of(path), table
        return
    at = 0
    for slice_id, rows in slices_in(path).items():
        yield slice_id, table.slice(at, rows)
        at += rows


def compacted_bytes(pieces: Iterable[Piece]) -> bytes:
    """A file of these rows. The same rows give the same bytes, however they lay before."""
    counts: dict[str, int] = {}
    tables = []
    for slice_id, table in pieces:
        counts[slice_id] = counts.get(slice_id, 0) + table.num_rows
        tables.append(table)
    whole = pa.concat_tables(tables).combine_chunks()
    sink = io.BytesIO()
    pq.write_table(
        whole.replace_schema_metadata(_with_slices(tables[0].schema.metadata, counts)),
        sink,
        compression="zstd",
        row_group_size=ROWS_PER_GROUP,
    )
    return sink.getvalue()


def _with_slices(
    metadata: Mapping[bytes, bytes] | None, counts: Mapping[str, int]
) -> dict[bytes, bytes]:
    kept = {name: value for name, value in (metadata or {}).items() if name != _SLICES}
    return kept | {_SLICES: json.dumps(list(counts.items())).encode()}

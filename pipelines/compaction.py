"""The small files of one folder of the lake → one file, so that readers open few.

A slice's own file outranks rows of it in a compacted one: it is newer, or the same rows, left
beside them by a compaction that broke off. So a compaction that is done again ends the same way.
"""

from collections.abc import Iterable, Sequence
from os.path import dirname

import pyarrow.parquet as pq
from apache_beam.metrics.metric import Metrics

from pipelines.files import opened_raw, put, remove
from pipelines.slices import Piece, compacted_bytes, compacted_name, is_compacted, pieces_of
from pipelines.write import DATASETS
from schemas.version import SCHEMA_VERSION
from transforms.stages import COUNTERS

COMPACTABLE = ("mentions", "failures")
"""Datasets with a file per slice in each folder; events have one file per folder anyway."""


def by_folder(paths: Iterable[str]) -> dict[str, list[str]]:
    """The files of each folder, sorted."""
    folders: dict[str, list[str]] = {}
    for path in sorted(paths):
        folders.setdefault(dirname(path), []).append(path)
    return folders


def compact_folder(dataset: str, paths: Sequence[str], lake: str = "") -> None:
    """Put the rows of these files of a folder into one file, then remove the files.

    Files of another schema stay as they are. Whenever this breaks off, no row is lost: the files
    go only when the one with their rows is in place.
    """
    used = [path for path in paths if is_of_this_schema(path, dataset)]
    if len(used) < 2:
        return
    pieces = newest_pieces(used)
    target = f"{dirname(used[0])}/{compacted_name(slice_id for slice_id, _ in pieces)}"
    put(lake, target, compacted_bytes(pieces))
    gone = [path for path in used if path != target]
    remove(gone)
    Metrics.counter(COUNTERS, f"files_written_{dataset}").inc()
    Metrics.counter(COUNTERS, f"files_removed_{dataset}").inc(len(gone))


def newest_pieces(paths: Iterable[str]) -> list[Piece]:
    """The rows of all files, slice by slice, each slice from where it is newest."""
    own = [piece for path in sorted(paths) if not is_compacted(path) for piece in pieces_of(path)]
    pieces, taken = own, {slice_id for slice_id, _ in own}
    for path in sorted(filter(is_compacted, paths)):
        others = [piece for piece in pieces_of(path) if piece[0] not in taken]
        pieces, taken = pieces + others, taken | {slice_id for slice_id, _ in others}
    return sorted(pieces, key=lambda piece: piece[0])  # files of a slice stay in their order


def is_of_this_schema(path: str, dataset: str) -> bool:
    """Whether the file has the columns, and they the meaning, that they have today."""
    with opened_raw(path) as handle, pq.ParquetFile(handle) as file:
        schema = file.schema_arrow
    version = (schema.metadata or {}).get(b"schema_version", b"").decode()
    return version == SCHEMA_VERSION and schema.equals(DATASETS[dataset].schema)

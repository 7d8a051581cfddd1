"""Writing as a Beam transform: records → Hive partitions of Parquet, one slice of them replaced.

Beam has no sink that does this safely. One key per file, small records only in the grouping, rows
in a fixed order, a move into place: a slice written again gives the same bytes, whoever writes it.
"""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import apache_beam as beam
import pyarrow as pa
import pyarrow.parquet as pq
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import AsIter, PCollection
from pydantic import BaseModel

from pipelines.files import WRITING, matching, put, remove, root
from pipelines.options import DEFAULT_SLICE
from pipelines.slices import drop_slice
from schemas.arrow import (
    ARTICLE_SCHEMA,
    EVENT_FILE_SCHEMA,
    FAILURE_FILE_SCHEMA,
    MENTION_FILE_SCHEMA,
    to_table,
)
from schemas.article_facts import ArticleFacts
from schemas.event import Event
from schemas.failure import Failure
from schemas.mention import MentionColumns
from schemas.partition import (
    event_path,
    facts_path,
    failure_path,
    is_slice_name,
    mention_path,
)
from transforms.stages import COUNTERS


@dataclass(frozen=True, slots=True)
class Dataset:
    """How the records of one kind lie in the lake."""

    name: str
    record: type[BaseModel]
    schema: pa.Schema
    path_of: Callable[[Any], str]
    id_of: Callable[[Any], str]


def failure_id(failure: Failure) -> str:
    """A text that sorts failures by place."""
    return f"{failure.source_uri}#{failure.position or 0:012d}#{failure.payload_sha256}"


def mention_id(mention: MentionColumns) -> str:
    """The id that the mention carries."""
    return mention.mention_id


def facts_id(facts: ArticleFacts) -> str:
    """The id of the article; several records may have the same one."""
    return facts.article_id


def event_id(event: Event) -> str:
    """The id that the event carries."""
    return event.event_id


DATASETS = {
    dataset.name: dataset
    for dataset in (
        Dataset("mentions", MentionColumns, MENTION_FILE_SCHEMA, mention_path, mention_id),
        Dataset("articles", ArticleFacts, ARTICLE_SCHEMA, facts_path, facts_id),
        Dataset("events", Event, EVENT_FILE_SCHEMA, event_path, event_id),
        Dataset("failures", Failure, FAILURE_FILE_SCHEMA, failure_path, failure_id),
    )
}


@dataclass
class WriteHive(beam.PTransform):
    """PCollection[EventMention], of Event or of Failure -> PCollection[path], written to a lake.

    Files of the same slice that this run does not write are removed; other slices stay, and so do
    files of the slice in other folders than *within*, where that is given.
    """

    lake: str
    dataset: str = "mentions"
    slice_id: str = DEFAULT_SLICE
    shards: int = 1
    within: Sequence[str] | None = None

    def expand(self, records: PCollection[BaseModel]) -> PCollection[str]:
        """Place, group, write; when all is written, remove what is stale."""
        if not is_slice_name(self.slice_id):
            raise ValueError(f"slice_id {self.slice_id!r}: only letters, digits and _ can name it")
        dataset, folder = DATASETS[self.dataset], f"{root(self.lake)}/{self.dataset}"
        placed = tuple[tuple[str, str], dataset.record]  # type: ignore[name-defined]
        written = (
            records
            | "Place" >> beam.Map(with_place, self.dataset, self.shards).with_output_types(placed)
            | "Group" >> beam.GroupByKey()
            | "Write" >> beam.MapTuple(write_file, self.dataset, root(self.lake), self.slice_id)
        )
        _ = (
            records.pipeline
            | "Once" >> beam.Create([folder])
            | "RemoveStale" >> beam.Map(remove_stale, self.slice_id, AsIter(written), self.within)
        )
        return written


def with_place(record: Any, dataset: str, shards: int) -> tuple[tuple[str, str], Any]:
    """The record under the key of its file: (Hive path, shard)."""
    kind = DATASETS[dataset]
    shard = int(sha256(kind.id_of(record).encode()).hexdigest()[:8], 16) % shards
    return (kind.path_of(record), f"{shard:03d}"), record


def write_file(
    place: tuple[str, str],
    records: Iterable[BaseModel],
    dataset: str = "",
    lake: str = "",
    slice_id: str = "",
) -> str:
    """Write one file, and give its path: `<lake>/<dataset>/<Hive path>/<slice>-<shard>.parquet`."""
    (folder, shard), kind = place, DATASETS[dataset]
    path = f"{lake}/{dataset}/{folder}/{slice_id}-{shard}.parquet"
    rows = list(in_order(records, kind))
    put(lake, path, parquet_bytes(rows, kind.schema))
    _count(f"files_written_{dataset}")
    _count(f"rows_written_{dataset}", len(rows))
    return path


def in_order(records: Iterable[BaseModel], kind: Dataset) -> Iterator[BaseModel]:
    """The records by id; equal ids by content, so that the order is never chance."""
    return iter(sorted(records, key=lambda record: (kind.id_of(record), record.model_dump_json())))


def parquet_bytes(records: Iterable[BaseModel], schema: pa.Schema) -> bytes:
    """The file as it will lie on disk."""
    sink = io.BytesIO()
    pq.write_table(to_table(records, schema), sink, compression="zstd")
    return sink.getvalue()


def remove_stale(
    folder: str, slice_id: str, written: Iterable[str], within: Sequence[str] | None = None
) -> None:
    """Remove this slice's files that this run did not write, and what a broken run left aside.

    Its rows in compacted files go, too: those of this run lie in files of the slice's own.
    """
    lake, _, dataset = folder.rpartition("/")
    kept = set(written)
    folders = [f"{folder}/**"] if within is None else [f"{folder}/{part}" for part in within]
    found = (path for part in folders for path in matching(f"{part}/{slice_id}-*.parquet"))
    stale = [path for path in found if path not in kept]
    changed = sum(drop_slice(lake, part, slice_id) for part in folders)
    _count(f"files_removed_{dataset}", len(stale) + changed)
    remove(stale + matching(f"{lake}/{WRITING}/{dataset}/{slice_id}-*"))


def _count(name: str, by: int = 1) -> None:
    if by:
        Metrics.counter(COUNTERS, name).inc(by)

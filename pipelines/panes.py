"""Writing a stream as a Beam transform: each pane of each window is a Parquet file of its own.

An engine that recovers from a fault goes back to its last checkpoint and fires again the panes that
came after it, though not with the same rows in each. A pane therefore replaces the file of the same
number and removes those of higher numbers in its window, which only a past that was undone can have
left: what they held comes again. So after each recovery every row stands in exactly one file.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import apache_beam as beam
from apache_beam.metrics.metric import Metrics
from apache_beam.options.pipeline_options import StandardOptions
from apache_beam.pvalue import PCollection
from apache_beam.transforms.trigger import (
    AccumulationMode,
    AfterCount,
    AfterProcessingTime,
    AfterWatermark,
    DefaultTrigger,
)
from apache_beam.transforms.window import FixedWindows, TimestampedValue
from apache_beam.utils.timestamp import Timestamp
from pydantic import BaseModel

from pipelines.files import matching, put, remove, root
from pipelines.write import DATASETS, in_order, parquet_bytes, with_place
from schemas.mention import MentionColumns
from transforms.stages import COUNTERS


@dataclass
class AtPublication(beam.PTransform):
    """PCollection[MentionColumns] -> the same, each at the time when its article was published.

    Without that time, and where it lies in the future, the time of arrival stays.
    """

    def expand(self, mentions: PCollection[MentionColumns]) -> PCollection[MentionColumns]:
        """Move the timestamps back."""
        moved = beam.Map(at_publication).with_output_types(mentions.element_type)
        return mentions | "Move" >> moved


def at_publication(mention: MentionColumns, arrived: Any = beam.DoFn.TimestampParam) -> Any:
    """The mention at its event time."""
    if mention.published_at is None:
        return mention
    return TimestampedValue(mention, min(arrived, Timestamp.of(mention.published_at.timestamp())))


@dataclass
class WritePanes(beam.PTransform):
    """PCollection of records -> PCollection[path]; lengths of time are in seconds.

    A pane is written when its first row has waited *every* seconds, and when the window is over. Up
    to *lateness* after that, each row that still comes makes a pane and a file of its own.
    """

    lake: str
    dataset: str
    stream: str
    window: float
    lateness: float
    every: float
    shards: int = 1

    def expand(self, records: PCollection[BaseModel]) -> PCollection[str]:
        """Place, window, group, write."""
        kind = DATASETS[self.dataset]
        placed = tuple[tuple[str, str], kind.record]  # type: ignore[name-defined]
        unbounded = records.pipeline.options.view_as(StandardOptions).streaming
        early = AfterProcessingTime(round(self.every))
        firing = AfterWatermark(early=early, late=AfterCount(1)) if unbounded else DefaultTrigger()
        windows = beam.WindowInto(
            FixedWindows(self.window),
            trigger=firing,
            accumulation_mode=AccumulationMode.DISCARDING,
            allowed_lateness=self.lateness,
        )
        writing = beam.MapTuple(
            write_pane, dataset=self.dataset, lake=root(self.lake), stream=self.stream
        )
        return (
            records
            | "Place" >> beam.Map(with_place, self.dataset, self.shards).with_output_types(placed)
            | "Window" >> windows
            | "Group" >> beam.GroupByKey()
            | "Write" >> writing.with_output_types(str)
        )


def write_pane(
    place: tuple[str, str],
    records: Iterable[BaseModel],
    window: Any = beam.DoFn.WindowParam,
    pane: Any = beam.DoFn.PaneInfoParam,
    dataset: str = "",
    lake: str = "",
    stream: str = "",
) -> str:
    """Write the file of a pane, remove what an undone past has left; the path.

    It is `<lake>/<dataset>/<Hive path>/<stream>_<start of the window>_<pane>-<shard>.parquet`.
    """
    (folder, shard), kind = place, DATASETS[dataset]
    start = window.start.to_utc_datetime().strftime("%Y%m%dT%H%M%S")
    begin, end = f"{lake}/{dataset}/{folder}/{stream}_{start}_", f"-{shard}.parquet"
    path = f"{begin}{pane.index:06d}{end}"
    rows = list(in_order(records, kind))
    if rows:  # the pane that closes a window is often empty
        put(lake, path, parquet_bytes(rows, kind.schema))
    undone = [there for there in matching(f"{begin}*{end}") if there >= path]
    remove(undone[1:] if rows else undone)
    Metrics.counter(COUNTERS, f"files_written_{dataset}").inc(int(bool(rows)))
    Metrics.counter(COUNTERS, f"rows_written_{dataset}").inc(len(rows))
    return path

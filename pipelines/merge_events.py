"""The graph of the merge, on one screen: mentions that hang together in, their events out."""

from collections.abc import Collection, Iterator, Mapping, Sequence

import apache_beam as beam
from apache_beam.metrics.metric import Metrics

from pipelines.mention_files import read_claims
from pipelines.options import MERGED
from pipelines.threads import Day
from pipelines.write import WriteHive
from schemas.event import Event
from schemas.mention import EVENT_TYPES
from schemas.partition import hive_path, published_date
from transforms.merging import Told, events_of, told
from transforms.stages import COUNTERS

WantedFile = tuple[str, Mapping[str, tuple[str, str]]]
"""A file of mentions, and those of it that are wanted: id, component and event until now."""


def build(
    pipeline: beam.Pipeline, lake: str, written: Collection[Day], mentions: Sequence[WantedFile]
) -> None:
    """Lay out the merge of these mentions into the events of the days that are *written*."""
    merged = (
        pipeline
        | "MentionFiles" >> beam.Create(mentions)
        | "SpreadFiles" >> beam.Reshuffle()
        | "ReadClaims" >> beam.FlatMapTuple(told_in).with_output_types(tuple[str, Told])
        | "Group" >> beam.GroupByKey()
        | "Merge" >> beam.FlatMapTuple(events_of).with_output_types(Event)
        | "OwnDays" >> beam.Filter(is_written, frozenset(written))
    )
    own = [
        hive_path(event_type=kind, published_date=day)
        for kind in EVENT_TYPES
        for day in sorted(written, key=str)
    ]
    _ = merged | "WriteEvents" >> WriteHive(lake, "events", MERGED, within=own)


def told_in(path: str, wanted: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, Told]]:
    """The wanted claims of a file, each under the name of its component."""
    for claim in read_claims(path, wanted):
        component, known = wanted[claim.mention_id]
        Metrics.counter(COUNTERS, "mentions_merged").inc()
        yield component, told(claim, known)


def is_written(event: Event, written: frozenset[Day]) -> bool:
    """Whether the event's day is one of those that this merge writes."""
    return published_date(event.first_published_at) in written

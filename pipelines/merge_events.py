"""The graph of the merge, on one screen: the lake's mentions in, its events out."""

from collections.abc import Sequence

import apache_beam as beam
from apache_beam.metrics.metric import Metrics

from pipelines.mention_files import WantedFile, read_claims, read_known
from pipelines.merge_plan import Day, Plan
from pipelines.options import MERGED
from pipelines.write import WriteHive
from schemas.claim import Claim
from schemas.event import Event
from schemas.mention import EVENT_TYPES
from schemas.partition import hive_path, published_date
from transforms.merging import (
    Part,
    by_component,
    claim_part,
    events_of,
    known_part,
    packed_clues,
    ties_of_block,
)
from transforms.merging import components as components_of
from transforms.stages import COUNTERS
from transforms.ties import Tie, linked


def build(
    pipeline: beam.Pipeline,
    lake: str,
    plan: Plan,
    reach: int,
    mentions: Sequence[WantedFile],
    events: Sequence[str],
) -> None:
    """Lay out the merge of these files of *mentions*; *events* are those of earlier merges.

    Small records are grouped four times: clues by the parties they share, to see what each leans
    on; that by mention, to keep the nearest; claims by mention, to learn what each hangs together
    with; and by that, to make the events.
    """
    claims = (
        pipeline
        | "MentionFiles" >> beam.Create(mentions)
        | "SpreadFiles" >> beam.Reshuffle()
        | "ReadClaims" >> beam.FlatMapTuple(read_claims).with_output_types(Claim)
    )
    components = (
        claims
        | "KeyByParties" >> beam.FlatMap(packed_clues).with_output_types(tuple[str, bytes])
        | "Blocks" >> beam.GroupByKey()
        | "Ties" >> beam.FlatMapTuple(ties_of_block, reach).with_output_types(Tie)
        | "Nearest" >> beam.CombinePerKey(min)
        | "Link" >> beam.MapTuple(with_one_key)
        | "AllLinks" >> beam.GroupByKey()
        | "Components" >> beam.FlatMapTuple(components_of).with_output_types(Part)
    )
    known = (
        pipeline
        | "EventFiles" >> beam.Create(events)
        | "ReadKnown" >> beam.FlatMap(read_known)
        | "Known" >> beam.MapTuple(known_part).with_output_types(Part)
    )
    parts = claims | "KeyByMention" >> beam.Map(counted_part).with_output_types(Part)
    merged = (
        (parts, components, known)
        | "Parts" >> beam.Flatten()
        | "Join" >> beam.GroupByKey()
        | "KeyByComponent" >> beam.FlatMapTuple(by_component).with_output_types(Part)
        | "Group" >> beam.GroupByKey()
        | "Merge" >> beam.FlatMapTuple(events_of).with_output_types(Event)
        | "OwnDays" >> beam.Filter(is_written, plan.written)
    )
    own = [
        hive_path(event_type=kind, published_date=day)
        for kind in EVENT_TYPES
        for day in sorted(plan.written, key=str)
    ]
    _ = merged | "WriteEvents" >> WriteHive(lake, "events", MERGED, within=own)


def counted_part(claim: Claim) -> Part:
    """The claim under the id of its mention, counted."""
    Metrics.counter(COUNTERS, "mentions_merged").inc()
    return claim_part(claim)


def with_one_key(tie: str, end: tuple[float, str, str]) -> tuple[str, tuple[str, str]]:
    """The link under the one key of all: what hangs together is seen in one place only."""
    return "", linked(tie, end)


def is_written(event: Event, written: frozenset[Day]) -> bool:
    """Whether the event's day is one of those that this merge writes."""
    return published_date(event.first_published_at) in written

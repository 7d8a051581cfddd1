"""The graph of the merge, on one screen: the lake's mentions in, its events out."""

from collections.abc import Sequence

import apache_beam as beam
from apache_beam.metrics.metric import Metrics

from pipelines.mention_files import read_claims, read_known
from pipelines.merge_plan import Plan
from pipelines.options import MERGED
from pipelines.write import WriteHive
from schemas.claim import Claim
from schemas.event import Event
from schemas.mention import EVENT_TYPES
from schemas.partition import hive_path, published_date
from transforms.merging import by_component, components, events_of, keyed_clues, ties_of_block
from transforms.stages import COUNTERS
from transforms.ties import linked


def build(
    pipeline: beam.Pipeline,
    lake: str,
    plan: Plan,
    reach: int,
    mentions: Sequence[str],
    events: Sequence[str],
) -> None:
    """Lay out the merge of these files of *mentions*; *events* are those of earlier merges.

    Claims are grouped three times: by the parties they share, to see which may be of one event; by
    mention, to learn what each hangs together with; by that, to make the events.
    """
    claims = (
        pipeline
        | "MentionFiles" >> beam.Create(mentions)
        | "SpreadFiles" >> beam.Reshuffle()
        | "ReadClaims" >> beam.FlatMap(read_claims).with_output_types(Claim)
    )
    links = (
        claims
        | "KeyByParties" >> beam.FlatMap(keyed_clues)
        | "Blocks" >> beam.GroupByKey()
        | "Ties" >> beam.FlatMapTuple(ties_of_block, reach)
        | "Nearest" >> beam.CombinePerKey(min)
        | "Link" >> beam.MapTuple(linked)
    )
    joined = {
        "claims": claims | "KeyByMention" >> beam.Map(with_mention),
        "components": links
        | "OneKey" >> beam.Map(with_one_key)
        | "AllLinks" >> beam.GroupByKey()
        | "Components" >> beam.FlatMapTuple(components),
        "known": pipeline
        | "EventFiles" >> beam.Create(events)
        | "ReadKnown" >> beam.FlatMap(read_known),
    }
    merged = (
        joined
        | "Join" >> beam.CoGroupByKey()
        | "KeyByComponent" >> beam.FlatMapTuple(by_component)
        | "Group" >> beam.GroupByKey()
        | "Merge" >> beam.FlatMapTuple(events_of).with_output_types(Event)
        | "OwnDays" >> beam.Filter(is_written, plan)
    )
    own = [
        hive_path(event_type=kind, published_date=day)
        for kind in EVENT_TYPES
        for day in sorted(plan.written, key=str)
    ]
    _ = merged | "WriteEvents" >> WriteHive(lake, "events", MERGED, within=own)


def with_mention(claim: Claim) -> tuple[str, Claim]:
    """The claim under the id of its mention."""
    Metrics.counter(COUNTERS, "mentions_merged").inc()
    return claim.mention_id, claim


def with_one_key(link: tuple[str, str]) -> tuple[str, tuple[str, str]]:
    """The link under the one key of all: what hangs together is seen in one place only."""
    return "", link


def is_written(event: Event, plan: Plan) -> bool:
    """Whether the event's day is one of those that this merge writes."""
    return published_date(event.first_published_at) in plan.written

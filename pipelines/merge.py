"""One merge from options to manifest: plan the days, then build, run, account."""

import logging
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions

from pipelines.errors import UsageError
from pipelines.files import sweep
from pipelines.kept_events import KeptEvents
from pipelines.leases import leased
from pipelines.logs import bind
from pipelines.manifest import make_manifest, read_manifests, run_id_of, write_manifest
from pipelines.mention_files import files_by_day, slice_days
from pipelines.merge_events import WantedFile, build
from pipelines.merge_plan import Plan, plan_merge
from pipelines.options import EngineOptions, MergeOptions, RunOptions
from pipelines.patience import Say, silent
from pipelines.process import give_memory_back
from pipelines.run import Clock, counters_of
from pipelines.runners import beam_options, runner_of
from pipelines.threads import Day
from schemas.manifest import Manifest

log = logging.getLogger(__name__)


def merge(
    options: MergeOptions, touched: Collection[Day] | None = None, say: Say = silent
) -> Manifest:
    """Merge the mentions of the days in *options*, or of the *touched* days, and account for it."""
    clock, started_at = Clock(), datetime.now(UTC)
    run_id = run_id_of(options.slice_id, started_at)
    bind(run_id=run_id, slice_id=options.slice_id, started_by=options.started_by)
    settings = beam_options(options)
    with leased(options.lake, run_id, "lake", options.wait):
        with clock.timing("total"):
            counters = _merged(options, touched, settings, say)
        finished_at = datetime.now(UTC)
        manifest = make_manifest(options, (), counters, started_at, finished_at, clock.seconds)
        write_manifest(manifest, options.lake)
    sweep(options.lake)
    give_memory_back()
    return manifest


def _merged(
    options: MergeOptions, touched: Collection[Day] | None, settings: PipelineOptions, say: Say
) -> Counter[str]:
    """Run a graph for each window of the plan; the counters of all of them."""
    counters: Counter[str] = Counter()
    say("looking for what has changed")
    mentions = files_by_day(options.lake, "mentions")
    days = asked_days(options, mentions) if touched is None else touched
    log.info("all days are merged" if days is None else f"{len(days)} days are merged")
    with KeptEvents(options.lake) as kept:
        for plan in plan_merge(options.lake, days, options.window_days):
            say(f"merging the news of {days_in_words(plan.written)}")
            pipeline = beam.Pipeline(runner=runner_of(options), options=settings)
            kept.put_aside(plan.written)
            build(pipeline, options.lake, plan.written, wanted(plan, mentions, kept))
            result = pipeline.run()
            result.wait_until_finish()
            counters.update(counters_of(result))
    return counters


def days_in_words(days: Iterable[Day]) -> str:
    """The first and the last day.

    >>> from datetime import date
    >>> days_in_words([date(2025, 3, 7), None, date(2025, 3, 1)]), days_in_words([None])
    ('2025-03-01 to 2025-03-07', 'no date')
    """
    dated = sorted(day for day in days if day)
    if not dated:
        return "no date"
    return str(dated[0]) if dated[0] == dated[-1] else f"{dated[0]} to {dated[-1]}"


def wanted(plan: Plan, files: Mapping[Day, list[str]], kept: KeptEvents) -> list[WantedFile]:
    """The files that a plan reads, and what is known of each mention that it wants of them."""
    events = kept.events_of(plan.read)
    return [
        (path, {name: (part, events.get(name, "")) for name, part in plan.read[day].items()})
        for day in sorted(plan.read, key=str)
        for path in files[day]
    ]


def days_changed_by(lake: str, slice_id: str) -> frozenset[Day]:
    """The days whose mentions any run of a slice has changed; `UsageError` if there was none."""
    runs = [m for m in read_manifests(lake)[0] if m.slice_id == slice_id]
    if not runs:
        raise UsageError(f"--slice {slice_id}: no run of this slice is in {lake}")
    return frozenset(day for run in runs for day in run.days)


def merge_after(options: RunOptions, before: Collection[Day] = (), say: Say = silent) -> Manifest:
    """Merge the days in which the slice of *options* has mentions, or had some *before* its run."""
    shared = options.model_dump(include=set(EngineOptions.model_fields))
    days = slice_days(options.lake, options.slice_id)
    return merge(MergeOptions(**shared), days | frozenset(before), say)


def asked_days(options: MergeOptions, stored: Iterable[Day]) -> frozenset[Day] | None:
    """The days from `--since` to `--until`, or of `--slice`; None for all, if none is given."""
    if options.of_slice:
        return days_changed_by(options.lake, options.of_slice)
    since, until = options.since, options.until
    if since is None and until is None:
        return None
    return frozenset(
        day
        for day in stored
        if day and (since is None or day >= since) and (until is None or day <= until)
    )


def summary(manifest: Manifest) -> str:
    """What a merge did, in a line."""
    counts, seconds = manifest.counts, manifest.seconds["total"]
    read, written = f"{counts.mentions_merged:,} mentions read", f"{counts.events:,} events written"
    return f"{read}, {written}, {seconds:.1f} s"

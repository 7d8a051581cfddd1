"""One merge from options to manifest: plan the days, then build, run, account."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime

import apache_beam as beam

from pipelines.files import sweep
from pipelines.manifest import make_manifest, write_manifest
from pipelines.mention_files import files_by_day
from pipelines.merge_events import build
from pipelines.merge_plan import Day, plan_merge
from pipelines.options import EngineOptions, MergeOptions, RunOptions
from pipelines.run import Clock, check_lake, counters_of
from pipelines.runners import beam_options, runner_of
from schemas.manifest import Manifest


def merge(options: MergeOptions, touched: Collection[Day] | None = None) -> Manifest:
    """Merge the mentions of the days in *options*, or of the *touched* days, and account for it."""
    clock, started_at = Clock(), datetime.now(UTC)
    with clock.timing("total"):
        settings = beam_options(options)
        check_lake(options.lake)
        mentions = files_by_day(options.lake, "mentions")
        with clock.timing("prepare"):
            days = asked_days(options, mentions) if touched is None else touched
            plan = plan_merge(options.lake, days, options.window_days)
        events = files_by_day(options.lake, "events")
        with clock.timing("merge"):
            pipeline = beam.Pipeline(runner=runner_of(options), options=settings)
            reach, read = options.window_days, _files(mentions, plan.read)
            build(pipeline, options.lake, plan, reach, read, _files(events, events))
            result = pipeline.run()
            result.wait_until_finish()
    finished_at = datetime.now(UTC)
    counters, seconds = counters_of(result), clock.seconds
    manifest = make_manifest(options, (), counters, started_at, finished_at, seconds)
    write_manifest(manifest, options.lake)
    sweep(options.lake)
    return manifest


def merge_after(options: RunOptions) -> Manifest:
    """Merge the days of which the run of *options* has written mentions."""
    shared = options.model_dump(include=set(EngineOptions.model_fields))
    stored = files_by_day(options.lake, "mentions")
    own = {
        day
        for day, paths in stored.items()
        if any(f"/{options.slice_id}-" in path for path in paths)
    }
    return merge(MergeOptions(**shared), own)


def asked_days(options: MergeOptions, stored: Iterable[Day]) -> frozenset[Day] | None:
    """The days from `--since` to `--until`; None where neither is given, which means all."""
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


def _files(stored: Mapping[Day, list[str]], days: Iterable[Day]) -> list[str]:
    return [path for day in sorted(days, key=str) for path in stored.get(day, ())]

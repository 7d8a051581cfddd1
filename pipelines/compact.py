"""One compaction from options to manifest: the folders with many files, then a graph over them."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime

import apache_beam as beam
from apache_beam.pvalue import AsIter

from pipelines.compaction import COMPACTABLE, by_folder, compact_folder
from pipelines.files import matching, sweep
from pipelines.leases import leased
from pipelines.logs import bind
from pipelines.manifest import make_manifest, run_id_of, write_manifest
from pipelines.mention_files import keys_of
from pipelines.month_copies import SCHEMAS, copy_month, months_to_copy
from pipelines.months import MONTHS
from pipelines.options import CompactOptions
from pipelines.run import Clock, counters_of
from pipelines.runners import beam_options, runner_of
from schemas.manifest import Manifest
from schemas.partition import NO_VALUE

Folder = tuple[str, list[str]]
"""A dataset, and the files of one of its folders."""


def compact(options: CompactOptions) -> Manifest:
    """Put the small files of each folder of the lake into one, and account for it."""
    clock, started_at = Clock(), datetime.now(UTC)
    run_id = run_id_of(options.slice_id, started_at)
    bind(run_id=run_id, slice_id=options.slice_id, started_by=options.started_by)
    settings = beam_options(options)
    counters: Counter[str] = Counter()
    with leased(options.lake, run_id, "lake", options.wait):
        with clock.timing("total"):
            pipeline = beam.Pipeline(runner=runner_of(options), options=settings)
            build(pipeline, options, list(folders_to_compact(options)))
            result = pipeline.run()
            result.wait_until_finish()
            counters.update(counters_of(result))
        finished_at = datetime.now(UTC)
        manifest = make_manifest(options, (), counters, started_at, finished_at, clock.seconds)
        write_manifest(manifest, options.lake)
    sweep(options.lake)
    return manifest


def build(pipeline: beam.Pipeline, options: CompactOptions, folders: list[Folder]) -> None:
    """Lay out the compaction of these folders, and then of months whose copy is out of date."""
    compacted = (
        pipeline
        | "Folders" >> beam.Create(folders)
        | "Spread" >> beam.Reshuffle()
        | "Compact" >> beam.MapTuple(compact_folder, options.lake)
    )
    _ = (
        pipeline
        | "Datasets" >> beam.Create(sorted(SCHEMAS))
        | "Months" >> beam.FlatMap(months_to_copy, AsIter(compacted), options.lake, options.until)
        | "SpreadMonths" >> beam.Reshuffle()
        | "Copy" >> beam.MapTuple(copy_month, options.lake)
    )


def folders_to_compact(options: CompactOptions) -> Iterator[Folder]:
    """The folders with as many files as it takes; with `--until`, only those of days up to it."""
    for dataset in COMPACTABLE:
        pattern = f"{options.lake}/{dataset}/**/*.parquet"
        for folder, paths in by_folder(matching(pattern)).items():
            if len(paths) >= options.min_files and _is_asked_for(folder, options.until):
                yield dataset, paths


def _is_asked_for(folder: str, until: date | None) -> bool:
    day = keys_of(f"{folder}/").get("published_date", NO_VALUE)
    return until is None or (day != NO_VALUE and day <= until.isoformat())


def summary(manifest: Manifest) -> str:
    """What a compaction did, in a line."""
    written = dict(manifest.files_written)
    months, removed = written.pop(MONTHS), sum(manifest.files_removed.values())
    return (
        f"{removed:,} files put into {sum(written.values()):,}, {months:,} copies of months "
        f"written, {manifest.seconds['total']:.1f} s"
    )

"""One run from options to manifest: check everything, then build, run, account."""

import logging
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from itertools import chain

import apache_beam as beam
from apache_beam.metrics.metric import MetricsFilter
from apache_beam.runners.runner import PipelineResult

from pipelines.articles import forget
from pipelines.errors import UsageError
from pipelines.extract_events import build
from pipelines.fetch import fetch_all, is_address
from pipelines.files import WRITING, account, put, remove, root, sweep, use_options
from pipelines.formats.registry import refuse_missing
from pipelines.inputs import find_files, shares_of
from pipelines.kafka import shares_of_offsets
from pipelines.lake_version import refuse_newer
from pipelines.leases import leased
from pipelines.ledger import memory_of
from pipelines.logs import bind
from pipelines.manifest import make_manifest, run_id_of, write_manifest
from pipelines.mention_files import slice_days
from pipelines.options import RunOptions
from pipelines.process import give_memory_back
from pipelines.progress import progress
from pipelines.runners import beam_options, runner_of, workers_for
from pipelines.shares import Share
from schemas.manifest import InputFile, Manifest
from schemas.stream import StreamSlice
from transforms.language import LanguageModelError, load_language
from transforms.stages import COUNTERS

log = logging.getLogger(__name__)


class Clock:
    """Seconds spent in each named part of the run."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def timing(self, part: str) -> Iterator[None]:
        """Take the time of what is done inside under this name."""
        began = time.monotonic()
        try:
            yield
        finally:
            self.seconds[part] = time.monotonic() - began


def run(
    options: RunOptions, planned: StreamSlice | None = None, kafka_config: str | None = None
) -> Manifest:
    """Do the whole run and write its manifest; `UsageError` for what cannot be begun.

    The input is what the options name, or the *planned* slice of a followed stream.
    """
    clock, started_at = Clock(), datetime.now(UTC)
    run_id = run_id_of(options.slice_id, started_at)
    bind(run_id=run_id, slice_id=options.slice_id, started_by=options.started_by)
    with ExitStack() as lease:
        with clock.timing("total"):
            with clock.timing("prepare"):
                use_options(beam_options(options))
                found = planned.files if planned else find_inputs(options)
                inputs = tuple(one for one in found if isinstance(one, InputFile))
                shares = shares_to_read(options, found)
                offsets = planned.offsets if planned else ()
                if options.workers is None and options.is_local:
                    workers = workers_for(inputs, os.cpu_count() or 1)
                    options = options.model_copy(update={"workers": workers})
                beam_settings = beam_options(options)
                check_language_model(options.language_model)
                lease.enter_context(leased(options.lake, run_id, wait=options.wait))
            before = slice_days(options.lake, options.slice_id)
            log.info("reading %d files", len(inputs))
            shown = options.is_local and not options.quiet
            with clock.timing("extract"), progress(shown) as folder:
                pipeline = beam.Pipeline(runner=runner_of(options), options=beam_settings)
                messages = (s for part in offsets for s in shares_of_offsets(part, kafka_config))
                memory = memory_of(options.lake, planned) if planned else None
                build(pipeline, options, chain(shares, messages), folder, memory)
                result = pipeline.run()
                result.wait_until_finish()
            forget(options.lake, options.slice_id, options.keep_articles)
        counters, finished_at = counters_of(result), datetime.now(UTC)
        days = before | slice_days(options.lake, options.slice_id)
        manifest = make_manifest(
            options, inputs, counters, started_at, finished_at, clock.seconds, days, offsets
        )
        write_manifest(manifest, options.lake)
    sweep(options.lake)
    give_memory_back()
    return manifest


def find_inputs(options: RunOptions) -> tuple[InputFile | Share, ...]:
    """The files, with sizes and checksums; one that may not be read stops the run.

    What is on the web is fetched, if that is asked for; an address that could not be fetched is a
    share that holds no more than that fault.
    """
    urls = [name for name in options.inputs if is_address(name)]
    if urls and not options.fetch:
        raise UsageError(f"--input {urls[0]} is an address; --fetch fetches it")
    patterns = patterns_of(options)
    paths = find_files(patterns, options.lake, options.input_format) if patterns else []
    try:
        files = [account(path) for path in paths]
    except OSError as error:
        raise UsageError(f"--input: {error}") from error
    fetched = fetch_all(urls, options.lake) if urls else []
    return (*files, *(one.file or Share(one.url, "", fault=one.fault) for one in fetched))


def shares_to_read(options: RunOptions, found: Iterable[InputFile | Share]) -> list[Share]:
    """The shares of what was found; `UsageError` for a format without its library."""
    files = [one for one in found if isinstance(one, InputFile)]
    named = [*patterns_of(options), *(file.uri for file in files if file.url)]
    shares = [*shares_of(files, named, options.input_format, options.input_encoding)]
    refuse_missing({share.kind for share in shares if share.kind})
    return shares + [one for one in found if isinstance(one, Share)]


def patterns_of(options: RunOptions) -> Sequence[str]:
    """Which files are to be read, in full where the workers may stand elsewhere."""
    names = [name for name in options.inputs if not is_address(name)]
    return names if options.is_local else [root(name) for name in names]


def check_lake(lake: str) -> None:
    """Write and remove a file, so that hours of work do not end at a folder that is not ours.

    `UsageError` also for a lake that a later version has written to.
    """
    refuse_newer(lake)
    try:
        put(lake, path := f"{lake}/{WRITING}/check", b"\n")  # S3 takes no empty files
        remove([path])
    except (OSError, ValueError) as error:
        raise UsageError(f"--lake {lake} cannot be written: {error}") from error


def check_language_model(name: str | None) -> None:
    """Load the model before anything is read, so that a wrong one stops the run at once."""
    try:
        load_language(name)
    except LanguageModelError as error:
        raise UsageError(f"--language_model: {error}") from error


def counters_of(result: PipelineResult) -> dict[str, int]:
    """The stages' counters, summed over the steps."""
    found = result.metrics().query(MetricsFilter().with_namespace(COUNTERS))["counters"]
    sums: dict[str, int] = {}
    for counter in found:
        name = counter.key.metric.name
        sums[name] = sums.get(name, 0) + (counter.committed or counter.attempted or 0)
    return sums


def summary(manifest: Manifest) -> str:
    """What a run did, in a few lines."""
    counts, seconds = manifest.counts, manifest.seconds
    kinds = ", ".join(f"{n:,} {kind}" for kind, n in counts.mentions_by_type.items())
    stages = ", ".join(f"{n:,} {stage}" for stage, n in counts.failures_by_stage.items() if n)
    reasons = ", ".join(f"{n:,} {reason}" for reason, n in counts.skipped_by_reason.items())
    skipped = f"{counts.skipped:,} skipped ({reasons}) + " if counts.skipped else ""
    rate = counts.articles / max(seconds["extract"], 0.001)
    lines = [
        f"{counts.records_in:,} records = {counts.articles:,} articles + {counts.copies:,} copies "
        f"+ {skipped}{counts.failures:,} failures{f' ({stages})' if stages else ''}",
        f"{counts.mentions:,} mentions ({kinds}) in {counts.articles_with_events:,} articles",
        f"{seconds['total']:.1f} s, {rate:,.0f} articles/s",
    ]
    if counts.dates_lost:
        lines.insert(1, f"{counts.dates_lost:,} publication dates were absurd and are left out")
    return "\n".join(lines)


def verdict(manifest: Manifest, max_bad: float) -> str | None:
    """Why the run counts as failed, though what was good is written; None if it does not."""
    counts = manifest.counts
    if counts.unaccounted:
        return f"{counts.unaccounted:,} of {counts.records_in:,} records are not accounted for"
    if counts.share_bad > max_bad:
        bad = (
            f"{counts.failures:,} of {counts.records_in:,} records failed ({counts.share_bad:.0%})"
        )
        return f"{bad}, more than --max_bad {max_bad:g} allows; see failures/ in the lake"
    return None

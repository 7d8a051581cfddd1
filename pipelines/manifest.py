"""The manifest of a run: counters of Beam and facts of the machine → `runs/<run_id>.json`."""

import platform
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from importlib.metadata import PackageNotFoundError, version

from pydantic import ValidationError

from pipelines.files import matching, opened_raw, put
from pipelines.months import MONTHS
from pipelines.options import CompactOptions, MergeOptions, RunOptions
from schemas.manifest import Counts, InputFile, Manifest, OffsetRange
from schemas.mention import EVENT_TYPES
from schemas.version import PIPELINE_VERSION, SCHEMA_VERSION

WRITTEN = ("mentions", "failures", "events", "articles", MONTHS)
PACKAGES = ("apache-beam", "duckdb", "pyarrow", "pydantic", "spacy")


def counts_of(counters: Mapping[str, int]) -> Counts:
    """The account of the records, from the stages' counters."""
    failures = _after("failures_in_", counters)
    skipped = _after("skipped_", counters)
    dates = _after("dates_from_", counters)
    missing = dates.pop("nothing", 0)
    mentions = {kind: counters.get(f"mentions_{kind}", 0) for kind in EVENT_TYPES}
    return Counts(
        records_in=counters.get("records_in", 0),
        articles=counters.get("articles", 0),
        copies=counters.get("copies", 0),
        skipped=sum(skipped.values()),
        skipped_by_reason=skipped,
        failures=sum(failures.values()),
        failures_by_stage=failures,
        articles_with_events=counters.get("articles_with_events", 0),
        mentions=sum(mentions.values()),
        mentions_by_type=mentions,
        dates_lost=counters.get("dates_lost", 0),
        dates_from=dates,
        dates_missing=missing,
        mentions_merged=counters.get("mentions_merged", 0),
        events=counters.get("rows_written_events", 0),
    )


def run_id_of(slice_id: str, started_at: datetime) -> str:
    """The id of a run, of which there is one: its slice, and the moment when it began.

    >>> run_id_of("d1", datetime(2024, 5, 15, 1, tzinfo=UTC))
    'd1-20240515T010000000000Z'
    """
    return f"{slice_id}-{started_at.astimezone(UTC):%Y%m%dT%H%M%S%f}Z"


def make_manifest(
    options: RunOptions | MergeOptions | CompactOptions,
    inputs: Sequence[InputFile],
    counters: Mapping[str, int],
    started_at: datetime,
    finished_at: datetime,
    seconds: Mapping[str, float],
    days: Collection[date | None] = (),
    offsets: Sequence[OffsetRange] = (),
) -> Manifest:
    """All that is to be said about a run."""
    return Manifest(
        run_id=run_id_of(options.slice_id, started_at),
        slice_id=options.slice_id,
        started_by=options.started_by,
        started_at=started_at,
        finished_at=finished_at,
        inputs=tuple(inputs),
        offsets=tuple(offsets),
        counts=counts_of(counters),
        days=tuple(sorted(days, key=str)),
        files_written=_by_dataset(counters, "files_written_"),
        files_removed=_by_dataset(counters, "files_removed_"),
        options=options.model_dump(mode="json"),
        versions=versions(),
        seconds={name: round(value, 3) for name, value in seconds.items()},
    )


def _after(prefix: str, counters: Mapping[str, int]) -> dict[str, int]:
    """The counters whose names begin so, without that beginning, sorted, none that is 0."""
    found = sorted(item for item in counters.items() if item[0].startswith(prefix))
    return {name.removeprefix(prefix): n for name, n in found if n}


def _by_dataset(counters: Mapping[str, int], prefix: str) -> dict[str, int]:
    return {name: counters.get(prefix + name, 0) for name in WRITTEN}


def versions() -> dict[str, str]:
    """What produced the rows: ourselves, the schema, Python and the libraries."""
    found = {"communique": PIPELINE_VERSION, "schema": SCHEMA_VERSION}
    found["python"] = platform.python_version()
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "missing"
    return found


def read_manifests(lake: str) -> tuple[list[Manifest], list[str]]:
    """The manifests of the lake, the oldest first, and the paths of those that are none.

    Those of other versions are read, too: what they say besides is left out.
    """
    read, damaged = [], []
    for path in matching(f"{lake}/runs/*.json"):
        try:
            with opened_raw(path) as handle:
                read.append(Manifest.model_validate_json(handle.read(), extra="ignore"))
        except ValidationError:
            damaged.append(path)
    return sorted(read, key=lambda manifest: manifest.started_at), damaged


def manifest_path(lake: str, run_id: str) -> str:
    """Where the manifest of a run lies."""
    return f"{lake}/runs/{run_id}.json"


def write_manifest(manifest: Manifest, lake: str) -> str:
    """Write `<lake>/runs/<run_id>.json`, and give its path."""
    path = manifest_path(lake, manifest.run_id)
    put(lake, path, manifest.model_dump_json(indent=2).encode() + b"\n")
    return path

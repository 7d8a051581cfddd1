"""Is the lake fit to be read today? Gates, each with what was measured and what is allowed."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import sqrt
from statistics import median
from typing import Literal

from pipelines.database import connect
from pipelines.files import root
from pipelines.inventory import LakeFile, files_of, strangers_in, unfinished_in
from pipelines.lake_version import is_newer
from pipelines.leases import broken_off
from pipelines.manifest import read_manifests
from pipelines.options import COMPACTED, MERGED, CheckOptions
from schemas.manifest import Manifest
from schemas.version import SCHEMA_VERSION

State = Literal["ok", "warn", "FAIL", "-"]
"""`-`: there is nothing to judge by."""

WEEKS = 4
"""Trailing weeks that a day is compared with."""
FEWEST_DAYS = 3
"""Days of the same weekday that it takes to say what is usual."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a gate says."""

    gate: str
    state: State
    measured: str
    allowed: str = ""
    found: Sequence[str] = ()
    """What should not be, piece by piece; paths are those below the lake."""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Lake:
    """All that the gates look at, read once; *day* is the one that is judged."""

    root: str
    day: date | None
    files: Sequence[LakeFile]
    runs: Mapping[str, Manifest]
    """The last run of each slice; merges and compactions have slices of their own names."""
    damaged: Sequence[str]

    @classmethod
    def of(cls, lake: str, day: date | None = None) -> "Lake":
        """The lake as it is now; the newest day of publication is judged unless one is named."""
        files = tuple(files_of(lake))
        manifests, damaged = read_manifests(lake)
        runs = {manifest.slice_id: manifest for manifest in manifests}
        newest = max((file.day for file in files if file.day), default=None)
        return cls(lake, day or newest, files, runs, damaged)

    def below(self, path: str) -> str:
        """The path of a file of the lake, as seen from the lake."""
        return path.removeprefix(f"{self.root}/")

    @property
    def extracts(self) -> dict[str, Manifest]:
        """The last run of `extract` of each slice."""
        return {name: run for name, run in self.runs.items() if name not in (MERGED, COMPACTED)}

    @property
    def judged(self) -> Manifest | None:
        """The run of the slice that is named after the day; if there is none, the last run."""
        runs = self.extracts
        named = runs.get(slice_named(self.day)) if self.day else None
        return named or max(runs.values(), key=lambda run: run.started_at, default=None)


def slice_named(day: date) -> str:
    """The name that slices of days have by custom.

    >>> slice_named(date(2025, 3, 5))
    '20250305'
    """
    return f"{day:%Y%m%d}"


def judge(options: CheckOptions) -> list[Verdict]:
    """The verdicts of all gates, in the order in which one would look."""
    lake = Lake.of(root(options.lake), options.date)
    return [verdict for gate in GATES for verdict in gate(lake, options)]


def whole_files(lake: Lake, _: CheckOptions) -> Iterator[Verdict]:
    """Whether every file can be read."""
    bad = [f"{lake.below(f.path)}: {f.fault}" for f in lake.files if f.fault]
    bad += [lake.below(path) for path in lake.damaged]
    yield _none("unreadable files", bad, "run their slices again")


def broken_runs(lake: Lake, _: CheckOptions) -> Iterator[Verdict]:
    """Whether a run broke off, so that its slice may be half old and half new."""
    slices = sorted({lease.slice_id for lease in broken_off(lake.root)})
    yield _none("runs broken off", slices, "run them again")


def leftovers(lake: Lake, _: CheckOptions) -> Iterator[Verdict]:
    """What lies about: temporary files of runs that broke off, and files of others."""
    left = [lake.below(path) for path in unfinished_in(lake.root)]
    yield _none("temporary files", left, "communique vacuum", "warn")
    yield _none("foreign files", strangers_in(lake.root), "move them out of the lake", "warn")


def schema(lake: Lake, _: CheckOptions) -> Iterator[Verdict]:
    """Whether all rows have the columns, and they the meaning, of today."""
    whole = [file for file in lake.files if not file.fault]
    versions = {f"{lake.below(f.path)}: {f.schema_version}": f.schema_version for f in whole}
    newer = [told for told, version in versions.items() if is_newer(version)]
    others = [told for told, version in versions.items() if version != SCHEMA_VERSION]
    older = [told for told in others if told not in newer]
    yield _none("files of a newer schema", newer, "upgrade communique")
    yield _none("files of an older schema", older, "extract their slices again", "warn")


def accounts(lake: Lake, _: CheckOptions) -> Iterator[Verdict]:
    """Whether manifests and files agree, and no record is unaccounted for."""
    lost = [
        f"slice {name}: {run.counts.unaccounted:,} records"
        for name, run in lake.extracts.items()
        if run.counts.unaccounted
    ]
    yield _none("unaccounted", lost, "this is a fault of ours: report it")
    stored: Counter[str] = Counter()
    for file in lake.files:
        if file.dataset == "mentions":
            stored.update(file.slices)
    wrong = [
        f"slice {name} holds {stored[name]:,} of {run.counts.mentions:,} mentions"
        for name, run in lake.extracts.items()
        if stored[name] != run.counts.mentions
    ]
    yield _none("slices unlike their manifest", wrong, "run them again")


def volumes(lake: Lake, limits: CheckOptions) -> Iterator[Verdict]:
    """Whether the day has as many articles and mentions as the same weekday usually has."""
    if lake.day is None:
        yield Verdict("volume", "-", "there is no day of publication")
        return
    records = {name: run.counts.articles for name, run in lake.extracts.items()}
    mentions: Counter[date] = Counter()
    for file in lake.files:
        if file.dataset == "mentions" and file.day:
            mentions[file.day] += file.rows
    first = min(mentions, default=lake.day)
    days = [lake.day - timedelta(weeks=n) for n in range(WEEKS + 1)]
    by_slice = [records.get(slice_named(day)) for day in days]
    by_day = [mentions[day] if day >= first else None for day in days]
    yield _volume(f"articles of slice {slice_named(lake.day)}", by_slice, limits)
    yield _volume(f"mentions of {lake.day}", by_day, limits)


def _volume(gate: str, counts: Sequence[int | None], limits: CheckOptions) -> Verdict:
    """The first count against the others; those are None where there is nothing to count."""
    today, before = counts[0], [count for count in counts[1:] if count is not None]
    if today is None:
        return Verdict(gate, "-", "no such slice")
    if len(before) < FEWEST_DAYS:
        return Verdict(gate, "-", f"{today:,}; too few weeks before to compare")
    usual = median(before)
    low, high = limits.min_volume * usual, limits.max_volume * usual
    is_chance = abs(today - usual) <= 3 * sqrt(max(usual, 1))  # of so few, it may well be so many
    remedy = "look whether all input has come; then run the slice again"
    is_well = low <= today <= high or is_chance
    return _verdict(gate, f"{today:,}", f"{low:,.0f} to {high:,.0f}", is_well, remedy)


def shares(lake: Lake, limits: CheckOptions) -> Iterator[Verdict]:
    """Failed records, articles without a date, events without one: each as a share."""
    if run := lake.judged:
        counts, of, most = run.counts, f"of slice {run.slice_id}", limits.max_failures
        remedy = "communique query --lake DIR failures_by_stage"
        yield _share(f"failures {of}", counts.failures, counts.records_in, most, remedy)
        remedy, most = "see which field of the input holds the date", limits.max_undated
        yield _share(f"undated articles {of}", counts.dates_missing, counts.articles, most, remedy)
    files = [file for file in lake.files if file.dataset == "mentions" and file.day == lake.day]
    undated, rows = sum(file.undated for file in files), sum(file.rows for file in files)
    most = limits.max_undated_events
    most += 3 * sqrt(most * (1 - most) / max(rows, 1))  # of so few, it may well be so many
    remedy = "read some: is the input what it was?"
    yield _share(f"undated events of {lake.day}", undated, rows, min(most, 1), remedy)


def duplicates(lake: Lake, limits: CheckOptions) -> Iterator[Verdict]:
    """Mentions that are in the lake twice, as when two slices hold the same article."""
    if any(file.fault for file in lake.files):
        yield Verdict("duplicates", "-", "not counted, as files are unreadable")
        return
    with connect(lake.root, "mentions events") as connection:
        for dataset, key in (("mentions", "mention_id"), ("events", "event_id")):
            question = f"select count(*) - count(distinct {key}), count(*) from {dataset}"
            [(again, rows)] = connection.sql(question).fetchall()
            allowed = limits.max_duplicates if dataset == "mentions" else 0
            remedy = "let slices not overlap" if dataset == "mentions" else "communique merge"
            yield _share(f"duplicate {dataset}", again, rows, allowed, remedy)


def merged(lake: Lake, _: CheckOptions) -> Iterator[Verdict]:
    """Whether the events know all mentions."""
    merge = lake.runs.get(MERGED)
    if merge is None:
        yield Verdict("not merged yet", "-", "this lake has never been merged")
        return
    newer = [name for name, run in lake.extracts.items() if run.finished_at > merge.started_at]
    yield _none("slices not merged yet", newer, "communique merge", "warn")


GATES: tuple[Callable[[Lake, CheckOptions], Iterator[Verdict]], ...] = (
    whole_files,
    broken_runs,
    leftovers,
    schema,
    accounts,
    volumes,
    shares,
    duplicates,
    merged,
)


def _none(gate: str, found: Sequence[str], remedy: str, otherwise: State = "FAIL") -> Verdict:
    verdict = _verdict(gate, f"{len(found):,}", "0", not found, remedy, otherwise)
    return replace(verdict, found=tuple(found))


def _share(gate: str, part: int, of: int, allowed: float, remedy: str) -> Verdict:
    if not of:
        return Verdict(gate, "-", "0 of 0")
    measured = f"{part / of:.1%} ({part:,} of {of:,})"
    return _verdict(gate, measured, f"at most {allowed:.1%}", part / of <= allowed, remedy)


def _verdict(
    gate: str, measured: str, allowed: str, is_well: bool, remedy: str, otherwise: State = "FAIL"
) -> Verdict:
    state: State = "ok" if is_well else otherwise
    return Verdict(gate, state, measured, allowed, remedy="" if is_well else remedy)

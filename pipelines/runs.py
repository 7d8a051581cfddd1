"""What runs a lake has seen: those that ended, by their manifests; the others by their leases."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Self

from pipelines.leases import Lease, at_work, broken_off
from pipelines.manifest import read_manifests
from pipelines.options import RunsOptions
from schemas.manifest import Manifest

State = Literal["done", "at work", "broke off"]


@dataclass(frozen=True, slots=True)
class Run:
    """A line of the list."""

    run_id: str
    state: State
    started_at: datetime
    seconds: float | None = None
    records: int | None = None
    articles: int | None = None
    copies: int | None = None
    failures: int | None = None
    mentions: int | None = None
    events: int | None = None
    files_written: int | None = None
    started_by: str | None = None
    version: str | None = None

    @classmethod
    def of(cls, manifest: Manifest) -> Self:
        """A run that has ended."""
        counts = manifest.counts
        return cls(
            run_id=manifest.run_id,
            state="done",
            started_at=manifest.started_at,
            seconds=manifest.seconds.get("total"),
            records=counts.records_in,
            articles=counts.articles,
            copies=counts.copies,
            failures=counts.failures,
            mentions=counts.mentions,
            events=counts.events,
            files_written=sum(manifest.files_written.values()),
            started_by=manifest.started_by,
            version=manifest.versions.get("communique"),
        )

    @classmethod
    def without_end(cls, lease: Lease, state: State) -> Self:
        """A run that goes on, or that broke off."""
        return cls(lease.run_id, state, lease.started_at)


def runs_of(options: RunsOptions) -> list[Run]:
    """The last runs, the newest at the end."""
    manifests, _ = read_manifests(options.lake)
    runs = [Run.of(manifest) for manifest in manifests]
    runs += [Run.without_end(lease, "at work") for lease in at_work(options.lake)]
    runs += [Run.without_end(lease, "broke off") for lease in broken_off(options.lake)]
    kept = [r for r in runs if options.slice_id in (None, r.run_id.rpartition("-")[0])]
    return sorted(kept, key=lambda run: run.started_at)[-options.last :]

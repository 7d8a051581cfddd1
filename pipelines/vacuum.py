"""What crashed runs left in a lake, and manifests that nobody asks for any more: removed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from pipelines.files import WRITING, matching, remove, remove_empty_folders, sweep
from pipelines.leases import LEASES, broken_off, leased
from pipelines.manifest import manifest_path, read_manifests, run_id_of
from pipelines.options import VacuumOptions

VACUUM = "vacuum"


@dataclass(frozen=True, slots=True)
class Removed:
    """Something that was in the way, and why it could go; the path is that below the lake."""

    path: str
    why: str


def vacuum(options: VacuumOptions) -> tuple[list[Removed], list[str]]:
    """What was removed, or would be; and the slices of runs that broke off: run them again.

    This waits until nothing else works on the lake, so nothing of a living run is touched.
    """
    now = datetime.now(UTC)
    run_id = run_id_of(VACUUM, now)
    with leased(options.lake, run_id, "lake", options.wait):
        slices = sorted({lease.slice_id for lease in broken_off(options.lake)})
        found = [*_left_by_crashes(options.lake, run_id), *_old_manifests(options, now)]
        if not options.dry_run:
            remove([each.path for each in found])
            found += _empty_folders(options.lake)
    sweep(options.lake)
    below = (replace(each, path=each.path.removeprefix(f"{options.lake}/")) for each in found)
    return [*below], slices


def _left_by_crashes(lake: str, own: str) -> Iterator[Removed]:
    for path in matching(f"{lake}/{WRITING}/**"):
        if path.startswith(f"{lake}/{LEASES}/"):
            if f"/{own}." not in path:
                yield Removed(path, "lease of a run that broke off")
        else:
            yield Removed(path, "file that was never finished")


def _old_manifests(options: VacuumOptions, now: datetime) -> Iterator[Removed]:
    """Manifests older than asked for, but for the last one of each slice."""
    if options.keep_days is None:
        return
    manifests, _ = read_manifests(options.lake)
    last = {manifest.slice_id: manifest.run_id for manifest in manifests}.values()
    oldest = now - timedelta(days=options.keep_days)
    for manifest in manifests:
        if manifest.started_at < oldest and manifest.run_id not in last:
            why = f"manifest older than {options.keep_days} days"
            yield Removed(manifest_path(options.lake, manifest.run_id), why)


def _empty_folders(lake: str) -> list[Removed]:
    if "://" in lake:
        return []
    tops = (f"{lake}/{dataset}" for dataset in ("mentions", "events", "failures"))
    return [Removed(path, "empty folder") for top in tops for path in remove_empty_folders(top)]

"""What lies in a lake, file by file: from names and the ends of files, without reading a row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.files import WRITING, matching, opened_raw
from pipelines.lake_version import MARK
from pipelines.leases import LEASES, at_work
from pipelines.ledger import STREAMS
from pipelines.mention_files import keys_of
from pipelines.months import MONTHS
from pipelines.slices import is_compacted, slice_of, slices_in
from schemas.partition import NO_VALUE

DATASETS = ("mentions", "events", "failures")
_OURS = re.compile(
    r"(mentions|events)/event_type=[^/]+/published_date=[^/]+/[\w-]+\.parquet"
    r"|articles/published_date=[^/]+/[\w-]+\.parquet"
    r"|texts/slice=\w+/[\w-]+\.parquet"
    rf"|{MONTHS}/(mentions|events)/[\d-]+\.\d+\.parquet"
    r"|failures/stage=[^/]+/[\w-]+\.parquet"
    r"|fetched/[^/]+"
    r"|runs/[\w-]+\.json"
    rf"|{re.escape(MARK)}"
    rf"|({re.escape(WRITING)}|{re.escape(STREAMS)})/.+"
)
_EVENT_DATE = "event_date_start"


@dataclass(frozen=True, slots=True)
class LakeFile:
    """A Parquet file of the lake; with a *fault* where it cannot be read."""

    path: str
    dataset: str
    day: date | None
    slices: dict[str, int] = field(default_factory=dict)
    schema_version: str = ""
    undated: int = 0
    fault: str = ""

    @property
    def rows(self) -> int:
        """How many rows it holds."""
        return sum(self.slices.values())


def files_of(lake: str, since: date | None = None) -> Iterator[LakeFile]:
    """The Parquet files of all datasets; of those with a day, only from *since* on."""
    for dataset in DATASETS:
        for path in matching(f"{lake}/{dataset}/**/*.parquet"):
            day = day_of(path)
            if since is None or day is None or day >= since:
                yield _looked_at(path, dataset, day)


def day_of(path: str) -> date | None:
    """The day of publication that the path names, if it names one."""
    value = keys_of(path).get("published_date", NO_VALUE)
    try:
        return None if value == NO_VALUE else date.fromisoformat(value)
    except ValueError:  # a folder that none of us has made: strangers_in tells of it
        return None


def strangers_in(lake: str) -> list[str]:
    """Files that no command of ours puts into a lake."""
    paths = (path.removeprefix(f"{lake}/") for path in matching(f"{lake}/**"))
    return [path for path in paths if not _OURS.fullmatch(path)]


def unfinished_in(lake: str) -> list[str]:
    """Files that runs which broke off have left aside, so that nobody will come for them."""
    working = {lease.slice_id for lease in at_work(lake)}
    paths = matching(f"{lake}/{WRITING}/**")
    leases = f"{lake}/{LEASES}/"
    return [p for p in paths if not p.startswith(leases) and slice_of(p) not in working]


def _looked_at(path: str, dataset: str, day: date | None) -> LakeFile:
    try:
        with opened_raw(path) as handle, pq.ParquetFile(handle) as file:
            metadata, schema = file.metadata, file.schema_arrow
            slices = {slice_of(path): metadata.num_rows}
            undated = _nulls(metadata, _EVENT_DATE) if dataset == "mentions" else 0
        if is_compacted(path):
            slices = slices_in(path)
    except (OSError, pa.ArrowException, KeyError, ValueError) as error:
        return LakeFile(path, dataset, day, fault=f"{type(error).__name__}: {error}")
    version = (schema.metadata or {}).get(b"schema_version", b"").decode("utf-8", "replace")
    return LakeFile(path, dataset, day, slices, version, undated)


def _nulls(metadata: pq.FileMetaData, column: str) -> int:
    """How many rows have no value in a plain column, by the statistics of the file."""
    nulls = 0
    for group in (metadata.row_group(n) for n in range(metadata.num_row_groups)):
        for chunk in (group.column(n) for n in range(group.num_columns)):
            if chunk.path_in_schema == column and chunk.statistics:
                nulls += chunk.statistics.null_count or 0
    return nulls

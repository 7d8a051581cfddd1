"""What compaction gains: `python -m tests.bench.compacting COUNT LAKE`.

Makes so many synthetic mentions over a thousand days, each day in ten slices, as a lake that is fed
ten times a day; asks every view and macro its example; compacts with two workers; asks again. The
lake is kept, and asked as it is if it is there.
"""

import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.__main__ import main
from schemas.arrow import MENTION_FILE_SCHEMA
from tests.bench.asking import answers, write_events
from tests.bench.synthetic import write_lake

SLICES = 10


def write_slices(count: int, lake: Path) -> None:
    """A tenth of the mentions, and nine times the same under other ids; then the events."""
    write_lake(count // SLICES, lake)
    for path in sorted(lake.glob("mentions/**/synthetic-000.parquet")):
        table = pq.read_table(path, partitioning=None)
        for n in range(SLICES):
            slice_file = path.with_name(f"s{n}-000.parquet")
            pq.write_table(_renamed(table, n), slice_file, compression="zstd")
        path.unlink()
    write_events(lake)


def _renamed(table: pa.Table, number: int) -> pa.Table:
    """The same rows as mentions of other articles."""
    for name in ("mention_id", "article_id", "title"):
        field = MENTION_FILE_SCHEMA.field(name)
        fresh = pc.binary_join_element_wise(table[name], f"{number}", "-")
        table = table.set_column(table.schema.get_field_index(name), field, fresh)
    return table.replace_schema_metadata(MENTION_FILE_SCHEMA.metadata)


def tell(lake: Path) -> None:
    """One line per question."""
    print(f"{sum(1 for _ in lake.rglob('*.parquet')):,} files", flush=True)
    for name, rows, seconds, used in answers(lake):
        print(f"{name:<20}{rows:>9,} rows{seconds:>8.2f} s{used:>8.2f} s of processor", flush=True)


if __name__ == "__main__":
    count, lake = int(sys.argv[1]), Path(sys.argv[2])
    if not lake.exists():
        write_slices(count, lake)
    tell(lake)
    began = time.monotonic()
    main(["compact", "--lake", str(lake), "--workers", "2"])
    print(f"compacted in {time.monotonic() - began:.0f} s", flush=True)
    tell(lake)

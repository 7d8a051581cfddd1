"""Time the answers: `python -m tests.bench.asking LAKE [COUNT]` asks every view and macro once.

A lake that is not there is made: ten years, about COUNT mentions, and their events. Run
`communique compact` on it, and ask again. Each question is asked in the way of `communique query`:
a database is opened for it.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb

from pipelines.catalogue import catalogue
from pipelines.database import connect
from schemas.arrow import EVENT_SCHEMA
from tests.bench.decade import write_decade

EVENTS = """
select
    event_type, last(status order by published_at) as status, false as is_background,
    last(meeting_format order by published_at) as meeting_format,
    last(treaty_action order by published_at) as treaty_action,
    any_value(participants) as participants, any_value(parties) as parties,
    any_value(place) as place, any_value(place_country) as place_country,
    hash(any_value(place)) % 120 - 60.0 as latitude,
    hash(any_value(place)) % 340 - 170.0 as longitude,
    any_value(event_date_start) as event_date_start, any_value(date_precision) as date_precision,
    any_value(date_text) as date_text, any_value(topics) as topics, []::varchar[] as outcomes,
    any_value(instrument) as instrument, any_value(instrument_kind) as instrument_kind,
    []::varchar[] as provisions, '040' as cameo_code, 'CONSULT' as plover_event,
    1::tinyint as quad_class, 1.0::float as goldstein, md5(title)[:24] as event_id,
    min(published_at) as first_published_at, max(published_at) as last_published_at,
    list(mention_id order by mention_id) as mention_ids,
    list(article_id order by article_id) as article_ids,
    count(*)::integer as n_articles, count(distinct source)::integer as n_sources,
    max(confidence) as confidence, [] as alternatives,
    case when count(distinct status) > 1 then [{
        published_at: max(published_at), article_id: max(article_id), field: 'status',
        old: 'planned', new: 'occurred'
    }] else [] end as revisions,
    [] as related_events, '0' as schema_version, '0' as pipeline_version,
    min(published_at)::date as published_date
from read_parquet('{lake}/mentions/**/*.parquet', hive_partitioning = true)
group by event_type, title
"""


def write_events(lake: Path) -> None:
    """The events that synthetic mentions tell of, as a merge would write them."""
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        connection.register("nothing", EVENT_SCHEMA.empty_table())
        connection.execute(
            f"copy (select *, null::date as published_date from nothing union all by name "
            f"{EVENTS.replace('{lake}', str(lake))}) to '{lake}/events' "
            "(format parquet, partition_by (event_type, published_date), compression zstd)"
        )


def answers(lake: Path) -> Iterator[tuple[str, int, float, float]]:
    """Name and number of rows of each example; seconds, and seconds of processor time, it took.

    The better of two askings: the first may wait for the disk.
    """
    for entry in catalogue():
        tries = []
        for _ in range(2):
            began, used = time.perf_counter(), time.process_time()
            with connect(str(lake), entry.example) as connection:
                rows = connection.sql(entry.example).to_arrow_table().num_rows
            tries.append((time.process_time() - used, time.perf_counter() - began))
        used, seconds = min(tries)
        yield entry.name, rows, seconds, used


if __name__ == "__main__":
    lake = Path(sys.argv[1])
    if not lake.exists():
        write_decade(int(sys.argv[2]), lake)
    for name, rows, seconds, used in answers(lake):
        print(f"{name:<20}{rows:>9,} rows{seconds:>8.2f} s{used:>8.2f} s of processor time")

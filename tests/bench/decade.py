"""Ten years of news: `python -m tests.bench.decade COUNT LAKE` writes about COUNT mentions.

The events that they tell of are written, too, as a merge would. DuckDB makes the rows, which takes
minutes for ten millions. States are real by their codes, a few meet often and many seldom; their
officials, cities and instruments are invented. An event is told by one to eight outlets within
three days; one in six is of a treaty, and one treaty in four follows another.
"""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from schemas.arrow import EVENT_FILE_SCHEMA, MENTION_FILE_SCHEMA
from schemas.partition import hive_path
from transforms.parties import party_names

FIRST_DAY = date(2015, 1, 1)
DAYS = 3652
TOLD = 2.9
"""Mentions of an event, on average."""

_OFTEN = ("CHN", "KOR", "USA", "EST", "LVA", "THA", "JPN", "FRA")
_SYLLABLES = ("ba", "do", "ke", "li", "mu", "na", "po", "ra", "su", "te", "vi", "zo")

MACROS = """
create macro pick(list, i, salt) as list[(hash(i, salt) % len(list))::integer + 1];
create macro chance(i, salt) as (hash(i, salt) % 1000) / 1000.0;
create macro maybe(list, share, i, salt) as case when chance(i, salt) < share then list else [] end;
create macro id(kind, i, n) as left(md5(kind || ' ' || i || ' ' || n), 24);
create macro syllable(code, salt) as pick(getvariable('syllables'), code, salt);
create macro person(code, office) as 'Ada ' || upper(left(syllable(code, office), 1))
    || syllable(code, office)[2:] || syllable(code, office + 10) || syllable(code, office + 20);
create macro state(i, salt) as getvariable('states')[
    (len(getvariable('states')) * pow(chance(i, salt), 3))::integer + 1
];
create macro sentence(i, n) as 'The ' || pick(['minister', 'president', 'envoy'], i, n)
    || ' of the invented state told reporters in ' || syllable(i, n) || syllable(i, n + 5)
    || ' that both sides had spoken about ' || pick(['rail', 'grain', 'rivers', 'visas'], i, n + 1)
    || ' and would do so again, report number ' || hash(i, n) || ' says.';
"""

DRAWN = """
create or replace temp table drawn as
select
    i, $first::date + (i * $days // $total)::integer as day, i % 6 = 0 as is_treaty,
    list_sort(list_distinct(
        [state(i, 1), state(i, 2)] || maybe([state(i, 3)], 0.15, i, 4)
    )) as parties,
    pick(['President', 'Prime Minister', 'Foreign Minister'], i, 5) as office,
    pick([1, 1, 1, 2, 2, 3, 5, 8], i, 6) as told,
    case
        when chance(i, 7) < 0.8 then 'occurred' when chance(i, 7) < 0.92 then 'planned'
        when chance(i, 7) < 0.96 then 'proposed' else 'cancelled'
    end as status,
    case when is_treaty
        then pick(['057', '057', '053', '0871', '128'], i, 8)
        else pick(['040', '042', '042', '046', '036', '050'], i, 8)
    end as cameo_code,
    case when is_treaty
        then pick(['signed', 'signed', 'agreed', 'ratified', 'joined', 'withdrew'], i, 9)
    end as treaty_action,
    case when not is_treaty then pick(
        ['bilateral', 'bilateral', 'summit', 'visit', 'visit', 'phone_call', 'mediation'], i, 10
    ) end as meeting_format
from range($low, $high) as numbers(i)
"""

FACTS = """
    i, case when is_treaty then 'treaty' else 'meeting' end as event_type,
    status, chance(i, 11) < 0.1 as is_background, meeting_format, treaty_action,
    list_transform(parties, lambda code, n: {
        name: case when not is_treaty then person(code, length(office)) end,
        title: case when not is_treaty then office end, country: code,
        organization: null::varchar,
        role: case
            when treaty_action in ('joined', 'withdrew') and n = 1 then 'member'
            when is_treaty then 'signatory' when meeting_format = 'visit' and n = 1 then 'host'
            when meeting_format = 'visit' then 'visitor'
            when meeting_format = 'mediation' and n = 1 then 'mediator' else 'participant'
        end
    }) as participants,
    parties, case when chance(i, 12) < 0.7 then 'City ' || hash(i, 13) % 5 || ' of ' || parties[1]
    end as place, parties[1] as place_country, hash(place) % 120 - 60.0 as latitude,
    hash(place) % 340 - 170.0 as longitude,
    case when chance(i, 14) < 0.75
        then day + case when status in ('planned', 'proposed')
            then (hash(i, 18) % 60)::integer else 0 end
    end as event_date_start,
    case when chance(i, 14) < 0.75 then 'day' end as date_precision, 'on Monday' as date_text,
    [pick(['rail', 'grain', 'rivers', 'visas', 'tax'], i, 15)] as topics,
    case when is_treaty then topics[1] || ' agreement' end as instrument,
    case when is_treaty then 'agreement' end as instrument_kind, cameo_code,
    case when is_treaty then 'AGREE' else 'CONSULT' end as plover_event,
    case when cameo_code in ('128') then 3 else 1 end::tinyint as quad_class,
    (cameo_code[2:2]::integer - 2)::float as goldstein
"""

MENTIONS = f"""
select
    facts.* exclude (i), published_at::date as published_date,
    id('mention', i, n) as mention_id, id('article', i, n) as article_id,
    'https://gazette-' || hash(i, n) % 300 || '.example/' || strftime(day, '%Y/%m/%d') || '/'
        || left(md5(sentence(i, n)), 16) as url,
    'Gazette ' || hash(i, n) % 300 as source, 'Invented sides speak again, report ' || hash(n, i)
        as title,
    published_at, list_transform([sentence(i, n)] || maybe([sentence(i, n + 100)], 0.3, i, n),
        lambda text: {{text: text, char_start: 0, char_end: length(text)}}) as evidence,
    ['synthetic'] as rules, (0.4 + chance(i, n) / 2)::float as confidence,
    'none' as language_model, '0' as schema_version, '0' as pipeline_version
from (select {FACTS}, day, unnest(range(told)) as n from drawn) as facts,
    lateral (select (day + (n > 0)::integer * (hash(i, n) % 3)::integer)::timestamptz
        + interval 12 hour) as
        moments(published_at)
"""

EVENTS = f"""
select
    facts.* exclude (i), day as published_date, id('event', i, 0) as event_id,
    day::timestamptz + interval 12 hour as first_published_at,
    day::timestamptz + interval 60 hour as last_published_at,
    list_sort(list_transform(range(told), lambda n: id('mention', i, n))) as mention_ids,
    list_sort(list_transform(range(told), lambda n: id('article', i, n))) as article_ids,
    told as n_articles, told as n_sources, (0.4 + chance(i, 16) / 2)::float as confidence,
    maybe([{{
        published_at: last_published_at, article_id: id('article', i, 0), field: 'status',
        old: 'planned', new: status
    }}], 0.15, i, 17) as revisions,
    case i % 24
        when 0 then [{{event_id: id('event', i + 6, 0), kinship: 'precedes'}}]
        when 6 then [{{event_id: id('event', i - 6, 0), kinship: 'follows'}}] else []
    end as related_events,
    '0' as schema_version, '0' as pipeline_version
from (select {FACTS}, day, told from drawn) as facts
"""


def write_decade(count: int, lake: Path, days: int = DAYS) -> None:
    """A lake of about so many mentions and their events, a file per day and type."""
    total = int(count / TOLD)
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        states = [code for code, _, kind in party_names() if kind == "country"]
        ranked = sorted(states, key=lambda code: (code not in _OFTEN, hash_of(code)))
        connection.execute("set variable states = $1", [ranked])
        connection.execute("set variable syllables = $1", [_SYLLABLES])
        connection.execute(MACROS)
        for low, high in _chunks(total, days):
            drawn = {"first": FIRST_DAY, "days": days, "total": total, "low": low, "high": high}
            connection.execute(DRAWN, drawn)
            _write(connection.sql(MENTIONS).to_arrow_table(), lake, "mentions", low)
            _write(connection.sql(EVENTS).to_arrow_table(), lake, "events", low)


def hash_of(code: str) -> int:
    """An order of states that is no alphabet, and always the same."""
    return int.from_bytes(code.encode(), "big") * 2654435761 % 2**32


def _chunks(total: int, days: int) -> Iterator[tuple[int, int]]:
    """Numbers of events, thirty days of them at a time."""
    per_chunk = -(-total * 30 // days)
    for low in range(0, total, per_chunk):
        yield low, min(low + per_chunk, total)


def _write(table: pa.Table, lake: Path, dataset: str, chunk: int) -> None:
    """A file for each type and day of the table."""
    schema, key = {
        "mentions": (MENTION_FILE_SCHEMA, "mention_id"),
        "events": (EVENT_FILE_SCHEMA, "event_id"),
    }[dataset]
    table = table.sort_by([(name, "ascending") for name in ("event_type", "published_date", key)])
    for name in set(schema.names) - set(table.column_names):
        table = table.append_column(name, pa.nulls(len(table), schema.field(name).type))
    counts = table.group_by(["event_type", "published_date"], use_threads=False).aggregate(
        [([], "count_all")]
    )
    rows = table.select(schema.names).cast(schema).combine_chunks()
    at = 0
    for row in counts.to_pylist():
        folder = (
            lake
            / dataset
            / hive_path(event_type=row["event_type"], published_date=row["published_date"])
        )
        folder.mkdir(parents=True, exist_ok=True)
        part = rows.slice(at, row["count_all"])
        pq.write_table(part, folder / f"c{chunk:09}-000.parquet", compression="zstd")
        at += row["count_all"]


if __name__ == "__main__":
    write_decade(int(sys.argv[1]), Path(sys.argv[2]))

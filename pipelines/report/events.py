"""The events of a report: numbered, the most widely reported first, some with their sentences."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

import duckdb

from pipelines.report.period import Period

DETAILS_BYTES = 3_000_000
"""How much of a page sentences may fill: they stand with the most widely reported events."""
MOST_DETAILED = 20_000
ARTICLES_SHOWN = 3

NUMBERED = """
create temp table told as
select
    row_number() over (
        order by n_sources desc, n_articles desc, confidence desc, event_id
    ) - 1 as n,
    *, coalesce(meeting_format, treaty_action) as what,
    event_day(event_date_start, date_precision, is_background, published_date) as day
from events
where published_date between $since and $until
"""

FACTS = """
select
    left(event_id, 12) as id, event_type as type, status, what, is_background::int as recalled, day,
    day_label(event_date_start, date_precision) as "when", published_date as told,
    case
        when status in ('planned', 'proposed')
            then due_day(event_date_start, event_date_end, date_precision)
    end as due,
    parties, place_label(place, null) as place, place_country as country, instrument,
    n_articles as articles, n_sources as sources, round(confidence::double, 2) as confidence
from told
order by n
"""

DETAILS = """
select n, who(participants) as who, topics, outcomes, provisions, revisions
from told
where n < $most
order by n
"""

SENTENCES = """
with members as (
    select n, unnest(mention_ids) as mention_id
    from told
    where n < $most
),
ranked as (
    select
        members.n, mentions.source, mentions.url, mentions.title, mentions.published_date,
        mentions.evidence, mentions.confidence,
        row_number() over (
            partition by members.n, mentions.source, mentions.evidence[1].text
            order by mentions.confidence desc, mentions.mention_id
        ) as repeated
    from mentions
    join members on members.mention_id = mentions.mention_id
)
select
    n, source, url, title, published_date,
    list_transform(evidence[1:3], lambda span: span.text) as sentences
from ranked
where repeated = 1
qualify row_number() over (partition by n order by confidence desc, source, published_date, title)
    <= $articles
order by n, confidence desc, source, published_date, title
"""

Columns = dict[str, Any]
"""Columns of a table as JSON: lists, or `{"values": [...], "at": [...]}` where values repeat."""


def number_events(connection: duckdb.DuckDBPyConnection, period: Period) -> int:
    """Make the table `told` of the period's events, numbered from 0; how many there are."""
    connection.execute(NUMBERED, {"since": period.since, "until": period.until})
    [[count]] = connection.execute("select count(*) from told").fetchall()
    return int(count)


def facts(connection: duckdb.DuckDBPyConnection) -> Columns:
    """What is known of every event, column by column."""
    table = connection.sql(FACTS).to_arrow_table()
    return {name: _column(table.column(name).to_pylist()) for name in table.column_names}


def details(connection: duckdb.DuckDBPyConnection) -> list[Columns]:
    """Persons, topics, changes and sentences of the first events, as many as there is room for."""
    sentences: dict[int, list[Any]] = {}
    asked = {"most": MOST_DETAILED, "articles": ARTICLES_SHOWN}
    for n, source, url, title, day, texts in connection.execute(SENTENCES, asked).fetchall():
        row = [source, safe_link(url), title, str(day) if day else None, texts]
        sentences.setdefault(n, []).append(row)
    found: list[Columns] = []
    room = DETAILS_BYTES
    rows = connection.sql(DETAILS, params={"most": MOST_DETAILED}).to_arrow_table().to_pylist()
    for row in rows:
        n = row.pop("n")
        kept = {name: _plain(value) for name, value in row.items() if value}
        detail = {**kept, "proof": sentences.get(n, [])}
        room -= len(json.dumps(detail, separators=(",", ":")))
        if room < 0:
            break
        found.append(detail)
    return found


def safe_link(url: str | None) -> str | None:
    """The address, if it is one of the web; any other, such as `javascript:`, is no link.

    >>> safe_link("https://news.example/1"), safe_link("javascript:alert(1)")
    ('https://news.example/1', None)
    """
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:  # no address at all
        return None


def _column(values: Sequence[Any]) -> Any:
    plain = [_plain(value) for value in values]
    if plain and isinstance(plain[0], int | float):
        return plain
    keys = [json.dumps(value) for value in plain]
    places = {key: i for i, key in enumerate(dict.fromkeys(keys))}
    if len(places) > len(keys) / 2:
        return plain
    return {"values": [json.loads(key) for key in places], "at": [places[key] for key in keys]}


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return str(value)[:10]
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value

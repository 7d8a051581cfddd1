"""The headline numbers of the days before, with which the page compares its own."""

from typing import Any

import duckdb

from pipelines.report.period import Period

QUERY = """
with news as (
    select event_type, status, parties
    from events
    where published_date between $since and $until and not is_background
),
seats as (
    select *, unnest(list_prepend('', parties)) as party
    from news
)
select
    party,
    count(*) as events,
    count(*) filter (where event_type = 'meeting' and status = 'occurred') as met,
    count(*) filter (where event_type = 'treaty' and status = 'occurred') as treaties,
    count(*) filter (where status in ('planned', 'proposed')) as ahead,
    count(*) filter (where status = 'cancelled') as off
from seats
group by party
"""


def numbers_before(
    connection: duckdb.DuckDBPyConnection, period: Period
) -> dict[str, dict[str, Any]]:
    """By party, and of all under the empty name; empty where the lake has no such news."""
    before = period.before
    asked = {"since": before.since, "until": before.until}
    rows = connection.sql(QUERY, params=asked).to_arrow_table().to_pylist()
    return {row.pop("party"): row for row in rows}

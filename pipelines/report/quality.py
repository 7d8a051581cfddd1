"""How good the data are: what is dated and placed, what failed, who was read."""

from dataclasses import dataclass

import duckdb

from pipelines.report.period import Period

COVERAGE = """
select
    count(*) as events,
    count(*) filter (where is_background) as recalled,
    count(*) filter (where event_date_start is not null) as dated,
    count(*) filter (where place is not null or place_country is not null) as placed,
    count(*) filter (where n_sources > 1) as confirmed,
    count(*) filter (where len(parties) < 2) as one_sided
from told
"""

READ = """
select count(distinct hash(article_id)), count(distinct source)
from mentions
where published_date between $since and $until
"""

FAILURES = """
select stage, error, failures, for_instance
from failures_by_stage
order by failures desc, stage, error
limit 10
"""

RUNS = """
select
    coalesce(sum(records_in), 0), coalesce(sum(articles), 0), coalesce(sum(copies), 0),
    coalesce(sum(failures), 0)
from runs
where records_in > 0
"""


@dataclass(frozen=True, slots=True)
class Quality:
    """Counts of the period's events, of its articles, and of all runs of the lake."""

    events: int
    recalled: int
    dated: int
    placed: int
    confirmed: int
    one_sided: int
    articles: int
    outlets: int
    records: int
    read: int
    copies: int
    failures: int
    reasons: tuple[tuple[str, str, int, str], ...]

    def share(self, part: int) -> str:
        """A part of all events as a whole percentage."""
        return f"{part / self.events:.0%}" if self.events else "0%"


def quality_of(connection: duckdb.DuckDBPyConnection, period: Period) -> Quality:
    """What the queries of this file find."""
    days = {"since": period.since, "until": period.until}
    [coverage] = connection.execute(COVERAGE).fetchall()
    [read] = connection.execute(READ, days).fetchall()
    [runs] = connection.execute(RUNS).fetchall()
    reasons = tuple(connection.execute(FAILURES).fetchall())
    return Quality(*(*coverage, *read, *runs, reasons))

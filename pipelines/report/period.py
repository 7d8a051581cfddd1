"""The days that a report tells of, and the days before them that it compares with."""

from dataclasses import dataclass
from datetime import date, timedelta

import duckdb

from pipelines.errors import UsageError


@dataclass(frozen=True, slots=True)
class Period:
    """Days of publication, first and last included."""

    since: date
    until: date

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.until - self.since).days + 1

    @property
    def before(self) -> "Period":
        """As many days just before."""
        return Period(self.since - timedelta(self.days), self.since - timedelta(1))

    @property
    def around(self) -> "Period":
        """The days that a timeline shows: news also tells of days before and after."""
        after = max(14, min(45, self.days // 3))
        return Period(self.since - timedelta(7), self.until + timedelta(after))

    @property
    def step(self) -> str:
        """How wide a bar of a timeline is: day, week or month."""
        return "day" if self.days <= 60 else "week" if self.days <= 500 else "month"

    @property
    def words(self) -> str:
        """As people write it.

        >>> Period(date(2025, 12, 28), date(2026, 1, 4)).words
        '28 December 2025 – 4 January 2026'
        """
        first, last = f"{self.since.day} {self.since:%B %Y}", f"{self.until.day} {self.until:%B %Y}"
        return first if self.since == self.until else f"{first} – {last}"


def period_of(
    connection: duckdb.DuckDBPyConnection, lake: str, since: date | None, until: date | None
) -> Period:
    """The period asked for, its open ends those of the lake; `UsageError` if nothing lies in it."""
    [[first, last, events, mentions]] = connection.execute(
        "select min(published_date), max(published_date), count(*),"
        " (select count(*) from mention_days) from events"
    ).fetchall()
    if not events:
        remedy = (
            f"its mentions are not merged yet: communique merge --lake {lake}"
            if mentions
            else "no run has written anything to it"
        )
        raise UsageError(f"--lake {lake} has no events; {remedy}")
    if first is None:
        raise UsageError(f"--lake {lake}: none of its articles has a date, so there is no period")
    if since and until and since > until:
        raise UsageError(f"--since {since} lies after --until {until}")
    period = Period(since or min(first, until or first), until or max(last, since or last))
    if period.until < first or period.since > last:
        days = f"from {first} to {last}"
        raise UsageError(f"--since {period.since} --until {period.until}: the lake has news {days}")
    return period

"""Every night's work as assets of Dagster: `dagster dev -f communique_dagster.py`.

A partition is a day, and a day is a slice: a partition that is materialized again replaces its own
rows. Backfill: choose partitions.
"""

import subprocess

from dagster import (
    AssetExecutionContext,
    Backoff,
    Config,
    DailyPartitionsDefinition,
    Definitions,
    RetryPolicy,
    asset,
    build_schedule_from_partitioned_job,
    define_asset_job,
)

DAYS = DailyPartitionsDefinition(start_date="2025-01-01", timezone="UTC")
AGAIN = RetryPolicy(max_retries=3, delay=300, backoff=Backoff.LINEAR)
ONE_AT_A_TIME = {"communique/lake": "one at a time"}
"""A merge needs the lake for itself: set a limit of 1 on this tag, or let runs wait."""


class Place(Config):
    """Where articles come from and where results go."""

    news: str = "/data/news"
    lake: str = "/data/lake"
    limits: str = ""


def communique(context: AssetExecutionContext, command: str, *words: str) -> None:
    """One command of Communiqué; the step fails as the command does."""
    context.log.info("communique %s %s", command, " ".join(words))
    subprocess.run(["communique", command, *words], check=True)


@asset(partitions_def=DAYS, retry_policy=AGAIN, op_tags=ONE_AT_A_TIME)
def mentions(context: AssetExecutionContext, config: Place) -> None:
    """Meetings and treaties of each article of the day."""
    day = context.partition_key
    where = ("--lake", config.lake, "--started_by", f"dagster {context.run_id}", "--quiet")
    slice_id = day.replace("-", "")
    communique(context, "extract", "--input", f"{config.news}/{day}", "--slice", slice_id, *where)


@asset(partitions_def=DAYS, retry_policy=AGAIN, deps=[mentions], op_tags=ONE_AT_A_TIME)
def events(context: AssetExecutionContext, config: Place) -> None:
    """One row per event, across articles; the lake compacted and checked."""
    day = context.partition_key
    where = ("--lake", config.lake, "--started_by", f"dagster {context.run_id}", "--quiet")
    communique(context, "merge", "--slice", day.replace("-", ""), *where)
    communique(context, "compact", *where)
    communique(context, "check", "--lake", config.lake, "--date", day, *config.limits.split())


nightly = define_asset_job("communique_daily", selection=[mentions, events])
definitions = Definitions(
    assets=[mentions, events],
    jobs=[nightly],
    schedules=[build_schedule_from_partitioned_job(nightly, hour_of_day=1, minute_of_hour=30)],
)
